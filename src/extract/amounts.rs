//! Sums of money, in sentences and in tables whose heading, caption or header names a currency.

use rust_decimal::Decimal;

use super::lexicon::{Hit, List};
use super::numbers::{self, NumberToken};
use super::ratios::unit_costs::with_currency;
use super::words::Sentence;
use super::{Reader, ratios};
use crate::document::{Block, BlockKind, Cell, Passage, Table};
use crate::report::Amount;

/// A cell of more words is a sentence.
const CELL_WORDS: usize = 3;

pub fn amounts(reader: &Reader) -> Vec<Amount> {
    let mut found = Vec::new();
    for passage in ratios::passages(reader) {
        for sentence in reader.sentences(&passage.text).iter() {
            let own = sentence
                .numbers
                .iter()
                .filter(|number| is_amount(sentence, number));
            found.extend(own.map(|number| Amount {
                number: number.number.low,
                written: with_currency(sentence, number),
                currency: currency_beside(sentence, number).unwrap_or_default(),
                quote: Passage::new(&sentence.text, passage.location.clone()),
            }));
        }
    }
    for block in &reader.document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            found.extend(in_table(reader, block, table));
        }
    }
    found
}

/// One exact sum: no share, no range and nothing owed.
pub fn is_amount(sentence: &Sentence, number: &NumberToken) -> bool {
    !number.percent
        && number.number.low > Decimal::ZERO
        && number.number.low == number.number.high
        && sentence.is_money(number)
}

fn in_table(reader: &Reader, block: &Block, table: &Table) -> Vec<Amount> {
    let heading = block.location.section.last().map_or("", String::as_str);
    let caption = table.caption.as_ref().map_or("", |caption| caption.text.as_str());
    let titled = [caption, heading]
        .into_iter()
        .find_map(|text| currency_in(&reader.sentence(text)));
    let amount = |cell: &Cell| {
        let sentence = reader.sentence(&cell.text);
        if sentence.tokens.len() > CELL_WORDS {
            return None;
        }
        let above = || table.cell(0, cell.column).map_or("", |cell| cell.text.as_str());
        let currency = currency_in(&sentence)
            .or_else(|| currency_in(&reader.sentence(above())))
            .or_else(|| titled.clone())?;
        let figure = numbers::figure(&cell.text, &cell.location, &sentence);
        let number = figure.number.filter(|_| !figure.percent)?;
        Some(Amount {
            number: number.low,
            written: cell.text.trim().to_string(),
            currency,
            quote: Passage::new(&cell.text, cell.location.clone()),
        })
    };
    table.cells().iter().filter_map(amount).collect()
}

/// The currency before or after a number, also "12,1 millones de pesos".
fn currency_beside(sentence: &Sentence, number: &NumberToken) -> Option<String> {
    let of = usize::from(sentence.starts(List::OfWords, number.end));
    let beside = |hit: &&Hit| [number.end, number.end + of].contains(&hit.start) || hit.end == number.start;
    let hit = sentence.all(List::Currency).find(beside);
    let sign = || {
        let beside = [number.start.checked_sub(1), Some(number.end)]
            .into_iter()
            .flatten();
        let mut tokens = beside.filter_map(|at| sentence.tokens.get(at));
        tokens.find(|token| !token.is_word() && !token.is_number())
    };
    hit.map(|hit| sentence.written(hit).to_string())
        .or_else(|| sign().map(|token| token.lower.clone()))
}

fn currency_in(sentence: &Sentence) -> Option<String> {
    let mut hits = sentence.all(List::Currency);
    hits.next().map(|hit| sentence.written(hit).to_string())
}
