//! Nouns known by their ending: no list names every trade that people have.

use super::{Lexicon, List};

/// Letters before an ending: "users" is a word, "ers" is none.
const MIN_BEFORE: usize = 2;

const ENDINGS: [List; 4] = [
    List::PersonEndings,
    List::OneSexEndings,
    List::AdjectiveEndings,
    List::PersonAdjectives,
];

impl List {
    pub(super) fn holds_endings(self) -> bool {
        ENDINGS.contains(&self)
    }
}

impl Lexicon {
    /// The lists of endings that know a word.
    pub(super) fn endings_of(&self, lower: &str) -> Box<[List]> {
        let known = |list: &List| self.ends_as(lower).any(|own| own == *list);
        ENDINGS.into_iter().filter(known).collect()
    }

    pub(super) fn ends_as_known(&self, lower: &str) -> bool {
        self.ends_as(lower).next().is_some()
    }

    /// The list of each ending that a word has.
    fn ends_as(&self, lower: &str) -> impl Iterator<Item = List> {
        let endings = self
            .endings
            .get(&last_letter(lower))
            .map_or(&[][..], Vec::as_slice);
        let has = |ending: &str, list: List| {
            // "Blind" stands alone, too.
            let least = if list == List::PersonAdjectives {
                0
            } else {
                MIN_BEFORE
            };
            let before = lower.strip_suffix(ending);
            before.is_some_and(|before| before.chars().count() >= least)
        };
        endings
            .iter()
            .filter(move |(ending, list)| has(ending, *list))
            .map(|(_, list)| *list)
    }
}

pub(super) fn last_letter(text: &str) -> char {
    text.chars().next_back().unwrap_or_default()
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
