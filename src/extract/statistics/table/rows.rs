//! Rows that count people: by their own label or by the column's header, with the sexes in sibling columns or rows.

mod columns;
mod labels;

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::breakdown_by_sex;
use super::ages::Ages;
use super::sexes::{self, is_sex, names_sex};
use super::value;
use crate::document::{Cell, Passage, Table};
use crate::extract::Reader;
use crate::extract::header::header_texts;
use crate::extract::lexicon::List;
use crate::extract::period::period_in;
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, Number, Period, SeenIn, Statistic};
use columns::{Column, is_of_money, is_of_values, read};
use labels::{begins_with_a_thing, heads_with_people, is_no_count, is_population, names_people};

pub fn statistics(reader: &Reader, table: &Table, header: Range<usize>) -> Vec<Statistic> {
    let header = if has_no_header(reader, table) {
        0..0
    } else {
        header
    };
    let columns: Vec<Column> = (0..table.columns())
        .map(|column| read(reader, &header_texts(table, header.clone(), column)))
        .collect();
    let labels: Vec<Sentence> = (0..table.rows())
        .map(|row| reader.sentence(table.text(row, 0)))
        .collect();
    let channels = columns
        .first()
        .is_some_and(|column| column.whole.has(List::ChannelWords));
    let split = (header.end..table.rows())
        .filter(|row| is_split(reader, table, *row, &columns))
        .count();
    let sexed_rows = labels[header.end.min(labels.len())..].iter().any(is_sex);
    let money = is_of_money(reader, table, &columns);
    let ages = Ages::read(reader, table, columns.iter().map(|column| &column.whole), &labels);
    (header.end..table.rows())
        .flat_map(|row| {
            let label = &labels[row];
            let kind = Rows {
                sexed: sexed_rows,
                money,
                channels,
                // One such row may be of something else.
                split: split >= SPLIT_ROWS && !begins_with_a_thing(label),
            };
            let one_sex = sexes::is_of_one_sex(reader, table, row);
            let mut found = of_row(reader, table, row, &columns, label, &kind);
            for own in &mut found {
                own.part |= one_sex;
                own.breakdowns.extend(ages.of(row, own.number).cloned());
            }
            found
        })
        .map(|mut statistic| {
            let noun = reader.sentence(&statistic.noun);
            statistic.unit = noun
                .tokens
                .last()
                .map_or_else(String::new, |token| token.singular.clone());
            statistic.may_be_minors = noun.has(List::MayBeMinors);
            statistic
        })
        .collect()
}

/// "Direct beneficiaries | 26,539" is the first of a table of labels and values, and no header.
fn has_no_header(reader: &Reader, table: &Table) -> bool {
    let years = |cell: &Cell| period_in(&reader.sentence(&cell.text)).is_known();
    table.columns() == 2
        && table
            .cell(0, 1)
            .is_some_and(|cell| value(reader, cell).is_some() && !years(cell))
}

/// What the rows of a table have in common.
struct Rows {
    /// Their labels are sexes.
    sexed: bool,
    /// Among their columns is one of money: what a row of people cost may stand in the others.
    money: bool,
    /// Their labels say from where people came, and are no people.
    channels: bool,
    /// Others have the numbers of women and men in columns, and so should this.
    split: bool,
}

/// Rows with women and men from which on a row without them lacks them.
const SPLIT_ROWS: usize = 2;

fn is_split(reader: &Reader, table: &Table, row: usize, columns: &[Column]) -> bool {
    let filled = |sex: List| {
        columns.iter().enumerate().any(|(at, column)| {
            let own = column.sex == Some(sex) && !column.households;
            own && table
                .cell(row, at)
                .is_some_and(|cell| cell.row == row && value(reader, cell).is_some())
        })
    };
    filled(List::Female) && filled(List::Male)
}

