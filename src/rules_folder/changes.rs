//! What differs between two states of the rules folders, rule by rule.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{RulesFolder, rule_of};

/// What one state has otherwise than another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Ids of rules.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub added: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub changed: BTreeSet<String>,
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
        let of_all = |path: &String| path.starts_with("lib/") || path.starts_with("lexicons/");
        self.added.contains(rule) || self.changed.contains(rule) || self.other_files.iter().any(of_all)
    }

    /// Whether any rule is other than before.
    pub fn any_rule(&self) -> bool {
        [&self.added, &self.changed, &self.removed]
            .iter()
            .any(|rules| !rules.is_empty())
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
                continue;
            };
            let kind = match (was.contains(rule), is.contains(rule)) {
                (false, true) => &mut changes.added,
                (true, false) => &mut changes.removed,
                _ => &mut changes.changed,
            };
            kind.insert(rule.to_string());
        }
        changes
    }
}
