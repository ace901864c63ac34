//! A table whose rows show by themselves that one column is made up of those beside it, and the row where it is not.

use std::ops::Range;

use rust_decimal::Decimal;

use super::MOST;
use crate::document::{Passage, Table};
use crate::extract::Reader;
use crate::extract::statistics::table::value;
use crate::report::Sum;

/// Rows in which the parts make up the whole, before they are taken for parts.
const TELLING: usize = 3;
/// So many rows of parts that make up the whole for each that does not.
const FOR_EACH: usize = 3;
/// Hundredths of the whole that a mistake may come to: the other rows have shown that the parts are its parts.
const LEAST_SHARE: i64 = 50;
const MOST_SHARE: i64 = 200;
/// Wider tables add nothing up.
const WIDEST: usize = 24;
/// Longer tables are lists of records.
const LONGEST: usize = 1_000;

pub fn sums(reader: &Reader, table: &Table) -> Vec<Sum> {
    if table.columns() > WIDEST || table.rows() > LONGEST {
        return Vec::new();
    }
    let grid = Grid::of(reader, table);
    let splits = (0..table.columns()).filter_map(|whole| grid.parts_of(whole).map(|parts| (whole, parts)));
    let wrong = splits.flat_map(|(whole, parts)| {
        let rows = grid.rows.iter().enumerate();
        let wrong = rows.filter_map(|(row, cells)| Some((row, Row::of(cells, whole, &parts)?)));
        let wrong: Vec<(usize, Row)> = wrong.filter(|(_, own)| own.is_mistaken()).collect();
        wrong.into_iter().map(move |(row, own)| (row, whole, own))
    });
    wrong
        .map(|(row, whole, own)| {
            let place = table.cell(row, whole).map(|cell| cell.location.clone());
            Sum {
                total: own.whole,
                parts: own.parts,
                quote: Passage::new(table.row(row).text, place.unwrap_or_default()),
                parts_at: None,
            }
        })
        .collect()
}

/// The numbers of a table, row by row; a cell that says something else makes its row no example.
struct Grid {
    rows: Vec<Vec<Option<Decimal>>>,
    columns: usize,
}

impl Grid {
    fn of(reader: &Reader, table: &Table) -> Self {
        let columns = table.columns();
        let number = |row: usize, column: usize| {
            let own = table.cell(row, column).filter(|cell| cell.column == column)?;
            value(reader, own)
        };
        let rows = (0..table.rows()).map(|row| (0..columns).map(|column| number(row, column)).collect());
        Grid {
            rows: rows.collect(),
            columns,
        }
    }

    /// The columns right or left of a column that make it up, the most that do.
    fn parts_of(&self, whole: usize) -> Option<Range<usize>> {
        let right = (whole + 3..=self.columns).map(|end| whole + 1..end);
        let left = (0..whole.saturating_sub(1)).map(|start| start..whole);
        let mut sides: Vec<Range<usize>> = right.chain(left).filter(|parts| parts.len() <= MOST).collect();
        sides.sort_by_key(|parts| std::cmp::Reverse(parts.len()));
        sides.into_iter().find(|parts| self.shows(whole, parts))
    }

    fn shows(&self, whole: usize, parts: &Range<usize>) -> bool {
        let rows = self.rows.iter().filter_map(|cells| Row::of(cells, whole, parts));
        let (right, wrong): (Vec<Row>, Vec<Row>) = rows.partition(|row| row.sum() == row.whole);
        let different = right.iter().any(|row| row.whole != right[0].whole);
        different && right.len() >= TELLING && right.len() >= wrong.len() * FOR_EACH
    }
}

/// A whole and what stands beside it.
struct Row {
    whole: Decimal,
    /// Without those that are blank or nought.
    parts: Vec<Decimal>,
}

impl Row {
    /// Nothing where fewer than two parts are told.
    fn of(cells: &[Option<Decimal>], whole: usize, parts: &Range<usize>) -> Option<Self> {
        let whole = cells[whole].filter(|whole| !whole.is_zero())?;
        let told = cells[parts.clone()].iter().copied().flatten();
        let parts: Vec<Decimal> = told.filter(|part| !part.is_zero()).collect();
        (parts.len() >= 2).then_some(Row { whole, parts })
    }

    fn sum(&self) -> Decimal {
        self.parts.iter().sum()
    }

    /// Not made up by its parts, and so near that they were meant to make it up.
    fn is_mistaken(&self) -> bool {
        let share = self.sum() * Decimal::ONE_HUNDRED / self.whole;
        let near = (Decimal::from(LEAST_SHARE)..=Decimal::from(MOST_SHARE)).contains(&share);
        near && self.sum() != self.whole && !self.is_of_another_kind()
    }

    /// Their mean, or the state at the end: shares and stocks stand among numbers that are added up.
    fn is_of_another_kind(&self) -> bool {
        let mean = self.sum() / Decimal::from(self.parts.len());
        (mean - self.whole).abs() <= Decimal::ONE || self.parts.contains(&self.whole)
    }
}
