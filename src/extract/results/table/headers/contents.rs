//! Columns with a header of their own words, told by where they stand and by what stands in them.

use super::super::super::super::Reader;
use super::super::super::super::header::is_all;
use super::super::super::super::lexicon::{Hit, List};
use super::super::super::super::series::is_period;
use super::super::super::super::words::{Sentence, Token};
use super::super::super::name::name;
use super::{Column, MAX_VALUE, Role};
use crate::document::{Cell, Table};
use crate::extract::results::levels;
use crate::report::{ResultLevel, year_in};

/// Tokens of a cell that names a level: "Specific objective(s)".
const MAX_LEVEL: usize = 5;
/// Numbers of a date: "12 March 2024"; words of a header that gives one: "Reached June".
const DATE: usize = 2;
/// Words of a result.
const MIN_RESULT: usize = 3;

/// "M&E | Narrative | Indicators": where a column holds nothing but levels of the results chain, the one between it and
/// the indicators states the results.
pub fn chain_by_cells(reader: &Reader, table: &Table, columns: &mut [Option<Column>], first_row: usize) {
    let is = |column: &Option<Column>, role: Role| column.as_ref().is_some_and(|own| own.role == role);
    let Some(indicator) = columns.iter().position(|column| is(column, Role::Indicator)) else {
        return;
    };
    let stated = |column: &Option<Column>| {
        column
            .as_ref()
            .is_some_and(|own| matches!(own.role, Role::Result(_)))
    };
    if columns.iter().any(stated) {
        return;
    }
    // "Level": "Outcome 1: Access to justice …", "Output 1.1": each cell names its result.
    let named = (0..indicator)
        .find(|index| is(&columns[*index], Role::Level) && holds_names(reader, table, *index, first_row));
    if let Some(named) = named {
        columns[named] = Some(Column::of(Role::Result(ResultLevel::Unspecified)));
        return;
    }
    let Some(level) = (0..indicator).find(|index| {
        (columns[*index].is_none() || is(&columns[*index], Role::Level))
            && holds_levels(reader, table, *index, first_row)
    }) else {
        return;
    };
    let result = (level + 1..indicator)
        .find(|index| columns[*index].is_none() && holds_results(table, *index, first_row));
    if let Some(result) = result {
        columns[level] = Some(Column::of(Role::Level));
        columns[result] = Some(Column::of(Role::Result(ResultLevel::Unspecified)));
    }
}

pub fn body(table: &Table, column: usize, first_row: usize) -> Vec<&Cell> {
    (first_row..table.rows())
        .filter_map(|row| table.cell(row, column))
        .filter(|cell| cell.column == column && cell.column_span == 1 && !cell.text.trim().is_empty())
        .collect()
}

fn holds_levels(reader: &Reader, table: &Table, column: usize, first_row: usize) -> bool {
    let cells = body(table, column, first_row);
    let names_level = |cell: &&Cell| {
        let sentence = reader.sentence(&cell.text);
        sentence.tokens.len() <= MAX_LEVEL && levels::named_in(&sentence) != ResultLevel::Unspecified
    };
    !cells.is_empty() && cells.iter().all(names_level)
}

/// Most cells name a result by its number, or state one in more words than a level has.
fn holds_names(reader: &Reader, table: &Table, column: usize, first_row: usize) -> bool {
    // Above its rows each result may stand in a row of its own.
    let spans = |row: usize| table.cell(row, column).is_some_and(|cell| cell.column_span > 1);
    if (first_row..table.rows()).any(spans) {
        return false;
    }
    let cells = body(table, column, first_row);
    let names = |cell: &&&Cell| match name(reader, &cell.text) {
        Some(own) => own.code().is_some(),
        None => cell.text.split_whitespace().count() > MAX_LEVEL,
    };
    let named = cells.iter().filter(names).count();
    named > 1 && named * 2 > cells.len()
}

pub fn holds_results(table: &Table, column: usize, first_row: usize) -> bool {
    states(table, column, first_row, MIN_RESULT)
}

/// Most cells say something in so many words.
pub fn states(table: &Table, column: usize, first_row: usize, words: usize) -> bool {
    let cells = body(table, column, first_row);
    let long = cells
        .iter()
        .filter(|cell| cell.text.split_whitespace().count() >= words)
        .count();
    long * 2 > cells.len()
}

