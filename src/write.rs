//! Writes results, report by report, so that a file of thousands of activities needs no memory for them all.

pub mod definitions;
pub mod docs;
mod json;
pub mod reading;
mod text;
pub mod whole;

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;

pub use text::place;

use crate::finding::{Level, ReportResult, RuleBookStamp};
use crate::read::ReadError;
use crate::texts::{OWN, told};

/// An output format: how it starts, what it says of each report, how it ends.
pub trait Writer {
    fn begin(&mut self, out: &mut dyn Write, stamp: &RuleBookStamp) -> io::Result<()>;
    fn report(&mut self, out: &mut dyn Write, result: &ReportResult) -> io::Result<()>;
    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

/// Makes a writer.
type Make = fn() -> Box<dyn Writer>;

/// Name on the command line, and the writer.
pub static WRITERS: &[(&str, Make)] = &[
    ("text", || Box::new(text::Text::default())),
    ("json", || Box::new(json::Json::default())),
];

/// The writer of that name.
pub fn writer(name: &str) -> Option<Box<dyn Writer>> {
    WRITERS
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, make)| make())
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    pub file: String,
    pub reason: String,
    pub remedy: Option<String>,
}

impl From<&ReadError> for Unreadable {
    fn from(error: &ReadError) -> Self {
        Unreadable {
            file: error.path.display().to_string(),
            reason: error.reason.clone(),
            remedy: error.remedy.clone(),
        }
    }
}

/// Counts over all reports of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub reports: usize,
    pub reports_without_findings: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    /// Findings that need not be acted on, which count at no level.
    pub waived: usize,
    pub could_not_tell: usize,
    /// Ids of the rules that failed on something.
    pub failed_rules: BTreeSet<String>,
    pub unreadable: Vec<Unreadable>,
}

impl Summary {
    pub fn add(&mut self, result: &ReportResult) {
        self.reports += 1;
        self.reports_without_findings += usize::from(result.findings.is_empty());
        self.could_not_tell += result.could_not_tell.len();
        self.failed_rules
            .extend(result.rule_errors.iter().map(|error| error.rule.clone()));
        for finding in &result.findings {
            let count = match finding.level {
                _ if finding.suppression.is_some() => &mut self.waived,
                Level::Error => &mut self.errors,
                Level::Warning => &mut self.warnings,
                Level::Note => &mut self.notes,
            };
            *count += 1;
        }
    }

    /// The gravest level found.
    pub fn gravest(&self) -> Option<Level> {
        [
            (self.errors, Level::Error),
            (self.warnings, Level::Warning),
            (self.notes, Level::Note),
        ]
        .into_iter()
        .find(|(count, _)| *count > 0)
        .map(|(_, level)| level)
    }

    /// "3 errors, 1 warning and 0 notes in 1 report".
    pub fn sentence(&self, language: &str) -> String {
        let own = &OWN.sum;
        let mut text = told(
            &own.levels,
            language,
            &[
                ("errors", &own.errors.of(language, self.errors)),
                ("warnings", &own.warnings.of(language, self.warnings)),
                ("notes", &own.notes.of(language, self.notes)),
                ("reports", &own.reports.of(language, self.reports)),
            ],
        );
        if self.waived > 0 {
            text.push_str(&told(&own.waived, language, &[("count", &self.waived)]));
        }
        if self.reports > 1 {
            let count = self.reports_without_findings;
            text.push_str(&told(&own.without_findings, language, &[("count", &count)]));
        }
        if self.could_not_tell > 0 {
            let count = self.could_not_tell;
            text.push_str(&told(&own.could_not_tell, language, &[("count", &count)]));
        }
        if !self.failed_rules.is_empty() {
            let names: Vec<&str> = self.failed_rules.iter().map(String::as_str).collect();
            let rules = own.rules.of(language, names.len());
            let values: [(&str, &dyn Display); 2] = [("rules", &rules), ("names", &names.join(", "))];
            text.push_str(&told(&own.failed, language, &values));
        }
        if !self.unreadable.is_empty() {
            let files = own.files.of(language, self.unreadable.len());
            text.push_str(&told(&own.unreadable, language, &[("files", &files)]));
        }
        text
    }
}

/// "1 report", "2 reports".
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}
