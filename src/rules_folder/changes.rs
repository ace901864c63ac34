//! What differs between two states of the rules folders, rule by rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter};

use serde::Serialize;

use super::{RulesFolder, manifest, profiles, rule_of};

/// What one state has otherwise than another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Ids of rules.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub added: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub changed: BTreeSet<String>,
    /// What is otherwise in the rules and profiles that changed: "level from warning to error", "script".
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub what: BTreeMap<String, BTreeSet<String>>,
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
            own.extend(what.iter().cloned());
        }
    }

    pub fn is_empty(&self) -> bool {
        !self.any_rule() && self.other_files.is_empty()
    }

    /// What was changed by which the examples of a rule may come out otherwise, where that is not its script: for a person.
    pub fn beside_script(&self, rule: &str) -> Option<String> {
        let what = self.what.get(rule).filter(|what| !what.is_empty());
        if what.is_some_and(|what| what.contains("script")) || self.added.contains(rule) {
            return None;
        }
        let of_all = |path: &&String| path.starts_with("lib/") || path.starts_with("lexicons/");
        let files: BTreeSet<String> = self.other_files.iter().filter(of_all).cloned().collect();
        let all: BTreeSet<String> = what.into_iter().flatten().cloned().chain(files).collect();
        (!all.is_empty()).then(|| listed(&all))
    }

    /// Whether any rule is other than before.
    pub fn any_rule(&self) -> bool {
        [&self.added, &self.changed, &self.removed]
            .iter()
            .any(|rules| !rules.is_empty())
    }
}

/// "changed: training/length (script); removed: results/too-long"; empty where nothing is other than before.
impl Display for Changes {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let kinds = [
            ("added", &self.added),
            ("changed", &self.changed),
            ("removed", &self.removed),
            ("other files", &self.other_files),
        ];
        let told = kinds.into_iter().filter(|(_, names)| !names.is_empty());
        let told = told.map(|(kind, names)| {
            let names = names.iter().map(|name| match self.what.get(name) {
                Some(what) if !what.is_empty() => format!("{name} ({})", listed(what)),
                _ => name.clone(),
            });
            format!("{kind}: {}", names.collect::<Vec<_>>().join(", "))
        });
        f.write_str(&told.collect::<Vec<_>>().join("; "))
    }
}

fn listed(what: &BTreeSet<String>) -> String {
    what.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
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
                if path.starts_with("profiles/") {
                    let what = profiles::otherwise(before.text(path), self.text(path));
                    changes.what.entry(path.to_string()).or_default().extend(what);
                }
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
