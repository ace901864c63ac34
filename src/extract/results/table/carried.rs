//! Results and indicators that a row does not write out: named once for the rows below, or not fixed yet.

use super::super::name::{name, of_result};
use super::headers::Role;
use super::{Rows, clean, is_blank};
use crate::document::Cell;
use crate::extract::lexicon::{List, RESULT_NAMES};

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
        let grouped = grouped || self.time_of(row).is_some();
        if !(silent && grouped && self.gives_values(row)) {
            return None;
        }
        (self.layout.first_row..row)
            .rev()
            .find_map(|above| named(above, |role| role == Role::Indicator))
            .cloned()
    }

    /// "Ditto", "Same as above", a dash: the row is of the last result; "Outcome 1 (continued)": of the one so named.
    pub(super) fn above_by_words(&self, cell: &Cell) -> Option<usize> {
        let last = self.found.len().checked_sub(1)?;
        let sentence = self.reader.sentence(&cell.text);
        let says = |at: usize| sentence.tokens[at].is_word() || sentence.tokens[at].is_number();
        let all_of = |lists: &[List]| {
            let mut told = (0..sentence.tokens.len()).filter(|at| says(*at));
            told.all(|at| lists.iter().any(|list| sentence.at(*list, at)))
        };
        if all_of(&[List::DittoWords]) {
            return Some(last);
        }
        self.continued(&cell.text)
    }

    /// The result that goes on below: "Outcome 1 (continued)", "Farmers keep bees, cont."
    pub(super) fn continued(&self, text: &str) -> Option<usize> {
        let text = clean(text);
        let sentence = self.reader.sentence(&text);
        let says = |at: usize| sentence.tokens[at].is_word() || sentence.tokens[at].is_number();
        let end = (0..sentence.tokens.len()).rev().find(|at| says(*at))? + 1;
        let hit = sentence.all(List::ContinuedWords).find(|hit| hit.end == end)?;
        let own =
            text[..sentence.tokens[hit.start].start].trim_end_matches([' ', '(', '[', ',', '–', '-', ';']);
        let label = self.reader.sentence(own);
        let name = name(self.reader, own).filter(|name| name.bare && name.code().is_some());
        let titled = RESULT_NAMES.iter().any(|list| label.starts(*list, 0));
        self.found.iter().rposition(|result| {
            let other = of_result(self.reader, result);
            let named = name.as_ref().zip(other);
            result.text == own || named.is_some_and(|(own, other)| titled && own.code() == other.code())
        })
    }

    pub(super) fn gives_values(&self, row: usize) -> bool {
        let values = |role: Role| matches!(role, Role::Baseline | Role::Target | Role::Actual);
        self.layout
            .of(self.table, row, values)
            .any(|(_, cell)| !is_blank(&self.reader.sentence(&cell.text)))
    }
}
