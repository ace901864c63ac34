//! Numbers of people that say how large a place is: whoever lives there, reached or not.

use rust_decimal::Decimal;

use super::super::estimates::tells_deed;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::MANY;
use super::bystanders::{noun_is, stands_before};
use super::counts::Count;

pub fn stand(sentence: &Sentence, count: &Count) -> bool {
    let any = noun_is(sentence, count, List::AnyPeople) || noun_is(sentence, count, List::Inhabitants);
    any && (is_size_of_a_place(sentence, count) || live_there(sentence, count)) || are_hosted(sentence, count)
}

/// "A town of 12,000 people", "the village with about 900 people".
fn is_size_of_a_place(sentence: &Sentence, count: &Count) -> bool {
    let links = [List::OfWords, List::Having];
    let mut places = sentence.all(List::Settlements);
    places.any(|place| {
        links
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|link| link.start == place.end && is_plain(sentence, link.end, count.start))
    })
}

fn is_plain(sentence: &Sentence, from: usize, to: usize) -> bool {
    from <= to && (from..to).all(|at| sentence.at(List::Approximate, at) || sentence.at(List::Articles, at))
}

/// "About 9,000 people live along the river"; not "live with HIV", nor people to whom something was given there.
fn live_there(sentence: &Sentence, count: &Count) -> bool {
    let behind = |start: usize| {
        start == count.noun_end
            || start == count.noun_end + 1 && sentence.at(List::Auxiliaries, count.noun_end)
    };
    let mut verbs = sentence.all(List::DwellingVerbs);
    let after = verbs.any(|verb| behind(verb.start) && !sentence.starts(List::Having, verb.end));
    let live = after || stands_before(sentence, List::DwellingVerbs, count);
    live && count.number.low >= Decimal::from(MANY) && !is_told_a_deed(sentence)
}

fn is_told_a_deed(sentence: &Sentence) -> bool {
    let reached = [
        List::PersonObjects,
        List::PersonSubjects,
        List::HelpWords,
        List::PeopleActions,
        List::OutputVerbs,
    ];
    // In some languages "live" is itself what people do.
    let other = |list: List| {
        let mut hits = sentence.all(list);
        hits.any(|hit| !sentence.at(List::DwellingVerbs, hit.start))
    };
    tells_deed(sentence) || reached.into_iter().any(other)
}

/// "The district hosts 62,000 refugees".
fn are_hosted(sentence: &Sentence, count: &Count) -> bool {
    let place = sentence.all(List::Settlements).any(|hit| hit.end <= count.start);
    let many = count.number.low >= Decimal::from(MANY);
    place && many && stands_before(sentence, List::LodgingVerbs, count)
}
