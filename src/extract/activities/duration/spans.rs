//! Lengths told by a beginning and an end: days of a month, days of the week, times of the day.

use rust_decimal::Decimal;

use super::{How, Length, clock};
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::{Sentence, Token};
use crate::report::{Number, TimeUnit};

/// A month has no later day.
const LAST_DAY: Decimal = Decimal::from_parts(31, 0, 0, false, 0);
const DAYS_OF_WEEK: u64 = 7;

pub(super) fn spans(sentence: &Sentence) -> impl Iterator<Item = Length> {
    let numbers = sentence.numbers.iter();
    let days = sentence.all(List::Weekdays);
    numbers
        .filter_map(|number| dates(sentence, number))
        .chain(days.filter_map(|last| weekdays(sentence, last)))
        .chain((0..sentence.tokens.len()).filter_map(|at| clock::hours(sentence, at)))
}

/// "12 to 14", "between 12 and 14".
pub(super) fn leads_to(sentence: &Sentence, from: usize, end: usize, next: usize) -> bool {
    let dash = |token: &Token| token.joins || matches!(token.lower.as_str(), "–" | "-");
    let joined = next == end + 1 && sentence.tokens.get(end).is_some_and(dash);
    let between = || sentence.ends(List::BetweenWords, from) && sentence.starts(List::AndWords, end);
    let ranges = sentence.all(List::DayRangeWords);
    let to = ranges.into_iter().any(|hit| hit.start == end && hit.end == next);
    joined || to || next == end + 1 && between()
}

/// "12–14 March", "del 12 al 14 de marzo": three days.
fn dates(sentence: &Sentence, number: &NumberToken) -> Option<Length> {
    let leads = |first: &&NumberToken| {
        first.start < number.start && leads_to(sentence, first.start, first.end, number.start)
    };
    let first = sentence.numbers.iter().find(leads).unwrap_or(number);
    let (low, high) = (first.number.low, number.number.high);
    let days = low.scale() == 0 && high.scale() == 0 && low >= Decimal::ONE && low < high && high <= LAST_DAY;
    let mut months = sentence.all(List::Months);
    let month = months.find(|month| {
        let after = month.start == number.end
            || month.start == number.end + 1 && sentence.at(List::OfWords, number.end);
        after || month.end == first.start
    });
    month.filter(|_| days && !number.percent).map(|month| Length {
        number: Number::exact(high - low + Decimal::ONE),
        unit: TimeUnit::Day,
        start: first.start.min(month.start),
        end: number.end.max(month.end),
        how: How::Dated,
    })
}

/// "From Monday to Wednesday": three days.
fn weekdays(sentence: &Sentence, last: &Hit) -> Option<Length> {
    let mut days = sentence.all(List::Weekdays);
    let first =
        days.find(|day| day.end < last.start && leads_to(sentence, day.start, day.end, last.start))?;
    let (from, to) = (
        u64::try_from(first.value?).ok()?,
        u64::try_from(last.value?).ok()?,
    );
    let days = (to + DAYS_OF_WEEK - from) % DAYS_OF_WEEK + 1;
    (days > 1).then(|| Length {
        number: Number::exact(days.into()),
        unit: TimeUnit::Day,
        start: first.start,
        end: last.end,
        how: How::Dated,
    })
}
