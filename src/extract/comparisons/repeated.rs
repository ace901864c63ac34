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
    for block in blocks {
        if let BlockKind::Table(table) = &block.kind {
            let said = is_said_beside(reader, block);
            found.extend(
                (1..table.columns()).filter_map(|column| added(&of_column(reader, table, column), said)),
            );
        }
    }
    for list in blocks.chunk_by(|one, other| is_item(one) && is_item(other)) {
        if is_item(&list[0]) {
            let entries: Vec<Entry> = list.iter().filter_map(|block| of_item(reader, block)).collect();
            found.extend(added(&entries, is_said_beside(reader, &list[0])));
        }
    }
    found
}

fn is_item(block: &Block) -> bool {
    matches!(block.kind, BlockKind::ListItem { .. })
}

/// "The group was the same throughout."
fn is_said_beside(reader: &Reader, block: &Block) -> bool {
    let own = reader.document.blocks.iter().filter(|other| {
        matches!(other.kind, BlockKind::Paragraph { .. })
            && other.location.section.first() == block.location.section.first()
    });
    own.filter_map(|other| other.text())
        .flat_map(|text| reader.sentences(text).to_vec())
        .any(|sentence| {
            sentence.all(List::SameWords).any(|hit| {
                let near = hit.start.saturating_sub(REACH)..hit.end + REACH;
                near.into_iter()
                    .any(|at| sentence.at(List::People, at) || sentence.at(List::Collectives, at))
            })
        })
}

/// Tokens between "same" and those who are.
const REACH: usize = 2;

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
