//! Tables whose rows read as sentences: first the figure, then what it counts. "123,902 | people gained access to water".

use super::super::{Reader, Role};
use super::prose;
use crate::document::{Cell, Passage, Table};
use crate::extract::header::header;
use crate::extract::lexicon::List;
use crate::report::Statistic;

/// The figure, what it counts, and perhaps when or where.
const COLUMNS: usize = 3;
/// Of so many rows in ten the first cell is a figure.
const MOST: usize = 7;

/// What a grid of figures says that is not in `found`, each with its words in one cell: "12,000 people trained | 4,800 children
/// vaccinated". A table that tells women from men is none: its cells belong together.
pub fn of_grid(reader: &Reader, table: &Table, role: Role, found: &[Statistic]) -> Vec<Statistic> {
    let filled = || table.cells().iter().filter(|cell| !cell.text.trim().is_empty());
    let mut told = Vec::new();
    for cell in filled() {
        let sentence = reader.sentence(cell.text.trim());
        let number = sentence.numbers.first().filter(|number| number.start == 0);
        let sexed = [List::Female, List::Male]
            .into_iter()
            .any(|list| sentence.has(list));
        match number {
            Some(_) if sexed => return Vec::new(),
            Some(number) if number.end < sentence.tokens.len() => told.push(cell),
            // A figure over its words has been put before them; any other is of a row or column.
            Some(_)
                if table
                    .text(cell.row + 1, cell.column)
                    .starts_with(cell.text.trim()) => {}
            _ => return Vec::new(),
        }
    }
    let known = |cell: &&&Cell| found.iter().any(|own| own.quote.location == cell.location);
    let mut own = Vec::new();
    for cell in told.iter().filter(|cell| told.len() > 1 && !known(cell)) {
        let read = Passage::new(cell.text.trim(), cell.location.clone());
        prose(reader, &read, false, role, &mut own);
    }
    own
}

/// What the rows say that are not in `found`, row by row.
pub fn statistics(reader: &Reader, table: &Table, role: Role, found: &[Statistic]) -> Vec<Statistic> {
    let rows: Vec<(usize, String)> = (header_end(table)..table.rows())
        .filter_map(|row| Some((row, sentence_of(reader, table, row)?)))
        .collect();
    if !(2..=COLUMNS).contains(&table.columns())
        || rows.len() * 10 < (table.rows() - header_end(table)) * MOST
    {
        return Vec::new();
    }
    let mut own = Vec::new();
    for (row, text) in rows {
        let quote = table.row(row);
        let known = |other: &Statistic| other.quote.location.row == quote.location.row;
        if found.iter().any(known) {
            continue;
        }
        let first = own.len();
        let read = Passage::new(&text, quote.location.clone());
        prose(reader, &read, false, role, &mut own);
        for statistic in &mut own[first..] {
            statistic.quote = quote.clone();
        }
    }
    own
}

/// A first row that is a figure itself is no header.
fn header_end(table: &Table) -> usize {
    let figure = table.cell(0, 0).is_some_and(|cell| begins_with_digit(&cell.text));
    if figure { 0 } else { header(table).end }
}

fn begins_with_digit(text: &str) -> bool {
    text.trim().starts_with(|c: char| c.is_ascii_digit())
}

/// "123,902 people gained access to water".
fn sentence_of(reader: &Reader, table: &Table, row: usize) -> Option<String> {
    let cell = |column: usize| {
        table
            .cell(row, column)
            .filter(|cell| cell.row == row && cell.column == column)
    };
    let (figure, label) = (cell(0)?, cell(1)?);
    let number = reader.sentence(figure.text.trim());
    let alone = number.numbers.len() == 1 && number.numbers[0].end == number.tokens.len();
    let words = label.text.trim().starts_with(char::is_alphabetic);
    (begins_with_digit(&figure.text) && alone && words)
        .then(|| format!("{} {}", figure.text.trim(), label.text.trim()))
}
