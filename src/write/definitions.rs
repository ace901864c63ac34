//! What scripts can name, as editors with support for Rhai read it (`.d.rhai`).

use std::fmt::Write;

use crate::reference::{Property, Reference};

pub fn definitions(reference: &Reference) -> String {
    let mut text = "module static;\n".to_string();
    for own in &reference.types {
        let _ = write!(text, "\n// {}: {}\n", own.name, own.about);
        for property in &own.properties {
            text.push_str(&property_definition(own.name, property));
        }
    }
    for function in reference.functions.iter().chain(&reference.helpers) {
        let (name, taken) = function.call.split_once('(').unwrap_or((&function.call, ""));
        let taken: Vec<String> = taken
            .trim_end_matches(')')
            .split(", ")
            .map(|name| format!("{name}: ?"))
            .collect();
        let gives = if function.gives.is_empty() {
            "?"
        } else {
            function.gives
        };
        let taken = taken.join(", ");
        let _ = write!(
            text,
            "\n/// {}\nfn {name}({taken}) -> {gives};\n",
            function.meaning
        );
    }
    text
}

fn property_definition(of: &str, property: &Property) -> String {
    let mut about = format!("/// {}", property.meaning);
    if !property.missing.is_empty() {
        let _ = write!(
            about,
            "\n///\n/// Where the report does not say it: {}.",
            property.missing
        );
    }
    let gives = property.kind.script;
    match property.call.split_once('(') {
        Some((name, _)) => format!("\n{about}\nfn {name}(it: {of}, word: String) -> {gives};\n"),
        None => format!("\n{about}\nfn get {}(it: {of}) -> {gives};\n", property.call),
    }
}
