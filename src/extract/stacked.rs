//! Frameworks with a row for the targets of an indicator and a row below it for what was reached: "PAD targets | 2 | 4",
//! "Actual | 0 | 3". Each pair is read as one row with two columns for every period.

use super::language::Own;
use super::lexicon::List;
use super::words::Sentence;
use crate::document::{BlockKind, Cell, Document, Table};

/// Words of a cell that says which values its row holds.
const WORDS: usize = 4;

#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Target,
    Actual,
}

/// The document with such tables unfolded; nothing where it has none.
pub fn unfold(document: &Document, own: &Own) -> Option<Document> {
    let mut unfolded: Option<Document> = None;
    for (index, block) in document.blocks.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        if let Some(flat) = flat(table, own) {
            let document = unfolded.get_or_insert_with(|| document.clone());
            document.blocks[index].kind = BlockKind::Table(flat);
        }
    }
    unfolded
}

fn flat(table: &Table, own: &Own) -> Option<Table> {
    let (kinds, pairs) = (0..table.columns()).find_map(|column| {
        let pairs = pairs(table, column, own);
        let paired = pairs.iter().filter(|pair| pair.1.is_some()).count();
        (paired > 0 && paired >= pairs.len() - paired).then_some((column, pairs))
    })?;
    let periods: Vec<usize> = (kinds + 1..table.columns())
        .filter(|column| text(table, 0, *column).contains(|c: char| c.is_ascii_digit()))
        .collect();
    let named = pairs
        .iter()
        .find_map(|(target, actual)| Some((*target, (*actual)?)))?;
    if periods.is_empty() {
        return None;
    }
    let headers = [(named.0, List::ColumnTarget), (named.1, List::ColumnActual)]
        .map(|(row, list)| word(text(table, row, kinds), list, own));
    let mut cells = Vec::new();
    let rows = std::iter::once((0, Some(0))).chain(pairs);
    for (at, (target, actual)) in rows.enumerate() {
        let mut to = 0;
        for column in (0..table.columns()).filter(|column| *column != kinds) {
            let blank = text(table, target, column).is_empty();
            let row = actual.filter(|_| blank).unwrap_or(target);
            let parted = periods.contains(&column);
            let first = placed(table, if parted { target } else { row }, column, (at, to));
            let second = actual
                .filter(|_| parted)
                .and_then(|row| placed(table, row, column, (at, to + 1)));
            for (half, cell) in [first, second].into_iter().enumerate() {
                cells.extend(cell.map(|cell| match at == 0 && parted {
                    true => Cell {
                        text: format!("{} {}", headers[half], cell.text.trim()),
                        ..cell
                    },
                    false => cell,
                }));
            }
            to += 1 + usize::from(parted);
        }
    }
    Some(Table::from_cells(table.caption.clone(), cells))
}

/// The rows below the header, those of targets with those of what was reached.
fn pairs(table: &Table, column: usize, own: &Own) -> Vec<(usize, Option<usize>)> {
    let kinds: Vec<Option<Holds>> = (0..table.rows())
        .map(|row| holds(text(table, row, column), own))
        .collect();
    let mut found = Vec::new();
    let mut row = 1;
    while row < table.rows() {
        let pair = match (kinds[row], kinds.get(row + 1).copied().flatten()) {
            (Some(Holds::Target), Some(Holds::Actual)) => (row, Some(row + 1)),
            (Some(Holds::Actual), Some(Holds::Target)) => (row + 1, Some(row)),
            _ => (row, None),
        };
        row += 1 + usize::from(pair.1.is_some());
        found.push(pair);
    }
    found
}

fn holds(text: &str, own: &Own) -> Option<Holds> {
    let words = text.split_whitespace().count();
    if words == 0 || words > WORDS || text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let named = Sentence::new(text, own.lexicon, own.vocabulary);
    let target = named.has(List::ColumnTarget);
    let actual = named.has(List::ColumnActual) || named.has(List::AchievedWords);
    match (target, actual) {
        (true, false) => Some(Holds::Target),
        (false, true) => Some(Holds::Actual),
        _ => None,
    }
}

/// The word that says it: "targets" of "PAD targets".
fn word(text: &str, list: List, own: &Own) -> String {
    let named = Sentence::new(text, own.lexicon, own.vocabulary);
    let hit = named.first(list).map(|hit| named.written(hit).to_string());
    hit.unwrap_or_else(|| text.to_string())
}

fn text(table: &Table, row: usize, column: usize) -> &str {
    table.cell(row, column).map_or("", |cell| cell.text.trim())
}

fn placed(table: &Table, row: usize, column: usize, to: (usize, usize)) -> Option<Cell> {
    Some(Cell {
        row: to.0,
        column: to.1,
        row_span: 1,
        column_span: 1,
        ..table.cell(row, column)?.clone()
    })
}
