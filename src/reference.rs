//! What the author of a rule can look up: the types, properties and functions of scripts, and the catalogue of rules.

use std::path::PathBuf;

use crate::finding::Level;
use crate::texts::Texts;

/// Everything that a script can name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reference {
    pub types: Vec<Type>,
    /// Functions that make findings.
    pub functions: Vec<Function>,
    /// Functions of the rules folder's `lib`.
    pub helpers: Vec<Function>,
    /// The reports that the examples come from, as their files have them.
    pub samples: Vec<&'static str>,
    /// The English word lists: those of the other languages have the same names.
    pub word_lists: Vec<WordList>,
}

/// A list of words by which reports are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    pub name: String,
    /// What the words have in common; empty where the name says it.
    pub about: String,
    /// The files that hold the list, each a part of it.
    pub files: Vec<PathBuf>,
    /// As written, with the marks for exact words.
    pub words: Vec<String>,
}

/// A kind of thing that scripts see.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// As in messages: "Indicator".
    pub name: &'static str,
    pub about: &'static str,
    /// The function that is called with each thing of this type.
    pub check: Option<&'static str>,
    pub properties: Vec<Property>,
    /// What messages can name of it without the script's help, each with what stands there.
    pub details: Vec<(&'static str, &'static str)>,
}

/// Something that a script can ask of a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// As written after the point: `target`, `claims("reason")`.
    pub call: String,
    pub meaning: &'static str,
    pub kind: ValueKind,
    /// What a script gets where the report does not say it; empty where that cannot be.
    pub missing: &'static str,
    /// All that it can be, where it is one of a few fixed words.
    pub words: Vec<&'static str>,
    pub example: Option<Example>,
}

/// A value of the sample report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// As shown to a person.
    pub value: String,
    /// The words of the thing that was asked; empty where it has none.
    pub of: String,
}

/// What kind of value it is, in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueKind {
    /// "list of indicators".
    pub words: String,
    /// The type that the words name.
    pub of: Option<&'static str>,
    /// In how many lists things of that type lie.
    pub lists: usize,
    /// As editors know it: "Array".
    pub script: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// With the names of what it takes: `finding(thing)`.
    pub call: String,
    /// As editors know it; empty: anything.
    pub gives: &'static str,
    pub meaning: String,
}

/// All rules of a rules folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    pub packs: Vec<Pack>,
    /// Of rules as they are written alone: where a profile is chosen, there are none.
    pub profiles: Vec<ProfilePage>,
}

/// What a profile, with all that it extends, makes of the rules as they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProfilePage {
    pub name: String,
    pub title: String,
    pub about: String,
    pub extends: Option<String>,
    /// ISO 639-1 code of its messages, where it says so.
    pub language: Option<String>,
    /// What it asks of the form of reports, as it is written under `[agreement]`; empty where it asks nothing.
    pub agreement: String,
    /// Ids of the rules that judge, and of those that it leaves out.
    pub takes: Vec<String>,
    pub left_out: Vec<String>,
    pub changes: Vec<ProfileChange>,
}

/// One thing that a profile has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileChange {
    pub rule: String,
    /// "level", "`tolerance`", "ask of the variant `late` (sv)".
    pub what: String,
    /// Empty where the rule has nothing there.
    pub before: String,
    pub now: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// Its folder.
    pub id: String,
    pub name: String,
    pub description: String,
    pub rules: Vec<RulePage>,
}

/// What there is to know of one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RulePage {
    /// "pack/rule-name".
    pub id: String,
    pub title: String,
    pub level: Level,
    pub source: String,
    pub why: String,
    pub needs_words: bool,
    pub group_above: usize,
    pub group_in_table_above: Option<usize>,
    /// What each of many findings is called in the message for all.
    pub named: Texts,
    pub parameters: Vec<Parameter>,
    pub wordings: Vec<Wording>,
    /// Name and text of the reasons for which it could not tell.
    pub reasons: Vec<(String, Texts)>,
    /// The rule's own page in Markdown, its title and examples left out.
    pub page: String,
    /// Pieces of reports, in Markdown, on which it fires, stays silent or cannot tell.
    pub fires: Vec<Snippet>,
    pub silent: Vec<Snippet>,
    /// Reports in which what the rule asks for is missing, so that it stays silent.
    pub nothing_to_judge: Vec<Snippet>,
    pub could_not_tell: Vec<Snippet>,
    pub script: String,
}

/// A number, text or list that can be changed without touching the script.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameter {
    pub name: String,
    /// As written in the manifest.
    pub default: String,
    pub unit: String,
    /// "1 to 1000"; empty: any.
    pub range: String,
    pub about: String,
    /// Other rules that have the same, each with a value of its own.
    pub also_of: Vec<String>,
}

/// The words of a finding, and its level: the rule's own, or a variant's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Empty for the rule's own.
    pub variant: String,
    pub level: Level,
    pub message: Texts,
    pub ask: Texts,
    pub grouped: Texts,
}

/// An example of a rule's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// What the page says of it, in Markdown.
    pub note: String,
    /// A piece of a report.
    pub text: String,
}
