//! Rows that head the rows below them.

use super::super::name::name;
use super::headers::Role;
use super::{Rows, clean, is_blank, new_result};
use crate::document::{Cell, Passage, Table};
use crate::extract::lexicon::List;
use crate::extract::results::levels;
use crate::extract::words::{Sentence, Token};
use crate::report::{Indicator, ResultLevel, ResultStatement};

/// A cell to which the rows below belong, and the cell before it that says which result it is.
pub struct Heading<'a> {
    label: Option<&'a Cell>,
    cell: &'a Cell,
    /// The row says in place of its values that they are not fixed yet.
    open: bool,
}

/// "SO 1.2.3", "Output 1.A".
const MAX_CODE: usize = 12;
/// Words before the colon of a label: "Gender objective: …".
const MAX_LABEL: usize = 3;
/// Words of a label that says no more than which result follows.
const MAX_BARE: usize = 3;

impl<'a> Rows<'a> {
    /// A cell that has a row to itself, but for a code or label and for words that stand for a value not known yet.
    pub(super) fn heading_at(&self, row: usize) -> Option<Heading<'a>> {
        let filled = cells(self.table, row);
        let all = filled.len();
        let filled: Vec<&Cell> = filled
            .into_iter()
            .filter(|cell| cell.column < 2 || !self.stands_for_none(cell))
            .collect();
        let open = filled.len() < all && filled.len() == 2;
        if filled.len() < all && !open {
            return None;
        }
        let columns = self.table.columns();
        let wide = filled
            .iter()
            .find(|cell| cell.column_span * 2 > columns && cell.row == row && cell.row_span == 1);
        if let Some(cell) = wide.filter(|_| columns > 2) {
            return Some(Heading {
                label: None,
                cell,
                open: false,
            });
        }
        let (cell, before) = filled.split_last()?;
        let label = before.first().copied();
        let coded = label.is_none_or(|label| {
            let short = label.text.trim().chars().count() <= MAX_CODE && !open;
            short || self.names_result(label)
        });
        let alone = coded && before.len() <= 1 && cell.row_span == 1 && cell.row == row;
        (alone && cell.column <= 1 && columns > 3).then_some(Heading { label, cell, open })
    }

    fn stands_for_none(&self, cell: &Cell) -> bool {
        let sentence = self.reader.sentence(&cell.text);
        is_blank(&sentence) || sentence.starts(List::Blank, 0)
    }

    /// "Result 4", "OUTCOME 2", "Goal": a label that leaves its result to the next cell.
    fn names_result(&self, label: &Cell) -> bool {
        let sentence = self.reader.sentence(&label.text);
        let own = name(self.reader, &label.text);
        let numbered = own.is_some_and(|own| own.bare && !own.plain);
        numbered
            || (levels::of_label(&sentence) != ResultLevel::Unspecified && sentence.tokens.len() <= MAX_BARE)
    }

    pub(super) fn heading(&mut self, row: usize, heading: &Heading) {
        let cell = heading.cell;
        // "Result 2 | Persons in custody are treated …": label and result are one statement in two cells.
        let label = heading.label.filter(|label| self.names_result(label));
        let text = label.map_or_else(
            || clean(&cell.text),
            |label| {
                format!(
                    "{}: {}",
                    clean(&label.text).trim_end_matches([':', '.']),
                    clean(&cell.text)
                )
            },
        );
        let sentence = self.reader.sentence(&text);
        let stated = levels::of_label(&sentence);
        let name = name(self.reader, &text);
        let named = name
            .as_ref()
            .is_some_and(|name| name.code().is_some() && !name.part);
        let lettered = named && name.is_some_and(|name| !name.plain);
        let begins = sentence.starts(List::ResultLabels, 0) || is_numbered_label(&sentence);
        if let Some(above) = self.continued(&text).or_else(|| self.parts_of(&text)) {
            self.heading = Some(above);
            self.level = self.found[above].level;
            return;
        }
        if !(stated != ResultLevel::Unspecified || begins || lettered || ends_label(&sentence)) {
            return;
        }
        self.level = stated;
        let says_more = text.split_whitespace().count() > MAX_BARE;
        let whole = stated == ResultLevel::Impact;
        let stands = says_more || named || whole;
        let subject = |role| matches!(role, Role::Indicator | Role::Result(_));
        if !(stands && self.layout.has(subject)) {
            self.heading = None;
            return;
        }
        self.heading = Some(self.found.len());
        let remarks = self
            .layout
            .of(self.table, row, |role| role == Role::Comment)
            .map(|(_, remark)| remark)
            .filter(|remark| !std::ptr::eq(*remark, cell) && !remark.text.trim().is_empty());
        let remarks = remarks.map(|remark| Passage::new(remark.text.trim(), remark.location.clone()));
        let placeholder = heading.open.then(|| Indicator {
            text: clean(&cell.text),
            location: cell.location.clone(),
            placeholder: true,
            ..Indicator::default()
        });
        let result = ResultStatement {
            framed: true,
            progress: remarks.collect(),
            indicators: placeholder.into_iter().collect(),
            ..new_result(self.reader, &Cell { text, ..cell.clone() }, stated)
        };
        self.found.push(result);
    }

    /// "Outputs under outcome 1": the rows below are of a result that stands above.
    fn parts_of(&self, text: &str) -> Option<usize> {
        let sentence = self.reader.sentence(text);
        let heads = sentence.starts(List::ResultLabels, 0)
            || sentence.starts(List::ColumnIndicator, 0)
            || sentence.starts(List::LevelActivity, 0);
        let own = name(self.reader, text);
        if !heads || own.is_some_and(|own| own.code().is_some()) {
            return None;
        }
        sentence.tokens.iter().skip(1).find_map(|token| {
            let of = name(self.reader, &text[token.start..]).filter(|of| of.bare && !of.plain)?;
            of.code()?;
            self.found.iter().position(|result| {
                name(self.reader, &result.text).is_some_and(|own| own.code() == of.code() && !own.plain)
            })
        })
    }
}

/// "Resultat 3a.": a word that heads columns of results, with a number.
fn is_numbered_label(sentence: &Sentence) -> bool {
    let labels = [List::ColumnResult, List::ResultLabels];
    let code = |token: &Token| {
        let (number, letters) = token
            .lower
            .split_at(token.lower.trim_end_matches(char::is_alphabetic).len());
        letters.len() < 2 && number.starts_with(|c: char| c.is_ascii_digit())
    };
    labels.into_iter().any(|list| {
        let hit = sentence.all(list).find(|hit| hit.start == 0);
        hit.is_some_and(|hit| sentence.tokens.get(hit.end).is_some_and(code))
    })
}

/// "Gender objective: Women and men decide …"
fn ends_label(sentence: &Sentence) -> bool {
    let colon = sentence.tokens.iter().position(|token| token.lower == ":");
    colon.is_some_and(|colon| {
        colon <= MAX_LABEL
            && [List::ResultLabels, List::LevelOutcome, List::LevelImpact]
                .into_iter()
                .flat_map(|list| sentence.all(list))
                .any(|hit| hit.end == colon)
    })
}

fn cells(table: &Table, row: usize) -> Vec<&Cell> {
    let mut filled: Vec<&Cell> = Vec::new();
    for column in 0..table.columns() {
        let Some(cell) = table.cell(row, column) else {
            continue;
        };
        let seen = filled.last().is_some_and(|last| std::ptr::eq(*last, cell));
        if !seen && !cell.text.trim().is_empty() {
            filled.push(cell);
        }
    }
    filled
}
