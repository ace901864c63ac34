//! Rows whose result is a number alone, or has nothing but its name.

use super::super::super::lexicon::List;
use super::super::name::of_result;
use super::headers::Role;
use super::{Rows, is_blank};
use crate::document::Cell;

impl Rows<'_> {
    /// "Goal 3: …" and below it "3.1 | Number of persons advised": the row is of the goal, its number that of the indicator.
    pub(super) fn above_by_number(&self, cell: &Cell) -> Option<usize> {
        let code = cell.text.trim().trim_end_matches('.');
        let (above, last) = code.rsplit_once('.')?;
        let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        if !above.split('.').chain([last]).all(digits) {
            return None;
        }
        self.found.iter().rposition(|result| {
            let own = of_result(self.reader, result);
            own.is_some_and(|own| own.code() == Some(above) && !own.bare && !own.part)
        })
    }

    /// "D1. The bureau has a system for planning" with nothing behind it, beside "D2. …" with its indicator: a result of
    /// which all is left blank, and no heading of the rows below.
    pub(super) fn is_left_blank(&self, row: usize) -> bool {
        let Some(shape) = self.result_at(row).and_then(|cell| shape(&cell.text)) else {
            return false;
        };
        let alike = |other: usize| {
            let cell = self.result_at(other);
            cell.is_some_and(|cell| self::shape(&cell.text).as_ref() == Some(&shape))
        };
        let silent = self.named_indicator(row).is_none() && !self.gives_values(row);
        let rows = self.layout.first_row..self.table.rows();
        let next = row + 1 == self.table.rows() || self.result_at(row + 1).is_some();
        silent
            && next
            && rows
                .filter(|other| *other != row)
                .any(|other| alike(other) && self.named_indicator(other).is_some())
    }

    fn result_at(&self, row: usize) -> Option<&Cell> {
        self.filled(row, |role| matches!(role, Role::Result(_)))
            .filter(|cell| cell.row == row && cell.column_span == 1)
            .filter(|cell| !is_blank(&self.reader.sentence(&cell.text)))
            .filter(|cell| !self.reader.sentence(&cell.text).has(List::TotalRows))
    }
}

/// Of "D2. Staff can plan" the letter and how many numbers: "d" and 1; of "2.3 Schools" none and 2.
fn shape(text: &str) -> Option<(String, usize)> {
    let code = text.split_whitespace().next()?.trim_end_matches([':', '.', ')']);
    let letters: String = code.chars().take_while(|c| c.is_alphabetic()).collect();
    let numbers = &code[letters.len()..];
    let plain = numbers
        .split('.')
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    let named = text.split_whitespace().count() > 2;
    (plain && named && letters.chars().count() <= 1)
        .then(|| (letters.to_lowercase(), numbers.split('.').count()))
}
