//! Tables that list what was measured and its value, and name neither target nor actual: "Label | Value | Unit", "Indicator |
//! 2012-13 | 2013-14".

use super::super::super::super::Reader;
use super::super::super::super::lexicon::List;
use super::super::super::super::series::is_period;
use super::super::super::super::words::Sentence;
use super::super::super::against::is_share_of_target;
use super::super::super::is_blank;
use super::contents::{body, holds_results, holds_values, is_all_of, is_code, states};
use super::{Column, MAX_VALUE, Role};
use crate::document::Table;
use crate::report::ResultLevel;

/// The header and the body of a table whose columns are being named.
pub struct Named<'a> {
    pub reader: &'a Reader<'a>,
    pub table: &'a Table,
    pub headers: &'a [Sentence],
    pub first_row: usize,
}

impl Named<'_> {
    fn holds_values(&self, column: usize) -> bool {
        holds_values(self.reader, self.table, column, self.first_row)
    }

    /// Most cells that are not left open give a value.
    fn holds_values_where_known(&self, column: usize) -> bool {
        let cells = body(self.table, column, self.first_row);
        let known = cells.iter().map(|cell| self.reader.sentence(&cell.text));
        let known: Vec<Sentence> = known.filter(|cell| !is_blank(cell)).collect();
        let values = known
            .iter()
            .filter(|cell| cell.numbers.len() == 1 && cell.tokens.len() <= MAX_VALUE);
        !known.is_empty() && values.count() * 2 > known.len()
    }

    fn is_headed(&self, column: usize, list: List) -> bool {
        is_all_of(&self.headers[column], list)
    }

    /// "Label | Value | Unit", "Key result | Value | Detail": the values are those of what is named left of them.
    pub fn values_beside_labels(&self, columns: &mut [Option<Column>]) {
        let held = [Role::Target, Role::Baseline, Role::Indicator];
        if columns.iter().flatten().any(|own| held.contains(&own.role)) {
            return;
        }
        let unit = (0..columns.len()).any(|at| self.is_headed(at, List::ColumnUnit));
        let is_free = |at: usize| columns[at].as_ref().is_none_or(|own| own.role == Role::Actual);
        let Some(value) = (1..columns.len())
            .find(|at| is_free(*at) && self.is_headed(*at, List::ValueWords) && self.holds_values(*at))
        else {
            return;
        };
        let named = (0..value).rev().find(|at| {
            let own = columns[*at].as_ref().map(|own| own.role);
            let result = own == Some(Role::Result(ResultLevel::Unspecified));
            (result || unit && own.is_none()) && states(self.table, *at, self.first_row, NAME)
        });
        if let Some(named) = named {
            columns[named] = Some(Column::of(Role::Indicator));
            columns[value] = Some(Column::of(Role::Actual));
        }
    }

    /// "Outcome indicator 1.1 | Number of groups that plan …": the label of each indicator, and right of it its wording.
    pub fn wording_beside_labels(&self, columns: &mut [Option<Column>]) {
        let is = |at: usize, role: Role| columns[at].as_ref().is_some_and(|own| own.role == role);
        let mut indicators = (0..columns.len()).filter(|at| is(*at, Role::Indicator));
        let (Some(label), None) = (indicators.next(), indicators.next()) else {
            return;
        };
        let wording = label + 1;
        let free = wording < columns.len() && (columns[wording].is_none() || is(wording, Role::Comment));
        let worded = free && holds_results(self.table, wording, self.first_row);
        if worded && self.holds_labels(label) {
            columns[label] = Some(Column::of(Role::Code));
            columns[wording] = Some(Column::of(Role::Indicator));
        }
    }

    /// Most cells are a word for an indicator and its number.
    fn holds_labels(&self, column: usize) -> bool {
        let cells = body(self.table, column, self.first_row);
        let label = |text: &str| {
            let sentence = self.reader.sentence(text);
            let short = sentence.tokens.len() <= LABEL && !sentence.numbers.is_empty();
            short && sentence.has(List::ColumnIndicator) || is_code(text)
        };
        cells.iter().filter(|cell| label(&cell.text)).count() * 2 > cells.len()
    }

    /// "92 % of target": what such a column gives follows from target and actual, one of which it may be told instead of.
    pub fn shares_of_targets(&self, columns: &mut [Option<Column>]) {
        for (at, column) in columns.iter_mut().enumerate() {
            let cells = body(self.table, at, self.first_row);
            let share = |text: &str| is_share_of_target(&self.reader.sentence(text));
            let shares = cells.iter().filter(|cell| share(&cell.text)).count();
            if shares * 2 > cells.len() {
                *column = Some(Column::of(Role::Ratio));
            }
        }
    }

    /// "Indicator | 2012-13 | 2013-14", "Results reached up to 2011-12 | … up to 2012-13": where no target stands beside them
    /// the columns of periods say what was reached in each.
    pub fn periods_beside_indicators(&self, columns: &mut [Option<Column>]) {
        let held = [Role::Target, Role::Baseline, Role::Actual];
        let has = |role: Role| columns.iter().flatten().any(|own| own.role == role);
        if !has(Role::Indicator) || held.into_iter().any(has) {
            return;
        }
        let periods: Vec<usize> = (0..columns.len())
            .filter(|at| columns[*at].is_none() && is_period(self.reader, &self.headers[*at].text))
            .filter(|at| self.holds_values_where_known(*at))
            .collect();
        if periods.len() < 2 {
            return;
        }
        for at in periods {
            columns[at] = Some(Column {
                label: Some(self.headers[at].text.to_string()),
                period: true,
                ..Column::of(Role::Actual)
            });
        }
    }
}

/// Words in which it is said what is measured.
const NAME: usize = 2;
/// Tokens of the label of an indicator: "Outcome Indicator 1.1".
const LABEL: usize = 5;
