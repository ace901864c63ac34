//! Frameworks with a row for the targets of an indicator and a row below it for what was reached: "PAD targets | 2 | 4",
//! "Actual | 0 | 3". Each pair is read as one row with two columns for every period.

use super::super::header;
use super::super::language::Own;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::placed;
use crate::document::{Cell, Table};

/// Words of a cell that says which values its row holds.
const WORDS: usize = 4;

#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Target,
    Actual,
}

/// The rows of one indicator.
struct Pair {
    target: usize,
    actual: Option<usize>,
}

/// The table with such rows side by side; nothing where it has none.
pub fn unfolded(table: &Table, own: &Own) -> Option<Table> {
    let headed = under_one_row(table);
    let table = headed.as_ref().unwrap_or(table);
    let of_period = |column: &usize| table.text(0, *column).contains(|c: char| c.is_ascii_digit());
    if !(0..table.columns()).any(|column| of_period(&column)) {
        return None;
    }
    let (kinds, pairs) = (0..table.columns()).find_map(|column| {
        let pairs = pairs(table, column, own);
        let paired = pairs.iter().filter(|pair| pair.actual.is_some()).count();
        (paired > 0 && paired * 2 >= pairs.len()).then_some((column, pairs))
    })?;
    let periods: Vec<usize> = (kinds + 1..table.columns()).filter(of_period).collect();
    if periods.is_empty() {
        return None;
    }
    let first = pairs.iter().find(|pair| pair.actual.is_some())?;
    let headers = [
        word(table.text(first.target, kinds), List::ColumnTarget, own),
        word(table.text(first.actual?, kinds), List::ColumnActual, own),
    ];
    let mut cells = header(table, kinds, &periods, &headers);
    for (at, pair) in pairs.iter().enumerate() {
        cells.extend(row(table, kinds, &periods, pair, at + 1));
    }
    Some(Table::from_cells(table.caption.clone(), cells))
}

/// The table with one row of headers for its two or three: "YR1" for "Cumulative target values" over "YR1 | YR2".
fn under_one_row(table: &Table) -> Option<Table> {
    let rows = header::header(table);
    if rows.len() < 2 {
        return None;
    }
    let leaf = |column: usize| header::header_texts(table, rows.clone(), column).pop();
    let headers = (0..table.columns()).filter_map(|column| {
        let cell = table.cell(rows.start, column)?.clone();
        let text = leaf(column).unwrap_or_default().to_string();
        Some(Cell {
            row: 0,
            column,
            row_span: 1,
            column_span: 1,
            text,
            ..cell
        })
    });
    let body = table.cells().iter().filter(|cell| cell.row >= rows.end);
    let body = body.map(|cell| Cell {
        row: cell.row + 1 - rows.end,
        ..cell.clone()
    });
    Some(Table::from_cells(
        table.caption.clone(),
        headers.chain(body).collect(),
    ))
}

/// "Targets YR1 | Actual YR1" for "YR1".
fn header(table: &Table, kinds: usize, periods: &[usize], names: &[String; 2]) -> Vec<Cell> {
    let pair = Pair {
        target: 0,
        actual: Some(0),
    };
    let mut cells = row(table, kinds, periods, &pair, 0);
    for (at, column) in periods.iter().enumerate() {
        // Left of it one column is gone and each period before it has become two.
        let first = column - 1 + at;
        for cell in cells
            .iter_mut()
            .filter(|cell| (first..=first + 1).contains(&cell.column))
        {
            cell.text = format!("{} {}", names[cell.column - first], cell.text.trim());
        }
    }
    cells
}

/// The cells of one indicator side by side; what is said of both rows stands in either.
fn row(table: &Table, kinds: usize, periods: &[usize], pair: &Pair, at: usize) -> Vec<Cell> {
    let spanning = table
        .cell(pair.target, 0)
        .filter(|cell| cell.column_span >= table.columns());
    if let Some(cell) = spanning {
        let column_span = table.columns() - 1 + periods.len();
        return vec![Cell {
            row: at,
            column_span,
            ..cell.clone()
        }];
    }
    let mut cells = Vec::new();
    let mut to = 0;
    for column in (0..table.columns()).filter(|column| *column != kinds) {
        if periods.contains(&column) {
            let actual = pair
                .actual
                .and_then(|row| placed(table, (row, column), (at, to + 1)));
            cells.extend(placed(table, (pair.target, column), (at, to)));
            cells.extend(actual);
            to += 2;
        } else {
            let blank = table.text(pair.target, column).is_empty();
            let row = pair.actual.filter(|_| blank).unwrap_or(pair.target);
            cells.extend(placed(table, (row, column), (at, to)));
            to += 1;
        }
    }
    cells
}

/// The rows below the header, those of targets with those of what was reached.
fn pairs(table: &Table, column: usize, own: &Own) -> Vec<Pair> {
    let kinds: Vec<Option<Holds>> = (0..table.rows())
        .map(|row| holds(table.text(row, column), own))
        .collect();
    let mut found = Vec::new();
    let mut row = 1;
    while row < table.rows() {
        let (target, actual) = match (kinds[row], kinds.get(row + 1).copied().flatten()) {
            (Some(Holds::Target), Some(Holds::Actual)) => (row, Some(row + 1)),
            (Some(Holds::Actual), Some(Holds::Target)) => (row + 1, Some(row)),
            _ => (row, None),
        };
        row += 1 + usize::from(actual.is_some());
        found.push(Pair { target, actual });
    }
    found
}

fn holds(text: &str, own: &Own) -> Option<Holds> {
    let words = text.split_whitespace().count();
    if words == 0 || words > WORDS || text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let named = Sentence::new(text, own.lexicon, own.vocabulary);
    let target = named.has(List::ColumnTarget);
    let actual = named.has(List::ColumnActual) || named.has(List::AchievedWords);
    match (target, actual) {
        (true, false) => Some(Holds::Target),
        (false, true) => Some(Holds::Actual),
        _ => None,
    }
}

/// The word that says it: "targets" of "PAD targets".
fn word(text: &str, list: List, own: &Own) -> String {
    let named = Sentence::new(text, own.lexicon, own.vocabulary);
    let hit = named.first(list).map(|hit| named.written(hit).to_string());
    hit.unwrap_or_else(|| text.to_string())
}
