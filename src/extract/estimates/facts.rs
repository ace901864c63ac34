//! Facts on an area or its population in the rows of a table: "People without electricity in the province | 86 %".

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::statistics::counts;
use super::super::words::Sentence;
use super::{LOCAL, ROUND, is_national, tells_deed};
use crate::document::{Block, BlockKind, Cell, Passage, Table};
use crate::report::Estimate;

/// Wider tables compare years or sites.
const COLUMNS: usize = 3;
/// Blocks around a table that may name its source.
const NEAR: usize = 2;

pub fn of_tables(reader: &Reader) -> Vec<Estimate> {
    let mut found = Vec::new();
    for (index, block) in reader.document.blocks.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        if table.columns() <= COLUMNS && !is_sourced(reader, index, table) && !has_targets(reader, table) {
            found.extend((1..table.rows()).filter_map(|row| fact(reader, table, row)));
        }
    }
    found
}

fn fact(reader: &Reader, table: &Table, row: usize) -> Option<Estimate> {
    let cell = table.cell(row, 0)?;
    let label = reader.sentence(&cell.text);
    let area = is_national(&label) || label.has(List::AreaWords);
    let own = tells_deed(&label) || label.has(List::OwnAgents);
    if !area || own || label.numbers.iter().any(|number| number.percent) {
        return None;
    }
    let value = table.cell(row, 1).map(|value| reader.sentence(&value.text))?;
    let told = is_share(&value) || (counts_people(&label) && is_rounded(&value));
    told.then(|| estimate(cell, &value))
}

fn estimate(cell: &Cell, value: &Sentence) -> Estimate {
    Estimate {
        written: value.text.clone(),
        source: None,
        quote: Passage::new(cell.text.trim(), cell.location.clone()),
    }
}

fn is_share(value: &Sentence) -> bool {
    let numbers = &value.numbers;
    numbers
        .first()
        .is_some_and(|number| number.percent && numbers.len() == 1)
        || numbers
            .iter()
            .any(|number| counts::is_share_in_words(value, number))
}

fn counts_people(label: &Sentence) -> bool {
    [List::People, List::Households, List::Populations]
        .into_iter()
        .any(|list| label.has(list))
}

/// Nobody counts a population to the thousand.
fn is_rounded(value: &Sentence) -> bool {
    let [number] = &value.numbers[..] else {
        return false;
    };
    let low = number.number.low;
    low >= Decimal::from(LOCAL) && (low % Decimal::from(ROUND)).is_zero() && !value.is_money(number)
}

/// A source in a cell, or at the beginning of what stands around the table.
fn is_sourced(reader: &Reader, index: usize, table: &Table) -> bool {
    let mut cells = table.cells().iter().map(|cell| reader.sentence(&cell.text));
    if cells.any(|cell| super::names_source(&cell)) {
        return true;
    }
    let blocks = &reader.document.blocks;
    let near = index.saturating_sub(NEAR)..(index + NEAR + 1).min(blocks.len());
    blocks[near].iter().any(|block| is_note(reader, block))
}

/// "Source: …", "Sources: rows 1 and 3 …", a footnote.
pub fn is_note(reader: &Reader, block: &Block) -> bool {
    let noted = matches!(block.kind, BlockKind::Footnote { .. });
    let text = block.text().unwrap_or_default();
    let sentence = reader.sentences(text).first().cloned();
    let labelled = sentence.is_some_and(|sentence| {
        let mut hits = sentence.all(List::SourceWords);
        hits.any(|hit| hit.start <= 1 && sentence.tokens.get(hit.end).is_some_and(|mark| mark.lower == ":"))
    });
    noted || labelled
}

/// A framework of results says of each figure where it comes from, or does not: that is for others to ask.
fn has_targets(reader: &Reader, table: &Table) -> bool {
    let columns = [List::ColumnTarget, List::ColumnBaseline, List::ColumnActual];
    let mut heads = table
        .row(0)
        .text
        .split(" | ")
        .map(|head| reader.sentence(head))
        .collect::<Vec<_>>()
        .into_iter();
    heads.any(|head| columns.into_iter().any(|list| head.has(list)))
}
