//! "The 30 committees", "these 20 committees": a set that is known already, and has another number.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::Told;
use super::mention::{Mention, mentions};
use crate::report::Contradiction;

/// Sets of fewer are pointed to in many ways.
const LEAST: i64 = 3;
/// Sentences that a set is pointed back over.
const BACK: usize = 3;

pub fn contradictions(told: &Told) -> Vec<Contradiction> {
    let all: Vec<(usize, Mention)> = told
        .sentences
        .iter()
        .enumerate()
        .flat_map(|(at, sentence)| mentions(sentence).into_iter().map(move |mention| (at, mention)))
        .collect();
    let numbers: Vec<Decimal> = told
        .sentences
        .iter()
        .flat_map(|sentence| sentence.numbers.iter().map(|number| number.number.low))
        .collect();
    let mut found = Vec::new();
    for (at, own) in &all {
        let sentence = &told.sentences[*at];
        let pointed = sentence.ends(List::Pointing, own.start);
        if !pointed || own.number < Decimal::from(LEAST) || is_counted_again(sentence, own) {
            continue;
        }
        let same = || {
            all.iter()
                .filter(|(_, other)| other.start != own.start && own.is_of_the_things(other))
        };
        // Elsewhere the same number, or what it is the sum, the rest or the product of.
        let explained = same().any(|(_, other)| {
            let rest = own.number - other.number;
            rest.is_zero()
                || numbers
                    .iter()
                    .any(|number| *number == rest || *number == -rest || *number * other.number == own.number)
        });
        let named = |(other_at, other): &&(usize, Mention)| {
            let other_sentence = &told.sentences[*other_at];
            let definite =
                other_sentence.ends(List::Articles, other.start) && !is_of_each(other_sentence, other);
            let before = *other_at < *at && *at - *other_at <= BACK;
            definite || before && !is_of_each(other_sentence, other)
        };
        let Some((other_at, other)) = same().rev().find(named).filter(|_| !explained) else {
            continue;
        };
        let other_sentence = &told.sentences[*other_at];
        found.push(Contradiction {
            first: other.written(other_sentence),
            second: own.written(sentence),
            quote: told.quote(sentence),
            other: told.quote(other_sentence),
        });
    }
    found
}

/// "Of these 20 meet every week": some of those before.
fn is_counted_again(sentence: &Sentence, own: &Mention) -> bool {
    let some = [List::OfWords, List::OutOf, List::AmongWords, List::FromWords];
    let mut pointing = sentence.all(List::Pointing).filter(|hit| hit.end == own.start);
    let led = pointing.any(|hit| some.into_iter().any(|list| sentence.ends(list, hit.start)));
    let named = sentence
        .all(List::SexPronouns)
        .any(|hit| hit.end == own.start && hit.end - hit.start > 1);
    own.approximate || led || named
}

/// "Each village chose 15 members".
fn is_of_each(sentence: &Sentence, own: &Mention) -> bool {
    sentence.all(List::EachWords).any(|hit| hit.end <= own.start)
}
