//! What was held for people or told to the public, and all that the report says of it.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Number, Period};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    #[default]
    Training,
    /// Information for the public: leaflets, broadcasts, awareness sessions.
    Campaign,
    /// People were reached, assisted or given something: counselling, cash, kits, messages. Or something was built, made or
    /// held.
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl TimeUnit {
    pub const ALL: [TimeUnit; 6] = [
        TimeUnit::Minute,
        TimeUnit::Hour,
        TimeUnit::Day,
        TimeUnit::Week,
        TimeUnit::Month,
        TimeUnit::Year,
    ];

    pub fn name(self) -> &'static str {
        match self {
            TimeUnit::Minute => "minute",
            TimeUnit::Hour => "hour",
            TimeUnit::Day => "day",
            TimeUnit::Week => "week",
            TimeUnit::Month => "month",
            TimeUnit::Year => "year",
        }
    }
}

/// How long something lasted, in the unit in which it is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Duration {
    pub number: Number,
    pub unit: TimeUnit,
    /// As written: "three days".
    pub written: String,
    /// The sentence, an index into [`super::Report::statements`].
    pub statement: usize,
}

/// One training, campaign or service that was carried out. Sentences are indices into [`super::Report::statements`].
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Activity {
    pub kind: ActivityKind,
    /// The word by which it is a training or a campaign, as written; of a service a word for one of these that its sentence
    /// has and that names none.
    #[serde(skip)]
    pub name: String,
    /// The sentences that tell it, in the report's order: the first names it.
    pub statements: Vec<usize>,
    /// The most people that one of them counts.
    pub people: Option<Decimal>,
    /// The women, and the men, of those people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub women: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub men: Option<Decimal>,
    /// The most sessions, broadcasts or copies that one of them counts.
    pub volume: Option<Decimal>,
    /// It was held several times, or for all of a group, and nobody counted how often: "multiple campaigns".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repeated: bool,
    /// The most works, products or events that a service without people is counted by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub works: Option<Decimal>,
    /// A school, a clinic, a bridge or another work that many use was built or made fit for use.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub builds: bool,
    /// How long it lasted, or each of them where they are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<Duration>,
    /// When it was held.
    pub held: Period,
    /// It is told by a row of a table of activities, which calls it so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row_name: Option<String>,
    /// … and running text tells all rows of the table together as one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub summed_up: bool,
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

/// A sentence that names a training or a campaign and tells of none that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    /// An index into [`super::Report::statements`].
    pub statement: usize,
    /// The word that names it, as written.
    pub word: String,
    /// "it says that it was not held".
    pub why: &'static str,
}
