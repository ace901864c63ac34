//! A percentage or a unit cost, and the figures that it should follow from.

use std::sync::Arc;

use rhai::{Dynamic, Engine};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::document::Passage;
use crate::report::{Ratio, RatioKind, Report};
use crate::rule::api::{Quotable, number_value, quotable};

use super::PassageRef;

#[derive(Clone)]
pub struct RatioRef(pub Arc<Report>, pub usize);

pub fn register(engine: &mut Engine) {
    quotable::<RatioRef>(engine, "Ratio");
    engine.register_get("is_share", |it: &mut RatioRef| it.get().kind == RatioKind::Share);
    engine.register_get("is_change", |it: &mut RatioRef| {
        it.get().kind == RatioKind::Change
    });
    engine.register_get("is_unit_cost", |it: &mut RatioRef| {
        it.get().kind == RatioKind::UnitCost
    });
    engine.register_get("is_point_change", |it: &mut RatioRef| {
        it.get().kind == RatioKind::PointChange
    });
    engine.register_get("number", |it: &mut RatioRef| it.get().value.low);
    engine.register_get("approximate", |it: &mut RatioRef| it.get().value.approximate);
    engine.register_get("written", |it: &mut RatioRef| it.get().written.clone());
    engine.register_get("of_whole", |it: &mut RatioRef| it.get().of_whole == Some(true));
    engine.register_get("of_unknown", |it: &mut RatioRef| it.get().of_whole.is_none());
    engine.register_get("has_figures", |it: &mut RatioRef| it.computed().is_some());
    engine.register_get("part", |it: &mut RatioRef| {
        figure(it.get().figures.map(|(part, _)| part))
    });
    engine.register_get("whole", |it: &mut RatioRef| {
        figure(it.get().figures.map(|(_, whole)| whole))
    });
    engine.register_get("computed", |it: &mut RatioRef| figure(it.computed()));
    engine.register_get("rounding", |it: &mut RatioRef| it.rounding());
    engine.register_get("figures_at", |it: &mut RatioRef| {
        PassageRef(it.get().figures_at.clone().unwrap_or_default())
    });
}

fn figure(number: Option<Decimal>) -> Dynamic {
    number.map_or(Dynamic::UNIT, Dynamic::from_decimal)
}

impl RatioRef {
    fn get(&self) -> &Ratio {
        &self.0.ratios[self.1]
    }

    /// What the figures give, to one place more than is written.
    fn computed(&self) -> Option<Decimal> {
        let ratio = self.get();
        let (above, below) = ratio.figures?;
        let factor = match ratio.kind {
            RatioKind::Share | RatioKind::Change => Decimal::ONE_HUNDRED,
            RatioKind::UnitCost => Decimal::ONE,
            RatioKind::PointChange => return Some((below - above).abs().normalize()),
        };
        let quotient = above.checked_mul(factor)?.checked_div(below)?;
        Some(quotient.round_dp(ratio.value.low.scale() + 1).normalize())
    }

    /// Half a unit of the last place written.
    fn rounding(&self) -> Decimal {
        Decimal::new(5, self.get().value.low.scale() + 1)
    }
}

impl Quotable for RatioRef {
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().written, self.get().quote.text)
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("written", self.get().written.clone().into()),
            ("number", number_value(self.get().value.low)),
        ]
    }
}
