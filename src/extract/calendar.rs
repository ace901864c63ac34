//! Where a report gives figures for calendar years: a sentence that counts and names a year, a table with years for its
//! columns or rows, a period from January to December.

use super::comparisons::periods::years;
use super::lexicon::List;
use super::period::period_in;
use super::ratios::passages;
use super::series::is_period;
use super::statistics::counts::{self, Count};
use super::statistics::of_others::is_context;
use super::statistics::over_years;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Passage, Table};
use crate::report::{Counted, Period, Report};

pub fn calendar_years(reader: &Reader, report: &Report) -> Vec<Passage> {
    let mut found = Vec::new();
    for block in &reader.document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            found.extend(years_of_table(reader, table, &report.tells_of()));
        }
    }
    for passage in passages(reader) {
        if matches!(reader.role_of(&passage.location), Role::Context | Role::Method) {
            continue;
        }
        for sentence in reader.sentences(&passage.text).iter() {
            // Those whom a survey of 2023 asked are no yearly figure.
            if sentence.has(List::DataCollection) || is_context(sentence) {
                continue;
            }
            let dated = years(sentence).next().is_some() || is_labelled_by_year(sentence);
            let one = dated && !over_years::are_told(sentence);
            let counted = one && counts::counts(sentence).iter().any(is_reported);
            if counted || names_calendar_year(sentence) {
                found.push(Passage::new(&sentence.text, passage.location.clone()));
            }
        }
    }
    for indicator in report.results.iter().flat_map(|result| &result.indicators) {
        let whole_year = indicator
            .periods
            .iter()
            .any(|period| period.actual.is_some() && is_calendar_year(&period.period));
        if whole_year {
            found.push(Passage::new(&indicator.text, indicator.location.clone()));
        }
    }
    found
}

/// "Results of 2024: 310 women …".
fn is_labelled_by_year(sentence: &Sentence) -> bool {
    let colon = sentence
        .tokens
        .iter()
        .take(LABEL + 1)
        .position(|token| token.lower == ":");
    colon.is_some_and(|colon| {
        let mut years = sentence
            .numbers
            .iter()
            .filter(|own| own.start < colon && sentence.is_year(own));
        years.next().is_some() && years.next().is_none()
    })
}

/// Tokens of a label before its colon.
const LABEL: usize = 6;

/// "In the calendar year 2025 two transfers were paid (USD 820,800)".
fn names_calendar_year(sentence: &Sentence) -> bool {
    let year = |at: usize| {
        sentence
            .numbers
            .iter()
            .any(|number| number.start == at && sentence.is_year(number))
    };
    sentence.all(List::CalendarYear).any(|hit| year(hit.end))
        && sentence.numbers.iter().any(|number| !sentence.is_year(number))
}

/// What statistics are kept of by the year.
fn is_reported(count: &Count) -> bool {
    matches!(
        count.counted,
        Counted::People | Counted::Cases | Counted::Contacts | Counted::Households
    )
}

/// Header cells and row labels that are a year or a part of one, and nothing else: "2023", "Q1 2023". A year before the
/// period under report is what its figures are compared with.
fn years_of_table(reader: &Reader, table: &Table, reported: &Period) -> Vec<Passage> {
    let before = |text: &str| {
        let own = period_in(&reader.sentence(text));
        own.end
            .zip(reported.start)
            .is_some_and(|(end, start)| end < start)
    };
    table
        .cells()
        .iter()
        .filter(|cell| cell.row <= 1 || cell.column == 0)
        .filter(|cell| is_in_one_year(reader, cell.text.trim()) && !before(cell.text.trim()))
        .map(|cell| Passage::new(cell.text.trim(), cell.location.clone()))
        .collect()
}

fn is_in_one_year(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    let period = period_in(&sentence);
    let dates = period.start.zip(period.end);
    let one = dates.is_some_and(|(start, end)| start.year() == end.year());
    // "2022/23" begins in one year and ends in another.
    let goes_on = text.contains('/')
        || sentence
            .tokens
            .iter()
            .any(|token| token.is_number() && token.lower.len() == 2);
    one && !goes_on && (is_period(reader, text) || is_actual_of_a_year(&sentence))
}

/// "Actual 2024", "Uppnått 2024".
fn is_actual_of_a_year(sentence: &Sentence) -> bool {
    let [year] = &sentence.numbers[..] else {
        return false;
    };
    let actual = |at: usize| sentence.at(List::ColumnActual, at);
    let others = || (0..sentence.tokens.len()).filter(|at| *at != year.start);
    sentence.is_year(year) && others().count() > 0 && others().all(actual)
}

fn is_calendar_year(period: &Period) -> bool {
    let (Some(start), Some(end)) = (period.start, period.end) else {
        return false;
    };
    start == start.first_of_year() && end == start.last_of_year()
}
