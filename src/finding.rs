//! What the rules found: findings in SARIF's words, and everything else that one check of one report yields.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::document::{Location, Passage};
use crate::problem::Problem;
use crate::report::{Kind, Period};
use crate::texts;

/// SARIF's levels, the gravest last so that levels compare by gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A quotation from the report and its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    pub quote: String,
    /// Name of the file in which the quotation stands, where it is not the report itself: an earlier report, or the
    /// framework.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(flatten)]
    pub location: Location,
}

impl From<Passage> for Evidence {
    fn from(passage: Passage) -> Self {
        Evidence {
            quote: passage.text,
            file: None,
            location: passage.location,
        }
    }
}

/// How a finding compares with the last run on an earlier version of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    New,
    Unchanged,
    Gone,
}

/// Somebody decided that a finding need not be acted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    pub status: String,
    pub justification: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Day on which it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// One fault in a report: which rule, how grave, why, where, and what to ask for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// "pack/rule-name".
    pub rule: String,
    pub level: Level,
    pub message: String,
    /// What to ask the reporting organisation for.
    pub ask: String,
    /// The standard or evaluation that the rule comes from.
    pub source: String,
    /// The first is the place of the finding. Empty where the report as a whole lacks something and nothing in it comes near.
    pub evidence: Vec<Evidence>,
    pub details: BTreeMap<String, serde_json::Value>,
    /// Same rule on the same thing has the same fingerprint in the next draft: built from the rule's id and what
    /// the finding is about, never from page, line or wording of the message.
    pub fingerprint: String,
    pub change: Change,
    pub suppression: Option<Suppression>,
    /// It is about the report as a whole; its evidence, if there is any, is what comes nearest.
    #[serde(skip)]
    pub whole_report: bool,
}

/// A rule lacked what it needs to judge.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CouldNotTell {
    pub rule: String,
    pub why: String,
    pub evidence: Vec<Evidence>,
}

/// A rule that failed on something in this report. What it said of the rest stands, and the other rules went on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleError {
    pub rule: String,
    /// The fault as it first came up.
    pub problem: Problem,
    /// On how many things of the report the rule failed in the same place.
    pub items: usize,
    /// The words of the first of them; nothing where it is the report as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
}

/// What was found to check, so that "no findings" is never mistaken for "nothing read".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    pub results: usize,
    pub indicators: usize,
    pub indicators_by_level: BTreeMap<String, usize>,
    pub people_statistics: usize,
    pub people_statistics_by_sex: usize,
    pub targets_met: usize,
    pub targets_missed: usize,
}

/// Another file by which a report was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldAgainst {
    pub file: String,
    pub sha256: String,
    /// The part of the project's time that it tells of, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// Everything that one check says of one report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportResult {
    pub file: String,
    pub sha256: String,
    pub format: String,
    pub title: Option<String>,
    /// Agreement or IATI identifier.
    pub reference: Option<String>,
    pub kind: Kind,
    pub language: Option<String>,
    pub period: Period,
    /// SHA-256 of the agreement files beside the report, by whose demands it was judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// The earlier reports that it was held against, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<HeldAgainst>,
    /// The framework that it was held against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub framework: Option<HeldAgainst>,
    pub coverage: Coverage,
    /// What could not be read faithfully.
    pub doubts: Vec<String>,
    pub findings: Vec<Finding>,
    pub could_not_tell: Vec<CouldNotTell>,
    pub rule_errors: Vec<RuleError>,
}

/// The beginning of a digest, for people.
pub fn short_digest(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

fn is_default(language: &str) -> bool {
    language == texts::DEFAULT
}

/// Which rule book judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleBookStamp {
    /// SHA-256 over all rule and lexicon files, in lower-case hexadecimal.
    pub digest: String,
    pub profile: Option<String>,
    /// ISO 639-1 code of the language of messages; left out where it is the one that every rule speaks.
    #[serde(skip_serializing_if = "is_default")]
    pub language: String,
    pub problems: Vec<Problem>,
    /// A saved change that is not taken: the rules before it judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
}

/// A change of the rules with mistakes in it, which waits until they are mended.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Waiting {
    /// From when on the rules before it judge on.
    pub since: Timestamp,
    pub problems: Vec<Problem>,
}

impl Waiting {
    /// The files with mistakes, each at its first one: "my-rules/training/length.rhai:2:16".
    pub fn files(&self) -> String {
        let mut places: Vec<String> = Vec::new();
        let mut files = BTreeSet::new();
        for problem in &self.problems {
            if files.insert(&problem.path) {
                places.push(problem.place());
            }
        }
        places.join(", ")
    }
}
