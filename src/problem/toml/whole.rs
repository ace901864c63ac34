//! All mistakes of a TOML file at once: each is put aside when it is told, and the file is read again without it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use super::super::Problem;
use super::mend::{Mend, STANDS_NOWHERE, mend};

/// More mistakes of one file are not told.
const MOST: usize = 30;

/// What a file says as far as it can be read, and what is wrong with it.
pub struct Whole<T> {
    /// Nothing where the file is no TOML.
    pub value: Option<T>,
    pub problems: Vec<Problem>,
    /// The outermost keys in or below which something was put aside or is a stand-in.
    pub mended: BTreeSet<String>,
    /// The entries that were put aside or have a stand-in, each with the keys around it: "webhook.0.url".
    pub entries: BTreeSet<String>,
}

/// Where an entry stands: the keys of the tables and the places in the lists around it, and its own.
type Place = Vec<String>;

/// `otherwise`: the remedy where nothing better is known.
pub fn read<T: DeserializeOwned>(path: &Path, text: &str, otherwise: &str) -> Whole<T> {
    let mut whole = Whole {
        value: None,
        problems: Vec::new(),
        mended: BTreeSet::new(),
        entries: BTreeSet::new(),
    };
    if let Ok(value) = toml::from_str(text) {
        whole.value = Some(value);
        return whole;
    }
    let told = |error: &Error| Problem::of_toml(path, text, error, otherwise);
    whole.problems = misspellings(path, text, otherwise);
    let Ok(mut root) = DeTable::parse(text) else {
        return whole;
    };
    let mut aside: BTreeSet<Place> = BTreeSet::new();
    let mut stand_in: Option<Place> = None;
    for _ in 0..=MOST {
        let error = match T::deserialize(Deserializer::from(root.clone())) {
            Ok(value) => {
                whole.value = Some(value);
                break;
            }
            Err(error) => error,
        };
        let missing = missing(&error);
        // What stands in for a missing text is no list; another key that is missing stands nowhere as well.
        let of_stand_in = missing.is_none() && error.span() == Some(STANDS_NOWHERE);
        if let Some(place) = stand_in.take().filter(|_| of_stand_in) {
            mend(root.get_mut(), &mut place.clone(), &Mend::EmptyList);
            continue;
        }
        let place = match &missing {
            Some(name) => lacking(root.get_ref(), error.span(), name),
            None => error.span().and_then(|span| entry(root.get_ref(), &span)),
        };
        let problem = told(&error);
        let meant = meant(&problem).map(String::from);
        // What was put aside is missing because of that.
        if place
            .as_ref()
            .is_none_or(|place| missing.is_none() || !aside.contains(place))
        {
            whole.problems.push(problem);
        }
        let Some(mut place) = place else { break };
        let by = match (missing, meant) {
            (Some(_), _) => Mend::StandIn,
            (None, Some(meant)) => Mend::Name(meant),
            (None, None) => Mend::Aside,
        };
        mend(root.get_mut(), &mut place, &by);
        stand_in = matches!(by, Mend::StandIn).then(|| place.clone());
        whole.mended.extend(place.first().cloned());
        if !matches!(by, Mend::Name(_)) {
            whole.entries.insert(place.join("."));
        }
        aside.insert(place);
    }
    whole.problems.sort_by_key(|own| (own.line, own.column));
    whole
}

/// Everything that keeps a file from being TOML, in order: the parser goes on behind each mistake. What it then takes for
/// another follows from the first where that stands in the same line, or above in a bracket that is never closed.
pub fn misspellings(path: &Path, text: &str, otherwise: &str) -> Vec<Problem> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let mut found: Vec<(Problem, bool)> = Vec::new();
    for error in errors.iter().take(MOST) {
        let mut problem = Problem::of_toml(path, text, error, otherwise);
        let open = error.message().starts_with("missing comma") && begins_entry(text, error.span());
        if open {
            problem.message = "a bracket that was opened above is never closed".to_string();
            problem.remedy = Some("write ] or } where it ends, above this line".to_string());
        }
        if found.iter().all(|(own, _)| own.line != problem.line) {
            found.push((problem, open));
        }
    }
    found.sort_by_key(|(own, _)| (own.line, own.column));
    let open = found.iter().position(|(_, open)| *open);
    found.truncate(open.map_or(found.len(), |at| at + 1));
    found.into_iter().map(|(problem, _)| problem).collect()
}

/// "level = …" or "[params]" at the beginning of a line.
fn begins_entry(text: &str, span: Option<Range<usize>>) -> bool {
    let at = span.map_or(0, |span| span.start);
    let (before, rest) = text.split_at_checked(at).unwrap_or(("", text));
    let line = rest.lines().next().unwrap_or_default();
    let alone = before.lines().last().is_none_or(|last| last.trim().is_empty()) || before.ends_with('\n');
    let is_name = |own: &str| own.starts_with(|c: char| c.is_alphabetic());
    let table = line.strip_prefix('[').is_some_and(is_name);
    alone && (table || is_name(line) && line.contains('='))
}

/// The name of a key that is not there.
fn missing(error: &Error) -> Option<String> {
    let name = error.message().strip_prefix("missing field `")?;
    name.split('`').next().map(String::from)
}

/// The key that a misspelt one was told to be meant for.
fn meant(problem: &Problem) -> Option<&str> {
    let remedy = problem.remedy.as_deref()?;
    let is_key = problem.message.starts_with("there is no key");
    remedy
        .strip_prefix("did you mean `")?
        .strip_suffix("`?")
        .filter(|_| is_key)
}

/// The key that a table lacks; of the whole file where the error names no table of its own.
fn lacking(root: &DeTable, span: Option<Range<usize>>, name: &str) -> Option<Place> {
    let own = span.filter(|span| !span.is_empty());
    let mut place = match own {
        Some(span) => entry(root, &span)?,
        None => Place::new(),
    };
    place.push(name.to_string());
    Some(place)
}

/// The innermost entry whose key or value stands there.
fn entry(table: &DeTable, span: &Range<usize>) -> Option<Place> {
    table.iter().find_map(|(key, value)| {
        let own = covers(&key.span(), span) || covers(&value.span(), span);
        let below = within(value.get_ref(), span).or_else(|| own.then(Place::new))?;
        Some([vec![key.get_ref().to_string()], below].concat())
    })
}

fn within(value: &DeValue, span: &Range<usize>) -> Option<Place> {
    match value {
        DeValue::Table(inner) => entry(inner, span),
        DeValue::Array(items) => items.iter().enumerate().find_map(|(at, item)| {
            let own = covers(&item.span(), span);
            let below = within(item.get_ref(), span).or_else(|| own.then(Place::new))?;
            Some([vec![at.to_string()], below].concat())
        }),
        _ => None,
    }
}

fn covers(own: &Range<usize>, span: &Range<usize>) -> bool {
    own.start <= span.start && span.end <= own.end
}
