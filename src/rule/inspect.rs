//! Finds mistakes in a script before it ever runs.

mod compared;
mod function;
mod known;
mod lacking;
mod languages;
mod lists;
mod shape;
mod told;
mod uses;
mod walk;

use std::collections::BTreeSet;
use std::path::Path;

use rhai::{AST, Position};

pub use function::{Function, functions};
pub use known::{CHECKED, FINDINGS, Known};
pub use languages::meant as meant_language;
use lists::no_lists;
pub use shape::checks;
use shape::shape_problems;
use uses::{Doubt, Uses};
use walk::Walker;

use super::manifest::Manifest;
use super::mistakes::{question, written};
use crate::problem::{Problem, nearest};
use crate::texts;

/// Every unknown name in a script of helpers, and everything that it does to no avail.
pub fn problems(
    ast: &AST,
    known: &Known,
    parameters: &BTreeSet<&str>,
    path: &Path,
    text: &str,
) -> Vec<Problem> {
    walked(ast, known, parameters, path, text).0
}

fn walked(
    ast: &AST,
    known: &Known,
    parameters: &BTreeSet<&str>,
    path: &Path,
    text: &str,
) -> (Vec<Problem>, Uses) {
    let functions = functions(ast);
    let mut walker = Walker::new(&functions, known, parameters, path, text);
    walker.script(ast);
    (walker.found, walker.uses)
}

/// What is seen in a rule's script before it ever runs.
#[derive(Default)]
pub struct Inspected {
    pub mistakes: Vec<Problem>,
    /// No mistakes, and probably not meant.
    pub notes: Vec<Problem>,
    /// The details that messages can name; nothing where a helper may give others.
    pub details: Option<BTreeSet<String>>,
    /// It asks for what earlier reports said.
    pub earlier_reports: bool,
    /// What may be missing and is used without a question.
    pub unasked: Vec<Problem>,
}

/// Looks at a rule's script, alone and against its manifest.
pub fn rule_problems(
    ast: &AST,
    known: &Known,
    manifest: &Manifest,
    script: (&Path, &str),
    toml: (&Path, &str),
) -> Inspected {
    let parameters = manifest.params.keys().map(String::as_str).collect();
    let mut found = shape_problems(ast, script);
    let (mistakes, uses) = walked(ast, known, &parameters, script.0, script.1);
    found.extend(mistakes);
    found.extend(variants(&uses, manifest, script));
    found.extend(reasons(&uses, manifest, script));
    found.extend(no_lists(&uses, manifest, script.0, toml));
    // What follows would only repeat them in other words, except for a slip in the manifest's own.
    if !found.is_empty() {
        let details = details(&uses, known);
        let slips = placeholders(details.as_ref(), manifest, script.0, toml);
        found.extend(slips.into_iter().filter(|own| {
            let remedy = own.remedy.as_deref().unwrap_or_default();
            remedy.starts_with("did you mean")
        }));
        return Inspected {
            mistakes: found,
            ..Inspected::default()
        };
    }
    let details = details(&uses, known);
    found.extend(placeholders(details.as_ref(), manifest, script.0, toml));
    if !uses.judges && !uses.calls_helpers && !checks(ast).is_empty() {
        found.push(
            Problem::new(script.0, "the script can never find anything").remedy(
                "return finding(…) where something is amiss, or could_not_tell(…) where it cannot be known",
            ),
        );
    }
    Inspected {
        mistakes: found,
        notes: [
            unused(&uses, manifest, toml),
            languages::doubtful(manifest, toml),
            misspelt_words(&uses, manifest, toml),
        ]
        .concat(),
        details,
        earlier_reports: uses.earlier_reports,
        unasked: unasked(&uses, script),
    }
}

