//! Nouns known by their ending: no list names every trade that people have.

use super::{Lexicon, List};

/// Letters before an ending: "users" is a word, "ers" is none.
const MIN_BEFORE: usize = 2;

const ENDINGS: [List; 3] = [List::PersonEndings, List::OneSexEndings, List::AdjectiveEndings];

impl List {
    pub(super) fn holds_endings(self) -> bool {
        ENDINGS.contains(&self)
    }
}

impl Lexicon {
    /// The lists of endings that know a word.
    pub(super) fn endings_of(&self, lower: &str) -> Box<[List]> {
        ENDINGS
            .into_iter()
            .filter(|list| self.ends_as(lower, *list))
            .collect()
    }

    fn ends_as(&self, lower: &str, list: List) -> bool {
        let ends = |ending: &str| {
            let before = lower.strip_suffix(ending);
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
