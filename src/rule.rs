//! Judges a report by rules: Report → findings.

mod api;
mod compare;
mod compose;
mod engine;
mod evaluate;
mod inspect;
mod load;
mod params;
mod profile;
mod trial;

pub use evaluate::{Verdict, evaluate};
pub use load::{Rule, RuleBook};
pub use params::Param;
pub use profile::{Profile, Profiles};
pub use trial::{Example, Expectation, examples};
