//! What is otherwise in a profile, and which rules it is about, in the words of its file.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::RulesFolder;
use super::otherwise::{different, set, values};

/// Keys of a profile in the order in which they are told: which rules judge goes before what they are changed in.
const ORDER: [&str; 6] = ["title", "about", "extends", "language", "rules", "rule"];

/// "leaves out finance/*", "statistics/no-source level from note to error".
pub(super) fn otherwise(before: Option<&str>, now: Option<&str>) -> Vec<String> {
    let read = |text: Option<&str>| text.unwrap_or_default().parse::<Table>().ok();
    let (Some(own), Some(other)) = (read(before), read(now)) else {
        return Vec::new();
    };
    let whole = match (before, now) {
        (None, _) => Some("new"),
        (_, None) => return vec!["deleted".to_string()],
        _ => None,
    };
    let mut told: Vec<String> = whole.into_iter().map(String::from).collect();
    let mut keys: Vec<&str> = different(&own, &other).into_iter().collect();
    let place = |key: &str| ORDER.iter().position(|own| *own == key);
    keys.sort_by_key(|key| place(key).unwrap_or(ORDER.len() - 1));
    for key in keys {
        match key {
            "rules" => told.extend(of_patterns(own.get(key), other.get(key))),
            "rule" => told.extend(of_rules(own.get(key), other.get(key))),
            _ => told.extend(values(key, own.get(key), other.get(key), set)),
        }
    }
    told
}

fn table(own: Option<&Value>) -> Table {
    own.and_then(Value::as_table).cloned().unwrap_or_default()
}

fn texts(own: Option<&Value>) -> Vec<&str> {
    let list = own.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

/// Which rules are taken or left out otherwise than before: "leaves out finance/*", "no longer takes gender/*".
fn of_patterns(before: Option<&Value>, now: Option<&Value>) -> Vec<String> {
    let (before, now) = (texts(before), texts(now));
    let tell = |of: &[&str], than: &[&str], again: &str, takes: &str, leaves: &str| {
        let (left, taken): (Vec<&str>, Vec<&str>) = of
            .iter()
            .filter(|own| !than.contains(own))
            .partition(|own| own.starts_with('!'));
        let told = |what: &str, patterns: &[&str]| {
            let named: Vec<&str> = patterns.iter().map(|own| own.trim_start_matches('!')).collect();
            (!named.is_empty()).then(|| format!("{again}{what} {}", named.join(", ")))
        };
        [told(takes, &taken), told(leaves, &left)]
    };
    let new = tell(&now, &before, "", "takes", "leaves out");
    let gone = tell(&before, &now, "no longer ", "takes", "leaves out");
    let told: Vec<String> = new.into_iter().chain(gone).flatten().collect();
    if told.is_empty() {
        return vec!["order of rules".to_string()];
    }
    told
}

fn of_rules(before: Option<&Value>, now: Option<&Value>) -> Vec<String> {
    let (before, now) = (table(before), table(now));
    let mut told = Vec::new();
    for rule in different(&before, &now) {
        let (own, other) = (table(before.get(rule)), table(now.get(rule)));
        for key in different(&own, &other) {
            if key == "params" {
                let (own, other) = (table(own.get(key)), table(other.get(key)));
                let names = different(&own, &other).into_iter();
                told.extend(names.flat_map(|name| {
                    let what = format!("{rule} parameter {name}");
                    values(&what, own.get(name), other.get(name), set)
                }));
            } else {
                told.extend(values(
                    &format!("{rule} {key}"),
                    own.get(key),
                    other.get(key),
                    set,
                ));
            }
        }
    }
    told
}

impl RulesFolder {
    /// Which rules a profile takes and which it changes, with the profiles that it extends: "extends sida; rules *, !finance/*;
    /// changes gender/*". The patterns stand in the order in which they count: the last that fits a rule decides.
    pub fn told_of_profile(&self, name: &str) -> String {
        let mut chain: Vec<(String, Table)> = Vec::new();
        let mut next = Some(name.to_string());
        while let Some(name) = next.filter(|name| chain.iter().all(|(own, _)| own != name)) {
            let text = self.text(&format!("profiles/{name}.toml"));
            let Some(own) = text.and_then(|text| text.parse::<Table>().ok()) else {
                break;
            };
            next = own.get("extends").and_then(Value::as_str).map(String::from);
            chain.push((name, own));
        }
        let extended: Vec<&str> = chain.iter().skip(1).map(|(own, _)| own.as_str()).collect();
        let files = || chain.iter().rev().map(|(_, own)| own);
        let rules: Vec<&str> = files().flat_map(|own| texts(own.get("rules"))).collect();
        let changed: BTreeSet<String> = files()
            .flat_map(|own| table(own.get("rule")).into_iter().map(|(pattern, _)| pattern))
            .collect();
        let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
        let parts = [("extends", extended), ("rules", rules), ("changes", changed)];
        let told = parts.iter().filter(|(_, names)| !names.is_empty());
        told.map(|(what, names)| format!("{what} {}", names.join(", ")))
            .collect::<Vec<_>>()
            .join("; ")
    }
}
