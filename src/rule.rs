//! Judges a report by rules: Report → findings.

mod api;
mod builtins;
mod compare;
mod compose;
mod engine;
mod evaluate;
mod health;
mod inspect;
mod load;
mod missing;
mod mistakes;
mod trial;

pub use evaluate::{Verdict, evaluate};
pub use health::{FAILING_AFTER, Health};
pub use load::{Rule, RuleBook};
pub use trial::{Example, Expectation, examples};
