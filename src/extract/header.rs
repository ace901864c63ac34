//! The rows of a table that are its header.

use std::ops::Range;

use super::lexicon::List;
use super::words::Sentence;
use crate::document::{Cell, Table};

const MAX_HEADER_ROWS: usize = 3;

/// A header cell that spans columns has a further row of headers beneath.
pub fn header_rows(table: &Table, row: usize) -> usize {
    let mut rows = 1;
    while rows < MAX_HEADER_ROWS && row + rows + 1 < table.rows() && continues(table, row + rows - 1) {
        rows += 1;
    }
    rows
}

fn continues(table: &Table, row: usize) -> bool {
    let cells = |row: usize| (0..table.columns()).filter_map(move |column| table.cell(row, column));
    let spans =
        cells(row).any(|cell| cell.row == row && cell.column_span > 1 && cell.column_span < table.columns());
    let short = cells(row + 1).all(|cell| cell.text.split_whitespace().count() <= 6);
    let below: Vec<&Cell> = cells(row + 1)
        .filter(|cell| cell.row == row + 1 && !cell.text.trim().is_empty())
        .collect();
    let section = below.iter().any(|cell| cell.column_span > 2 && below.len() == 1);
    spans && short && !section && below.len() > 1
}

/// The rows of a table's header, below a title that may stand above it.
pub fn header(table: &Table) -> Range<usize> {
    let titled = table
        .cell(0, 0)
        .is_some_and(|cell| cell.column_span >= table.columns() && cell.row_span == 1);
    let top = usize::from(titled && table.columns() > 1 && table.rows() > 2);
    top..top + header_rows(table, top)
}

/// What stands above a column in the header's rows, from the top, each text once.
pub fn header_texts(table: &Table, rows: Range<usize>, column: usize) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for row in rows {
        let text = table.text(row, column);
        if !text.is_empty() && texts.last() != Some(&text) {
            texts.push(text);
        }
    }
    texts
}

/// "All" alone, over a column or before a row: in a sentence the word totals nothing.
pub fn is_all(label: &Sentence) -> bool {
    let mut words = label.tokens.iter().filter(|token| token.is_word());
    let alone = words.next().is_some() && words.next().is_none();
    alone && label.has(List::Shares) && label.has(List::Function)
}
