//! Ages that the words of a table tell: of all its rows, of those with a value in a column, or of one row alone.

use rust_decimal::Decimal;

use super::super::split;
use super::{is_total, value};
use crate::document::{Location, Passage, Table};
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Number};

/// Rows that make up another; one alone is another number of the same size.
const PARTS: usize = 2;
/// … and so many are no split of one number.
const MAX_PARTS: usize = 20;

pub struct Ages<'a> {
    reader: &'a Reader<'a>,
    table: &'a Table,
    labels: &'a [Sentence],
    /// By the caption, or by a row that is a heading of others.
    of_all: Option<Breakdown>,
    /// By the header of each column.
    columns: Vec<Option<Breakdown>>,
    /// By the label of each row.
    rows: Vec<Option<Breakdown>>,
    /// Row of the first label that names an age.
    first: Option<usize>,
}

impl<'a> Ages<'a> {
    pub fn read<'h>(
        reader: &'a Reader<'a>,
        table: &'a Table,
        headers: impl Iterator<Item = &'h Sentence>,
        labels: &'a [Sentence],
    ) -> Self {
        let named = |text: &Sentence, location: &Location| {
            split::ages(std::slice::from_ref(text), &Passage::new("", location.clone()))
        };
        let first = table
            .cells()
            .first()
            .map(|cell| cell.location.clone())
            .unwrap_or_default();
        let caption = table.caption.as_ref().and_then(|caption| {
            let text = reader.sentence(&caption.text);
            named(&text, &caption.location)
        });
        let rows: Vec<Option<Breakdown>> = labels
            .iter()
            .enumerate()
            .map(|(row, label)| {
                let cell = table.cell(row, 0);
                named(label, cell.map_or(&first, |cell| &cell.location))
            })
            .collect();
        let heading = || {
            let alone = (0..labels.len()).filter(|row| is_alone(table, *row));
            alone.filter_map(|row| rows[row].clone()).next()
        };
        Ages {
            reader,
            table,
            labels,
            of_all: caption.or_else(heading),
            columns: headers.map(|header| named(header, &first)).collect(),
            first: rows.iter().position(Option::is_some),
            rows,
        }
    }

    /// The ages of a number in a row. Those of one row are no others'; of a total they are parts.
    pub fn of(&self, row: usize, number: Number) -> Option<&Breakdown> {
        let named = |row: usize| self.rows.get(row).and_then(Option::as_ref);
        let columns = || {
            let own = self.columns.iter().enumerate();
            own.filter(|(column, _)| self.is_filled(row, *column))
                .find_map(|(_, ages)| ages.as_ref())
        };
        let parts = || {
            let first = named(self.first?)?;
            self.is_whole(row, number.low).then_some(first)
        };
        self.of_all
            .as_ref()
            .or_else(|| named(row))
            .or_else(columns)
            .or_else(parts)
    }

    fn is_filled(&self, row: usize, column: usize) -> bool {
        let cell = self.table.cell(row, column);
        cell.is_some_and(|cell| cell.text.chars().any(char::is_alphanumeric))
    }

    /// By its label, by "of whom" in the row below, or because rows of some age come to its number.
    fn is_whole(&self, row: usize, number: Decimal) -> bool {
        let label = self.labels.get(row);
        if label.is_some_and(|label| is_total(self.reader, &label.text)) {
            return true;
        }
        let of_whom = |row: &usize| self.labels[*row].starts(List::SexPronouns, 0);
        let aged = |row: usize| self.rows[row].is_some();
        let mut below = (row + 1..self.labels.len()).take_while(of_whom);
        if below.any(aged) {
            return true;
        }
        let own = (1..self.table.columns()).filter(|column| self.value(row, *column) == Some(number));
        own.into_iter().any(|column| {
            let before = (0..row).rev();
            let after = row + 1..self.labels.len();
            self.come_to(number, column, before) || self.come_to(number, column, after)
        })
    }

    /// Whether the rows next to it make up the number, some age among them; where all are of some age, or nearly.
    fn come_to(&self, number: Decimal, column: usize, rows: impl Iterator<Item = usize>) -> bool {
        let (mut sum, mut count, mut aged, mut others) = (Decimal::ZERO, 0, false, false);
        for row in rows.take(MAX_PARTS) {
            let Some(part) = self.value(row, column) else {
                break;
            };
            let named = self.rows[row].is_some();
            sum += part;
            count += 1;
            aged |= named;
            others |= !named;
            let near = if others {
                sum == number
            } else {
                split::comes_near(sum, Number::exact(number))
            };
            if near && aged && count >= PARTS {
                return true;
            }
        }
        false
    }

    fn value(&self, row: usize, column: usize) -> Option<Decimal> {
        let cell = self.table.cell(row, column).filter(|cell| cell.row == row)?;
        value(self.reader, cell)
    }
}

/// A label with nothing beside it: a heading of the rows below.
fn is_alone(table: &Table, row: usize) -> bool {
    let mut others = (1..table.columns()).filter_map(|column| table.cell(row, column));
    others.all(|cell| cell.column == 0 || cell.text.trim().is_empty())
}
