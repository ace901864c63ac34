//! What a profile has otherwise than the rules as they are written, for those who choose one.

use super::super::catalogue::written;
use super::super::load::{Rule, RuleBook};
use super::{Changes, Profile};
use crate::reference::{ProfileChange, ProfilePage};
use crate::report::Agreement;
use crate::texts::Texts;

impl RuleBook {
    /// A page for each profile. The rules of the book must be as they are written.
    pub(in crate::rule) fn profile_pages(&self) -> Vec<ProfilePage> {
        let profiles = self.profiles.iter();
        profiles
            .map(|(name, profile)| profile.page(name, &self.rules))
            .collect()
    }
}

impl Profile {
    fn page(&self, name: &str, rules: &[Rule]) -> ProfilePage {
        let ids = |takes: bool| {
            let own = rules.iter().filter(|rule| self.takes(&rule.id) == takes);
            own.map(|rule| rule.id.clone()).collect()
        };
        let judging = rules.iter().filter(|rule| self.takes(&rule.id));
        ProfilePage {
            name: name.to_string(),
            title: self.title.clone(),
            about: self.about.clone(),
            extends: self.extends.clone(),
            language: self.language.clone(),
            agreement: asked(&self.agreement),
            takes: ids(true),
            left_out: ids(false),
            changes: judging.flat_map(|rule| self.otherwise(rule)).collect(),
        }
    }

    /// What is other than in the manifest; of what is said twice, the last, which is in force.
    fn otherwise(&self, rule: &Rule) -> Vec<ProfileChange> {
        let fitting = self
            .changes
            .iter()
            .filter(|(pattern, _)| pattern.matches(&rule.id));
        let mut found: Vec<ProfileChange> = Vec::new();
        for change in fitting.flat_map(|(_, changes)| changes.told(rule)) {
            match found.iter_mut().find(|own| own.what == change.what) {
                Some(own) => own.now = change.now,
                None => found.push(change),
            }
        }
        found.retain(|own| own.before != own.now);
        found
    }
}

/// Nothing of what is left open.
fn asked(agreement: &Agreement) -> String {
    let table = toml::Table::try_from(agreement).unwrap_or_default();
    let is_open = |value: &toml::Value| value.as_array().is_some_and(Vec::is_empty);
    let set = table.iter().filter(|(_, value)| !is_open(value));
    set.map(|(key, value)| format!("{key} = {value}"))
        .collect::<Vec<_>>()
        .join("; ")
}

impl Changes {
    fn told(&self, rule: &Rule) -> Vec<ProfileChange> {
        let manifest = &rule.manifest;
        let change = |what: String, before: &str, now: &str| ProfileChange {
            rule: rule.id.clone(),
            what,
            before: before.to_string(),
            now: now.to_string(),
        };
        let mut told = Vec::new();
        if let Some(level) = self.level {
            told.push(change(
                "level".to_string(),
                manifest.level.as_str(),
                level.as_str(),
            ));
        }
        for (name, value) in &self.params {
            if let Some(param) = manifest.params.get(name) {
                told.push(change(
                    format!("`{name}`"),
                    &written(&param.default),
                    &written(value),
                ));
            }
        }
        let mut texts = |of: &str, before: &Texts, now: &Texts| {
            for (language, text) in now.iter() {
                let old = if before.speaks(language) {
                    before.of(language)
                } else {
                    ""
                };
                told.push(change(format!("{of} ({language})"), old, text));
            }
        };
        texts("message", &manifest.message, &self.message);
        texts("ask", &manifest.ask, &self.ask);
        texts("message for many", &manifest.grouped, &self.grouped);
        let variants = self.variant.iter();
        let known = variants.filter_map(|(name, now)| Some((name, manifest.variant.get(name)?, now)));
        for (name, before, now) in known.clone() {
            let of = format!("of the variant `{name}`");
            texts(&format!("message {of}"), &before.message, &now.message);
            texts(&format!("ask {of}"), &before.ask, &now.ask);
            texts(&format!("message for many {of}"), &before.grouped, &now.grouped);
        }
        for (name, before, now) in known {
            if let Some(level) = now.level {
                let before = before.level.unwrap_or(manifest.level);
                told.push(change(
                    format!("level of the variant `{name}`"),
                    before.as_str(),
                    level.as_str(),
                ));
            }
        }
        told
    }
}
