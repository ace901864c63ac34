//! Which entries of the audit are meant.

use std::collections::HashMap;

use tillsyn::rules_folder::RulesFolder;
use tillsyn::store::{AuditEntry, Result, Store};

use super::Audit;

/// The entries that all filters let through, in order.
pub fn chosen(store: &mut Store, arguments: &Audit) -> Result<Vec<AuditEntry>> {
    let mut entries = store.audit()?;
    if let Some(since) = &arguments.since {
        entries.retain(|own| own.at.as_str() >= since.as_str());
    }
    if let Some(words) = &arguments.event {
        entries.retain(|own| own.event.contains(words.as_str()));
    }
    if let Some(rule) = &arguments.rule {
        let rule = rule.trim_end_matches('*');
        // What was waived is named by its finding, not by the rule.
        let of_findings: HashMap<String, String> = store.fingerprints("")?.into_iter().collect();
        entries.retain(|own| {
            let found = of_findings.get(&own.subject);
            found.map_or_else(|| names(own, rule), |id| id.starts_with(rule))
        });
    }
    Ok(entries)
}

/// Whether a rule book's changes or contents, or the file for which a change was refused, are of such a rule.
fn names(entry: &AuditEntry, rule: &str) -> bool {
    let mut told = entry.detail.split("; ").filter_map(|part| part.split_once(": "));
    let file = entry.subject.replace('\\', "/");
    let shipped = || {
        RulesFolder::embedded()
            .rules()
            .iter()
            .any(|id| id.starts_with(rule))
    };
    told.any(|(what, ids)| match what {
        // These are counted, and not named.
        "shipped rules" => shipped(),
        _ => ids
            .split([' ', ',', '(', ')', ':', '`'])
            .any(|word| is_of(word, rule)),
    }) || entry.event.starts_with("rule") && file.contains(&format!("/{rule}"))
}

/// A rule, or a pattern of a profile that takes rules or leaves them out: "!finance/*".
fn is_of(word: &str, rule: &str) -> bool {
    let named = word.trim_start_matches('!');
    let fits = |beginning: &str| rule.starts_with(beginning) || beginning.starts_with(rule);
    named.starts_with(rule) || named.strip_suffix('*').is_some_and(fits)
}
