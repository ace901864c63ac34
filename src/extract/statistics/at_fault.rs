//! Totals of a table that one wrong cell falsifies.

use rust_decimal::Decimal;

use crate::document::Location;
use crate::report::{BudgetSum, Disaggregation, SeenIn, Statistic};

/// A table's total with the same parts is told once, wherever the report gives it before.
pub fn told_once(found: &mut [Statistic]) {
    let mut known: Vec<(Decimal, Decimal)> = Vec::new();
    for statistic in found.iter_mut() {
        let total = statistic.number.low;
        for own in statistic.breakdowns.iter_mut().filter(|own| own.complete) {
            let sum = own.sum();
            if sum == total || total < Decimal::from(TELLING) {
                continue;
            }
            let table = own.parts.iter().all(|part| part.seen_in == SeenIn::Table);
            own.complete = !(table && known.contains(&(total, sum)));
            known.push((total, sum));
        }
    }
}

/// Smaller totals with the same sum may be of different things.
const TELLING: i64 = 100;

/// One wrong cell makes both its row and its column add up to something else: the row tells more.
pub fn told_by_row(found: &mut [Statistic]) {
    let short = |statistic: &Statistic| {
        let own = statistic.breakdowns.iter().find(|own| own.complete)?;
        let sum = own.sum();
        (sum != statistic.number.low).then(|| sum - statistic.number.low)
    };
    let rows: Vec<(Location, Decimal)> = found
        .iter()
        .filter(|own| own.quote.location.table.is_some())
        .filter_map(|own| Some((own.quote.location.clone(), short(own)?)))
        .collect();
    for column in found.iter_mut() {
        let Some(beyond) = short(column) else { continue };
        let at_fault = |part: &Disaggregation| {
            rows.iter().any(|(cell, below)| {
                let row = (cell.table, cell.row) == (part.location.table, part.location.row);
                row && cell.row != column.quote.location.row && *below == -beyond
            })
        };
        let explained = column
            .breakdowns
            .iter()
            .any(|own| own.complete && own.parts.iter().any(at_fault));
        if explained {
            column.breakdowns.iter_mut().for_each(|own| own.complete = false);
        }
    }
}

/// What a total of a table of money does not come to is told of the budget.
pub fn told_as_budget(found: &mut [Statistic], budgets: &[BudgetSum]) {
    for statistic in found {
        let of_budget = budgets.iter().any(|own| {
            own.stated == statistic.number.low && own.total.location.is_in_row_of(&statistic.quote.location)
        });
        if of_budget {
            statistic
                .breakdowns
                .iter_mut()
                .for_each(|own| own.complete = false);
        }
    }
}
