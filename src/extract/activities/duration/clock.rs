//! Times of the day: "9.00", "9:00", "9 am", "16h30", "16 heures". Two of them, from the one to the other, are a length; one alone
//! is none.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::spans::leads_to;
use super::{How, Length};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::{Number, TimeUnit};

const HOURS_OF_DAY: i64 = 24;
const NOON: i64 = 12;
/// No training goes on for longer in one day: a shop is open so long.
const LONGEST: i64 = 12;
const MINUTES_OF_HOUR: i64 = 60;
/// Tokens between two times of the day: "de las 9:00 a las 16:30".
const BETWEEN: usize = 2;
/// What parts the hours from the minutes, as a letter: "16h30".
const HOUR_SIGNS: [char; 2] = ['h', 'ч'];

/// By what a number is known for a time of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// "9.00", "9:00".
    ByMinutes,
    /// "9h", "9 heures": eight hours may be meant, too.
    ByUnit,
    /// A number alone.
    Not,
}

struct Clock {
    hour: i64,
    minute: i64,
    /// Hours that are added in the second half of the day: "am" 0, "pm" 12.
    half: Option<i64>,
    known: Known,
    /// The token behind it.
    end: usize,
}

impl Clock {
    fn minutes(&self, half: Option<i64>) -> i64 {
        let hour = match half {
            Some(half) => self.hour % NOON + half,
            None => self.hour,
        };
        hour * MINUTES_OF_HOUR + self.minute
    }
}

/// "From 9.00 to 16.00", "9 am to 4 pm", "de 9h à 16h": seven hours.
pub(super) fn hours(sentence: &Sentence, at: usize) -> Option<Length> {
    let from = clock(sentence, at)?;
    let next = from.end + 1..=from.end + 1 + BETWEEN;
    let to = next
        .filter(|next| leads_to(sentence, at, from.end, *next) || leads_on(sentence, at, from.end, *next))
        .find_map(|next| clock(sentence, next))?;
    if !are_times(sentence, at, &from, &to) {
        return None;
    }
    // "From 9 to 4 pm" begins in the morning, "from 1 to 4 pm" does not.
    let half = from
        .half
        .or(to.half.filter(|_| from.hour % NOON < to.hour % NOON));
    let half = half.or(to.half.map(|_| 0));
    let (start, end) = (from.minutes(half), to.minutes(to.half));
    let share = sentence
        .numbers
        .iter()
        .any(|number| number.start >= at && number.start <= to.end && number.percent);
    (start < end && end - start <= LONGEST * MINUTES_OF_HOUR && !share).then(|| Length {
        number: Number::exact((Decimal::from(end - start) / Decimal::from(MINUTES_OF_HOUR)).round_dp(1)),
        unit: TimeUnit::Hour,
        start: at,
        end: to.end,
        how: How::Dated,
    })
}

/// "A las", "till klockan", "mellan klockan 9 och 16": with the word for the hour between, or before both.
fn leads_on(sentence: &Sentence, at: usize, end: usize, next: usize) -> bool {
    let leads = |word: &Hit| {
        sentence
            .all(List::DayRangeWords)
            .any(|to| to.start == end && to.end == word.start)
    };
    let between = |word: &Hit| {
        next == end + 1
            && sentence.ends(List::BetweenWords, word.start)
            && sentence.starts(List::AndWords, end)
    };
    let words = || sentence.all(List::ClockWords);
    words().any(|word| word.end == next && leads(word)) || words().any(|word| word.end == at && between(word))
}

/// Two numbers alone are times of the day where a word says so.
fn are_times(sentence: &Sentence, at: usize, from: &Clock, to: &Clock) -> bool {
    let known = |own: &Clock| own.known == Known::ByMinutes || own.half.is_some();
    // "Lasted from 8 hours to 12 hours", "a course of 8 to 12 hours".
    let lasts = [at, at.saturating_sub(1)]
        .into_iter()
        .any(|at| sentence.ends(List::LastingWords, at));
    let by_unit = |own: &Clock| own.known == Known::ByUnit && !lasts;
    // "Kl. 9".
    let stop = at > 0 && sentence.tokens[at - 1].lower == ".";
    // "С 9 до 16 часов", and never so many hours.
    let begins = sentence
        .all(List::ClockFrom)
        .any(|from| from.end == at && from.value.is_some());
    let called = sentence.ends(List::ClockWords, at - usize::from(stop));
    known(to) && (known(from) || from.known == Known::Not || by_unit(from))
        || known(from) && by_unit(to)
        || by_unit(to) && (by_unit(from) || sentence.ends(List::ClockFrom, at))
        || to.known == Known::ByUnit && begins
        || called
}

/// "At 9 hours", "9 часов утра": when something was.
pub(super) fn is_time_of_day(sentence: &Sentence, start: usize, end: usize) -> bool {
    sentence.starts(List::HalvesOfDay, end)
        || sentence.ends(List::ClockMarks, start) && !sentence.starts(List::OfWords, end)
}

fn clock(sentence: &Sentence, at: usize) -> Option<Clock> {
    let (hour, minute, known, end) = parted(sentence, at)
        .or_else(|| glued(sentence, at))
        .or_else(|| counted(sentence, at))?;
    if !(0..=HOURS_OF_DAY).contains(&hour) || !(0..MINUTES_OF_HOUR).contains(&minute) {
        return None;
    }
    let sign = sentence
        .all(List::HalvesOfDay)
        .filter(|sign| sign.start == end)
        .max_by_key(|sign| sign.end);
    let glued = halved(sentence, at);
    let half = sign
        .and_then(|sign| sign.value)
        .or(glued)
        .filter(|_| hour <= NOON);
    Some(Clock {
        hour,
        minute,
        half,
        known,
        end: sign.map_or(end, |sign| behind(sentence, sign)),
    })
}

