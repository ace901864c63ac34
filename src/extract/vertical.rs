//! Tables that tell of one indicator from top to bottom: "Indicator | Wells in use", "Baseline | 4", "Target | 12". Each is
//! read as a table of one row, and of several where its labels begin again.

use super::language::Own;
use super::lexicon::List;
use super::words::Sentence;
use crate::document::{BlockKind, Cell, Document, Table};

/// An indicator and two of its values.
const ROWS: usize = 3;
/// Words of a label.
const WORDS: usize = 6;

/// The document with such tables turned; nothing where it has none.
pub fn turn(document: &Document, own: &Own) -> Option<Document> {
    let mut turned: Option<Document> = None;
    for (index, block) in document.blocks.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        let first = usize::from(is_headed(table, own));
        if tells_of_one_indicator(table, first, own) {
            let document = turned.get_or_insert_with(|| document.clone());
            document.blocks[index].kind = BlockKind::Table(rows_of(table, first));
        }
    }
    turned
}

/// "Metric | Value" above the labels and their values.
fn is_headed(table: &Table, own: &Own) -> bool {
    let right = text(table, 0, 1);
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
            let label = text(table, row, 0);
            let short = label.split_whitespace().count() <= WORDS;
            short
                && !text(table, row, 1).is_empty()
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
        let label = text(table, row, 0);
        if begun.contains(&label) {
            begun.clear();
            record += 1;
        }
        begun.push(label);
        let column = labels.iter().position(|own| *own == label);
        let column = column.unwrap_or_else(|| {
            labels.push(label);
            cells.extend(placed(table, (row, 0), (0, labels.len() - 1)));
            labels.len() - 1
        });
        cells.extend(placed(table, (row, 1), (record, column)));
    }
    Table::from_cells(table.caption.clone(), cells)
}

fn placed(table: &Table, from: (usize, usize), to: (usize, usize)) -> Option<Cell> {
    Some(Cell {
        row: to.0,
        column: to.1,
        row_span: 1,
        column_span: 1,
        header: to.0 == 0,
        ..table.cell(from.0, from.1)?.clone()
    })
}

fn text(table: &Table, row: usize, column: usize) -> &str {
    table.cell(row, column).map_or("", |cell| cell.text.trim())
}
