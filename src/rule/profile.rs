//! Profiles: which rules judge for whom, and with what levels, parameters and words.

pub(super) mod alike;
mod idle;
mod mistakes;
mod told;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use glob::Pattern;
use serde::Deserialize;

use super::inspect::meant_language;
use super::load::{Rule, parse};
use super::manifest::Variant;
use crate::finding::Level;
use crate::problem::{Problem, nearest};
use crate::report::Agreement;
use crate::rules_folder::RulesFolder;
use crate::texts::Texts;
pub(super) use idle::outside;
use mistakes::Mistakes;

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
    title: Texts,
    #[serde(default)]
    source: Texts,
    #[serde(default)]
    why: Texts,
    #[serde(default)]
    message: Texts,
    #[serde(default)]
    ask: Texts,
    #[serde(default)]
    grouped: Texts,
    #[serde(default)]
    named: Texts,
    /// More findings alike than this in one report become one.
    group_above: Option<usize>,
    /// … and in one table.
    group_in_table_above: Option<usize>,
    /// By the name of the rule's variant.
    #[serde(default)]
    variant: BTreeMap<String, Variant>,
    /// By the name of the rule's reason.
    #[serde(default)]
    could_not_tell: BTreeMap<String, Texts>,
    /// By detail and value.
    #[serde(default)]
    words: BTreeMap<String, BTreeMap<String, Texts>>,
}

/// The profiles of a rules folder, each whole: what it extends is in it.
#[derive(Debug, Clone, Default)]
pub struct Profiles(BTreeMap<String, Profile>);

/// A profile with everything that it extends, the innermost first.
#[derive(Debug, Clone)]
pub struct Profile {
    pub title: String,
    pub about: String,
    extends: Option<String>,
    language: Option<String>,
    selection: Vec<Selector>,
    changes: Vec<(Pattern, Changes)>,
    /// Ids or patterns of which its own file changes something.
    changed: Vec<String>,
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
            let read = parse::<ProfileFile>(folder, path, text);
            problems.extend(read.problems);
            if let Some(file) = read.value {
                files.insert(name.to_string(), (file, read.mended));
            }
        }
        let mut profiles = BTreeMap::new();
        for (name, (file, mended)) in &files {
            let path = format!("{FOLDER}{name}.toml");
            let mistakes = Mistakes {
                folder,
                path: &path,
                text: folder.text(&path).unwrap_or_default(),
            };
            problems.extend(mistakes.of(file, mended, rules));
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

/// A profile, and the keys in which something was put aside because it was wrong.
type Read = (ProfileFile, BTreeSet<String>);

/// A profile and what it extends, the innermost first; or why not, and what to do.
fn chain<'a>(
    name: &str,
    files: &'a BTreeMap<String, Read>,
) -> Result<Vec<&'a ProfileFile>, (String, String)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = Some(name);
    while let Some(name) = next {
        if !seen.insert(name) {
            let remedy = "let one of them extend another profile, or none".to_string();
            return Err((format!("the profile `{name}` extends itself"), remedy));
        }
        let Some((file, _)) = files.get(name) else {
            let names = files.keys().map(String::as_str);
            return Err((format!("there is no profile `{name}`"), meant(name, names)));
        };
        found.push(file);
        next = file.extends.as_deref();
    }
    found.reverse();
    Ok(found)
}

/// What people write who want none.
pub const NO_PROFILE: [&str; 6] = ["", "none", "no", "default", "standard", "all"];

/// There is no profile of the name that was asked for.
pub(super) fn none<'a>(name: &str, names: impl Iterator<Item = &'a str>, folder: &RulesFolder) -> Problem {
    if name.contains(['/', '\\', '.']) {
        return Problem::new("profile", format!("`{name}` is no name of a profile"))
            .remedy("give a name, not a file: that of the file without its end");
    }
    if NO_PROFILE.contains(&name.to_lowercase().as_str()) {
        return Problem::new("profile", format!("there is no profile `{name}`")).remedy(
            "without a profile every rule judges as it is written: leave --profile out, or take `profile = …` out of tillsyn.toml",
        );
    }
    let own = "a profile of your own is found where the folder that it lies in is named: --rules shipped --rules <your folder>";
    let otherwise = match meant(name, names) {
        question if question.ends_with('?') => format!("{question} ({own})"),
        told => format!("{told}; {own}"),
    };
    let remedy = folder.remedy_for_missing(&format!("{FOLDER}{name}.toml"), &otherwise);
    Problem::new("profile", format!("there is no profile `{name}`")).remedy(remedy)
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
    RulesFolder::in_binary(&format!("{path}.toml")).is_some()
}

