//! The same people met in each of several rounds, and the rounds added up as if they were others each time.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::document::{Block, BlockKind, Passage, Table};
use crate::report::{ComparedValue, Comparison, Counted};

/// A figure with its label.
struct Entry {
    label: Sentence,
    number: Decimal,
    quote: Passage,
}

pub fn comparisons(reader: &Reader) -> Vec<Comparison> {
    let blocks = &reader.document.blocks;
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if let BlockKind::Table(table) = &block.kind {
            // Columns side by side are of sites and sexes.
            let said = table.columns() == 2 && is_said_beside(reader, index, index + 1);
            let mut columns = 1..table.columns();
            found.extend(columns.find_map(|column| added(&of_column(reader, table, column), said)));
        }
    }
    let mut at = 0;
    for list in blocks.chunk_by(|one, other| is_item(one) && is_item(other)) {
        if is_item(&list[0]) {
            let entries: Vec<Entry> = list.iter().filter_map(|block| of_item(reader, block)).collect();
            found.extend(added(&entries, is_said_beside(reader, at, at + list.len())));
        }
        at += list.len();
    }
    found
}

fn is_item(block: &Block) -> bool {
    matches!(block.kind, BlockKind::ListItem { .. })
}

/// "The group was the same throughout", right before or after.
fn is_said_beside(reader: &Reader, from: usize, to: usize) -> bool {
    let near = from.saturating_sub(NEAR)..(to + NEAR).min(reader.document.blocks.len());
    let own = reader.document.blocks[near].iter();
    own.filter(|block| matches!(block.kind, BlockKind::Paragraph { .. }))
        .filter_map(|block| block.text())
        .flat_map(|text| reader.sentences(text).to_vec())
        .any(|sentence| {
            sentence.all(List::SameWords).any(|hit| {
                let mut near = hit.start.saturating_sub(REACH)..hit.end + REACH;
                near.any(|at| {
                    let people = [List::People, List::Collectives, List::Gatherings];
                    people.into_iter().any(|list| sentence.at(list, at))
                })
            })
        })
}

/// Blocks between a table or list and what is said of it.
const NEAR: usize = 2;
/// Tokens between "same" and those who are.
const REACH: usize = 3;

fn of_column(reader: &Reader, table: &Table, column: usize) -> Vec<Entry> {
    let rows = 1..table.rows();
    rows.filter_map(|row| {
        let cell = table.cell(row, column)?;
        let value = reader.sentence(&cell.text);
        let number = value.numbers.first().filter(|own| !own.percent)?.number.low;
        let head = table.cell(0, column).map_or("", |cell| cell.text.as_str());
        let label = table.cell(row, 0).map_or("", |cell| cell.text.as_str());
        Some(Entry {
            label: reader.sentence(&format!("{label} {head}")),
            number,
            quote: Passage::new(table.row(row).text, cell.location.clone()),
        })
    })
    .collect()
}

fn of_item(reader: &Reader, block: &Block) -> Option<Entry> {
    let text = block.text()?;
    let label = reader.sentence(text);
    let number = label.numbers.iter().find(|own| !own.percent)?.number.low;
    Some(Entry {
        quote: Passage::new(text, block.location.clone()),
        label,
        number,
    })
}

/// The last is the sum of those before, and of people.
fn added(entries: &[Entry], said: bool) -> Option<Comparison> {
    let (total, rounds) = entries.split_last()?;
    let sum: Decimal = rounds.iter().map(|round| round.number).sum();
    let same = said || rounds.iter().any(|round| round.label.has(List::SameWords));
    let summed = total.label.has(List::People) && sum == total.number && rounds.len() >= 2;
    (same && summed).then(|| Comparison {
        quote: total.quote.clone(),
        values: rounds
            .iter()
            .map(|round| value(round, Counted::Contacts))
            .chain([value(total, Counted::People)])
            .collect(),
    })
}

fn value(entry: &Entry, counted: Counted) -> ComparedValue {
    ComparedValue {
        written: entry.label.text.clone(),
        counted,
        quote: entry.quote.clone(),
    }
}
