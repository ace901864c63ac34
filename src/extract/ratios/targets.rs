//! "10 clinics (102 % achieved)": no whole number of clinics is a target of which ten are so much.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::prose::plain_numbers;
use super::written;
use crate::document::Passage;
use crate::report::{Ratio, RatioKind};

/// Tokens of the name between a count and its bracket.
const NAME: usize = 4;
/// Words in the bracket: "achieved at over", "of the yearly target".
const BRACKET: usize = 6;

pub fn of_targets(reader: &Reader, passage: &Passage) -> Vec<Ratio> {
    let sentences = reader.sentences(&passage.text);
    let found = sentences.iter().flat_map(|sentence| {
        let shares = sentence
            .numbers
            .iter()
            .filter(|number| number.percent && !number.number.approximate);
        let place = &passage.location;
        shares.filter_map(move |share| {
            let count = bracketed(sentence, share)?;
            // Beside it others may have their own target.
            let quote = sentence.between(count.start, behind_bracket(sentence, share));
            let part = count.number.low;
            let target = nearest(part, share.number.low)?;
            Some(Ratio {
                kind: RatioKind::OfTarget,
                value: share.number,
                written: written(sentence, share),
                figures: Some((part, target)),
                quote: Passage::new(quote, place.clone()),
                ..Ratio::default()
            })
        })
    });
    found.collect()
}

/// The count before a bracket that says no more than what share of its target was achieved.
fn bracketed<'s>(sentence: &'s Sentence, share: &NumberToken) -> Option<&'s NumberToken> {
    let mark = |at: usize, mark: &str| sentence.tokens.get(at).is_some_and(|token| token.lower == mark);
    let open = (share.start.saturating_sub(BRACKET)..share.start)
        .rev()
        .find(|at| mark(*at, "("))?;
    let close = (share.end..sentence.tokens.len().min(share.end + BRACKET)).find(|at| mark(*at, ")"))?;
    let within = |number: &NumberToken| number.start > open && number.end <= close;
    let alone = sentence.numbers.iter().filter(|number| within(number)).count() == 1;
    let achieved = [List::AchievedWords, List::ColumnActual, List::ColumnTarget]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start > open && hit.end <= close);
    let count = plain_numbers(sentence)
        .into_iter()
        .rfind(|number| number.end <= open)?;
    let words = (count.end..open).all(|at| sentence.tokens[at].is_word());
    let named = open > count.end && open - count.end <= NAME;
    let whole =
        count.number.low.is_integer() && !sentence.is_money(count) && count.number.low > Decimal::ZERO;
    (alone && achieved && words && named && whole).then_some(count)
}

fn behind_bracket(sentence: &Sentence, share: &NumberToken) -> usize {
    let tokens = share.end..sentence.tokens.len();
    let close = tokens.into_iter().find(|at| sentence.tokens[*at].lower == ")");
    close.map_or(share.end, |close| close + 1)
}

/// The whole number of which a count is nearest to a percentage.
fn nearest(part: Decimal, share: Decimal) -> Option<Decimal> {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(share)?;
    let off = |target: &Decimal| (part * Decimal::ONE_HUNDRED / *target - share).abs();
    let candidates = [exact.floor(), exact.ceil()];
    candidates
        .into_iter()
        .filter(|target| *target > Decimal::ZERO)
        .min_by_key(off)
}
