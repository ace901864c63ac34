//! What scripts can name, with what it is for: the records of the registrar, the helpers of the rules folder, and
//! values of a sample report.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, Scope};

use super::api::{Draft, Remarks, quoted};
use super::inspect::CHECKED;
use super::load::RuleBook;
use super::trace::record;
use super::{engine, evaluate};
use crate::reference::{Example, Function, Property, Reference};
use crate::report::Report;
use crate::rules_folder::RulesFolder;

/// So many things of a type are asked for an example.
const MAX_THINGS: usize = 60;

/// The samples as text, and as they were understood.
pub fn reference(
    book: &RuleBook,
    folder: &RulesFolder,
    samples: &[(&'static str, Arc<Report>)],
) -> Reference {
    let (engine, mut reference, _) = engine::sandbox();
    for (text, sample) in samples {
        find_examples(
            &engine,
            &mut reference,
            sample,
            &evaluate::all_remarks(book, sample),
        );
        reference.samples.push(text);
    }
    reference.helpers = folder
        .files()
        .filter(|(path, _)| path.starts_with("lib/") && path.ends_with(".rhai"))
        .flat_map(|(_, text)| helpers(text))
        .collect();
    reference
}

/// Asks everything in the report every property that it has; what it gives is asked in turn.
fn find_examples(engine: &Engine, reference: &mut Reference, report: &Arc<Report>, remarks: &Remarks) {
    let mut waiting: VecDeque<Dynamic> = CHECKED
        .iter()
        .flat_map(|(check, _)| evaluate::things(check, report, remarks))
        .collect();
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(thing) = waiting.pop_front() {
        let name = engine.map_type_name(thing.type_name()).to_string();
        let count = asked.entry(name.clone()).or_default();
        *count += 1;
        let own = reference.types.iter_mut().find(|own| own.name == name);
        let Some(own) = own.filter(|_| *count <= MAX_THINGS) else {
            continue;
        };
        for property in &mut own.properties {
            for value in ask(engine, &thing, property) {
                let full = asked
                    .get(engine.map_type_name(value.type_name()))
                    .is_some_and(|count| *count >= MAX_THINGS);
                if !full {
                    waiting.push_back(value);
                }
            }
        }
    }
}

/// The finding that a script would make about the thing, if there can be one.
pub fn finding(engine: &Engine, thing: &Dynamic) -> Option<Draft> {
    let mut scope = Scope::new();
    scope.push_dynamic("it", thing.clone());
    engine.eval_expression_with_scope(&mut scope, "finding(it)").ok()
}

/// Asks a thing for a property, keeps the value as its example if it tells something, and hands it on.
fn ask(engine: &Engine, thing: &Dynamic, property: &mut Property) -> Array {
    let mut scope = Scope::new();
    scope.push_dynamic("it", thing.clone());
    let question = format!("it.{}", property.call);
    let (value, reads) = record(|| engine.eval_expression_with_scope::<Dynamic>(&mut scope, &question));
    let (Ok(value), Some(read)) = (value, reads.last()) else {
        return Array::new();
    };
    // A word without the reason for it.
    let shown = match read.value.split_once("” (") {
        Some((word, _)) if !property.words.is_empty() => format!("{word}”"),
        _ => read.value.clone(),
    };
    let old = property.example.as_ref();
    let told = old.is_some_and(|example| tells(property, &example.value));
    if !told && (old.is_none() || tells(property, &shown)) {
        property.example = Some(Example {
            value: shown,
            of: finding(engine, thing)
                .and_then(|draft| Some(quoted(&draft.evidence.first()?.quote)))
                .unwrap_or_default(),
        });
    }
    if value.is_array() {
        value.into_array().unwrap_or_default()
    } else {
        vec![value]
    }
}

/// False for what stands where the report says nothing.
fn tells(property: &Property, shown: &str) -> bool {
    let bare = shown.trim_matches(['“', '”']);
    let nothing =
        matches!(bare, "" | "no" | "missing" | "0") || bare.starts_with("0 ") || bare.starts_with("no (");
    !nothing && bare != property.missing.trim_matches('`')
}

/// The functions of a script, each with the comment above it.
fn helpers(text: &str) -> Vec<Function> {
    let mut found = Vec::new();
    let mut comment: Vec<&str> = Vec::new();
    for line in text.lines() {
        if let Some(words) = line.strip_prefix("//") {
            comment.push(words.trim_start_matches('/').trim());
        } else {
            if let Some((call, _)) = line.strip_prefix("fn ").and_then(|rest| rest.split_once(')')) {
                found.push(Function {
                    call: format!("{call})"),
                    gives: "",
                    meaning: comment.join(" "),
                });
            }
            comment.clear();
        }
    }
    found
}
