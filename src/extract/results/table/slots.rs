//! The targets and the actuals of a row, each with what its header says.

use super::headers::Role;
use super::periods::{Slot, has_sum};
use super::{Rows, values};
use crate::report::Figure;

impl Rows<'_> {
    pub(super) fn slots(&self, row: usize, wanted: Role) -> Vec<Slot> {
        let value = if wanted == Role::Actual {
            values::reached
        } else {
            values::figure
        };
        self.layout
            .of(self.table, row, move |role| role == wanted)
            .map(|(column, cell)| Slot {
                label: column.label.clone(),
                total: column.total,
                period: column.period,
                figure: value(self.reader, cell).map(|figure| Figure {
                    cumulative: wanted == Role::Actual && column.total,
                    ..figure
                }),
            })
            .collect()
    }

    /// In most rows the plans of the project's years come to its target.
    pub(super) fn has_plans_that_add_up(&self) -> bool {
        let rows = self.layout.first_row..self.table.rows();
        let told: Vec<bool> = rows
            .filter_map(|row| has_sum(&self.slots(row, Role::Target)))
            .collect();
        let sums = told.iter().filter(|sums| **sums).count();
        sums > 1 && sums * 2 > told.len()
    }
}
