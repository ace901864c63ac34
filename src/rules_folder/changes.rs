//! What differs between two states of the rules folders, rule by rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter};

use serde::Serialize;
use toml::Table;

use super::otherwise::{only_line_endings, set, values};
use super::{RulesFolder, manifest, profiles, rule_of};

const PROFILES: &str = "profiles/";

/// What one state has otherwise than another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Ids of rules.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub added: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub changed: BTreeSet<String>,
    /// What is otherwise in the rules, profiles and other files that changed: "level from warning to error", "script".
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub what: BTreeMap<String, Vec<String>>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub removed: BTreeSet<String>,
    /// Files of no one rule that are new, gone or other than before: word lists, helpers, profiles.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub other_files: BTreeSet<String>,
}

impl Changes {
    /// Whether an example of a rule may come out otherwise than before. Profiles do not count, since the pages speak of the
    /// rules as they are written, nor does what is told of a pack.
    pub fn concern(&self, rule: &str) -> bool {
        self.added.contains(rule) || self.changed.contains(rule) || self.may_concern_all()
    }

    /// Whether a word list or a helper is other than before.
    pub fn may_concern_all(&self) -> bool {
        let of_all = |path: &String| path.starts_with("lib/") || path.starts_with("lexicons/");
        self.other_files.iter().any(of_all)
    }

    /// Adds what a later state has otherwise than the one that these led to.
    pub fn extend(&mut self, later: &Changes) {
        let pairs = [
            (&mut self.added, &later.added),
            (&mut self.changed, &later.changed),
            (&mut self.removed, &later.removed),
            (&mut self.other_files, &later.other_files),
        ];
        for (own, later) in pairs {
            own.extend(later.iter().cloned());
        }
        for (rule, what) in &later.what {
            let own = self.what.entry(rule.clone()).or_default();
            own.extend(
                what.iter()
                    .filter(|what| !own.contains(what))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
        }
    }

    pub fn is_empty(&self) -> bool {
        !self.any_rule() && self.other_files.is_empty()
    }

    /// What was changed by which the examples of a rule may come out otherwise, where that is not its script: for a person.
    pub fn beside_script(&self, rule: &str) -> Option<String> {
        let what = self.what.get(rule).filter(|what| !what.is_empty());
        if what.is_some_and(|what| what.iter().any(|own| own == "script")) || self.added.contains(rule) {
            return None;
        }
        let of_all = |path: &&String| path.starts_with("lib/") || path.starts_with("lexicons/");
        let files = self.other_files.iter().filter(of_all);
        let all: Vec<&str> = what
            .into_iter()
            .flatten()
            .chain(files)
            .map(String::as_str)
            .collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    /// Each change for itself, from what concerns all rules to what concerns one: word lists and helpers, profiles, rules.
    pub fn lines(&self) -> Vec<String> {
        let (profiles, files): (Vec<&String>, Vec<&String>) = self
            .other_files
            .iter()
            .partition(|path| path.starts_with(PROFILES));
        let all = files.iter().chain(&profiles).copied().chain(&self.changed);
        let mut told: Vec<String> = all.flat_map(|own| self.told(own)).collect();
        let whole = [("added", &self.added), ("removed", &self.removed)];
        told.extend(
            whole
                .iter()
                .flat_map(|(kind, rules)| rules.iter().map(move |rule| format!("{kind} {rule}"))),
        );
        told
    }

    /// "changed training/length: script", "changed profile agency: gender/* level set to note".
    fn told(&self, name: &str) -> Vec<String> {
        let own = name
            .strip_prefix(PROFILES)
            .and_then(|file| file.strip_suffix(".toml"));
        let own = own.map_or_else(|| name.to_string(), |profile| format!("profile {profile}"));
        match self.what.get(name) {
            Some(what) if !what.is_empty() => {
                what.iter().map(|what| format!("changed {own}: {what}")).collect()
            }
            _ => vec![format!("changed {own}")],
        }
    }

    /// Whether any rule is other than before.
    pub fn any_rule(&self) -> bool {
        [&self.added, &self.changed, &self.removed]
            .iter()
            .any(|rules| !rules.is_empty())
    }
}

/// In one line; empty where nothing is other than before.
impl Display for Changes {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.lines().join("; "))
    }
}

impl RulesFolder {
    /// What is other than in an earlier state.
    pub fn changes_since(&self, before: &RulesFolder) -> Changes {
        let all = self.files.keys().chain(before.files.keys());
        let other: BTreeSet<&str> = all
            .filter(|path| self.text(path) != before.text(path))
            .map(String::as_str)
            .collect();
        let (was, is) = (before.rules(), self.rules());
        let mut changes = Changes::default();
        for path in other {
            let Some((rule, _)) = rule_of(path) else {
                changes.other_files.insert(path.to_string());
                let what = otherwise_in(path, before.text(path), self.text(path));
                changes.what.insert(path.to_string(), what);
                continue;
            };
            let kind = match (was.contains(rule), is.contains(rule)) {
                (false, true) => &mut changes.added,
                (true, false) => &mut changes.removed,
                _ => &mut changes.changed,
            };
            kind.insert(rule.to_string());
            if was.contains(rule) && is.contains(rule) {
                let what = manifest::otherwise(path, before.text(path), self.text(path));
                changes.what.entry(rule.to_string()).or_default().extend(what);
            }
        }
        changes
    }
}

/// In a file that is of no one rule.
fn otherwise_in(path: &str, before: Option<&str>, now: Option<&str>) -> Vec<String> {
    if only_line_endings(before, now) {
        return vec!["only the line endings".to_string()];
    }
    if path.starts_with(PROFILES) {
        return profiles::otherwise(before, now);
    }
    let table = |text: &str| text.parse::<Table>().ok().map(toml::Value::Table);
    match (before, now) {
        (None, _) => vec!["new".to_string()],
        (_, None) => vec!["deleted".to_string()],
        (Some(before), Some(now)) => match (table(before), table(now)) {
            (Some(before), Some(now)) => values("", Some(&before), Some(&now), set),
            _ => Vec::new(),
        },
    }
}
