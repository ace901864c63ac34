//! Which column of a results framework is what.

use super::super::super::Reader;
use super::super::super::lexicon::List;
use super::super::super::words::Sentence;
use crate::document::{Cell, Table};
use crate::report::ResultLevel;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Result(ResultLevel),
    Indicator,
    Baseline,
    Target,
    Actual,
    Comment,
    Level,
    Code,
}

pub(super) struct Column {
    pub(super) role: Role,
    /// The header without the role's words: "2019", "Kenya".
    pub(super) label: Option<String>,
}

pub(super) struct Layout {
    pub(super) columns: Vec<Option<Column>>,
    pub(super) first_row: usize,
}

impl Layout {
    pub(super) fn has(&self, wanted: impl Fn(Role) -> bool) -> bool {
        self.columns.iter().flatten().any(|column| wanted(column.role))
    }

    pub(super) fn of<'a>(
        &'a self,
        table: &'a Table,
        row: usize,
        wanted: impl Fn(Role) -> bool + 'a,
    ) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns
            .iter()
            .enumerate()
            .filter_map(|(index, column)| column.as_ref().map(|column| (index, column)))
            .filter(move |(_, column)| wanted(column.role))
            .filter_map(move |(index, column)| table.cell(row, index).map(|cell| (column, cell)))
    }
}

pub(super) fn layout(reader: &Reader, table: &Table) -> Option<Layout> {
    (0..table.rows().min(4)).find_map(|row| layout_at(reader, table, row))
}

fn layout_at(reader: &Reader, table: &Table, row: usize) -> Option<Layout> {
    let mut first_row = row + 1;
    let second = two_rows(table, row);
    let headers: Vec<String> = (0..table.columns())
        .map(|column| {
            let upper = table.cell(row, column).map_or("", |cell| cell.text.trim());
            let lower = table
                .cell(row + 1, column)
                .filter(|_| second)
                .map_or("", |cell| cell.text.trim());
            if upper == lower || lower.is_empty() {
                upper.to_string()
            } else {
                format!("{upper} {lower}")
            }
        })
        .collect();
    first_row += usize::from(second);
    let longest = headers
        .iter()
        .map(|header| header.split_whitespace().count())
        .max()
        .unwrap_or(0);
    if longest > 12 {
        return None;
    }
    let sentences: Vec<Sentence> = headers.iter().map(|header| reader.sentence(header)).collect();
    let mut columns: Vec<Option<Column>> = sentences.iter().map(column).collect();
    settle(&mut columns, &sentences);
    let layout = Layout { columns, first_row };
    let subject = layout.has(|role| matches!(role, Role::Result(_) | Role::Indicator));
    let judged = layout.has(|role| matches!(role, Role::Target | Role::Actual | Role::Baseline))
        || (layout.has(|role| matches!(role, Role::Result(_))) && layout.has(|role| role == Role::Indicator));
    (subject && judged && first_row < table.rows()).then_some(layout)
}

/// A header cell that spans columns (or a row marked as header below it) has its second row beneath.
fn two_rows(table: &Table, row: usize) -> bool {
    let spans = (0..table.columns())
        .filter_map(|column| table.cell(row, column))
        .any(|cell| cell.row == row && cell.column_span > 1 && cell.column_span < table.columns());
    let next_short = (0..table.columns())
        .filter_map(|column| table.cell(row + 1, column))
        .all(|cell| cell.text.split_whitespace().count() <= 5);
    spans && next_short && row + 2 < table.rows()
}

fn column(sentence: &Sentence) -> Option<Column> {
    let level = level_in(sentence);
    let actual = sentence.has(List::ColumnActual);
    let result = sentence.has(List::ColumnResult);
    let target = sentence.has(List::ColumnTarget);
    let group = sentence.has(List::ColumnGroup);
    let expected = sentence.has(List::HeadingExpected);
    let role = if sentence.tokens.is_empty() || sentence.tokens.len() > 12 {
        return None;
    } else if sentence.has(List::ColumnComment) {
        Role::Comment
    } else if sentence.has(List::ColumnBaseline) {
        Role::Baseline
    } else if sentence.has(List::ColumnIndicator) && !expected {
        Role::Indicator
    } else if expected {
        Role::Result(level)
    } else if target && (sentence.text.contains('%') || sentence.has(List::PercentageWords)) {
        // How much of the target was reached follows from target and actual.
        return None;
    } else if actual && !target_comes_first(sentence) {
        Role::Actual
    } else if target && !group {
        Role::Target
    } else if result {
        Role::Result(level)
    } else if sentence.has(List::ColumnLevel) && sentence.tokens.len() <= 3 {
        Role::Level
    } else if sentence.has(List::ColumnCode) && sentence.tokens.len() <= 2 {
        Role::Code
    } else {
        return None;
    };
    Some(Column {
        role,
        label: label(sentence),
    })
}

