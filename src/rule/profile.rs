//! Profiles: which rules judge for whom, and with what levels, parameters and words.

use std::collections::{BTreeMap, BTreeSet};

use glob::Pattern;
use serde::Deserialize;

use super::load::{Rule, parse, spoken, the_rules_speak};
use super::manifest::Variant;
use crate::finding::Level;
use crate::problem::{Problem, nearest};
use crate::report::Agreement;
use crate::rules_folder::RulesFolder;
use crate::texts::{Texts, placeholders};

/// What to do where a folder of own rules stands alone.
const LAY_OVER: &str =
    "this folder does not hold the shipped rules: lay it over them, --rules shipped --rules <your folder>";
/// Folder of the profiles in a rules folder.
const FOLDER: &str = "profiles/";

/// `profiles/<name>.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    title: String,
    about: String,
    /// Another profile that this one begins with.
    extends: Option<String>,
    /// Ids or patterns ("statistics/*"); what begins with "!" leaves out. The last that fits a rule decides.
    #[serde(default)]
    rules: Vec<String>,
    /// ISO 639-1 code of the language of messages; English where a rule does not speak it.
    language: Option<String>,
    /// By id or pattern.
    #[serde(default)]
    rule: BTreeMap<String, Changes>,
    /// What agreements ask of every report's form.
    #[serde(default)]
    agreement: Agreement,
}

/// What a profile says otherwise than the manifest.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    level: Option<Level>,
    #[serde(default)]
    params: BTreeMap<String, toml::Value>,
    #[serde(default)]
    message: Texts,
    #[serde(default)]
    ask: Texts,
    #[serde(default)]
    grouped: Texts,
    /// By the name of the rule's variant.
    #[serde(default)]
    variant: BTreeMap<String, Variant>,
}

/// The profiles of a rules folder, each whole: what it extends is in it.
#[derive(Debug, Default)]
pub struct Profiles(BTreeMap<String, Profile>);

/// A profile with everything that it extends, the innermost first.
#[derive(Debug)]
pub struct Profile {
    pub title: String,
    pub about: String,
    language: Option<String>,
    selection: Vec<Selector>,
    changes: Vec<(Pattern, Changes)>,
    pub(super) agreement: Agreement,
}

#[derive(Debug, Clone)]
struct Selector {
    pattern: Pattern,
    takes: bool,
}

impl Profiles {
    /// Reads every profile and holds it against the rules.
    ///
    /// # Errors
    /// Every mistake in every profile.
    pub(super) fn load(folder: &RulesFolder, rules: &[Rule]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut files = BTreeMap::new();
        for (path, text) in folder.files() {
            let name = path
                .strip_prefix(FOLDER)
                .and_then(|file| file.strip_suffix(".toml"));
            let Some(name) = name else { continue };
            match parse::<ProfileFile>(folder, path, text) {
                Ok(file) => drop(files.insert(name.to_string(), file)),
                Err(problem) => problems.push(problem),
            }
        }
        let mut profiles = BTreeMap::new();
        for (name, file) in &files {
            let path = format!("{FOLDER}{name}.toml");
            let mistakes = Mistakes {
                folder,
                path: &path,
                text: folder.text(&path).unwrap_or_default(),
            };
            problems.extend(mistakes.of(file, rules));
            match chain(name, &files) {
                Ok(chain) => drop(profiles.insert(name.clone(), Profile::of(&chain))),
                Err((message, remedy)) => problems.push(mistakes.at("extends", message).remedy(remedy)),
            }
        }
        if problems.is_empty() {
            Ok(Profiles(profiles))
        } else {
            Err(problems)
        }
    }

    pub fn get(&self, name: &str) -> Option<&Profile> {
        self.0.get(name)
    }

    /// Name and profile, in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Profile)> {
        self.0.iter().map(|(name, profile)| (name.as_str(), profile))
    }

    /// Rules that no profile takes: written, and perhaps forgotten.
    pub(super) fn unused<'a>(&self, rules: &'a [Rule]) -> Vec<&'a Rule> {
        let used = |rule: &&Rule| self.0.values().any(|profile| profile.takes(&rule.id));
        rules
            .iter()
            .filter(|rule| !self.0.is_empty() && !used(rule))
            .collect()
    }
}

/// A profile and what it extends, the innermost first; or why not, and what to do.
fn chain<'a>(
    name: &str,
    files: &'a BTreeMap<String, ProfileFile>,
) -> Result<Vec<&'a ProfileFile>, (String, String)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = Some(name);
    while let Some(name) = next {
        if !seen.insert(name) {
            let remedy = "let one of them extend another profile, or none".to_string();
            return Err((format!("the profile `{name}` extends itself"), remedy));
        }
        let Some(file) = files.get(name) else {
            let names = files.keys().map(String::as_str);
            return Err((format!("there is no profile `{name}`"), meant(name, names)));
        };
        found.push(file);
        next = file.extends.as_deref();
    }
    found.reverse();
    Ok(found)
}

