//! Results frameworks and logframes in tables: which column is what, and what each row says.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers;
use super::super::words::Sentence;
use super::{is_blank, level_of_label, single_period};
use crate::document::{Cell, Passage, Table};
use crate::report::{Figure, Indicator, IndicatorPeriod, ResultLevel, ResultStatement};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Result(ResultLevel),
    Indicator,
    Baseline,
    Target,
    Actual,
    Comment,
    Level,
    Code,
}

struct Column {
    role: Role,
    /// The header without the role's words: "2019", "Kenya".
    label: Option<String>,
}

struct Layout {
    columns: Vec<Option<Column>>,
    first_row: usize,
}

/// True when a table is read as a results framework, and so not as a table of statistics.
pub fn is_framework(reader: &Reader, table: &Table) -> bool {
    layout(reader, table).is_some()
}

/// The results that a table reports on; none when it is no framework.
pub fn results(reader: &Reader, table: &Table) -> Vec<ResultStatement> {
    let Some(layout) = layout(reader, table) else {
        return Vec::new();
    };
    let mut found: Vec<ResultStatement> = Vec::new();
    let mut level = ResultLevel::Unspecified;
    for row in layout.first_row..table.rows() {
        if let Some(cell) = spanning(table, row) {
            let stated = level_of_label(&reader.sentence(&cell.text));
            if stated != ResultLevel::Unspecified {
                level = stated;
                if cell.text.split_whitespace().count() > 3 && layout.has(|role| role == Role::Indicator) {
                    found.push(new_result(reader, cell, level));
                }
            }
            continue;
        }
        read_row(reader, table, &layout, row, level, &mut found);
    }
    found
}

fn spanning(table: &Table, row: usize) -> Option<&Cell> {
    let first = table.cell(row, 0)?;
    let filled: Vec<&Cell> = (0..table.columns())
        .filter_map(|column| table.cell(row, column))
        .filter(|cell| !cell.text.trim().is_empty())
        .collect();
    let whole = first.column_span >= table.columns() && table.columns() > 1;
    let alone = filled.len() == 1
        && first.column == 0
        && !first.text.trim().is_empty()
        && first.row_span == 1
        && table.columns() > 3;
    (whole || alone).then_some(first)
}

impl Layout {
    fn has(&self, wanted: impl Fn(Role) -> bool) -> bool {
        self.columns.iter().flatten().any(|column| wanted(column.role))
    }

