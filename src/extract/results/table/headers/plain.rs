//! Headings in plain words: "What we promised | Measuring stick | Where we stood | Where we meant to be | Where we got".
//! One word tells little, so the columns are settled together: by words, by what stands in them and by their places.

use std::cmp::Reverse;

use super::super::super::super::Reader;
use super::super::super::super::lexicon::List;
use super::super::super::super::series::is_period;
use super::super::super::super::words::Sentence;
use super::contents::{body, holds_values, states};
use super::{Column, Role};
use crate::document::Table;
use crate::extract::results::levels;
use crate::report::{ResultLevel, year_in};

/// Words of a cell that states something, not a name of a place or group.
const STATED: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Aim,
    Sign,
    Start,
    End,
    Now,
}

const CUES: [(List, Cue); 5] = [
    (List::ColumnAim, Cue::Aim),
    (List::ColumnSign, Cue::Sign),
    (List::ColumnStart, Cue::Start),
    (List::ColumnEnd, Cue::End),
    (List::ColumnNow, Cue::Now),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Values,
    Text,
    Other,
}

/// Gives roles to columns that textbook words leave without one, where all together make a framework.
pub fn by_plain_words(
    reader: &Reader,
    table: &Table,
    columns: &mut [Option<Column>],
    headers: &[Sentence],
    first_row: usize,
) {
    let known = |wanted: fn(Role) -> bool| columns.iter().flatten().any(|own| wanted(own.role));
    if known(is_subject) && known(is_reached) && known(|role| role == Role::Target) {
        return;
    }
    let holds: Vec<Holds> = (0..columns.len())
        .map(|column| holds(reader, table, column, first_row))
        .collect();
    let periods = headers.iter().any(|header| is_period(reader, &header.text));
    // Running numbers are no values.
    let numbers = |column: usize| {
        columns[column]
            .as_ref()
            .is_some_and(|own| matches!(own.role, Role::Code | Role::Level))
    };
    let plan = Plan {
        first_value: (0..columns.len()).find(|column| holds[*column] == Holds::Values && !numbers(*column)),
        cues: headers.iter().map(cue).collect(),
        holds,
        periods,
    };
    let mut roles: Vec<Option<Role>> = columns
        .iter()
        .map(|column| column.as_ref().map(|own| own.role))
        .collect();
    plan.name(&mut roles, headers);
    plan.end(&mut roles);
    plan.subject(reader, table, &mut roles, headers, first_row);
    if !plan.is_whole(&roles) {
        return;
    }
    for ((column, role), header) in columns.iter_mut().zip(roles).zip(headers) {
        let new = role.filter(|role| column.as_ref().is_none_or(|own| own.role != *role));
        if let Some(role) = new {
            let label = year_in(&header.text).map(|year| year.to_string());
            let total = header.has(List::Total) || header.has(List::WholeWords);
            *column = Some(Column {
                label,
                total,
                ..Column::of(role)
            });
        }
    }
}

struct Plan {
    first_value: Option<usize>,
    cues: Vec<Option<Cue>>,
    holds: Vec<Holds>,
    /// Some column is headed with a period alone.
    periods: bool,
}

