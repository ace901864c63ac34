//! Parameters that a script takes as a list, and whose default is none: the brackets were forgotten.

use std::path::Path;

use rhai::Position;
use toml::Value;

use super::known::Kind;
use super::manifest_of;
use super::uses::Uses;
use super::walk::Walker;
use crate::problem::Problem;
use crate::rule::manifest::{Manifest, line_of_param};

/// What only a list can be asked.
const OF_LISTS: [&str; 7] = ["all", "filter", "find", "map", "push", "some", "sort"];

impl Walker<'_> {
    /// What a list must stand at.
    pub(super) fn taken_as_list(&mut self, kind: &Kind, position: Position) {
        if let Kind::Param(name) = kind {
            self.uses.as_lists.push((name.clone(), position));
        }
    }

    /// `for` and the functions that take a list of words; `in`, which a text can stand behind as well.
    pub(super) fn lists_of_call(&mut self, name: &str, kinds: &[Kind], position: Position) {
        match (name, kinds) {
            ("find_word", [_, words]) => self.taken_as_list(words, position),
            // `word in params.words`: the list comes first.
            ("contains", [Kind::Param(list), _]) => self.uses.looked_through.push((list.clone(), position)),
            _ => {}
        }
    }

    pub(super) fn lists_of_method(&mut self, kind: &Kind, name: &str, position: Position) {
        match kind {
            Kind::Param(list) if name == "contains" => {
                self.uses.looked_through.push((list.clone(), position));
            }
            _ if OF_LISTS.contains(&name) => self.taken_as_list(kind, position),
            _ => {}
        }
    }
}

/// Told at the default, since the script is right.
pub fn no_lists(
    uses: &Uses,
    manifest: &Manifest,
    script: &Path,
    (path, text): (&Path, &str),
) -> Vec<Problem> {
    let default = |name: &str| manifest.params.get(name).map(|param| &param.default);
    // In a text that is no enumeration a script may well look for letters.
    let enumerates = |own: &&(String, Position)| {
        let text = default(&own.0).and_then(Value::as_str);
        text.is_some_and(|text| text.contains(','))
    };
    let taken = uses.as_lists.iter();
    let taken = taken.chain(uses.looked_through.iter().filter(enumerates));
    let mut found: Vec<Problem> = Vec::new();
    for (name, position) in taken {
        let Some(default) = default(name).filter(|own| !own.is_array()) else {
            continue;
        };
        let line = position
            .line()
            .map_or(String::new(), |line| format!(" in line {line}"));
        let message = format!(
            "the parameter `{name}` is {} in {}, and {} takes it as a list{line}",
            manifest.params[name].kind(),
            manifest_of(path),
            script.file_name().unwrap_or_default().to_string_lossy(),
        );
        let problem = Problem::new(path, message)
            .at_offset(text, line_of_param(text, name, "default"))
            .remedy(format!(
                "write a list in square brackets: default = {}",
                as_list(default)
            ));
        if found.iter().all(|own| own.line != problem.line) {
            found.push(problem);
        }
    }
    found
}

/// The default with its brackets: "day, hour" was meant as two words.
fn as_list(default: &Value) -> String {
    let items = match default {
        Value::String(text) => text
            .split(',')
            .map(|word| format!("\"{}\"", word.trim().trim_matches('"'))),
        other => return format!("[{other}]"),
    };
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}
