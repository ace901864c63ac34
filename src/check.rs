//! The one flow that `check` and the daemon share: file → reading → report → verdict.

use std::path::Path;
use std::sync::Arc;

use crate::extract::extract;
use crate::extract::lexicon::Lexicons;
use crate::finding::{Coverage, ReportResult, RuleBookStamp};
use crate::problem::Problem;
use crate::read::{ReadError, read};
use crate::report::Report;
use crate::rule::{RuleBook, evaluate};
use crate::rules_folder::RulesFolder;

/// Lexicons and rules of one rules folder: whatever judges a report is all of one state of that folder.
pub struct Checker {
    lexicons: Lexicons,
    book: RuleBook,
    stamp: RuleBookStamp,
}

impl Checker {
    /// # Errors
    /// Every mistake in every lexicon and rule file.
    pub fn load(folder: &RulesFolder) -> Result<Self, Vec<Problem>> {
        let lexicons = Lexicons::load(folder);
        let book = RuleBook::load(folder);
        match (lexicons, book) {
            (Ok(lexicons), Ok(book)) => Ok(Checker {
                lexicons,
                book,
                stamp: RuleBookStamp {
                    digest: folder.digest(),
                    profile: None,
                    problems: Vec::new(),
                },
            }),
            (lexicons, book) => {
                let mut problems = lexicons.err().unwrap_or_default();
                problems.extend(book.err().unwrap_or_default());
                Err(problems)
            }
        }
    }

    pub fn stamp(&self) -> &RuleBookStamp {
        &self.stamp
    }

    /// Reads and understands every report in a file, without judging it.
    ///
    /// # Errors
    /// See [`read`].
    pub fn understand(&self, path: &Path, each: &mut dyn FnMut(Report)) -> Result<(), ReadError> {
        read(path, &mut |reading| {
            each(extract(&reading.document, reading.declared, &self.lexicons));
        })
    }

    /// Checks every report in a file.
    ///
    /// # Errors
    /// See [`read`].
    pub fn check(&self, path: &Path, each: &mut dyn FnMut(ReportResult)) -> Result<(), ReadError> {
        self.understand(path, &mut |report| each(self.judge(report)))
    }

    fn judge(&self, report: Report) -> ReportResult {
        let report = Arc::new(report);
        let verdict = evaluate(&self.book, &report);
        ReportResult {
            file: report.source.file.clone(),
            sha256: report.source.sha256.clone(),
            format: report.source.format.clone(),
            title: report.title.as_ref().map(|title| title.text.clone()),
            reference: report.reference.clone(),
            kind: report.kind,
            language: report.language.clone(),
            period: report.period,
            coverage: Coverage::default(),
            doubts: report.doubts.clone(),
            findings: verdict.findings,
            could_not_tell: verdict.could_not_tell,
            rule_errors: verdict.rule_errors,
        }
    }
}