/// What may be missing, and is used though the script nowhere asks whether it is. Another condition may make sure of it.
fn unasked(uses: &Uses, (path, text): (&Path, &str)) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let asked = |doubt: &Doubt| uses.asked.contains(&doubt.property) || uses.asked.contains(doubt.name());
    let unasked = uses.doubtful.iter().filter(|(doubt, _)| !asked(doubt));
    unasked
        .filter(|(doubt, _)| seen.insert(doubt.name()))
        .map(|(doubt, position)| {
            let name = doubt.name();
            let line = position.line().and_then(|line| text.lines().nth(line - 1));
            let written = match doubt.variable {
                Some(_) => name.to_string(),
                None => written(line.unwrap_or_default(), name),
            };
            let what = format!("`{name}` may be missing, and the script uses it without asking: a report in which it is missing stops the rule, and no example is one");
            Problem::new(path, what)
                .at(text, position.line().unwrap_or(1), position.position())
                .remedy(format!(
                    "write before it {}, and in the page an example `report silent missing-value`; leave it where another condition makes sure of it",
                    question(text, *position, &written)
                ))
        })
        .collect()
}

fn variants(uses: &Uses, manifest: &Manifest, script: (&Path, &str)) -> Vec<Problem> {
    let named = uses.variants.iter().filter(|(name, _)| !name.is_empty());
    let known: Vec<&str> = manifest.variant.keys().map(String::as_str).collect();
    unknown(named, &known, script, |name| {
        let written = format!("[variant.{name}]");
        (written, ", with its message")
    })
}

/// Reasons by name that the manifest does not have. One that holds more than a word is the reason itself.
fn reasons(uses: &Uses, manifest: &Manifest, script: (&Path, &str)) -> Vec<Problem> {
    let known: Vec<&str> = manifest.could_not_tell.keys().map(String::as_str).collect();
    let named = uses
        .reasons
        .iter()
        .filter(|(name, _)| !known.is_empty() && !name.contains(char::is_whitespace));
    unknown(named, &known, script, |name| {
        let written = format!("could_not_tell.{name}");
        (written, ", or write the reason in words")
    })
}

/// Names in a script that its manifest does not have. `written`: how a name stands in the manifest, and what to do beside
/// adding it where none is near.
fn unknown<'a>(
    named: impl Iterator<Item = &'a (String, Position)>,
    known: &[&str],
    (path, text): (&Path, &str),
    written: impl Fn(&str) -> (String, &'static str),
) -> Vec<Problem> {
    let unknown = named.filter(|(name, _)| !known.contains(&name.as_str()));
    let manifest = manifest_of(path);
    unknown
        .map(|(name, position)| {
            let (written, or) = written(name);
            let add = format!("add {written} to {manifest}{or}");
            let meant = nearest(name, known.iter().copied());
            Problem::new(path, format!("{manifest} has no {written}"))
                .at(text, position.line().unwrap_or(1), position.position())
                .remedy(meant.map_or(add, |meant| format!("did you mean `{meant}`?")))
        })
        .collect()
}

