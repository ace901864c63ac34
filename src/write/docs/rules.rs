//! The catalogue of rules, and a page for each.

use super::{cell, fenced, head, row};
use crate::reference::{Catalogue, Parameter, RulePage, Wording};
use crate::texts::Texts;
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
        "See also: [Profiles](profiles.md), which choose rules and change their levels, parameters and words; [Word lists](words.md), by which reports are read; [The daemon](daemon.md) and its configuration; [What scripts can ask](api.md) of a report, and the [sample report](sample.md).\n",
    );
    for pack in &catalogue.packs {
        let description = pack.description.trim_end_matches(['.', '?']);
        text.push_str(&format!("\n## {}\n\n{description}.\n\n", pack.name));
        text.push_str(&head(&["Rule", "Level", "Id"]));
        for rule in &pack.rules {
            text.push_str(&row(&[
                format!("[{}]({}.md)", cell(&rule.title), rule.id),
                rule.level.as_str().to_string(),
                format!("`{}`", rule.id),
            ]));
        }
    }
    text
}

pub fn page(rule: &RulePage) -> String {
    let mut text = format!(
        "# {}\n\n`{}` · **{}**\n\n{}\n\n**Why.** {}\n\n**Source.** {}\n\n",
        rule.title,
        rule.id,
        rule.level.as_str(),
        rule.page,
        rule.why,
        rule.source
    );
    text.push_str(if rule.needs_words {
        "It needs the word lists of the report's language; without them it answers that it could not tell.\n"
    } else {
        "It judges figures alone, in any language.\n"
    });
    text.push_str(&parameters(&rule.parameters));
    text.push_str("\n## What the finding says\n\nWords in braces are filled in from the report.\n\n");
    for wording in &rule.wordings {
        text.push_str(&said(wording, rule.group_above));
    }
    text.push_str(&reasons(&rule.reasons));
    for (title, examples) in [
        ("It fires on", &rule.fires),
        ("It stays silent on", &rule.silent),
        ("It has nothing to judge in", &rule.nothing_to_judge),
        ("It cannot tell on", &rule.could_not_tell),
    ] {
        if !examples.is_empty() {
            text.push_str(&format!("\n## {title}\n\n"));
            let examples: Vec<String> = examples.iter().map(|example| fenced(example)).collect();
            text.push_str(&examples.join("\n"));
        }
    }
    text.push_str(&format!(
        "\n## The script\n\n[What scripts can ask](../api.md) tells what each name means.\n\n````rhai\n{}\n````\n",
        rule.script.trim_end()
    ));
    text
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
    text
}

/// The words of a finding, in each language.
fn said(wording: &Wording, group_above: usize) -> String {
    let mut text = String::new();
    if !wording.variant.is_empty() {
        text.push_str(&format!(
            "\n### Variant `{}` ({})\n\n",
            wording.variant,
            wording.level.as_str()
        ));
    }
    let mut list = |lead: &str, texts: &Texts| {
        for (language, words) in texts.iter() {
            text.push_str(&format!("- {lead} ({language}): {words}\n"));
        }
    };
    list("Message", &wording.message);
    list("Ask the partner", &wording.ask);
    list(
        &format!("One message for more than {group_above}"),
        &wording.grouped,
    );
    text
}
