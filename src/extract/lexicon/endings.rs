//! Nouns known by their ending: no list names every trade that people have.

use super::{Hit, Lexicon, List};
use crate::extract::words::Token;

/// Letters before an ending: "users" is a word, "ers" is none.
const MIN_BEFORE: usize = 2;

const ENDINGS: [List; 3] = [List::PersonEndings, List::OneSexEndings, List::AdjectiveEndings];

impl List {
    pub(super) fn holds_endings(self) -> bool {
        ENDINGS.contains(&self)
    }
}

impl Lexicon {
    /// Hits of words that end as persons do, where no list says that they name something else.
    pub(super) fn add_by_ending(&self, tokens: &[Token], hits: &mut Vec<Hit>) {
        for (at, token) in tokens.iter().enumerate() {
            for list in ENDINGS {
                if self.ends_as(token, list) && !is_thing(hits, at) {
                    hits.push(Hit {
                        list,
                        start: at,
                        end: at + 1,
                        value: None,
                    });
                }
            }
        }
    }

    fn ends_as(&self, token: &Token, list: List) -> bool {
        let ends = |ending: &str| {
            let before = token.lower.strip_suffix(ending);
            before.is_some_and(|before| before.chars().count() >= MIN_BEFORE)
        };
        self.endings
            .iter()
            .any(|(ending, own)| *own == list && ends(ending))
    }
}

/// Lists whose words name no person, whatever their ending.
pub const THINGS: [List; 11] = [
    List::NoPerson,
    List::Cases,
    List::Events,
    List::Products,
    List::Contacts,
    List::Organisations,
    List::Households,
    List::Currency,
    List::Time,
    List::Places,
    List::NounStops,
];

fn is_thing(hits: &[Hit], at: usize) -> bool {
    hits.iter()
        .any(|hit| hit.start <= at && at < hit.end && THINGS.contains(&hit.list))
}
