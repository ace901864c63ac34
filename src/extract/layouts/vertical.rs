//! Tables that tell of one indicator from top to bottom: "Indicator | Wells in use", "Baseline | 4", "Target | 12". Each is
//! read as a table of one row, and of several where its labels begin again.

use super::super::language::Own;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::placed;
use crate::document::{Cell, Table};

/// An indicator and two of its values.
const ROWS: usize = 3;
/// Words of a label.
const WORDS: usize = 6;

/// The table turned; nothing where it tells of no indicator so.
pub fn turned(table: &Table, own: &Own) -> Option<Table> {
    let first = usize::from(is_headed(table, own));
    tells_of_one_indicator(table, first, own).then(|| rows_of(table, first))
}

/// "Metric | Value" above the labels and their values.
fn is_headed(table: &Table, own: &Own) -> bool {
    let right = table.text(0, 1);
    let short = right.split_whitespace().count() <= 2;
    short && Sentence::new(right, own.lexicon, own.vocabulary).has(List::ValueWords)
}

fn tells_of_one_indicator(table: &Table, first: usize, own: &Own) -> bool {
    if table.columns() != 2 || table.rows() < first + ROWS {
        return false;
    }
    let named = |list: List| {
        let mut rows = first..table.rows();
        rows.any(|row| {
            let label = table.text(row, 0);
            let short = label.split_whitespace().count() <= WORDS;
            short
                && !table.text(row, 1).is_empty()
                && Sentence::new(label, own.lexicon, own.vocabulary).has(list)
        })
    };
    let values = [List::ColumnBaseline, List::ColumnTarget, List::ColumnActual];
    named(List::ColumnIndicator) && values.into_iter().filter(|list| named(*list)).count() > 1
}

/// The labels as headers and below them the values: a row for each time that the labels begin again.
fn rows_of(table: &Table, first: usize) -> Table {
    let mut labels: Vec<&str> = Vec::new();
    let mut begun: Vec<&str> = Vec::new();
    let mut record = 1;
    let mut cells = Vec::new();
    for row in first..table.rows() {
        let label = table.text(row, 0);
        if begun.contains(&label) {
            begun.clear();
            record += 1;
        }
        begun.push(label);
        let column = labels.iter().position(|own| *own == label);
        let column = column.unwrap_or_else(|| {
            labels.push(label);
            let header = placed(table, (row, 0), (0, labels.len() - 1));
            cells.extend(header.map(|cell| Cell { header: true, ..cell }));
            labels.len() - 1
        });
        let value = placed(table, (row, 1), (record, column));
        cells.extend(value.map(|cell| Cell {
            header: false,
            ..cell
        }));
    }
    Table::from_cells(table.caption.clone(), cells)
}
