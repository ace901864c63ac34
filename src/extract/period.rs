//! Periods: "July 2004 – June 2006", "2002-09-01 to 2004-02-29", "2005".

use jiff::civil::Date;

use super::Reader;
use super::lexicon::List;
use super::words::Sentence;
use crate::document::Passage;
use crate::report::Period;

/// Passages in which a report says what it is.
const COVER: usize = 8;

/// First and last day of the month or year that a sentence names, in order of mention.
fn dates(sentence: &Sentence) -> Vec<(Date, Date)> {
    let mut found = Vec::new();
    for (index, token) in sentence.tokens.iter().enumerate() {
        let Some(year) = year(&token.lower) else { continue };
        let after = |offset: usize| {
            sentence
                .tokens
                .get(index + offset)
                .map_or("", |token| token.lower.as_str())
        };
        let iso = (after(1) == "-" && after(3) == "-")
            .then(|| (after(2).parse::<i8>().ok(), after(4).parse::<i8>().ok()));
        if let Some((Some(month), Some(day))) = iso {
            found.extend(Date::new(year, month, day).ok().map(|date| (date, date)));
            continue;
        }
        let month = month(sentence, index.saturating_sub(3)..index);
        let Some(first) = Date::new(year, month.unwrap_or(1), 1).ok() else {
            continue;
        };
        let last = if month.is_some() {
            first.last_of_month()
        } else {
            first.last_of_year()
        };
        if let Some(start) = range_start(sentence, index, first).filter(|_| found.is_empty()) {
            found.push((start, start.last_of_month()));
        }
        found.push((first, last));
    }
    found
}

/// "1 January – 31 December 2023": the year of the end is that of the beginning too.
fn range_start(sentence: &Sentence, year: usize, end: Date) -> Option<Date> {
    let mut months = sentence
        .all(List::Months)
        .filter(|hit| hit.start < year)
        .filter_map(|hit| i8::try_from(hit.value?).ok());
    let first = months.next()?;
    let start = Date::new(end.year(), first, 1).ok()?;
    (months.next().is_some() && start < end).then_some(start)
}

fn year(text: &str) -> Option<i16> {
    (text.len() == 4)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1950..=2100).contains(year))
}

/// The month that the last of these tokens names.
fn month(sentence: &Sentence, tokens: std::ops::Range<usize>) -> Option<i8> {
    let hit = sentence
        .all(List::Months)
        .filter(|hit| tokens.contains(&hit.start))
        .max_by_key(|hit| hit.start)?;
    hit.value.and_then(|value| i8::try_from(value).ok())
}

/// The period that a sentence speaks of; unknown when it names none.
pub fn period_in(sentence: &Sentence) -> Period {
    let dates = dates(sentence);
    match (dates.first(), dates.last()) {
        (Some((start, _)), Some((_, end))) if start <= end => Period {
            start: Some(*start),
            end: Some(*end),
        },
        _ => Period::default(),
    }
}

/// The report's period: the first two dates on a line about the period, else in the title.
pub fn report_period(reader: &Reader) -> Period {
    let title = reader.document.title.iter().map(|title| title.text.as_str());
    let by_sentence = first_lines(reader)
        .flat_map(|line| reader.sentences(&line.text).to_vec())
        .filter_map(|sentence| labelled(&sentence, List::Period));
    // "Final report to Sida, 1 January 2021 – 31 December 2024".
    let named = first_lines(reader).take(COVER).filter_map(|line| {
        let sentence = reader.sentence(&line.text);
        [List::KindFinal, List::KindInterim]
            .into_iter()
            .find_map(|list| labelled(&sentence, list))
    });
    // Beside the project's whole time the part that the report tells of is its own.
    first_lines(reader)
        .filter_map(|line| labelled(&reader.sentence(&line.text), List::ReportingPeriod))
        .chain(first_lines(reader).filter_map(|line| labelled(&reader.sentence(&line.text), List::Period)))
        .chain(by_sentence)
        .chain(named)
        .chain(title.map(|title| period_in(&reader.sentence(title))))
        .find(Period::is_known)
        .unwrap_or_default()
}

/// The project's own period and the one that the report covers, where each is stated in a sentence of its own.
pub fn stated_periods(reader: &Reader) -> (Period, Period) {
    let stated = |list| {
        first_lines(reader)
            .flat_map(|line| reader.sentences(&line.text).to_vec())
            .find_map(|sentence| labelled(&sentence, list))
            .unwrap_or_default()
    };
    (stated(List::ProjectPeriod), stated(List::ReportingPeriod))
}

fn first_lines<'a>(reader: &'a Reader) -> impl Iterator<Item = Passage> + 'a {
    reader
        .document
        .blocks
        .iter()
        .take(60)
        .flat_map(super::passages_of)
}

/// The two dates that a sentence names after a word for a period.
fn labelled(sentence: &Sentence, list: List) -> Option<Period> {
    let near = sentence.first(list).is_some_and(|hit| hit.start <= 12) && sentence.tokens.len() <= 40;
    (near && dates(sentence).len() >= 2)
        .then(|| period_in(sentence))
        .filter(Period::is_known)
}
