//! What was held for people or told to the public, and all that the report says of it.

use rust_decimal::Decimal;
use serde::Serialize;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    #[default]
    Training,
    /// Information for the public: leaflets, broadcasts, awareness sessions.
    Campaign,
    /// People were reached, assisted or given something: counselling, cash, kits, messages.
    Service,
}

impl ActivityKind {
    pub fn name(self) -> &'static str {
        match self {
            ActivityKind::Training => "training",
            ActivityKind::Campaign => "campaign",
            ActivityKind::Service => "service",
        }
    }
}

/// One training, campaign or service that was carried out. Sentences are indices into [`super::Report::statements`].
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Activity {
    pub kind: ActivityKind,
    /// The sentences that tell it, in the report's order: the first names it.
    pub statements: Vec<usize>,
    /// The most people that one of them counts.
    pub people: Option<Decimal>,
    /// The most sessions, broadcasts or copies that one of them counts.
    pub volume: Option<Decimal>,
    /// What became of it, here or elsewhere: use, change, a test.
    pub changes: Vec<usize>,
    /// Asserted of it or of those whom it reached, in a report that has no indicators.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<usize>,
    /// Asserted in such a report, and of whom or of which work is not said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible_effects: Vec<usize>,
    /// Results, by index, in whose account it is told.
    pub results: Vec<usize>,
    /// Indicators, by result and place, that observe a change in those whom it reached.
    pub indicators: Vec<(usize, usize)>,
}
