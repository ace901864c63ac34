//! The DAC marker as a report states it itself.

use rust_decimal::prelude::ToPrimitive;

use crate::document::{BlockKind, Passage, Table};
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::report::GenderMarker;

/// Words between the name of the marker and its score.
const MARKER_REACH: usize = 6;

/// In a row of a table, or in a sentence: "gender equality policy marker: 1", "significant objective".
pub fn stated_marker(reader: &Reader) -> Option<GenderMarker> {
    let rows = reader.document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) => (0..table.rows()).find_map(|row| marker_of_row(reader, table, row)),
        _ => None,
    });
    rows.or_else(|| marker_in_prose(reader))
}

/// "Gender marker (DAC) | 1, significant objective".
fn marker_of_row(reader: &Reader, table: &Table, row: usize) -> Option<GenderMarker> {
    let label = reader.sentence(&table.cell(row, 0)?.text);
    let named = label.has(List::GenderMarkerWords) && label.numbers.is_empty();
    let cell = table.cell(row, 1).filter(|cell| named && cell.row == row)?;
    let value = reader.sentence(&cell.text);
    let digit = value
        .numbers
        .first()
        .filter(|number| number.start == 0 && !number.percent);
    let word = || value.first(List::MarkerScores).and_then(|hit| hit.value);
    let score = digit
        .and_then(|number| number.number.low.to_i64())
        .or_else(word)?;
    Some(GenderMarker {
        significance: u8::try_from(score).ok().filter(|score| *score <= 2)?,
        quote: Passage::new(table.row(row).text, cell.location.clone()),
    })
}

fn marker_in_prose(reader: &Reader) -> Option<GenderMarker> {
    reader.passages().find_map(|(_, passage)| {
        reader.sentences(&passage.text).iter().find_map(|sentence| {
            let name = sentence.first(List::GenderMarkerWords)?.end;
            let near = name..name + MARKER_REACH;
            let word = sentence
                .all(List::MarkerScores)
                .find(|hit| near.contains(&hit.start))
                .and_then(|hit| hit.value);
            let digit = || {
                let number = sentence
                    .numbers
                    .iter()
                    .find(|number| near.contains(&number.start))?;
                number.number.low.to_i64().filter(|_| !number.percent)
            };
            let significance = u8::try_from(word.or_else(digit)?)
                .ok()
                .filter(|score| *score <= 2)?;
            Some(GenderMarker {
                significance,
                quote: Passage::new(&sentence.text, passage.location.clone()),
            })
        })
    })
}
