//! The catalogue of rules, and a page for each.

use std::collections::BTreeSet;

use super::html::slug;
use super::{cell, fenced, head, markdown_cell, row};
use crate::reference::{Catalogue, Parameter, RulePage, Snippet, Wording};
use crate::texts::{self, Texts};
use crate::write::counted;

const LEVELS: &str = "\
A finding is an **error** where the report breaks what every report must hold to, a **warning** where it probably does, \
and a **note** where somebody should look. Each rule can be changed without programming: its wording and its parameters \
are in a file of their own, and [How to write a rule](how-to.md) makes a new one from nothing.
";

pub fn index(catalogue: &Catalogue) -> String {
    let count = catalogue.packs.iter().map(|pack| pack.rules.len()).sum();
    let mut text = format!(
        "# Catalogue of rules\n\n{} in {}. {LEVELS}\n",
        counted(count, "rule"),
        counted(catalogue.packs.len(), "pack")
    );
    text.push_str(
        "See also: [Profiles](profiles.md), which choose rules and change their levels, parameters and words; what a rule sees of [tables and places](tables.md); [Word lists](words.md), by which reports are read; [The daemon](daemon.md) and its configuration; [What scripts can ask](api.md) of a report, and the [sample report](sample.md).\n",
    );
    for pack in &catalogue.packs {
        let stop = if pack.description.ends_with(['.', '?']) {
            ""
        } else {
            "."
        };
        text.push_str(&format!("\n## {}\n\n{}{stop}\n\n", pack.name, pack.description));
        text.push_str(&head(&["Rule", "What", "Level", "Id"]));
        for rule in &pack.rules {
            text.push_str(&row(&[
                format!("[{}]({}.md)", cell(&rule.title), rule.id),
                markdown_cell(what(&rule.page)),
                rule.level.as_str().to_string(),
                format!("`{}`", rule.id),
            ]));
        }
    }
    text
}

/// The first sentence of what a page says under "What".
fn what(page: &str) -> &str {
    let told = page.strip_prefix("**What.**").unwrap_or(page).trim_start();
    let paragraph = told.split("\n\n").next().unwrap_or(told);
    let ends = |at: &usize| {
        let after = paragraph[at + 1..].trim_start();
        let begins = after.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '`' | '*' | '['));
        begins && !in_brackets(&paragraph[..*at])
    };
    let stops = paragraph.match_indices(['.', '?']).map(|(at, _)| at);
    let mut ends = stops
        .filter(|at| paragraph[at + 1..].starts_with(char::is_whitespace))
        .filter(ends);
    let end = ends.next().map_or(paragraph.len(), |at| at + 1);
    paragraph[..end].trim_end()
}

/// Whether a bracket or a quotation is open at the end of a text.
fn in_brackets(text: &str) -> bool {
    [('(', ')'), ('“', '”')]
        .iter()
        .any(|(open, close)| text.matches(*open).count() > text.matches(*close).count())
}

pub fn page(rule: &RulePage, pack: &str) -> String {
    let mut text = format!(
        "# {}\n\n`{}` · **{}** · [{pack}](../index.md#{})\n\n{}\n\n",
        rule.title,
        rule.id,
        rule.level.as_str(),
        slug(pack),
        rule.page,
    );
    // Most pages say it themselves, at more length.
    if !rule.page.contains("**Why.**") {
        text.push_str(&format!("**Why.** {}\n\n", rule.why));
    }
    text.push_str(&format!("**Source.** {}\n\n", rule.source));
    text.push_str(if rule.needs_words {
        "It needs the word lists of the report's language; without them it answers that it could not tell.\n"
    } else {
        "It judges figures alone, in any language.\n"
    });
    for (title, snippets) in [
        ("It fires on", &rule.fires),
        ("It stays silent on", &rule.silent),
        ("It has nothing to judge in", &rule.nothing_to_judge),
        ("It cannot tell on", &rule.could_not_tell),
    ] {
        text.push_str(&examples(title, snippets));
    }
    text.push_str(&parameters(&rule.parameters));
    text.push_str("\n## What the finding says\n\nWords in braces are filled in from the report.\n\n");
    for wording in &rule.wordings {
        text.push_str(&said(wording, rule));
    }
    text.push_str(&reasons(&rule.reasons));
    text.push_str(&format!(
        "\n## The script\n\n[What scripts can ask](../api.md) tells what each name means.\n\n````rhai\n{}\n````\n",
        rule.script.trim_end()
    ));
    text
}

