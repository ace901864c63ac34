//! Sentences that stand in the cells of tables.

use super::super::activity_tables::ActivityTable;
use super::super::header::{header, header_texts};
use super::super::results::is_framework;
use super::super::{Reader, Role};
use super::claimed::claimed;
use super::statement;
use crate::document::{Cell, Location, Passage, Table};
use crate::report::{Claim, Statement};

/// Words of a row's label, of the text beside it, and of a cell that says something by itself.
const MAX_LABEL: usize = 5;
const MIN_TEXT: usize = 6;
/// … and of a label that says what is counted.
const LABEL: usize = 2;
/// … and of what stands beside its count: "603 | women farmers trained".
const FEW: usize = 3;

/// What the cells of a table say in sentences. Those of a framework are its results, and are read with them.
pub fn statements(reader: &Reader, table: &Table) -> Vec<Statement> {
    if let Some(own) = reader.activity_table(table) {
        return of_activities(reader, table, own);
    }
    let mut found = claimed(reader, table);
    found.extend(
        told(reader, table)
            .into_iter()
            .filter(|own| !found.iter().any(|claimed| claimed.location == own.location))
            .collect::<Vec<_>>(),
    );
    found
}

/// One for each row that was held, and the sentences that stand beside its name: "What came of it".
fn of_activities(reader: &Reader, table: &Table, own: &ActivityTable) -> Vec<Statement> {
    let mut found = claimed(reader, table);
    let known: Vec<Location> = found.iter().map(|told| told.location.clone()).collect();
    for row in &own.rows {
        found.push(Statement {
            text: row.quote.text.clone(),
            location: row.quote.location.clone(),
            claims: vec![(Claim::Activity, row.word.clone())],
            activity_row: true,
            ..Statement::default()
        });
        let beside = table.cells().iter().filter(|cell| {
            let here = cell.row == row.row && cell.column != row.name_column;
            here && words(cell) >= MIN_TEXT && !known.contains(&cell.location)
        });
        for cell in beside {
            found.extend(said(reader, cell.text.trim(), cell, false));
        }
    }
    found
}

fn told(reader: &Reader, table: &Table) -> Vec<Statement> {
    let framework = is_framework(reader, table);
    let plans = planned_columns(reader, table);
    let mut found = Vec::new();
    for row in 0..table.rows() {
        let mut cells: Vec<&Cell> = (0..table.columns())
            .filter_map(|column| table.cell(row, column))
            .filter(|cell| cell.row == row && !cell.text.trim().is_empty())
            .collect();
        cells.dedup_by(|one, other| std::ptr::eq(*one, *other));
        let counted = cells.len() > 2 && !framework && is_count(reader, cells[0]);
        if let [label, text, ..] = cells.as_slice()
            && (cells.len() == 2 || counted)
            && words(label) <= MAX_LABEL
            && (words(text) >= MIN_TEXT || !framework && words(text) >= FEW && is_count(reader, label))
        {
            // "Gender analysis | Carried out in May by …" is a sentence that begins with the label.
            let label = label.text.trim().trim_end_matches(':');
            let plan = reader.heading_role(label) == Role::Plan;
            let written = format!("{label}: {}", text.text.trim());
            found.extend(said(reader, &written, text, plan));
        } else if let [label, value] = cells.as_slice()
            && !framework
            && (LABEL..=MAX_LABEL).contains(&words(label))
            && is_count(reader, value)
        {
            // "Farmers trained | 150".
            let written = format!(
                "{}: {}",
                label.text.trim().trim_end_matches(':'),
                value.text.trim()
            );
            found.extend(said(reader, &written, label, plans[label.column]));
        } else if !framework {
            for cell in cells.into_iter().filter(|cell| words(cell) >= MIN_TEXT) {
                found.extend(said(reader, cell.text.trim(), cell, plans[cell.column]));
            }
        }
    }
    found
}

/// "5,200+": what stands beside it is counted.
fn is_count(reader: &Reader, cell: &Cell) -> bool {
    let sentence = reader.sentence(cell.text.trim());
    let [number] = sentence.numbers.as_slice() else {
        return false;
    };
    let alone = sentence
        .tokens
        .iter()
        .enumerate()
        .all(|(at, token)| (number.start..number.end).contains(&at) || !token.is_word());
    alone && !number.percent && !sentence.is_year(number) && !sentence.is_money(number)
}

pub fn words(cell: &Cell) -> usize {
    cell.text.split_whitespace().count()
}

/// Columns under a header like "Development objective".
fn planned_columns(reader: &Reader, table: &Table) -> Vec<bool> {
    let rows = header(table);
    (0..table.columns())
        .map(|column| {
            let above = header_texts(table, rows.clone(), column).join(" ");
            matches!(
                reader.heading_role(&above),
                Role::Plan | Role::Expected | Role::Future
            )
        })
        .collect()
}

fn said(reader: &Reader, text: &str, cell: &Cell, plan: bool) -> Vec<Statement> {
    let passage = Passage::new(text, cell.location.clone());
    let mut found = Vec::new();
    for sentence in reader.sentences(text).iter() {
        let mut own = statement(sentence, &passage, None, false);
        if plan && !own.claims(Claim::Plan) {
            own.claims.push((Claim::Plan, String::new()));
        }
        found.push(own);
    }
    found
}
