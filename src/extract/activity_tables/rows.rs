//! The rows of a table of activities: one activity each, but for those that add up others and those of what was not held.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::columns::{Column, Columns, number};
use super::{ActivityRow, Sexed};
use crate::document::{Cell, Table};
use crate::extract::Reader;
use crate::extract::activities::{length_told, named_in};
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::period::{period_in, report_period};
use crate::extract::statistics::is_total;
use crate::extract::words::Sentence;
use crate::report::{ActivityKind, Number, Period, TimeUnit};

/// Rows that another sums up; fewer or smaller numbers come to it by chance.
const SUMMANDS: usize = 3;
const TELLING: i64 = 30;
/// Words of a cell that says what became of a plan: "Cancelled", "Postponed to May 2025".
const STATUS: usize = 8;

/// What the rows of a table are.
#[derive(Default)]
pub struct Found {
    pub rows: Vec<ActivityRow>,
    pub totals: Vec<usize>,
    pub not_held: Vec<usize>,
}

pub fn rows(reader: &Reader, table: &Table, from: usize, columns: &Columns, above: &[Sentence]) -> Found {
    let Some(name) = columns.name() else {
        return Found::default();
    };
    let until = reader.told_until.or_else(|| report_period(reader).end);
    let own = Rows {
        reader,
        table,
        columns,
        above,
        name,
        until,
    };
    let mut found = Found::default();
    // The numbers since the last total.
    let mut summed: Vec<Decimal> = Vec::new();
    for row in from..table.rows() {
        let people = own.people(row);
        let number = people.map(|(number, _)| number);
        if own.is_total(row, number, &summed) {
            found.totals.push(row);
            summed.clear();
            continue;
        }
        summed.extend(number);
        if let Some((people, column)) = people.filter(|(people, _)| !people.is_zero()) {
            if own.is_open(row) {
                found.not_held.push(row);
            } else {
                found.rows.extend(own.activity(row, people, column));
            }
        }
    }
    found
}

struct Rows<'a> {
    reader: &'a Reader<'a>,
    table: &'a Table,
    columns: &'a Columns,
    /// What the caption, the line above and the heading say.
    above: &'a [Sentence],
    name: usize,
    /// The last day of which the report tells.
    until: Option<Date>,
}

