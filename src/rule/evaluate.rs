//! Runs every rule of a book on a report and turns what scripts return into findings.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use rhai::{CallFnOptions, Dynamic, EvalAltResult, Scope};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::api::{Draft, IndicatorRef, ReportRef, ResultRef, SectionRef, StatementRef, StatisticRef, Unsure};
use super::engine;
use super::load::{Rule, RuleBook};
use crate::document::Location;
use crate::finding::{Change, CouldNotTell, Evidence, Finding, RuleError};
use crate::problem::Problem;
use crate::report::Report;

/// The evidence that one grouped finding carries at the most; `details.count` tells the whole number.
const MAX_EVIDENCE: usize = 50;

/// What the rules said of one report. Findings are in order of place in the report.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    pub findings: Vec<Finding>,
    pub could_not_tell: Vec<CouldNotTell>,
    pub rule_errors: Vec<RuleError>,
}

/// Runs every rule of the book on a report.
pub fn evaluate(book: &RuleBook, report: &Arc<Report>) -> Verdict {
    let mut verdict = Verdict::default();
    for rule in &book.rules {
        if report.language_unsupported && rule.manifest.needs_words {
            let why = format!(
                "there are no word lists for the report's language ({})",
                report.language.as_deref().unwrap_or_default()
            );
            verdict.could_not_tell.push(CouldNotTell {
                rule: rule.id.clone(),
                why,
                evidence: Vec::new(),
            });
            continue;
        }
        match run(book, rule, report) {
            Ok((drafts, unsure)) => match findings(rule, drafts) {
                Ok(found) => {
                    verdict.findings.extend(found);
                    verdict
                        .could_not_tell
                        .extend(unsure.into_iter().map(|unsure| CouldNotTell {
                            rule: rule.id.clone(),
                            why: unsure.why,
                            evidence: unsure.evidence,
                        }));
                }
                Err(problem) => verdict.rule_errors.push(RuleError {
                    rule: rule.id.clone(),
                    problem,
                }),
            },
            Err(problem) => verdict.rule_errors.push(RuleError {
                rule: rule.id.clone(),
                problem,
            }),
        }
    }
    verdict.findings.sort_by_cached_key(|finding| {
        (
            finding.evidence.first().map(|evidence| place(&evidence.location)),
            std::cmp::Reverse(finding.level),
            finding.rule.clone(),
        )
    });
    verdict
}

/// Sorts places in reading order: by line, else by the numbers in the path.
fn place(location: &Location) -> Vec<u64> {
    let mut key = vec![
        u64::from(location.line.unwrap_or(0)),
        u64::from(location.page.unwrap_or(0)),
    ];
    let numbers = location.path.iter().flat_map(|path| {
        path.split(|c: char| !c.is_ascii_digit())
            .filter_map(|number| number.parse::<u64>().ok())
    });
    key.extend(numbers);
    key.extend([location.table, location.row, location.column].map(|part| u64::from(part.unwrap_or(0))));
    key
}

type Returned = (Vec<Draft>, Vec<Unsure>);

fn run(book: &RuleBook, rule: &Rule, report: &Arc<Report>) -> Result<Returned, Problem> {
    let mut returned = Returned::default();
    let handle = || Arc::clone(report);
    for check in &rule.checks {
        let mut call = |thing: Dynamic| call(book, rule, check, thing, &mut returned);
        match *check {
            "check_report" => call(Dynamic::from(ReportRef(handle())))?,
            "check_section" => (0..report.sections.len())
                .try_for_each(|index| call(Dynamic::from(SectionRef(handle(), index))))?,
            "check_result" => (0..report.results.len())
                .try_for_each(|index| call(Dynamic::from(ResultRef(handle(), index))))?,
            "check_indicator" => {
                for (result, statement) in report.results.iter().enumerate() {
                    (0..statement.indicators.len())
                        .try_for_each(|index| call(Dynamic::from(IndicatorRef(handle(), result, index))))?;
                }
            }
            "check_statistic" => (0..report.statistics.len())
                .try_for_each(|index| call(Dynamic::from(StatisticRef(handle(), index))))?,
            _ => (0..report.statements.len())
                .try_for_each(|index| call(Dynamic::from(StatementRef(handle(), index))))?,
        }
    }
    Ok(returned)
}

fn call(
    book: &RuleBook,
    rule: &Rule,
    check: &str,
    thing: Dynamic,
    returned: &mut Returned,
) -> Result<(), Problem> {
    let options = CallFnOptions::new().eval_ast(false);
    let outcome: Result<Dynamic, Box<EvalAltResult>> = engine::timed(|| {
        book.engine.call_fn_with_options(
            options,
            &mut Scope::new(),
            &rule.ast,
            check,
            (thing, rule.params.clone()),
        )
    });
    match outcome {
        Ok(value) => collect(value, returned).map_err(|what| {
            Problem::new(&rule.script, format!("`{check}` returned {what}"))
                .remedy("return nothing, finding(…), could_not_tell(…) or an array of these")
        }),
        Err(error) => Err(engine::runtime_problem(rule.script.clone(), &rule.text, &error)),
    }
}

