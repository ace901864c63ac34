//! "540 teachers were trained: 210 in Oromia, 180 in Amhara and 130 in Tigray": a whole, and what a colon lists of it.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::counts::{self, Count};
use super::split::comes_near;
use crate::document::Passage;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, SeenIn};

pub fn parts(sentence: &Sentence, counts: &[Count], position: usize, place: &Passage) -> Option<Breakdown> {
    after_colon(sentence, counts, position, place).or_else(|| apposed(sentence, counts, position, place))
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
    let part = |number: &&NumberToken| Disaggregation {
        dimension: Dimension::Other,
        value: number.number.low.to_string(),
        number: Some(number.number.low),
        seen_in: SeenIn::Sentence,
        location: place.location.clone(),
    };
    Some(Breakdown {
        dimension: Dimension::Other,
        parts: numbers.iter().map(part).collect(),
        complete: true,
    })
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
