//! An indicator that stands twice in a table under one code, with two values.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::header::{header, header_texts};
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::document::{Cell, Passage, Table};
use crate::report::Contradiction;

/// Letters of a code: "1220a", "1.2.3", "IR 1.1".
const CODE: usize = 8;
/// Words that two labels of one indicator share.
const SHARED: usize = 3;
/// Rows of these are of a part of what the row above is of.
const PARTS: [List; 6] = [
    List::Female,
    List::Male,
    List::Age,
    List::Months,
    List::PartWords,
    List::PeriodLabels,
];

pub fn contradictions(reader: &Reader, table: &Table) -> Vec<Contradiction> {
    let head = header(table);
    let reached: Vec<usize> = (2..table.columns())
        .filter(|column| {
            let above = reader.sentence(&header_texts(table, head.clone(), *column).join(" "));
            above.has(List::ColumnActual) || above.has(List::ColumnResult)
        })
        .collect();
    if reached.is_empty() {
        return Vec::new();
    }
    let rows: Vec<(usize, &Cell, Sentence)> = (head.end..table.rows())
        .filter_map(|row| {
            // A code over several rows is of one indicator and its parts.
            let own = |column: usize| {
                table
                    .cell(row, column)
                    .filter(|cell| cell.row == row && cell.row_span == 1)
            };
            let code = own(0).filter(|cell| is_code(&cell.text))?;
            Some((row, code, reader.sentence(&own(1)?.text)))
        })
        .collect();
    let mut found = Vec::new();
    for (at, (row, code, label)) in rows.iter().enumerate() {
        let earlier = rows[..at]
            .iter()
            .find(|(_, other, name)| other.text.trim() == code.text.trim() && is_one_name(name, label));
        let Some((before, _, _)) = earlier else { continue };
        if are_apart(table, &reached, *before, *row) {
            continue;
        }
        let differ = reached.iter().find_map(|column| {
            let (one, other) = (table.cell(*before, *column)?, table.cell(*row, *column)?);
            let (first, second) = (value(reader, one)?, value(reader, other)?);
            (first.1 == second.1 && first.0 != second.0).then_some((one, other))
        });
        found.extend(differ.map(|(one, other)| Contradiction {
            first: one.text.trim().to_string(),
            second: other.text.trim().to_string(),
            quote: Passage::new(table.row(*row).text, other.location.clone()),
            other: Passage::new(table.row(*before).text, one.location.clone()),
        }));
    }
    found
}

/// Another period, place or target stands in both rows.
fn are_apart(table: &Table, reached: &[usize], one: usize, other: usize) -> bool {
    let text = |row: usize, column: usize| table.text(row, column);
    let filled = |text: &str| text.chars().any(char::is_alphanumeric);
    (2..table.columns())
        .filter(|column| !reached.contains(column))
        .map(|column| (text(one, column), text(other, column)))
        .any(|(one, other)| filled(one) && filled(other) && one != other)
}

fn is_code(text: &str) -> bool {
    let text = text.trim();
    // "1." numbers rows, and begins again.
    let telling = text.chars().filter(|c| c.is_alphanumeric()).count() > 2;
    telling && text.chars().count() <= CODE && text.contains(|c: char| c.is_ascii_digit())
}

/// Stems outside brackets.
fn named(label: &Sentence) -> Vec<&str> {
    let tokens = label.tokens.iter().enumerate();
    let outside = tokens.filter(|(at, token)| token.is_word() && !label.in_brackets(*at));
    outside
        .filter(|(at, token)| token.lower.chars().count() > 2 && !label.at(List::Function, *at))
        .map(|(_, token)| token.stem.as_str())
        .collect()
}

/// All words of the shorter stand in the longer.
fn is_one_name(one: &Sentence, other: &Sentence) -> bool {
    let (one_words, other_words) = (named(one), named(other));
    let (short, long) = if one_words.len() <= other_words.len() {
        (one_words, other_words)
    } else {
        (other_words, one_words)
    };
    let alike = PARTS.into_iter().all(|list| one.has(list) == other.has(list));
    alike && short.len() >= SHARED && short.iter().all(|word| long.contains(word))
}

/// The one number of a cell, and whether it is a percentage.
fn value(reader: &Reader, cell: &Cell) -> Option<(Decimal, bool)> {
    let sentence = reader.sentence(&cell.text);
    let [number] = &sentence.numbers[..] else {
        return None;
    };
    let bare = !sentence.tokens.iter().any(|token| token.is_word());
    (bare && number.number.low == number.number.high).then_some((number.number.low, number.percent))
}
