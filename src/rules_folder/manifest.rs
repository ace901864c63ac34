//! What is otherwise in a file of a rule, in the words of its manifest.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// "level from warning to error", "parameter fewest_people from 5 to 10", "message", "script", "page".
pub fn otherwise(path: &str, before: Option<&str>, now: Option<&str>) -> Vec<String> {
    match path.rsplit('.').next() {
        Some("rhai") => vec!["script".to_string()],
        Some("md") => vec!["page".to_string()],
        _ => {
            let table = |text: Option<&str>| text.and_then(|text| text.parse::<Table>().ok());
            match (table(before), table(now)) {
                (Some(before), Some(now)) => of_manifest(&before, &now),
                _ => vec!["manifest".to_string()],
            }
        }
    }
}

fn of_manifest(before: &Table, now: &Table) -> Vec<String> {
    let mut told = Vec::new();
    for key in different(before, now) {
        match (key, before.get(key), now.get(key)) {
            ("params", own, other) => told.extend(of_params(own, other)),
            (_, own, other) => told.push(one(key, own, other)),
        }
    }
    if told.is_empty() {
        told.push("remarks of the manifest".to_string());
    }
    told
}

fn of_params(before: Option<&Value>, now: Option<&Value>) -> Vec<String> {
    let table = |own: Option<&Value>| own.and_then(Value::as_table).cloned().unwrap_or_default();
    let (before, now) = (table(before), table(now));
    let told = different(&before, &now).into_iter().map(|name| {
        let default = |own: &Table| own.get(name).and_then(|own| own.get("default")).cloned();
        let (own, other) = (default(&before), default(&now));
        let name = format!("parameter {name}");
        if own == other {
            // Its bounds or what is told of it.
            name
        } else {
            one(&name, own.as_ref(), other.as_ref())
        }
    });
    told.collect()
}

pub(super) fn different<'a>(before: &'a Table, now: &'a Table) -> BTreeSet<&'a str> {
    let keys = before.keys().chain(now.keys()).map(String::as_str);
    keys.filter(|key| before.get(*key) != now.get(*key)).collect()
}

/// With both values where they are a word or a number.
pub(super) fn one(name: &str, before: Option<&Value>, now: Option<&Value>) -> String {
    match (before.and_then(short), now.and_then(short)) {
        (Some(before), Some(now)) => format!("{name} from {before} to {now}"),
        _ => match (before, now) {
            (None, _) => format!("{name} added"),
            (_, None) => format!("{name} taken out"),
            _ => name.to_string(),
        },
    }
}

pub(super) fn short(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.chars().all(char::is_alphanumeric) => Some(text.clone()),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) => Some(value.to_string()),
        _ => None,
    }
}
