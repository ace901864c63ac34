//! How long a training or a campaign lasted, as its account tells it.

mod clock;
mod own;
mod spans;

use rust_decimal::Decimal;

use super::kind;
use super::tells::came_after;
use crate::extract::Reader;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::{HALF, NumberToken};
use crate::extract::words::Sentence;
use crate::report::{Activity, Duration, Number, Report, TimeUnit};

const UNITS: [(List, TimeUnit); 9] = [
    (List::LengthMinutes, TimeUnit::Minute),
    (List::LengthHours, TimeUnit::Hour),
    (List::LengthHalfDays, TimeUnit::Day),
    (List::LengthPartsOfDay, TimeUnit::Day),
    (List::LengthDays, TimeUnit::Day),
    (List::LengthWeekends, TimeUnit::Day),
    (List::LengthWeeks, TimeUnit::Week),
    (List::LengthMonths, TimeUnit::Month),
    (List::LengthYears, TimeUnit::Year),
];

/// Tokens that may stand between a number and its unit: "3-day", "cinq (5) jours".
const GAP: usize = 1;

/// A length in a sentence, as tokens, the end excluded.
struct Length {
    number: Number,
    unit: TimeUnit,
    start: usize,
    end: usize,
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// "Three days".
    Counted,
    /// "A 3-day course", "ett treårigt projekt": of the noun that follows.
    Attribute,
    /// "12–14 March", "from Monday to Wednesday", "9.00–16.00".
    Dated,
}

/// The sentence that names the training goes before the others, and there the length that stands nearest to the name.
pub fn duration(reader: &Reader, report: &Report, activity: &Activity) -> Option<Duration> {
    let own = activity.statements.iter().filter_map(|index| {
        let sentence = reader.sentence(&report.statements[*index].text);
        let names = kind(&sentence) == Some(activity.kind);
        let goes_on = || sentence.starts(List::AccountGoesOn, 0) || sentence.has(List::LastingWords);
        let length = of_training(&sentence).filter(|_| names || goes_on())?;
        Some((
            names,
            Duration {
                number: length.number,
                unit: length.unit,
                written: sentence.between(length.start, length.end).replace(')', ""),
                statement: *index,
            },
        ))
    });
    let mut found: Vec<(bool, Duration)> = own.collect();
    let at = found.iter().position(|(names, _)| *names).unwrap_or(0);
    (at < found.len()).then(|| found.swap_remove(at).1)
}

/// Whether a sentence tells how long something lasted.
pub fn tells_length(sentence: &Sentence) -> bool {
    told(sentence).is_some()
}

/// "A course on bookkeeping lasted two weeks": one that lasted was held.
pub fn has_lasted(sentence: &Sentence) -> bool {
    of_training(sentence).is_some_and(|length| own::lasted(sentence, &length))
}

/// A length in years that a sentence tells, and its tokens.
pub fn years_told(sentence: &Sentence) -> Option<(Decimal, std::ops::Range<usize>)> {
    let length = told(sentence).filter(|length| length.unit == TimeUnit::Year)?;
    Some((length.number.high, length.start..length.end))
}

/// A length in the words of a cell: "3 days", "Three-day training", "12–14 May".
pub fn length_told(cell: &Sentence) -> Option<(Number, TimeUnit, String)> {
    let length = told(cell)?;
    let written = cell.between(length.start, length.end).to_string();
    Some((length.number, length.unit, written))
}

fn told(sentence: &Sentence) -> Option<Length> {
    nearest(sentence, |_| true)
}

/// The length of the training itself: nothing else in the sentence is known to have lasted so long.
fn of_training(sentence: &Sentence) -> Option<Length> {
    nearest(sentence, |length| own::is_of_training(sentence, length))
}

/// The length that stands nearest to the name.
fn nearest(sentence: &Sentence, is_meant: impl Fn(&Length) -> bool) -> Option<Length> {
    // "After the course they worked for three months": of what came later.
    if came_after(sentence) {
        return None;
    }
    let named = [List::TrainingWords, List::CampaignWords]
        .into_iter()
        .find_map(|list| sentence.first(list))
        .map_or(0, |hit| hit.start);
    let units = UNITS
        .into_iter()
        .flat_map(|(list, unit)| sentence.all(list).map(move |hit| (hit, unit)));
    let lengths = units.filter_map(|(hit, unit)| length(sentence, hit, unit));
    let words = (0..sentence.tokens.len()).filter_map(|at| clock::in_one_word(sentence, at));
    let spans: Vec<Length> = spans::spans(sentence).collect();
    // "From 9 to 16 hours": the end of it is no length.
    let apart = |own: &Length| {
        !spans
            .iter()
            .any(|span| span.start <= own.start && own.end <= span.end)
    };
    let counted: Vec<Length> = lengths.chain(words).filter(apart).collect();
    counted
        .into_iter()
        .chain(spans)
        .filter(is_meant)
        .min_by_key(|length| length.start.abs_diff(named))
}

