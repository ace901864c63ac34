//! Every wording of a rule by its name in the manifest, as a profile changes it.

use glob::Pattern;

use super::super::load::Rule;
use super::super::manifest::Manifest;
use super::mistakes::Mistakes;
use super::{Changes, Profile};
use crate::problem::Problem;
use crate::texts::Texts;

impl Changes {
    /// What it words otherwise, by the names that the manifest has.
    pub(super) fn texts(&self) -> Vec<(String, &Texts)> {
        let own = [
            ("title", &self.title),
            ("source", &self.source),
            ("why", &self.why),
            ("message", &self.message),
            ("ask", &self.ask),
            ("grouped", &self.grouped),
            ("named", &self.named),
        ];
        let mut all: Vec<_> = own.map(|(name, texts)| (name.to_string(), texts)).into();
        for (name, variant) in &self.variant {
            let own = [
                ("message", &variant.message),
                ("ask", &variant.ask),
                ("grouped", &variant.grouped),
            ];
            all.extend(own.map(|(key, texts)| (format!("variant.{name}.{key}"), texts)));
        }
        let reasons = self.could_not_tell.iter();
        all.extend(reasons.map(|(name, texts)| (format!("could_not_tell.{name}"), texts)));
        for (detail, words) in &self.words {
            let words = words.iter();
            all.extend(words.map(|(word, texts)| (format!("words.{detail}.{word}"), texts)));
        }
        all.retain(|(_, texts)| !texts.is_empty());
        all
    }

    /// Words the manifest as it says.
    pub(super) fn word(&self, manifest: &mut Manifest) {
        for (name, texts) in self.texts() {
            if let Some(own) = manifest.text_mut(&name) {
                own.extend(texts.clone());
            }
        }
    }
}

impl Profile {
    /// Who words a message otherwise seldom means one finding and not the next: what tells many at once, and what a variant
    /// has of its own, keeps its words.
    pub(super) fn words_kept(&self, place: &Mistakes, rules: &[Rule]) -> Vec<Problem> {
        // Of a profile that this one begins with it is told there.
        let named = self
            .changes
            .iter()
            .filter(|(pattern, _)| place.has_heading(pattern.as_str()));
        let mut found = Vec::new();
        for (pattern, changes) in named {
            let Some(rule) = only(pattern, rules) else {
                continue;
            };
            for (name, texts) in changes.texts() {
                for (language, _) in texts.iter() {
                    let kept = self.kept(rule, &name, language);
                    let Some(first) = kept.first() else { continue };
                    let told = format!(
                        "{name}.{language} of {} is changed, and these keep their words: {}",
                        rule.id,
                        kept.join(", ")
                    );
                    let remedy = format!(
                        "write {first} = … under [rule.\"{}\"] too, if it shall change",
                        rule.id
                    );
                    found.push(place.under(pattern.as_str(), of_file(&name), told).remedy(remedy));
                }
            }
        }
        found
    }

    /// Texts of the rule that are told in the place of a changed one and that nothing changes in the language.
    fn kept(&self, rule: &Rule, changed: &str, language: &str) -> Vec<String> {
        let instead = |name: &str| match changed {
            "message" => name == "grouped" || varies(name, "message"),
            "ask" | "grouped" => varies(name, changed),
            _ => changed
                .strip_suffix("message")
                .is_some_and(|variant| name.strip_suffix("grouped") == Some(variant)),
        };
        let changes = |name: &str| {
            let mut fitting = self.changes.iter().filter(|(own, _)| own.matches(&rule.id));
            fitting.any(|(_, own)| {
                let texts = own.texts();
                texts
                    .iter()
                    .any(|(own, texts)| own == name && texts.speaks(language))
            })
        };
        let told = rule.manifest.told();
        let kept = told.filter(|(name, _, _)| instead(name) && !changes(name));
        kept.map(|(name, _, _)| format!("{name}.{language}")).collect()
    }
}

/// Whether it is a variant's text of the kind.
fn varies(name: &str, kind: &str) -> bool {
    name.strip_prefix("variant.")
        .and_then(|rest| rest.strip_suffix(kind))
        .is_some_and(|rest| rest.ends_with('.'))
}

/// The last part of a name: under `[rule."…".variant.late]` only that is written.
fn of_file(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The rule that is named, and not by a pattern of many.
fn only<'a>(pattern: &Pattern, rules: &'a [Rule]) -> Option<&'a Rule> {
    rules.iter().find(|rule| rule.id == pattern.as_str())
}
