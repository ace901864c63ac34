//! Percentages and unit costs, and the figures that they should follow from.

mod achieved;
mod averages;
mod base;
mod beside;
mod change;
mod conclusions;
mod group;
mod linked;
mod multiples;
pub mod points;
mod products;
pub mod prose;
mod reached;
mod sexes;
mod table;
mod targets;
pub mod unit_costs;

use std::ops::Range;

use super::Reader;
use super::lexicon::List;
use super::numbers::NumberToken;
use super::words::Sentence;
use crate::document::{BlockKind, Passage};
use crate::report::{Ratio, Statistic};

pub fn ratios(reader: &Reader, statistics: &[Statistic]) -> Vec<Ratio> {
    let mut found = Vec::new();
    let passages = passages(reader);
    for passage in &passages {
        found.extend(prose::shares(reader, passage));
        found.extend(points::in_prose(reader, passage));
        found.extend(multiples::in_prose(reader, passage));
        found.extend(products::products(reader, passage));
        found.extend(targets::of_targets(reader, passage));
    }
    for block in &reader.document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            found.extend(table::shares(reader, table));
            found.extend(table::labelled(reader, table));
            found.extend(points::in_table(reader, table));
            found.extend(achieved::of_targets(reader, table));
            found.extend(averages::in_table(reader, table));
        }
    }
    found.extend(reached::of_population(reader, &passages));
    for passage in &passages {
        let new = beside::ratios(reader, passage);
        let told: Vec<Ratio> = new.into_iter().filter(|own| !is_told(&found, own)).collect();
        found.extend(told);
    }
    let known = |own: &Ratio| found.iter().any(|other| other.quote.text == own.quote.text);
    let of_sexes: Vec<Ratio> = sexes::shares(reader, statistics)
        .into_iter()
        .filter(|own| !known(own))
        .collect();
    found.extend(of_sexes);
    found.extend(unit_costs::unit_costs(reader, &passages));
    found
}

/// The same number of the same sentence is followed up already.
fn is_told(found: &[Ratio], own: &Ratio) -> bool {
    found.iter().any(|other| {
        let same = other.quote == own.quote && other.value.low == own.value.low;
        same && (other.figures.is_some() || other.of_whole == Some(true))
    })
}

/// Words from which a cell is read as running text.
const TEXT_WORDS: usize = 5;

/// Running text, in paragraphs and in the cells of tables.
pub fn passages(reader: &Reader) -> Vec<Passage> {
    let mut found = Vec::new();
    for block in &reader.document.blocks {
        match &block.kind {
            BlockKind::Heading { .. } => {}
            BlockKind::Table(table) => found.extend(
                table
                    .cells()
                    .iter()
                    .filter(|cell| cell.text.split_whitespace().count() >= TEXT_WORDS)
                    .map(|cell| Passage::new(&cell.text, cell.location.clone())),
            ),
            _ => found.extend(
                block
                    .text()
                    .map(|text| Passage::new(text, block.location.clone())),
            ),
        }
    }
    found
}

/// A number as written.
pub fn written(sentence: &Sentence, number: &NumberToken) -> String {
    sentence.between(number.start, number.end).to_string()
}

/// Compares with something that may be exceeded: a target, a budget, an earlier time.
fn can_exceed(sentence: &Sentence) -> bool {
    can_exceed_within(sentence, 0..sentence.tokens.len())
}

/// The same of some tokens only: "… reaches 118 % of the households, and the target was met".
fn can_exceed_within(sentence: &Sentence, tokens: Range<usize>) -> bool {
    let changes = sentence
        .all(List::ChangeVerbs)
        .any(|hit| tokens.contains(&hit.start));
    changes || is_held_against_within(sentence, tokens)
}

/// Whether it names what a share is held against and may exceed.
fn is_held_against_within(sentence: &Sentence, tokens: Range<usize>) -> bool {
    [
        List::Exceedable,
        List::ColumnTarget,
        List::ColumnBaseline,
        List::Increase,
        List::Falling,
        List::EarlierWords,
        List::Currency,
    ]
    .into_iter()
    .flat_map(|list| sentence.all(list))
    .any(|hit| tokens.contains(&hit.start))
}

/// Names people or things that a share can be of.
fn names_a_whole(sentence: &Sentence) -> bool {
    [
        List::People,
        List::Households,
        List::Cases,
        List::Organisations,
        List::Products,
        List::Contacts,
        List::Events,
    ]
    .into_iter()
    .any(|list| sentence.has(list))
}
