//! "412 monitors were trained (198 women and 224 men)": a whole and its parts, where no list knows what is counted.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::counts::{self, Count};
use super::{breakdown_by_sex, listed, split};
use crate::document::Passage;
use crate::report::{Breakdown, Counted, SeenIn, Statistic};

/// Words between a whole and the bracket that splits it.
const REACH: usize = 10;
/// Words of what is listed after a colon.
const NAMED: usize = 6;
/// Fewer may be any number.
const LEAST: i64 = 5;

/// The wholes that their parts do not make up; of what adds up the parts tell enough.
pub fn miscounted(sentence: &Sentence, counts: &[Count], place: &Passage) -> Vec<Statistic> {
    let mut found: Vec<Statistic> = sentence
        .numbers
        .iter()
        .filter(|number| !counts.iter().any(|count| count.start == number.start))
        .filter_map(|number| Some((number, by_sex(sentence, number, place)?)))
        .map(|(number, parts)| statistic(sentence, number, parts, place))
        .collect();
    found.extend(listed_of_first(sentence, counts, place));
    found.retain(|own| own.breakdowns.iter().any(|parts| parts.sum() != own.number.low));
    found
}

fn statistic(sentence: &Sentence, whole: &NumberToken, parts: Breakdown, place: &Passage) -> Statistic {
    Statistic {
        number: whole.number,
        written: sentence.between(whole.start, whole.end).to_string(),
        noun: named(sentence, whole),
        subject: sentence.text.clone(),
        counted: Counted::Other,
        quote: place.clone(),
        breakdowns: vec![parts],
        ..Statistic::default()
    }
}

/// The words up to the next mark.
fn named(sentence: &Sentence, whole: &NumberToken) -> String {
    let words = sentence.tokens[whole.end..].iter();
    let end = whole.end + words.take_while(|token| token.is_word()).count();
    if end == whole.end {
        return String::new();
    }
    sentence.between(whole.end, end).to_string()
}

fn is_whole(sentence: &Sentence, number: &NumberToken) -> bool {
    let exact = !number.percent && !number.in_words && number.number.low == number.number.high;
    exact
        && !number.number.approximate
        && number.number.low >= Decimal::from(LEAST)
        && counts::counts_something(sentence, number)
}

/// Only words between the number and a bracket that gives a number of each sex and nothing else.
fn by_sex(sentence: &Sentence, number: &NumberToken, place: &Passage) -> Option<Breakdown> {
    if !is_whole(sentence, number) || sentence.in_brackets(number.start) {
        return None;
    }
    let near = number.end..(number.end + REACH).min(sentence.tokens.len());
    let open = near.clone().find(|at| !sentence.tokens[*at].is_word())?;
    let close = open
        + sentence.tokens[open..]
            .iter()
            .position(|token| token.lower == ")")?;
    let inside: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|own| (open..close).contains(&own.start))
        .collect();
    let bare = inside.len() == 2
        && inside
            .iter()
            .all(|own| !own.percent && own.number.low == own.number.high);
    if sentence.tokens[open].lower != "(" || open == number.end || !bare {
        return None;
    }
    let parts = split::sexed_numbers(sentence, open, close, place, SeenIn::Sentence);
    let own = breakdown_by_sex(parts).pop()?;
    (own.complete && is_near(own.sum(), number.number.low)).then_some(own)
}

/// "98 facilities: 84 villages; 22 schools" – a line that is nothing but a whole and what it is made of.
fn listed_of_first(sentence: &Sentence, counts: &[Count], place: &Passage) -> Option<Statistic> {
    let (whole, parts) = sentence.numbers.split_first()?;
    let colon = sentence.tokens.iter().position(|token| token.lower == ":")?;
    let mark = |at: usize| matches!(sentence.tokens[at].lower.as_str(), ":" | ";" | ",");
    let opens = whole.start == 0 && whole.end < colon && colon - whole.end <= NAMED;
    let words = |from: usize, to: usize| (from..to).all(|at| sentence.tokens[at].is_word());
    if !opens || !is_whole(sentence, whole) || !words(whole.end, colon) || parts.len() < 2 {
        return None;
    }
    let known = counts.iter().position(|count| count.start == whole.start);
    if known.is_some_and(|at| listed::parts(sentence, counts, at, place).is_some()) {
        return None;
    }
    let end = |at: usize| {
        let next = parts.get(at + 1).map_or(sentence.tokens.len(), |next| next.start);
        // The mark or "and" before the next part, the full stop after the last.
        let last = &sentence.tokens[next - 1];
        let parted = mark(next - 1) || sentence.starts(List::AndWords, next - 1) || last.lower == ".";
        (next, parted, next - usize::from(parted))
    };
    let apart = parts.iter().enumerate().all(|(at, part)| {
        let (next, parted, until) = end(at);
        let exact = !part.percent && !part.in_words && part.number.low == part.number.high;
        let last = next == sentence.tokens.len();
        let named = part.end < until && until - part.end <= NAMED && words(part.end, until);
        exact && named && (parted || last) && part.number.low < whole.number.low
    });
    let sum: Decimal = parts.iter().map(|part| part.number.low).sum();
    let starts = parts[0].start == colon + 1;
    (starts && apart && is_near(sum, whole.number.low)).then(|| {
        let numbers: Vec<&NumberToken> = parts.iter().collect();
        statistic(sentence, whole, listed::of_parts(&numbers, place), place)
    })
}

/// Within a tenth: parts further away are not meant to make up a whole of which no more is known.
fn is_near(sum: Decimal, whole: Decimal) -> bool {
    (sum - whole).abs() * Decimal::TEN <= whole
}

/// "We invited 40 schools. 36 joined": a number without a noun, after one of the passage of which it can be a part.
pub fn are_of_those_before(passage: &[Statistic], count: &Count) -> bool {
    let whole = |own: &Statistic| own.number.high >= count.number.low;
    count.bare && passage.iter().any(whole)
}
