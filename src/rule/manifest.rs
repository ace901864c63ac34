//! What a rule's manifest says: its level, its parameters, and its texts in each language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::inspect::meant_language;
use super::params::Param;
use crate::finding::Level;
use crate::problem::{Problem, nearest};
use crate::texts::{self, Texts};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub title: Texts,
    pub level: Level,
    pub source: Texts,
    /// What the rule is called where it comes from: the ids of a published list of rules.
    #[serde(default)]
    pub official: Vec<String>,
    /// Why the rule matters, for the person who reads the finding.
    pub why: Texts,
    /// `{placeholders}` are filled from the finding's details.
    pub message: Texts,
    pub ask: Texts,
    /// One message for many findings alike; `{count}` is their number, `{list}` what each is called by `named`.
    #[serde(default)]
    pub grouped: Texts,
    /// What one of many is called in their message: "4,500 pupils".
    #[serde(default)]
    pub named: Texts,
    /// More findings alike than this in one report become one.
    #[serde(default = "default_group_above")]
    pub group_above: usize,
    /// More findings alike than this in one table become one.
    #[serde(default)]
    pub group_in_table_above: Option<usize>,
    /// False: the rule judges figures alone, in any language.
    #[serde(default = "needs_words")]
    pub needs_words: bool,
    #[serde(default)]
    pub params: BTreeMap<String, Param>,
    #[serde(default)]
    pub variant: BTreeMap<String, Variant>,
    /// Reasons that the script gives by name.
    #[serde(default)]
    pub could_not_tell: BTreeMap<String, Texts>,
    /// What stands in messages for the words that are values of a detail, by detail and value.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, Texts>>,
}

/// What to do where they stand alone.
pub(super) const BRACES: &str = "write both, around the name of a detail: {number}";

/// In a message for many: what each of them is called.
pub(super) const LIST: &str = "list";

/// Where a line of a parameter begins.
pub fn line_of_param(text: &str, name: &str, line: &str) -> usize {
    let table = text.find(&format!("[params.{name}]")).unwrap_or(0);
    text[table..]
        .find(&format!("\n{line}"))
        .map_or(table, |below| table + below + 1)
}

/// "0 kr".
fn number_with_unit(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|sign: char| !(sign.is_ascii_digit() || "+-.".contains(sign)))?;
    let (number, unit) = (&text[..end], text[end..].trim());
    (number.parse::<f64>().is_ok() && !unit.contains(char::is_numeric)).then_some((number, unit))
}

fn needs_words() -> bool {
    true
}

fn default_group_above() -> usize {
    5
}

/// What a script may choose instead of the manifest's level and texts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub level: Option<Level>,
    #[serde(default)]
    pub message: Texts,
    #[serde(default)]
    pub ask: Texts,
    #[serde(default)]
    pub grouped: Texts,
}

impl Manifest {
    /// Every text but the source, which many rules only cite, with its name in the file.
    pub fn texts(&self) -> Vec<(String, &Texts)> {
        let named = |(name, texts): (&str, _)| (name.to_string(), texts);
        let mut all: Vec<(String, &Texts)> = [("title", &self.title), ("why", &self.why)].map(named).into();
        all.extend(self.told().map(|(name, texts, _)| (name, texts)));
        for (name, texts) in &self.could_not_tell {
            all.push((format!("could_not_tell.{name}"), texts));
        }
        for (detail, words) in &self.words {
            all.extend(
                words
                    .iter()
                    .map(|(word, texts)| (format!("words.{detail}.{word}"), texts)),
            );
        }
        all
    }

    /// The text of a name, as [`Manifest::texts`] has them, and the source; nothing where the rule cannot have it. A rule
    /// can have words for each value of a detail, also for those that its own manifest lets stand.
    pub(super) fn text_mut(&mut self, name: &str) -> Option<&mut Texts> {
        let parts: Vec<&str> = name.splitn(3, '.').collect();
        match parts[..] {
            ["title"] => Some(&mut self.title),
            ["source"] => Some(&mut self.source),
            ["why"] => Some(&mut self.why),
            ["message"] => Some(&mut self.message),
            ["ask"] => Some(&mut self.ask),
            ["grouped"] => Some(&mut self.grouped),
            ["named"] => Some(&mut self.named),
            ["variant", variant, key] => {
                let variant = self.variant.get_mut(variant)?;
                match key {
                    "message" => Some(&mut variant.message),
                    "ask" => Some(&mut variant.ask),
                    "grouped" => Some(&mut variant.grouped),
                    _ => None,
                }
            }
            ["could_not_tell", reason] => self.could_not_tell.get_mut(reason),
            ["words", detail, word] => {
                let words = self.words.entry(detail.to_string()).or_default();
                Some(words.entry(word.to_string()).or_default())
            }
            _ => None,
        }
    }

    /// Where the rule comes from, with its ids there.
    pub(super) fn cited(&self, language: &str) -> String {
        let source = self.source.of(language).to_string();
        self.official
            .iter()
            .fold(source, |cited, id| format!("{cited}, {id}"))
    }

