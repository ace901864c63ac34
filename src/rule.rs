//! Judges a report by rules: Report → findings.

mod api;
mod builtins;
mod call;
mod catalogue;
mod compare;
mod compose;
mod deadline;
mod engine;
mod evaluate;
mod explain;
mod health;
mod inspect;
mod load;
mod manifest;
mod missing;
mod mistakes;
mod params;
mod profile;
mod reference;
mod silence;
mod template;
mod trace;
mod trial;

pub use catalogue::catalogue;
pub use evaluate::{Verdict, calls, evaluate, evaluate_one};
pub use explain::{Explained, Outcome, explain};
pub use health::Health;
pub use load::{Rule, RuleBook};
pub use params::Param;
pub use profile::{NO_PROFILE, Profile, Profiles};
pub use reference::reference;
pub use template::{PACK_TEMPLATE, TEMPLATE};
pub use trace::{Read, record};
pub use trial::{Example, Expectation, examples};
