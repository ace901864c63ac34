//! Whether a number is told for a stretch of more than one calendar year.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::extract::activities::years_told;
use crate::extract::lexicon::List;
use crate::extract::period::year;
use crate::extract::words::Sentence;

/// Tokens from the first day or year of a stretch to its last: "from 1 March 2017 to 22 December 2019".
const RANGE: usize = 5;
/// Tokens from "since" to its year: "desde el año 2019".
const SINCE: usize = 2;
/// Tokens from "in" to a length: "in the past five years".
const LENGTH: usize = 6;

/// "From 2020 to 2024", "in 2013/2014", "since 2019", "in five years we trained", "so far".
pub fn are_told(sentence: &Sentence) -> bool {
    // "From January up to now" is within a year.
    let summed = sentence.has(List::RunningTotals) && !sentence.has(List::Months);
    summed || names_range(sentence) || names_years(sentence)
}

fn names_range(sentence: &Sentence) -> bool {
    let year = |at: usize| year(&sentence.tokens[at].lower);
    let years: Vec<usize> = (0..sentence.tokens.len())
        .filter(|at| year(*at).is_some())
        .collect();
    let joined = |from: usize, to: usize| {
        year(from) < year(to) && to - from <= RANGE && is_plain(sentence, from + 1..to)
    };
    let since = |at: usize| {
        sentence
            .all(List::SinceWords)
            .any(|hit| hit.end <= at && at - hit.end <= SINCE)
    };
    years.windows(2).any(|pair| joined(pair[0], pair[1]))
        || years.iter().any(|at| since(*at) && !sentence.has(List::Months))
        || years
            .iter()
            .any(|at| year(*at).is_some_and(|year| goes_into_next(sentence, *at, year)))
}

/// Nothing but a day, a month and a word such as "to" or "and" stands between the two ends.
fn is_plain(sentence: &Sentence, mut between: Range<usize>) -> bool {
    let joins = [List::UntilWords, List::Articles, List::Months];
    between.all(|at| {
        let token = &sentence.tokens[at];
        let day = token.is_number() && token.lower.len() <= DAY;
        let mark = matches!(token.lower.as_str(), "-" | "–" | "—" | "/");
        day || mark || joins.into_iter().any(|list| sentence.at(list, at))
    })
}

/// Digits of a day.
const DAY: usize = 2;

/// "2014-15", "2013/14".
fn goes_into_next(sentence: &Sentence, at: usize, year: i16) -> bool {
    let lower = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let next = lower(at + 2);
    matches!(lower(at + 1), "-" | "–" | "/") && next.len() == DAY && next.parse() == Ok((year + 1) % CENTURY)
}

const CENTURY: i16 = 100;

fn names_years(sentence: &Sentence) -> bool {
    let Some((years, tokens)) = years_told(sentence) else {
        return false;
    };
    let from = tokens.start.saturating_sub(LENGTH);
    let within = sentence
        .all(List::DuringWords)
        .any(|hit| hit.start >= from && hit.end <= tokens.start);
    years > Decimal::ONE && within
}
