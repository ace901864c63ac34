//! "540 teachers were trained: 210 in Oromia, 180 in Amhara and 130 in Tigray": a whole, and what a colon lists of it.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::counts::{self, Count};
use super::split::comes_near;
use crate::document::Passage;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, SeenIn, Statistic};

pub fn parts(sentence: &Sentence, counts: &[Count], position: usize, place: &Passage) -> Option<Breakdown> {
    after_colon(sentence, counts, position, place)
        .or_else(|| apposed(sentence, counts, position, place))
        .or_else(|| at_places(sentence, counts, position, place))
}

/// "312 people lived in the shelters, 164 women and 138 children": where the adults are of one sex, two parts to the end
/// of the sentence are the whole.
fn apposed(sentence: &Sentence, counts: &[Count], position: usize, place: &Passage) -> Option<Breakdown> {
    let whole = &counts[position];
    let people = |count: &&Count| count.counted == Counted::People;
    let after: Vec<&Count> = counts[position + 1..].iter().filter(people).collect();
    let [adults, children] = after[..] else {
        return None;
    };
    let mark = |at: usize| sentence.tokens.get(at).map(|token| token.lower.as_str());
    let apart = adults.start.checked_sub(1).and_then(mark);
    let joined = children.start == adults.end + 1 && sentence.starts(List::AndWords, adults.end);
    let ends = matches!(mark(children.end), None | Some("." | ")" | ";"));
    let people = whole.counted == Counted::People && !adults.elided && !children.elided;
    let grown = adults.part && adults.tells_age && !sentence.at(List::Age, adults.noun_end - 1);
    let young = !children.part && sentence.at(List::Age, children.noun_end - 1);
    let alone = !whole.part && position == 0 && matches!(apart, Some("," | "(" | ":" | "–" | "—"));
    let sum = adults.number.low + children.number.low;
    if !(alone && joined && ends && people && grown && young && comes_near(sum, whole.number)) {
        return None;
    }
    let part = |count: &Count| Disaggregation {
        dimension: Dimension::Other,
        value: count.noun.clone(),
        number: Some(count.number.low),
        seen_in: SeenIn::Sentence,
        location: place.location.clone(),
    };
    Some(Breakdown {
        dimension: Dimension::Other,
        parts: vec![part(adults), part(children)],
        complete: true,
    })
}

fn after_colon(sentence: &Sentence, counts: &[Count], position: usize, place: &Passage) -> Option<Breakdown> {
    let whole = &counts[position];
    let colon = sentence.tokens.iter().position(|token| token.lower == ":")?;
    let alone = counts.iter().filter(|count| count.start < colon).count() == 1;
    if !alone || whole.start > colon || whole.part || names_a_few(sentence, colon) {
        return None;
    }
    let numbers: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| number.start > colon)
        .collect();
    let other = |number: &&NumberToken| {
        let own = counts.iter().find(|count| count.start == number.start);
        own.is_some_and(|own| own.part || (own.counted != whole.counted && !own.elided))
    };
    let plain = numbers.iter().all(|number| {
        let exact = !number.percent && number.number.low == number.number.high;
        exact && counts::counts_something(sentence, number) && number.number.low < whole.number.low
    });
    let sum: Decimal = numbers.iter().map(|number| number.number.low).sum();
    // "Three ended with conviction and two with acquittal, and compensation was awarded in two": some of them once more.
    if made_up_before_the_end(&numbers, whole.number.low) {
        return None;
    }
    // Two may be any two; three that nearly make up the whole are meant to.
    if numbers.len() < 3 || !plain || numbers.iter().any(other) || !comes_near(sum, whole.number) {
        return None;
    }
    Some(of_parts(&numbers, place))
}

fn made_up_before_the_end(numbers: &[&NumberToken], whole: Decimal) -> bool {
    let mut sum = Decimal::ZERO;
    let last = numbers.len().saturating_sub(1);
    numbers[..last].iter().any(|number| {
        sum += number.number.low;
        sum == whole
    })
}

/// "Among them", "including": the rest is not listed; brackets and further clauses tell other things.
fn names_a_few(sentence: &Sentence, colon: usize) -> bool {
    sentence.all(List::SexPronouns).any(|hit| hit.start > colon)
        || sentence.tokens[colon..]
            .iter()
            .any(|token| matches!(token.lower.as_str(), "(" | ";"))
}

