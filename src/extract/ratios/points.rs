//! Changes stated in percentage points, and the two percentages that they should follow from.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::header::{header, header_texts};
use super::super::lexicon::List;
use super::super::numbers::{NumberToken, digits};
use super::super::words::Sentence;
use super::written;
use crate::document::{Cell, Passage, Table};
use crate::report::{Number, Ratio, RatioKind};

/// "Rose by 24 percentage points, from 18 to 42 per cent": the change and both its ends in one sentence.
pub fn in_prose(reader: &Reader, passage: &Passage) -> Vec<Ratio> {
    let mut found = Vec::new();
    for sentence in reader.sentences(&passage.text).iter() {
        let Some(change) = points(sentence) else { continue };
        let ends = ends(sentence);
        if let [from, to] = ends.as_slice()
            && sentence.has(List::FromWords)
        {
            let quote = Passage::new(&sentence.text, passage.location.clone());
            found.push(ratio(change, (*from, *to), quote));
        }
    }
    found
}

/// Both percentages, or both ends of one: "from 31 to 41 per cent".
fn ends(sentence: &Sentence) -> Vec<Decimal> {
    let found = sentence
        .numbers
        .iter()
        .filter(|number| number.percent && !is_of_points(sentence, number));
    let mut ends: Vec<Decimal> = found
        .flat_map(|number| [number.number.low, number.number.high])
        .collect();
    ends.dedup();
    ends
}

/// "80.6 % | ↑ 34.5 pp from 11.8 %", or "57.6 % | 95.9 % | +38.3 pp".
pub fn in_table(reader: &Reader, table: &Table) -> Vec<Ratio> {
    let rows = header(table);
    let is_target: Vec<bool> = (0..table.columns())
        .map(|column| {
            let above = header_texts(table, rows.clone(), column).join(" ");
            reader.sentence(&above).has(List::ColumnTarget)
        })
        .collect();
    let mut found = Vec::new();
    for row in rows.end..table.rows() {
        let cells: Vec<&Cell> = (0..table.columns())
            .filter_map(|column| table.cell(row, column).filter(|cell| cell.column == column))
            .collect();
        let values: Vec<(usize, Decimal)> = cells
            .iter()
            .filter(|cell| !is_target[cell.column])
            .filter_map(|cell| Some((cell.column, value(&reader.sentence(&cell.text))?)))
            .collect();
        for cell in &cells {
            let sentence = reader.sentence(&cell.text);
            let Some(change) = points(&sentence) else { continue };
            let before: Vec<Decimal> = values
                .iter()
                .filter(|(column, _)| *column < cell.column)
                .map(|(_, value)| *value)
                .collect();
            let own: Vec<Decimal> = percentages(&sentence).collect();
            let ends = match (own.as_slice(), before.as_slice()) {
                ([from], [to]) if sentence.has(List::FromWords) => (*from, *to),
                ([], [from, to]) => (*from, *to),
                _ => continue,
            };
            let texts: Vec<&str> = cells.iter().map(|cell| cell.text.trim()).collect();
            let quote = Passage::new(texts.join(" | "), cell.location.clone());
            found.push(ratio(change, ends, quote));
        }
    }
    found
}

/// "↑ 32.2 pp from 53.5 %": the percentage at the start of a change.
pub fn start(sentence: &Sentence) -> Option<Decimal> {
    let stated = points(sentence).is_some() && sentence.has(List::FromWords);
    let mut own = percentages(sentence);
    own.next().filter(|_| stated && own.next().is_none())
}

/// Abbreviations of percentage points that are written without a space: "34.5pp".
const GLUED: [&str; 3] = ["ppts", "ppt", "pp"];

/// The one number of percentage points, and how it is written.
fn points(sentence: &Sentence) -> Option<(Decimal, String)> {
    let glued = sentence.tokens.iter().filter_map(|token| {
        let digits = GLUED.iter().find_map(|mark| token.lower.strip_suffix(mark))?;
        Some((digits::parse(digits)?, token.lower.clone()))
    });
    let worded = sentence
        .numbers
        .iter()
        .filter(|number| is_of_points(sentence, number) && !is_whole(sentence, number))
        .map(|number| (number.number.low, written(sentence, number)));
    let mut found = glued.chain(worded);
    found.next().filter(|_| found.next().is_none())
}

/// "34 percentage points", "34 pp".
fn is_of_points(sentence: &Sentence, number: &NumberToken) -> bool {
    (number.start..=number.end).any(|token| sentence.at(List::PercentagePoints, token))
}

/// "46 de 50 puntos": points on the ground.
fn is_whole(sentence: &Sentence, number: &NumberToken) -> bool {
    let part = |part: &NumberToken| part.end + 1 == number.start && sentence.starts(List::OfWords, part.end);
    sentence.numbers.iter().any(part)
}

fn percentages(sentence: &Sentence) -> impl Iterator<Item = Decimal> {
    sentence
        .numbers
        .iter()
        .filter(|number| number.percent && !is_of_points(sentence, number))
        .map(|number| number.number.low)
}

/// A cell that holds a percentage and nothing else.
fn value(sentence: &Sentence) -> Option<Decimal> {
    let bare = sentence.numbers.len() == 1 && !sentence.tokens.iter().any(|token| token.is_word());
    percentages(sentence).next().filter(|_| bare)
}

fn ratio((change, written): (Decimal, String), ends: (Decimal, Decimal), quote: Passage) -> Ratio {
    Ratio {
        kind: RatioKind::PointChange,
        value: Number::exact(change.abs()),
        written,
        figures: Some(ends),
        quote,
        ..Ratio::default()
    }
}
