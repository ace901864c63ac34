//! "Ninety (80) projects", "12 seven boards": a number in words and in digits, and they are not the same.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::ratios::written;
use super::super::words::Sentence;
use super::Told;
use crate::report::Contradiction;

/// Smaller numbers in words begin a name ("two-storey", "four-wheel"), smaller ones in brackets are those of notes.
const LEAST: i64 = 5;
/// Larger numbers are written in digits alone.
const MOST: i64 = 1000;

pub fn contradictions(told: &[Told]) -> Vec<Contradiction> {
    let pairs: Vec<(&Told, &Sentence, &NumberToken, &NumberToken)> = told
        .iter()
        .flat_map(|own| own.sentences.iter().map(move |sentence| (own, sentence)))
        .flat_map(|(own, sentence)| {
            let pairs = sentence.numbers.windows(2);
            let twice = pairs.filter(|pair| is_bracketed(sentence, &pair[0], &pair[1]));
            twice.map(move |pair| (own, sentence, &pair[0], &pair[1]))
        })
        .collect();
    let agree = |one: &NumberToken, other: &NumberToken| one.number.low == other.number.low;
    // Whoever writes "four (4)" repeats the number, and points to no note.
    let repeats = pairs.iter().any(|(_, _, one, other)| agree(one, other));
    let bracketed = pairs
        .into_iter()
        .filter(|(_, _, one, other)| !agree(one, other) && (repeats || is_large(other)));
    let found = bracketed.map(|(own, sentence, one, other)| contradiction(own, sentence, one, other));
    let side_by_side = told.iter().flat_map(|own| {
        let sentences = own.sentences.iter();
        sentences.flat_map(move |sentence| {
            let pairs = sentence.numbers.windows(2);
            let beside = pairs.filter(move |pair| own.item && is_beside(sentence, &pair[0], &pair[1]));
            beside.map(move |pair| contradiction(own, sentence, &pair[0], &pair[1]))
        })
    });
    found.chain(side_by_side).collect()
}

fn contradiction(told: &Told, sentence: &Sentence, one: &NumberToken, other: &NumberToken) -> Contradiction {
    Contradiction {
        first: written(sentence, one),
        second: written(sentence, other),
        quote: told.quote(sentence),
        other: told.quote(sentence),
    }
}

fn is_exact(number: &NumberToken) -> bool {
    let value = number.number;
    value.low == value.high && !number.percent && value.low.is_integer() && value.low < Decimal::from(MOST)
}

fn is_large(number: &NumberToken) -> bool {
    number.number.low >= Decimal::from(LEAST)
}

/// "Ninety (90)", "90 (ninety)": the bracket holds nothing else.
fn is_bracketed(sentence: &Sentence, one: &NumberToken, other: &NumberToken) -> bool {
    let token = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    one.in_words != other.in_words
        && is_exact(one)
        && is_exact(other)
        && other.start == one.end + 1
        && token(one.end) == "("
        && token(other.end) == ")"
}

/// "12 seven sign boards", at the beginning.
fn is_beside(sentence: &Sentence, one: &NumberToken, other: &NumberToken) -> bool {
    let named = sentence
        .tokens
        .get(other.end)
        .is_some_and(|token| token.is_word());
    let measure = [
        List::Time,
        List::Age,
        List::Scales,
        List::PhysicalUnits,
        List::Currency,
    ]
    .into_iter()
    .any(|list| sentence.starts(list, other.end));
    one.start == 0
        && !one.in_words
        && other.in_words
        && other.start == one.end
        && is_exact(one)
        && is_exact(other)
        && is_large(other)
        && one.number.low != other.number.low
        && named
        && !measure
}
