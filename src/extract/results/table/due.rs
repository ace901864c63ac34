//! Rows of a framework of what is to come after the time that is told of.

use super::Rows;
use super::headers::Role;
use crate::report::year_in;

impl Rows<'_> {
    /// "By 2028", "Q2 of 2022–2026" beside "Progress Q3 2023": the row is of what is not yet due.
    pub(super) fn is_due_later(&self, row: usize) -> bool {
        let told = |role: Role| matches!(role, Role::Actual | Role::Comment);
        let labels = self.layout.of(self.table, row, told);
        let now = labels
            .filter_map(|(column, _)| year_in(column.label.as_deref()?))
            .max();
        let account: Vec<usize> = self
            .layout
            .of(self.table, row, told)
            .map(|(_, cell)| cell.column)
            .collect();
        let due = (0..self.table.columns())
            .filter_map(|column| self.table.cell(row, column))
            .filter(|cell| !account.contains(&cell.column))
            .filter_map(|cell| year_in(&cell.text))
            .max();
        due.zip(now).is_some_and(|(due, now)| due > now)
    }
}
