//! What is otherwise between two values of a file, for a person.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// Letters up to which a text is shown as a whole.
const WHOLE: usize = 90;
/// Words that are shown on both sides of what differs in a longer one.
const AROUND: usize = 3;
/// Letters of what differs that are shown.
const MOST: usize = 400;
/// Entries of a list that are named.
const NAMED: usize = 5;

/// How a value is told: its name, what it was and what it is.
pub type Tell = fn(&str, Option<&Value>, Option<&Value>) -> String;

/// Two texts that differ in what an editor writes at the ends of lines, on Windows otherwise than elsewhere, and in the mark
/// that it puts before the first.
pub fn only_line_endings(before: Option<&str>, now: Option<&str>) -> bool {
    let lines = |text: &str| text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    before.is_some() && before.map(lines) == now.map(lines)
}

pub fn different<'a>(before: &'a Table, now: &'a Table) -> BTreeSet<&'a str> {
    let keys = before.keys().chain(now.keys()).map(String::as_str);
    keys.filter(|key| before.get(*key) != now.get(*key)).collect()
}

/// Each value in which two differ: "message.en from “…” to “…”", "`finance/*` added to rules".
pub fn values(name: &str, before: Option<&Value>, now: Option<&Value>, tell: Tell) -> Vec<String> {
    match (before, now) {
        (Some(Value::Array(before)), Some(Value::Array(now))) => lists(name, before, now),
        (Some(Value::Table(before)), Some(Value::Table(now))) => tables(name, before, now, tell),
        (None, Some(Value::Table(now))) => tables(name, &Table::new(), now, tell),
        (Some(Value::Table(before)), None) => tables(name, before, &Table::new(), tell),
        _ => vec![tell(name, before, now)],
    }
}

fn tables(name: &str, before: &Table, now: &Table, tell: Tell) -> Vec<String> {
    let inner = |key: &str| match name {
        "" => key.to_string(),
        _ => format!("{name}.{key}"),
    };
    let keys = different(before, now).into_iter();
    keys.flat_map(|key| values(&inner(key), before.get(key), now.get(key), tell))
        .collect()
}

fn lists(name: &str, before: &[Value], now: &[Value]) -> Vec<String> {
    let entries = |own: &[Value], other: &[Value], what: &str| {
        let only: Vec<&Value> = own.iter().filter(|entry| !other.contains(entry)).collect();
        let named = only.iter().take(NAMED).map(|entry| match entry {
            Value::String(text) => format!("`{text}`"),
            entry => entry.to_string(),
        });
        let named = named.collect::<Vec<_>>().join(", ");
        let more = match only.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        (!only.is_empty()).then(|| format!("{named}{more} {what} {name}"))
    };
    let found = [
        entries(now, before, "added to"),
        entries(before, now, "taken out of"),
    ];
    let told: Vec<String> = found.into_iter().flatten().collect();
    if told.is_empty() {
        return vec![format!("order of {name}")];
    }
    told
}

/// With both values where they can be shown.
pub fn one(name: &str, before: Option<&Value>, now: Option<&Value>) -> String {
    match (before, now) {
        (Some(before), Some(now)) => match both(before, now) {
            Some((before, now)) => format!("{name} from {before} to {now}"),
            None => name.to_string(),
        },
        (None, now) => with(&format!("{name} added"), now),
        (before, None) => with(&format!("{name} taken out"), before),
    }
}

/// The same of what may be set or left as it is.
pub fn set(name: &str, before: Option<&Value>, now: Option<&Value>) -> String {
    match (before.map(shown), now.map(shown)) {
        (None, Some(Some(now))) => format!("{name} set to {now}"),
        (Some(Some(before)), None) => format!("{name} no longer set to {before}"),
        _ => one(name, before, now),
    }
}

fn with(told: &str, value: Option<&Value>) -> String {
    match value.and_then(shown) {
        Some(shown) => format!("{told}: {shown}"),
        None => told.to_string(),
    }
}

fn both(before: &Value, now: &Value) -> Option<(String, String)> {
    match (before, now) {
        (Value::String(before), Value::String(now)) if !(is_word(before) && is_word(now)) => {
            let (before, now) = parted(before, now);
            Some((quoted(&before), quoted(&now)))
        }
        _ => Some((shown(before)?, shown(now)?)),
    }
}

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if is_word(text) => Some(text.clone()),
        Value::String(text) => Some(quoted(&joined(text.split_whitespace()))),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            Some(value.to_string())
        }
        Value::Array(_) | Value::Table(_) => None,
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphanumeric)
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}

/// Two texts on one line each; of long ones what differs, with a few words around it.
pub fn parted(before: &str, now: &str) -> (String, String) {
    let before: Vec<&str> = before.split_whitespace().collect();
    let now: Vec<&str> = now.split_whitespace().collect();
    let is_short = |words: &[&str]| joined(words.iter().copied()).chars().count() <= WHOLE;
    let alike = before
        .iter()
        .zip(&now)
        .take_while(|(one, other)| one == other)
        .count();
    let rest = before.len().min(now.len()) - alike;
    let ends = before.iter().rev().zip(now.iter().rev());
    let alike_at_end = ends.take(rest).take_while(|(one, other)| one == other).count();
    let part = |words: &[&str]| {
        let from = alike.saturating_sub(AROUND);
        let to = (words.len() - alike_at_end + AROUND).min(words.len());
        let (begun, ended) = (
            if from > 0 { "… " } else { "" },
            if to < words.len() { " …" } else { "" },
        );
        format!("{begun}{}{ended}", joined(words[from..to].iter().copied()))
    };
    if is_short(&before) && is_short(&now) {
        return (joined(before.into_iter()), joined(now.into_iter()));
    }
    (part(&before), part(&now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, now: &str) -> Vec<String> {
        let table = |text: &str| Value::Table(text.parse().expect("TOML"));
        values("", Some(&table(before)), Some(&table(now)), one)
    }

    #[test]
    fn a_short_text_is_shown_as_a_whole_and_of_a_long_one_what_differs() {
        assert_eq!(
            told(
                "ask.en = \"Say why.\"\nlevel = \"note\"",
                "ask.en = \"Say when.\"\nlevel = \"error\""
            ),
            [
                "ask.en from “Say why.” to “Say when.”",
                "level from note to error"
            ]
        );
        let long = |word: &str| {
            format!(
                "why = \"Who reads that only some took part does not know {word} the others were, and nobody can see whom the project left out in the end.\""
            )
        };
        assert_eq!(
            told(&long("who"), &long("how many of")),
            [
                "why from “… does not know who the others were, …” to “… does not know how many of the others were, …”"
            ]
        );
    }

    #[test]
    fn a_language_that_is_new_or_gone_is_shown_with_its_text_and_a_list_by_its_entries() {
        assert_eq!(
            told(
                "ask.en = \"A b\"\nwords = [\"x\", \"y\"]",
                "ask.sv = \"C d\"\nwords = [\"y\", \"z\"]"
            ),
            [
                "ask.en taken out: “A b”",
                "ask.sv added: “C d”",
                "`z` added to words",
                "`x` taken out of words"
            ]
        );
        assert_eq!(
            told("words = [\"x\", \"y\"]", "words = [\"y\", \"x\"]"),
            ["order of words"]
        );
    }
}
