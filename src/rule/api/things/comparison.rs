//! Figures set side by side, and estimates with their origin.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine};
use serde_json::Value;

use super::{PassageRef, short};
use crate::document::Passage;
use crate::report::{Comparison, Estimate, Report};
use crate::rule::api::{Quotable, quotable};

#[derive(Clone)]
pub struct ComparisonRef(pub Arc<Report>, pub usize);
#[derive(Clone)]
pub struct EstimateRef(pub Arc<Report>, pub usize);

pub fn register(engine: &mut Engine) {
    quotable::<ComparisonRef>(engine, "Comparison");
    engine.register_get("units", |it: &mut ComparisonRef| it.units());
    engine.register_get("values", |it: &mut ComparisonRef| -> Array {
        let values = it.get().values.iter();
        values
            .map(|value| Dynamic::from(PassageRef(value.quote.clone())))
            .collect()
    });
    engine.register_get("values_text", |it: &mut ComparisonRef| it.values_text());
    quotable::<EstimateRef>(engine, "Estimate");
    engine.register_get("written", |it: &mut EstimateRef| it.get().written.clone());
    engine.register_get("sourced", |it: &mut EstimateRef| it.get().sourced);
    engine.register_get("report", |it: &mut EstimateRef| {
        super::ReportRef(Arc::clone(&it.0))
    });
}

impl ComparisonRef {
    fn get(&self) -> &Comparison {
        &self.0.comparisons[self.1]
    }

    /// What its values count, each kind once: "people", "cases", …
    fn units(&self) -> Array {
        let mut kinds: Vec<String> = Vec::new();
        for value in &self.get().values {
            let kind = format!("{:?}", value.counted).to_lowercase();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds.into_iter().map(Dynamic::from).collect()
    }

    fn values_text(&self) -> String {
        let values: Vec<&str> = self
            .get()
            .values
            .iter()
            .map(|value| value.written.as_str())
            .collect();
        values.join(", ")
    }
}

impl EstimateRef {
    fn get(&self) -> &Estimate {
        &self.0.estimates[self.1]
    }
}

impl Quotable for ComparisonRef {
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().quote.text, self.values_text())
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("series", short(&self.get().quote.text)),
            ("values", self.values_text().into()),
        ]
    }
}

impl Quotable for EstimateRef {
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![("written", self.get().written.clone().into())]
    }
}
