//! What a table claims to have come of its programmes: the cells of a column headed "Outcome", beside one that names the work.

use super::super::Reader;
use super::super::header::{header, header_texts};
use super::super::lexicon::List;
use super::super::results::understand;
use super::super::words::Sentence;
use super::cells::words;
use super::statement;
use crate::document::{Passage, Table};
use crate::report::{Claimed, Indicator, Observes, ResultLevel, Statement};

/// Words of a header that names a level and no more: "Outcome", "Main outcomes achieved".
const HEADER: usize = 3;
/// Words of a claim.
const MIN_CLAIM: usize = 3;

pub fn claimed(reader: &Reader, table: &Table) -> Vec<Statement> {
    let rows = header(table);
    let headers: Vec<Sentence> = (0..table.columns())
        .map(|column| reader.sentence(&header_texts(table, rows.clone(), column).join(" ")))
        .collect();
    // A framework with values is read as one.
    let framed = [List::ColumnIndicator, List::ColumnTarget, List::ColumnBaseline];
    if headers
        .iter()
        .any(|header| framed.into_iter().any(|list| header.has(list)))
    {
        return Vec::new();
    }
    let named = headers.first().is_some_and(|first| first.has(List::ColumnWork));
    let column = headers.iter().skip(1).position(|header| level(header).is_some());
    let Some(column) = column.map(|at| at + 1).filter(|_| named) else {
        return Vec::new();
    };
    let level = level(&headers[column]).unwrap_or_default();
    let cells = (rows.end..table.rows()).filter_map(|row| table.cell(row, column));
    let mut found = Vec::new();
    for cell in cells.filter(|cell| words(cell) >= MIN_CLAIM) {
        let passage = Passage::new(cell.text.trim(), cell.location.clone());
        let whole = reader.sentence(cell.text.trim());
        let mut own = statement(&whole, &passage, None, false);
        own.claimed = Some(of(reader, &whole, level));
        found.push(own);
    }
    found
}

/// The level that a header names, where it is no expectation.
fn level(header: &Sentence) -> Option<ResultLevel> {
    let words = header.tokens.iter().filter(|token| token.is_word()).count();
    let ahead = [List::ExpectedWords, List::Future, List::HeadingPlan]
        .into_iter()
        .any(|list| header.has(list));
    if words > HEADER || ahead {
        return None;
    }
    let impact = header.has(List::LevelImpact).then_some(ResultLevel::Impact);
    let changes = header.has(List::LevelOutcome) || header.has(List::HeadingChanges);
    impact.or(changes.then_some(ResultLevel::Outcome))
}

fn of(reader: &Reader, sentence: &Sentence, level: ResultLevel) -> Claimed {
    let mut read = Indicator {
        text: sentence.text.clone(),
        ..Indicator::default()
    };
    understand(reader, &mut read);
    let better = [
        List::BetterWords,
        List::ChangeVerbs,
        List::Increase,
        List::Falling,
    ]
    .into_iter()
    .any(|list| sentence.starts(list, 0));
    let delivery = !better
        && (read.observes == Observes::Delivery
            || sentence.has(List::OutputVerbs)
            || sentence.has(List::ActivityVerbs));
    Claimed {
        level,
        counted: !sentence.numbers.is_empty(),
        delivery,
        change: !delivery && (better || read.abstract_change),
    }
}
