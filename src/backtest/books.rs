//! The two rule books that are compared, and what between them is the doing of a profile.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Checker;
use crate::rules_folder::Changes;
use crate::write::counted;

/// The book in force, the edited one, and whether both have the same word lists.
pub struct Books {
    pub before: Checker,
    /// Where the rules of both lie, for a person.
    pub named: (String, String),
    pub now: Checker,
    pub same_words: bool,
    /// Ids of all rules of the edited book's folders.
    pub all: BTreeSet<String>,
    /// … and of those of them that its profile leaves out.
    pub left_out: BTreeSet<String>,
    /// What the edited folders have otherwise.
    pub changes: Changes,
    /// The profile of the book in force was chosen, and need not be spoken of as if it came about.
    pub chosen_profile: bool,
}

impl Books {
    /// Ids of rules that are new or other than before: those that judge, or those that the profile leaves out.
    fn touched(&self, judging: bool) -> impl Iterator<Item = &String> {
        let touched = self.changes.added.iter().chain(&self.changes.changed);
        touched.filter(move |id| judging != self.left_out.contains(*id))
    }

    pub(super) fn not_judging(&self) -> Vec<String> {
        self.touched(false).cloned().collect()
    }

    /// What the profile leaves out, pack by pack.
    pub(super) fn profile_leaves_out(&self) -> Vec<String> {
        let pack = |id: &String| id.split('/').next().unwrap_or_default().to_string();
        let count = |rules: &BTreeSet<String>| {
            rules.iter().fold(BTreeMap::new(), |mut packs, id| {
                *packs.entry(pack(id)).or_insert(0) += 1;
                packs
            })
        };
        let all = count(&self.all);
        let told = |(pack, out): (String, usize)| match all.get(&pack) {
            Some(all) if *all == out => format!("all of {pack} ({})", counted(out, "rule")),
            Some(all) => format!("{out} of {} of {pack}", counted(*all, "rule")),
            None => pack,
        };
        count(&self.left_out).into_iter().map(told).collect()
    }

    /// Differences that come of a profile on one side alone would pass for those of the change.
    pub(super) fn told_profiles(&self) -> Option<String> {
        let (before, now) = (&self.before.stamp().profile, &self.now.stamp().profile);
        if before == now {
            return None;
        }
        let with = |profile: &Option<String>| match profile {
            Some(name) => format!("with the profile {name}"),
            None => "with every rule as it is written".to_string(),
        };
        let lacking = now
            .as_ref()
            .filter(|name| before.is_none() && self.before.profiles().get(name).is_none())
            .map(|name| format!(": the rules before have no profile {name}"));
        Some(format!(
            "the two sides have different profiles, {} before and {} now{}; {}",
            with(before),
            with(now),
            lacking.unwrap_or_default(),
            self.told_doing()
        ))
    }

    /// A rule of one's own lies in the same folder as the profile more often than not.
    fn told_doing(&self) -> String {
        let judging: Vec<&str> = self.touched(true).map(String::as_str).collect();
        if self.changes.is_empty() {
            "all that differs is the profile's doing".to_string()
        } else if !judging.is_empty() {
            format!(
                "the rules differ too: what {} find{} is their doing, and not the profile's (--other-profile NAME, or none, tries the profiles alone, by the same rules)",
                judging.join(", "),
                if judging.len() == 1 { "s" } else { "" }
            )
        } else if self.chosen_profile {
            "what differs may be the profile's doing".to_string()
        } else {
            "what differs may be the profile's doing (--other-profile chooses the one before)".to_string()
        }
    }
}
