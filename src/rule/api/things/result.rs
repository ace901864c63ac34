//! An expected result.

use std::sync::Arc;

use rhai::{Array, Engine, EvalAltResult};
use serde_json::Value;

use super::statement::claim;
use super::{IndicatorRef, ReportRef, array, code_and_text, passages, short, statements, texts};
use crate::document::Passage;
use crate::report::{Certainty, Indicator, Report, ResultLevel, ResultStatement};
use crate::rule::api::{Quotable, quotable};

#[derive(Clone)]
pub struct ResultRef(pub Arc<Report>, pub usize);

pub fn register(engine: &mut Engine) {
    quotable::<ResultRef>(engine, "Result");
    engine.register_get("report", |it: &mut ResultRef| ReportRef(Arc::clone(&it.0)));
    engine.register_get("level", |it: &mut ResultRef| level(it.get().level).to_string());
    engine.register_get("code", |it: &mut ResultRef| {
        it.get().code.clone().unwrap_or_default()
    });
    engine.register_get("text", |it: &mut ResultRef| it.get().text.clone());
    engine.register_get("is_certain", |it: &mut ResultRef| {
        it.get().certainty == Certainty::Sure
    });
    engine.register_get("indicators", |it: &mut ResultRef| {
        array((0..it.get().indicators.len()).map(|index| IndicatorRef(Arc::clone(&it.0), it.1, index)))
    });
    engine.register_get("names_gender", |it: &mut ResultRef| it.get().names_gender);
    engine.register_get("framed", |it: &mut ResultRef| it.get().framed);
    engine.register_get("unmentioned_actors", |it: &mut ResultRef| {
        texts(&it.get().unmentioned_actors)
    });
    account(engine);
}

/// What the report says came of the result.
fn account(engine: &mut Engine) {
    engine.register_get("progress", |it: &mut ResultRef| passages(&it.get().progress));
    engine.register_get("has_progress", |it: &mut ResultRef| it.get().has_account());
    engine.register_get("progress_left_blank", |it: &mut ResultRef| {
        it.get().progress_left_blank
    });
    engine.register_get("expected", |it: &mut ResultRef| it.get().expected);
    engine.register_get("has_values", |it: &mut ResultRef| {
        it.get().indicators.iter().any(Indicator::has_actual)
    });
    engine.register_get("indicator_only", |it: &mut ResultRef| it.get().indicator_only);
    engine.register_get("plan_only", |it: &mut ResultRef| it.get().plan_only);
    engine.register_get("statements", |it: &mut ResultRef| {
        statements(&it.0, &it.get().statements)
    });
    engine.register_fn(
        "statements_claiming",
        |it: &mut ResultRef, name: &str| -> Result<Array, Box<EvalAltResult>> {
            Ok(statements(&it.0, &it.claiming(name)?))
        },
    );
    engine.register_fn(
        "claims",
        |it: &mut ResultRef, name: &str| -> Result<bool, Box<EvalAltResult>> {
            Ok(!it.claiming(name)?.is_empty())
        },
    );
}

fn level(level: ResultLevel) -> &'static str {
    match level {
        ResultLevel::Impact => "impact",
        ResultLevel::Outcome => "outcome",
        ResultLevel::Output => "output",
        ResultLevel::Activity => "activity",
        ResultLevel::Unspecified => "unspecified",
    }
}

impl ResultRef {
    fn get(&self) -> &ResultStatement {
        &self.0.results[self.1]
    }

    /// Its statements that make a claim of that name.
    fn claiming(&self, name: &str) -> Result<Vec<usize>, Box<EvalAltResult>> {
        let claim = claim(name)?;
        let mut indices = self.get().statements.clone();
        indices.retain(|index| self.0.statements[*index].claims(claim));
        Ok(indices)
    }
}

impl Quotable for ResultRef {
    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
    fn about(&self) -> String {
        code_and_text(self.get().code.as_deref(), &self.get().text)
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![("result", short(&self.get().text))]
    }
}
