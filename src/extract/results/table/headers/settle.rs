//! Roles that the other columns decide.

use super::super::super::super::lexicon::List;
use super::super::super::super::words::Sentence;
use super::{Column, Role};
use crate::extract::results::levels;
use crate::report::ResultLevel;

/// "Planned | Actual" and "Results | Comments": what is missing is named by what is left.
pub fn settle(columns: &mut [Option<Column>], headers: &[Sentence], is_valued: impl Fn(usize) -> bool) {
    let has = |columns: &[Option<Column>], wanted: fn(Role) -> bool| {
        columns.iter().flatten().any(|column| wanted(column.role))
    };
    let is_subject = |role: Role| matches!(role, Role::Result(_) | Role::Indicator);
    let change = |columns: &mut [Option<Column>], from: Role, to: Role| {
        let first = columns.iter_mut().flatten().find(|column| column.role == from);
        if let Some(column) = first {
            column.role = to;
        }
    };
    only_the_bare_indicator(columns, headers);
    // "Mål" left of the indicators is what is aimed at, right of them how much.
    let indicator = columns.iter().position(|column| {
        column
            .as_ref()
            .is_some_and(|column| column.role == Role::Indicator)
    });
    for (column, header) in columns.iter_mut().zip(headers).take(indicator.unwrap_or(0)) {
        if let Some(column) = column
            .as_mut()
            .filter(|column| column.role == Role::Target && header.has(List::ColumnResult))
        {
            column.role = Role::Result(levels::named_in(header));
        }
    }
    // "Result / indicator | Result 2024 | Target 2025 | Result 2025": right of them a result of values is what was reached.
    let valued = |index: &usize| indicator.is_some_and(|indicator| *index > indicator) && is_valued(*index);
    // "Then | Our goal | Now": beside a column of what was reached it is what was aimed at.
    let reached = has(columns, |role| role == Role::Actual) && !has(columns, |role| role == Role::Target);
    let from = if reached { Role::Target } else { Role::Actual };
    for index in (0..columns.len()).filter(valued) {
        if let Some(column) = columns[index]
            .as_mut()
            .filter(|column| matches!(column.role, Role::Result(_)))
        {
            column.role = from;
        }
    }
    if !has(columns, is_subject) {
        let first = columns
            .iter()
            .position(|column| column.as_ref().is_some_and(|own| own.role == Role::Target));
        // "Prévu | Dépensé": figures are no results.
        if let Some(first) = first.filter(|first| !is_valued(*first)) {
            columns[first] = Some(Column::of(Role::Result(ResultLevel::Unspecified)));
        }
    }
    let mut seen = false;
    for (column, header) in columns.iter_mut().zip(headers) {
        let Some(column) = column else { continue };
        if matches!(column.role, Role::Result(_)) {
            // A second "result" column right of the expected ones tells what came of them.
            if seen && !header.has(List::HeadingExpected) && header.has(List::HeadingAchieved) {
                column.role = Role::Actual;
            }
            seen = true;
        }
    }
    // "Indicator | Target | Result": right of them a result is what was reached.
    let target = indicator;
    if let Some(target) = target.filter(|_| {
        !has(columns, |role| role == Role::Actual) && has(columns, |role| role == Role::Indicator)
    }) {
        for column in columns[target..].iter_mut().flatten() {
            if matches!(column.role, Role::Result(_)) {
                column.role = Role::Actual;
            }
        }
    }
    if has(columns, is_subject)
        && !has(columns, |role| {
            matches!(role, Role::Actual | Role::Target | Role::Baseline)
        })
    {
        change(columns, Role::Comment, Role::Actual);
    }
    outputs_that_measure(columns, &is_valued);
    words_beside_values(columns, &is_valued);
    // "Achieved | Achieved in %": the second follows from the first.
    let plain = columns.iter().zip(headers).any(|(column, header)| {
        column.as_ref().is_some_and(|column| column.role == Role::Actual) && !header.names_percentage()
    });
    for (column, header) in columns.iter_mut().zip(headers).filter(|_| plain) {
        if let Some(column) = column
            .as_mut()
            .filter(|column| column.role == Role::Actual && header.names_percentage())
        {
            column.role = Role::Ratio;
        }
    }
}

/// "Reached by December | Status": beside values of what was reached, words for it are a remark.
fn words_beside_values(columns: &mut [Option<Column>], is_valued: impl Fn(usize) -> bool) {
    let reached: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at].as_ref().is_some_and(|own| own.role == Role::Actual))
        .collect();
    let (values, words): (Vec<usize>, Vec<usize>) = reached.into_iter().partition(|at| is_valued(*at));
    for at in words.into_iter().filter(|_| !values.is_empty()) {
        if let Some(own) = columns[at].as_mut().filter(|own| !own.period && !own.total) {
            own.role = Role::Comment;
        }
    }
}

/// "Type of indicator | Indicator", "Indicator | Definition of the indicator": the others only describe it.
fn only_the_bare_indicator(columns: &mut [Option<Column>], headers: &[Sentence]) {
    let is_indicator =
        |own: &Option<Column>| own.as_ref().is_some_and(|column| column.role == Role::Indicator);
    let bare = |header: &Sentence| header.content().len() == 1;
    let mut named = columns.iter().zip(headers).filter(|(own, _)| is_indicator(own));
    if named.any(|(_, header)| bare(header)) {
        let described = columns
            .iter_mut()
            .zip(headers)
            .filter(|(_, header)| !bare(header));
        described
            .filter(|(own, _)| is_indicator(own))
            .for_each(|(own, _)| *own = None);
    }
}

/// "Desired outcome | Outputs | Target | Delivered": counts of outputs are all by which the outcomes are known.
fn outputs_that_measure(columns: &mut [Option<Column>], is_valued: impl Fn(usize) -> bool) {
    let role = |own: &Option<Column>| own.as_ref().map(|own| own.role);
    let at = |wanted: &dyn Fn(Role) -> bool| columns.iter().position(|own| role(own).is_some_and(wanted));
    let indicated = at(&|role| role == Role::Indicator).is_some();
    let change = at(&|role| matches!(role, Role::Result(ResultLevel::Outcome | ResultLevel::Impact)));
    let output = at(&|role| role == Role::Result(ResultLevel::Output));
    let counted = [Role::Target, Role::Actual].into_iter().all(|wanted| {
        let mut own = (0..columns.len()).filter(|index| role(&columns[*index]) == Some(wanted));
        own.any(&is_valued)
    });
    if let (Some(change), Some(output)) = (change, output)
        && !indicated
        && counted
        && change < output
    {
        columns[output] = Some(Column::of(Role::Indicator));
    }
}