fn collect(value: Dynamic, returned: &mut Returned) -> Result<(), String> {
    if value.is_unit() {
        Ok(())
    } else if let Some(draft) = value.clone().try_cast::<Draft>() {
        returned.0.push(draft);
        Ok(())
    } else if let Some(unsure) = value.clone().try_cast::<Unsure>() {
        returned.1.push(unsure);
        Ok(())
    } else if value.is_array() {
        value
            .into_array()
            .unwrap_or_default()
            .into_iter()
            .try_for_each(|item| collect(item, returned))
    } else {
        Err(format!("a value of type {}", value.type_name()))
    }
}

fn findings(rule: &Rule, drafts: Vec<Draft>) -> Result<Vec<Finding>, Problem> {
    let mut by_variant: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
    for draft in drafts {
        by_variant.entry(draft.variant.clone()).or_default().push(draft);
    }
    let mut found: Vec<Finding> = Vec::new();
    for (variant, drafts) in by_variant {
        if !variant.is_empty() && !rule.manifest.variant.contains_key(&variant) {
            return Err(Problem::new(
                &rule.script,
                format!("the manifest has no [variant.{variant}]"),
            ));
        }
        let whole = drafts.len() > rule.manifest.group_above;
        let mut merged: Vec<Finding> = Vec::new();
        for draft in &drafts {
            let finding = finding(rule, draft)?;
            match merged
                .iter_mut()
                .find(|other| other.fingerprint == finding.fingerprint)
            {
                Some(twin) => add_evidence(twin, finding.evidence),
                None => merged.push(finding),
            }
        }
        if whole && merged.len() > rule.manifest.group_above {
            found.push(group(rule, &variant, merged)?)
        } else {
            found.extend(merged)
        }
    }
    Ok(found)
}

fn add_evidence(finding: &mut Finding, evidence: Vec<Evidence>) {
    for evidence in evidence {
        if finding.evidence.len() < MAX_EVIDENCE && !finding.evidence.contains(&evidence) {
            finding.evidence.push(evidence);
        }
    }
}

fn finding(rule: &Rule, draft: &Draft) -> Result<Finding, Problem> {
    let manifest = &rule.manifest;
    let variant = manifest.variant.get(&draft.variant);
    let text = |own: &BTreeMap<String, String>, varied: Option<&BTreeMap<String, String>>| {
        varied
            .and_then(|texts| texts.get("en"))
            .or_else(|| own.get("en"))
            .cloned()
            .unwrap_or_default()
    };
    Ok(Finding {
        rule: rule.id.clone(),
        level: variant
            .and_then(|variant| variant.level)
            .unwrap_or(manifest.level),
        message: fill(
            rule,
            &text(&manifest.message, variant.map(|variant| &variant.message)),
            &draft.details,
        )?,
        ask: fill(
            rule,
            &text(&manifest.ask, variant.map(|variant| &variant.ask)),
            &draft.details,
        )?,
        source: manifest.source.clone(),
        evidence: draft.evidence.clone(),
        details: draft.details.clone(),
        fingerprint: fingerprint(&rule.id, &draft.variant, &draft.about),
        change: Change::New,
        suppression: None,
    })
}

fn group(rule: &Rule, variant: &str, findings: Vec<Finding>) -> Result<Finding, Problem> {
    let count = findings.len();
    let details = BTreeMap::from([("count".to_string(), Value::from(count))]);
    let texts = rule
        .manifest
        .variant
        .get(variant)
        .map(|variant| &variant.grouped)
        .filter(|texts| !texts.is_empty())
        .unwrap_or(&rule.manifest.grouped);
    let mut findings = findings.into_iter();
    let mut whole = match findings.next() {
        Some(first) => first,
        None => return Err(Problem::new(&rule.script, "there is nothing to group")),
    };
    whole.message = match texts.get("en") {
        Some(text) => fill(rule, text, &details)?,
        None => format!("{} And {} more like it.", whole.message, count - 1),
    };
    for finding in findings {
        add_evidence(&mut whole, finding.evidence);
    }
    whole.details = details;
    whole.fingerprint = fingerprint(&rule.id, variant, "grouped");
    Ok(whole)
}

/// Fills `{placeholders}` from details; numbers with thousands separators.
fn fill(rule: &Rule, template: &str, details: &BTreeMap<String, Value>) -> Result<String, Problem> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        let Some(value) = details.get(name) else {
            return Err(Problem::new(
                &rule.script,
                format!("the message needs `{{{name}}}`, and the script gives no such detail"),
            )
            .remedy(format!("add .detail(\"{name}\", …) to the finding")));
        };
        filled.push_str(before);
        filled.push_str(&shown(value));
        rest = tail;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => return text.clone(),
        other => other.to_string(),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = whole.trim_start_matches('-');
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if whole.starts_with('-') { "-" } else { "" };
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped}.{fraction}")
    }
}

fn fingerprint(rule: &str, variant: &str, about: &str) -> String {
    let normal: String = about
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let digest = Sha256::digest(format!("{rule}\n{variant}\n{normal}"));
    digest.iter().take(16).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
