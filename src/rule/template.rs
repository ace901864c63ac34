//! The texts of a new rule, to be written over: what still has them judges nobody.

use std::path::Path;

use crate::problem::Problem;

/// What `rules new` writes for each text of a manifest.
pub const TEMPLATE: [(&str, &str); 4] = [
    (
        "source",
        "Where the demand comes from: an agreement, a standard, an evaluation",
    ),
    ("why", "Why it matters, for the person who reads the finding."),
    ("message.en", "What is wrong, in a sentence."),
    ("ask.en", "What to ask the reporting organisation for."),
];

/// What `rules new` writes of a pack.
pub const PACK_TEMPLATE: &str = "What the rules of this pack ask, in a sentence";

/// What a pack's file says that nobody has written over; `shipped`: the program has a pack of this name.
pub(super) fn undescribed(path: &Path, text: &str, shipped: bool) -> Option<Problem> {
    let offset = text.find(PACK_TEMPLATE)?;
    let told = "the pack is not described: this still says what `tillsyn rules new` wrote there";
    let remedy = if shipped {
        "delete this file: the shipped pack of this name has a name and a description, which hold until then"
    } else {
        "write its name, and what its rules ask, in a sentence: the catalogue of rules shows both"
    };
    Some(Problem::new(path, told).at_offset(text, offset).remedy(remedy))
}

/// A manifest that still has texts of the template, with the lines to fill in.
pub(super) fn unfinished(path: &Path, text: &str) -> Option<Problem> {
    let quoted = TEMPLATE.map(|(_, own)| format!("\"{own}\""));
    // Nearly no manifest has any: to look through each of its lines for each took longer than to read it.
    if !quoted.iter().any(|own| text.contains(own)) {
        return None;
    }
    let lines: Vec<usize> = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim_start().starts_with('#'))
        .filter(|(line, _)| quoted.iter().any(|own| line.contains(own)))
        .map(|(_, number)| number)
        .collect();
    let (first, rest) = lines.split_first()?;
    let named = match rest.split_last() {
        None => format!("line {first}"),
        Some((last, middle)) => {
            let middle: String = middle.iter().map(|line| format!(", {line}")).collect();
            format!("lines {first}{middle} and {last}")
        }
    };
    let message = format!("the rule is not finished: {named} still say what `tillsyn rules new` wrote there");
    Some(Problem::new(path, message).at(text, *first, Some(1)).remedy(
        "write there what a reader shall see of a finding; until then `tillsyn rules test` and `rules explain` try the rule, `tillsyn check` judges no report with a folder that has it, and a daemon goes on with the rules that it had",
    ))
}
