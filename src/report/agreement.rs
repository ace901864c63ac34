//! What the agreement asks of the report's form, and what of it the report has.

use std::path::PathBuf;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use super::Period;
use crate::document::Passage;

/// The demands as a person writes them, in `[agreement]` of a profile or in a file beside the report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Agreement {
    /// Annexes not counted.
    pub max_pages: Option<u32>,
    /// For formats that have no pages; annexes not counted.
    pub max_words: Option<usize>,
    /// ISO 639-1 codes of the languages that the report may be in.
    pub languages: Vec<String>,
    /// Headings that the report must have.
    pub sections: Vec<Names>,
    pub period: Option<AgreedPeriod>,
    #[serde(deserialize_with = "day")]
    pub deadline: Option<Date>,
    /// The file that sets out the results that were agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub framework: Option<PathBuf>,
    /// The files of the reports that came before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<PathBuf>,
}

/// A heading with what else it may be called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a section is a heading, or a list of headings that mean the same"
)]
pub enum Names {
    One(String),
    Any(Vec<String>),
}

impl Names {
    pub fn all(&self) -> &[String] {
        match self {
            Names::One(name) => std::slice::from_ref(name),
            Names::Any(names) => names,
        }
    }
}

/// The period that the report must tell of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedPeriod {
    #[serde(deserialize_with = "needed_day")]
    pub start: Date,
    #[serde(deserialize_with = "needed_day")]
    pub end: Date,
}

impl AgreedPeriod {
    pub fn period(self) -> Period {
        Period {
            start: Some(self.start),
            end: Some(self.end),
        }
    }
}

/// With quotation marks or without, as TOML allows.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a day is written 2006-09-15")]
enum Day {
    Text(String),
    Own(toml::value::Datetime),
}

fn needed_day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = match Day::deserialize(from)? {
        Day::Text(text) => text,
        Day::Own(own) => own.to_string(),
    };
    let no_day = |_| serde::de::Error::custom(format!("`{text}` is no day; a day is written 2006-09-15"));
    text.parse().map_err(no_day)
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    needed_day(from).map(Some)
}

impl Agreement {
    /// Key by key: what this one does not say, the other says.
    #[must_use]
    pub fn or(self, other: &Agreement) -> Self {
        Agreement {
            max_pages: self.max_pages.or(other.max_pages),
            max_words: self.max_words.or(other.max_words),
            languages: first(self.languages, &other.languages),
            sections: first(self.sections, &other.sections),
            period: self.period.or(other.period),
            deadline: self.deadline.or(other.deadline),
            framework: self.framework.or_else(|| other.framework.clone()),
            earlier: first(self.earlier, &other.earlier),
        }
    }

    /// Keys that name the files of one project: a profile is for all.
    pub fn of_one_project(&self) -> Vec<(&'static str, String)> {
        let named = [
            ("framework", self.framework.is_some()),
            ("earlier", !self.earlier.is_empty()),
        ];
        let told = "a profile is for all projects: write it in agreement.toml beside the reports of one";
        let found = named.into_iter().filter(|(_, named)| *named);
        found.map(|(key, _)| (key, told.to_string())).collect()
    }

    /// What is written as it should be and cannot be meant, each with the key.
    pub fn mistakes(&self) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        let short = [
            ("max_pages", self.max_pages == Some(0)),
            ("max_words", self.max_words == Some(0)),
        ];
        for (key, _) in short.into_iter().filter(|(_, short)| *short) {
            found.push((key, "no report is that short".to_string()));
        }
        for language in &self.languages {
            if language.len() != 2 || !language.chars().all(|c| c.is_ascii_lowercase()) {
                let what = format!("`{language}` is no code of a language: en, sv, fr, es, ru and so on");
                found.push(("languages", what));
            }
        }
        let empty = |names: &Names| names.all().iter().all(|name| name.trim().is_empty());
        if self.sections.iter().any(empty) {
            found.push(("sections", "a section has no name".to_string()));
        }
        if self.period.is_some_and(|period| period.end < period.start) {
            found.push(("period", "the period ends before it begins".to_string()));
        }
        found
    }
}

/// The other's list where the own one is empty.
fn first<T: Clone>(own: Vec<T>, other: &[T]) -> Vec<T> {
    if own.is_empty() { other.to_vec() } else { own }
}

/// The demands on one report, and where it answers them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Agreed {
    pub demands: Agreement,
    /// SHA-256 of the files that state them, in lower-case hexadecimal; none where only a profile does.
    pub digest: Option<String>,
    /// In the order of the demands.
    pub sections: Vec<AgreedSection>,
    /// A year stands in the report's first lines.
    pub names_years: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AgreedSection {
    pub names: Vec<String>,
    /// The heading, or the line that stands for one.
    pub at: Option<Passage>,
    /// Something stands under it.
    pub filled: bool,
}

/// How long a report is, its annexes left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Extent {
    /// None where the format has no pages.
    pub pages: Option<u32>,
    pub words: usize,
}
