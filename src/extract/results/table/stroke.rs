//! Women and men in the wording of an indicator or around a stroke: "pupils (girls 40, boys 46)", "26 (9 / 17)" of
//! "examiners trained (women / men)", "352 / 288" under "Women / men".

use rust_decimal::Decimal;

use super::super::super::Reader;
use super::super::super::lexicon::List;
use super::super::super::numbers::{NumberToken, digits};
use super::headers::{Column, Role};
use crate::document::Cell;
use crate::report::{Dimension, Disaggregation, SeenIn};

pub fn sexes<'a>(
    reader: &Reader,
    cells: impl Iterator<Item = (&'a Column, &'a Cell)>,
    wordings: &[&str],
) -> Vec<Disaggregation> {
    let told = cells.filter_map(|(column, cell)| {
        let label = column.label.as_deref().unwrap_or_default();
        let in_wording = || wordings.iter().find_map(|wording| named(reader, wording, false));
        let names = named(reader, label, column.role == Role::Split).or_else(in_wording)?;
        Some((cell, names, values(&cell.text)?))
    });
    told.last().map_or_else(Vec::new, |(cell, names, values)| {
        names.into_iter().zip(values).map(|own| part(cell, own)).collect()
    })
}

/// "Pupils of masters (girls 40, boys 46)", "Staff hired (52 F, 9 H)": beside each of two numbers a word for one sex.
pub fn in_wording(reader: &Reader, wording: &str, cell: &Cell) -> Vec<Disaggregation> {
    let sentence = reader.sentence(wording);
    let beside = |number: &NumberToken, list: List| {
        sentence.at(list, number.end) || number.start > 0 && sentence.at(list, number.start - 1)
    };
    let of = |list: List| {
        let mut own = sentence
            .numbers
            .iter()
            .filter(|number| !number.percent && beside(number, list));
        own.next().filter(|_| own.next().is_none())
    };
    let (Some(women), Some(men)) = (of(List::Female), of(List::Male)) else {
        // "Girls and boys enrolled (52 / 47)", but not "(2021/2022)".
        let told = named(reader, wording, true).zip(values(wording));
        let told = told.filter(|_| !sentence.numbers.iter().any(|number| sentence.is_year(number)));
        return told.map_or_else(Vec::new, |(names, values)| {
            names.into_iter().zip(values).map(|own| part(cell, own)).collect()
        });
    };
    if women.start == men.start {
        return Vec::new();
    }
    let written = |number: &NumberToken| sentence.between(number.start.saturating_sub(1), number.end);
    [women, men]
        .map(|number| part(cell, (written(number).to_string(), number.number.low)))
        .to_vec()
}

fn part(cell: &Cell, (value, number): (String, Decimal)) -> Disaggregation {
    Disaggregation {
        dimension: Dimension::Sex,
        value,
        number: Some(number),
        seen_in: SeenIn::Table,
        location: cell.location.clone(),
    }
}

/// The words for both sexes in order. `split`: the header is one of a split, with or without a stroke.
fn named(reader: &Reader, label: &str, split: bool) -> Option<[String; 2]> {
    let sentence = reader.sentence(label);
    let mut order = [*sentence.first(List::Female)?, *sentence.first(List::Male)?];
    order.sort_by_key(|hit| hit.start);
    let stroke = (order[0].end..order[1].start).any(|at| sentence.tokens[at].lower == "/");
    (split || stroke).then(|| order.map(|hit| sentence.written(&hit).to_string()))
}

fn values(text: &str) -> Option<[Decimal; 2]> {
    let inside = text
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map_or(text, |(inside, _)| inside);
    let (first, second) = inside.split_once('/')?;
    Some([digits::parse(first)?, digits::parse(second)?])
}