/// What to do about the name of a profile that there is none of.
pub(super) fn meant<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    if let Some(meant) = nearest(&name.to_lowercase(), names.iter().copied()) {
        return format!("did you mean `{meant}`?");
    }
    if names.is_empty() || is_shipped(&format!("{FOLDER}{name}")) {
        return LAY_OVER.to_string();
    }
    format!("there are {}", names.join(", "))
}

/// Whether the program brings along a rule or profile of that path.
fn is_shipped(path: &str) -> bool {
    RulesFolder::embedded().text(&format!("{path}.toml")).is_some()
}

impl Profile {
    fn of(chain: &[&ProfileFile]) -> Self {
        let last = chain.last();
        Profile {
            title: last.map_or_else(String::new, |file| file.title.clone()),
            about: last.map_or_else(String::new, |file| file.about.clone()),
            language: chain.iter().rev().find_map(|file| file.language.clone()),
            selection: chain
                .iter()
                .flat_map(|file| &file.rules)
                .filter_map(|own| selector(own).ok())
                .collect(),
            changes: chain
                .iter()
                .flat_map(|file| &file.rule)
                .filter_map(|(own, changes)| Some((Pattern::new(own).ok()?, changes.clone())))
                .collect(),
            agreement: chain.iter().fold(Agreement::default(), |before, file| {
                file.agreement.clone().or(&before)
            }),
        }
    }

    pub fn takes(&self, rule: &str) -> bool {
        self.selection
            .iter()
            .rev()
            .find(|selector| selector.pattern.matches(rule))
            .is_some_and(|selector| selector.takes)
    }

    /// A rule as this profile has it.
    pub(super) fn change(&self, rule: &mut Rule) {
        if let Some(language) = &self.language {
            rule.language.clone_from(language);
        }
        for (_, changes) in self
            .changes
            .iter()
            .filter(|(pattern, _)| pattern.matches(&rule.id))
        {
            let manifest = &mut rule.manifest;
            manifest.level = changes.level.unwrap_or(manifest.level);
            manifest.message.extend(changes.message.clone());
            manifest.ask.extend(changes.ask.clone());
            manifest.grouped.extend(changes.grouped.clone());
            for (name, changes) in &changes.variant {
                if let Some(variant) = manifest.variant.get_mut(name) {
                    variant.level = changes.level.or(variant.level);
                    variant.message.extend(changes.message.clone());
                    variant.ask.extend(changes.ask.clone());
                    variant.grouped.extend(changes.grouped.clone());
                }
            }
            for (name, value) in &changes.params {
                if let Some(param) = manifest.params.get(name) {
                    rule.params.insert(name.as_str().into(), param.dynamic(value));
                }
            }
        }
    }
}

fn selector(text: &str) -> Result<Selector, glob::PatternError> {
    let (takes, pattern) = match text.strip_prefix('!') {
        Some(rest) => (false, rest),
        None => (true, text),
    };
    Pattern::new(pattern).map(|pattern| Selector { pattern, takes })
}

/// Where in a profile something is wrong.
struct Mistakes<'a> {
    folder: &'a RulesFolder,
    path: &'a str,
    text: &'a str,
}

