//! Women and men around a stroke: "26 (9 / 17)" of "examiners trained (women / men)", "352 / 288" under "Women / men".

use rust_decimal::Decimal;

use super::super::super::Reader;
use super::super::super::lexicon::List;
use super::super::super::numbers::digits;
use super::headers::{Column, Role};
use crate::document::Cell;
use crate::report::{Dimension, Disaggregation, SeenIn};

pub fn sexes<'a>(
    reader: &Reader,
    cells: impl Iterator<Item = (&'a Column, &'a Cell)>,
    wording: &str,
) -> Vec<Disaggregation> {
    let told = cells.filter_map(|(column, cell)| {
        let label = column.label.as_deref().unwrap_or_default();
        let names =
            named(reader, label, column.role == Role::Split).or_else(|| named(reader, wording, false))?;
        Some((cell, names, values(&cell.text)?))
    });
    told.last().map_or_else(Vec::new, |(cell, names, values)| {
        let part = |(value, number)| Disaggregation {
            dimension: Dimension::Sex,
            value,
            number: Some(number),
            seen_in: SeenIn::Table,
            location: cell.location.clone(),
        };
        names.into_iter().zip(values).map(part).collect()
    })
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
