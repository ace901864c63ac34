//! Which column of a framework is what, by one to three rows of headers.

mod contents;
mod dates;
mod listed;
mod others;
mod parts;
mod plain;
mod settle;
mod times;

use std::sync::Arc;

use super::super::super::Reader;
use super::super::super::header::{header_rows, header_texts};
use super::super::super::lexicon::List;
use super::super::super::series::is_period;
use super::super::super::words::Sentence;
use crate::document::{Cell, Table};
use crate::extract::results::levels;
use crate::report::ResultLevel;
use contents::{
    accounts_in_indicators, by_position, chain_by_cells, codes_of_indicators, free_items, holds_values,
    name_the_first, names_whole, values_beside_indicators,
};
use listed::Named;
use others::{is_money, lists_problems, plans_study};
use plain::by_plain_words;
use settle::settle;
use times::{periods_by_name, results_of_periods, times};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Result(ResultLevel),
    Indicator,
    Baseline,
    Target,
    Actual,
    Comment,
    Level,
    Code,
    /// The actual of women or of men.
    Sex,
    /// The actual of one place, beside that of all.
    Place,
    /// The actual by sex, in words: "51 women, 45 men".
    Split,
    /// The actual as a share of the target: follows from both.
    Ratio,
    /// The year, period or date of the row's values.
    Time,
    /// Another year or date: of the baseline, of the beginning.
    Date,
}

#[derive(Debug, Clone)]
pub struct Column {
    pub role: Role,
    /// The header without the role's words: "2019", "Kenya".
    pub label: Option<String>,
    /// Marked as the whole or as the end of the project.
    pub total: bool,
    /// Its label is a period: "2019", "Year 2".
    pub period: bool,
}

impl Column {
    /// A column that its header says nothing of.
    fn of(role: Role) -> Self {
        Column {
            role,
            label: None,
            total: false,
            period: false,
        }
    }
}

pub struct Layout {
    columns: Vec<Option<Column>>,
    /// Some column is headed "expected results".
    pub expected: bool,
    /// One column is headed with both results and indicators.
    pub mixed: bool,
    /// No header names a result or an indicator: the first column was taken for it.
    pub guessed: bool,
    /// Columns of one period each, with its label: of what was reached, or headed with the period alone.
    times: Vec<(usize, String)>,
    pub header_row: usize,
    pub first_row: usize,
}

/// Headers have no more words than this.
const MAX_WORDS: usize = 14;
/// Tokens of a cell that gives a value.
const MAX_VALUE: usize = 12;
/// Rows of titles above the header.
const MAX_ROW: usize = 4;

impl Layout {
    pub fn has(&self, wanted: impl Fn(Role) -> bool) -> bool {
        self.columns.iter().flatten().any(|column| wanted(column.role))
    }

    pub fn has_values(&self) -> bool {
        self.has(|role| matches!(role, Role::Target | Role::Actual | Role::Baseline))
    }

    pub fn has_periods(&self) -> bool {
        self.columns.iter().flatten().any(|column| column.period)
    }

    /// Rows that are only counted, in columns of what was reached: such a count began at nothing.
    pub fn is_running_count(&self) -> bool {
        let aimed = |role| matches!(role, Role::Target | Role::Baseline | Role::Result(_));
        self.guessed && !self.has(aimed)
    }

    /// Some column has a place for what was reached.
    pub fn reports(&self) -> bool {
        self.has(|role| matches!(role, Role::Actual | Role::Comment | Role::Sex | Role::Split))
    }

    /// How many words of a cell are an account; where nothing is measured one is: "Eleven", "Done".
    pub fn words_of_account(&self, role: Role) -> usize {
        let measured = self.has(|role| matches!(role, Role::Indicator | Role::Target | Role::Baseline));
        match role {
            _ if !measured => 1,
            Role::Comment => 2,
            _ => 3,
        }
    }

    pub fn of<'a>(
        &'a self,
        table: &'a Table,
        row: usize,
        wanted: impl Fn(Role) -> bool + 'a,
    ) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns
            .iter()
            .enumerate()
            .filter_map(|(index, column)| column.as_ref().map(|column| (index, column)))
            .filter(move |(_, column)| wanted(column.role))
            .filter_map(move |(index, column)| table.cell(row, index).map(|cell| (column, cell)))
    }

    /// The cells of the columns that are of one period each, with its label.
    pub fn times<'a>(&'a self, table: &'a Table, row: usize) -> impl Iterator<Item = (&'a str, &'a Cell)> {
        let columns = self.times.iter();
        columns.filter_map(move |(index, label)| Some((label.as_str(), table.cell(row, *index)?)))
    }

    /// Whether a row says again what heads the columns, as where a page begins.
    pub fn is_header_again(&self, table: &Table, row: usize) -> bool {
        let text = |row: usize, column: usize| table.cell(row, column).map(|cell| cell.text.trim());
        let named = (0..table.columns()).filter_map(|column| text(self.header_row, column));
        named.filter(|text| !text.is_empty()).count() > 1
            && (0..table.columns()).all(|column| text(row, column) == text(self.header_row, column))
    }

    /// Whether what a column gives follows from target and actual.
    pub fn is_ratio(&self, column: usize) -> bool {
        let own = self.columns.get(column).and_then(Option::as_ref);
        own.is_some_and(|own| own.role == Role::Ratio)
    }

    /// Cells of columns that have no role.
    pub fn unnamed<'a>(&'a self, table: &'a Table, row: usize) -> impl Iterator<Item = &'a Cell> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.is_none())
            .filter_map(move |(index, _)| table.cell(row, index))
    }
}

