//! What the cells of a framework give: numbers, words, nothing.

use rust_decimal::Decimal;

use super::super::is_blank;
use crate::document::{Cell, Table};
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::numbers;
use crate::extract::ratios::points;
use crate::extract::words::Sentence;
use crate::report::{Figure, IndicatorPeriod, Number, year_in};

/// "None" as what was reached is nothing.
pub(super) fn reached(reader: &Reader, cell: &Cell) -> Option<Figure> {
    let read = figure(reader, cell)?;
    let none = says_none(&reader.sentence(&cell.text));
    Some(Figure {
        number: if none {
            Some(Number::exact(Decimal::ZERO))
        } else {
            read.number
        },
        ..read
    })
}

/// "Nil", "Inga.", "ninguno": nothing else stands in the cell.
pub fn says_none(sentence: &Sentence) -> bool {
    let told = |at: usize| sentence.tokens[at].is_word() || sentence.tokens[at].is_number();
    let mut hits = sentence.all(List::NoneWords);
    hits.any(|hit| (0..sentence.tokens.len()).all(|at| (hit.start..hit.end).contains(&at) || !told(at)))
}

/// What "none" means in a row: of 40 % that were aimed at it is 0 %, where the target is a state ("adopted") it is one too,
/// and as the target or the baseline of a number in digits it was not set.
pub(super) fn settle_none(reader: &Reader, baseline: &mut Option<Figure>, periods: &mut [IndicatorPeriod]) {
    let none = |figure: &Figure| says_none(&reader.sentence(&figure.text));
    for period in &mut *periods {
        let counted = period
            .actual
            .as_ref()
            .is_some_and(|actual| actual.number.is_some());
        if counted && period.target.as_ref().is_some_and(none) {
            period.target = None;
        }
        let (share, state) = match &period.target {
            Some(target) => (target.percent, target.number.is_none()),
            None => (false, false),
        };
        if let Some(actual) = period.actual.as_mut().filter(|actual| none(actual)) {
            actual.percent |= share;
            if state {
                actual.number = None;
            }
        }
    }
    // "In all six councils" is a state too.
    let in_digits =
        |target: &Figure| target.number.is_some() && target.text.contains(|c: char| c.is_ascii_digit());
    let targets = periods.iter().filter_map(|period| period.target.as_ref());
    if targets.into_iter().any(in_digits) && baseline.as_ref().is_some_and(none) {
        *baseline = None;
    }
}

/// The baseline of a row that tells it with the change: "↑ 32.2 pp from 53.5 %".
pub(super) fn start_of_change(reader: &Reader, table: &Table, row: usize) -> Option<Figure> {
    (0..table.columns())
        .filter_map(|column| table.cell(row, column))
        .find_map(|cell| {
            let start = points::start(&reader.sentence(&cell.text))?;
            Some(Figure {
                number: Some(Number::exact(start)),
                percent: true,
                cumulative: false,
                text: cell.text.trim().to_string(),
                location: cell.location.clone(),
            })
        })
}

/// What a cell of any column gives.
pub(super) fn figure(reader: &Reader, cell: &Cell) -> Option<Figure> {
    let sentence: Sentence = reader.sentence(&cell.text);
    let figure = (!is_blank(&sentence)).then(|| numbers::figure(&cell.text, &cell.location, &sentence))?;
    let text = cell.parted_from.as_deref().map(str::trim);
    Some(Figure {
        number: figure.number.filter(|_| !is_date(&cell.text)),
        text: text.map_or(figure.text, String::from),
        ..figure
    })
}

/// "08-04-2021", "2021/04/08": a day is no quantity.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.']).collect();
    let digits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(digits) && year_in(text).is_some()
}
