//! Turns what a rule's script returned into findings, with the words of its manifest.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;

use rust_decimal::Decimal;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::api::Draft;
use super::evaluate::Faults;
use super::inspect::manifest_of;
use super::load::Rule;
use super::manifest::LIST;
use crate::finding::{Change, Evidence, Finding};
use crate::hex::hex;
use crate::problem::Problem;
use crate::report::Kind;
use crate::texts::{self, OWN, Texts};

/// The evidence that one grouped finding carries at the most; `details.count` tells the whole number.
const MAX_EVIDENCE: usize = 50;

/// So many names can be read in a sentence; the evidence quotes the others.
const MAX_NAMES: usize = 12;

/// A data record lists indicators by the dozen, and a publisher's habit shows in all of them: more than so many findings
/// alike are one.
const RECORD_GROUP_ABOVE: usize = 1;

/// One finding for each thing, or one for all where they are many. A draft that cannot be told is a fault.
pub fn findings(rule: &Rule, kind: Kind, drafts: &[Draft], faults: &mut Faults) -> Vec<Finding> {
    let most = match kind {
        Kind::Activity => rule.manifest.group_above.min(RECORD_GROUP_ABOVE),
        _ => rule.manifest.group_above,
    };
    let mut by_variant: BTreeMap<&str, Vec<Finding>> = BTreeMap::new();
    let mut places = HashMap::new();
    for draft in drafts {
        match finding(rule, draft) {
            Ok(finding) => add(
                by_variant.entry(&draft.variant).or_default(),
                &mut places,
                finding,
            ),
            Err(problem) => faults.add(problem),
        }
    }
    let mut found = Vec::new();
    for (variant, findings) in by_variant {
        if findings.len() > most {
            found.extend(group(rule, variant, findings, "", faults));
        } else {
            found.extend(by_table(rule, variant, findings, faults));
        }
    }
    found
}

/// A table whose rows have one and the same fault is told once, in the place of its first row.
fn by_table(rule: &Rule, variant: &str, findings: Vec<Finding>, faults: &mut Faults) -> Vec<Finding> {
    let Some(most) = rule.manifest.group_in_table_above else {
        return findings;
    };
    let table = |finding: &Finding| {
        let place = &finding.evidence.first()?.location;
        place
            .table
            .or(place.row)
            .map(|_| (place.table, place.sheet.clone()))
    };
    let alike = |own: &Finding, all: &[Finding]| {
        let here = table(own);
        here.is_some() && all.iter().filter(|other| table(other) == here).count() > most
    };
    let (rows, mut found): (Vec<Finding>, Vec<Finding>) =
        findings.iter().cloned().partition(|own| alike(own, &findings));
    let mut tables: Vec<Vec<Finding>> = Vec::new();
    for row in rows {
        match tables.iter_mut().find(|rows| table(&rows[0]) == table(&row)) {
            Some(rows) => rows.push(row),
            None => tables.push(vec![row]),
        }
    }
    for rows in tables {
        // Of its rows the first names the table: its place in the document is another in the next draft.
        let first = rows[0].fingerprint.clone();
        found.extend(group(rule, variant, rows, &first, faults));
    }
    found
}

/// Two findings on the same thing are one with both their quotations.
fn add(findings: &mut Vec<Finding>, places: &mut HashMap<String, usize>, finding: Finding) {
    match places.entry(finding.fingerprint.clone()) {
        Entry::Occupied(place) => add_evidence(&mut findings[*place.get()], finding.evidence),
        Entry::Vacant(place) => {
            place.insert(findings.len());
            findings.push(finding);
        }
    }
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
    if variant.is_none() && !draft.variant.is_empty() {
        let message = format!("{} has no [variant.{}]", manifest_of(&rule.script), draft.variant);
        return Err(Problem::new(&rule.script, message));
    }
    let text = |own: &Texts, varied: Option<&Texts>| {
        // Another language than asked for is better than another finding's words.
        varied
            .and_then(|texts| texts.get(&rule.language))
            .unwrap_or_else(|| own.of(&rule.language))
            .to_string()
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
        source: manifest.cited(&rule.language),
        evidence: draft.evidence.clone(),
        details: draft.details.clone(),
        fingerprint: fingerprint(&rule.id, &draft.variant, &draft.about),
        change: Change::New,
        whole_report: draft.whole,
        suppression: None,
    })
}

