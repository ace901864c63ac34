//! Numbers of people that say how large a place is: whoever lives there, reached or not.

use rust_decimal::Decimal;

use super::super::estimates::tells_deed;
use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::MANY;
use super::bystanders::{noun_is, stands_before};
use super::counts::Count;

/// Tokens from "area of influence" to the number of those who live there.
const AREA_REACH: usize = 4;
/// Tokens at the beginning of a sentence in which its subject stands.
const SUBJECT: usize = 6;
/// By these something is done for people, or they do something.
const REACHING: [List; 5] = [
    List::PersonObjects,
    List::PersonSubjects,
    List::HelpWords,
    List::PeopleActions,
    List::OutputVerbs,
];

pub fn stand(sentence: &Sentence, count: &Count) -> bool {
    let live = are_any(sentence, count)
        && (is_size_of_a_place(sentence, count)
            || live_there(sentence, count)
            || live_in_the_area(sentence, count)
            || live_in_a_place(sentence, count));
    live || are_all_inhabitants(sentence, count) || are_hosted(sentence, count)
}

pub fn are_any(sentence: &Sentence, count: &Count) -> bool {
    noun_is(sentence, count, List::AnyPeople) || noun_is(sentence, count, List::Inhabitants)
}

/// Whether nothing but "about" and articles stands there.
pub fn only_about(sentence: &Sentence, from: usize, to: usize) -> bool {
    from <= to && (from..to).all(|at| sentence.at(List::Approximate, at) || sentence.at(List::Articles, at))
}

fn many(count: &Count) -> bool {
    count.number.low >= Decimal::from(MANY)
}

/// "A town of 12,000 people", "the village with about 900 people".
fn is_size_of_a_place(sentence: &Sentence, count: &Count) -> bool {
    let links = [List::OfWords, List::Having];
    let mut places = sentence.all(List::Settlements);
    places.any(|place| {
        links
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|link| link.start == place.end && only_about(sentence, link.end, count.start))
    })
}

/// "About 9,000 people live along the river"; not "live with HIV", nor people to whom something was given there.
fn live_there(sentence: &Sentence, count: &Count) -> bool {
    let behind = |start: usize| {
        start == count.noun_end
            || start == count.noun_end + 1 && sentence.at(List::Auxiliaries, count.noun_end)
    };
    let mut verbs = sentence.all(List::DwellingVerbs);
    let after = verbs.any(|verb| behind(verb.start) && !sentence.starts(List::Having, verb.end));
    // In some languages "live" is itself what people do.
    let other = |list: List| {
        let mut hits = sentence.all(list);
        hits.any(|hit| !sentence.at(List::DwellingVerbs, hit.start))
    };
    let live = after || stands_before(sentence, List::DwellingVerbs, count);
    live && many(count) && !tells_deed(sentence) && !REACHING.into_iter().any(other)
}

/// "The project has an area of influence of more than 1,500 people".
fn live_in_the_area(sentence: &Sentence, count: &Count) -> bool {
    let mut areas = sentence.all(List::WholeAreas);
    let near = |hit: &Hit| hit.end <= count.start && count.start - hit.end <= AREA_REACH;
    !tells_deed(sentence) && areas.any(near)
}

/// "The village has 45 households and some 500 people": all who live there.
fn live_in_a_place(sentence: &Sentence, count: &Count) -> bool {
    let place = sentence.all(List::Settlements).any(|hit| hit.start < SUBJECT);
    let homes = sentence.numbers.iter().any(|number| number.end < count.start);
    let joined = stands_before(sentence, List::AndWords, count);
    let reached = [
        List::PersonObjects,
        List::HelpWords,
        List::ActivityVerbs,
        List::OutputVerbs,
    ];
    let told = tells_deed(sentence) || reached.into_iter().any(|list| sentence.has(list));
    place && homes && joined && !told
}

/// "A town of 71,000 inhabitants": of whom no deed is told.
fn are_all_inhabitants(sentence: &Sentence, count: &Count) -> bool {
    let own = count.start..count.noun_end;
    let place = sentence
        .all(List::Settlements)
        .any(|hit| !own.contains(&hit.start));
    let all =
        place && noun_is(sentence, count, List::Inhabitants) && !noun_is(sentence, count, List::AnyPeople);
    let acts = [List::ActivityVerbs, List::ActingVerbs, List::BareActs];
    let told = REACHING.into_iter().chain(acts).any(|list| sentence.has(list));
    all && many(count) && !tells_deed(sentence) && !told
}

/// "The district hosts 62,000 refugees".
fn are_hosted(sentence: &Sentence, count: &Count) -> bool {
    let place = sentence.all(List::Settlements).any(|hit| hit.end <= count.start);
    place && many(count) && stands_before(sentence, List::LodgingVerbs, count)
}
