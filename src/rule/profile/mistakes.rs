//! What is wrong in a profile, and where.

use std::collections::BTreeSet;

use glob::Pattern;

use super::super::inspect::OF_GROUP;
use super::super::load::{Rule, spoken, the_rules_speak};
use super::super::manifest::{BRACES, LIST};
use super::{Changes, LAY_OVER, ProfileFile, is_shipped};
use crate::problem::{Problem, nearest};
use crate::rules_folder::RulesFolder;
use crate::texts::{is_unpaired, placeholders};

/// Keys of a profile by which no rule is taken.
const KNOWN: [&str; 5] = ["title", "about", "language", "rule", "agreement"];

/// Where in a profile something is wrong.
pub(super) struct Mistakes<'a> {
    pub folder: &'a RulesFolder,
    pub path: &'a str,
    pub text: &'a str,
}

impl Mistakes<'_> {
    /// `mended`: keys in which something was wrong already.
    pub(super) fn of(&self, file: &ProfileFile, mended: &BTreeSet<String>, rules: &[Rule]) -> Vec<Problem> {
        let mut problems = Vec::new();
        // A misspelt key may have been meant for it.
        let sound = mended.iter().all(|key| KNOWN.contains(&key.as_str()));
        // Else a report would be called clean because nobody looked at it.
        if sound && file.extends.is_none() && file.rules.iter().all(|pattern| pattern.starts_with('!')) {
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
        if let Some(meant) = of_pack_or_name(written, pattern, rules) {
            return Some(problem.remedy(meant));
        }
        let ids = rules.iter().map(|rule| rule.id.as_str());
        // Who writes a pattern does not mean one rule.
        let known: BTreeSet<String> = if pattern.contains('*') {
            ids.flat_map(patterns).collect()
        } else {
            ids.map(String::from).collect()
        };
        Some(match nearest(pattern, known.iter().map(String::as_str)) {
            Some(id) => problem.remedy(format!("did you mean `{id}`?")),
            None if is_shipped(pattern) => problem.remedy(LAY_OVER),
            None => problem.remedy("`tillsyn rules list` shows the ids; * stands for any part of one"),
        })
    }

    /// Every rule that the pattern fits must have the parameter, and what the message names: else it says nothing, and
    /// nobody notices.
    fn of_changes(&self, pattern: &str, changes: &Changes, rules: &[Rule]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let Ok(compiled) = Pattern::new(pattern) else {
            return problems;
        };
        let fitting = || rules.iter().filter(|rule| compiled.matches(&rule.id));
        problems.extend(fitting().flat_map(|rule| self.of_texts(pattern, rule, changes)));
        for rule in fitting() {
            problems.extend(self.unknown_keys(pattern, rule, changes));
        }
        for (name, value) in &changes.params {
            for rule in fitting() {
                match rule.manifest.params.get(name) {
                    None => problems.push(
                        self.under(pattern, name, format!("{} has no parameter `{name}`", rule.id))
                            .remedy(known_params(rule, name)),
                    ),
                    Some(param) => problems.extend(param.refusal(value).map(|why| {
                        self.under(pattern, name, format!("`{name}` of {} {why}", rule.id))
                            .remedy(instead(name, value, rule))
                    })),
                }
            }
        }
        problems
    }

    /// Variants, reasons and words that the rule does not have.
    fn unknown_keys(&self, pattern: &str, rule: &Rule, changes: &Changes) -> Vec<Problem> {
        let manifest = &rule.manifest;
        let told = |what: &str, name: &str, known: Vec<&str>| {
            if known.contains(&name) {
                return None;
            }
            let problem = self.under(pattern, name, format!("{} has no {what} `{name}`", rule.id));
            Some(match nearest(name, known.iter().copied()) {
                Some(meant) => problem.remedy(format!("did you mean `{meant}`?")),
                None if known.is_empty() => problem.remedy("delete it: the rule has none"),
                None => problem.remedy(format!("it has {}", known.join(", "))),
            })
        };
        let mut problems = Vec::new();
        let variants = || manifest.variant.keys().map(String::as_str).collect();
        problems.extend(
            changes
                .variant
                .keys()
                .filter_map(|own| told("variant", own, variants())),
        );
        let reasons = || manifest.could_not_tell.keys().map(String::as_str).collect();
        let given = changes.could_not_tell.keys();
        problems.extend(given.filter_map(|own| told("reason", own, reasons())));
        for (detail, words) in &changes.words {
            let details = manifest.placeholders().into_iter().collect();
            if let Some(problem) = told("message with", detail, details) {
                problems.push(problem);
            } else if let Some(own) = manifest.words.get(detail) {
                // A detail without words is often the report's own words: those may be told otherwise too.
                let known = || own.keys().map(String::as_str).collect();
                let what = format!("words.{detail} for");
                problems.extend(words.keys().filter_map(|word| told(&what, word, known())));
            }
        }
        problems
    }

    /// Placeholders that nothing in the rule can fill.
    fn of_texts(&self, pattern: &str, rule: &Rule, changes: &Changes) -> Vec<Problem> {
        let details = rule.details.as_ref();
        let of_group: &[&str] = match changes.named.is_empty() && rule.manifest.named.is_empty() {
            true => &["count"],
            false => &["count", LIST],
        };
        let mut unknown = BTreeSet::new();
        for (name, texts) in changes.texts() {
            let many = name.ends_with("grouped");
            let filled = many || ["message", "ask", "named"].iter().any(|key| name.ends_with(key));
            let named = texts.iter().flat_map(|(_, text)| placeholders(text));
            let strange = named.filter(|name| match many {
                true => !of_group.contains(name),
                false => details.is_some_and(|own| !own.contains(*name)),
            });
            unknown.extend(strange.filter(|_| filled).map(|name| (name.to_string(), many)));
        }
        let told_of = changes.texts().into_iter();
        let alone = told_of.filter(|(_, texts)| texts.iter().any(|(_, own)| is_unpaired(own)));
        let alone = alone.map(|(name, texts)| {
            let own = texts
                .iter()
                .find(|(_, own)| is_unpaired(own))
                .map_or("", |(_, own)| own);
            let told = format!("a {{ or a }} stands alone in {name}");
            self.under(pattern, own, told).remedy(BRACES)
        });
        let told = |(name, many): (String, bool)| {
            self.under(
                pattern,
                &format!("{{{name}}}"),
                format!("{} gives no `{{{name}}}`", rule.id),
            )
            .remedy(
                match nearest(&name, details.into_iter().flatten().map(String::as_str)) {
                    _ if many => OF_GROUP.to_string(),
                    Some(meant) => format!("did you mean `{{{meant}}}`?"),
                    None => "take it out of the message".to_string(),
                },
            )
        };
        unknown.into_iter().map(told).chain(alone).collect()
    }

    /// Whether this file changes what the pattern fits.
    pub(super) fn has_heading(&self, pattern: &str) -> bool {
        self.text.contains(&format!("[rule.\"{pattern}\""))
    }

    /// Below the heading of a pattern of rules: several have parameters of the same name.
    pub(super) fn under(&self, pattern: &str, word: &str, message: String) -> Problem {
        let heading = self.text.find(&format!("[rule.\"{pattern}\""));
        let below = heading.and_then(|start| {
            // Below the heading's own line, in which letters of the word may stand too.
            let start = start + self.text[start..].find('\n')?;
            Some(start + place_of(&self.text[start..], word)?)
        });
        match below {
            Some(offset) => Problem::new(self.folder.path(self.path), message).at_offset(self.text, offset),
            None => self.at(word, message),
        }
    }

    pub(super) fn at(&self, word: &str, message: impl Into<String>) -> Problem {
        let problem = Problem::new(self.folder.path(self.path), message);
        match place_of(self.text, word) {
            Some(offset) => problem.at_offset(self.text, offset),
            None => problem,
        }
    }
}

