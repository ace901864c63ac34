//! The pages on profiles: how they are written, and what each changes.

use super::{cell, head, row};
use crate::reference::{Catalogue, ProfilePage};
use crate::write::counted;

/// How profiles are written, and which there are.
pub fn overview(written: &str, catalogue: &Catalogue) -> String {
    if catalogue.profiles.is_empty() {
        return written.to_string();
    }
    let mut text = format!(
        "{}\n\n## The profiles that there are\n\nWithout a profile every rule judges as its page says. Each of these has a page with all that it changes.\n\n",
        written.trim_end()
    );
    text.push_str(&head(&["Profile", "What it is", "Rules", "Changes"]));
    for own in &catalogue.profiles {
        text.push_str(&row(&[
            format!("[{0}](profiles/{0}.md)", own.name),
            cell(&format!("{}. {}", own.title, own.about)),
            rules(own),
            own.changes.len().to_string(),
        ]));
    }
    text
}

fn rules(own: &ProfilePage) -> String {
    let all = own.takes.len() + own.left_out.len();
    if own.left_out.is_empty() {
        format!("all {all}")
    } else {
        format!("{} of {all}", own.takes.len())
    }
}

/// What one profile, with all that it extends, changes.
pub fn page(own: &ProfilePage, catalogue: &Catalogue) -> String {
    let name = &own.name;
    let mut text = format!(
        "# {}\n\n`{name}` · {}\n\nChosen with `--profile {name}`, or with `profile = \"{name}\"` under an inbox in `tillsyn.toml`. [Profiles](../profiles.md) tells how one is written.\n",
        own.title, own.about
    );
    if let Some(other) = &own.extends {
        text.push_str(&format!(
            "\nIt begins with the profile [{other}]({other}.md); what that changes is told here too.\n"
        ));
    }
    if let Some(language) = &own.language {
        text.push_str(&format!("\nIts messages are in `{language}`.\n"));
    }
    if !own.agreement.is_empty() {
        text.push_str("\nIt asks something of the form of reports, under `[agreement]` in its file.\n");
    }
    text.push_str("\n## Which rules judge\n\n");
    if own.left_out.is_empty() {
        text.push_str(&format!("All {}.\n", counted(own.takes.len(), "rule")));
    } else {
        text.push_str(&format!("{} rules. It leaves out\n\n", rules(own)));
        for id in &own.left_out {
            text.push_str(&format!("- {}\n", link(id, catalogue)));
        }
    }
    text.push_str("\n## What is otherwise than the rules say\n\n");
    if own.changes.is_empty() {
        text.push_str("Nothing: the rules judge as their pages say.\n");
        return text;
    }
    text.push_str("“Ask” is what the partner is asked for. What is not in the table is as the page of the rule says.\n\n");
    text.push_str(&head(&[
        "Rule",
        "What",
        "As the rule is written",
        "In this profile",
    ]));
    for change in &own.changes {
        let before = match change.before.as_str() {
            "" => "(nothing)".to_string(),
            before => cell(before),
        };
        text.push_str(&row(&[
            link(&change.rule, catalogue),
            change.what.clone(),
            before,
            cell(&change.now),
        ]));
    }
    text
}

fn link(id: &str, catalogue: &Catalogue) -> String {
    let mut rules = catalogue.packs.iter().flat_map(|pack| &pack.rules);
    let title = rules.find(|rule| rule.id == *id).map(|rule| cell(&rule.title));
    format!("[{id}](../{id}.md): {}", title.unwrap_or_default())
}