impl Profile {
    fn of(chain: &[&ProfileFile]) -> Self {
        let last = chain.last();
        Profile {
            title: last.map_or_else(String::new, |file| file.title.clone()),
            about: last.map_or_else(String::new, |file| file.about.clone()),
            extends: last.and_then(|file| file.extends.clone()),
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
            changed: last.map_or_else(Vec::new, |file| file.rule.keys().cloned().collect()),
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

    /// Whether it gives a parameter of a rule a value.
    fn sets(&self, rule: &str, param: &str) -> bool {
        let mut changes = self.changes.iter();
        changes.any(|(pattern, changes)| pattern.matches(rule) && changes.params.contains_key(param))
    }

    /// What is probably not meant, in the file of the profile's name.
    pub(super) fn doubtful(&self, name: &str, folder: &RulesFolder, rules: &[Rule]) -> Vec<Problem> {
        let path = format!("{FOLDER}{name}.toml");
        let place = Mistakes {
            folder,
            path: &path,
            text: folder.text(&path).unwrap_or_default(),
        };
        let parted = alike::set_apart(self, rules).into_iter();
        let told = parted.map(|(alike, left)| {
            let (name, default) = (alike.name, &alike.param.default);
            let told = format!(
                "`{name}` is set for {} only: it stays {default} for {}, where it is a parameter too",
                alike.rules.join(" and "),
                left.join(" and ")
            );
            place.at(name, told).remedy(format!(
                "set it there too, also where it stays {default}: [rule.\"{}\"], or a pattern that fits all of them",
                left[0]
            ))
        });
        told.chain(self.levels_kept(&place, rules))
            .chain(self.words_kept(&place, rules))
            .chain(self.odd_languages(&place))
            .collect()
    }

    /// A text in `se` is told to nobody who reads Swedish.
    fn odd_languages(&self, place: &Mistakes) -> Vec<Problem> {
        let texts = self.changes.iter().flat_map(|(_, own)| own.texts());
        let written = texts.flat_map(|(name, own)| {
            // Under a heading only the last part of a name is written.
            let key = name.rsplit('.').next().unwrap_or_default().to_string();
            let languages: Vec<String> = own.iter().map(|(language, _)| language.to_string()).collect();
            languages.into_iter().map(move |language| (key.clone(), language))
        });
        let odd = written.filter_map(|(key, language)| {
            let meant = meant_language(&language)?;
            let name = format!("{key}.{language}");
            let told = format!("`{language}` is probably not the language that is meant");
            // Else it is of a profile that this one begins with.
            place
                .text
                .contains(&name)
                .then(|| place.at(&name, told).remedy(format!("write {key}.{meant}")))
        });
        odd.collect()
    }

    /// A variant with a level of its own keeps it when its rule gets another.
    fn levels_kept(&self, place: &Mistakes, rules: &[Rule]) -> Vec<Problem> {
        let named = self.changes.iter().filter(|(pattern, changes)| {
            changes.level.is_some() && Pattern::escape(pattern.as_str()) == pattern.as_str()
        });
        let kept = named.filter_map(|(pattern, changes)| {
            let rule = rules.iter().find(|rule| rule.id == pattern.as_str())?;
            let own = rule.manifest.variant.iter().filter(|(name, variant)| {
                let changed = changes.variant.get(*name).is_some_and(|own| own.level.is_some());
                variant.level.is_some() && !changed
            });
            let names: Vec<&str> = own.map(|(name, _)| name.as_str()).collect();
            let first = names.first()?;
            let told = format!(
                "the level of {} is set: its variants with a level of their own keep it: {}",
                rule.id,
                names.join(", ")
            );
            let remedy = format!("write level = … under [rule.\"{}\".variant.{first}] too", rule.id);
            Some(place.at(pattern.as_str(), told).remedy(remedy))
        });
        kept.collect()
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
            changes.word(manifest);
            manifest.level = changes.level.unwrap_or(manifest.level);
            manifest.group_above = changes.group_above.unwrap_or(manifest.group_above);
            manifest.group_in_table_above = changes.group_in_table_above.or(manifest.group_in_table_above);
            for (name, changes) in &changes.variant {
                if let Some(variant) = manifest.variant.get_mut(name) {
                    variant.level = changes.level.or(variant.level);
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
