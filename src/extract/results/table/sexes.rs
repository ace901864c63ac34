//! Rows and columns of a framework that are of women or of men, or of one place.

use super::headers::{Column, Role};
use super::values::reached;
use super::{Rows, clean};
use crate::document::Cell;
use crate::extract::header::is_all;
use crate::extract::lexicon::List;
use crate::report::{Dimension, Disaggregation, SeenIn};

/// Words of a cell that names a group.
const LABEL: usize = 3;

impl Rows<'_> {
    /// "of whom women": the number in such a row is a part of the indicator above.
    pub(super) fn sex_of_the_row_above(
        &self,
        row: usize,
        result: Option<&Cell>,
        indicator: Option<&Cell>,
    ) -> Option<Disaggregation> {
        let cell = indicator.or(result)?;
        let sentence = self.reader.sentence(&cell.text);
        let sex = [List::Female, List::Male, List::SexPronouns, List::SexSplit];
        // "Women", "Women (%)", but not "Girls learn".
        let alone = (0..sentence.tokens.len())
            .all(|at| !sentence.tokens[at].is_word() || sex.into_iter().any(|list| sentence.at(list, at)));
        // "— of whom women".
        let first = sentence
            .tokens
            .iter()
            .take_while(|token| !token.is_word())
            .count();
        let words = sentence.tokens.len() - first;
        let part = sentence.all(List::SexPronouns).any(|hit| hit.start == first) || alone && words <= 2;
        let sexed = sentence.has(List::Female) || sentence.has(List::Male);
        let above = self
            .found
            .last()
            .is_some_and(|result| !result.indicators.is_empty());
        if !(part && sexed && above && words <= 5) {
            return None;
        }
        let actuals = self.layout.of(self.table, row, |role| role == Role::Actual);
        let value = actuals
            .filter_map(|(_, cell)| reached(self.reader, cell))
            .last()
            .and_then(|figure| figure.number);
        Some(Disaggregation {
            dimension: Dimension::Sex,
            value: clean(&cell.text),
            number: value.map(|number| number.low),
            seen_in: SeenIn::Table,
            location: cell.location.clone(),
        })
    }

    /// "Breakdown": "Women" in a column of its own: the row is of one sex, and the row of all has such rows beside it.
    pub(super) fn sex_of_row(&self, row: usize) -> Vec<Disaggregation> {
        let labels = |row: usize| {
            let cells = self.layout.unnamed(self.table, row);
            cells.filter_map(|cell| self.label_of_sex(cell).map(|list| (list, cell)))
        };
        let part = |cell: &Cell, seen_in: SeenIn| Disaggregation {
            dimension: Dimension::Sex,
            value: clean(&cell.text),
            number: None,
            seen_in,
            location: cell.location.clone(),
        };
        // "Unit: women" in every row: one sex alone splits nothing.
        let all_rows = self.layout.first_row..self.table.rows();
        let lists: Vec<List> = all_rows
            .flat_map(|row| labels(row).map(|(list, _)| list))
            .collect();
        let both = lists.contains(&List::Female) && lists.contains(&List::Male);
        let own: Vec<Disaggregation> = labels(row)
            .filter(|_| both || self.has_row_of_all())
            .map(|(_, cell)| part(cell, SeenIn::SiblingIndicator))
            .collect();
        let of_all = self.is_row_of_all(row);
        if !own.is_empty() || !of_all {
            return own;
        }
        let beside = (self.layout.first_row..row)
            .rev()
            .map_while(|row| labels(row).next());
        let beside: Vec<(List, &Cell)> = beside.collect();
        let both = [List::Female, List::Male]
            .into_iter()
            .filter_map(|list| beside.iter().find(|(own, _)| *own == list));
        both.map(|(_, cell)| part(cell, SeenIn::Table)).collect()
    }

    fn is_row_of_all(&self, row: usize) -> bool {
        self.layout.unnamed(self.table, row).any(|cell| {
            let label = self.reader.sentence(&cell.text);
            label.tokens.len() <= LABEL && (label.has(List::Total) || is_all(&label))
        })
    }

    fn has_row_of_all(&self) -> bool {
        (self.layout.first_row..self.table.rows()).any(|row| self.is_row_of_all(row))
    }

    fn label_of_sex(&self, cell: &Cell) -> Option<List> {
        let label = self.reader.sentence(&cell.text);
        let sexes = [List::Female, List::Male];
        let mut named = sexes.into_iter().filter(|list| label.has(*list));
        // "Girls 6–17"
        let words = label.tokens.iter().filter(|token| token.is_word()).count();
        let first = named.next().filter(|_| words <= LABEL)?;
        named.next().is_none().then_some(first)
    }

    /// Numbers in columns of their own for women and for men, and for places.
    pub(super) fn parts(&self, row: usize) -> Vec<Disaggregation> {
        let part = |column: &Column, cell: &Cell| {
            let dimension = match column.role {
                Role::Sex => Dimension::Sex,
                Role::Place => Dimension::Location,
                _ => return None,
            };
            Some(Disaggregation {
                dimension,
                value: column.label.clone().unwrap_or_default(),
                number: Some(reached(self.reader, cell)?.number?.low),
                seen_in: SeenIn::Table,
                location: cell.location.clone(),
            })
        };
        self.layout
            .of(self.table, row, |role| matches!(role, Role::Sex | Role::Place))
            .filter_map(|(column, cell)| part(column, cell))
            .collect()
    }
}
