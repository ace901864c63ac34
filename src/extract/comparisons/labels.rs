//! Rows whose own label says that one unit gave way to another from some year on.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::series::is_period;
use super::super::statistics::counts;
use super::super::words::Sentence;
use super::related::of_claim;
use super::told::is_told_apart;
use super::{are_taken_for_another, value};
use crate::document::{BlockKind, Cell, Passage, Table};
use crate::report::{ComparedValue, Comparison, Counted};

/// Figures of a row that make a series.
const SERIES: usize = 2;
/// Tokens from a year to the unit of it.
const REACH: usize = 3;
/// Blocks after a table that speak of it.
const BLOCKS: usize = 3;

pub fn comparisons(reader: &Reader) -> Vec<Comparison> {
    let mut found = Vec::new();
    for (index, block) in reader.document.blocks.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        // "The two cannot be compared" beside it.
        if is_told_apart(reader, index.saturating_sub(BLOCKS)..=index + BLOCKS) {
            continue;
        }
        let labels = table.cells().iter().filter(|cell| is_label(reader, table, cell));
        found.extend(labels.filter_map(|cell| {
            let (one, other) = units(&reader.sentence(&cell.text))?;
            let mut values = vec![
                value(cell.text.trim(), one, cell),
                value(cell.text.trim(), other, cell),
            ];
            values.extend(claim(reader, index));
            Some(Comparison {
                quote: Passage::new(cell.text.trim(), cell.location.clone()),
                values,
            })
        }));
    }
    found
}

/// Of a row with bare figures, or of a column by period.
fn is_label(reader: &Reader, table: &Table, cell: &Cell) -> bool {
    let figures = (cell.column + 1..table.columns())
        .filter_map(|column| table.cell(cell.row, column))
        .filter(|cell| {
            let sentence = reader.sentence(&cell.text);
            sentence.numbers.len() == 1 && sentence.tokens.len() == 1
        });
    let across = cell.column == 0 && figures.count() >= SERIES;
    // Above a column of years.
    let down = || {
        let rows = (1..table.rows()).filter_map(|row| table.cell(row, 0));
        rows.filter(|label| is_period(reader, &label.text)).count() >= SERIES
    };
    across || (cell.row == 0 && down())
}

/// "Cases opened (from 2018: complainants)", "2021 and 2022: cases; 2023: clients".
fn units(label: &Sentence) -> Option<(Counted, Counted)> {
    let counts_nothing = label.numbers.iter().all(|number| label.is_year(number));
    let named = |from: usize, to: usize| {
        let hits = counts::NOUNS
            .iter()
            .flat_map(|(list, counted)| label.all(*list).map(move |hit| (hit.start, *counted)));
        let first = hits
            .filter(|(at, _)| (from..to).contains(at))
            .min_by_key(|(at, _)| *at);
        first.map(|(_, counted)| counted)
    };
    let of_years = label.numbers.iter().filter(|number| {
        let mark = label.tokens.get(number.end).map(|token| token.lower.as_str());
        label.is_year(number) && mark.is_some_and(|mark| matches!(mark, ":" | "="))
    });
    let mut of_years: Vec<Counted> = of_years
        .filter_map(|year| named(year.end + 1, year.end + 1 + REACH))
        .collect();
    let head = named(0, label.tokens.len()).filter(|_| counts_nothing)?;
    of_years.extend(dated(label));
    let other = of_years
        .into_iter()
        .find(|own| are_taken_for_another(head, *own))?;
    Some((head, other))
}

/// "Calls in 2010 and 2011, callers in 2012": the unit of each year stands before it, and at least two do.
fn dated(label: &Sentence) -> Vec<Counted> {
    let nouns: Vec<(usize, usize, Counted)> = counts::NOUNS
        .iter()
        .flat_map(|(list, counted)| label.all(*list).map(move |hit| (hit.start, hit.end, *counted)))
        .collect();
    let year_after = |end: usize| {
        let year = label.numbers.iter().find(|number| number.start >= end)?;
        let between = nouns.iter().any(|(start, ..)| (end..year.start).contains(start));
        (label.is_year(year) && year.start - end < REACH && !between).then_some(year.start)
    };
    let found: Vec<Counted> = nouns
        .iter()
        .filter(|(_, end, counted)| year_after(*end).is_some() && *counted != Counted::Events)
        .map(|(.., counted)| *counted)
        .collect();
    if found.len() >= 2 { found } else { Vec::new() }
}

/// What is said of the course right after the table.
fn claim(reader: &Reader, table: usize) -> Option<ComparedValue> {
    let blocks = reader.document.blocks.iter().skip(table + 1).take(BLOCKS);
    let text = blocks.filter(|block| matches!(block.kind, BlockKind::Paragraph { .. }));
    text.into_iter().find_map(|block| {
        let sentences = reader.sentences(block.text()?).to_vec();
        let claim = sentences.into_iter().find(|own| own.has(List::ChangeVerbs))?;
        Some(of_claim(&claim, &block.location))
    })
}
