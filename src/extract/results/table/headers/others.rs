//! Tables that are no frameworks: of money, of risks, of what a study asks.

use super::super::super::super::Reader;
use super::super::super::super::lexicon::List;
use super::super::super::super::words::Sentence;
use super::{Layout, Role, role};
use crate::document::Table;

/// "Risk | Assessment | Measure": what is done against risks was promised to nobody.
pub fn lists_problems(layout: &Layout, headers: &[Sentence]) -> bool {
    let aims = layout.has(|role| matches!(role, Role::Target | Role::Baseline));
    let first = headers.iter().find(|header| !names_row(header));
    !aims && first.is_some_and(|header| header.has(List::ColumnProblem))
}

/// "Key question | Indicators | Collection method": what an evaluation asks, and how.
pub fn plans_study(layout: &Layout, headers: &[Sentence]) -> bool {
    let valued = layout.has(|role| matches!(role, Role::Target | Role::Baseline));
    !valued && headers.iter().any(|header| header.has(List::ColumnStudy))
}

/// A column of running numbers.
fn names_row(header: &Sentence) -> bool {
    header.tokens.is_empty() || role(header) == Some(Role::Code)
}

/// A budget or account: its lines are no indicators.
pub fn is_money(reader: &Reader, table: &Table, row: usize, headers: &[Sentence]) -> bool {
    let told = |sentence: &Sentence| sentence.has(List::Currency) || sentence.has(List::HeadingFinance);
    let caption = table
        .caption
        .as_ref()
        .map(|caption| reader.sentence(&caption.text));
    let finance = crate::extract::Role::Finance;
    headers.iter().chain(&caption).any(told)
        || table
            .cell(row, 0)
            .is_some_and(|cell| reader.role_of(&cell.location) == finance)
}
