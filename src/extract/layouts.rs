//! Tables whose figures stand in another order than a row for each indicator with its columns, laid out anew before they are
//! read.

mod paired;
mod stacked;
mod vertical;

use super::language::Own;
use crate::document::{BlockKind, Cell, Document, Table};

/// The document with such tables laid out anew; nothing where it has none.
pub fn laid_out(document: &Document, own: &Own) -> Option<Document> {
    let mut changed: Option<Document> = None;
    for (index, block) in document.blocks.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        if let Some(table) = anew(table, own) {
            let document = changed.get_or_insert_with(|| document.clone());
            document.blocks[index].kind = BlockKind::Table(table);
        }
    }
    changed
}

/// Columns are parted before rows are set side by side, and rows before labels become headers.
fn anew(table: &Table, own: &Own) -> Option<Table> {
    let mut changed: Option<Table> = None;
    for step in [paired::parted, stacked::unfolded, vertical::turned] {
        changed = step(changed.as_ref().unwrap_or(table), own).or(changed);
    }
    changed
}

/// The cell of a position (row, column) at another one, covering nothing else.
fn placed(table: &Table, from: (usize, usize), to: (usize, usize)) -> Option<Cell> {
    Some(Cell {
        row: to.0,
        column: to.1,
        row_span: 1,
        column_span: 1,
        ..table.cell(from.0, from.1)?.clone()
    })
}
