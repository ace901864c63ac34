//! "Over the whole one-year period", and figures of two years: how long it was, and from when to when.

use jiff::Unit;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::Reader;
use super::super::activities::years_told;
use super::super::lexicon::List;
use super::super::period::{dates, stated_periods};
use super::super::words::Sentence;
use super::Told;
use crate::report::Contradiction;

/// Months by which a length in whole years may differ from its dates.
const ROUNDED: i64 = 5;
const YEAR: i64 = 12;
/// Tokens from a length to what lasted, and from the word for the whole to the length.
const NEAR: usize = 3;

/// A stretch of time from a month to a month, as it is written.
struct Stretch {
    months: i64,
    written: String,
}

pub fn contradictions(reader: &Reader, told: &[Told]) -> Vec<Contradiction> {
    let project = stated_periods(reader).0;
    let project = project
        .start
        .zip(project.end)
        .and_then(|(start, end)| months(start, end));
    let mut found = Vec::new();
    for own in told {
        let stretches: Vec<(&Sentence, Stretch)> = own
            .sentences
            .iter()
            .filter(|sentence| sentence.has(List::Total))
            .filter_map(|sentence| Some((sentence, stretch(sentence)?)))
            .collect();
        for sentence in &own.sentences {
            let Some((years, written)) = length_of_all(sentence) else {
                continue;
            };
            let other = |own: i64| (own - years).abs() > ROUNDED;
            // The figures of one paragraph are of the time that it speaks of.
            let apart = stretches
                .iter()
                .find(|(beside, stretch)| beside.text != sentence.text && other(stretch.months));
            let known = project.is_some_and(|project| !other(project));
            found.extend(apart.filter(|_| !known).map(|(beside, stretch)| Contradiction {
                first: stretch.written.clone(),
                second: written,
                quote: own.quote(sentence),
                other: own.quote(beside),
            }));
        }
    }
    found
}

/// Months from the first day to the last.
fn months(start: Date, end: Date) -> Option<i64> {
    let after = end.tomorrow().ok()?;
    let span = start.until((Unit::Month, after)).ok()?;
    Some(i64::from(span.get_months()))
}

/// "July 2011 to June 2013": two months of a sentence with their years, and no other date.
fn stretch(sentence: &Sentence) -> Option<Stretch> {
    let [(start, first_end), (last_start, end)] = dates(sentence)[..] else {
        return None;
    };
    let monthly = first_end == start.last_of_month() && last_start.last_of_month() == end;
    let from = sentence.all(List::Months).next()?.start;
    let until = sentence
        .numbers
        .iter()
        .rfind(|number| sentence.is_year(number))?
        .end;
    (monthly && start < end && from < until).then(|| {
        Some(Stretch {
            months: months(start, end)?,
            written: sentence.between(from, until).to_string(),
        })
    })?
}

/// "The whole one-year period", "throughout the three-year project": its months.
fn length_of_all(sentence: &Sentence) -> Option<(i64, String)> {
    let (years, tokens) = years_told(sentence)?;
    let whole = sentence
        .all(List::EntireWords)
        .any(|hit| hit.start <= tokens.start && tokens.start - hit.start <= NEAR);
    let lasted = [List::PromiseSources, List::PeriodUnits, List::Period]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start >= tokens.end && hit.start - tokens.end < NEAR);
    let months = i64::try_from(years.checked_mul(Decimal::from(YEAR))?).ok()?;
    (whole && lasted).then(|| (months, sentence.between(tokens.start, tokens.end).to_string()))
}
