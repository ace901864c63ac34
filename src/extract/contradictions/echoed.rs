//! "The fund carried out 6 projects", "the fund implemented 7 projects": two sentences that say the same but for the number.

use foldhash::HashMap;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::Told;
use super::mention::{Mention, mentions};
use crate::document::Location;
use crate::report::Contradiction;

/// Words that two sentences share which say the same.
const SHARED: usize = 4;
/// What is said to have been done is done in many words.
const DEEDS: [List; 11] = [
    List::ActivityVerbs,
    List::OutputVerbs,
    List::OutcomeVerbs,
    List::ChangeVerbs,
    List::PeopleActions,
    List::AchievedWords,
    List::CompletedWords,
    List::DeliveryWords,
    List::Auxiliaries,
    List::Total,
    List::WholeWords,
];
/// A sentence with one of these is of another time or of some of them.
const APART: [List; 10] = [
    List::FurtherWords,
    List::BesidesWords,
    List::Remainders,
    List::EarlierWords,
    List::FirstPeriods,
    List::NextPeriods,
    List::Months,
    List::Future,
    List::OrdinalNumbers,
    List::ColumnTarget,
];

struct Echo<'a> {
    told: &'a Told,
    sentence: &'a Sentence,
    mention: Mention,
}

pub fn contradictions(reader: &Reader, told: &[Told]) -> Vec<Contradiction> {
    let all: Vec<Echo> = told
        .iter()
        .flat_map(|told| {
            told.sentences
                .iter()
                .filter_map(move |sentence| echo(told, sentence))
        })
        .collect();
    let mut found = Vec::new();
    // Few of all pairs speak of the same things.
    let mut by_word: HashMap<&str, Vec<&Echo>> = HashMap::default();
    for later in &all {
        let same = later.mention.head().and_then(|head| by_word.get(head));
        let earlier = same.into_iter().flatten().find(|earlier| {
            earlier.mention.number != later.mention.number
                && later.mention.is_of_the_things(&earlier.mention)
                && are_of_one_part(reader, &earlier.told.place, &later.told.place)
                && says_no_more(earlier, later)
                    .zip(says_no_more(later, earlier))
                    .is_some_and(|(one, other)| one.min(other) == 0)
        });
        found.extend(earlier.map(|earlier| Contradiction {
            first: earlier.mention.written(earlier.sentence),
            second: later.mention.written(later.sentence),
            quote: later.told.quote(later.sentence),
            other: earlier.told.quote(earlier.sentence),
        }));
        for thing in &later.mention.things {
            by_word.entry(thing).or_default().push(later);
        }
    }
    found
}

/// A sentence of one number that names no time.
fn echo<'a>(told: &'a Told, sentence: &'a Sentence) -> Option<Echo<'a>> {
    let [_] = sentence.numbers[..] else { return None };
    let mut own = mentions(sentence);
    let mention = own.pop().filter(|own| !own.approximate)?;
    let apart = APART.into_iter().any(|list| sentence.has(list));
    (!apart && sentence.content().len() > SHARED).then_some(Echo {
        told,
        sentence,
        mention,
    })
}

/// How many words that lead to the number the other does not have; nothing where it does not say all the rest but for what
/// was done.
fn says_no_more(one: &Echo, other: &Echo) -> Option<usize> {
    let said = other.sentence.content();
    let tokens = one.sentence.tokens.iter().enumerate();
    let (mut shared, mut own) = (0, 0);
    for (at, token) in tokens.filter(|(_, token)| token.is_word()) {
        if said.contains(&token.stem.as_str()) {
            shared += 1;
            continue;
        }
        let small = one.sentence.at(List::Function, at) || token.lower.chars().count() < 3;
        let deed = DEEDS.into_iter().any(|list| one.sentence.at(list, at));
        if small || deed {
            continue;
        }
        // "Kilifi trained 20", "the northern team trained 20": of another place.
        if at >= one.mention.start || token.capital {
            return None;
        }
        own += 1;
    }
    (shared >= SHARED).then_some(own)
}

/// Under one heading, or under headings that name no place and no time.
fn are_of_one_part(reader: &Reader, one: &Location, other: &Location) -> bool {
    let named = |place: &Location| {
        reader.below_title(&place.section).iter().any(|heading| {
            let mut words = heading.split_whitespace().skip(1);
            heading.chars().any(|c| c.is_ascii_digit())
                || words.any(|word| word.starts_with(char::is_uppercase))
        })
    };
    one.section == other.section || !named(one) && !named(other)
}
