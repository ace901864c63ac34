//! Tables of statistics: columns and rows that count people, their columns by sex, and totals that their parts should make up.

mod ages;
mod rows;
mod sexes;
mod split_cells;

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers;
use super::is_whole;
use crate::document::{Cell, Passage, Table};
use crate::extract::header::{header, header_texts, is_all};
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, Number, SeenIn, Statistic};

pub fn statistics(reader: &Reader, table: &Table) -> Vec<Statistic> {
    let header = header(table);
    let first_row = header.end;
    let mut found = column_totals(reader, table, first_row);
    found.extend(rows::statistics(reader, table, header));
    found
}

pub use split_cells::statistics as split_cells;

/// The whole number that a cell says, and says nothing else.
pub fn value(reader: &Reader, cell: &Cell) -> Option<Decimal> {
    let sentence = reader.sentence(&cell.text);
    let figure = numbers::figure(&cell.text, &cell.location, &sentence);
    let exact = figure
        .number
        .filter(|number| number.low == number.high && !figure.percent && is_whole(number.low))?;
    let plausible = exact.low < Decimal::from(super::counts::MANKIND);
    let value = if is_negative(&cell.text) {
        -exact.low
    } else {
        exact.low
    };
    (sentence.tokens.len() <= 2 && plausible).then_some(value)
}

