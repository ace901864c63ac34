//! Measures a rule book against labelled reports: what it must find, may find and must not find.

pub mod labels;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::check::Checker;
use crate::finding::{Evidence, Finding, ReportResult};
use crate::problem::Problem;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Must,
    May,
    MustNot,
}

struct Gold {
    label: Label,
    rule: String,
    /// Part of the quoted passage; empty: anywhere in the report.
    fragment: String,
}

/// Counts for one rule, one pack, or all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub must: usize,
    pub must_found: usize,
    /// Findings that are neither must nor may.
    pub extra: usize,
    pub mustnot_fired: usize,
    /// Findings that are must or may.
    pub right: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.must += other.must;
        self.must_found += other.must_found;
        self.extra += other.extra;
        self.mustnot_fired += other.mustnot_fired;
        self.right += other.right;
    }
}

/// The whole measurement.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Score {
    pub reports: usize,
    pub rules: BTreeMap<String, Tally>,
    pub packs: BTreeMap<String, Tally>,
    pub all: Tally,
    /// Not told of a set that nobody is to mend the rules on.
    #[serde(flatten)]
    pub wrong: Option<Wrong>,
}

/// What went wrong, one line each.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Wrong {
    pub missed: Vec<String>,
    pub extra: Vec<String>,
    pub fired: Vec<String>,
}

/// Scores every report in a folder that has a gold file (`report.gold.tsv` beside `report.docx`).
///
/// # Errors
/// Gold lines that are no labels, and reports that cannot be read.
pub fn score(checker: &Checker, folder: &Path) -> Result<Score, Vec<Problem>> {
    let mut score = Score::default();
    let mut wrong = Wrong::default();
    let mut problems = Vec::new();
    for (report, gold_path) in labelled_reports(folder) {
        let gold = match read_gold(&gold_path, checker) {
            Ok(gold) => gold,
            Err(found) => {
                problems.extend(found);
                continue;
            }
        };
        let mut results: Vec<ReportResult> = Vec::new();
        if let Err(error) = checker.check(&report, &mut |result| results.push(result)) {
            problems.push(Problem::new(&report, error.reason));
            continue;
        }
        score.reports += 1;
        let findings: Vec<&Finding> = results.iter().flat_map(|result| &result.findings).collect();
        compare(&report, &gold, &findings, &mut score.rules, &mut wrong);
    }
    score.wrong = Some(wrong);
    if score.reports == 0 && problems.is_empty() {
        problems.push(
            Problem::new(folder, "no report with a gold file lies here")
                .remedy("put <name>.gold.tsv beside <name>.docx, .md or .xml"),
        );
    }
    for (rule, tally) in &score.rules {
        let pack = rule.split('/').next().unwrap_or(rule).to_string();
        score.packs.entry(pack).or_default().add(*tally);
        score.all.add(*tally);
    }
    if problems.is_empty() {
        Ok(score)
    } else {
        Err(problems)
    }
}

fn labelled_reports(folder: &Path) -> Vec<(PathBuf, PathBuf)> {
    let mut found: Vec<(PathBuf, PathBuf)> = Vec::new();
    for entry in walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
    {
        let path = entry.path();
        let gold = path.with_extension("gold.tsv");
        let is_label = path.to_string_lossy().ends_with(".gold.tsv");
        if entry.file_type().is_file() && !is_label && gold.is_file() {
            found.push((path.to_path_buf(), gold));
        }
    }
    found
}

fn read_gold(path: &Path, checker: &Checker) -> Result<Vec<Gold>, Vec<Problem>> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| vec![Problem::new(path, format!("cannot be read: {error}"))])?;
    let mut gold = Vec::new();
    let mut problems = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fields = line.splitn(3, '\t');
        let label = match fields.next().map(str::trim) {
            Some("must") => Some(Label::Must),
            Some("may") => Some(Label::May),
            Some("mustnot") => Some(Label::MustNot),
            _ => None,
        };
        let rule = fields
            .next()
            .map(str::trim)
            .filter(|rule| checker.rules().iter().any(|own| own.id == *rule));
        match (label, rule) {
            (Some(label), Some(rule)) => gold.push(Gold {
                label,
                rule: rule.to_string(),
                fragment: normal(fields.next().unwrap_or_default()),
            }),
            _ => problems.push(
                Problem::new(path, "this line is no label of a rule that exists")
                    .at(&text, index + 1, None)
                    .remedy(
                        "write must, may or mustnot, a tab, the rule's id, a tab, and a part of the passage",
                    ),
            ),
        }
    }
    if problems.is_empty() {
        Ok(gold)
    } else {
        Err(problems)
    }
}

fn normal(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
        .replace(['’', '‘'], "'")
}

