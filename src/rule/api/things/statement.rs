//! A sentence, and what it claims.

use rhai::EvalAltResult;

use super::{Api, Handle};
use crate::document::Passage;
use crate::report::{Claim, Statement};
use crate::rule::api::{Thing, quotable};

#[derive(Clone)]
pub struct StatementRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<StatementRef>(
        api,
        "A sentence of the report, and what it claims in terms of the DAC results chain.",
    );
    api.property(
        "text",
        "The sentence as it stands in the report.",
        |it: &StatementRef| it.get().text.clone(),
    );
    api.property(
        "negated",
        "Whether there is any negation in the sentence: “no training was held”, and also “trained without their superiors”.",
        |it: &StatementRef| it.get().negated,
    );
    api.property(
        "result_known",
        "Whether it is known of which expected result the sentence speaks.",
        |it: &StatementRef| it.get().result.is_some(),
    );
    api.question(
        "claims",
        "activity",
        "Whether the sentence makes this kind of claim: `activity` (something was done), `output` (something was \
         delivered), `outcome` (use or change was observed), `impact` (long-term change), `assertion` (change without \
         any observation), `plan`, `reason` (why something deviated), `lesson`, `shortfall` (something expected did not \
         happen, or late) or `estimate`.",
        |it: &StatementRef, name: &str| Ok(it.get().claims(claim(name)?)),
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

impl Thing for StatementRef {
    const NAME: &'static str = "Statement";
    const MANY: &'static str = "statements";

    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
}
