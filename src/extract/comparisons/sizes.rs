//! Rows in which there are hardly more people than households, beside rows in which a household is of several.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::header::{header, header_texts};
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::value;
use crate::document::{BlockKind, Cell, Passage, Table};
use crate::report::{Comparison, Counted};

/// Tenths of a person for each household: fewer are no household's.
const FEW: i64 = 15;
/// The same of a row that tells of people and households as they are.
const USUAL: i64 = 25;
/// Rows that show what is usual in the table.
const ROWS: usize = 3;
/// Of fewer households chance decides.
const LEAST: i64 = 50;

pub fn comparisons(reader: &Reader) -> Vec<Comparison> {
    let blocks = reader.document.blocks.iter();
    blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(of_table(reader, table)),
            _ => None,
        })
        .flatten()
        .collect()
}

fn of_table(reader: &Reader, table: &Table) -> Vec<Comparison> {
    let head = header(table);
    let heads: Vec<Sentence> = (0..table.columns())
        .map(|column| reader.sentence(&header_texts(table, head.clone(), column).join(" ")))
        .collect();
    let people = |head: &Sentence| {
        let named = [List::Populations, List::AnyPeople, List::Inhabitants]
            .into_iter()
            .any(|list| head.has(list));
        named && !head.has(List::Households) && head.has(List::Female) == head.has(List::Male)
    };
    let households =
        |head: &Sentence| head.has(List::Households) && !people(head) && !head.has(List::Percent);
    let columns = |wanted: &dyn Fn(&Sentence) -> bool| -> Vec<usize> {
        (0..heads.len())
            .filter(|column| wanted(&heads[*column]))
            .collect()
    };
    let ([households], [people]) = (&columns(&households)[..], &columns(&people)[..]) else {
        return Vec::new();
    };
    let rows: Vec<(usize, &Cell, &Cell, Decimal)> = (head.end..table.rows())
        .filter_map(|row| {
            let (one, other) = (table.cell(row, *households)?, table.cell(row, *people)?);
            let (homes, persons) = (figure(reader, one)?, figure(reader, other)?);
            let size = persons.checked_mul(Decimal::TEN)?.checked_div(homes)?;
            (homes >= Decimal::from(LEAST)).then_some((row, one, other, size))
        })
        .collect();
    let usual = rows
        .iter()
        .filter(|(.., size)| *size >= Decimal::from(USUAL))
        .count();
    let few = rows.iter().filter(|(.., size)| *size < Decimal::from(FEW));
    let few: Vec<_> = few.collect();
    // A table of few people to each household counts something else by that name.
    if usual < ROWS || few.len() * 2 > usual {
        return Vec::new();
    }
    few.into_iter()
        .map(|(row, one, other, _)| Comparison {
            quote: Passage::new(table.row(*row).text, one.location.clone()),
            values: vec![
                value(one.text.trim(), Counted::Households, one),
                value(other.text.trim(), Counted::People, other),
            ],
        })
        .collect()
}

/// The whole number of a cell that holds nothing else.
fn figure(reader: &Reader, cell: &Cell) -> Option<Decimal> {
    let sentence = reader.sentence(&cell.text);
    let [number] = &sentence.numbers[..] else {
        return None;
    };
    let bare = sentence.tokens.len() == 1 && !number.percent && number.number.low == number.number.high;
    bare.then_some(number.number.low)
}
