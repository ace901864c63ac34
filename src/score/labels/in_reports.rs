//! Sentences where they stand in their report, which a sentence alone does not show: what goes before, headings, tables.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::LabelScore;
use crate::check::Checker;
use crate::document::spaced;
use crate::problem::Problem;
use crate::report::{Claim, Report};

/// A label, and the claims that say the same: labellers told deeds from changes, and no more of the results chain.
const LABELS: [(&str, &[Claim]); 7] = [
    ("deed", &[Claim::Activity, Claim::Output]),
    ("outcome", &[Claim::Outcome, Claim::Impact]),
    ("assertion", &[Claim::Assertion]),
    ("plan", &[Claim::Plan]),
    ("reason", &[Claim::Reason]),
    ("lesson", &[Claim::Lesson]),
    ("shortfall", &[Claim::Shortfall]),
];

/// What is read of one sentence.
#[derive(Default, Clone)]
struct Read {
    claims: Vec<Claim>,
    /// Rules ask of it what it changed.
    is_activity: bool,
}

/// Every sentence of a report, by its words.
type Sentences = HashMap<String, Read>;

/// # Errors
/// A report that lies not where the labels say, or cannot be read.
pub fn score(
    checker: &Checker,
    labels: &Path,
    rows: &[Vec<&str>],
    score: &mut LabelScore,
) -> Result<(), Vec<Problem>> {
    let mut reports: HashMap<PathBuf, Sentences> = HashMap::new();
    for row in rows {
        let [_, language, half, report, claims, text] = row.as_slice() else {
            continue;
        };
        let path = labels.with_file_name(report);
        if !reports.contains_key(&path) {
            let read = sentences(checker, &path).map_err(|problem| vec![problem])?;
            reports.insert(path.clone(), read);
        }
        // A sentence that is not read as one claims nothing.
        let read = reports[&path].get(&spaced(text)).cloned().unwrap_or_default();
        let shown = format!("[{language}] {text}");
        let has = |label: &str| claims.split(',').any(|own| own == label);
        for (label, same) in LABELS {
            let is_read = read.claims.iter().any(|claim| same.contains(claim));
            score.count(half, label, (has(label), is_read), &shown);
        }
        score.count(half, "deed asked about", (has("deed"), read.is_activity), &shown);
    }
    Ok(())
}

fn sentences(checker: &Checker, path: &Path) -> Result<Sentences, Problem> {
    let mut found = Sentences::new();
    let read = checker.understand(path, &mut |_, report| collect(&report, &mut found));
    read.map_err(|error| Problem::new(path, error.reason))?;
    Ok(found)
}

fn collect(report: &Report, found: &mut Sentences) {
    for statement in &report.statements {
        let read = found.entry(spaced(&statement.text)).or_default();
        read.claims
            .extend(statement.claims.iter().map(|(claim, _)| *claim));
    }
    for activity in &report.activities {
        for (place, index) in activity.statements.iter().enumerate() {
            let Some(statement) = report.statements.get(*index) else {
                continue;
            };
            // What follows the deed may tell more deeds, or what came of it.
            if place == 0 || statement.tells_deed() {
                found.entry(spaced(&statement.text)).or_default().is_activity = true;
            }
        }
    }
}
