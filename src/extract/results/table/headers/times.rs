//! Columns of one period each: "Target | Year 1 | Year 2 | Total", "2021 | 2022 | Target 2022".

use rust_decimal::Decimal;

use super::super::super::super::Reader;
use super::super::super::super::lexicon::List;
use super::super::super::super::numbers::figure;
use super::super::super::super::period::report_period;
use super::super::super::super::series::is_period;
use super::super::super::super::words::Sentence;
use super::contents::{body, holds_figures, names_whole};
use super::{Column, MAX_VALUE, Role};
use crate::document::{Cell, Table};
use crate::report::year_in;

/// "Result 2023", "Resultat dec. 2024", "Expected result 2025": of a period and with a figure in it, a column says what was
/// reached then, or was to be.
pub fn results_of_periods(
    reader: &Reader,
    table: &Table,
    columns: &mut [Option<Column>],
    headers: &[Sentence],
    first_row: usize,
) {
    for (index, header) in headers.iter().enumerate().skip(1) {
        let states = columns[index]
            .as_ref()
            .is_some_and(|own| matches!(own.role, Role::Result(_)));
        let Some(period) = period_beside_result(reader, header).filter(|_| states) else {
            continue;
        };
        let short = |cell: &&Cell| cell.text.split_whitespace().count() <= MAX_VALUE;
        let cells = body(table, index, first_row);
        if !holds_figures(reader, table, index, first_row) || !cells.iter().all(short) {
            continue;
        }
        let role = if header.has(List::HeadingExpected) {
            Role::Target
        } else {
            Role::Actual
        };
        columns[index] = Some(Column {
            label: Some(period),
            period: true,
            ..Column::of(role)
        });
    }
}

/// The period that a header names beside the word for results or values.
fn period_beside_result(reader: &Reader, header: &Sentence) -> Option<String> {
    let named = |index: &usize| {
        [List::ColumnResult, List::HeadingExpected, List::ValueWords]
            .into_iter()
            .any(|list| {
                let mut hits = header.all(list);
                hits.any(|hit| (hit.start..hit.end).contains(index))
            })
    };
    let rest: Vec<&str> = (0..header.tokens.len())
        .filter(|index| !named(index))
        .map(|index| header.between(index, index + 1))
        .collect();
    let rest = rest.join(" ");
    (!rest.is_empty() && is_period(reader, &rest)).then_some(rest)
}

/// "2021", "Value 2021".
fn period_of(reader: &Reader, header: &str) -> Option<String> {
    match is_period(reader, header) {
        true => Some(header.to_string()),
        false => period_beside_result(reader, &reader.sentence(header)),
    }
}

/// Where no column is headed "achieved", the periods beside the target say what was reached in each; of those left of it
/// one before the project began is where it started from.
pub fn periods_by_name(
    reader: &Reader,
    table: &Table,
    columns: &mut [Option<Column>],
    headers: &[Vec<&str>],
    first_row: usize,
) {
    let at = |columns: &[Option<Column>], wanted: fn(Role) -> bool| {
        columns
            .iter()
            .position(|column| column.as_ref().is_some_and(|own| wanted(own.role)))
    };
    let Some(target) = at(columns, |role| role == Role::Target) else {
        return;
    };
    let reached = at(columns, |role| role == Role::Actual);
    let subject = at(columns, |role| matches!(role, Role::Result(_) | Role::Indicator));
    let figures =
        |index: &usize| columns[*index].is_none() && holds_figures(reader, table, *index, first_row);
    let open: Vec<usize> = (subject.map_or(0, |subject| subject + 1)..columns.len())
        .filter(figures)
        .collect();
    let leaf = |index: usize| headers[index].last().copied().unwrap_or_default();
    let periods = |from: usize, to: usize| -> Vec<usize> {
        let own = open.iter().filter(|index| (from..to).contains(*index));
        own.copied()
            .filter(|index| period_of(reader, leaf(*index)).is_some())
            .collect()
    };
    let (left, right) = (periods(0, target), periods(target + 1, columns.len()));
    // "June 2021 | Dec 2021 | Target | % achieved": the last follows from the others.
    let is_share = |index: usize| reader.sentence(leaf(index)).names_percentage();
    let (named, from) = match (right.len(), left.len()) {
        _ if reached.is_some_and(|index| !is_share(index)) => return,
        (1.., _) => (right, target + 1),
        (0, 2..) => (left, 0),
        _ => return,
    };
    if let Some(share) = reached.and_then(|index| columns[index].as_mut()) {
        share.role = Role::Ratio;
    }
    let sums = |index: &usize| {
        let header = reader.sentence(leaf(*index));
        *index >= from
            && !named.contains(index)
            && (names_whole(&header) || follows(reader, table, *index, &named, first_row))
    };
    let totals: Vec<usize> = open.iter().copied().filter(sums).collect();
    let started = report_period(reader).start.map(|start| start.year());
    for index in named.iter().chain(&totals).copied() {
        let label = period_of(reader, leaf(index)).unwrap_or_else(|| leaf(index).to_string());
        let before = from == 0
            && index == named[0]
            && year_in(&label)
                .zip(started)
                .is_some_and(|(own, start)| own < start);
        let free = at(columns, |role| role == Role::Baseline).is_none();
        columns[index] = Some(Column {
            total: totals.contains(&index),
            period: named.contains(&index),
            label: Some(label),
            ..Column::of(if before && free {
                Role::Baseline
            } else {
                Role::Actual
            })
        });
    }
}

/// In most rows the column gives the sum of the periods before it, or the last of them.
fn follows(reader: &Reader, table: &Table, column: usize, periods: &[usize], first_row: usize) -> bool {
    if periods.len() < 2 || periods.iter().any(|period| *period > column) {
        return false;
    }
    let value = |row: usize, column: usize| -> Option<Decimal> {
        let cell = table.cell(row, column)?;
        let read = figure(&cell.text, &cell.location, &reader.sentence(&cell.text));
        read.number.map(|number| number.low)
    };
    let rows: Vec<bool> = (first_row..table.rows())
        .filter_map(|row| {
            let whole = value(row, column)?;
            let parts: Option<Vec<Decimal>> = periods.iter().map(|period| value(row, *period)).collect();
            let parts = parts?;
            Some(parts.iter().sum::<Decimal>() == whole || parts.last() == Some(&whole))
        })
        .collect();
    rows.iter().filter(|follows| **follows).count() * 2 > rows.len()
}

/// The columns of one period each, with its label.
pub fn times(reader: &Reader, columns: &[Option<Column>], headers: &[Vec<&str>]) -> Vec<(usize, String)> {
    let label = |(own, texts): (&Option<Column>, &Vec<&str>)| match own {
        Some(own) => {
            let reached = own.role == Role::Actual && own.period && !own.total;
            own.label.clone().filter(|_| reached)
        }
        None => {
            let leaf = texts.last().filter(|leaf| is_period(reader, leaf));
            leaf.map(|leaf| (*leaf).to_string())
        }
    };
    let labels = columns.iter().zip(headers).map(label).enumerate();
    labels
        .filter_map(|(index, label)| Some((index, label?)))
        .collect()
}