/// "Milestones (cumulative)" are targets, "Target achieved" is none.
fn target_comes_first(sentence: &Sentence) -> bool {
    match (
        sentence.first(List::ColumnTarget),
        sentence.first(List::ColumnActual),
    ) {
        (Some(target), Some(actual)) => target.end < actual.start && !sentence.has(List::AndWords),
        _ => false,
    }
}

pub(super) fn level_in(sentence: &Sentence) -> ResultLevel {
    let one = |list| sentence.has(list);
    match (
        one(List::LevelOutcome),
        one(List::LevelOutput),
        one(List::LevelImpact),
    ) {
        (true, false, false) => ResultLevel::Outcome,
        (false, true, false) => ResultLevel::Output,
        (false, false, true) => ResultLevel::Impact,
        _ => ResultLevel::Unspecified,
    }
}

fn label(sentence: &Sentence) -> Option<String> {
    let roles = [List::ColumnTarget, List::ColumnActual, List::ColumnBaseline];
    let rest: Vec<&str> = sentence
        .tokens
        .iter()
        .enumerate()
        .filter(|(index, token)| {
            (token.is_word() || token.is_number()) && !roles.iter().any(|list| sentence.at(*list, *index))
        })
        .map(|(_, token)| &sentence.text[token.start..token.end])
        .collect();
    (!rest.is_empty()).then(|| rest.join(" "))
}

/// "Planned | Actual" and "Results | Comments": what is missing is named by what is left.
fn settle(columns: &mut [Option<Column>], sentences: &[Sentence]) {
    let has = |columns: &[Option<Column>], wanted: fn(Role) -> bool| {
        columns.iter().flatten().any(|column| wanted(column.role))
    };
    let is_subject = |role: Role| matches!(role, Role::Result(_) | Role::Indicator);
    if !has(columns, is_subject) {
        let first_target = columns
            .iter()
            .position(|column| column.as_ref().is_some_and(|column| column.role == Role::Target));
        if let Some(column) = first_target.and_then(|index| columns[index].as_mut()) {
            column.role = Role::Result(ResultLevel::Unspecified);
        }
    }
    let mut seen = false;
    for (index, column) in columns.iter_mut().enumerate() {
        let Some(column) = column else { continue };
        if matches!(column.role, Role::Result(_)) {
            // A second "result" column right of the expected ones tells what came of them.
            let expected = sentences[index].has(List::HeadingExpected);
            if seen && !expected && sentences[index].has(List::HeadingAchieved) {
                column.role = Role::Actual;
            }
            seen = true;
        }
    }
    if has(columns, is_subject)
        && !has(columns, |role| {
            matches!(role, Role::Actual | Role::Target | Role::Baseline)
        })
    {
        let comment = columns
            .iter()
            .position(|column| column.as_ref().is_some_and(|column| column.role == Role::Comment));
        if let Some(column) = comment.and_then(|index| columns[index].as_mut()) {
            column.role = Role::Actual;
        }
    }
}

/// A column of the other kind has the very same label.
pub(super) fn partnered(layout: &Layout, column: &Column) -> bool {
    layout
        .columns
        .iter()
        .flatten()
        .any(|other| other.role != column.role && other.label == column.label)
}

/// One target and one actual column belong together whatever else their headers say.
pub(super) fn single(layout: &Layout) -> bool {
    let count = |wanted: Role| {
        layout
            .columns
            .iter()
            .flatten()
            .filter(|column| column.role == wanted)
            .count()
    };
    count(Role::Target) <= 1 && count(Role::Actual) <= 1
}