/// "Three days", "tredagars", "half a day", "two afternoons"; each of these is half a day.
fn length(sentence: &Sentence, hit: &Hit, unit: TimeUnit) -> Option<Length> {
    // "A one-and-a-half-day course": the half is of the whole.
    let longer = |own: &Hit| own.value.is_some() && own.start < hit.start && hit.end <= own.end;
    if sentence.all(List::LengthHalfDays).any(longer) {
        return None;
    }
    // "Two half-day workshops": they are two.
    let adjective = hit.list == List::LengthHalfDays && sentence.starts(List::TrainingWords, hit.end);
    let counts = |number: &&NumberToken| {
        !adjective
            && !number.percent
            && !sentence.is_year(number)
            && number.end <= hit.start
            && is_joined(sentence, number.end, hit.start)
    };
    // "Two and a half days": the half is one of the number.
    let within = |number: &&NumberToken| (number.start + 1..number.end).contains(&hit.start);
    let of_number = sentence.numbers.iter().find(within);
    // "Une demi-journée": half of one is no share here.
    let half = of_number.filter(|number| hit.list == List::LengthHalfDays && number.percent);
    if of_number.is_some() && half.is_none() {
        return None;
    }
    let half_more = half_more(sentence, hit.end);
    let before = sentence.numbers.iter().find(counts);
    let start = before.or(half).map_or(hit.start, |number| number.start);
    let mut number = match (before, hit.value) {
        (_, Some(value)) => Number::exact(value.into()),
        (Some(number), None) => number.number,
        (None, None) if hit.list == List::LengthHalfDays => Number::exact(Decimal::ONE),
        // "A year and a half".
        (None, None) if half_more.is_some() => Number::exact(Decimal::ONE),
        (None, None) => return None,
    };
    if [List::LengthHalfDays, List::LengthPartsOfDay].contains(&hit.list) {
        number.low = (number.low * HALF).normalize();
        number.high = (number.high * HALF).normalize();
    }
    if hit.list == List::LengthWeekends {
        number.low *= Decimal::TWO;
        number.high *= Decimal::TWO;
    }
    let end = half_more.unwrap_or(hit.end);
    if half_more.is_some() {
        number.low += HALF;
        number.high += HALF;
    }
    let of_day =
        unit == TimeUnit::Hour && hit.end == hit.start + 1 && clock::is_time_of_day(sentence, start, end);
    let marks_a_time = of_day
        || sentence.starts(List::TimeMarksAfter, end)
        || sentence.starts(List::PerTime, end)
        || sentence.ends(List::TimeMarksBefore, start)
        || start > 0
            && sentence.at(List::Approximate, start - 1)
            && sentence.ends(List::TimeMarksBefore, start - 1);
    let joined = before.is_some_and(|own| {
        sentence.tokens[own.end..hit.start]
            .iter()
            .any(|token| token.joins)
    });
    let singular = sentence.at(List::LengthAttributes, hit.end - 1);
    // "Two evening sessions": they are two.
    if hit.list == List::LengthPartsOfDay && singular && !joined && number.high > HALF {
        return None;
    }
    let alone = !sentence.compounds() && hit.value.is_none() && number.high == Decimal::ONE;
    let attribute = joined || singular && !alone;
    let how = if attribute { How::Attribute } else { How::Counted };
    (!marks_a_time).then_some(Length {
        number,
        unit,
        start: if hit.value.is_some() { hit.start } else { start },
        end,
        how,
    })
}

/// "Deux jours et demi": the end of what stands after the unit.
fn half_more(sentence: &Sentence, from: usize) -> Option<usize> {
    let more = sentence.all(List::HalfMore).filter(|more| more.start == from);
    more.map(|more| more.end).max()
}

fn is_joined(sentence: &Sentence, from: usize, to: usize) -> bool {
    let mut between = sentence.tokens[from..to].iter();
    to - from <= GAP && between.all(|token| token.joins || token.lower == ")")
}
