//! Results frameworks and logframes in tables: which column is what, and what each row says.

mod layout;

use super::super::Reader;
use super::super::numbers;
use super::{is_blank, level_of_label, single_period};
use crate::document::{Cell, Passage, Table};
use crate::report::{Figure, Indicator, IndicatorPeriod, ResultLevel, ResultStatement};
use layout::{Layout, Role, layout, level_in, partnered, single};

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
    let by_rows =
        layout.has(|role| role == Role::Indicator) && !layout.has(|role| matches!(role, Role::Result(_)));
    // The indicators below a row that states a result are that result's.
    let mut headed = false;
    for row in layout.first_row..table.rows() {
        if let Some(cell) = spanning(table, row) {
            let stated = level_of_label(&reader.sentence(&cell.text));
            if stated != ResultLevel::Unspecified {
                level = stated;
                if cell.text.split_whitespace().count() > 3 && layout.has(|role| role == Role::Indicator) {
                    found.push(ResultStatement {
                        framed: true,
                        ..new_result(reader, cell, level)
                    });
                    headed = by_rows;
                }
            } else {
                headed = false;
            }
            continue;
        }
        let stated = stated_in_indicator_column(reader, table, &layout, row).filter(|_| by_rows);
        if let Some(result) = stated {
            level = result.level;
            found.push(result);
            headed = true;
            continue;
        }
        read_row(reader, table, &layout, row, level, headed, &mut found);
    }
    found
}

/// "Output 2.3: …" among the indicators is a result, whatever else the row has to say of it.
fn stated_in_indicator_column(
    reader: &Reader,
    table: &Table,
    layout: &Layout,
    row: usize,
) -> Option<ResultStatement> {
    let (_, cell) = layout.of(table, row, |role| role == Role::Indicator).next()?;
    let stated = level_of_label(&reader.sentence(&cell.text));
    // A merged cell fills the columns of values with its own text.
    let values = layout
        .of(table, row, |role| {
            matches!(role, Role::Target | Role::Actual | Role::Baseline)
        })
        .any(|(_, value)| value.column != cell.column && !is_blank(&reader.sentence(&value.text)));
    (stated != ResultLevel::Unspecified && !values).then(|| {
        let comments = layout.of(table, row, |role| role == Role::Comment);
        ResultStatement {
            framed: true,
            progress: comments
                .filter(|(_, cell)| !is_blank(&reader.sentence(&cell.text)))
                .map(|(_, cell)| Passage::new(cell.text.trim(), cell.location.clone()))
                .collect(),
            ..new_result(reader, cell, stated)
        }
    })
}

fn spanning(table: &Table, row: usize) -> Option<&Cell> {
    let first = table.cell(row, 0)?;
    let filled: Vec<&Cell> = (0..table.columns())
        .filter_map(|column| table.cell(row, column))
        .filter(|cell| !cell.text.trim().is_empty())
        .collect();
    let whole = first.column_span >= table.columns() && table.columns() > 1;
    // Only a code stands before it.
    let coded = (1..table.columns()).any(|column| {
        table.cell(row, column).is_some_and(|cell| {
            cell.column == column && cell.column_span + column >= table.columns() && column <= 1
        })
    }) && table.columns() > 3;
    if coded && first.column_span == 1 && first.text.split_whitespace().count() <= 2 {
        return table.cell(row, 1);
    }
    let alone = filled.len() == 1
        && first.column == 0
        && !first.text.trim().is_empty()
        && first.row_span == 1
        && table.columns() > 3;
    (whole || alone).then_some(first)
}

fn read_row(
    reader: &Reader,
    table: &Table,
    layout: &Layout,
    row: usize,
    level: ResultLevel,
    headed: bool,
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
            result.framed = layout.has(|role| role == Role::Indicator);
            result.code = result
                .code
                .or_else(|| text_of(|role| role == Role::Code).map(|cell| cell.text.trim().to_string()));
            found.push(result);
        }
    } else if indicator_cell.is_none() {
        return;
    } else if !headed && (found.is_empty() || !layout.has(|role| matches!(role, Role::Result(_)))) {
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
    // Of several achieved values the first answers a single target: the others are its parts.
    let single_target = layout
        .columns
        .iter()
        .flatten()
        .filter(|column| column.role == Role::Target)
        .count()
        == 1;
    for (column, cell) in layout.of(table, row, |role| matches!(role, Role::Target | Role::Actual)) {
        let figure = figure_of(cell);
        blank_actual |= column.role == Role::Actual && figure.is_none();
        let slot = match periods
            .iter_mut()
            .position(|period| period.label == column.label || single(layout))
            .or_else(|| {
                let other = periods.iter().position(|period| {
                    let free = match column.role {
                        Role::Target => period.target.is_none(),
                        _ => period.actual.is_none(),
                    };
                    free && (single_target || same_date(period.label.as_deref(), column.label.as_deref()))
                });
                other.filter(|_| !partnered(layout, column))
            }) {
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

/// "Y1 (July 2020)" and "all sites, Y1" name one period in other words.
fn same_date(one: Option<&str>, other: Option<&str>) -> bool {
    let dates = |label: &str| -> Vec<String> {
        label
            .split_whitespace()
            .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (dates(one.unwrap_or_default()), dates(other.unwrap_or_default()));
    one.iter().any(|date| other.contains(date))
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

fn with_comments(mut periods: Vec<IndicatorPeriod>, comments: Vec<Passage>) -> Vec<IndicatorPeriod> {
    if let Some(last) = periods.last_mut() {
        last.comments.extend(comments);
    }
    periods
}
