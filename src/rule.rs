//! Judges a report by rules: Report → findings.

mod api;
mod compare;
mod compose;
mod engine;
mod evaluate;
mod inspect;
mod load;
mod trial;

pub use evaluate::{Verdict, evaluate};
pub use load::{Rule, RuleBook};
pub use trial::{Example, Expectation, examples};