/// "In all 320 people came. In Arla 120, in Borva 90 and in Cesma 100": each number of the next sentence is that of a place,
/// and together they nearly make up the total.
pub fn by_place(
    sentence: &Sentence,
    counts: &[Count],
    place: &Passage,
    before: Option<&Sentence>,
    found: &mut [Statistic],
) {
    let Some(before) = before else { return };
    let opens = before.first(List::Total).is_some_and(|hit| hit.start == 0);
    let mut totals = found
        .iter_mut()
        .filter(|own| own.quote.text == before.text && own.quote.location == place.location)
        .filter(|own| !own.part && (own.total || opens));
    let Some(total) = totals.next().filter(|_| totals.next().is_none()) else {
        return;
    };
    let numbers: Vec<&NumberToken> = sentence.numbers.iter().collect();
    let plain = numbers.iter().all(|number| {
        let exact = !number.percent && number.number.low == number.number.high;
        exact && number.number.low < total.number.low && stands_by_a_name(sentence, number)
    });
    let other = counts
        .iter()
        .any(|count| count.part || (count.counted != total.counted && !count.elided));
    let sum: Decimal = numbers.iter().map(|number| number.number.low).sum();
    let meant = is_meant_as_total(sum, total.number.low) && numbers.len() >= PLACES;
    if !plain || other || tells_of_some(sentence, 0) || !meant {
        return;
    }
    total.breakdowns.push(of_parts(&numbers, place));
}

/// "640 were reached, 300 in Arla, 200 in Borva and 120 in Cesma".
fn at_places(sentence: &Sentence, counts: &[Count], position: usize, place: &Passage) -> Option<Breakdown> {
    let whole = &counts[position];
    let alone = counts[..position].is_empty() && !whole.part && !whole.elided;
    let numbers: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| number.start >= whole.end)
        .collect();
    let apart = |number: &NumberToken| {
        let before = number.start.checked_sub(1);
        let mark =
            before.is_some_and(|at| matches!(sentence.tokens[at].lower.as_str(), "," | "–" | "—" | "("));
        mark || sentence.ends(List::AndWords, number.start)
    };
    let plain = numbers.iter().all(|number| {
        let exact = !number.percent && number.number.low == number.number.high;
        exact && apart(number) && number.number.low < whole.number.low && stands_by_a_name(sentence, number)
    });
    let named = counts[position + 1..].iter().any(|count| !count.elided);
    let sum: Decimal = numbers.iter().map(|number| number.number.low).sum();
    let meant = numbers.len() >= PLACES && is_meant_as_total(sum, whole.number.low);
    (alone && plain && !named && meant && !tells_of_some(sentence, whole.end))
        .then(|| of_parts(&numbers, place))
}

/// Of fewer places some may be named as examples.
const PLACES: usize = 3;

/// Within a tenth: further away the rest is elsewhere.
fn is_meant_as_total(sum: Decimal, total: Decimal) -> bool {
    (sum - total).abs() * Decimal::TEN <= total
}

/// Words by which only some are told of.
fn tells_of_some(sentence: &Sentence, from: usize) -> bool {
    [
        List::Female,
        List::Male,
        List::Age,
        List::SexPronouns,
        List::Negations,
        List::OnlyWords,
        List::Remainders,
        List::FurtherWords,
        List::Future,
        List::EarlierWords,
    ]
    .into_iter()
    .any(|list| sentence.all(list).any(|hit| hit.start >= from))
}

pub fn of_parts(numbers: &[&NumberToken], place: &Passage) -> Breakdown {
    let part = |number: &&NumberToken| Disaggregation {
        dimension: Dimension::Other,
        value: number.number.low.to_string(),
        number: Some(number.number.low),
        seen_in: SeenIn::Sentence,
        location: place.location.clone(),
    };
    Breakdown {
        dimension: Dimension::Other,
        parts: numbers.iter().map(part).collect(),
        complete: true,
    }
}

/// "In Arla 120", "120 in Arla".
fn stands_by_a_name(sentence: &Sentence, number: &NumberToken) -> bool {
    let name = |at: &usize| {
        let token = &sentence.tokens[*at];
        *at > 0 && token.capital && !sentence.at(List::Months, *at)
    };
    let word = |at: &usize| sentence.tokens[*at].is_word();
    let before = (number.start.saturating_sub(NAMED)..number.start).rev();
    let after = number.end..(number.end + NAMED).min(sentence.tokens.len());
    before.take_while(word).any(|at| name(&at)) || after.take_while(word).any(|at| name(&at))
}

/// Tokens between a number and its place.
const NAMED: usize = 3;