/// Columns of figures whose headers are in words of their own: left of the target stands the baseline, right of it the
/// actual, between baseline and actual the target.
pub fn by_position(
    reader: &Reader,
    table: &Table,
    columns: &mut [Option<Column>],
    headers: &[Sentence],
    first_row: usize,
) {
    let position = |columns: &[Option<Column>], wanted: Role| {
        columns
            .iter()
            .position(|column| column.as_ref().is_some_and(|column| column.role == wanted))
    };
    let Some(subject) = columns.iter().position(|column| {
        column
            .as_ref()
            .is_some_and(|column| matches!(column.role, Role::Result(_) | Role::Indicator))
    }) else {
        return;
    };
    for index in subject + 1..columns.len() {
        if columns[index].is_some() || !holds_figures(reader, table, index, first_row) {
            continue;
        }
        let (baseline, target, actual) = (
            position(columns, Role::Baseline),
            position(columns, Role::Target),
            position(columns, Role::Actual),
        );
        let role = match (baseline, target, actual) {
            // "People concerned | Target": of how many, and not from how many.
            (None, Some(target), _) if index < target && is_group(reader, &headers[index]) => continue,
            (None, Some(target), _) if index < target => Role::Baseline,
            (_, Some(target), None) if index > target => {
                let free =
                    |at: &usize| columns[*at].is_none() && holds_figures(reader, table, *at, first_row);
                let run = (index..columns.len()).take_while(free).collect::<Vec<_>>();
                let whole = run.iter().position(|at| names_whole(&headers[*at]));
                match whole.filter(|parts| *parts > 1) {
                    Some(parts) => {
                        columns[run[parts]] = Some(Column {
                            total: true,
                            ..Column::of(Role::Actual)
                        });
                        continue;
                    }
                    None => Role::Actual,
                }
            }
            (Some(baseline), None, Some(actual)) if baseline < index && index < actual => Role::Target,
            _ => continue,
        };
        columns[index] = Some(Column::of(role));
    }
}

/// Names people or things and no time: "People concerned", "Households in the area".
fn is_group(reader: &Reader, header: &Sentence) -> bool {
    let counted = [List::People, List::Households, List::Populations];
    let dated = is_period(reader, &header.text) || year_in(&header.text).is_some();
    counted.into_iter().any(|list| header.has(list)) && !dated && !header.has(List::ColumnStart)
}

/// "Kenya | Tanzania | Uganda | Total": of places side by side the whole answers the target.
pub fn names_whole(header: &Sentence) -> bool {
    header.has(List::Total) || header.has(List::WholeWords) || is_all(header)
}

/// "Indicator | Value | Unit | Source": what was reached stands under a word for a figure.
pub fn values_beside_indicators(
    reader: &Reader,
    table: &Table,
    columns: &mut [Option<Column>],
    headers: &[Sentence],
    first_row: usize,
) {
    let values = [Role::Target, Role::Actual, Role::Baseline];
    let has = |role: Role| columns.iter().flatten().any(|column| column.role == role);
    if !has(Role::Indicator) || values.into_iter().any(has) {
        return;
    }
    let named = |header: &Sentence| is_all_of(header, List::ValueWords);
    // "42 (target 40)": such a cell holds more than what was reached.
    let aimed = |at: usize| {
        let cells = body(table, at, first_row);
        cells
            .iter()
            .any(|cell| reader.sentence(&cell.text).has(List::ColumnTarget))
    };
    let at = (0..columns.len()).find(|at| {
        let other = columns[*at]
            .as_ref()
            .is_some_and(|own| own.role == Role::Indicator);
        !other && named(&headers[*at]) && holds_values(reader, table, *at, first_row) && !aimed(*at)
    });
    if let Some(at) = at {
        columns[at] = Some(Column::of(Role::Actual));
    }
}

/// Most cells of the body are quantities, and no dates.
pub fn holds_values(reader: &Reader, table: &Table, column: usize, first_row: usize) -> bool {
    let cells = body(table, column, first_row);
    let bounds = [List::AtMost, List::Approximate];
    let values = cells
        .iter()
        .filter(|cell| {
            let sentence = reader.sentence(&cell.text);
            let sign =
                |token: &Token| matches!(token.lower.as_str(), "<" | ">" | "≤" | "≥" | "~" | "±" | "+");
            let first = sentence.tokens.first().filter(|_| !is_numbered(&sentence));
            let begins = first.is_some_and(|first| first.is_number() || sign(first));
            let bounded = bounds.into_iter().any(|list| sentence.starts(list, 0));
            let dated =
                sentence.has(List::Months) && sentence.numbers.len() <= DATE || is_period(reader, &cell.text);
            let short = !sentence.numbers.is_empty() && sentence.tokens.len() <= MAX_VALUE;
            short && (begins || bounded) && !dated
        })
        .count();
    values * 2 > cells.len()
}

/// "1. Children come and stay", "2.1 Teachers teach better".
fn is_numbered(sentence: &Sentence) -> bool {
    let [first, next, ..] = &sentence.tokens[..] else {
        return false;
    };
    let stopped = first.lower.ends_with(['.', ')']) || matches!(next.lower.as_str(), "." | ")");
    let coded = first.lower.contains('.') && next.is_word() && next.capital;
    first.is_number() && (stopped || coded)
}

/// Most cells of the body begin with a figure.
pub fn holds_figures(reader: &Reader, table: &Table, column: usize, first_row: usize) -> bool {
    let cells = body(table, column, first_row);
    let figures = cells
        .iter()
        .filter(|cell| {
            // "Women 62,000; men 88,000" is a value too.
            let sentence = reader.sentence(&cell.text);
            let short = !sentence.numbers.is_empty() && sentence.tokens.len() <= MAX_VALUE;
            short && !sentence.has(List::TableWords)
        })
        .count();
    figures * 2 > cells.len()
}