impl Mistakes<'_> {
    fn of(&self, file: &ProfileFile, rules: &[Rule]) -> Vec<Problem> {
        let mut problems = Vec::new();
        // Else a report would be called clean because nobody looked at it.
        if file.extends.is_none() && file.rules.iter().all(|pattern| pattern.starts_with('!')) {
            problems.push(self.at("rules", "this profile takes no rule").remedy(
                "write \"*\" first in rules = [\"*\", …], or begin with another profile: extends = \"sida\"",
            ));
        }
        problems.extend(self.of_language(file, rules));
        let agreed = file
            .agreement
            .mistakes()
            .into_iter()
            .chain(file.agreement.of_one_project());
        problems.extend(agreed.map(|(key, what)| self.at(key, what).remedy(format!("change `{key}`"))));
        for pattern in &file.rules {
            problems.extend(self.unfit(pattern, pattern.trim_start_matches('!'), rules));
        }
        for (pattern, changes) in &file.rule {
            match self.unfit(pattern, pattern, rules) {
                Some(problem) => problems.push(problem),
                None => problems.extend(self.of_changes(pattern, changes, rules)),
            }
        }
        problems
    }

    /// Else a slip (`se` for `sv`) would be English, and nobody would know why.
    fn of_language(&self, file: &ProfileFile, rules: &[Rule]) -> Option<Problem> {
        let language = file.language.as_deref()?;
        let mut spoken = spoken(rules);
        let own = file.rule.values().flat_map(|changes| changes.message.iter());
        spoken.extend(own.map(|(language, _)| language));
        (!spoken.contains(language)).then(|| {
            self.at("language", format!("no rule speaks `{language}`"))
                .remedy(the_rules_speak(&spoken))
        })
    }

    /// A pattern that is none, or that fits no rule.
    fn unfit(&self, written: &str, pattern: &str, rules: &[Rule]) -> Option<Problem> {
        let Ok(compiled) = Pattern::new(pattern) else {
            return Some(self.at(written, format!("`{written}` is no id and no pattern of ids")));
        };
        // A rule that is broken is told as broken, not as unknown.
        let mut files = self
            .folder
            .files()
            .filter_map(|(path, _)| path.strip_suffix(".toml"));
        if rules.iter().any(|rule| compiled.matches(&rule.id)) || files.any(|id| compiled.matches(id)) {
            return None;
        }
        let problem = self.at(written, format!("no rule is called `{pattern}`"));
        Some(
            match nearest(pattern, rules.iter().map(|rule| rule.id.as_str())) {
                Some(id) => problem.remedy(format!("did you mean `{id}`?")),
                None if is_shipped(pattern) => problem.remedy(LAY_OVER),
                None => problem.remedy("`tillsyn rules list` shows the ids; * stands for any part of one"),
            },
        )
    }

    /// Every rule that the pattern fits must have the parameter, and what the message names: else it says nothing, and
    /// nobody notices.
    fn of_changes(&self, pattern: &str, changes: &Changes, rules: &[Rule]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let Ok(compiled) = Pattern::new(pattern) else {
            return problems;
        };
        let fitting = || rules.iter().filter(|rule| compiled.matches(&rule.id));
        problems.extend(fitting().flat_map(|rule| self.of_texts(rule, changes)));
        for name in changes.variant.keys() {
            let lacking = fitting().filter(|rule| !rule.manifest.variant.contains_key(name));
            problems.extend(lacking.map(|rule| {
                let known = rule.manifest.variant.keys().map(String::as_str);
                let problem = self.at(name, format!("{} has no variant `{name}`", rule.id));
                match nearest(name, known) {
                    Some(meant) => problem.remedy(format!("did you mean `{meant}`?")),
                    None => problem.remedy(format!("`tillsyn rules docs {}` shows its variants", rule.id)),
                }
            }));
        }
        for (name, value) in &changes.params {
            for rule in fitting() {
                match rule.manifest.params.get(name) {
                    None => problems.push(
                        self.at(name, format!("{} has no parameter `{name}`", rule.id))
                            .remedy(known_params(rule)),
                    ),
                    Some(param) => problems.extend(
                        param
                            .refusal(value)
                            .map(|why| self.at(name, format!("`{name}` of {} {why}", rule.id))),
                    ),
                }
            }
        }
        problems
    }

    /// Placeholders that nothing in the rule can fill.
    fn of_texts(&self, rule: &Rule, changes: &Changes) -> Vec<Problem> {
        let Some(details) = &rule.details else {
            return Vec::new();
        };
        let named = |texts: &Texts| -> BTreeSet<String> {
            let names = texts.iter().flat_map(|(_, text)| placeholders(text));
            names.map(String::from).collect()
        };
        let variants = changes.variant.values();
        let own = [(&changes.message, &changes.ask, &changes.grouped)].into_iter();
        let all = own.chain(variants.map(|variant| (&variant.message, &variant.ask, &variant.grouped)));
        let mut unknown = BTreeSet::new();
        for (message, ask, grouped) in all {
            let single = named(message).into_iter().chain(named(ask));
            unknown.extend(single.filter(|name| !details.contains(name)));
            unknown.extend(named(grouped).into_iter().filter(|name| name != "count"));
        }
        let told = |name: String| {
            self.at(
                &format!("{{{name}}}"),
                format!("{} gives no `{{{name}}}`", rule.id),
            )
            .remedy(match nearest(&name, details.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{{{meant}}}`?"),
                None => "take it out of the message".to_string(),
            })
        };
        unknown.into_iter().map(told).collect()
    }

    fn at(&self, word: &str, message: impl Into<String>) -> Problem {
        let problem = Problem::new(self.folder.path(self.path), message);
        match self.text.find(word) {
            Some(offset) => problem.at_offset(self.text, offset),
            None => problem,
        }
    }
}

fn known_params(rule: &Rule) -> String {
    let names: Vec<&str> = rule.manifest.params.keys().map(String::as_str).collect();
    if names.is_empty() {
        "it has no parameters".to_string()
    } else {
        format!("it has {}", names.join(", "))
    }
}
