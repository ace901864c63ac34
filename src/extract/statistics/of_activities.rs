//! Those who took part in what a table of activities lists row by row.

use rust_decimal::Decimal;

use super::breakdown_by_sex;
use crate::document::{Cell, Passage, Table};
use crate::extract::Reader;
use crate::extract::activity_tables::{ActivityRow, ActivityTable, Sexed};
use crate::extract::lexicon::List;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, Number, SeenIn, Statistic};

/// Adds the rows whose number stands under a header that does not say of whom, "Target group | Number", and to those that
/// are counted when it was.
pub fn complete(reader: &Reader, table: &Table, counted: &mut Vec<Statistic>) {
    let Some(own) = reader.activity_table(table) else {
        return;
    };
    for told in counted.iter_mut() {
        let mut open = own.not_held.iter();
        told.planned |= open.any(|row| told.quote.location.is_in_row_of(row));
    }
    for row in &own.rows {
        let known = |told: &&mut Statistic| {
            told.counted == Counted::People && told.quote.location.is_in_row_of(&row.quote.location)
        };
        let mut any = false;
        for told in counted.iter_mut().filter(known) {
            any |= told.number.high == row.people;
            told.most_in_table = Some(own.most());
            if !told.period.is_known() {
                told.period = row.held;
            }
        }
        let cell = row.counted_in.and_then(|column| table.cell(row.row, column));
        if let Some(cell) = cell.filter(|_| !any) {
            counted.push(of_row(reader, table, own, row, cell));
        }
    }
    counted.sort_by_key(|told| told.quote.location.row);
}

fn of_row(reader: &Reader, table: &Table, own: &ActivityTable, row: &ActivityRow, cell: &Cell) -> Statistic {
    let cells = (0..table.columns()).filter(|column| *column != row.name_column);
    let nouns = cells.filter_map(|column| {
        let text = reader.sentence(table.text(row.row, column));
        let hit = text.first(List::People)?;
        let unit = text.tokens[hit.end - 1].singular.clone();
        Some((text.written(hit).to_string(), unit, text.has(List::MayBeMinors)))
    });
    let (noun, unit, may_be_minors) = nouns.into_iter().next().unwrap_or_default();
    let called = [noun, row.audience.to_lowercase(), own.noun.clone()];
    Statistic {
        number: Number::exact(row.people),
        written: cell.text.trim().to_string(),
        noun: called
            .into_iter()
            .find(|noun| !noun.is_empty())
            .unwrap_or_default(),
        unit,
        may_be_minors,
        counted: Counted::People,
        period: row.held,
        subject: format!("{} {}", table.text(row.row, row.name_column), cell.text.trim()),
        quote: Passage::new(row.quote.text.clone(), cell.location.clone()),
        breakdowns: by_sex(row, cell),
        most_in_table: Some(own.most()),
        ..Statistic::default()
    }
}

fn by_sex(row: &ActivityRow, cell: &Cell) -> Vec<Breakdown> {
    let sexes = [&row.women, &row.men].into_iter().flatten();
    let parts = sexes.map(|sexed| Disaggregation {
        dimension: Dimension::Sex,
        value: sexed.head.clone(),
        number: Some(sexed.number),
        seen_in: SeenIn::Table,
        location: cell.location.clone(),
    });
    breakdown_by_sex(parts.collect())
}

/// "In all 107 teachers were trained", of a table whose women and men come to as many.
pub fn told_by_rows(reader: &Reader, found: &mut [Statistic]) {
    for table in reader
        .activity_tables()
        .iter()
        .filter(|table| table.rows.len() > 1)
    {
        let sum = |of: fn(&ActivityRow) -> Option<&Sexed>| {
            let own: Option<Vec<&Sexed>> = table.rows.iter().map(of).collect();
            let own = own?;
            Some((
                own[0].head.clone(),
                own.iter().map(|sexed| sexed.number).sum::<Decimal>(),
            ))
        };
        let (Some(women), Some(men)) = (sum(|row| row.women.as_ref()), sum(|row| row.men.as_ref())) else {
            continue;
        };
        let whole = Number::exact(women.1 + men.1);
        let open = |own: &&mut Statistic| {
            let people = own.counted == Counted::People && own.number == whole;
            people && !own.is_split_by_sex()
        };
        for own in found.iter_mut().filter(open) {
            let parts = [&women, &men].map(|(head, number)| Disaggregation {
                dimension: Dimension::Sex,
                value: head.clone(),
                number: Some(*number),
                seen_in: SeenIn::Table,
                location: table.rows[0].quote.location.clone(),
            });
            own.breakdowns.extend(breakdown_by_sex(parts.into()));
        }
    }
}

/// "Total | 129" below its rows: the same people once more.
pub fn mark_totals(reader: &Reader, found: &mut [Statistic]) {
    for table in reader.activity_tables() {
        let of_row = |own: &Statistic| {
            let mut rows = table.rows.iter();
            own.counted == Counted::People
                && rows.any(|row| row.quote.location.is_in_row_of(&own.quote.location))
        };
        let Some(first) = found.iter().position(of_row) else {
            continue;
        };
        let is_total = |own: &Statistic| {
            let mut totals = table.totals.iter();
            own.counted == Counted::People && totals.any(|total| total.is_in_row_of(&own.quote.location))
        };
        for own in found.iter_mut().filter(|own| is_total(own)) {
            own.told_before = Some(first);
        }
    }
}
