//! "120 women and young people took the courses on peace", above a table that tells the same paragraph once more and has 124.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::document::{Block, BlockKind, Location, Passage, Table};
use crate::report::Contradiction;

/// Smaller numbers count too many things.
const LEAST: i64 = 20;
/// Rows that repeat the paragraph's figures show that the table does.
const REPEATED: usize = 2;
/// Blocks above a table that it repeats.
const ABOVE: usize = 3;
/// Hundredths: how near two values of one thing come.
const CLOSE: i64 = 90;
/// Words that a row and a sentence on one thing share.
const SHARED: usize = 3;

struct Figure {
    number: Decimal,
    written: String,
    sentence: Sentence,
    place: Passage,
    /// "More than 1,300".
    at_least: bool,
    approximate: bool,
}

pub fn contradictions(reader: &Reader) -> Vec<Contradiction> {
    let blocks = &reader.document.blocks;
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        let above = blocks[at.saturating_sub(ABOVE)..at]
            .iter()
            .filter(|own| own.location.section == block.location.section)
            .flat_map(|own| in_prose(reader, own));
        let told: Vec<Figure> = above.collect();
        if told.len() > REPEATED {
            found.extend(of_table(&told, &rows(reader, table)));
        }
    }
    found
}

fn of_table(told: &[Figure], rows: &[Figure]) -> Vec<Contradiction> {
    let tells = |number: Decimal| told.iter().any(|own| own.number == number);
    let repeated = rows.iter().filter(|row| tells(row.number)).count();
    if repeated < REPEATED {
        return Vec::new();
    }
    let listed = |number: Decimal| rows.iter().any(|row| row.number == number);
    let open = rows.iter().filter(|row| !tells(row.number));
    open.filter_map(|row| {
        let mut same = told.iter().filter(|own| !listed(own.number) && is_of(row, own));
        let own = same.next()?;
        same.next().is_none().then(|| Contradiction {
            first: own.written.clone(),
            second: row.written.clone(),
            quote: row.place.clone(),
            other: own.place.clone(),
        })
    })
    .collect()
}

/// Near, of the same words, and not within what "more than" leaves open.
fn is_of(row: &Figure, told: &Figure) -> bool {
    let (low, high) = (row.number.min(told.number), row.number.max(told.number));
    let near = low * Decimal::ONE_HUNDRED >= high * Decimal::from(CLOSE);
    let open = told.approximate && !(told.at_least && row.number < told.number);
    let said = told.sentence.content();
    let label = row.sentence.content();
    let shared = label.iter().filter(|word| said.contains(word)).count();
    near && !open && shared >= SHARED && shared * 2 >= label.len()
}

fn in_prose(reader: &Reader, block: &Block) -> Vec<Figure> {
    let item = matches!(
        block.kind,
        BlockKind::ListItem { .. } | BlockKind::Paragraph { .. }
    );
    let text = block.text().filter(|_| item).unwrap_or_default();
    let sentences = reader.sentences(text);
    sentences
        .iter()
        .flat_map(|sentence| figures(sentence, &block.location))
        .collect()
}

fn figures(sentence: &Sentence, place: &Location) -> Vec<Figure> {
    let counts = sentence.numbers.iter().filter(|number| {
        let value = number.number;
        value.low == value.high
            && value.low >= Decimal::from(LEAST)
            && !number.percent
            && !sentence.is_year(number)
            && !sentence.is_money(number)
    });
    counts
        .map(|number| {
            let bound = sentence.all(List::AtLeast).find(|hit| hit.end == number.start);
            let from = bound.map_or(number.start, |hit| hit.start);
            Figure {
                number: number.number.low,
                written: sentence.between(from, number.end).to_string(),
                sentence: sentence.clone(),
                place: Passage::new(&sentence.text, place.clone()),
                at_least: bound.is_some(),
                approximate: number.number.approximate,
            }
        })
        .collect()
}

/// Of each row its label and the one number behind it.
fn rows(reader: &Reader, table: &Table) -> Vec<Figure> {
    let rows = 1..table.rows();
    rows.filter_map(|row| {
        let label = table.cell(row, 0)?;
        let value = table.cell(row, 1)?;
        let sentence = reader.sentence(&value.text);
        let own = figures(&sentence, &value.location).into_iter().next();
        let alone = sentence.numbers.len() == 1 && sentence.numbers[0].start == 0;
        own.filter(|_| alone).map(|own| Figure {
            sentence: reader.sentence(&label.text),
            place: Passage::new(table.row(row).text, value.location.clone()),
            written: value.text.trim().to_string(),
            ..own
        })
    })
    .collect()
}
