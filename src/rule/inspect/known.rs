//! The names that scripts can use, by the types that have them, and what they give.

use std::collections::{BTreeMap, BTreeSet};

use rhai::Engine;
use strsim::damerau_levenshtein;

use crate::reference::{Reference, Type};
use crate::rule::missing::Asked;

/// What the script language itself brings beside the engine's functions.
const LANGUAGE: [&str; 3] = ["type_of", "is_def_var", "is_def_fn"];

/// How the engine names the function behind a property.
const GETTER: &str = "get$";

/// What kind of value an expression has, as far as it can be known before the script runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Unknown,
    /// The rule's parameters.
    Params,
    /// One of them, by its name.
    Param(String),
    /// A thing of the report, by the name of its type.
    Thing(&'static str),
    List(Box<Kind>),
    /// One of a few fixed words.
    Word(Vec<&'static str>),
    /// Yes or no.
    Truth,
    Number,
    /// Any words.
    Text,
}

/// The check function of rules that judge when all others have.
pub const FINDINGS: &str = "check_finding";

/// What each check function is called with.
pub const CHECKED: [(&str, &str); 13] = [
    ("check_report", "Report"),
    ("check_section", "Section"),
    ("check_result", "Result"),
    ("check_indicator", "Indicator"),
    ("check_statistic", "Statistic"),
    ("check_statement", "Statement"),
    ("check_activity", "Activity"),
    ("check_contents", "Contents"),
    ("check_ratio", "Ratio"),
    ("check_comparison", "Comparison"),
    ("check_estimate", "Estimate"),
    ("check_element", "Element"),
    (FINDINGS, "Remark"),
];

struct Signature {
    /// Type of what the function is first given.
    first: String,
    takes: usize,
    /// Written in a script of `lib`.
    helper: bool,
}

/// The names that scripts can use, as they are registered.
pub struct Known {
    functions: BTreeMap<String, Vec<Signature>>,
    /// By property, the types that have it.
    properties: BTreeMap<String, BTreeSet<String>>,
    /// By type and property or question, the things that it gives.
    gives: BTreeMap<(&'static str, String), Kind>,
    /// Type and property of what is `()` where the report does not say it.
    missing: BTreeSet<(&'static str, String)>,
    /// Type and property with what it means, in words.
    meanings: Vec<(&'static str, String, &'static str)>,
    /// By type, what messages can say of a thing without the script's help.
    details: BTreeMap<&'static str, Vec<&'static str>>,
    pub asked: Asked,
}

impl Known {
    /// `reference`: what the engine's own names mean.
    pub fn of(engine: &Engine, reference: &Reference) -> Self {
        let mut known = Known {
            functions: BTreeMap::new(),
            properties: BTreeMap::new(),
            gives: given(reference),
            missing: missing(reference),
            meanings: meanings(reference),
            details: reference
                .types
                .iter()
                .map(|own| (own.name, own.details.iter().map(|(name, _)| *name).collect()))
                .collect(),
            asked: Asked::default(),
        };
        let all = engine.collect_fn_metadata(
            None,
            |found| {
                let first = found.metadata.params_info.first();
                Some((
                    found.metadata.name.to_string(),
                    Signature {
                        first: first.map(|first| type_in(first)).unwrap_or_default(),
                        takes: found.metadata.num_params,
                        helper: found.script.is_some(),
                    },
                ))
            },
            true,
        );
        for (name, signature) in all {
            match name.strip_prefix(GETTER) {
                Some(property) => drop(
                    known
                        .properties
                        .entry(property.to_string())
                        .or_default()
                        .insert(signature.first),
                ),
                None => known.functions.entry(name).or_default().push(signature),
            }
        }
        known
    }

    pub fn has_function(&self, name: &str) -> bool {
        self.functions.contains_key(name) || LANGUAGE.contains(&name)
    }

    pub fn functions(&self) -> impl Iterator<Item = &str> {
        self.functions.keys().map(String::as_str)
    }

    /// A function of the engine or of tillsyn, not of a script.
    pub fn is_built_in(&self, name: &str) -> bool {
        self.functions
            .get(name)
            .is_some_and(|all| all.iter().any(|one| !one.helper))
    }

    pub fn is_helper(&self, name: &str) -> bool {
        self.functions
            .get(name)
            .is_some_and(|all| all.iter().any(|one| one.helper))
    }

    /// With how many things the function can be called; none where that is free.
    pub fn takes(&self, name: &str) -> BTreeSet<usize> {
        let all = self.functions.get(name).into_iter().flatten();
        all.map(|one| one.takes).collect()
    }

    /// Whether the function can be called on a thing of that type.
    pub fn is_function_of(&self, name: &str, kind: &str) -> bool {
        let all = self.functions.get(name).into_iter().flatten();
        LANGUAGE.contains(&name)
            || all
                .into_iter()
                .any(|one| one.helper || one.first == kind || one.first == "Dynamic" || one.first == "?")
    }

    pub fn has_property(&self, name: &str) -> bool {
        self.properties.contains_key(name)
    }

    pub fn properties(&self) -> impl Iterator<Item = &str> {
        self.properties.keys().map(String::as_str)
    }

    pub fn properties_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        let own = move |(name, owners): (&'a String, &BTreeSet<String>)| {
            owners.contains(kind).then_some(name.as_str())
        };
        self.properties.iter().filter_map(own)
    }

    pub fn has_property_of(&self, name: &str, kind: &str) -> bool {
        self.properties
            .get(name)
            .is_some_and(|owners| owners.contains(kind))
    }

    /// Things of the report that have the property.
    pub fn owners(&self, name: &str) -> Vec<&str> {
        let owners = self.properties.get(name).into_iter().flatten();
        owners
            .map(String::as_str)
            .filter(|owner| self.is_thing(owner))
            .collect()
    }

    fn is_thing(&self, kind: &str) -> bool {
        self.gives.keys().any(|(owner, _)| *owner == kind)
    }

    /// What a property or a question of a thing gives.
    pub fn gives(&self, kind: &'static str, name: &str) -> Kind {
        let row = self.gives.get(&(kind, name.to_string()));
        row.cloned().unwrap_or(Kind::Unknown)
    }

    /// Whether a property of a thing is `()` where the report does not say it.
    pub fn may_be_missing(&self, kind: &str, name: &str) -> bool {
        self.missing
            .iter()
            .any(|(owner, own)| *owner == kind && own == name)
    }

    /// The properties of a thing whose meaning speaks of a word, however the word is spelt: those first that begin with it.
    pub fn meant_by(&self, kind: &str, word: &str) -> Vec<&str> {
        let own = self
            .meanings
            .iter()
            .filter(|(owner, name, _)| *owner == kind && self.has_property_of(name, kind));
        let mut found: Vec<(usize, &str)> = own
            .filter_map(|(_, name, meaning)| Some((spoken_of(meaning, word)?, name.as_str())))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// The property of one thing that is another, or a list of them.
    pub fn leads_to(&self, from: &str, to: &str, as_list: bool) -> Option<&str> {
        let is = |kind: &Kind| match kind {
            Kind::Thing(own) => !as_list && *own == to,
            Kind::List(inner) => as_list && matches!(&**inner, Kind::Thing(own) if *own == to),
            _ => false,
        };
        let mut own = self.gives.iter().filter(|((owner, _), _)| *owner == from);
        own.find(|((_, name), kind)| is(kind) && self.has_property_of(name, from))
            .map(|((_, name), _)| name.as_str())
    }

    /// What messages can say of a thing without the script's help; of one whose type is not known, all that any can say.
    pub fn details(&self, kind: &Kind) -> Vec<&'static str> {
        let rows = self.details.iter().filter(|(owner, _)| match kind {
            Kind::Thing(name) => *owner == name,
            _ => true,
        });
        rows.flat_map(|(_, names)| names.iter().copied()).collect()
    }
}

/// What each property and question gives, by the type that has it.
fn given(reference: &Reference) -> BTreeMap<(&'static str, String), Kind> {
    let properties = reference
        .types
        .iter()
        .flat_map(|own| own.properties.iter().map(|property| (own.name, property)));
    properties
        .map(|(owner, property)| {
            let name = property.call.split('(').next().unwrap_or_default();
            let kind = match property.kind.of {
                Some(given) => {
                    (0..property.kind.lists).fold(Kind::Thing(given), |kind, _| Kind::List(Box::new(kind)))
                }
                None if !property.words.is_empty() => Kind::Word(property.words.clone()),
                None if property.kind.script == "bool" => Kind::Truth,
                None => match property.kind.words.as_str() {
                    "number" => Kind::Number,
                    "text" => Kind::Text,
                    _ => Kind::Unknown,
                },
            };
            ((owner, name.to_string()), kind)
        })
        .collect()
}

fn meanings(reference: &Reference) -> Vec<(&'static str, String, &'static str)> {
    let own = |kind: &Type| {
        let all = kind.properties.iter();
        let named = all.map(|property| (kind.name, property.call.clone(), property.meaning));
        named.collect::<Vec<_>>()
    };
    reference.types.iter().flat_map(own).collect()
}

/// The place of a word among those of a text; as "lenght" for “length”.
fn spoken_of(text: &str, word: &str) -> Option<usize> {
    // Shorter ones are all alike.
    const MIN_LETTERS: usize = 5;
    let word = word.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.position(|own| own == word || word.len() >= MIN_LETTERS && damerau_levenshtein(&own, &word) <= 1)
}

fn missing(reference: &Reference) -> BTreeSet<(&'static str, String)> {
    let all = reference
        .types
        .iter()
        .flat_map(|own| own.properties.iter().map(|property| (own.name, property)));
    all.filter(|(_, property)| property.missing.contains("`()`") || property.missing.contains("`== ()`"))
        .map(|(owner, property)| (owner, property.call.clone()))
        .collect()
}

/// "_: &mut Indicator".
fn type_in(parameter: &str) -> String {
    let kind = parameter.split_once(": ").map_or(parameter, |(_, kind)| kind);
    kind.trim_start_matches('&')
        .trim_start_matches("mut ")
        .trim()
        .to_string()
}
