//! A sentence, and what it claims.

use std::sync::Arc;

use rhai::{Engine, EvalAltResult};

use crate::document::Passage;
use crate::report::{Claim, Report, Statement};
use crate::rule::api::{Quotable, quotable};

#[derive(Clone)]
pub struct StatementRef(pub Arc<Report>, pub usize);

pub fn register(engine: &mut Engine) {
    quotable::<StatementRef>(engine, "Statement");
    engine.register_get("text", |it: &mut StatementRef| it.get().text.clone());
    engine.register_get("negated", |it: &mut StatementRef| it.get().negated);
    engine.register_get("result_known", |it: &mut StatementRef| it.get().result.is_some());
    engine.register_fn(
        "claims",
        |it: &mut StatementRef, name: &str| -> Result<bool, Box<EvalAltResult>> {
            Ok(it.get().claims(claim(name)?))
        },
    );
}

/// A claim by its name in scripts.
pub fn claim(name: &str) -> Result<Claim, Box<EvalAltResult>> {
    Ok(match name {
        "activity" => Claim::Activity,
        "output" => Claim::Output,
        "outcome" => Claim::Outcome,
        "impact" => Claim::Impact,
        "assertion" => Claim::Assertion,
        "plan" => Claim::Plan,
        "reason" => Claim::Reason,
        "lesson" => Claim::Lesson,
        "shortfall" => Claim::Shortfall,
        "estimate" => Claim::Estimate,
        _ => {
            return Err(format!(
                "there is no claim `{name}`: use activity, output, outcome, impact, assertion, plan, reason, \
                 lesson, shortfall or estimate"
            )
            .into());
        }
    })
}

impl StatementRef {
    fn get(&self) -> &Statement {
        &self.0.statements[self.1]
    }
}

impl Quotable for StatementRef {
    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
}
