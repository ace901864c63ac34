//! What a profile has otherwise than the rules as they are written, for those who choose one.

use super::super::catalogue::written;
use super::super::load::{Rule, RuleBook};
use super::{Changes, Profile};
use crate::reference::{ProfileChange, ProfilePage};
use crate::report::Agreement;

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
        let of_count = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
        for (name, before, now) in [
            ("group_above", Some(manifest.group_above), self.group_above),
            (
                "group_in_table_above",
                manifest.group_in_table_above,
                self.group_in_table_above,
            ),
        ] {
            if now.is_some() {
                told.push(change(format!("`{name}`"), &of_count(before), &of_count(now)));
            }
        }
        let mut written = manifest.texts();
        written.push(("source".to_string(), &manifest.source));
        for (name, now) in self.texts() {
            let before = written.iter().find(|(own, _)| *own == name);
            for (language, text) in now.iter() {
                let old = before.filter(|(_, own)| own.speaks(language));
                let old = old.map_or("", |(_, own)| own.of(language));
                told.push(change(format!("{} ({language})", called(&name)), old, text));
            }
        }
        for (name, now) in &self.variant {
            if let (Some(level), Some(own)) = (now.level, manifest.variant.get(name)) {
                let before = own.level.unwrap_or(manifest.level);
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

/// "message for many of the variant `late`"; reasons and words by their names in the file.
fn called(name: &str) -> String {
    let plain = |key: &str| match key {
        "grouped" => "message for many".to_string(),
        "named" => "name in a message for many".to_string(),
        other => other.to_string(),
    };
    match name.strip_prefix("variant.").and_then(|own| own.rsplit_once('.')) {
        Some((variant, key)) => format!("{} of the variant `{variant}`", plain(key)),
        None => plain(name),
    }
}
