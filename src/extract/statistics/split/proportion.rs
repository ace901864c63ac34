//! A split by sex given as a proportion: "(54:46 male-female ratio)", "(f/m: 12/18)", "50/50 boys and girls".

use rust_decimal::Decimal;

use super::super::super::lexicon::List;
use super::super::super::words::Sentence;
use super::super::counts::Count;
use crate::document::Passage;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, SeenIn};

/// Tokens between the people counted and the proportion.
const REACH: usize = 16;

/// Two numbers with a mark between them that make 100 or all who were counted, or a ratio, in a sentence that names both
/// sexes.
pub fn in_sentence(sentence: &Sentence, own: &Count, place: &Passage) -> Option<Breakdown> {
    let sexes = (sentence.has(List::Female) && sentence.has(List::Male)) || sentence.has(List::SexSplit);
    if own.part || own.counted != Counted::People || !sexes {
        return None;
    }
    let end = (own.end + REACH).min(sentence.tokens.len());
    let shares = (own.end..end).find(|at| is_proportion(sentence, *at, own))?;
    let part = Disaggregation {
        dimension: Dimension::Sex,
        value: sentence.between(shares, shares + PAIR).to_string(),
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

/// Tokens of a proportion: number, mark, number.
const PAIR: usize = 3;
/// A ratio in small numbers: "3:2".
const SMALL: u32 = 10;

fn is_proportion(sentence: &Sentence, at: usize, own: &Count) -> bool {
    let Some([one, mark, other]) = sentence.tokens.get(at..at + PAIR) else {
        return false;
    };
    let (Ok(one), Ok(other)) = (one.lower.parse::<u32>(), other.lower.parse::<u32>()) else {
        return false;
    };
    let sum = one.saturating_add(other);
    let makes_up = sum == 100 || Decimal::from(sum) == own.number.low;
    let ratio = mark.lower == ":" && sum <= SMALL;
    matches!(mark.lower.as_str(), ":" | "/" | "-" | "–" | "+") && (makes_up || ratio)
}