/// "9 a.m.": the stop is of the sign.
fn behind(sentence: &Sentence, sign: &Hit) -> usize {
    let stop = word(sentence, sign.end) == Some(".") && sentence.written(sign).contains('.');
    sign.end + usize::from(stop && sign.end + 1 < sentence.tokens.len())
}

type Parts = (i64, i64, Known, usize);

fn word(sentence: &Sentence, at: usize) -> Option<&str> {
    sentence.tokens.get(at).map(|token| token.lower.as_str())
}

/// "9.00" is one token, "9:00" three; with "am" glued to the last.
fn parted(sentence: &Sentence, at: usize) -> Option<Parts> {
    let (hour, minute, end) = match word(sentence, at)?.split_once('.') {
        Some((hour, minute)) => (hour, minute, at + 1),
        None if word(sentence, at + 1) == Some(":") => (word(sentence, at)?, word(sentence, at + 2)?, at + 3),
        None => return None,
    };
    let minute = bare(minute);
    let told = hour.len() <= 2 && minute.len() == 2;
    told.then_some((hour.parse().ok()?, minute.parse().ok()?, Known::ByMinutes, end))
}

/// Without the "am" or "pm" at its end.
fn bare(told: &str) -> &str {
    told.strip_suffix("am")
        .or(told.strip_suffix("pm"))
        .unwrap_or(told)
}

/// "9am", "9:00pm".
fn halved(sentence: &Sentence, at: usize) -> Option<i64> {
    let last = if word(sentence, at + 1) == Some(":") {
        at + 2
    } else {
        at
    };
    let own = word(sentence, last)?;
    let digits = own.starts_with(|sign: char| sign.is_ascii_digit());
    let half = if own.ends_with("am") { 0 } else { NOON };
    (digits && bare(own) != own).then_some(half)
}

/// "9h", "16h30", "9am".
fn glued(sentence: &Sentence, at: usize) -> Option<Parts> {
    let own = word(sentence, at)?;
    let hour = bare(own);
    if hour != own {
        return Some((hour.parse().ok()?, 0, Known::Not, at + 1));
    }
    let (hour, minute) = own.split_once(HOUR_SIGNS)?;
    let minute = match minute {
        "" => 0,
        minute if minute.len() == 2 => minute.parse().ok()?,
        _ => return None,
    };
    Some((hour.parse().ok()?, minute, Known::ByUnit, at + 1))
}

/// "9 heures", "16 h 30", "nueve".
fn counted(sentence: &Sentence, at: usize) -> Option<Parts> {
    let number = sentence
        .numbers
        .iter()
        .find(|number| number.start == at && !number.percent);
    let (value, end) = match number {
        Some(number) if number.number.low == number.number.high => (number.number.low.to_i64()?, number.end),
        // "9–16" is one number.
        _ => (word(sentence, at)?.parse().ok()?, at + 1),
    };
    let unit = sentence
        .all(List::LengthHours)
        .find(|unit| unit.start == end && unit.value.is_none());
    let Some(unit) = unit else {
        return Some((value, 0, Known::Not, end));
    };
    let minute = word(sentence, unit.end).filter(|minute| minute.len() == 2 && unit.end == end + 1);
    let minute = minute.and_then(|minute| minute.parse().ok());
    let last = unit.end + usize::from(minute.is_some());
    Some((value, minute.unwrap_or_default(), Known::ByUnit, last))
}

/// Signs of units that are written right behind their number in every language.
const SIGNS: [(&str, TimeUnit); 7] = [
    ("h", TimeUnit::Hour),
    ("hr", TimeUnit::Hour),
    ("hrs", TimeUnit::Hour),
    ("ч", TimeUnit::Hour),
    ("min", TimeUnit::Minute),
    ("mn", TimeUnit::Minute),
    ("мин", TimeUnit::Minute),
];

/// "8h", "40h", "1.5h", "90min", "1h30": a length in one word, which may be a time of the day as well.
pub(super) fn in_one_word(sentence: &Sentence, at: usize) -> Option<Length> {
    let own = word(sentence, at)?;
    let letters = own.find(char::is_alphabetic)?;
    let (digits, sign) = own.split_at(letters);
    let (number, unit) = match SIGNS.iter().find(|(own, _)| *own == sign) {
        Some((_, unit)) => (digits.replace(',', ".").parse().ok()?, *unit),
        None => {
            let minute = sign.strip_prefix(HOUR_SIGNS).filter(|minute| minute.len() == 2)?;
            let minute: Decimal = minute.parse().ok()?;
            let hours: Decimal = digits.parse().ok()?;
            (
                hours + (minute / Decimal::from(MINUTES_OF_HOUR)).round_dp(1),
                TimeUnit::Hour,
            )
        }
    };
    let attribute = sentence.tokens.get(at + 1).is_some_and(|next| next.is_word())
        && sentence.starts(List::TrainingWords, at + 1);
    let timed = sentence.ends(List::TimeMarksBefore, at) || sentence.starts(List::TimeMarksAfter, at + 1);
    (!timed && !is_time_of_day(sentence, at, at + 1)).then_some(Length {
        number: Number::exact(number),
        unit,
        start: at,
        end: at + 1,
        how: if attribute { How::Attribute } else { How::Counted },
    })
}