fn examples(title: &str, snippets: &[Snippet]) -> String {
    if snippets.is_empty() {
        return String::new();
    }
    let shown = snippets.iter().map(|snippet| {
        let note = match snippet.note.as_str() {
            "" => String::new(),
            note => format!("{note}\n\n"),
        };
        format!("{note}{}", fenced(&snippet.text))
    });
    format!("\n## {title}\n\n{}", shown.collect::<Vec<_>>().join("\n"))
}

/// Why it could not tell, by the names that the script gives.
fn reasons(reasons: &[(String, Texts)]) -> String {
    let lines = reasons.iter().flat_map(|(name, texts)| {
        texts
            .iter()
            .map(move |(language, words)| format!("- `{name}` ({language}): {words}\n"))
    });
    let lines: String = lines.collect();
    if lines.is_empty() {
        return lines;
    }
    format!("\n### Why it could not tell\n\n{lines}")
}

fn parameters(parameters: &[Parameter]) -> String {
    let mut text = "\n## Parameters\n\n".to_string();
    if parameters.is_empty() {
        text.push_str("There is nothing to set.\n");
        return text;
    }
    text.push_str(&head(&["Parameter", "Default", "Unit", "Allowed", "Meaning"]));
    for own in parameters {
        text.push_str(&row(&[
            format!("`{}`", own.name),
            cell(&own.default),
            cell(&own.unit),
            cell(&own.range),
            cell(&own.about),
        ]));
    }
    for own in parameters.iter().filter(|own| !own.also_of.is_empty()) {
        text.push_str(&format!(
            "\n`{}` is also a parameter of {}. Each rule has its own value: a [profile](../profiles.md) sets it for each of them, \
             or for all by a pattern of their ids.\n",
            own.name,
            own.also_of.join(" and ")
        ));
    }
    text
}

/// From how many on the findings of a rule are one, and what that says.
fn grouping(wording: &Wording, rule: &RulePage) -> String {
    let rows = rule.group_in_table_above;
    let in_table = rows.map_or_else(String::new, |rows| {
        format!(", or more than {rows} in one table (`group_in_table_above`),")
    });
    let many = format!(
        "\n**Grouped.** More than {} of them in one report (`group_above`){in_table} are told as one finding",
        rule.group_above
    );
    let words = wording.grouped.of(texts::DEFAULT);
    match words {
        "" if wording.variant.is_empty() => {
            format!("{many}: the message of the first, and how many more there are alike.\n")
        }
        "" => String::new(),
        words if words.contains("{list}") => format!(
            "{many}. Its words are `grouped`; `{{list}}` calls each of them as `named` says, “{}”:\n\n",
            rule.named.of(texts::DEFAULT)
        ),
        _ => format!("{many}. Its words are `grouped`:\n\n"),
    }
}

/// The words of a finding, in each language.
fn said(wording: &Wording, rule: &RulePage) -> String {
    let mut text = String::new();
    if !wording.variant.is_empty() {
        text.push_str(&format!(
            "\n### Variant `{}` ({})\n\n",
            wording.variant,
            wording.level.as_str()
        ));
    }
    let languages: BTreeSet<&str> = [&wording.message, &wording.ask]
        .into_iter()
        .flat_map(|texts| texts.iter().map(|(language, _)| language))
        .collect();
    text.push_str(&head(&["Language", "Message", "Ask the partner"]));
    for language in languages {
        text.push_str(&row(&[
            language.to_string(),
            cell(wording.message.of(language)),
            cell(wording.ask.of(language)),
        ]));
    }
    text.push_str(&grouping(wording, rule));
    for (language, words) in wording.grouped.iter() {
        text.push_str(&format!("- {language}: {words}\n"));
    }
    text
}
