//! What the report says to have changed for those whom a passage serves, beside it and elsewhere.

use foldhash::{HashMap, HashSet};

use super::Unit;
use crate::extract::Reader;
use crate::extract::activities::elsewhere::turns_to_others;
use crate::extract::lexicon::List;
use crate::extract::words::Sentence;

/// Paragraphs in which a word may stand before it tells nothing of what is spoken of.
const COMMON: usize = 6;
/// A short report is on few things: of so many paragraphs one may hold a word that tells them apart.
const SHARE: usize = 4;
/// … and a short one may speak of it so many times.
const FEW: usize = 3;
/// Words that a passage elsewhere must share to be on the same matter.
const ALIKE: usize = 2;

/// Words that tell the matters of a report apart.
pub struct Rare(HashSet<String>);

impl Rare {
    pub fn of(units: &[Unit]) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::default();
        for word in units.iter().flat_map(|unit| &unit.words) {
            *counts.entry(word.as_str()).or_default() += 1;
        }
        let most = (units.len() / SHARE).clamp(FEW, COMMON);
        let rare = counts.into_iter().filter(|(_, count)| *count <= most);
        Rare(rare.map(|(word, _)| word.to_string()).collect())
    }

    fn shared(&self, one: &Unit, other: &Unit) -> usize {
        let both = one.words.intersection(&other.words);
        both.filter(|word| self.0.contains(*word)).count()
    }

    /// Whether what has changed in the other is itself on the matter of the one.
    fn touches(&self, one: &Unit, other: &Unit) -> bool {
        let mut both = one.words.intersection(&other.changing);
        both.any(|word| self.0.contains(word))
    }
}

/// What changed for those whom a passage counts, and what may have. `works`: it counts nobody, and what is told beside it of
/// people is told of those who have what was made.
pub fn changes(
    reader: &Reader,
    units: &[Unit],
    at: usize,
    rare: &Rare,
    works: bool,
) -> (Vec<usize>, Vec<usize>) {
    let own = &units[at];
    let mut told = own.tells.clone();
    told.retain(|statement| !own.of_others.contains(statement));
    let mut possible = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        if place == at || unit.tells.is_empty() {
            continue;
        }
        let same_people = unit.people.iter().any(|noun| own.people.contains(noun));
        let shared = rare.shared(own, unit);
        let same_section = unit.section() == own.section();
        // What stands beside others who are counted is told of them.
        let others = (!unit.gives.is_empty() || unit.counts) && !(same_section && unit.sums);
        let follows = place == at + 1 && same_section && !others && !turns_to_others(&unit.paragraph);
        // The title alone is over everything.
        let in_table = unit.paragraph.location.table.is_some();
        let here = same_section && own.section().len() > 1 && !in_table;
        let beside = here && (works || !others && (shared > 0 || unit.sums));
        // Two long passages share words by chance: under another heading the change itself must be on the same matter.
        let on_it = same_section || rare.touches(own, unit);
        let alike = shared >= ALIKE && on_it && (!others || same_people);
        let theirs = same_people || unit.people.is_empty() || !unit.observes.is_empty();
        if follows && theirs || same_section && gives_to_as_many(own, unit) {
            told.extend(&unit.tells);
        } else if same_section && is_share_in_list(own, unit) && !works {
            told.extend(&unit.shows);
        } else if beside || alike {
            told.extend(&unit.observes);
        } else if !others && (same_people || is_headed_changes(reader, unit)) {
            possible.extend(&unit.shows);
        }
    }
    (told, possible)
}

/// "**9,000** people reached", beside the paragraph that tells of the 9,000: once more, and of the same people.
fn gives_to_as_many(own: &Unit, unit: &Unit) -> bool {
    let mut people = own.gives.iter().filter_map(|(_, given)| given.people);
    people.any(|people| unit.gives.iter().any(|(_, other)| other.people == Some(people)))
}

/// Words between a share and those of whom it is.
const WHOM: usize = 2;

/// "90% of attendees use it": of those whom an item above told of.
fn is_share_in_list(own: &Unit, unit: &Unit) -> bool {
    let of_reached = |sentence: &Sentence| {
        let shares = sentence.numbers.iter().filter(|number| number.percent);
        let mut near = shares.flat_map(|number| number.end..=number.end + WHOM);
        near.any(|at| sentence.starts(List::ThoseReached, at))
    };
    own.paragraph.is_item
        && unit.paragraph.is_item
        && unit
            .paragraph
            .sentences
            .iter()
            .any(|told| of_reached(&told.sentence))
}

/// "What changed", over changes alone: an "impact" often heads what was handed out.
fn is_headed_changes(reader: &Reader, unit: &Unit) -> bool {
    unit.section().last().is_some_and(|heading| {
        let heading = reader.sentence(heading);
        let mut hits = heading.all(List::HeadingChanges);
        hits.any(|hit| hit.end - hit.start > 1)
    })
}
