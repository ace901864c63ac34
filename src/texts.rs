//! Texts in several languages: those of rules, and the program's own in `texts/own.toml`.

mod known;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

pub use known::known_again;

/// ISO 639-1 code of the language that every text has.
pub const DEFAULT: &str = "en";

/// A text by the ISO 639-1 code of its language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// In English where there is none in the language.
    pub fn get(&self, language: &str) -> Option<&str> {
        let own = self.0.get(language).or_else(|| self.0.get(DEFAULT));
        own.map(String::as_str)
    }

    /// As [`Texts::get`], and empty where there is no text at all.
    pub fn of(&self, language: &str) -> &str {
        self.get(language).unwrap_or_default()
    }

    pub fn speaks(&self, language: &str) -> bool {
        self.0.contains_key(language)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Language and text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(language, text)| (language.as_str(), text.as_str()))
    }

    /// Takes the other's text in each language that it has.
    pub fn extend(&mut self, other: Texts) {
        self.0.extend(other.0);
    }
}

/// `title = "…"` is English, `title.sv = "…"` Swedish.
impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl<'de> Visitor<'de> for Written {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a text for each language")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Texts, E> {
                Ok(Texts(BTreeMap::from([(DEFAULT.to_string(), text.to_string())])))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Texts, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Texts)
            }
        }
        deserializer.deserialize_any(Written)
    }
}

/// Fills `{placeholders}`.
///
/// # Errors
/// The first for which there is no value.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> Result<String, &str> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        filled.push_str(before);
        filled.push_str(&value(name).ok_or(name)?);
        rest = tail;
        if let Some(quoted) = without_second_stop(&filled, tail) {
            filled.push_str(quoted);
            rest = &tail[quoted.len() + 1..];
        }
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Of “{sentence}”. with a whole sentence in it: the quotation mark, after which there is one full stop too many.
fn without_second_stop<'a>(filled: &str, tail: &'a str) -> Option<&'a str> {
    if !filled.ends_with(['.', '?', '!']) {
        return None;
    }
    let (quoted, _) = tail.split_once('.')?;
    matches!(quoted, "”" | "\"" | "»" | "\u{a0}»" | " »" | "“").then_some(quoted)
}

/// The names of the placeholders, as [`fill`] fills them.
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}').map(|(name, _)| name))
}

/// Whether an opening or a closing brace stands alone, so that [`fill`] would leave it in the text.
pub fn is_unpaired(text: &str) -> bool {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, tail)) = after.split_once('}').filter(|_| !before.contains('}')) else {
            return true;
        };
        rest = tail;
    }
    rest.contains('}')
}

/// A text for one, and a text for any other number.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    one: Texts,
    many: Texts,
}

impl Counted {
    pub fn of(&self, language: &str, count: usize) -> String {
        let texts = if count == 1 { &self.one } else { &self.many };
        told(texts, language, &[("count", &count)])
    }
}

/// A text of the program with its placeholders filled.
pub fn told(texts: &Texts, language: &str, values: &[(&str, &dyn fmt::Display)]) -> String {
    let value = |name: &str| {
        let own = values.iter().find(|(own, _)| *own == name);
        Some(own.map_or_else(String::new, |(_, value)| value.to_string()))
    };
    fill(texts.of(language), value).unwrap_or_default()
}

/// The program's own texts on findings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    pub levels: Levels,
    pub numbers: Numbers,
    pub answers: Answers,
    pub place: Place,
    pub finding: Finding,
    pub report: Report,
    pub sum: Sum,
    /// What could not be read faithfully, and what stands in that.
    pub doubts: BTreeMap<String, Texts>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    pub error: Texts,
    pub warning: Texts,
    pub note: Texts,
}

/// How numbers are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    pub thousands: Texts,
    pub decimals: Texts,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    pub yes: Texts,
    pub no: Texts,
}

/// Where in the report a passage stands.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub page: Texts,
    pub printed_page: Texts,
    pub table: Texts,
    pub row: Texts,
    pub column: Texts,
    pub sheet: Texts,
    pub line: Texts,
    pub paragraph: Texts,
    pub elsewhere: Texts,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub quote: Texts,
    pub no_passage: Texts,
    pub more_places: Counted,
    pub more_alike: Texts,
    pub ask: Texts,
    pub waived: Texts,
    pub rule: Texts,
}

/// What is said of a report beside its findings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub judged: Texts,
    pub change_waits: Texts,
    pub read: Texts,
    pub results: Counted,
    pub indicators: Counted,
    pub figures: Counted,
    pub targets: Texts,
    pub no_results: Texts,
    pub held_against: Texts,
    pub doubt: Texts,
    pub no_findings: Texts,
    pub whole: Texts,
    pub could_not_tell: Texts,
    pub why: Texts,
    pub why_often: Texts,
    pub no_word_lists: Texts,
    /// The same, where the program has such lists and the rules folders leave them out.
    pub not_laid_over_shipped: Texts,
    pub rule_failed: Texts,
    pub failed_first_on: Texts,
    pub things: Counted,
}

/// What is said at the end of all reports.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    pub levels: Texts,
    pub errors: Counted,
    pub warnings: Counted,
    pub notes: Counted,
    pub reports: Counted,
    pub waived: Texts,
    pub without_findings: Texts,
    pub could_not_tell: Texts,
    pub failed: Texts,
    pub rules: Counted,
    pub unreadable: Texts,
    pub files: Counted,
}

/// A mistake in the file is found by a test, and leaves the texts empty.
pub static OWN: LazyLock<Own> =
    LazyLock::new(|| toml::from_str(include_str!("texts/own.toml")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every text of a table and of the tables in it, under its name.
    fn leaves(name: &str, value: &toml::Value, found: &mut Vec<(String, Texts)>) {
        match value.clone().try_into::<Texts>() {
            Ok(texts) => found.push((name.to_string(), texts)),
            Err(_) => {
                for (inner, value) in value.as_table().expect("a text or a table of texts") {
                    leaves(&format!("{name}.{inner}"), value, found);
                }
            }
        }
    }

    #[test]
    fn the_programs_own_texts_are_all_there_in_each_language_with_the_same_placeholders() {
        let file = include_str!("texts/own.toml");
        toml::from_str::<Own>(file).expect("every text of the program is in the file");
        let mut texts = Vec::new();
        leaves("own", &toml::from_str(file).expect("TOML"), &mut texts);
        assert!(texts.len() > 50);
        for (name, texts) in texts {
            let of = |language| -> BTreeSet<&str> { placeholders(texts.of(language)).collect() };
            for language in ["en", "sv", "fr", "es"] {
                assert!(texts.speaks(language), "{name} has no {language}");
                assert_eq!(of("en"), of(language), "{name} in {language}");
            }
        }
    }

    #[test]
    fn a_quoted_sentence_that_ends_has_no_second_full_stop_after_it() {
        let told = |value: &str| fill("Told: “{activity}”. More.", |_| Some(value.to_string()));
        assert_eq!(
            told("A course was held."),
            Ok("Told: “A course was held.” More.".to_string())
        );
        assert_eq!(
            told("A course was …"),
            Ok("Told: “A course was …”. More.".to_string())
        );
    }
}