/// "Outputs | Performance indicators: 17 girls were referred": where most cells tell what was done, they are the account.
pub fn accounts_in_indicators(
    reader: &Reader,
    table: &Table,
    columns: &mut [Option<Column>],
    first_row: usize,
) {
    let has = |wanted: fn(Role) -> bool| columns.iter().flatten().any(|own| wanted(own.role));
    let valued = has(|role| matches!(role, Role::Target | Role::Actual | Role::Baseline | Role::Split));
    if valued || !has(|role| matches!(role, Role::Result(_))) {
        return;
    }
    let tells = |cell: &&&Cell| {
        let counted = |own: &Sentence| own.has(List::PastForms) && !own.numbers.is_empty();
        reader.sentences(&cell.text).iter().any(counted)
    };
    let indicators = columns.iter_mut().enumerate();
    for (index, column) in indicators {
        let cells = body(table, index, first_row);
        let account = cells.len() > 1 && cells.iter().filter(tells).count() * 2 > cells.len();
        if let Some(own) = column
            .as_mut()
            .filter(|own| own.role == Role::Indicator && account)
        {
            own.role = Role::Actual;
        }
    }
}

/// "No. | Item": beside the running numbers a column of texts is no second one.
pub fn free_items(table: &Table, columns: &mut [Option<Column>], first_row: usize) {
    let coded: Vec<usize> = (0..columns.len())
        .filter(|index| columns[*index].as_ref().is_some_and(|own| own.role == Role::Code))
        .collect();
    for index in coded.into_iter().skip(1) {
        if holds_results(table, index, first_row) {
            columns[index] = None;
        }
    }
}

/// "Indicator ID | Indicator name": of two columns of indicators the one of short codes names them by number.
pub fn codes_of_indicators(table: &Table, columns: &mut [Option<Column>], first_row: usize) {
    let named: Vec<usize> = (0..columns.len())
        .filter(|index| {
            columns[*index]
                .as_ref()
                .is_some_and(|own| own.role == Role::Indicator)
        })
        .collect();
    let coded = |index: &usize| {
        let cells = body(table, *index, first_row);
        let codes = cells.iter().filter(|cell| is_code(&cell.text)).count();
        codes * 2 > cells.len()
    };
    if named.iter().filter(|index| !coded(index)).count() == 1 {
        for index in named.iter().filter(|index| coded(index)) {
            columns[*index] = Some(Column::of(Role::Code));
        }
    }
}

/// "1.2.10b", "1120a".
pub fn is_code(text: &str) -> bool {
    /// Letters and digits of a code.
    const MOST: usize = 8;
    let text = text.trim();
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().count() <= MOST
}

/// A first column with a header of its own words ("How we measure") names what the others give values of; a column of
/// running numbers may stand before it.
///
/// "Partner in Kenya | Reached in May | To date": where all others hold values and one is headed with what was reached in
/// a period, each row names what is counted, and nothing was aimed at.
pub fn name_the_first(
    table: &Table,
    first_row: usize,
    columns: &mut [Option<Column>],
    headers: &[Sentence],
    is_valued: impl Fn(usize) -> bool,
) {
    let numbers = |column: &Option<Column>| column.as_ref().is_some_and(|own| own.role == Role::Code);
    let first = columns.iter().take_while(|column| numbers(column)).count();
    let subject = |column: &Column| matches!(column.role, Role::Result(_) | Role::Indicator);
    let valued = columns.iter().flatten().any(|column| column.role == Role::Actual)
        && columns
            .iter()
            .flatten()
            .any(|column| matches!(column.role, Role::Target | Role::Baseline));
    // "| Planned | Done": over what is counted there may stand nothing.
    let named = headers.get(first).is_some_and(|header| !header.tokens.is_empty())
        || valued && states(table, first, first_row, 2);
    // "District | Farmers reached" lists places: the header itself names what is counted.
    let dated = |header: &Sentence| header.tokens.len() == DATE && header.has(List::Months);
    let reached = columns.iter().zip(headers).any(|(column, header)| {
        let own = column.as_ref().filter(|own| own.role == Role::Actual);
        own.is_some_and(|own| own.period || dated(header))
    });
    let phrases = || {
        let cells = body(table, first, first_row);
        let long = cells
            .iter()
            .filter(|cell| cell.text.split_whitespace().count() > 1);
        long.count() * 2 > cells.len()
    };
    let all_valued = reached && !is_valued(first) && (first + 1..columns.len()).all(is_valued) && phrases();
    if (valued || all_valued) && named && columns[first].is_none() && !columns.iter().flatten().any(subject) {
        columns[first] = Some(Column::of(Role::Indicator));
    }
}

/// Words of a list are all that a header has.
pub fn is_all_of(header: &Sentence, list: List) -> bool {
    let words = || {
        header
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.is_word())
    };
    let whole = |hit: &Hit| words().all(|(at, _)| (hit.start..hit.end).contains(&at));
    header.all(list).any(whole)
}
