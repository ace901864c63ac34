//! Columns of two figures: "reached / target", "70,702 / 136,000". Each is read as two columns.

use super::super::language::Own;
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::document::{Cell, Table};

/// The table with such a column parted; nothing where it has none.
pub fn parted(table: &Table, own: &Own) -> Option<Table> {
    let column = (0..table.columns()).find(|column| is_paired(table, *column, own))?;
    Some(with_two(table, column))
}

/// "Reached / target" over figures of which most are two.
fn is_paired(table: &Table, column: usize, own: &Own) -> bool {
    let cells = || table.cells().iter().filter(|cell| cell.column == column);
    let Some(header) = cells()
        .find(|cell| cell.row == 0)
        .and_then(|cell| halves(&cell.text))
    else {
        return false;
    };
    let [one, other] = header.map(|name| Sentence::new(name, own.lexicon, own.vocabulary));
    let target = |name: &Sentence| name.has(List::ColumnTarget);
    let actual = |name: &Sentence| name.has(List::ColumnActual) || name.has(List::AchievedWords);
    let named = target(&one) && actual(&other) || actual(&one) && target(&other);
    let rows = || cells().filter(|cell| cell.row > 0);
    let two = rows().filter(|cell| figures(&cell.text).is_some()).count();
    named && two > 0 && two * 2 >= rows().count()
}

fn halves(text: &str) -> Option<[&str; 2]> {
    let (one, other) = text.split_once('/')?;
    (!other.contains('/')).then(|| [one.trim(), other.trim()])
}

fn figures(text: &str) -> Option<[&str; 2]> {
    let digit = |half: &&str| half.contains(|c: char| c.is_ascii_digit());
    halves(text).filter(|halves| halves.iter().all(digit))
}

fn with_two(table: &Table, column: usize) -> Table {
    let cells = table.cells().iter().flat_map(|cell| {
        let own = cell.column == column && cell.column_span == 1;
        let halves = if cell.row == 0 {
            halves(&cell.text)
        } else {
            figures(&cell.text)
        };
        if let Some(halves) = halves.filter(|_| own) {
            let half = |(at, text): (usize, &str)| Cell {
                column: column + at,
                text: text.to_string(),
                parted_from: Some(cell.text.clone()),
                ..cell.clone()
            };
            return halves.into_iter().enumerate().map(half).collect::<Vec<_>>();
        }
        let covers = cell.column <= column && cell.column + cell.column_span > column;
        let whole = Cell {
            column: cell.column + usize::from(cell.column > column),
            column_span: cell.column_span + usize::from(covers),
            ..cell.clone()
        };
        vec![whole]
    });
    Table::from_cells(table.caption.clone(), cells.collect())
}
