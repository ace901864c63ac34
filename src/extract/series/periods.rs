//! Which headers are periods, and which periods are of one length.

use super::is_year;
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::words::Token;
use crate::report::Point;

/// A header that is a period and nothing else: "2004", "Y2", "Year 3", "II year", "Year 1 (2020/21)", "S1 Mar–Aug".
pub fn is_period(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    let plain = |(index, token): (usize, &Token)| {
        let listed = [
            List::Months,
            List::PeriodLabels,
            List::YearUnits,
            List::YearWords,
            List::RangeWords,
            List::OrdinalMarks,
        ]
        .into_iter()
        .any(|list| sentence.at(list, index));
        listed || !token.is_word() || is_roman(&token.lower) || is_code(&token.lower)
    };
    let dated = sentence.tokens.iter().any(|token| is_year(&token.lower));
    let numbered = sentence.tokens.iter().any(|token| {
        token.is_number() || is_roman(&token.lower) || token.lower.ends_with(|c: char| c.is_ascii_digit())
    });
    // "First half" is a period without a number.
    let parted = [List::FirstPeriods, List::NextPeriods].into_iter().any(|list| {
        let mut hits = sentence.all(list);
        hits.any(|hit| hit.start == 0 && hit.end == sentence.tokens.len())
    });
    if parted {
        return true;
    }
    let coded = sentence.tokens.first().is_some_and(|token| is_code(&token.lower));
    let labelled = coded || (sentence.has(List::PeriodLabels) && numbered);
    (dated || labelled) && sentence.tokens.iter().enumerate().all(plain)
}

fn is_roman(lower: &str) -> bool {
    matches!(lower, "i" | "ii" | "iii" | "iv" | "v" | "vi")
}

/// "Q3", "S1", "T2", "H2", "Y4", "PY1", "FY2017Q1".
fn is_code(lower: &str) -> bool {
    if is_quarter_of_year(lower) {
        return true;
    }
    let number = lower.trim_start_matches(char::is_alphabetic);
    let letters = &lower[..lower.len() - number.len()];
    CODES.contains(&letters) && number.len() < 3 && number.parse().is_ok_and(|number: u8| number > 0)
}

/// "fy2017q1", "2017q3".
fn is_quarter_of_year(lower: &str) -> bool {
    let Some((year, quarter)) = lower.rsplit_once('q') else {
        return false;
    };
    let year = year.strip_prefix("fy").unwrap_or(year);
    is_year(year) && matches!(quarter, "1" | "2" | "3" | "4")
}

/// What is counted in every second period only is nothing in the others, and compared with what was counted last.
pub fn without_idle(points: Vec<Point>) -> Vec<Point> {
    let none = |point: &Point| point.number.high.is_zero();
    let by_turns = points.windows(2).all(|pair| none(&pair[0]) != none(&pair[1]));
    if points.len() < BY_TURNS || !by_turns {
        return points;
    }
    points.into_iter().filter(|point| !none(point)).collect()
}

/// Periods that show that every second one is left out.
const BY_TURNS: usize = 4;

/// Letters that with a number name a part of the time, in any of the languages.
const CODES: [&str; 15] = [
    "q", "s", "t", "y", "h", "k", "p", "å", "py", "fy", "yr", "kv", "år", "an", "tr",
];

/// Periods of one length are written alike: "2024 (Jan–Feb)" and "2022–2024" are no years beside 2023.
pub fn of_one_length(reader: &Reader, points: Vec<Point>) -> Vec<Point> {
    let shape = |point: &Point| {
        let sentence = reader.sentence(&point.period);
        let years = sentence
            .tokens
            .iter()
            .filter(|token| is_year(&token.lower))
            .count();
        let months: Vec<i64> = sentence
            .all(List::Months)
            .filter_map(|month| month.value)
            .collect();
        let length = match months[..] {
            [first, last] => (last - first).rem_euclid(12) + 1,
            [_] => 1,
            _ => 12,
        };
        (length, years)
    };
    let shapes: Vec<(i64, usize)> = points.iter().map(shape).collect();
    let alike = |one: &(i64, usize)| shapes.iter().filter(|other| *other == one).count();
    let Some(usual) = shapes.iter().rev().max_by_key(|shape| alike(shape)).copied() else {
        return points;
    };
    let kept = points
        .into_iter()
        .zip(&shapes)
        .filter(|(_, shape)| **shape == usual);
    kept.map(|(point, _)| point).collect()
}

/// The year of "Result 2024", "Achieved in 2025".
pub fn period_of_result(reader: &Reader, text: &str) -> Option<String> {
    let sentence = reader.sentence(text);
    let results = [List::ColumnResult, List::ColumnActual];
    let held_against = [List::ColumnTarget, List::ColumnBaseline, List::HeadingExpected];
    if !results.iter().any(|list| sentence.has(*list)) || held_against.iter().any(|list| sentence.has(*list))
    {
        return None;
    }
    let rest: Vec<&str> = (0..sentence.tokens.len())
        .filter(|at| {
            let named = results.iter().any(|list| sentence.at(*list, *at));
            !named && !sentence.at(List::Function, *at)
        })
        .map(|at| sentence.between(at, at + 1))
        .collect();
    let rest = rest.join(" ");
    is_period(reader, &rest).then_some(rest)
}