/// A remark on the report as a whole is found wherever a label quotes the report for it, and one on a row of a table where
/// the label quotes another cell of the row.
fn matches(finding: &Finding, gold: &Gold, lines: &[String]) -> bool {
    let row = |evidence: &Evidence| {
        let line = evidence
            .location
            .line
            .filter(|_| evidence.location.row.is_some())?;
        lines.get(usize::try_from(line).ok()?.checked_sub(1)?)
    };
    let quoted = |evidence: &Evidence| {
        normal(&evidence.quote).contains(&gold.fragment)
            || row(evidence).is_some_and(|row| row.contains(&gold.fragment))
    };
    finding.rule == gold.rule
        && (gold.fragment.is_empty() || finding.evidence.is_empty() || finding.evidence.iter().any(quoted))
}

/// The lines of a report that is a text; none of another.
fn lines(report: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(report).unwrap_or_default();
    text.lines().map(normal).collect()
}

/// A sentence may count several groups, "340 families were advised by 68 promoters": who must not be asked for the women
/// among the families may well be asked for those among the promoters.
fn counts_others(finding: &Finding, gold: &Gold) -> bool {
    let number = finding
        .details
        .get("number")
        .and_then(serde_json::Value::as_number);
    let own =
        number.filter(|_| finding.details.contains_key("noun") && !finding.details.contains_key("second"));
    let named = numbers(&gold.fragment);
    !named.is_empty() && own.is_some_and(|own| !named.contains(&own.to_string()))
}

/// The whole numbers of a text in digits alone: "1 200" and "1,200" are 1200.
fn numbers(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[start..];
        let mut number = digits(rest).to_string();
        rest = &rest[number.len()..];
        while let Some(group) = thousands(rest) {
            number.push_str(group);
            rest = &rest[rest.find(group).unwrap_or_default() + group.len()..];
        }
        found.push(number);
    }
    found
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

/// Three digits after one mark.
fn thousands(text: &str) -> Option<&str> {
    let group = digits(text.strip_prefix([' ', ',', '.', '\''])?);
    (group.len() == 3).then_some(group)
}

fn compare(
    report: &Path,
    gold: &[Gold],
    findings: &[&Finding],
    rules: &mut BTreeMap<String, Tally>,
    wrong: &mut Wrong,
) {
    let name = report.file_name().unwrap_or_default().to_string_lossy();
    let lines = lines(report);
    for label in gold {
        let found = findings.iter().any(|finding| {
            let other = label.label == Label::MustNot && counts_others(finding, label);
            matches(finding, label, &lines) && !other
        });
        let tally = rules.entry(label.rule.clone()).or_default();
        match label.label {
            Label::Must => {
                tally.must += 1;
                tally.must_found += usize::from(found);
                if !found {
                    wrong
                        .missed
                        .push(format!("{name}: {}: “{}”", label.rule, label.fragment));
                }
            }
            Label::MustNot if found => {
                tally.mustnot_fired += 1;
                wrong
                    .fired
                    .push(format!("{name}: {}: “{}”", label.rule, label.fragment));
            }
            _ => {}
        }
    }
    for finding in findings {
        let tally = rules.entry(finding.rule.clone()).or_default();
        if gold
            .iter()
            .any(|label| label.label != Label::MustNot && matches(finding, label, &lines))
        {
            tally.right += 1;
        } else {
            tally.extra += 1;
            let quote = finding
                .evidence
                .first()
                .map_or("", |evidence| evidence.quote.as_str());
            wrong.extra.push(format!("{name}: {}: “{quote}”", finding.rule));
        }
    }
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        "–".to_string()
    } else {
        format!("{:.2}", part as f64 / whole as f64)
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut row = |name: &str, tally: &Tally| {
            writeln!(
                f,
                "{name:<40} {:>4}/{:<4} {:>6} {:>8} {:>10} {:>6}",
                tally.must_found,
                tally.must,
                share(tally.must_found, tally.must),
                tally.extra,
                tally.mustnot_fired,
                share(tally.right, tally.right + tally.extra)
            )
        };
        row("all", &self.all)?;
        self.packs.iter().try_for_each(|(name, tally)| row(name, tally))?;
        self.rules
            .iter()
            .try_for_each(|(name, tally)| row(&format!("  {name}"), tally))?;
        let Some(wrong) = &self.wrong else {
            return Ok(());
        };
        for (title, lines) in [
            ("Missed (must)", &wrong.missed),
            ("Fired (mustnot)", &wrong.fired),
            ("Neither must nor may", &wrong.extra),
        ] {
            if !lines.is_empty() {
                writeln!(f, "\n{title}")?;
                lines.iter().try_for_each(|line| writeln!(f, "  {line}"))?;
            }
        }
        Ok(())
    }
}

/// Heading of the table that [`Score`] prints.
pub const HEADING: &str = "                                         found/must recall    extra  wrongly  precision\n                                                                     fired";
