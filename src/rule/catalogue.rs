//! What there is to know of each rule, from its manifest, its script and its page.

use std::collections::BTreeMap;

use super::load::{Rule, RuleBook};
use super::manifest::Variant;
use super::params::Param;
use super::profile::alike::{Alike, alike};
use super::trial::{self, Expectation};
use crate::reference::{Catalogue, Pack, Parameter, RulePage, Snippet, Wording};
use crate::rules_folder::RulesFolder;

/// The blocks of a page that are shown apart from it.
const EXAMPLES: [&str; 3] = ["```report", "```earlier", "```framework"];

pub fn catalogue(book: &RuleBook, folder: &RulesFolder) -> Catalogue {
    // Pages whose examples cannot be read are told of by those who run them.
    let examples = trial::examples(folder).unwrap_or_default();
    let alike = alike(&book.rules);
    let mut packs: BTreeMap<&str, Vec<RulePage>> = BTreeMap::new();
    for rule in &book.rules {
        let pack = rule.id.split('/').next().unwrap_or_default();
        let page = page(rule, folder, &examples, &alike);
        packs.entry(pack).or_default().push(page);
    }
    let packs = packs.into_iter().map(|(id, rules)| {
        let manifest = book.packs.get(id);
        Pack {
            id: id.to_string(),
            name: manifest.map_or(id, |manifest| &manifest.name).to_string(),
            description: manifest.map_or("", |manifest| &manifest.description).to_string(),
            rules,
        }
    });
    Catalogue {
        packs: packs.collect(),
        profiles: book.profile_pages(),
    }
}

fn page(rule: &Rule, folder: &RulesFolder, examples: &[trial::Example], alike: &[Alike]) -> RulePage {
    let manifest = &rule.manifest;
    let file = |kind: &str| folder.text(&format!("{}.{kind}", rule.id)).unwrap_or_default();
    let own = |expectation: Expectation, value_missing: bool| {
        let all = examples.iter().filter(|example| example.rule == rule.id);
        all.filter(|example| example.expectation == expectation && example.value_missing == value_missing)
            .map(|example| Snippet {
                note: example.note.clone(),
                text: shown(example),
            })
            .collect()
    };
    RulePage {
        id: rule.id.clone(),
        title: manifest.title.of(&rule.language).to_string(),
        level: manifest.level,
        source: manifest.cited(&rule.language),
        why: manifest.why.of(&rule.language).to_string(),
        needs_words: manifest.needs_words,
        group_above: manifest.group_above,
        group_in_table_above: manifest.group_in_table_above,
        named: manifest.named.clone(),
        parameters: manifest
            .params
            .iter()
            .map(|(name, param)| Parameter {
                also_of: others(rule, name, alike),
                ..parameter(name, param)
            })
            .collect(),
        wordings: wordings(rule),
        reasons: manifest.could_not_tell.clone().into_iter().collect(),
        page: prose(file("md")),
        fires: own(Expectation::Fires, false),
        silent: own(Expectation::Silent, false),
        nothing_to_judge: own(Expectation::Silent, true),
        could_not_tell: own(Expectation::CouldNotTell, false),
        script: rule.text.clone(),
    }
}

/// The report with what it is held against, each under a remark that says what it is.
fn shown(example: &trial::Example) -> String {
    let text = example.text.trim_end();
    if example.earlier.is_empty() && example.framework.is_none() {
        return text.to_string();
    }
    let earlier = example
        .earlier
        .iter()
        .map(|text| ("An earlier report", text.as_str()));
    let framework = example
        .framework
        .iter()
        .map(|text| ("The framework", text.as_str()));
    let all = earlier.chain(framework).chain([("The report", text)]);
    let parts = all.map(|(name, text)| format!("<!-- {name} -->\n\n{}", text.trim_end()));
    parts.collect::<Vec<_>>().join("\n\n")
}

/// What stands before the first example, without the title, which is the manifest's: what stands between examples is
/// theirs.
fn prose(page: &str) -> String {
    let lines = page
        .lines()
        .take_while(|line| !EXAMPLES.iter().any(|begin| line.starts_with(begin)));
    let lines: Vec<&str> = lines
        .skip_while(|line| line.starts_with("# ") || line.is_empty())
        .collect();
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

/// The other rules that have a rule's parameter.
fn others(rule: &Rule, name: &str, alike: &[Alike]) -> Vec<String> {
    let own = |group: &&Alike| group.name == name && group.rules.contains(&rule.id.as_str());
    let all = alike.iter().find(own).into_iter().flat_map(|group| &group.rules);
    all.filter(|other| **other != rule.id)
        .map(|other| (*other).to_string())
        .collect()
}

fn parameter(name: &str, param: &Param) -> Parameter {
    let range = match (&param.min, &param.max) {
        (None, None) => String::new(),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("at the most {max}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
    };
    Parameter {
        name: name.to_string(),
        default: written(&param.default),
        unit: param.unit.clone().unwrap_or_default(),
        range,
        about: param.about.clone(),
        also_of: Vec::new(),
    }
}

/// Texts without quotation marks, lists with commas.
pub(super) fn written(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