impl Plan {
    /// Each by its own words.
    fn name(&self, roles: &mut [Option<Role>], headers: &[Sentence]) {
        for index in 0..roles.len() {
            let Some(cue) = self.cues[index] else { continue };
            let aimed = cue == Cue::Aim && before_the_rest(&headers[index]);
            let left = self.first_value.is_none_or(|first| index < first);
            let again = match roles[index] {
                None => true,
                Some(Role::Actual) => aimed,
                // "What it is noted by", left of the values.
                Some(Role::Comment) => cue == Cue::Sign && left && self.first_value.is_some(),
                _ => false,
            };
            if !again {
                continue;
            }
            let stated = roles[..index].iter().flatten().any(|role| is_subject(*role));
            let role = match (cue, self.holds[index]) {
                (_, Holds::Other) => None,
                (Cue::Aim, Holds::Text) if left && (stated || self.is_measured(index, headers)) => {
                    Some(Role::Indicator)
                }
                (Cue::Aim, Holds::Text) if left => Some(Role::Result(levels::named_in(&headers[index]))),
                (Cue::Sign, Holds::Text) if left => Some(Role::Indicator),
                (Cue::Aim, Holds::Values) => Some(Role::Target),
                (Cue::Start, Holds::Values) => Some(Role::Baseline),
                (Cue::Now | Cue::Sign, Holds::Values) => Some(Role::Actual),
                (Cue::Now, Holds::Text) if !left || self.first_value.is_none() && stated => {
                    Some(Role::Actual)
                }
                _ => None,
            };
            let once = |role: &Role| match role {
                Role::Target | Role::Actual => true,
                Role::Result(_) => !roles.iter().flatten().any(|own| matches!(own, Role::Result(_))),
                other => !roles.iter().flatten().any(|own| own == other),
            };
            roles[index] = role.filter(once).or(roles[index]);
        }
    }

    /// Right of it stand values of what was reached, and none that was aimed at.
    fn is_measured(&self, index: usize, headers: &[Sentence]) -> bool {
        let aimed = |header: &Sentence| header.has(List::ColumnTarget) || header.has(List::ColumnIndicator);
        let right = (index + 1..headers.len())
            .filter(|at| self.holds[*at] == Holds::Values && !headers[*at].names_percentage());
        right.clone().any(|at| headers[at].has(List::ColumnActual))
            && !right
                .into_iter()
                .any(|at| matches!(self.cues[at], Some(Cue::Aim | Cue::End)))
            && !headers.iter().any(aimed)
    }

    /// "When we finish" is what was aimed at, unless that stands in a column of its own.
    fn end(&self, roles: &mut [Option<Role>]) {
        for index in 0..roles.len() {
            if roles[index].is_some()
                || self.cues[index] != Some(Cue::End)
                || self.holds[index] != Holds::Values
            {
                continue;
            }
            let has = |role: Role| roles.contains(&Some(role));
            roles[index] = match (has(Role::Target), has(Role::Actual)) {
                (false, true) => Some(Role::Target),
                (true, false) => Some(Role::Actual),
                _ => None,
            };
        }
    }

    /// What the values are of stands left of them.
    fn subject(
        &self,
        reader: &Reader,
        table: &Table,
        roles: &mut [Option<Role>],
        headers: &[Sentence],
        first_row: usize,
    ) {
        let Some(first_value) = self.first_value else {
            return;
        };
        let stated = |column: usize| states(table, column, first_row, STATED);
        let told = |column: usize| states(table, column, first_row, STATED + 1);
        let free = |roles: &[Option<Role>], column: usize| {
            roles[column].is_none()
                && self.holds[column] == Holds::Text
                && !headers[column].has(List::ColumnGroup)
                && stated(column)
                && !reader.sentence(&headers[column].text).tokens.is_empty()
        };
        let at = |roles: &[Option<Role>], wanted: fn(Role) -> bool| {
            roles.iter().position(|role| role.is_some_and(wanted))
        };
        let is_result = |role: Role| matches!(role, Role::Result(_));
        let result = at(roles, is_result);
        let indicator = at(roles, |role| role == Role::Indicator);
        let unspecified = Role::Result(ResultLevel::Unspecified);
        match (result, indicator) {
            (None, None) => {
                let texts: Vec<usize> = (0..first_value).filter(|column| free(roles, *column)).collect();
                match texts[..] {
                    [first, second, ..] if repeats(table, first, first_row) => {
                        roles[first] = Some(unspecified);
                        roles[second] = Some(Role::Indicator);
                    }
                    [first, ..] => roles[first] = Some(Role::Indicator),
                    [] => {}
                }
            }
            (Some(result), None) if roles[result] != Some(Role::Result(ResultLevel::Activity)) => {
                let next = (result + 1..first_value).find(|column| {
                    free(roles, *column) && (repeats(table, result, first_row) || told(*column))
                });
                if let Some(next) = next {
                    roles[next] = Some(Role::Indicator);
                }
            }
            (None, Some(indicator)) => {
                let left =
                    (0..indicator).find(|column| free(roles, *column) && repeats(table, *column, first_row));
                if let Some(left) = left {
                    roles[left] = Some(unspecified);
                }
            }
            _ => {}
        }
    }

