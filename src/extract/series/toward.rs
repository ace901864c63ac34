//! The way to a target: a figure that moves from its baseline to what was aimed at needs no other word.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::header::header_texts;
use super::super::lexicon::List;
use super::super::numbers;
use crate::document::Table;
use crate::report::{Figure, Indicator, Point, ResultStatement};

/// Of a target, in hundredths, by which it may be passed on the way.
const PASSED: i64 = 125;

/// Marks the changes of a framework's row that lead from its baseline to its target.
pub fn mark(reader: &Reader, table: &Table, header: &Range<usize>, row: usize, points: &mut [Point]) {
    let value = |list: List| {
        let named = |column: &usize| {
            let texts = header_texts(table, header.clone(), *column);
            texts.iter().any(|text| reader.sentence(text).has(list))
        };
        let cell = (0..table.columns())
            .filter(named)
            .filter_map(|column| table.cell(row, column))
            .last()?;
        let figure = numbers::figure(&cell.text, &cell.location, &reader.sentence(&cell.text));
        Some(figure.number?.low)
    };
    let (Some(baseline), Some(target)) = (value(List::ColumnBaseline), value(List::ColumnTarget)) else {
        return;
    };
    let most = target.max(baseline) * Decimal::new(PASSED, 2);
    for index in 1..points.len() {
        let (before, own) = (points[index - 1].number.low, points[index].number.low);
        let aimed = (target > baseline && own > before && own <= most) || (target < baseline && own < before);
        points[index].explained |= aimed;
    }
}

/// Marks a change in running text whose two values are the baseline and the actual of an indicator, where the indicator
/// moves toward its target.
pub fn mark_told(results: &[ResultStatement], points: &mut [Point]) {
    let [first, last] = points else { return };
    let told = (first.number.low, last.number.low);
    let mut indicators = results.iter().flat_map(|result| &result.indicators);
    last.explained |= indicators.any(|indicator| moved(indicator) == Some(told));
}

/// Baseline and actual of an indicator that went from the one in the direction of its target.
fn moved(indicator: &Indicator) -> Option<(Decimal, Decimal)> {
    let value = |figure: Option<&Figure>| Some(figure?.number?.low);
    let period = indicator
        .periods
        .iter()
        .rev()
        .find(|period| period.actual.is_some())?;
    let (baseline, target) = (
        value(indicator.baseline.as_ref())?,
        value(period.target.as_ref())?,
    );
    let actual = value(period.actual.as_ref())?;
    let toward = (target < baseline && actual < baseline) || (target > baseline && actual > baseline);
    toward.then_some((baseline, actual))
}
