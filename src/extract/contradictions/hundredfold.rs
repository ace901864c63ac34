//! "0.19 % … of 69 countries 19 per cent fulfil the criteria": a share that somewhere became its hundredth.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::ratios::written;
use super::super::words::Sentence;
use super::Told;
use crate::document::{Passage, Table};
use crate::report::Contradiction;

/// Decimal places that a share below one has where it was meant as a fraction of one.
const PLACES: u32 = 2;

pub fn in_prose(told: &Told) -> Vec<Contradiction> {
    let passages: Vec<(Sentence, Passage)> = told
        .sentences
        .iter()
        .map(|sentence| (sentence.clone(), told.quote(sentence)))
        .collect();
    within(&passages).into_iter().collect()
}

pub fn in_table(reader: &Reader, table: &Table) -> Vec<Contradiction> {
    let rows = 0..table.rows();
    rows.filter_map(|row| {
        let cells = (0..table.columns()).filter_map(|column| table.cell(row, column));
        let text = table.row(row).text;
        let passages: Vec<(Sentence, Passage)> = cells
            .filter(|cell| cell.row == row)
            .map(|cell| {
                (
                    reader.sentence(&cell.text),
                    Passage::new(&text, cell.location.clone()),
                )
            })
            .collect();
        within(&passages)
    })
    .collect()
}

/// The first share of a passage of which another is a hundred times as much, digit by digit.
fn within(passages: &[(Sentence, Passage)]) -> Option<Contradiction> {
    let shares = || {
        passages.iter().flat_map(|(sentence, passage)| {
            let shares = sentence
                .numbers
                .iter()
                .filter(|number| number.percent && !number.in_words);
            shares.map(move |share| (sentence, passage, share))
        })
    };
    shares().find_map(|(sentence, passage, small)| {
        let value = small.number.low.normalize();
        let fraction = value > Decimal::ZERO && value < Decimal::ONE && value.scale() >= PLACES;
        let (other, place, large) =
            shares().find(|(_, _, large)| fraction && large.number.low == value * Decimal::ONE_HUNDRED)?;
        Some(Contradiction {
            first: written(other, large),
            second: written(sentence, small),
            quote: passage.clone(),
            other: place.clone(),
        })
    })
}
