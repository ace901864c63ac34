//! Columns that follow from others or make them up: shares of a target, women and men, places beside the whole, running
//! numbers.

use rust_decimal::Decimal;

use super::super::super::super::lexicon::List;
use super::super::super::super::numbers::figure;
use super::super::super::super::series::is_period;
use super::contents::{body, holds_figures, names_whole, states};
use super::listed::Named;
use super::{Column, Role};
use crate::report::ResultLevel;

/// Words that say of what something is a result.
const NAME: usize = 2;
/// Rows by which it shows what a column is.
const ROWS: usize = 2;
/// Rows that are tried, and columns left of a share among which it has its target and what was reached.
const TRIED: usize = 60;
const NEAR: usize = 8;
/// Wider tables are no frameworks with shares.
const WIDEST: usize = 24;

impl Named<'_> {
    /// "Plan | Fact | Fact / plan", "Promised | Delivered | Share of promise kept": whatever its header says, a column that in
    /// most rows gives one of two others in per cent of the other follows from them.
    pub fn shares_by_their_values(&self, columns: &mut [Option<Column>]) {
        for (at, column) in columns.iter_mut().enumerate().take(WIDEST).skip(2) {
            let known = column.as_ref().is_some_and(|own| own.role == Role::Ratio);
            if !known && self.is_share_of_others(at) {
                *column = Some(Column::of(Role::Ratio));
            }
        }
    }

    fn is_share_of_others(&self, at: usize) -> bool {
        let rows: Vec<usize> = (self.first_row..self.table.rows()).take(TRIED).collect();
        let values = |column: usize| -> Vec<Option<Decimal>> {
            rows.iter().map(|row| self.value(*row, column)).collect()
        };
        let shares = values(at);
        let told = shares.iter().flatten().count();
        if told < ROWS {
            return false;
        }
        let before: Vec<Vec<Option<Decimal>>> = (at.saturating_sub(NEAR)..at).map(values).collect();
        let explains = |whole: &[Option<Decimal>], part: &[Option<Decimal>]| {
            let rows = shares.iter().zip(whole.iter().zip(part));
            let right = rows.filter(|(share, (whole, part))| match (share, whole, part) {
                (Some(share), Some(whole), Some(part)) => is_share(*part, *whole, *share),
                _ => false,
            });
            let right = right.count();
            right >= ROWS && right * 2 > told
        };
        (0..before.len())
            .any(|whole| (whole + 1..before.len()).any(|part| explains(&before[whole], &before[part])))
    }

    fn value(&self, row: usize, column: usize) -> Option<Decimal> {
        let cell = self.table.cell(row, column)?;
        let read = figure(&cell.text, &cell.location, &self.reader.sentence(&cell.text));
        read.number.map(|number| number.low)
    }

    /// "1 | 2 | 3" down a first column: no quantities.
    pub fn running_numbers(&self, columns: &mut [Option<Column>]) {
        let cells = body(self.table, 0, self.first_row);
        let runs = cells
            .iter()
            .zip(1..)
            .all(|(cell, number)| cell.text.trim().trim_end_matches(['.', ')']).parse() == Ok(number));
        if cells.len() > ROWS && runs && columns.len() > 2 {
            columns[0] = Some(Column::of(Role::Code));
        }
    }

    /// "Target | Women | Men | Total": those of each sex, where both have a column and something was aimed at.
    pub fn sexes(&self, columns: &mut [Option<Column>]) {
        let aimed = columns.iter().flatten().any(|own| own.role == Role::Target);
        let of = |list: List| {
            let free = |at: &usize| {
                let open = columns[*at].is_none() && self.headers[*at].tokens.len() == 1;
                open && self.headers[*at].has(list) && self.holds_figures(*at)
            };
            (1..columns.len()).find(free)
        };
        let (Some(women), Some(men)) = (of(List::Female), of(List::Male)) else {
            return;
        };
        for at in [women, men].into_iter().filter(|_| aimed) {
            columns[at] = Some(Column {
                label: Some(self.headers[at].text.to_string()),
                ..Column::of(Role::Sex)
            });
        }
    }

    /// "Area | Target | Result | State": right of a target, and beside a first column that says of what, a result is what was
    /// reached, and a state a remark on it.
    pub fn results_beside_targets(&self, columns: &mut [Option<Column>]) {
        let at = |wanted: fn(Role) -> bool| {
            columns
                .iter()
                .position(|own| own.as_ref().is_some_and(|own| wanted(own.role)))
        };
        let subjects = columns
            .iter()
            .flatten()
            .filter(|own| matches!(own.role, Role::Result(_) | Role::Indicator));
        let alone = subjects.count() == 1 && columns[0].is_none();
        let target = at(|role| role == Role::Target);
        let result = at(|role| matches!(role, Role::Result(ResultLevel::Unspecified)));
        let Some((target, result)) = target.zip(result).filter(|(target, result)| target < result) else {
            return;
        };
        if !alone || target == 0 || !states(self.table, 0, self.first_row, NAME) {
            return;
        }
        for at in (0..columns.len()).filter(|at| *at != result) {
            if let Some(own) = columns[at].as_mut().filter(|own| own.role == Role::Actual) {
                own.role = Role::Comment;
            }
        }
        columns[0] = Some(Column::of(Role::Indicator));
        columns[result] = Some(Column::of(Role::Actual));
    }

    fn holds_figures(&self, at: usize) -> bool {
        holds_figures(self.reader, self.table, at, self.first_row)
    }

    /// "Chernivtsi | Odesa | Kharkiv | Total | Target": of places side by side each gives a part of what was reached.
    pub fn places_before_the_whole(&self, columns: &mut [Option<Column>]) {
        let is = |own: &Option<Column>, role: Role| own.as_ref().is_some_and(|own| own.role == role);
        let Some(target) = columns.iter().position(|own| is(own, Role::Target)) else {
            return;
        };
        let reached = columns.iter().position(|own| is(own, Role::Actual));
        let whole = match reached {
            Some(at) if names_whole(&self.headers[at]) => at,
            Some(_) => return,
            None => {
                let whole = (0..target).find(|at| columns[*at].is_none() && names_whole(&self.headers[*at]));
                let Some(at) = whole else { return };
                at
            }
        };
        let free = |at: &usize| {
            let dated = is_period(self.reader, &self.headers[*at].text);
            columns[*at].is_none() && !dated && self.holds_figures(*at)
        };
        let places: Vec<usize> = (1..whole).rev().take_while(free).collect();
        if places.len() < ROWS {
            return;
        }
        for at in places {
            columns[at] = Some(Column {
                label: Some(self.headers[at].text.to_string()),
                ..Column::of(Role::Place)
            });
        }
        columns[whole] = Some(Column {
            total: true,
            ..Column::of(Role::Actual)
        });
    }
}

/// Within what rounding and a slip of the hand leave of it.
fn is_share(part: Decimal, whole: Decimal, share: Decimal) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    let told = part.checked_mul(hundred).and_then(|part| part.checked_div(whole));
    told.is_some_and(|told| (told - share).abs() <= Decimal::ONE && !share.is_zero())
}
