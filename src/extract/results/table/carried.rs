//! Indicators that a row does not write out: named once for the rows below, or not fixed yet.

use super::headers::Role;
use super::{Rows, is_blank};
use crate::document::Cell;
use crate::extract::lexicon::List;

impl Rows<'_> {
    pub(super) fn named_indicator(&self, row: usize) -> Option<Cell> {
        self.filled(row, |role| role == Role::Indicator)
            .filter(|cell| self.is_open(row, cell) || !is_blank(&self.reader.sentence(&cell.text)))
            .cloned()
    }

    /// "To be defined with the youth groups": the place of an indicator without one.
    pub(super) fn is_open(&self, row: usize, cell: &Cell) -> bool {
        let worded = cell.text.split_whitespace().count() > 1;
        worded && self.reader.sentence(&cell.text).starts(List::Blank, 0) && !self.gives_values(row)
    }

    /// "Children enrolled | Girls", and below it " | Boys": the row is of the indicator above.
    pub(super) fn indicator_above(&self, row: usize) -> Option<Cell> {
        let named =
            |row: usize, wanted: fn(Role) -> bool| self.filled(row, wanted).filter(|cell| cell.row == row);
        let silent = named(row, |role| matches!(role, Role::Indicator | Role::Result(_))).is_none();
        let grouped = self
            .layout
            .unnamed(self.table, row)
            .any(|cell| cell.row == row && cell.text.chars().any(char::is_alphabetic));
        if !(silent && grouped && self.gives_values(row)) {
            return None;
        }
        (self.layout.first_row..row)
            .rev()
            .find_map(|above| named(above, |role| role == Role::Indicator))
            .cloned()
    }

    pub(super) fn gives_values(&self, row: usize) -> bool {
        let values = |role: Role| matches!(role, Role::Baseline | Role::Target | Role::Actual);
        self.layout
            .of(self.table, row, values)
            .any(|(_, cell)| !is_blank(&self.reader.sentence(&cell.text)))
    }
}
