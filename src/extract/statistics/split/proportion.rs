//! A split by sex given as a proportion: "(54:46 male-female ratio)".

use rust_decimal::Decimal;

use super::super::super::lexicon::List;
use super::super::super::words::Sentence;
use super::super::counts::Count;
use crate::document::Passage;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, SeenIn};

/// Tokens between the people counted and the proportion.
const REACH: usize = 16;

/// Two numbers that make 100, with a colon between them, in a sentence that names both sexes.
pub fn in_sentence(sentence: &Sentence, own: &Count, place: &Passage) -> Option<Breakdown> {
    let sexes = (sentence.has(List::Female) && sentence.has(List::Male)) || sentence.has(List::SexSplit);
    if own.part || own.counted != Counted::People || !sexes {
        return None;
    }
    let end = (own.end + REACH).min(sentence.tokens.len());
    let from = sentence.tokens.get(own.end)?.start;
    let until = sentence.tokens[..end].last()?.end;
    let written = sentence.text.get(from..until)?;
    let shares = written
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | ',' | ';'))
        .find_map(|word| {
            let (one, other) = word.split_once(':')?;
            let shares = (one.parse::<u8>().ok()?, other.parse::<u8>().ok()?);
            (shares.0.checked_add(shares.1) == Some(100)).then_some(word)
        })?;
    let part = Disaggregation {
        dimension: Dimension::Sex,
        value: shares.to_string(),
        number: None::<Decimal>,
        seen_in: SeenIn::Sentence,
        location: place.location.clone(),
    };
    Some(Breakdown {
        dimension: Dimension::Sex,
        parts: vec![part],
        complete: false,
    })
}
