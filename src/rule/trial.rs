//! The examples in a rule's page, which are its tests.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::problem::Problem;
use crate::rules_folder::RulesFolder;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    Fires,
    Silent,
    CouldNotTell,
}

impl Expectation {
    /// The word after `report` in the page.
    pub fn word(self) -> &'static str {
        match self {
            Expectation::Fires => "fires",
            Expectation::Silent => "silent",
            Expectation::CouldNotTell => "could-not-tell",
        }
    }

    /// What a rule does, in words that follow "the rule".
    pub fn told(self) -> &'static str {
        match self {
            Expectation::Fires => "fires",
            Expectation::Silent => "stays silent",
            Expectation::CouldNotTell => "could not tell",
        }
    }
}

/// A report snippet in a rule's page and what the rule must make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// "pack/rule-name".
    pub rule: String,
    pub expectation: Expectation,
    /// What the page says of it, between the example before and this one.
    pub note: String,
    /// The snippet, in Markdown.
    pub text: String,
    /// The agreement that holds for it, in TOML: the last one above it in the page.
    pub agreement: Option<String>,
    /// What the rule asks for is not in the report: it stays silent because there is nothing to judge.
    pub value_missing: bool,
    /// Line of the page, from 1.
    pub line: usize,
}

/// All examples of all pages: fenced blocks with the info string `report fires`, `report silent` or
/// `report could-not-tell`. A block called `agreement` holds for all that follow it, and `missing-value` after `silent`
/// says that what the rule asks for is not there.
///
/// # Errors
/// Every example whose expectation is not one of these.
pub fn examples(folder: &RulesFolder) -> Result<Vec<Example>, Vec<Problem>> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for (path, text) in folder.files() {
        let Some(rule) = path
            .strip_suffix(".md")
            .filter(|rule| folder.text(&format!("{rule}.rhai")).is_some())
        else {
            continue;
        };
        let mut open: Option<Example> = None;
        let (mut agreement, mut in_agreement) = (None, false);
        let mut noted_from = None;
        for (event, range) in Parser::new(text).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "agreement" => {
                    in_agreement = true;
                    agreement = Some(String::new());
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => match expectation(&info) {
                    Some(Ok(expectation)) => {
                        let line = text[..range.start].matches('\n').count() + 1;
                        let value_missing = info.split_whitespace().nth(2) == Some(MISSING_VALUE);
                        let note = noted_from.map_or("", |from| text[from..range.start].trim());
                        open = Some(Example {
                            rule: rule.to_string(),
                            expectation,
                            note: note.to_string(),
                            text: String::new(),
                            agreement: agreement.clone(),
                            value_missing,
                            line,
                        });
                    }
                    Some(Err(word)) => problems.push(
                        Problem::new(folder.path(path), format!("unknown expectation `{word}`"))
                            .at_offset(text, range.start)
                            .remedy("write `report fires`, `report silent`, `report silent missing-value` or `report could-not-tell` after the three backticks"),
                    ),
                    None => {}
                },
                Event::Text(part) => {
                    if let Some(example) = &mut open {
                        example.text.push_str(&part);
                    } else if let Some(agreement) = agreement.as_mut().filter(|_| in_agreement) {
                        agreement.push_str(&part);
                    }
                }
                Event::End(TagEnd::CodeBlock) => {
                    in_agreement = false;
                    if let Some(example) = open.take() {
                        noted_from = Some(range.end);
                        found.push(example);
                    }
                }
                _ => {}
            }
        }
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

/// After `silent`: there is nothing to judge.
const MISSING_VALUE: &str = "missing-value";

fn expectation(info: &str) -> Option<Result<Expectation, String>> {
    let mut words = info.split_whitespace();
    match words.next() {
        Some("report") => {}
        // An example that would be passed over in silence.
        Some(word @ ("fires" | "silent" | "could-not-tell")) => return Some(Err(word.to_string())),
        _ => return None,
    }
    let word = words.next().unwrap_or_default();
    if let Some(other) = words.next()
        && (word != Expectation::Silent.word() || other != MISSING_VALUE)
    {
        return Some(Err(other.to_string()));
    }
    Some(match word {
        "fires" => Ok(Expectation::Fires),
        "silent" => Ok(Expectation::Silent),
        "could-not-tell" => Ok(Expectation::CouldNotTell),
        other => Err(other.to_string()),
    })
}