/// The columns of a table of the document, where it is a framework.
pub fn layout(reader: &Reader, table: &Table) -> Option<Arc<Layout>> {
    let address = std::ptr::from_ref(table).addr();
    reader.layouts.get(&address, || {
        let mut rows = 0..table.rows().min(MAX_ROW);
        rows.find_map(|row| layout_at(reader, table, row)).map(Arc::new)
    })
}

fn layout_at(reader: &Reader, table: &Table, row: usize) -> Option<Layout> {
    let rows = header_rows(table, row);
    let first_row = row + rows;
    let headers: Vec<Vec<&str>> = (0..table.columns())
        .map(|column| header_texts(table, row..first_row, column))
        .collect();
    let words = |texts: &Vec<&str>| texts.iter().map(|text| text.split_whitespace().count()).max();
    if headers.iter().filter_map(words).max().unwrap_or(0) > MAX_WORDS {
        return None;
    }
    let whole: Vec<Sentence> = headers
        .iter()
        .map(|texts| reader.sentence(&texts.join(" ").replace('_', " ")))
        .collect();
    let mut columns: Vec<Option<Column>> = headers
        .iter()
        .zip(&whole)
        .map(|(texts, whole)| column(reader, texts, whole))
        .collect();
    dates::name(reader, table, &mut columns, &whole, first_row);
    free_items(table, &mut columns, first_row);
    codes_of_indicators(table, &mut columns, first_row);
    let named = Named {
        reader,
        table,
        headers: &whole,
        first_row,
    };
    named.wording_beside_labels(&mut columns);
    named.shares_of_targets(&mut columns);
    named.shares_by_their_values(&mut columns);
    named.running_numbers(&mut columns);
    named.results_beside_targets(&mut columns);
    let money = is_money(reader, table, row, &whole);
    let unnamed = columns.first().is_some_and(Option::is_none);
    if !money {
        values_beside_indicators(reader, table, &mut columns, &whole, first_row);
        named.values_beside_labels(&mut columns);
        by_plain_words(reader, table, &mut columns, &whole, first_row);
        name_the_first(table, first_row, &mut columns, &whole, |column| {
            holds_values(reader, table, column, first_row)
        });
    }
    let guessed = unnamed && columns.first().is_some_and(Option::is_some);
    results_of_periods(reader, table, &mut columns, &whole, first_row);
    // "Budget | Outcome | Difference": amounts are no results.
    for (index, column) in columns.iter_mut().enumerate().filter(|_| money) {
        let result = column
            .as_ref()
            .is_some_and(|own| matches!(own.role, Role::Result(_)));
        if result && holds_values(reader, table, index, first_row) {
            *column = None;
        }
    }
    chain_by_cells(reader, table, &mut columns, first_row);
    periods_by_name(reader, table, &mut columns, &headers, first_row);
    named.sexes(&mut columns);
    named.places_before_the_whole(&mut columns);
    by_position(reader, table, &mut columns, &whole, first_row);
    // Right of the target the whole is found by its position.
    named.places_before_the_whole(&mut columns);
    accounts_in_indicators(reader, table, &mut columns, first_row);
    if !money {
        named.periods_beside_indicators(&mut columns);
    }
    settle(&mut columns, &whole, |column| {
        holds_values(reader, table, column, first_row)
    });
    let expected = whole.iter().any(|header| header.has(List::HeadingExpected));
    let mixed = columns.iter().zip(&whole).any(|(column, header)| {
        let result = column
            .as_ref()
            .is_some_and(|own| matches!(own.role, Role::Result(_)));
        result && header.has(List::ColumnIndicator)
    });
    let times = times(reader, &columns, &headers);
    let layout = Layout {
        columns,
        times,
        expected,
        mixed,
        guessed,
        header_row: row,
        first_row,
    };
    let subject = layout.has(|role| matches!(role, Role::Result(_) | Role::Indicator));
    let chain =
        layout.has(|role| matches!(role, Role::Result(_))) && layout.has(|role| role == Role::Indicator);
    let framework = subject && (layout.has_values() || chain) && first_row < table.rows();
    let other = lists_problems(&layout, &whole) || plans_study(&layout, &whole);
    (framework && !other).then_some(layout)
}