impl Rows<'_> {
    /// A cell that begins in the row.
    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let cell = self.table.cell(row, column);
        cell.filter(|cell| cell.row == row && cell.column == column)
    }

    fn value(&self, row: usize, column: usize) -> Option<Decimal> {
        number(self.reader, self.cell(row, column)?)
    }

    /// The highest number under such headers, and its column.
    fn most(&self, row: usize, wanted: Column) -> Option<(Decimal, usize)> {
        let columns = self.columns.of(|kind| kind == wanted);
        let values = columns.filter_map(|column| Some((self.value(row, column)?, column)));
        values.max_by_key(|(value, _)| *value)
    }

    /// Women and girls, men and boys, each over all their columns.
    fn sexed(&self, row: usize, wanted: Column) -> Option<Sexed> {
        let own = self.columns.of(|kind| kind == wanted);
        let own = own.filter_map(|column| Some((self.value(row, column)?, column)));
        let values: Vec<(Decimal, usize)> = own.chain(self.paired(row, wanted)).collect();
        let (_, first) = values.first()?;
        Some(Sexed {
            number: values.iter().map(|(value, _)| *value).sum(),
            head: self.columns.heads[*first].text.clone(),
        })
    }

    /// "29/35": the first number or the second, with its column.
    fn paired(&self, row: usize, wanted: Column) -> Option<(Decimal, usize)> {
        let kinds = self.columns.kinds.iter().enumerate();
        let mut pairs = kinds.filter_map(|(column, kind)| match kind {
            Column::Pair { women_first } => Some((column, *women_first)),
            _ => None,
        });
        pairs.find_map(|(column, women_first)| {
            let (first, second) = self.cell(row, column)?.text.split_once('/')?;
            let part = if (wanted == Column::Women) == women_first {
                first
            } else {
                second
            };
            Some((part.trim().parse().ok()?, column))
        })
    }

    /// How many took part, and the column that says so.
    fn people(&self, row: usize) -> Option<(Decimal, Option<usize>)> {
        let whole = self
            .most(row, Column::People)
            .or_else(|| self.most(row, Column::Number));
        let sexes = || {
            let sexes = [Column::Women, Column::Men]
                .into_iter()
                .filter_map(|sex| self.sexed(row, sex));
            sexes.map(|sexed| sexed.number).reduce(|one, other| one + other)
        };
        let told = whole.map(|(number, column)| (number, Some(column)));
        told.or_else(|| Some((sexes()?, None)))
    }

    /// The cells before the first number.
    fn label(&self, row: usize) -> Option<&Cell> {
        let cells = (0..self.table.columns()).filter_map(|column| self.cell(row, column));
        cells
            .into_iter()
            .find(|cell| cell.text.chars().any(char::is_alphanumeric))
    }

    /// By its label, or because it has no name and those above come to its number.
    fn is_total(&self, row: usize, people: Option<Decimal>, summed: &[Decimal]) -> bool {
        let labelled = self.label(row).is_some_and(|cell| {
            is_total(self.reader, &cell.text) || self.reader.sentence(cell.text.trim()).has(List::TotalRows)
        });
        let sum: Decimal = summed.iter().sum();
        let unnamed = self
            .cell(row, self.name)
            .is_some_and(|cell| cell.text.trim().is_empty());
        let last = row + 1 == self.table.rows() && summed.len() >= SUMMANDS && sum >= Decimal::from(TELLING);
        // "Short courses in total" may stand behind its rows in any words.
        labelled || summed.len() > 1 && people == Some(sum) && (unnamed || last)
    }

    fn activity(&self, row: usize, people: Decimal, counted_in: Option<usize>) -> Option<ActivityRow> {
        let name = self.reader.sentence(self.table.text(row, self.name));
        let texts = self.beside_name(row);
        if !name.text.chars().any(char::is_alphabetic) {
            return None;
        }
        let (kind, word) = self.kind(&name, &texts);
        // "Focus group with farmers | 12": whom a study asked.
        if kind == ActivityKind::Service && name.has(List::DataCollection) {
            return None;
        }
        Some(ActivityRow {
            row,
            quote: self.table.row(row),
            name: name.text.clone(),
            name_column: self.name,
            kind,
            word,
            audience: self.audience(row),
            people,
            counted_in,
            women: self.sexed(row, Column::Women),
            men: self.sexed(row, Column::Men),
            sessions: self.most(row, Column::Sessions).map(|(number, _)| number),
            length: self.length(row, &name),
            held: self.held(row),
        })
    }

    fn beside_name(&self, row: usize) -> Vec<Sentence> {
        (0..self.table.columns())
            .filter(|column| *column != self.name)
            .filter_map(|column| self.cell(row, column))
            .map(|cell| self.reader.sentence(cell.text.trim()))
            .collect()
    }

    /// "Cancelled", "planned for May 2025" beside its name, or a day after the last of which the report tells.
    fn is_open(&self, row: usize) -> bool {
        let ahead = [List::CancelledWords, List::PlanWords, List::Future];
        let told =
            |cell: &Sentence| cell.tokens.len() <= STATUS && ahead.into_iter().any(|list| cell.has(list));
        let later = self
            .held(row)
            .start
            .zip(self.until)
            .is_some_and(|(start, until)| start > until);
        later || self.beside_name(row).iter().any(told)
    }

    /// By the row's own words, else by the header: under "Training" each row is one.
    fn kind(&self, name: &Sentence, texts: &[Sentence]) -> (ActivityKind, String) {
        let head = &self.columns.heads[self.name];
        // Of "Type: workshop" and "Workshop" the row's own word goes first; a topic alone has that of another column.
        let others = self
            .columns
            .heads
            .iter()
            .filter(|_| !self.columns.has(Column::Name));
        let above = self.above.iter().filter(|_| !self.columns.has(Column::Name));
        let heads = || std::iter::once(head).chain(others.clone()).chain(above.clone());
        let own = std::iter::once(name).chain(texts).find_map(named_in);
        let headed = || {
            let training = heads().find_map(|head| head.first(List::ColumnTraining).map(|hit| (head, hit)));
            let training =
                training.map(|(head, hit)| (ActivityKind::Training, head.written(hit).to_string()));
            training.or_else(|| heads().find_map(named_in))
        };
        if let Some(told) = own.or_else(headed) {
            return told;
        }
        // "Activity" itself is in the list of events.
        let event = [name, head].into_iter().find_map(|own| {
            let mut events = own.all(List::Events);
            let hit = events.find(|hit| !own.at(List::LevelActivity, hit.start))?;
            Some(own.written(hit).to_string())
        });
        (ActivityKind::Service, event.unwrap_or_default())
    }

    fn audience(&self, row: usize) -> String {
        let column = self.columns.of(|kind| kind == Column::Audience).next();
        column.map_or_else(String::new, |column| self.table.text(row, column).to_string())
    }

    /// The period that a cell of the row gives, the name's last.
    fn held(&self, row: usize) -> Period {
        let columns = (0..self.table.columns()).filter(|column| *column != self.name);
        let told = columns
            .chain([self.name])
            .filter_map(|column| self.cell(row, column));
        let periods = told.map(|cell| days_in(&self.reader.sentence(cell.text.trim())));
        periods.into_iter().find(Period::is_known).unwrap_or_default()
    }

    /// What the column of lengths gives, else the row's name or its dates.
    fn length(&self, row: usize, name: &Sentence) -> Option<(Number, TimeUnit, String)> {
        let column = self.columns.of(|kind| matches!(kind, Column::Length(_))).next();
        let cell = column.and_then(|column| Some((column, self.cell(row, column)?)));
        if let Some((column, cell)) = cell {
            let sentence = self.reader.sentence(cell.text.trim());
            let told = length_told(&sentence);
            let of_head = || match self.columns.kinds[column] {
                Column::Length(Some(unit)) => {
                    let number = sentence.numbers.first().filter(|number| number.start == 0)?;
                    let header = &self.columns.heads[column].text;
                    Some((number.number, unit, format!("{} ({header})", cell.text.trim())))
                }
                _ => None,
            };
            return told.or_else(of_head);
        }
        let others = (0..self.table.columns()).filter(|column| *column != self.name);
        let dates = others
            .filter_map(|column| self.cell(row, column))
            .map(|cell| self.reader.sentence(cell.text.trim()))
            .find(|cell| period_in(cell).is_known());
        length_told(name).or_else(|| length_told(&dates?))
    }
}

/// Tokens between the first of several days and their month: "del 12 al 14 de mayo".
const DAYS: usize = 5;

/// The period that a cell names, to the day where it names days: "9–10 June 2023".
fn days_in(cell: &Sentence) -> Period {
    let period = period_in(cell);
    let month = period.start.zip(cell.first(List::Months));
    let whole = |first: &Date| Some(first.last_of_month()) == period.end && first.day() == 1;
    let Some((first, month)) = month.filter(|(first, _)| whole(first)) else {
        return period;
    };
    let near = |number: &&NumberToken| {
        let before = number.end <= month.start && month.start - number.start <= DAYS;
        before || number.start == month.end
    };
    let numbers = cell.numbers.iter().filter(near);
    let days = numbers.flat_map(|number| [number.number.low, number.number.high]);
    let days: Vec<i8> = days.filter_map(|day| day.to_i8()).collect();
    let named = |day: Option<&i8>| Date::new(first.year(), first.month(), *day?).ok();
    match (named(days.iter().min()), named(days.iter().max())) {
        (Some(start), Some(end)) => Period {
            start: Some(start),
            end: Some(end),
        },
        _ => period,
    }
}
