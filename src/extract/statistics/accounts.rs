//! Cells that tell in a sentence what was done, in tables that are no frameworks: "Outreach | We trained 3,160 people".

use super::super::estimates::tells_deed;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::{names_source_of_figures, prose};
use crate::document::{Cell, Passage, Table};
use crate::extract::header::{header, header_texts};
use crate::report::Statistic;

/// Words of the shortest account: "We trained 3,160 people".
const WORDS: usize = 4;

/// What such cells count that is not in `found`.
pub fn statistics(reader: &Reader, table: &Table, role: Role, found: &[Statistic]) -> Vec<Statistic> {
    let rows = header(table);
    let known = |cell: &Cell| found.iter().any(|other| other.quote.location == cell.location);
    let cells = table
        .cells()
        .iter()
        .filter(|cell| cell.row >= rows.end && !known(cell));
    let mut own = Vec::new();
    for cell in cells.filter(|cell| is_account(reader, cell)) {
        if names_source_of_figures(reader, table, cell) {
            continue;
        }
        let header = reader.sentence(&header_texts(table, rows.clone(), cell.column).join(" "));
        let ahead = [
            List::ColumnTarget,
            List::HeadingExpected,
            List::HeadingFuture,
            List::Future,
        ];
        let reached = header.has(List::ColumnActual) || header.has(List::HeadingAchieved);
        let planned = matches!(role, Role::Expected | Role::Plan | Role::Future)
            || !reached && ahead.into_iter().any(|list| header.has(list));
        let passage = Passage::new(&cell.text, cell.location.clone());
        let first = own.len();
        prose(reader, &passage, planned, role, &mut own);
        if is_beside_one_sex(reader, table, cell) {
            own[first..].iter_mut().for_each(|own| own.part = true);
        }
    }
    own
}

/// "A skills programme for women | 155 trainees are self-employed": the row is of women.
fn is_beside_one_sex(reader: &Reader, table: &Table, cell: &Cell) -> bool {
    let others = (0..table.columns()).filter_map(|column| table.cell(cell.row, column));
    let others: Vec<Sentence> = others
        .filter(|other| other.column != cell.column)
        .map(|other| reader.sentence(&other.text))
        .collect();
    let named = |list: List| others.iter().any(|other| other.has(list));
    named(List::Female) != named(List::Male)
}

fn is_account(reader: &Reader, cell: &Cell) -> bool {
    let long = cell.text.split_whitespace().count() >= WORDS;
    long && reader.sentences(&cell.text).iter().any(tells_deed)
}
