//! Columns of years, periods and dates: "Year", "Reporting period", "Baseline year". What stands in them is no value.

use super::super::super::super::Reader;
use super::super::super::super::lexicon::List;
use super::super::super::super::series::is_period;
use super::super::super::super::words::Sentence;
use super::contents::{body, holds_values};
use super::{Column, Role};
use crate::document::Table;
use crate::report::year_in;

/// Tokens of a header of times: "Année de la valeur de référence".
const MAX_HEADER: usize = 6;
/// Days of a month, the most that a number of a date can be beside its year.
const DAYS: u32 = 31;

/// Names the columns of times by their headers and by what stands in them.
pub fn name(
    reader: &Reader,
    table: &Table,
    columns: &mut [Option<Column>],
    headers: &[Sentence],
    first_row: usize,
) {
    for (index, header) in headers.iter().enumerate() {
        let times = names_time(header) && holds_times(reader, table, index, first_row);
        if !times {
            continue;
        }
        // "Target date | Date achieved": where nothing else is measured, the dates themselves are held against each other.
        let rival = |at: usize| {
            let other = columns[at].as_ref().map(|own| own.role);
            let own = columns[index].as_ref().map(|own| own.role);
            let aside = matches!(other, Some(Role::Baseline | Role::Code))
                || other == Some(Role::Target) && own == Some(Role::Actual);
            at != index && !aside && !names_time(&headers[at]) && holds_values(reader, table, at, first_row)
        };
        let compared = columns[index]
            .as_ref()
            .is_some_and(|own| matches!(own.role, Role::Target | Role::Actual));
        // "Reporting period | Target": it tells when, and not what was reached.
        let reported = [List::ReportingPeriod, List::ProjectPeriod]
            .into_iter()
            .any(|list| header.has(list));
        if compared && !reported && !(0..columns.len()).any(rival) {
            continue;
        }
        // "Baseline | Year | Target": the year is that of the baseline.
        let beside = index.checked_sub(1).and_then(|before| columns[before].as_ref());
        let other = header.has(List::ColumnBaseline)
            || header.has(List::ColumnStart)
            || beside.is_some_and(|before| before.role == Role::Baseline);
        columns[index] = Some(Column::of(if other { Role::Date } else { Role::Time }));
    }
}

/// "Year", "Baseline year", "Date de référence", "Baseline (year)", but not "Year 1" nor "Reached this year so far".
fn names_time(header: &Sentence) -> bool {
    let all = header.tokens.len();
    let closed = header.tokens.last().is_some_and(|token| token.lower == ")");
    let end = all - usize::from(closed);
    let edge = header
        .all(List::ColumnTime)
        .any(|hit| hit.start == 0 || hit.end == end);
    let numbered = header.tokens.iter().any(|token| token.is_number());
    edge && !numbered && all <= MAX_HEADER
}

/// Most cells give a time and nothing else.
fn holds_times(reader: &Reader, table: &Table, column: usize, first_row: usize) -> bool {
    let cells = body(table, column, first_row);
    let times = cells.iter().filter(|cell| is_time(reader, &cell.text)).count();
    times * 2 > cells.len()
}

/// "2022", "2022/23", "Jan-Dec 2023", "30.06.2023", "Q3", but neither "12 (2020)" nor "62 %".
fn is_time(reader: &Reader, text: &str) -> bool {
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let year = year_in(text).is_some();
    let bare = text.chars().all(|c| c.is_ascii_digit() || " ./-–—".contains(c));
    let small = |number: &u32| *number <= DAYS || i32::try_from(*number).is_ok_and(|own| own > 1900);
    let dated = year && bare && numbers.iter().all(small);
    let sentence = reader.sentence(text);
    let named = sentence.has(List::Months) || sentence.has(List::PeriodLabels) || numbers.len() == 1;
    dated || named && !text.contains('%') && is_period(reader, text)
}