fn of_row(
    reader: &Reader,
    table: &Table,
    row: usize,
    columns: &[Column],
    label: &Sentence,
    rows: &Rows,
) -> Vec<Statistic> {
    let values: Vec<Option<(Decimal, &Cell)>> = (0..columns.len())
        .map(|column| {
            let cell = table
                .cell(row, column)
                .filter(|cell| cell.row == row && cell.column == column)
                .filter(|cell| !reader.sentence(&cell.text).has(List::Currency))?;
            Some((value(reader, cell)?, cell))
        })
        .collect();
    let people_row = names_people(label) && !rows.channels;
    if is_no_count(label) || is_population(label) {
        return Vec::new();
    }
    let sexes = |wanted: &dyn Fn(&Column) -> bool| sex_parts(columns, &values, wanted);
    let summed = columns.iter().any(|column| column.total);
    let mut found: Vec<Statistic> = Vec::new();
    let mut groups: Vec<(&str, &str)> = Vec::new();
    for (column, own) in columns.iter().enumerate().skip(1) {
        let Some((number, cell)) = values[column] else {
            continue;
        };
        let of_same =
            sexes(&|other| other.group == own.group && other.about == own.about && !own.about.is_empty());
        let group = (
            own.group.as_str(),
            if of_same.is_empty() {
                ""
            } else {
                own.about.as_str()
            },
        );
        let filled = |parts: &Vec<Disaggregation>| !parts.is_empty();
        let parts = Some(of_same)
            .filter(filled)
            .or_else(|| {
                let in_group = sexes(&|other| other.group == own.group && !own.group.is_empty());
                Some(in_group).filter(filled)
            })
            .unwrap_or_else(|| sexes(&|_| true));
        let total = own.total || (own.joint && !summed);
        let counts = own.people && !(own.joint && summed)
            || (total && (people_row || rows.split || !parts.is_empty()));
        // Of several columns of people in one group the first is the row's number.
        if own.sex.is_some() || own.households || !counts || groups.contains(&group) {
            continue;
        }
        // "Identified | of whom women | of whom men | children (included)": a part of the whole is none of its own.
        if !own.total && parts.iter().any(|part| part.number > Some(number)) {
            continue;
        }
        groups.push(group);
        let mut breakdowns = breakdown_by_sex(parts);
        for breakdown in &mut breakdowns {
            breakdown.complete &= !lacks_column(breakdown, number, columns, &values);
        }
        if rows.sexed && breakdowns.is_empty() {
            breakdowns = vec![sibling_rows(cell)];
        }
        found.push(Statistic {
            breakdowns,
            ..counted(table, own, label, number, cell)
        });
    }
    if found.is_empty() && people_row && heads_with_people(label) && !rows.money {
        let last = (1..columns.len())
            .rev()
            .find(|column| is_of_values(&columns[*column]) && values[*column].is_some());
        let told =
            last.and_then(|column| values[column].map(|(number, cell)| (&columns[column], number, cell)));
        found.extend(told.map(|(column, number, cell)| Statistic {
            breakdowns: if rows.sexed {
                vec![sibling_rows(cell)]
            } else {
                breakdown_by_sex(sexes(&|_| true))
            },
            ..counted(table, column, label, number, cell)
        }));
    }
    found
}

/// People counted in a cell.
fn counted(table: &Table, column: &Column, label: &Sentence, number: Decimal, cell: &Cell) -> Statistic {
    let noun = [&column.head, label].into_iter().find_map(|sentence| {
        // "Rights of the child" is what was taught.
        let matter = |at: usize| sentence.starts(List::OfWords, at) || sentence.starts(List::NounStops, at);
        let hit = sentence.first(List::People)?;
        (!(0..hit.start).any(matter)).then(|| sentence.written(hit).to_string())
    });
    Statistic {
        number: Number::exact(number),
        written: cell.text.trim().to_string(),
        noun: noun.unwrap_or_else(|| column.head.text.to_lowercase()),
        counted: Counted::People,
        period: period(&column.whole, label),
        subject: format!("{} {}", label.text, cell.text.trim()),
        quote: Passage::new(table.row(cell.row).text, cell.location.clone()),
        part: column.one_sex || names_sex(label),
        ..Statistic::default()
    }
}

/// "Women | Men | Couples | Total": with another column the sexes make up the whole, and couples are no whole.
fn lacks_column(
    breakdown: &Breakdown,
    whole: Decimal,
    columns: &[Column],
    values: &[Option<(Decimal, &Cell)>],
) -> bool {
    let sum = breakdown.sum();
    let others = columns
        .iter()
        .zip(values)
        .filter(|(column, _)| column.sex.is_none());
    let missing = whole - sum;
    others
        .flat_map(|(_, value)| value)
        .any(|(other, _)| *other == missing && missing > Decimal::ZERO || *other == whole + sum)
}

/// "2021" above the column, or before the row.
fn period(head: &Sentence, label: &Sentence) -> Period {
    let own = period_in(head);
    if own.is_known() { own } else { period_in(label) }
}

/// Women and girls, men and boys, each summed over the columns that are wanted.
fn sex_parts(
    columns: &[Column],
    values: &[Option<(Decimal, &Cell)>],
    wanted: &dyn Fn(&Column) -> bool,
) -> Vec<Disaggregation> {
    [List::Female, List::Male]
        .into_iter()
        .filter_map(|sex| {
            let own = columns
                .iter()
                .zip(values)
                .filter(|(column, _)| column.sex == Some(sex) && !column.households && wanted(column));
            let cells: Vec<(&Column, Decimal, &Cell)> = own
                .filter_map(|(column, value)| value.map(|(number, cell)| (column, number, cell)))
                .collect();
            let (first, _, cell) = cells.first()?;
            Some(Disaggregation {
                dimension: Dimension::Sex,
                value: first.head.text.clone(),
                number: Some(cells.iter().map(|(_, number, _)| *number).sum()),
                seen_in: SeenIn::Table,
                location: cell.location.clone(),
            })
        })
        .collect()
}

fn sibling_rows(cell: &Cell) -> Breakdown {
    Breakdown {
        dimension: Dimension::Sex,
        parts: vec![Disaggregation {
            dimension: Dimension::Sex,
            value: "rows by sex".into(),
            number: None,
            seen_in: SeenIn::Table,
            location: cell.location.clone(),
        }],
        complete: false,
    }
}