fn column(reader: &Reader, texts: &[&str], whole: &Sentence) -> Option<Column> {
    // What the lowest header says goes before what stands above it: "Outcome indicators | Target".
    let role = texts
        .last()
        .filter(|_| texts.len() > 1)
        .and_then(|leaf| role(&reader.sentence(leaf)))
        .filter(|role| !matches!(role, Role::Result(_) | Role::Code | Role::Level))
        .or_else(|| role(whole))?;
    let leaf = texts.last().map(|leaf| reader.sentence(leaf));
    let names = |list| leaf.as_ref().is_some_and(|leaf| leaf.has(list));
    let sexed = names(List::Female) || names(List::Male);
    // "Of whom women", and not "up to and including 2012".
    let asks_parts = leaf
        .as_ref()
        .is_some_and(|leaf| leaf.starts(List::SexPronouns, 0));
    let split = whole.has(List::SexSplit) || asks_parts || (names(List::Female) && names(List::Male));
    let role = match role {
        Role::Actual if sexed && !split => Role::Sex,
        Role::Actual if split => Role::Split,
        Role::Target if sexed || split => return None,
        role => role,
    };
    let label = label(leaf.as_ref().filter(|_| texts.len() > 1).unwrap_or(whole)).or_else(|| label(whole));
    let period = label.as_deref().is_some_and(|label| is_period(reader, label));
    Some(Column {
        role,
        label,
        period,
        total: leaf.is_some_and(|leaf| {
            let end = leaf.has(List::ColumnEnd) && leaf.numbers.is_empty();
            names_whole(&leaf) || role == Role::Target && end
        }),
    })
}

fn role(sentence: &Sentence) -> Option<Role> {
    let target = sentence.has(List::ColumnTarget);
    let first = |list| sentence.first(list).map_or(usize::MAX, |hit| hit.start);
    // "Milestones (cumulative)": of two words the first decides.
    let actual = sentence.has(List::ColumnActual) && first(List::ColumnActual) <= first(List::ColumnTarget);
    let percent = sentence.names_percentage();
    let expected = sentence.has(List::HeadingExpected);
    if sentence.tokens.is_empty() || sentence.tokens.len() > MAX_WORDS {
        return None;
    }
    Some(if sentence.has(List::ColumnComment) {
        Role::Comment
    } else if sentence.has(List::ColumnBaseline) {
        Role::Baseline
    } else if percent && target {
        Role::Ratio
    } else if names_indicator(sentence) && !expected {
        Role::Indicator
    } else if expected {
        Role::Result(levels::named_in(sentence))
    } else if actual {
        Role::Actual
    } else if sentence.has(List::LevelActivity) && !sentence.has(List::Counting) {
        Role::Result(ResultLevel::Activity)
    } else if target && !sentence.has(List::ColumnGroup) {
        Role::Target
    } else if sentence.has(List::ColumnResult) {
        Role::Result(levels::named_in(sentence))
    } else if sentence.has(List::ColumnLevel) && sentence.tokens.len() <= 3 {
        Role::Level
    } else if names_split(sentence) && sentence.tokens.len() <= 6 {
        Role::Split
    } else if sentence.has(List::ColumnCode) && sentence.tokens.len() <= 2 {
        Role::Code
    } else {
        return None;
    })
}

/// "Целевой показатель" is a target, though its second word alone is an indicator.
fn names_indicator(sentence: &Sentence) -> bool {
    let values = [List::ColumnTarget, List::ColumnActual, List::ColumnBaseline];
    sentence.all(List::ColumnIndicator).any(|own| {
        !values.into_iter().any(|list| {
            sentence.all(list).any(|hit| {
                hit.start <= own.start && own.end <= hit.end && hit.end - hit.start > own.end - own.start
            })
        })
    })
}

/// "By sex", "Women / men".
fn names_split(sentence: &Sentence) -> bool {
    sentence.has(List::SexSplit) || (sentence.has(List::Female) && sentence.has(List::Male))
}

fn label(sentence: &Sentence) -> Option<String> {
    let roles = [
        List::ColumnTarget,
        List::ColumnActual,
        List::ColumnBaseline,
        List::ColumnResult,
    ];
    let rest: Vec<&str> = sentence
        .tokens
        .iter()
        .enumerate()
        .filter(|(index, token)| {
            (token.is_word() || token.is_number()) && !roles.iter().any(|list| sentence.at(*list, *index))
        })
        .map(|(_, token)| &sentence.text[token.start..token.end])
        .collect();
    (!rest.is_empty()).then(|| rest.join(" "))
}