/// "–12,000", where a dash alone would be an empty cell.
fn is_negative(text: &str) -> bool {
    let number = text.trim().strip_prefix(['-', '−', '–']);
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Words of a label that says it is a total.
const LABEL: usize = 5;

pub fn is_total(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    let all = sentence.tokens.len();
    let total = all <= LABEL && sentence.all(List::Total).any(|hit| hit.start <= 1);
    // "Final conference" is the last of them, and not their sum.
    let whole = sentence
        .all(List::WholeWords)
        .any(|hit| hit.start <= 1 && hit.end == all);
    total || whole || is_all(&sentence)
}

/// "Total | men" is the total of the rows of men.
fn same_group(table: &Table, row: usize, total_row: usize) -> bool {
    let second = |row: usize| {
        table
            .cell(row, 1)
            .filter(|cell| cell.column == 1)
            .map_or("", |cell| cell.text.trim())
    };
    let label = second(total_row);
    let is_label = label.chars().any(char::is_alphabetic) && !label.chars().any(|c| c.is_ascii_digit());
    !is_label || second(row) == label
}

/// A total is at least its largest part; the same number over and over is repeated, not added.
fn can_be_sum(values: &[Decimal], total: Decimal) -> bool {
    let largest = values.iter().max().copied().unwrap_or_default();
    let repeated = values.iter().all(|value| *value == values[0]);
    total >= largest && !(repeated && total == largest)
}

/// A year is a label and no value: such a column is not added up.
fn looks_like_years(values: &[Decimal]) -> bool {
    values
        .iter()
        .all(|value| *value >= Decimal::from(1950) && *value <= Decimal::from(2100))
}

/// Rows of women and of men make up a column's total.
fn rows_by_sex(reader: &Reader, table: &Table, rows: &[(usize, Option<Decimal>)]) -> Option<Breakdown> {
    let label = |row: usize| {
        let cell = table.cell(row, 0)?;
        let sentence = reader.sentence(&cell.text);
        let sex = [List::Female, List::Male]
            .into_iter()
            .find(|list| sentence.has(*list))?;
        Some((sex, cell))
    };
    let labels: Vec<(List, &Cell)> = rows.iter().map(|(row, _)| label(*row)).collect::<Option<_>>()?;
    let both = labels.iter().any(|(sex, _)| *sex == List::Female)
        && labels.iter().any(|(sex, _)| *sex == List::Male);
    let parts = labels.iter().map(|(_, cell)| Disaggregation {
        dimension: Dimension::Sex,
        value: cell.text.trim().to_string(),
        number: None,
        seen_in: SeenIn::Table,
        location: cell.location.clone(),
    });
    both.then(|| Breakdown {
        dimension: Dimension::Sex,
        parts: parts.collect(),
        complete: false,
    })
}

/// "All settlements": a last row that is the sum of the others in some column is meant as their total in each.
fn summed_row(reader: &Reader, table: &Table, first_row: usize) -> Option<usize> {
    let last = table
        .rows()
        .checked_sub(1)
        .filter(|last| last - first_row.min(*last) >= SUMMANDS)?;
    let own =
        |row: usize, column: usize| value(reader, table.cell(row, column).filter(|cell| cell.row == row)?);
    let summed = (1..table.columns()).any(|column| {
        let values: Option<Vec<Decimal>> = (first_row..last).map(|row| own(row, column)).collect();
        let total = own(last, column).filter(|total| *total >= Decimal::from(TELLING));
        values.zip(total).is_some_and(|(values, total)| {
            let parts = values.iter().filter(|value| !value.is_zero()).count() >= SUMMANDS;
            parts && values.iter().sum::<Decimal>() == total
        })
    });
    let labelled = table
        .cell(last, 0)
        .is_some_and(|cell| cell.text.chars().any(char::is_alphabetic));
    (summed && labelled).then_some(last)
}

/// "Women, men, all": the row after those of the sexes.
fn row_of_both_sexes(reader: &Reader, table: &Table, first_row: usize) -> Option<usize> {
    let label = |row: usize| reader.sentence(table.text(row, 0));
    let last = table
        .rows()
        .checked_sub(1)
        .filter(|last| *last == first_row + 2)?;
    let of = |row: usize, sex: List| label(row).starts(sex, 0);
    let sexes = [(List::Female, List::Male), (List::Male, List::Female)]
        .into_iter()
        .any(|(one, other)| of(first_row, one) && of(first_row + 1, other));
    let all = [List::EveryWords, List::BothSexes, List::BothWords]
        .into_iter()
        .any(|list| label(last).starts(list, 0));
    (sexes && all).then_some(last)
}

/// Rows that make up another; sums of fewer or smaller numbers come about by chance.
const SUMMANDS: usize = 3;
const TELLING: i64 = 30;

fn column_totals(reader: &Reader, table: &Table, first_row: usize) -> Vec<Statistic> {
    let total_row = (first_row + 1..table.rows()).find(|row| {
        table
            .cell(*row, 0)
            .is_some_and(|cell| is_total(reader, &cell.text))
    });
    let both = || row_of_both_sexes(reader, table, first_row);
    let Some(total_row) = total_row
        .or_else(|| summed_row(reader, table, first_row))
        .or_else(both)
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for column in 1..table.columns() {
        let Some(cell) = table.cell(total_row, column) else {
            continue;
        };
        let Some(total) = value(reader, cell) else {
            continue;
        };
        let rows: Vec<(usize, Option<Decimal>)> = (first_row..total_row)
            .filter_map(|row| {
                table
                    .cell(row, column)
                    .filter(|_| same_group(table, row, total_row))
                    .filter(|cell| cell.row == row && !cell.text.trim().is_empty())
                    .map(|cell| (row, value(reader, cell)))
            })
            .collect();
        let values: Option<Vec<Decimal>> = rows.iter().map(|(_, value)| *value).collect();
        let Some(values) = values
            .filter(|values| values.len() >= 2 && !looks_like_years(values) && can_be_sum(values, total))
        else {
            continue;
        };
        let parts = rows
            .iter()
            .zip(&values)
            .map(|((row, _), value)| Disaggregation {
                dimension: Dimension::Other,
                value: table.text(*row, 0).to_string(),
                number: Some(*value),
                seen_in: SeenIn::Table,
                location: cell.location.clone(),
            })
            .collect();
        let noun = header_texts(table, 0..first_row, column).join(" ");
        found.push(Statistic {
            number: Number::exact(total),
            written: cell.text.trim().to_string(),
            subject: format!("{noun} total"),
            noun,
            counted: Counted::Other,
            quote: Passage::new(table.row(total_row).text, cell.location.clone()),
            breakdowns: rows_by_sex(reader, table, &rows)
                .into_iter()
                .chain([Breakdown {
                    dimension: Dimension::Other,
                    parts,
                    complete: true,
                }])
                .collect(),
            ..Statistic::default()
        });
    }
    if overlap(&found) {
        found.clear();
    }
    found
}

/// "Health care 1,350, food 1,200, shelter 1,300, all served 1,626", and alike in each column: who is served twice is one
/// person in the total.
fn overlap(totals: &[Statistic]) -> bool {
    let exceeded = |own: &Statistic| {
        let mut sums = own
            .breakdowns
            .iter()
            .filter(|parts| parts.complete)
            .map(Breakdown::sum);
        sums.any(|sum| sum * Decimal::TEN > own.number.high * Decimal::from(ELEVEN))
    };
    totals.len() > 1 && totals.iter().all(exceeded)
}

/// Parts that exceed their total by more than a tenth, in tenths.
const ELEVEN: i64 = 11;
