//! Which entries of the audit are meant.

use std::collections::{BTreeSet, HashMap};

use tillsyn::problem::nearest;
use tillsyn::rules_folder::RulesFolder;
use tillsyn::store::{AuditEntry, IN_FORCE, MENDED, REFUSED, Result, STARTED, STOPPED, Store};

use super::Audit;

/// The entries that all filters let through, in order. Where one is that a rule book is in force, when the daemon that judges
/// by it stopped and began again belongs to it.
pub fn chosen(store: &mut Store, arguments: &Audit) -> Result<Vec<AuditEntry>> {
    let entries = store.audit()?;
    let of_rule = match &arguments.rule {
        Some(rule) => Some(of_rule(store, &entries, rule)?),
        None => None,
    };
    let mut in_force = None;
    let mut chosen = Vec::new();
    for (at, own) in entries.into_iter().enumerate() {
        let words = arguments.event.as_deref().unwrap_or_default();
        let meant = own.event.contains(words) && of_rule.as_ref().is_none_or(|of| of[at]);
        if own.event == IN_FORCE {
            in_force = meant.then(|| own.subject.clone());
        }
        let bounds =
            [STARTED, STOPPED].contains(&own.event.as_str()) && in_force.as_ref() == Some(&own.subject);
        if meant || bounds {
            chosen.push(own);
        }
    }
    if let Some(since) = &arguments.since {
        chosen.retain(|own| own.at.as_str() >= since.as_str());
    }
    Ok(chosen)
}

/// Whether each entry is of such a rule.
fn of_rule(store: &mut Store, entries: &[AuditEntry], rule: &str) -> Result<Vec<bool>> {
    let rule = rule.trim_end_matches('*');
    // What was waived is named by its finding, not by the rule.
    let of_findings: HashMap<String, String> = store.fingerprints("")?.into_iter().collect();
    // A change that was refused stands until all rules are whole: what ended it belongs to it, whatever it names.
    let mut refused = false;
    let meant = entries.iter().map(|own| {
        let found = of_findings.get(&own.subject);
        let meant = found.map_or_else(|| names(own, rule), |id| id.starts_with(rule));
        let ends = refused && [MENDED, IN_FORCE].contains(&own.event.as_str());
        refused = (refused || meant && own.event == REFUSED) && !ends;
        meant || ends
    });
    Ok(meant.collect())
}

/// What to say of a rule, or the beginning of one, that the audit has never named: it may be misspelt.
pub fn unknown(store: &mut Store, rule: &str) -> Result<Option<String>> {
    let rule = rule.trim_end_matches('*');
    let entries = store.audit()?;
    let mut known: BTreeSet<String> = RulesFolder::embedded().rules().into_iter().collect();
    known.extend(store.fingerprints("")?.into_iter().map(|(_, id)| id));
    let words = entries.iter().flat_map(|own| words(&own.detail));
    let is_id = |word: &&str| word.split('/').count() == 2 && word.split('/').all(is_name);
    known.extend(words.filter(is_id).map(String::from));
    let begins = |id: &String| id.starts_with(rule);
    if rule.starts_with("profiles/")
        || known.iter().any(begins)
        || entries.iter().any(|own| is_refused_in(own, rule))
    {
        return Ok(None);
    }
    let packs = known.iter().filter_map(|id| id.split_inclusive('/').next());
    let meant = match rule.strip_suffix('/') {
        Some(_) => nearest(rule, packs),
        None => nearest(rule, known.iter().map(String::as_str)),
    };
    let remedy = meant.map_or_else(
        || "`tillsyn rules list` shows the ids of the rules".to_string(),
        |meant| format!("did you mean `{meant}`?"),
    );
    Ok(Some(format!(
        "no rule `{rule}` was ever in force or refused: {remedy}"
    )))
}

fn is_name(part: &str) -> bool {
    let fits = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    !part.is_empty() && part.chars().all(fits)
}

/// Whether a rule book's changes or contents, or the file for which a change was refused, are of such a rule.
fn names(entry: &AuditEntry, rule: &str) -> bool {
    // These are counted, and not named.
    let shipped = || {
        let all = RulesFolder::embedded().rules();
        entry.detail.contains("shipped rules: ") && all.iter().any(|id| id.starts_with(rule))
    };
    let named = |part: &str| words(part).any(|word| is_of(word, rule));
    parts(&entry.detail).any(named) || is_refused_in(entry, rule) || shipped()
}

fn is_refused_in(entry: &AuditEntry, rule: &str) -> bool {
    let file = entry.subject.replace('\\', "/");
    entry.event.starts_with("rule") && file.contains(&format!("/{rule}"))
}

/// What an entry tells of rules: a line for each change; in older entries all stand on the first line.
fn parts(detail: &str) -> impl Iterator<Item = &str> {
    let (first, lines) = detail.split_once('\n').unwrap_or((detail, ""));
    let of_old = first.split("; ").filter(|part| part.contains(": "));
    // Behind the beginning of a text that is shown no rule is named.
    of_old.chain(
        lines
            .lines()
            .map(|line| line.split('“').next().unwrap_or_default()),
    )
}

fn words(part: &str) -> impl Iterator<Item = &str> {
    part.split([' ', ',', ';', '(', ')', ':', '`', '\n'])
}

/// A rule, or a pattern of a profile that takes rules or leaves them out: "!finance/*".
fn is_of(word: &str, rule: &str) -> bool {
    let named = word.trim_start_matches('!');
    let fits = |beginning: &str| rule.starts_with(beginning) || beginning.starts_with(rule);
    named.starts_with(rule) || named.strip_suffix('*').is_some_and(fits)
}
