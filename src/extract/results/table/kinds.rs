//! What kind of framework a table is.

use super::super::super::Reader;
use super::headers::{Role, layout};
use crate::document::Table;

/// True when a table is read as a results framework, and so not as a table of statistics.
pub fn is_framework(reader: &Reader, table: &Table) -> bool {
    layout(reader, table).is_some()
}

/// True of a framework without a column for what was reached: it reports nothing.
pub fn is_plan(reader: &Reader, table: &Table) -> bool {
    layout(reader, table).is_some_and(|layout| !layout.reports())
}

/// True of a framework whose headers name indicators and their targets.
pub fn sets_targets(reader: &Reader, table: &Table) -> bool {
    layout(reader, table).is_some_and(|layout| !layout.guessed && layout.has(|role| role == Role::Target))
}

/// True where "Response | Baseline | Midline" may as well be the answers to a question as an indicator's values, and where
/// "Indicator | 2023 | 2024 | Total" gives nothing but the course of some.
pub fn may_be_survey(reader: &Reader, table: &Table) -> bool {
    layout(reader, table).is_some_and(|layout| {
        let aimed = layout.has(|role| role == Role::Target);
        let courses = !layout.has(|role| matches!(role, Role::Baseline | Role::Result(_)));
        !aimed && (layout.guessed || courses && layout.has_periods())
    })
}
