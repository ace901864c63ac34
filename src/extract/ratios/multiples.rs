//! "Doubled, from 7.1 to 12.4 per cent": how many times as much it is said to have become, and both values.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use crate::document::Passage;
use crate::report::{Number, Ratio, RatioKind};

/// Tokens between the word and the first value: "doubled, on average, from 12".
const NEAR: usize = 5;
/// The same where "from" leads to the value: "doubled between the two surveys, going from 12".
const FAR: usize = 12;
/// Tokens between both values: "from 48 cases in 2019 to 96".
const REACH: usize = 6;

pub fn in_prose(reader: &Reader, passage: &Passage) -> Vec<Ratio> {
    let sentences = reader.sentences(&passage.text);
    let told = sentences.iter().filter_map(|sentence| {
        let mut words = sentence.all(List::DoublingWords);
        let (word, None) = (words.next()?, words.next()) else {
            return None;
        };
        let times = Decimal::from(word.value?);
        let (first, last) = ends(sentence, word)?;
        let approximate = sentence.ends(List::Approximate, word.start);
        let nearly = sentence.all(List::NearlyWords).find(|hit| hit.end == word.start);
        let from = nearly.map_or(word.start, |hit| hit.start);
        Some(Ratio {
            kind: RatioKind::Multiple,
            value: Number {
                approximate,
                ..Number::exact(times)
            },
            falls_short: nearly.is_some(),
            written: sentence.between(from, word.end).to_string(),
            figures: Some((last, first)),
            quote: Passage::new(&sentence.text, passage.location.clone()),
            ..Ratio::default()
        })
    });
    told.collect()
}

/// Both values behind the word, of one kind and unit: "from 12 to 24", "12 → 24".
fn ends(sentence: &Sentence, word: &Hit) -> Option<(Decimal, Decimal)> {
    // "From 3,000 gourdes ($71) to 9,000": an amount in a bracket is the one before it in other money.
    let beside = |number: &&NumberToken| {
        number.start >= word.end && !sentence.is_year(number) && !in_own_bracket(sentence, word, number)
    };
    let numbers = || sentence.numbers.iter().filter(beside);
    let from = numbers()
        .find(|number| sentence.ends(List::FromWords, number.start))
        .filter(|from| from.start - word.end <= FAR);
    let first = from.or_else(|| numbers().next().filter(|first| first.start - word.end <= NEAR))?;
    let mut numbers = numbers().filter(|number| number.start > first.start);
    let led = [List::FromWords, List::OfWords]
        .into_iter()
        .any(|list| sentence.ends(list, first.start));
    if first.number.low != first.number.high {
        return led
            .then_some((first.number.low, first.number.high))
            .filter(is_rise);
    }
    let last = numbers.next().filter(|last| last.start - first.end <= REACH)?;
    let between = sentence.between(first.end, last.start);
    let arrow = between.contains('→') || between.contains("->");
    let linked = arrow || led && sentence.ends(List::ToWords, last.start);
    let alike = first.percent == last.percent || arrow;
    let exact = last.number.low == last.number.high && !first.in_words;
    (linked && alike && exact)
        .then_some((first.number.low, last.number.low))
        .filter(is_rise)
}

/// In a bracket that holds no more than this number.
fn in_own_bracket(sentence: &Sentence, word: &Hit, number: &NumberToken) -> bool {
    if sentence.in_brackets(word.start) == sentence.in_brackets(number.start) {
        return false;
    }
    let others = sentence.numbers.iter().filter(|other| {
        let (from, to) = (number.start.min(other.start), number.end.max(other.end));
        let closed = (from..to).any(|at| matches!(sentence.tokens[at].lower.as_str(), "(" | ")"));
        other.start != number.start && sentence.in_brackets(other.start) && !closed
    });
    others.count() == 0
}

fn is_rise(ends: &(Decimal, Decimal)) -> bool {
    ends.0 > Decimal::ZERO && ends.1 > ends.0
}
