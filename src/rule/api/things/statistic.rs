//! A figure in the text, and its breakdowns by sex, age, place, …

use std::sync::Arc;

use rhai::{Engine, EvalAltResult};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{ReportRef, array};
use crate::document::Passage;
use crate::report::{Breakdown, Certainty, Counted, Dimension, Disaggregation, Report, Statistic};
use crate::rule::api::{Quotable, number_value, quotable};

/// Parts of a breakdown that messages name.
const MAX_PARTS: usize = 6;

#[derive(Clone)]
pub struct StatisticRef(pub Arc<Report>, pub usize);
/// Statistic, breakdown.
#[derive(Clone)]
pub struct BreakdownRef(pub Arc<Report>, pub usize, pub usize);

pub fn register(engine: &mut Engine) {
    quotable::<StatisticRef>(engine, "Statistic");
    number(engine);
    context(engine);
    breakdown(engine);
}

fn number(engine: &mut Engine) {
    engine.register_get("number", |it: &mut StatisticRef| it.get().number.low);
    engine.register_get("number_high", |it: &mut StatisticRef| it.get().number.high);
    engine.register_get("approximate", |it: &mut StatisticRef| it.get().number.approximate);
    engine.register_get("written", |it: &mut StatisticRef| it.get().written.clone());
    engine.register_get("noun", |it: &mut StatisticRef| it.get().noun.clone());
    engine.register_get("counted", |it: &mut StatisticRef| {
        format!("{:?}", it.get().counted).to_lowercase()
    });
    engine.register_get("counts_people", |it: &mut StatisticRef| {
        it.get().counted == Counted::People
    });
    engine.register_get("may_be_minors", |it: &mut StatisticRef| it.get().may_be_minors);
    engine.register_get("tells_age", |it: &mut StatisticRef| it.get().tells_age);
    engine.register_get("breakdowns", |it: &mut StatisticRef| {
        array((0..it.get().breakdowns.len()).map(|index| BreakdownRef(Arc::clone(&it.0), it.1, index)))
    });
    engine.register_fn(
        "disaggregated_by",
        |it: &mut StatisticRef, name: &str| -> Result<bool, Box<EvalAltResult>> {
            Ok(it.disaggregated_by(dimension(name)?))
        },
    );
}

/// What the figure is said of.
fn context(engine: &mut Engine) {
    engine.register_get("subject", |it: &mut StatisticRef| it.get().subject.clone());
    engine.register_get("text", |it: &mut StatisticRef| it.get().quote.text.clone());
    engine.register_get("part", |it: &mut StatisticRef| it.get().part);
    engine.register_get("report", |it: &mut StatisticRef| ReportRef(Arc::clone(&it.0)));
    engine.register_get("of_whole", |it: &mut StatisticRef| it.get().of_whole);
    engine.register_get("context", |it: &mut StatisticRef| it.get().context);
    engine.register_get("planned", |it: &mut StatisticRef| it.get().planned);
    engine.register_get("is_indicator", |it: &mut StatisticRef| {
        it.get().indicator.is_some()
    });
    engine.register_get("result_known", |it: &mut StatisticRef| it.get().result.is_some());
    engine.register_get("period_known", |it: &mut StatisticRef| it.get().period.is_known());
    engine.register_get("is_certain", |it: &mut StatisticRef| {
        it.get().certainty == Certainty::Sure
    });
}

fn breakdown(engine: &mut Engine) {
    engine.register_type_with_name::<BreakdownRef>("Breakdown");
    engine.register_get("dimension", |it: &mut BreakdownRef| {
        format!("{:?}", it.get().dimension).to_lowercase()
    });
    engine.register_get("complete", |it: &mut BreakdownRef| it.get().complete);
    engine.register_get("sum", |it: &mut BreakdownRef| {
        it.get()
            .parts
            .iter()
            .filter_map(|part| part.number)
            .sum::<Decimal>()
    });
    engine.register_get("parts_text", |it: &mut BreakdownRef| parts_text(it.get()));
}

/// "86 women + 30 men".
fn parts_text(breakdown: &Breakdown) -> String {
    let shown = |part: &Disaggregation| match part.number {
        Some(_) if part.value.contains(|c: char| c.is_ascii_digit()) => part.value.clone(),
        Some(number) => format!("{number} {}", part.value).trim().to_string(),
        None => part.value.clone(),
    };
    let mut texts: Vec<String> = breakdown.parts.iter().take(MAX_PARTS).map(shown).collect();
    if breakdown.parts.len() > MAX_PARTS {
        texts.push("…".to_string());
    }
    texts.join(" + ")
}

/// A dimension by its name in scripts.
pub fn dimension(name: &str) -> Result<Dimension, Box<EvalAltResult>> {
    Ok(match name {
        "sex" => Dimension::Sex,
        "age" => Dimension::Age,
        "disability" => Dimension::Disability,
        "location" => Dimension::Location,
        "other" => Dimension::Other,
        _ => {
            return Err(format!(
                "there is no dimension `{name}`: use sex, age, disability, location or other"
            )
            .into());
        }
    })
}

impl StatisticRef {
    fn get(&self) -> &Statistic {
        &self.0.statistics[self.1]
    }

    /// By itself, or as the figure of an indicator that is.
    fn disaggregated_by(&self, dimension: Dimension) -> bool {
        let statistic = self.get();
        let indicator = statistic
            .indicator
            .map(|(result, index)| &self.0.results[result].indicators[index]);
        statistic.breakdowns.iter().any(|own| own.dimension == dimension)
            || indicator.is_some_and(|indicator| indicator.disaggregated_by(dimension))
    }
}

impl BreakdownRef {
    fn get(&self) -> &Breakdown {
        &self.0.statistics[self.1].breakdowns[self.2]
    }
}

impl Quotable for StatisticRef {
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().noun, self.get().subject)
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("number", number_value(self.get().number.low)),
            ("noun", self.get().noun.clone().into()),
        ]
    }
}
