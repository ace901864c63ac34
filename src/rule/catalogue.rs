//! What there is to know of each rule, from its manifest, its script and its page.

use std::collections::BTreeMap;

use super::load::{Rule, RuleBook, Variant};
use super::trial::{self, Expectation};
use crate::reference::{Catalogue, Pack, Parameter, RulePage, Wording};
use crate::rules_folder::RulesFolder;

pub fn catalogue(book: &RuleBook, folder: &RulesFolder) -> Catalogue {
    // Pages whose examples cannot be read are told of by those who run them.
    let examples = trial::examples(folder).unwrap_or_default();
    let mut packs: BTreeMap<&str, Vec<RulePage>> = BTreeMap::new();
    for rule in &book.rules {
        let pack = rule.id.split('/').next().unwrap_or_default();
        packs.entry(pack).or_default().push(page(rule, folder, &examples));
    }
    let packs = packs.into_iter().map(|(id, rules)| {
        let manifest = table(folder.text(&format!("{id}/pack.toml")).unwrap_or_default());
        let text = |key: &str| manifest.get(key).map(written).unwrap_or_default();
        Pack {
            id: id.to_string(),
            name: Some(text("name"))
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| id.to_string()),
            description: text("description"),
            rules,
        }
    });
    Catalogue {
        packs: packs.collect(),
    }
}

fn page(rule: &Rule, folder: &RulesFolder, examples: &[trial::Example]) -> RulePage {
    let manifest = &rule.manifest;
    let file = |kind: &str| folder.text(&format!("{}.{kind}", rule.id)).unwrap_or_default();
    let own = |expectation: Expectation| {
        let all = examples.iter().filter(|example| example.rule == rule.id);
        all.filter(|example| example.expectation == expectation)
            .map(|example| example.text.trim_end().to_string())
            .collect()
    };
    RulePage {
        id: rule.id.clone(),
        title: manifest.title.clone(),
        level: manifest.level,
        source: manifest.source.clone(),
        why: manifest.why.clone(),
        needs_words: manifest.needs_words,
        group_above: manifest.group_above,
        parameters: parameters(file("toml")),
        wordings: wordings(rule),
        page: prose(file("md")),
        fires: own(Expectation::Fires),
        silent: own(Expectation::Silent),
        could_not_tell: own(Expectation::CouldNotTell),
        script: rule.text.clone(),
    }
}

/// The page without its title, which is the manifest's, and without the examples.
fn prose(page: &str) -> String {
    let mut in_example = false;
    let mut lines: Vec<&str> = Vec::new();
    for line in page.lines() {
        let fence = line.starts_with("```") && (in_example || line.starts_with("```report"));
        let title = lines.is_empty() && line.starts_with("# ");
        if !in_example && !fence && !title {
            lines.push(line);
        }
        in_example ^= fence;
    }
    lines.join("\n").trim().to_string()
}

fn wordings(rule: &Rule) -> Vec<Wording> {
    let manifest = &rule.manifest;
    let own = Wording {
        variant: String::new(),
        level: manifest.level,
        message: manifest.message.clone(),
        ask: manifest.ask.clone(),
        grouped: manifest.grouped.clone(),
    };
    let varied = manifest
        .variant
        .iter()
        .map(|(name, variant): (_, &Variant)| Wording {
            variant: name.clone(),
            level: variant.level.unwrap_or(manifest.level),
            message: variant.message.clone(),
            ask: variant.ask.clone(),
            grouped: variant.grouped.clone(),
        });
    std::iter::once(own).chain(varied).collect()
}

fn table(text: &str) -> toml::Table {
    toml::from_str(text).unwrap_or_default()
}

/// The parameters of a manifest: each a value with a comment above it, or a table that tells its default, unit, range
/// and meaning.
fn parameters(manifest: &str) -> Vec<Parameter> {
    let table = table(manifest);
    let Some(params) = table.get("params").and_then(toml::Value::as_table) else {
        return Vec::new();
    };
    let one = |(name, value): (&String, &toml::Value)| match value.as_table() {
        Some(own) if own.contains_key("default") => told(name, own),
        _ => Parameter {
            name: name.clone(),
            default: written(value),
            about: comment_above(manifest, name),
            ..Parameter::default()
        },
    };
    params.iter().map(one).collect()
}

fn told(name: &str, own: &toml::Table) -> Parameter {
    let text = |key: &str| own.get(key).map(written).unwrap_or_default();
    let range = match (text("min"), text("max")) {
        (min, max) if min.is_empty() && max.is_empty() => String::new(),
        (min, max) if max.is_empty() => format!("{min} or more"),
        (min, max) if min.is_empty() => format!("at the most {max}"),
        (min, max) => format!("{min} to {max}"),
    };
    Parameter {
        name: name.to_string(),
        default: text("default"),
        unit: text("unit"),
        range,
        about: text("about"),
    }
}

/// Texts without quotation marks, lists with commas.
fn written(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// The comment lines over `name = …`.
fn comment_above(manifest: &str, name: &str) -> String {
    let mut comment: Vec<&str> = Vec::new();
    for line in manifest.lines() {
        if let Some(words) = line.strip_prefix('#') {
            comment.push(words.trim());
        } else if line.split('=').next().is_some_and(|key| key.trim() == name) {
            return comment.join(" ");
        } else {
            comment.clear();
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::parameters;

    #[test]
    fn a_parameter_is_a_value_with_a_comment_or_a_table_that_tells_all() {
        let manifest = "title = \"T\"\n\n[params]\n# Smaller groups\n# are left alone.\nleast = 5\nrise = 3.0\n\
                        [params.most]\ndefault = 40\nunit = \"people\"\nmin = 1\nmax = 1000\nabout = \"Larger is a crowd.\"\n";
        let told: Vec<String> = parameters(manifest)
            .into_iter()
            .map(|own| [own.name, own.default, own.unit, own.range, own.about].join("|"))
            .collect();
        assert_eq!(
            told,
            [
                "least|5|||Smaller groups are left alone.",
                "most|40|people|1 to 1000|Larger is a crowd.",
                "rise|3.0|||",
            ]
        );
    }
}
