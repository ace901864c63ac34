//! Cells of tables that count what their row's label says: "Births attended by skilled staff | 3,655 | 4,182".

use foldhash::HashSet;
use rust_decimal::Decimal;

use super::super::super::header::{header, header_texts};
use super::super::super::lexicon::List;
use super::super::super::words::Sentence;
use super::super::super::{Reader, Role};
use super::{Quantity, Source, all_stems, qualities};
use crate::document::{Block, BlockKind, Cell, Passage, Table};

/// Smaller numbers count too many things.
const LEAST: i64 = 10;
/// What stands under these was not done, or is no count.
const OTHER_COLUMNS: [List; 11] = [
    List::Female,
    List::Male,
    List::ColumnTarget,
    List::ColumnBaseline,
    List::ColumnComment,
    List::ExpectedWords,
    List::PlanWords,
    List::EarlierWords,
    List::Currency,
    List::Percent,
    List::PercentageWords,
];

pub fn quantities(reader: &Reader) -> Vec<Quantity> {
    let blocks = reader.document.blocks.iter().enumerate();
    let reported = |role: Role| matches!(role, Role::Achieved | Role::Other);
    blocks
        .filter(|(index, _)| reported(reader.role(*index)))
        .filter_map(|(_, block)| match &block.kind {
            BlockKind::Table(table) => Some(of_table(reader, block, table)),
            _ => None,
        })
        .flatten()
        .collect()
}

fn of_table(reader: &Reader, block: &Block, table: &Table) -> Vec<Quantity> {
    let head = header(table);
    let columns: Vec<Sentence> = (0..table.columns())
        .map(|column| reader.sentence(&header_texts(table, head.clone(), column).join(" ")))
        .collect();
    let values: Vec<(&Cell, Decimal)> = table
        .cells()
        .iter()
        .filter(|cell| cell.row >= head.end && cell.column > 0)
        .filter_map(|cell| Some((cell, value(reader, cell)?)))
        .collect();
    let beside: Vec<Decimal> = values.iter().map(|(_, value)| *value).collect();
    let topic = topic(block, table);
    values
        .iter()
        .filter(|(cell, value)| {
            let column = &columns[cell.column];
            *value >= Decimal::from(LEAST) && !OTHER_COLUMNS.into_iter().any(|list| column.has(list))
        })
        .filter_map(|(cell, value)| {
            let column = &columns[cell.column];
            let label = label(reader, table, cell);
            let sum = label.has(List::TotalRows) || label.has(List::Total);
            let things = if sum {
                all_stems(&reader.sentence(&topic))
            } else {
                all_stems(&label)
            };
            let words: HashSet<String> = things.iter().cloned().chain(all_stems(column)).collect();
            let percent = label.has(List::Percent) || label.has(List::PercentageWords);
            (!things.is_empty() && !percent).then(|| Quantity {
                number: *value,
                quote: Passage::new(table.row(cell.row).text, cell.location.clone()),
                noun: label.text.clone(),
                people: label.has(List::People),
                things,
                words,
                source: Source::Cell,
                whole: sum || column.has(List::Total) || column.has(List::ColumnActual),
                summary: false,
                pointed: false,
                restricted: false,
                qualities: qualities(&label),
                years: years(column),
                beside: beside.clone(),
            })
        })
        .collect()
}

/// The caption, or what stands above.
fn topic(block: &Block, table: &Table) -> String {
    let heading = block.location.section.last().map(|heading| heading.to_string());
    let caption = table.caption.as_ref().map(|caption| caption.text.clone());
    caption.or(heading).unwrap_or_default()
}

/// The first cell of a row that has words.
fn label(reader: &Reader, table: &Table, cell: &Cell) -> Sentence {
    let before = (0..cell.column).filter_map(|column| table.cell(cell.row, column));
    let longest = before.max_by_key(|cell| cell.text.len());
    reader.sentence(longest.map_or("", |cell| cell.text.trim()))
}

/// A whole number that stands alone, or before a bracket: "1,468 (702 / 766)".
fn value(reader: &Reader, cell: &Cell) -> Option<Decimal> {
    let sentence = reader.sentence(cell.text.trim());
    let number = sentence.numbers.first().filter(|number| number.start == 0)?;
    let alone = sentence
        .tokens
        .get(number.end)
        .is_none_or(|next| next.lower == "(");
    let exact = number.number.low == number.number.high && number.number.low.is_integer();
    (alone && exact && !number.percent).then_some(number.number.low)
}

fn years(column: &Sentence) -> Vec<String> {
    let years = column.numbers.iter().filter(|number| column.is_year(number));
    years
        .map(|number| column.tokens[number.start].lower.clone())
        .collect()
}
