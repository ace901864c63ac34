//! The one flow that `check` and the daemon share: file → reading → report → verdict.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crate::document::Document;
use crate::extract::extract;
use crate::extract::lexicon::Lexicons;
use crate::finding::{Coverage, ReportResult, RuleBookStamp};
use crate::problem::Problem;
use crate::read::{ReadError, read};
use crate::report::{Counted, Dimension, Indicator, Report, ResultLevel};
use crate::rule::{Example, Expectation, Health, Rule, RuleBook, evaluate};
use crate::rules_folder::RulesFolder;

/// Lexicons and rules of one rules folder: whatever judges a report is all of one state of that folder.
pub struct Checker {
    lexicons: Lexicons,
    book: RuleBook,
    stamp: RuleBookStamp,
    health: Health,
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
                stamp: RuleBookStamp {
                    digest: folder.digest(),
                    profile: None,
                    problems: book.warnings.clone(),
                },
                book,
                health: Health::default(),
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

    /// What the wording of an indicator says by itself; nothing where there are no word lists for its language.
    pub fn wording(&self, text: &str) -> Option<Indicator> {
        crate::extract::wording(text, &self.lexicons)
    }

    /// What a passage says by itself, in a language given by its ISO 639-1 code.
    pub fn passage(&self, text: &str, language: &str) -> Report {
        crate::extract::passage(text, language, &self.lexicons)
    }

    /// The rules in force, in order of their ids.
    pub fn rules(&self) -> &[Rule] {
        &self.book.rules
    }

    /// Reads and understands every report in a file, without judging it.
    ///
    /// # Errors
    /// See [`read`].
    pub fn understand(&self, path: &Path, each: &mut dyn FnMut(&Document, Report)) -> Result<(), ReadError> {
        read(path, &mut |reading| {
            let start = Instant::now();
            let report = extract(&reading.document, reading.declared, &self.lexicons);
            log::debug!("{}: understood in {:?}", report.source.file, start.elapsed());
            each(&reading.document, report);
        })
    }

    /// Checks every report in a file.
    ///
    /// # Errors
    /// See [`read`].
    pub fn check(&self, path: &Path, each: &mut dyn FnMut(ReportResult)) -> Result<(), ReadError> {
        self.understand(path, &mut |_, report| each(self.judge(report)))
    }

    /// Runs an example of a rule's page: whether the rule fired, and whether it could not tell.
    ///
    /// # Errors
    /// The example cannot be written to a temporary file or read back, or the rule failed on it.
    pub fn try_example(&self, example: &Example) -> Result<Expectation, String> {
        let mut file = tempfile::Builder::new()
            .suffix(".md")
            .tempfile()
            .map_err(|error| error.to_string())?;
        file.write_all(example.text.as_bytes())
            .map_err(|error| error.to_string())?;
        let mut outcome = Ok(Expectation::Silent);
        self.check(file.path(), &mut |result| {
            if let Some(error) = result.rule_errors.iter().find(|error| error.rule == example.rule) {
                outcome = Err(error.problem.to_string());
            } else if result.findings.iter().any(|finding| finding.rule == example.rule) {
                outcome = Ok(Expectation::Fires);
            } else if result
                .could_not_tell
                .iter()
                .any(|unsure| unsure.rule == example.rule)
            {
                outcome = Ok(Expectation::CouldNotTell);
            }
        })
        .map_err(|error| error.to_string())?;
        outcome
    }

    fn judge(&self, report: Report) -> ReportResult {
        let report = Arc::new(report);
        let start = Instant::now();
        let mut verdict = evaluate(&self.book, &report);
        let judged = self
            .book
            .rules
            .iter()
            .filter(|rule| !(report.language_unsupported && rule.manifest.needs_words));
        self.health
            .note(judged.map(|rule| rule.id.as_str()), &mut verdict.rule_errors);
        log::debug!("{}: judged in {:?}", report.source.file, start.elapsed());
        ReportResult {
            file: report.source.file.clone(),
            sha256: report.source.sha256.clone(),
            format: report.source.format.clone(),
            title: report.title.as_ref().map(|title| title.text.clone()),
            reference: report.reference.clone(),
            kind: report.kind,
            language: report.language.clone(),
            period: report.period,
            coverage: coverage(&report),
            doubts: report.doubts.clone(),
            findings: verdict.findings,
            could_not_tell: verdict.could_not_tell,
            rule_errors: verdict.rule_errors,
        }
    }
}

/// What was found to check.
fn coverage(report: &Report) -> Coverage {
    let people: Vec<_> = report
        .statistics
        .iter()
        .filter(|statistic| statistic.counted == Counted::People && !statistic.part && !statistic.context)
        .collect();
    let by_sex = people
        .iter()
        .filter(|statistic| {
            statistic
                .breakdowns
                .iter()
                .any(|own| own.dimension == Dimension::Sex)
        })
        .count();
    let indicators = || {
        report
            .results
            .iter()
            .flat_map(|result| result.indicators.iter().map(move |indicator| (result, indicator)))
    };
    let mut coverage = Coverage {
        results: report.results.len(),
        indicators: indicators().count(),
        people_statistics: people.len(),
        people_statistics_by_sex: by_sex,
        ..Coverage::default()
    };
    for (result, indicator) in indicators() {
        let level = match result.level {
            ResultLevel::Impact => "impact",
            ResultLevel::Outcome => "outcome",
            ResultLevel::Output => "output",
            ResultLevel::Activity => "activity",
            ResultLevel::Unspecified => "unspecified",
        };
        *coverage.indicators_by_level.entry(level.to_string()).or_default() += 1;
        match target_met(indicator) {
            Some(true) => coverage.targets_met += 1,
            Some(false) => coverage.targets_missed += 1,
            None => {}
        }
    }
    coverage
}

/// Whether the last period with both numbers reached its target, the indicator's direction respected.
fn target_met(indicator: &Indicator) -> Option<bool> {
    indicator.periods.iter().rev().find_map(|period| {
        let target = period.target.as_ref()?.number?;
        let actual = period.actual.as_ref()?.number?;
        Some(if indicator.ascending == Some(false) {
            actual.low <= target.high
        } else {
            actual.high >= target.low
        })
    })
}