    /// "What we promised | What we delivered", with values in the second: each promise is measured, and says itself how much.
    fn promises(&self, roles: &[Option<Role>]) -> bool {
        let aims = self.cues.iter().zip(roles);
        self.first_value.is_some()
            && roles.iter().flatten().any(|role| is_reached(*role))
            && aims
                .into_iter()
                .any(|(cue, role)| *cue == Some(Cue::Aim) && *role == Some(Role::Indicator))
    }

    /// Something is aimed at, and something else is held against it.
    fn is_whole(&self, roles: &[Option<Role>]) -> bool {
        let has = |wanted: fn(Role) -> bool| roles.iter().flatten().any(|role| wanted(*role));
        let target = has(|role| role == Role::Target);
        let compared = has(is_reached) || has(|role| role == Role::Baseline) || self.periods;
        let chain = has(|role| matches!(role, Role::Result(_))) && has(|role| role == Role::Indicator);
        let told = self.first_value.is_none() && has(|role| role == Role::Actual);
        has(is_subject) && (chain || told || target && compared || self.promises(roles))
    }
}

fn is_subject(role: Role) -> bool {
    matches!(role, Role::Result(_) | Role::Indicator)
}

fn is_reached(role: Role) -> bool {
    matches!(role, Role::Actual | Role::Sex | Role::Split)
}

/// The first word decides: "Where we meant to be at the end", "Before we came". An end is one only by itself.
fn cue(header: &Sentence) -> Option<Cue> {
    let first = |ends: bool| {
        CUES.iter()
            .filter(|(_, cue)| (*cue == Cue::End) == ends)
            .flat_map(|(list, cue)| {
                header
                    .all(*list)
                    .map(move |hit| (hit.start, Reverse(hit.end), *cue))
            })
            .min_by_key(|(start, end, _)| (*start, *end))
            .map(|(_, _, cue)| cue)
    };
    first(false).or_else(|| first(true))
}

/// "What we said we would reach": the will stands before the deed.
fn before_the_rest(header: &Sentence) -> bool {
    let start = |list| header.first(list).map_or(usize::MAX, |hit| hit.start);
    start(List::ColumnAim) < start(List::ColumnActual)
}

fn holds(reader: &Reader, table: &Table, column: usize, first_row: usize) -> Holds {
    // "250 shops run by refugees licensed": what begins with a number may say what it counts.
    let says = |text: &str| text.split_whitespace().filter(|word| is_long(word)).count() > STATED;
    if body(table, column, first_row).iter().all(|cell| says(&cell.text)) {
        return Holds::Text;
    }
    if holds_values(reader, table, column, first_row) {
        return Holds::Values;
    }
    let cells = body(table, column, first_row);
    let worded = cells
        .iter()
        .filter(|cell| cell.text.chars().filter(|c| c.is_alphabetic()).count() > STATED)
        .count();
    if worded * 2 > cells.len() {
        Holds::Text
    } else {
        Holds::Other
    }
}

fn is_long(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > STATED
}

/// A result stands once for several rows: merged, repeated or with nothing below it.
fn repeats(table: &Table, column: usize, first_row: usize) -> bool {
    let mut told: Vec<&str> = body(table, column, first_row)
        .iter()
        .map(|cell| cell.text.trim())
        .collect();
    told.dedup();
    told.len() < table.rows() - first_row
}
