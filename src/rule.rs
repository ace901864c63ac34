//! Judges a report by rules: Report → findings.

use std::sync::Arc;

use crate::finding::{CouldNotTell, Finding, RuleError};
use crate::problem::Problem;
use crate::report::Report;
use crate::rules_folder::RulesFolder;

/// A whole, valid set of rules with the engine that runs them. Never changed once built.
pub struct RuleBook {}

impl RuleBook {
    /// # Errors
    /// Every mistake in every rule file.
    pub fn load(folder: &RulesFolder) -> Result<Self, Vec<Problem>> {
        let _ = folder;
        Ok(RuleBook {})
    }
}

/// What the rules said of one report. Findings are in order of place in the report.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    pub findings: Vec<Finding>,
    pub could_not_tell: Vec<CouldNotTell>,
    pub rule_errors: Vec<RuleError>,
}

/// Runs every rule of the book on a report.
pub fn evaluate(book: &RuleBook, report: Arc<Report>) -> Verdict {
    let _ = (book, report);
    Verdict::default()
}
