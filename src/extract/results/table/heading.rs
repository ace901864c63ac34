//! Rows that head the rows below them.

use crate::document::{Cell, Table};

/// A cell that has a row to itself, but for a code: the rows below belong to it.
pub struct Heading<'a> {
    pub cell: &'a Cell,
    /// "Outcome 1" in the column before it.
    pub code: Option<&'a Cell>,
}

pub fn heading(table: &Table, row: usize) -> Option<Heading<'_>> {
    let mut filled: Vec<&Cell> = Vec::new();
    for column in 0..table.columns() {
        let Some(cell) = table.cell(row, column) else {
            continue;
        };
        let seen = filled.last().is_some_and(|last| std::ptr::eq(*last, cell));
        if !seen && !cell.text.trim().is_empty() {
            filled.push(cell);
        }
    }
    let wide = filled
        .iter()
        .find(|cell| cell.column_span * 2 > table.columns() && cell.row == row && cell.row_span == 1);
    if let Some(cell) = wide.filter(|_| table.columns() > 2) {
        return Some(Heading {
            cell,
            code: filled.first().filter(|code| code.column < cell.column).copied(),
        });
    }
    let (last, before) = filled.split_last()?;
    let codes = before
        .iter()
        .all(|cell| cell.text.trim().chars().count() <= MAX_CODE);
    let alone = codes && before.len() <= 1 && last.row_span == 1 && last.row == row;
    (alone && last.column <= 1 && table.columns() > 3).then_some(Heading {
        cell: last,
        code: before.first().copied(),
    })
}

/// "SO 1.2.3", "Output 1.A".
const MAX_CODE: usize = 12;
