//! The rules in force in the lines of the log: short, since the audit has all of it.

use super::Rules;
use super::source::Books;
use crate::finding::short_digest;
use crate::write::counted;

impl Rules {
    /// "163 rules with the profile sida, from shipped and /etc/tillsyn/rules (rule book 3f2a91c04b77)".
    pub fn in_force(&self) -> String {
        let books = self.current();
        let folders = self.source.named_folders().join(" and ");
        let book = short_digest(books.digest());
        format!("{}, from {folders} (rule book {book})", books.counts())
    }
}

impl Books {
    /// How many rules judge, for each of the profiles.
    fn counts(&self) -> String {
        let mut told: Vec<String> = Vec::new();
        for (audience, checker) in self.all() {
            let rules = counted(checker.rules().len(), "rule");
            let own = match &audience.profile {
                Some(profile) => format!("{rules} with the profile {profile}"),
                None => format!("{rules} without a profile"),
            };
            if !told.contains(&own) {
                told.push(own);
            }
        }
        told.join(", ")
    }
}

/// Letters of a line of the log that tell what changed: the audit has all of it.
const BRIEF: usize = 160;

/// The beginning of what changed, whole parts of it where one fits.
pub fn brief(changes: &str) -> String {
    let Some((end, _)) = changes.char_indices().nth(BRIEF) else {
        return changes.to_string();
    };
    let kept = &changes[..end];
    match kept.rfind("; ") {
        Some(end) => {
            let more = changes[end..].matches("; ").count();
            format!("{} and {more} more: see rule-books.jsonl", &changes[..end])
        }
        None => {
            let end = kept.rfind(' ').unwrap_or(end);
            format!("{} …: see rule-books.jsonl", &changes[..end])
        }
    }
}
