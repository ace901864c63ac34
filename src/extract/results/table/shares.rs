//! Rows that give what was reached and its share of a target that they do not give: "2,363 | 68 % of target".

use rust_decimal::Decimal;

use super::headers::{Layout, Role};
use super::values;
use crate::document::Table;
use crate::extract::Reader;
use crate::report::{Figure, Indicator, IndicatorPeriod, Number};

/// What a row's column of shares gives.
pub fn of_target(reader: &Reader, layout: &Layout, table: &Table, row: usize) -> Option<Figure> {
    let mut cells = layout.of(table, row, |role| role == Role::Ratio);
    let share = cells.find_map(|(_, cell)| values::figure(reader, cell))?;
    share.number.map(|_| Figure {
        percent: true,
        ..share
    })
}

/// The same indicator held against all of its target, as where a sentence tells the share.
pub fn indicator(own: &Indicator, share: Figure) -> Option<Indicator> {
    let all = Figure {
        number: Some(Number::exact(Decimal::ONE_HUNDRED)),
        ..share.clone()
    };
    (!own.implied).then(|| Indicator {
        text: own.text.clone(),
        location: own.location.clone(),
        implied: true,
        periods: vec![IndicatorPeriod {
            target: Some(all),
            actual: Some(share),
            ..IndicatorPeriod::default()
        }],
        ..Indicator::default()
    })
}