/// Where a word stands by itself: `minimum` and not the beginning of `minimum_people`; else where its letters do.
fn place_of(text: &str, word: &str) -> Option<usize> {
    let of_name = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '-';
    let alone = |at: &usize| {
        let before = text[..*at].chars().next_back().is_some_and(of_name);
        let after = text[at + word.len()..].chars().next().is_some_and(of_name);
        !(before && word.starts_with(of_name) || after && word.ends_with(of_name))
    };
    let mut places = text.match_indices(word).map(|(at, _)| at);
    places.find(alone).or_else(|| text.find(word))
}

/// What to write in the place of a value that the parameter cannot have.
fn instead(name: &str, value: &toml::Value, rule: &Rule) -> String {
    match value.as_str().map(str::trim) {
        Some(text) if text.parse::<f64>().is_ok() => {
            format!("write {name} = {text}, without quotation marks")
        }
        _ => format!("`tillsyn rules docs {}` tells what it may be", rule.id),
    }
}

/// The name of a pack without its rules, or of a rule without its pack; perhaps misspelt.
fn of_pack_or_name(written: &str, pattern: &str, rules: &[Rule]) -> Option<String> {
    let not = if written.starts_with('!') { "!" } else { "" };
    let name = pattern.trim_end_matches('/');
    if name.is_empty() || name.contains('/') {
        return None;
    }
    let parts = || rules.iter().filter_map(|rule| rule.id.split_once('/'));
    if let Some((pack, _)) = parts().find(|(pack, _)| *pack == name) {
        return Some(format!("write `{not}{pack}/*` for all rules of {pack}"));
    }
    if let Some((pack, own)) = parts().find(|(_, own)| *own == name) {
        return Some(format!(
            "write `{not}{pack}/{own}`: an id is the pack and the name"
        ));
    }
    let packs: BTreeSet<&str> = parts().map(|(pack, _)| pack).collect();
    if let Some(pack) = nearest(name, packs.into_iter()) {
        return Some(format!("did you mean `{not}{pack}/*`, all rules of {pack}?"));
    }
    let names: BTreeSet<&str> = parts().map(|(_, own)| own).collect();
    let own = nearest(name, names.into_iter())?;
    let (pack, _) = parts().find(|(_, other)| *other == own)?;
    Some(format!("did you mean `{not}{pack}/{own}`?"))
}

/// Patterns that fit a rule: its pack, and the words with which its name begins or ends.
fn patterns(id: &str) -> Vec<String> {
    let (pack, name) = id.split_once('/').unwrap_or(("*", id));
    let hyphens = name.match_indices('-').map(|(at, _)| at);
    let parts = hyphens.flat_map(|at| [format!("{}-*", &name[..at]), format!("*{}", &name[at..])]);
    let own = parts.chain(["*".to_string()]);
    own.map(|part| format!("{pack}/{part}")).collect()
}

fn known_params(rule: &Rule, meant: &str) -> String {
    let names: Vec<&str> = rule.manifest.params.keys().map(String::as_str).collect();
    if let Some(near) = nearest(meant, names.iter().copied()) {
        format!("did you mean `{near}`?")
    } else if names.is_empty() {
        "it has no parameters".to_string()
    } else {
        format!("it has {}", names.join(", "))
    }
}
