//! What a sentence claims: work done, what came of it, what is planned, what fell short and why.

use serde::Serialize;

use super::{Certainty, Claimed};
use crate::document::Location;

/// What a sentence claims, after the DAC Glossary's results chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Something was done.
    Activity,
    /// Something was produced or delivered.
    Output,
    /// Use or change was observed.
    Outcome,
    /// Long-term change was observed.
    Impact,
    /// Change is asserted without any observation: "awareness has increased".
    Assertion,
    /// Something is intended.
    Plan,
    /// Why something deviated from plan.
    Reason,
    Lesson,
    /// Something expected did not happen, or not in time.
    Shortfall,
    Estimate,
}

impl Claim {
    /// By the name that scripts use.
    pub const NAMES: [(&'static str, Claim); 10] = [
        ("activity", Claim::Activity),
        ("output", Claim::Output),
        ("outcome", Claim::Outcome),
        ("impact", Claim::Impact),
        ("assertion", Claim::Assertion),
        ("plan", Claim::Plan),
        ("reason", Claim::Reason),
        ("lesson", Claim::Lesson),
        ("shortfall", Claim::Shortfall),
        ("estimate", Claim::Estimate),
    ];

    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, claim)| *claim == self)
            .map_or("", |(name, _)| name)
    }
}

/// What a sentence says of the level from which a share or a rise came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Start {
    /// There is neither a share nor a rise nor a score in it.
    #[default]
    NothingTold,
    /// It tells of something else than what came about: "plan", "lesson", "shortfall", "question" or "figure of others".
    Otherwise(&'static str),
    /// It tells how many more were reached.
    Reach,
    /// By these words.
    Told(String),
    /// By another sentence, beside it or elsewhere.
    Beside(String),
    /// These words tell a share, a rise or a score, and nothing a level before it.
    Lacking(String),
}

/// Why a sentence does or does not assert a change for the better that nothing shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Asserts {
    /// No word for a change was seen in it.
    #[default]
    NoChange,
    /// It is something else, or claims something else: "plan", "lesson", "question".
    Otherwise(&'static str),
    /// This word for a change is of something else, which the other words tell.
    NotMeant(String, &'static str),
    /// It tells how much, or from what to what.
    Figure(String),
    /// This word makes it something else than an account of a change: background, an expectation, a list of counts.
    Besides(String),
    /// The sentence beside it gives a figure.
    Beside(String),
    /// It does, by these words.
    Words(String),
}

/// A sentence and what it claims.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Statement {
    pub text: String,
    pub location: Location,
    /// Each claim with the words that made it so.
    pub claims: Vec<(Claim, String)>,
    pub negated: bool,
    /// An outcome is said to be reached, and only what was delivered is told to show it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shown_by_delivery: bool,
    /// It names an indicator of a change that cannot be seen as such.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub names_vague_indicator: bool,
    /// It stands in a table as what came of a programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed: Option<Claimed>,
    /// A change is said to have come, and only the work that was to bring it is told to show it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shown_by_work: bool,
    /// A share, or a rise, is told without the level from which it came.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub lacks_start: bool,
    /// It tells what something came from and what it came to, in one measure: "from 57% to 23%".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub tells_both_ends: bool,
    /// Why it does or does not.
    #[serde(skip)]
    pub start: Start,
    /// It says that something has changed, and neither it nor the sentences beside it give a figure.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub asserts_change: bool,
    /// Why it does or does not.
    #[serde(skip)]
    pub asserts: Asserts,
    /// It is a row of a table of activities, and no sentence.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub activity_row: bool,
    /// Index of the result that the sentence speaks of.
    pub result: Option<usize>,
    pub certainty: Certainty,
}

impl Statement {
    pub fn claims(&self, claim: Claim) -> bool {
        self.claims.iter().any(|(kind, _)| *kind == claim)
    }

    /// Something that was done or delivered.
    pub fn tells_deed(&self) -> bool {
        self.claims(Claim::Activity) || self.claims(Claim::Output)
    }
}