/// The name of the manifest of a rule's script. Helpers are called by rules with manifests of their own.
pub fn manifest_of(script: &Path) -> String {
    let folder = script.parent().and_then(Path::file_name);
    if folder.is_some_and(|own| own == "lib") {
        return "the rule's .toml file".to_string();
    }
    let file = script.with_extension("toml");
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// What the script and the things that findings are about give to messages. Where a helper makes the findings, it may
/// give others.
fn details(uses: &Uses, known: &Known) -> Option<BTreeSet<String>> {
    if uses.calls_helpers || uses.details_made || uses.findings.is_empty() {
        return None;
    }
    let of_things = uses.findings.iter().flat_map(|kind| known.details(kind));
    let own = uses.details.iter().map(String::as_str);
    Some(own.chain(of_things).map(String::from).collect())
}

/// What to do where a message for many names anything else.
pub(super) const OF_GROUP: &str =
    "a grouped message can only say `{count}`, and `{list}` where `named.en` says what each is called";

/// Placeholders of messages that nothing can fill. `given`: unknown where helpers make the findings; what a message for many
/// can name does not come from the script.
fn placeholders(
    given: Option<&BTreeSet<String>>,
    manifest: &Manifest,
    script: &Path,
    (path, text): (&Path, &str),
) -> Vec<Problem> {
    let mut names = BTreeSet::new();
    for (_, texts, of_group) in manifest.told() {
        for name in texts.iter().flat_map(|(_, text)| texts::placeholders(text)) {
            let known = if of_group {
                manifest.of_group().contains(&name)
            } else {
                given.is_none_or(|given| given.contains(name))
            };
            if !known {
                names.insert((name, of_group));
            }
        }
    }
    let given: Vec<&str> = given.into_iter().flatten().map(String::as_str).collect();
    names
        .into_iter()
        .map(|(name, of_group)| {
            let offset = text.find(&format!("{{{name}}}")).unwrap_or(0);
            let message = format!("the message needs `{{{name}}}`, and the script gives no such detail");
            let problem = Problem::new(path, message).at_offset(text, offset);
            match nearest(name, given.iter().copied()) {
                _ if of_group => problem.remedy(OF_GROUP),
                Some(meant) => problem.remedy(format!(
                    "did you mean `{{{meant}}}`? or is it misspelt in {}?",
                    script.file_name().unwrap_or_default().to_string_lossy()
                )),
                None => problem.remedy(format!(
                    "add .detail(\"{name}\", …) to the finding in {}{}",
                    script.file_name().unwrap_or_default().to_string_lossy(),
                    or_one_of(&given)
                )),
            }
        })
        .collect()
}

/// Values in `[words.detail]` that the script does not write, where it writes one much like it that has no words: the
/// message would say that one as it stands in the script.
fn misspelt_words(uses: &Uses, manifest: &Manifest, (path, text): (&Path, &str)) -> Vec<Problem> {
    // Shorter ones are all alike.
    const MIN_LETTERS: usize = 4;
    let mut found = Vec::new();
    for (detail, words) in &manifest.words {
        let wordless = || {
            let written = uses.texts.iter().map(String::as_str);
            written.filter(|text| text.len() >= MIN_LETTERS && !words.contains_key(*text))
        };
        let unwritten = words
            .keys()
            .filter(|value| value.len() >= MIN_LETTERS && !uses.texts.contains(*value));
        for value in unwritten {
            let Some(meant) = nearest(value, wordless()) else {
                continue;
            };
            let table = text.find(&format!("[words.{detail}")).unwrap_or(0);
            let offset = text[table..]
                .find(value.as_str())
                .map_or(table, |below| table + below);
            found.push(
                Problem::new(path, format!("the script never gives `{value}`"))
                    .at_offset(text, offset)
                    .remedy(format!("did you mean `{meant}`?")),
            );
        }
    }
    found
}

/// The details that a message can name already.
fn or_one_of(given: &[&str]) -> String {
    let named: Vec<String> = given.iter().map(|own| format!("`{{{own}}}`")).collect();
    if named.is_empty() {
        String::new()
    } else {
        format!("; it gives {}", named.join(", "))
    }
}

/// Parameters, variants and reasons that the script never uses.
fn unused(uses: &Uses, manifest: &Manifest, (path, text): (&Path, &str)) -> Vec<Problem> {
    let note = |what: String, at: &str, remedy: &str| {
        let offset = text.find(at).unwrap_or(0);
        Problem::new(path, what).at_offset(text, offset).remedy(remedy)
    };
    let mut found = Vec::new();
    if !uses.params_handed_on {
        let unused = manifest
            .params
            .keys()
            .filter(|name| !uses.parameters.contains(*name));
        found.extend(unused.map(|name| {
            let table = format!("[params.{name}]");
            let at = if text.contains(&table) {
                table
            } else {
                format!("\n{name}")
            };
            note(
                format!("the script never uses the parameter `{name}`"),
                at.trim_start(),
                "use it as `params.…`, or delete it: changing it has no effect",
            )
        }));
    }
    if !uses.variants_made && !uses.calls_helpers {
        let chosen = |name: &String| uses.variants.iter().any(|(own, _)| own == name);
        let unused = manifest.variant.keys().filter(|name| !chosen(name));
        found.extend(unused.map(|name| {
            note(
                format!("the script never chooses [variant.{name}]"),
                &format!("[variant.{name}"),
                "choose it with `.variant(…)`, or delete it",
            )
        }));
    }
    if !uses.reasons_made && !uses.calls_helpers {
        let given = |name: &String| uses.reasons.iter().any(|(own, _)| own == name);
        let unused = manifest.could_not_tell.keys().filter(|name| !given(name));
        found.extend(unused.map(|name| {
            note(
                format!("the script never gives the reason could_not_tell.{name}"),
                name,
                "give it with `could_not_tell(thing, \"name\")`, or delete it",
            )
        }));
    }
    found
}