    fn of<'a>(
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

fn layout(reader: &Reader, table: &Table) -> Option<Layout> {
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
    } else if actual {
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

fn level_in(sentence: &Sentence) -> ResultLevel {
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

fn read_row(
    reader: &Reader,
    table: &Table,
    layout: &Layout,
    row: usize,
    level: ResultLevel,
    found: &mut Vec<ResultStatement>,
) {
    let text_of = |wanted: fn(Role) -> bool| {
        layout
            .of(table, row, wanted)
            .map(|(_, cell)| cell)
            .find(|cell| !cell.text.trim().is_empty())
    };
    let result_cell = layout
        .of(table, row, |role| matches!(role, Role::Result(_)))
        .filter(|(_, cell)| !cell.text.trim().is_empty())
        .last();
    let indicator_cell = text_of(|role| role == Role::Indicator);
    if let Some((column, cell)) = result_cell {
        let same = found.last().is_some_and(|last| last.text == clean(&cell.text));
        if !same {
            let own = match column.role {
                Role::Result(own) if own != ResultLevel::Unspecified => own,
                _ => level,
            };
            let stated = text_of(|role| role == Role::Level)
                .map_or(own, |cell| level_in(&reader.sentence(&cell.text)));
            let mut result = new_result(reader, cell, stated);
            result.code = result
                .code
                .or_else(|| text_of(|role| role == Role::Code).map(|cell| cell.text.trim().to_string()));
            found.push(result);
        }
    } else if indicator_cell.is_none() {
        return;
    } else if found.is_empty() || !layout.has(|role| matches!(role, Role::Result(_))) {
        let Some(cell) = indicator_cell else { return };
        found.push(ResultStatement {
            level,
            ..new_result(reader, cell, level)
        });
    }
    let Some(result) = found.last_mut() else { return };
    add_cells(reader, table, layout, row, indicator_cell, result);
}

fn new_result(reader: &Reader, cell: &Cell, level: ResultLevel) -> ResultStatement {
    let text = clean(&cell.text);
    let (code, _) = super::prose::split_code(&text);
    let stated = level_of_label(&reader.sentence(&text));
    ResultStatement {
        level: if stated == ResultLevel::Unspecified {
            level
        } else {
            stated
        },
        code,
        text,
        location: cell.location.clone(),
        ..ResultStatement::default()
    }
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add_cells(
    reader: &Reader,
    table: &Table,
    layout: &Layout,
    row: usize,
    indicator_cell: Option<&Cell>,
    result: &mut ResultStatement,
) {
    let figure_of = |cell: &Cell| -> Option<Figure> {
        let sentence = reader.sentence(&cell.text);
        (!is_blank(&sentence)).then(|| numbers::figure(&cell.text, &cell.location, &sentence))
    };
    let mut blank_actual = false;
    let mut comments = Vec::new();
    for (_, cell) in layout.of(table, row, |role| matches!(role, Role::Actual | Role::Comment)) {
        let is_repeat = cell.row < row;
        if is_blank(&reader.sentence(&cell.text)) {
            continue;
        }
        if !is_repeat && cell.text.split_whitespace().count() > 2 {
            result
                .progress
                .push(Passage::new(cell.text.trim(), cell.location.clone()));
        }
    }
    for (_, cell) in layout.of(table, row, |role| role == Role::Comment) {
        if !is_blank(&reader.sentence(&cell.text)) {
            comments.push(Passage::new(cell.text.trim(), cell.location.clone()));
        }
    }
    let baseline = layout
        .of(table, row, |role| role == Role::Baseline)
        .find_map(|(_, cell)| figure_of(cell));
    let mut periods: Vec<IndicatorPeriod> = Vec::new();
    for (column, cell) in layout.of(table, row, |role| matches!(role, Role::Target | Role::Actual)) {
        let figure = figure_of(cell);
        blank_actual |= column.role == Role::Actual && figure.is_none();
        let slot = match periods
            .iter_mut()
            .position(|period| period.label == column.label || single(layout))
        {
            Some(slot) => slot,
            None => {
                periods.push(IndicatorPeriod {
                    label: column.label.clone(),
                    ..IndicatorPeriod::default()
                });
                periods.len() - 1
            }
        };
        let field = if column.role == Role::Target {
            &mut periods[slot].target
        } else {
            &mut periods[slot].actual
        };
        *field = field.take().or(figure);
    }
    later_targets(layout, &mut periods);
    result.progress_left_blank |= blank_actual;
    let has_values = baseline.is_some() || periods.iter().any(|period| period.target.is_some());
    match indicator_cell {
        Some(cell) => {
            let text = clean(&cell.text);
            let periods = if periods.is_empty() {
                single_period(None, None, comments)
            } else {
                with_comments(periods, comments)
            };
            result.indicators.push(Indicator {
                code: super::prose::split_code(&text).0,
                text,
                location: cell.location.clone(),
                baseline,
                periods,
                ..Indicator::default()
            });
        }
        None if has_values => result.indicators.push(Indicator {
            text: result.text.clone(),
            location: result.location.clone(),
            implied: true,
            baseline,
            periods: with_comments(periods, comments),
            ..Indicator::default()
        }),
        None => {}
    }
}

/// One actual column beside several targets answers the one of its own date; the others lie ahead.
fn later_targets(layout: &Layout, periods: &mut Vec<IndicatorPeriod>) {
    let actuals = layout
        .columns
        .iter()
        .flatten()
        .filter(|column| column.role == Role::Actual);
    let answered = periods
        .iter()
        .any(|period| period.target.is_some() && period.actual.is_some());
    if actuals.count() == 1 && answered {
        periods.retain(|period| period.actual.is_some());
    }
}

/// One target and one actual column belong together whatever else their headers say.
fn single(layout: &Layout) -> bool {
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

fn with_comments(mut periods: Vec<IndicatorPeriod>, comments: Vec<Passage>) -> Vec<IndicatorPeriod> {
    if let Some(last) = periods.last_mut() {
        last.comments.extend(comments);
    }
    periods
}
