//! The page of everything that scripts can name.

use super::{cell, head, row};
use crate::reference::{Example, Function, Property, Reference, Type, ValueKind};

const INTRODUCTION: &str = "\
A script is called with things of the report: the report itself, a result, an indicator, a number. Of each thing it can \
ask the properties below, with a point between them: `indicator.result.level`. A misspelt name is told before the rule \
ever runs. The examples are what the [sample report](sample.md) gives, each from the \
first thing in it that has something to tell. [How to write a rule](how-to.md) shows how it all \
goes together, and [Tables and places](tables.md) what of a table a rule is called with, and how to ask where something was done.

“Yes or no” can stand alone in an `if`, and is *no* where the report is silent; a number is exact, so that 0.1 + 0.2 is 0.3; a text is what the report says in \
its own words; a word is one of a few that are listed.
";

const FUNCTIONS: &str = "\
The first thing in the brackets can also stand before a point: `finding(result).detail(\"year\", \"2024\")` and \
`detail(finding(result), \"year\", \"2024\")` are the same.
";

pub fn page(reference: &Reference) -> String {
    let mut text = format!("# What scripts can ask\n\n{INTRODUCTION}\n");
    text.push_str(&head(&["Thing", "What it is", "Function called with it"]));
    for own in &reference.types {
        text.push_str(&row(&[
            format!("[{}](#{})", own.name, own.name.to_lowercase()),
            own.about.to_string(),
            own.check.map(|check| format!("`{check}`")).unwrap_or_default(),
        ]));
    }
    text.push_str("\nThen there are [functions that make findings](#functions-that-make-findings)");
    if !reference.helpers.is_empty() {
        text.push_str(" and [helpers](#helpers)");
    }
    text.push_str(".\n");
    for own in &reference.types {
        text.push_str(&section(own));
    }
    text.push_str(&format!("\n## Functions that make findings\n\n{FUNCTIONS}\n"));
    text.push_str(&functions(&reference.functions));
    if !reference.helpers.is_empty() {
        text.push_str(
            "\n## Helpers\n\nFunctions of the folder `lib/`, which every script can call and anybody can change.\n\n",
        );
        text.push_str(&functions(&reference.helpers));
    }
    text
}

/// A type with all its properties.
pub fn section(own: &Type) -> String {
    let mut text = format!("\n## {}\n\n{}", own.name, own.about);
    if let Some(check) = own.check {
        let name = own.name.to_lowercase();
        text.push_str(&format!(
            " Write `fn {check}({name}, params) {{ … }}` to be called with each."
        ));
    }
    if !own.details.is_empty() {
        let details: Vec<String> = own
            .details
            .iter()
            .map(|(name, about)| format!("`{{{name}}}` ({about})"))
            .collect();
        text.push_str(&format!(
            " The message of a finding about it can name {}; everything else the script gives with `.detail(\"name\", value)`.",
            details.join(" and ")
        ));
    }
    text.push_str("\n\n");
    text.push_str(&head(&[
        "Property",
        "Kind of value",
        "Meaning",
        "Example",
        "Where the report does not say it",
    ]));
    for property in &own.properties {
        text.push_str(&line(own, property));
    }
    text
}

fn line(own: &Type, property: &Property) -> String {
    row(&[
        format!("`{}`", property.call),
        kind(&property.kind),
        property.meaning.to_string(),
        property
            .example
            .as_ref()
            .map(|value| example(own, value))
            .unwrap_or_default(),
        property.missing.to_string(),
    ])
}

/// A bare yes says nothing without the thing that it was said of; there is only one report.
fn example(own: &Type, example: &Example) -> String {
    if (example.value == "yes" || example.value.starts_with("yes ("))
        && !example.of.is_empty()
        && own.name != "Report"
    {
        cell(&format!("yes, for {}", example.of))
    } else if example.value.starts_with("no (") {
        cell("no")
    } else {
        cell(&example.value)
    }
}

fn kind(kind: &ValueKind) -> String {
    match kind.of {
        Some(of) => format!("[{}](#{})", kind.words, of.to_lowercase()),
        None => kind.words.clone(),
    }
}

fn functions(functions: &[Function]) -> String {
    let mut text = head(&["Function", "Meaning"]);
    for function in functions {
        text.push_str(&row(&[format!("`{}`", function.call), function.meaning.clone()]));
    }
    text
}
