//! The rows of tables of activities as activities: "Negotiation skills | Mzuzu | 51 | 1".

use rust_decimal::Decimal;

use super::Paragraph;
use super::tells::tells_change;
use crate::extract::Reader;
use crate::extract::activity_tables::{ActivityRow, ActivityTable};
use crate::extract::lexicon::List;
use crate::extract::period::period_in;
use crate::report::{
    Activity, ActivityKind, Claim, Counted, Dimension, Duration, Report, Statement, Statistic,
};

/// One for each row. The line over a table that says no more than that trainings were held is told by the rows.
pub(super) fn add(reader: &Reader, report: &Report, paragraphs: &[Paragraph], found: &mut Vec<Activity>) {
    for table in reader.activity_tables() {
        let led = |paragraph: &&Paragraph| paragraph.block.is_some_and(|own| own + 1 == table.block);
        let lead: Vec<usize> = paragraphs
            .iter()
            .filter(led)
            .flat_map(|paragraph| paragraph.sentences.iter().map(|told| told.statement))
            .collect();
        found.retain(|own| {
            let leads = own.statements.iter().all(|told| lead.contains(told));
            !(leads && own.people.is_none() && own.changes.is_empty())
        });
        found.extend(table.rows.iter().filter_map(|row| of_row(reader, report, row)));
    }
}

fn of_row(reader: &Reader, report: &Report, row: &ActivityRow) -> Option<Activity> {
    let mut statements = report.statements.iter();
    let own = statements.position(|told| told.activity_row && told.location == row.quote.location)?;
    // "28 of 31 accounts are in order" beside it: what came of it.
    let came_of_it = |told: &Statement| {
        let observed = told.claims(Claim::Outcome) || told.claims(Claim::Impact);
        observed || tells_change(told, &reader.sentence(&told.text))
    };
    let beside = |told: &Statement| !told.activity_row && told.location.is_in_row_of(&row.quote.location);
    let changes = report
        .statements
        .iter()
        .enumerate()
        .filter(|(_, told)| beside(told) && came_of_it(told));
    let length = row.length.clone();
    Some(Activity {
        kind: row.kind,
        name: row.word.clone(),
        statements: vec![own],
        changes: changes.map(|(at, _)| at).collect(),
        people: Some(row.people),
        women: row.women.as_ref().map(|sexed| sexed.number),
        men: row.men.as_ref().map(|sexed| sexed.number),
        volume: row.sessions,
        held: row.held,
        row_name: Some(row.name.clone()),
        duration: length.map(|(number, unit, written)| Duration {
            number,
            unit,
            written,
            statement: own,
        }),
        ..Activity::default()
    })
}

/// "In all 129 people took part in the three trainings", of a table of three rows: all are told in one.
pub(super) fn mark_summed_up(reader: &Reader, report: &Report, found: &mut [Activity]) {
    let told: Vec<(ActivityKind, Option<Decimal>, Option<Decimal>)> = found
        .iter()
        .filter(|own| own.row_name.is_none())
        .map(|own| (own.kind, own.people, own.volume))
        .collect();
    for table in reader.activity_tables() {
        let people: Decimal = table.rows.iter().map(|row| row.people).sum();
        let rows = Decimal::from(table.rows.len());
        for own in found
            .iter_mut()
            .filter(|own| own.row_name.is_some() && stands_in(report, table, own))
        {
            own.summed_up = told
                .iter()
                .any(|(kind, all, held)| *kind == own.kind && (*all == Some(people) || *held == Some(rows)));
        }
    }
}

fn stands_in(report: &Report, table: &ActivityTable, own: &Activity) -> bool {
    let place = &report.statements[own.statements[0]].location;
    table.rows.iter().any(|row| row.quote.location == *place)
}

/// What the sentences of an activity say besides: when it was held, and how many were women and men.
pub(super) fn complete(reader: &Reader, report: &Report, own: &mut Activity) {
    let statements = own.statements.iter().map(|at| &report.statements[*at]);
    if !own.held.is_known() && own.row_name.is_none() {
        let periods = statements
            .clone()
            .map(|told| period_in(&reader.sentence(&told.text)));
        own.held = periods
            .into_iter()
            .find(|told| told.is_known())
            .unwrap_or_default();
    }
    if own.women.is_some() || own.men.is_some() {
        return;
    }
    let counts = |statistic: &&Statistic| {
        let whole = own.people.is_some_and(|people| statistic.number.high == people);
        let here = statements
            .clone()
            .any(|told| statistic.quote.location == told.location && statistic.quote.text == told.text);
        whole && here && statistic.counted == Counted::People
    };
    let splits = report
        .statistics
        .iter()
        .filter(counts)
        .flat_map(|own| &own.breakdowns);
    let mut parts = splits
        .filter(|split| split.dimension == Dimension::Sex)
        .flat_map(|split| &split.parts);
    let named: Vec<_> = parts
        .by_ref()
        .map(|part| (reader.sentence(&part.value), part.number))
        .collect();
    let of = |sex: List| {
        let own = named.iter().find(|(value, _)| value.has(sex));
        own.and_then(|(_, number)| *number)
    };
    (own.women, own.men) = (of(List::Female), of(List::Male));
}
