//! A change promised in per cent and told by the values before and after: "raise the coverage by 30%", "rose from 36.7% to 45.5%".

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::single_period;
use crate::document::Location;
use crate::report::{Figure, Indicator, Number, ResultStatement};

/// Tokens before the verb of a promise: "To raise …", "1. Raise …".
const OPENING: usize = 3;
/// Tokens from the value before to the one after: "from 50.4% in 2019 to 40.0%".
const REACH: usize = 6;

/// The indicator of a result that promises a change in per cent, where its own account tells the shares before and after.
pub fn implied(reader: &Reader, result: &ResultStatement) -> Option<Indicator> {
    let sentence = reader.sentence(&result.text);
    let rises = direction(&sentence)?;
    let promised = by_how_much(&sentence)?;
    let (told, location, change) = result.progress.iter().find_map(|passage| {
        let sentences = reader.sentences(&passage.text);
        sentences.iter().find_map(|told| {
            let (before, after) = before_and_after(told)?;
            let change = (after - before) / before * Decimal::ONE_HUNDRED;
            Some((told.text.clone(), passage.location.clone(), change.round_dp(1)))
        })
    })?;
    let reached = if rises { change } else { -change };
    let share = |number: Decimal, text: &str, location: &Location| Figure {
        number: Some(Number::exact(number)),
        percent: true,
        text: text.trim().to_string(),
        location: location.clone(),
        ..Figure::default()
    };
    let written = sentence.between(promised.start, promised.end);
    let target = share(promised.number.low, written, &result.location);
    let actual = share(reached, &told, &location);
    Some(Indicator {
        text: result.text.clone(),
        location: result.location.clone(),
        implied: true,
        ascending: Some(true),
        periods: single_period(Some(target), Some(actual), Vec::new()),
        ..Indicator::default()
    })
}

/// Whether what is promised is more, or less; nothing where the promise does not begin with either.
fn direction(sentence: &Sentence) -> Option<bool> {
    let first = |list| {
        let hit = sentence.first(list)?;
        (hit.start < OPENING).then_some(hit.start)
    };
    match (first(List::Increase), first(List::Falling)) {
        (Some(rise), Some(fall)) => Some(rise < fall),
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    }
}

/// "By 30%", "by at least 30 per cent", and "by 30," where a share is meant to change.
fn by_how_much(sentence: &Sentence) -> Option<&NumberToken> {
    let led = |number: &&NumberToken| {
        let by = sentence
            .all(List::ByHowMuch)
            .find(|hit| hit.end <= number.start && number.start - hit.end <= 2)?;
        (by.end..number.start)
            .all(|at| {
                [List::AtLeast, List::Approximate, List::Articles]
                    .into_iter()
                    .any(|list| sentence.at(list, at))
            })
            .then_some(())
    };
    let ends = |at: usize| {
        sentence
            .tokens
            .get(at)
            .is_none_or(|next| matches!(next.lower.as_str(), "," | "." | ";"))
    };
    let points = |number: &NumberToken| {
        let mut hits = sentence.all(List::PercentagePoints);
        hits.any(|hit| hit.start < number.end + 2 && hit.end > number.start)
    };
    let number = sentence
        .numbers
        .iter()
        .filter(|number| led(number).is_some())
        .find(|number| {
            !points(number) && !sentence.is_year(number) && (number.percent || ends(number.end))
        })?;
    (number.number.low > Decimal::ZERO).then_some(number)
}

/// "From 36.7% to 45.5%", which may have been read as one number with two ends.
fn before_and_after(sentence: &Sentence) -> Option<(Decimal, Decimal)> {
    let from = |number: &NumberToken| sentence.ends(List::FromWords, number.start);
    let shares: Vec<&NumberToken> = sentence.numbers.iter().filter(|number| number.percent).collect();
    let range = shares
        .iter()
        .find(|number| from(number) && number.number.low != number.number.high)
        .map(|number| (number.number.low, number.number.high));
    let pair = || {
        shares.windows(2).find_map(|pair| {
            let near = pair[1].start - pair[0].end <= REACH;
            let to = sentence.ends(List::ToWords, pair[1].start);
            (from(pair[0]) && near && to).then_some((pair[0].number.low, pair[1].number.low))
        })
    };
    range.or_else(pair).filter(|(before, _)| *before > Decimal::ZERO)
}