/// `place`: what tells one group of a variant from another; nothing where it is of the whole report.
fn group(
    rule: &Rule,
    variant: &str,
    findings: Vec<Finding>,
    place: &str,
    faults: &mut Faults,
) -> Option<Finding> {
    let count = findings.len();
    let mut details = BTreeMap::from([("count".to_string(), Value::from(count))]);
    let texts = rule
        .manifest
        .variant
        .get(variant)
        .map(|variant| &variant.grouped)
        .filter(|texts| !texts.is_empty())
        .unwrap_or(&rule.manifest.grouped);
    let told = texts.get(&rule.language).and_then(|text| {
        if texts::placeholders(text).any(|name| name == LIST) {
            let named = names(rule, &findings)
                .map_err(|problem| faults.add(problem))
                .ok()?;
            details.insert(LIST.to_string(), Value::from(named));
        }
        fill(rule, text, &details)
            .map_err(|problem| faults.add(problem))
            .ok()
    });
    let mut findings = findings.into_iter();
    let mut whole = findings.next()?;
    whole.message = told.unwrap_or_else(|| {
        let values: [(&str, &dyn Display); 2] = [("message", &whole.message), ("count", &(count - 1))];
        texts::told(&OWN.finding.more_alike, &rule.language, &values)
    });
    for finding in findings {
        add_evidence(&mut whole, finding.evidence);
    }
    whole.details = details;
    whole.fingerprint = fingerprint(&rule.id, variant, &format!("grouped{place}"));
    Some(whole)
}

/// What the findings of a group are called, each once, in their order.
fn names(rule: &Rule, findings: &[Finding]) -> Result<String, Problem> {
    let template = rule.manifest.named.of(&rule.language);
    let mut names: Vec<String> = Vec::new();
    for finding in findings {
        let name = fill(rule, template, &finding.details)?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = if names.len() > MAX_NAMES { ", …" } else { "" };
    names.truncate(MAX_NAMES);
    Ok(names.join(", ") + more)
}

/// Fills `{placeholders}` from details, as they are written in the rule's language.
fn fill(rule: &Rule, template: &str, details: &BTreeMap<String, Value>) -> Result<String, Problem> {
    let value = |name: &str| details.get(name).map(|value| shown(rule, name, value));
    texts::fill(template, value).map_err(|name| {
        Problem::new(
            &rule.script,
            format!("the message needs `{{{name}}}`, and the script gives no such detail"),
        )
        .remedy(format!("add .detail(\"{name}\", …) to the finding"))
    })
}

fn shown(rule: &Rule, name: &str, value: &Value) -> String {
    let language = &rule.language;
    let of_rule = |word: &str| rule.manifest.words.get(name)?.get(word)?.get(language);
    let answer = |word: &str, own: &Texts| of_rule(word).unwrap_or(own.of(language)).to_string();
    match value {
        Value::String(text) => of_rule(text).unwrap_or(text).to_string(),
        Value::Bool(true) => answer("yes", &OWN.answers.yes),
        Value::Bool(false) => answer("no", &OWN.answers.no),
        Value::Number(number) => grouped(&rounded(&number.to_string()), language),
        // A figure that is not there, which a script asked for all the same.
        Value::Null | Value::Object(_) => NOTHING.to_string(),
        Value::Array(ends) => {
            let ends: Vec<String> = ends.iter().map(|end| shown(rule, name, end)).collect();
            ends.join("–")
        }
    }
}

/// In the place of a figure that the report does not give.
const NOTHING: &str = "–";

/// A number that the report gives has no more digits after the point; one that a script made by dividing is not meant to be
/// read to the last.
const MAX_FRACTION: usize = 4;
const ROUNDED: u32 = 2;

fn rounded(text: &str) -> String {
    let long = |(_, fraction): (&str, &str)| fraction.len() > MAX_FRACTION;
    let number = text.parse::<Decimal>().ok();
    match number.filter(|_| text.split_once('.').is_some_and(long)) {
        Some(number) if number.abs() < Decimal::ONE => {
            let near = number.round_sf(ROUNDED).unwrap_or(number);
            near.normalize().to_string()
        }
        Some(number) => number.round_dp(ROUNDED).to_string(),
        None => text.to_string(),
    }
}

/// With the thousands apart, and the mark of decimals of the language.
fn grouped(text: &str, language: &str) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.trim_start_matches('-');
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push_str(OWN.numbers.thousands.of(language));
        }
        grouped.push(digit);
    }
    let sign = if whole.starts_with('-') { "-" } else { "" };
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped}{}{fraction}", OWN.numbers.decimals.of(language))
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
    hex(&digest[..16])
}
