//! Tables whose rows read as sentences: first the figure, then what it counts. "123,902 | people gained access to water".

use super::super::{Reader, Role};
use super::prose;
use crate::document::{Passage, Table};
use crate::extract::header::header;
use crate::report::{Counted, Statistic};

/// The figure, what it counts, and perhaps when or where.
const COLUMNS: usize = 3;
/// Of so many rows in ten the first cell is a figure.
const MOST: usize = 7;

/// What a grid of figures says, each with its words in one cell: "12,000 people trained | 4,800 children vaccinated". None where
/// the table is another.
pub fn of_grid(reader: &Reader, table: &Table, role: Role) -> Option<Vec<Statistic>> {
    let filled = || table.cells().iter().filter(|cell| !cell.text.trim().is_empty());
    let mut told = Vec::new();
    for cell in filled() {
        let sentence = reader.sentence(cell.text.trim());
        let number = sentence.numbers.first().filter(|number| number.start == 0)?;
        if number.end < sentence.tokens.len() {
            told.push(cell);
        }
    }
    let mut own = Vec::new();
    for cell in told.iter().filter(|_| told.len() > 1) {
        prose(
            reader,
            &Passage::new(cell.text.trim(), cell.location.clone()),
            false,
            role,
            &mut own,
        );
    }
    // "3 days | 42 participants" in every row has no figures that are told by themselves.
    let people = own.iter().any(|statistic| statistic.counted == Counted::People);
    people.then_some(own)
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
