//! What is otherwise in a profile, and which rules it is about, in the words of its file.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::RulesFolder;
use super::manifest::{different, one, short};

/// "`!finance/*` added to rules", "statistics/no-source level from note to error".
pub(super) fn otherwise(before: Option<&str>, now: Option<&str>) -> Vec<String> {
    let table = |text: Option<&str>| text.unwrap_or_default().parse::<Table>().ok();
    let (Some(before), Some(now)) = (table(before), table(now)) else {
        return Vec::new();
    };
    let mut told = Vec::new();
    for key in different(&before, &now) {
        match key {
            "title" | "about" => {}
            "rules" => told.extend(of_selection(before.get(key), now.get(key))),
            "rule" => told.extend(of_rules(before.get(key), now.get(key))),
            _ => told.push(set(key, before.get(key), now.get(key))),
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

fn of_selection(before: Option<&Value>, now: Option<&Value>) -> Vec<String> {
    let (before, now) = (texts(before), texts(now));
    let added = now.iter().filter(|own| !before.contains(own));
    let gone = before.iter().filter(|own| !now.contains(own));
    let mut told: Vec<String> = added.map(|own| format!("`{own}` added to rules")).collect();
    told.extend(gone.map(|own| format!("`{own}` taken out of rules")));
    if told.is_empty() {
        told.push("order of rules".to_string());
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
                told.extend(names.map(|name| {
                    let what = format!("{rule} parameter {name}");
                    set(&what, own.get(name), other.get(name))
                }));
            } else {
                told.push(set(&format!("{rule} {key}"), own.get(key), other.get(key)));
            }
        }
    }
    told
}

/// With the value that was not set before, or is no longer.
fn set(name: &str, before: Option<&Value>, now: Option<&Value>) -> String {
    match (before.map(short), now.map(short)) {
        (None, Some(Some(now))) => format!("{name} set to {now}"),
        (Some(Some(before)), None) => format!("{name} no longer set to {before}"),
        _ => one(name, before, now),
    }
}

impl RulesFolder {
    /// Rules, or patterns of rules, that a profile is about, with the profiles that it extends.
    pub fn named_in_profile(&self, name: &str) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(name.to_string());
        while let Some(name) = next.filter(|name| seen.insert(name.clone())) {
            let text = self.text(&format!("profiles/{name}.toml"));
            let Some(own) = text.and_then(|text| text.parse::<Table>().ok()) else {
                break;
            };
            named.extend(texts(own.get("rules")).into_iter().map(String::from));
            named.extend(table(own.get("rule")).keys().cloned());
            next = own.get("extends").and_then(Value::as_str).map(String::from);
        }
        named
    }
}
