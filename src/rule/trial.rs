//! The examples in a rule's page, which are its tests.

mod lacking;
mod page;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::problem::Problem;
use crate::rules_folder::RulesFolder;
pub(super) use lacking::lacking;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    Fires,
    Silent,
    CouldNotTell,
}

impl Expectation {
    const ALL: [Expectation; 3] = [Expectation::Fires, Expectation::Silent, Expectation::CouldNotTell];

    /// The word after `report` in the page.
    pub fn word(self) -> &'static str {
        match self {
            Expectation::Fires => "fires",
            Expectation::Silent => "silent",
            Expectation::CouldNotTell => "could-not-tell",
        }
    }

    /// What a page asks of a rule, in words that follow "the rule must".
    pub fn demanded(self) -> &'static str {
        match self {
            Expectation::Fires => "fire",
            Expectation::Silent => "stay silent",
            Expectation::CouldNotTell => "say that it could not tell",
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
    /// The earlier reports that it is held against, in Markdown: the last ones above it in the page.
    pub earlier: Vec<String>,
    /// The framework that it is held against, in Markdown: the last one above it in the page.
    pub framework: Option<String>,
    /// What the rule asks for is not in the report: it stays silent because there is nothing to judge.
    pub value_missing: bool,
    /// Line of the page, from 1.
    pub line: usize,
}

/// All examples of all pages: fenced blocks with the info string `report fires`, `report silent` or
/// `report could-not-tell`. A block called `agreement`, `earlier` or `framework` holds for all that follow it; several
/// called `earlier` without an example between them are as many reports, and an empty one is none. `missing-value` after
/// `silent` says that what the rule asks for is not there.
///
/// # Errors
/// Everything that was meant as an example and is not one of these.
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
        problems.extend(page::mistakes(text).into_iter().map(|(offset, what, remedy)| {
            let problem = Problem::new(folder.path(path), what);
            problem.at_offset(text, offset).remedy(remedy)
        }));
        found.extend(of_page(rule, text));
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

/// The examples of one page, in its order.
fn of_page(rule: &str, text: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut open = Open::Nothing;
    let mut beside = Beside::default();
    let mut noted_from = None;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => match expectation(&info) {
                Some(Ok(expectation)) => {
                    let line = text[..range.start].matches('\n').count() + 1;
                    let note = noted_from.map_or("", |from| text[from..range.start].trim());
                    open = Open::Example(Example {
                        note: note.to_string(),
                        value_missing: info.split_whitespace().nth(2) == Some(MISSING_VALUE),
                        ..beside.example(rule, expectation, line)
                    });
                }
                _ => open = beside.begin(&info),
            },
            Event::Text(part) => match &mut open {
                Open::Example(example) => example.text.push_str(&part),
                Open::Beside(own) => beside.text(*own).push_str(&part),
                Open::Nothing => {}
            },
            Event::End(TagEnd::CodeBlock) => {
                noted_from = noted_from.map(|_| range.end);
                if let Open::Example(example) = std::mem::replace(&mut open, Open::Nothing) {
                    noted_from = Some(range.end);
                    found.push(example);
                    beside.used = true;
                }
            }
            _ => {}
        }
    }
    found
}

/// The first word of an example.
const REPORT: &str = "report";

const AGREEMENT: &str = "agreement";
const EARLIER: &str = "earlier";
const FRAMEWORK: &str = "framework";
/// Blocks that hold for the examples below them.
const OWN: [&str; 3] = [AGREEMENT, EARLIER, FRAMEWORK];

/// The fenced block that is being read.
enum Open {
    Example(Example),
    Beside(Own),
    Nothing,
}

#[derive(Clone, Copy)]
enum Own {
    Agreement,
    Earlier,
    Framework,
}

/// What holds for the examples that follow.
#[derive(Default)]
struct Beside {
    agreement: Option<String>,
    earlier: Vec<String>,
    framework: Option<String>,
    /// An example stood below the last of these.
    used: bool,
}

impl Beside {
    fn begin(&mut self, info: &str) -> Open {
        let own = match info {
            AGREEMENT => Own::Agreement,
            EARLIER => Own::Earlier,
            FRAMEWORK => Own::Framework,
            _ => return Open::Nothing,
        };
        match own {
            Own::Agreement => self.agreement = Some(String::new()),
            Own::Framework => self.framework = Some(String::new()),
            Own::Earlier => {
                if std::mem::take(&mut self.used) {
                    self.earlier.clear();
                }
                self.earlier.push(String::new());
            }
        }
        Open::Beside(own)
    }

    fn text(&mut self, own: Own) -> &mut String {
        match own {
            Own::Agreement => self.agreement.get_or_insert_default(),
            Own::Framework => self.framework.get_or_insert_default(),
            Own::Earlier => {
                if self.earlier.is_empty() {
                    self.earlier.push(String::new());
                }
                let last = self.earlier.len() - 1;
                &mut self.earlier[last]
            }
        }
    }

    fn example(&self, rule: &str, expectation: Expectation, line: usize) -> Example {
        let filled = |text: &&String| !text.trim().is_empty();
        Example {
            rule: rule.to_string(),
            expectation,
            note: String::new(),
            text: String::new(),
            agreement: self.agreement.clone(),
            earlier: self.earlier.iter().filter(filled).cloned().collect(),
            framework: self.framework.as_ref().filter(filled).cloned(),
            value_missing: false,
            line,
        }
    }
}

/// After `silent`: there is nothing to judge.
const MISSING_VALUE: &str = "missing-value";

fn expectation(info: &str) -> Option<Result<Expectation, String>> {
    let mut words = info.split_whitespace();
    match words.next() {
        Some(REPORT) => {}
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
    let named = Expectation::ALL.into_iter().find(|own| own.word() == word);
    Some(named.ok_or_else(|| word.to_string()))
}
