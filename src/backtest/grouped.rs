//! What differs between the findings on one report, finding by finding; those that are told as one under one of the books
//! are held against the many.

use std::collections::{BTreeMap, BTreeSet};

use super::{Counts, Difference, Line, Told};
use crate::finding::Finding;

/// Findings of one fingerprint are the same finding.
pub(super) fn compare(
    before: &[Finding],
    now: &[Finding],
    rules: &mut BTreeMap<String, Counts>,
) -> Vec<Line> {
    let key = |finding: &Finding| (finding.rule.clone(), finding.fingerprint.clone());
    let (now_one, now_many) = regrouped(before, now);
    let grouped: BTreeSet<(String, String)> = now_one
        .iter()
        .chain(&now_many)
        .flat_map(|(one, many)| many.iter().chain([one]))
        .map(|own| key(own))
        .collect();
    let by_key = |findings: &[Finding]| -> BTreeMap<(String, String), Box<Told>> {
        findings
            .iter()
            .map(|finding| (key(finding), Box::new(told(finding))))
            .filter(|(key, _)| !grouped.contains(key))
            .collect()
    };
    for finding in before {
        rules.entry(finding.rule.clone()).or_default().before += 1;
    }
    for finding in now {
        rules.entry(finding.rule.clone()).or_default().now += 1;
    }
    let (earlier, later) = (by_key(before), by_key(now));
    let keys: BTreeSet<_> = earlier.keys().chain(later.keys()).collect();
    let mut lines = Vec::new();
    let all = |many: &[&Finding]| many.iter().map(|own| told(own)).collect::<Vec<Told>>();
    let gathered = now_one.iter().map(|(one, many)| {
        let (before, now) = (all(many), Box::new(told(one)));
        (one, Difference::Gathered { before, now })
    });
    let parted = now_many.iter().map(|(one, many)| {
        let (before, now) = (Box::new(told(one)), all(many));
        (one, Difference::Parted { before, now })
    });
    for (one, difference) in gathered.chain(parted) {
        rules.entry(one.rule.clone()).or_default().changed += 1;
        let rule = one.rule.clone();
        lines.push(Line { rule, difference });
    }
    for key in keys {
        let counts = rules.entry(key.0.clone()).or_default();
        let difference = match (earlier.get(key), later.get(key)) {
            (None, Some(now)) => {
                counts.added += 1;
                Difference::Added { now: now.clone() }
            }
            (Some(before), None) => {
                counts.removed += 1;
                Difference::Removed {
                    before: before.clone(),
                }
            }
            (Some(before), Some(now)) if before != now => {
                counts.changed += 1;
                Difference::Changed {
                    before: before.clone(),
                    now: now.clone(),
                }
            }
            _ => continue,
        };
        lines.push(Line {
            rule: key.0.clone(),
            difference,
        });
    }
    lines
}

fn told(finding: &Finding) -> Told {
    Told {
        level: finding.level,
        message: finding.message.clone(),
        ask: finding.ask.clone(),
        evidence: finding.evidence.first().cloned(),
    }
}

/// One finding and those that say the same one by one.
type Group<'a> = (&'a Finding, Vec<&'a Finding>);

/// Findings that are told as one now, and those that were told as one before: each of the many is quoted by the one.
fn regrouped<'a>(before: &'a [Finding], now: &'a [Finding]) -> (Vec<Group<'a>>, Vec<Group<'a>>) {
    let alone = |of: &'a [Finding], than: &'a [Finding]| -> Vec<&'a Finding> {
        let same = |own: &Finding, other: &Finding| {
            (&own.rule, &own.fingerprint) == (&other.rule, &other.fingerprint)
        };
        of.iter()
            .filter(|own| !than.iter().any(|other| same(own, other)))
            .collect()
    };
    let (gone, new) = (alone(before, now), alone(now, before));
    (groups(&new, &gone), groups(&gone, &new))
}

fn groups<'a>(ones: &[&'a Finding], many: &[&'a Finding]) -> Vec<Group<'a>> {
    let quotes = |one: &Finding, own: &Finding| {
        let first = own.evidence.first();
        own.rule == one.rule && first.is_some_and(|first| one.evidence.contains(first))
    };
    let grouped = ones.iter().filter(|one| one.evidence.len() > 1).map(|one| {
        let own: Vec<&Finding> = many.iter().filter(|own| quotes(one, own)).copied().collect();
        (*one, own)
    });
    grouped.filter(|(_, own)| own.len() > 1).collect()
}
