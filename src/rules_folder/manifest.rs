//! What is otherwise in a file of a rule, in the words of its manifest.

use toml::{Table, Value};

use super::otherwise::{different, one, only_line_endings, values};

/// "level from warning to error", "parameter fewest_people from 5 to 10", "message.en from “…” to “…”", "script", "page".
pub fn otherwise(path: &str, before: Option<&str>, now: Option<&str>) -> Vec<String> {
    let file = path.rsplit('/').next().unwrap_or(path);
    if only_line_endings(before, now) {
        return vec![format!("only the line endings of {file}")];
    }
    match path.rsplit('.').next() {
        Some("rhai") => vec!["script".to_string()],
        Some("md") => vec!["page".to_string()],
        _ => {
            let table = |text: Option<&str>| text.and_then(|text| text.parse::<Table>().ok());
            match (table(before), table(now)) {
                (Some(before), Some(now)) => of_manifest(file, &before, &now),
                _ => vec![file.to_string()],
            }
        }
    }
}

fn of_manifest(file: &str, before: &Table, now: &Table) -> Vec<String> {
    let mut told = Vec::new();
    for key in different(before, now) {
        match (key, before.get(key), now.get(key)) {
            ("params", own, other) => told.extend(of_params(own, other)),
            (_, own, other) => told.extend(values(key, own, other, one)),
        }
    }
    if told.is_empty() {
        told.push(format!("only remarks or spaces in {file}"));
    }
    told
}

fn of_params(before: Option<&Value>, now: Option<&Value>) -> Vec<String> {
    let table = |own: Option<&Value>| own.and_then(Value::as_table).cloned().unwrap_or_default();
    let (before, now) = (table(before), table(now));
    let mut told = Vec::new();
    for name in different(&before, &now) {
        let parameter = format!("parameter {name}");
        match (before.get(name), now.get(name)) {
            (Some(Value::Table(own)), Some(Value::Table(other))) => {
                told.extend(of_param(&parameter, own, other));
            }
            (own, other) => told.push(one(&parameter, own, other)),
        }
    }
    told
}

/// Its value is what it is about; the rest are its bounds and what is told of it.
fn of_param(parameter: &str, before: &Table, now: &Table) -> Vec<String> {
    let keys = different(before, now).into_iter();
    keys.flat_map(|key| {
        let name = match key {
            "default" => parameter.to_string(),
            _ => format!("{parameter}.{key}"),
        };
        values(&name, before.get(key), now.get(key), one)
    })
    .collect()
}