    /// The texts with placeholders, with their names, and whether they stand for many findings.
    pub(super) fn told(&self) -> impl Iterator<Item = (String, &Texts, bool)> {
        let own = [
            ("message".to_string(), &self.message, false),
            ("ask".to_string(), &self.ask, false),
            ("grouped".to_string(), &self.grouped, true),
            ("named".to_string(), &self.named, false),
        ];
        let varied = self.variant.iter().flat_map(|(name, variant)| {
            [
                (format!("variant.{name}.message"), &variant.message, false),
                (format!("variant.{name}.ask"), &variant.ask, false),
                (format!("variant.{name}.grouped"), &variant.grouped, true),
            ]
        });
        own.into_iter()
            .chain(varied)
            .filter(|(_, texts, _)| !texts.is_empty())
    }

    /// What a message for many can name.
    pub(super) fn of_group(&self) -> &'static [&'static str] {
        if self.named.is_empty() {
            &["count"]
        } else {
            &["count", LIST]
        }
    }

    /// Names of the texts that are not there in a language.
    pub fn untold(&self, language: &str) -> Vec<String> {
        let texts = self.texts().into_iter();
        texts
            .filter(|(_, texts)| !texts.speaks(language))
            .map(|(name, _)| name)
            .collect()
    }

    /// Mistakes in the parameters that need no script to be seen.
    pub(super) fn param_problems(&self, path: &Path, text: &str) -> Vec<Problem> {
        let under = |name: &str, line: &str| line_of_param(text, name, line);
        let mut problems = Vec::new();
        for (name, param) in &self.params {
            if let Some((min, max)) = param.crossed() {
                let what =
                    format!("of the parameter `{name}` min is {min}, and max {max}: no value lies between");
                let offset = under(name, "min");
                let remedy = format!("let min be the smaller of the two: min = {max}, max = {min}");
                problems.push(Problem::new(path, what).at_offset(text, offset).remedy(remedy));
            } else if let Some((line, value)) = param.no_number() {
                let what =
                    format!("`{line}` of the parameter `{name}` is a number where there is a min or a max");
                let remedy = match value.as_str().map(str::trim) {
                    Some(text) if text.parse::<f64>().is_ok() => {
                        format!("write {line} = {text}, without quotation marks")
                    }
                    Some(text) if let Some((number, unit)) = number_with_unit(text) => {
                        format!("write {line} = {number}, and in a line of its own unit = \"{unit}\"")
                    }
                    _ => "write a number, or delete min and max".to_string(),
                };
                let offset = under(name, line);
                problems.push(Problem::new(path, what).at_offset(text, offset).remedy(remedy));
            } else if let Some(why) = param.refusal(&param.default) {
                let what = format!("the parameter `{name}` {why}");
                let offset = under(name, "default");
                let problem = Problem::new(path, what).at_offset(text, offset);
                problems.push(problem.remedy("change its default"));
            }
        }
        problems
    }

    /// Mistakes in the texts that need no script to be seen.
    pub(super) fn text_problems(&self, path: &Path, text: &str) -> Vec<Problem> {
        let at = |table: &str, what: String, remedy: &str| {
            let offset = text.find(table).unwrap_or(0);
            Problem::new(path, what).at_offset(text, offset).remedy(remedy)
        };
        let mut problems = Vec::new();
        // A variant that is silent in English takes the rule's own words.
        for name in self.untold(texts::DEFAULT) {
            if !name.starts_with("variant.") && name != "grouped" && name != "named" {
                let what = format!("there is no {name}.en");
                problems.push(at(&name, what, &self.in_english(&name)));
            }
        }
        for (name, texts, _) in self.told() {
            for (language, own) in texts.iter().filter(|(_, own)| texts::is_unpaired(own)) {
                let what = format!("a {{ or a }} stands alone in {name}.{language}");
                problems.push(at(own, what, BRACES));
            }
        }
        let named = self.placeholders();
        for detail in self.words.keys().filter(|own| !named.contains(own.as_str())) {
            let what = format!("no message has `{{{detail}}}`");
            let remedy = match nearest(detail, named.iter().copied()) {
                Some(meant) => format!("did you mean [words.{meant}]?"),
                None => "name a detail after `words.`, or delete these words".to_string(),
            };
            problems.push(at(&format!("[words.{detail}"), what, &remedy));
        }
        problems
    }

    /// What to do about a text that is not there in English.
    fn in_english(&self, name: &str) -> String {
        let always = "every rule speaks at least English";
        let all = self.texts();
        let texts = all.iter().find(|(own, _)| own == name).map(|(_, texts)| texts);
        match texts.and_then(|texts| texts.iter().next()) {
            Some((language, _)) if meant_language(language) == Some(texts::DEFAULT) => {
                format!("write {name}.en in the place of {name}.{language}")
            }
            Some((language, _)) => format!("write {name}.en beside {name}.{language}: {always}"),
            None => always.to_string(),
        }
    }

    /// What the messages name in braces.
    pub(super) fn placeholders(&self) -> BTreeSet<&str> {
        let texts = self.told().flat_map(|(_, texts, _)| texts.iter());
        texts.flat_map(|(_, text)| texts::placeholders(text)).collect()
    }
}
