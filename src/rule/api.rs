//! What scripts see: handles onto one shared report, and the functions that make findings.

mod things;

use std::collections::BTreeMap;

use rhai::{Dynamic, Engine, EvalAltResult};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::document::Passage;
use crate::finding::Evidence;

pub use things::{
    ComparisonRef, EstimateRef, IndicatorRef, RatioRef, ReportRef, ResultRef, SectionRef, StatementRef,
    StatisticRef,
};
use things::{FigureRef, register as register_things};

/// A quotation is cut to this many characters.
const MAX_QUOTE: usize = 400;

/// A finding as a script makes it.
#[derive(Clone)]
pub struct Draft {
    pub evidence: Vec<Evidence>,
    pub details: BTreeMap<String, Value>,
    pub variant: String,
    /// What the finding is about, for its fingerprint.
    pub about: String,
    /// It is about the report as a whole.
    pub whole: bool,
}

/// "Could not tell", and why.
#[derive(Clone)]
pub struct Unsure {
    pub why: String,
    pub evidence: Vec<Evidence>,
}

/// A thing that a finding can be about.
pub trait Quotable: Clone + Send + Sync + 'static {
    /// Its words and place in the report.
    fn passage(&self) -> Passage;
    /// Its words are a passage that can be quoted; a report as a whole has a title, and that proves nothing.
    const QUOTED: bool = true;
    /// What identifies it in the next draft of the report.
    fn about(&self) -> String {
        self.passage().text
    }
    /// What messages can say of it without the script's help.
    fn details(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
}

fn own_evidence<T: Quotable>(thing: &T) -> Vec<Evidence> {
    T::QUOTED.then(|| evidence(thing)).into_iter().collect()
}

fn evidence(thing: &impl Quotable) -> Evidence {
    let passage = thing.passage();
    Evidence {
        quote: cut(&passage.text),
        location: passage.location,
    }
}

fn cut(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(MAX_QUOTE) {
        None => text.to_string(),
        Some((end, _)) => {
            let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
            format!("{}…", &text[..end])
        }
    }
}

/// Registers every handle, property and function.
pub fn register(engine: &mut Engine) {
    register_things(engine);
    engine.register_type_with_name::<Unsure>("CouldNotTell");
    engine.register_type_with_name::<Draft>("Finding");
    engine.register_fn(
        "detail",
        |draft: &mut Draft, name: &str, value: Dynamic| -> Result<Draft, Box<EvalAltResult>> {
            let value = json(&value)?;
            Ok(draft.changed(|draft| drop(draft.details.insert(name.to_string(), value))))
        },
    );
    engine.register_fn("variant", |draft: &mut Draft, name: &str| {
        draft.changed(|draft| draft.variant = name.to_string())
    });
    engine.register_fn("about", |draft: &mut Draft, text: &str| {
        draft.changed(|draft| draft.about = text.to_string())
    });
}

impl Draft {
    /// Changes the draft itself and hands on a copy: a script may go on from either, and loses nothing.
    fn changed(&mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(self);
        self.clone()
    }
}

/// Registers a thing and the functions that make findings about it.
fn quotable<T: Quotable>(engine: &mut Engine, name: &str) {
    engine.register_type_with_name::<T>(name);
    engine.register_fn("finding", |thing: T| Draft {
        evidence: own_evidence(&thing),
        whole: !T::QUOTED,
        details: thing
            .details()
            .into_iter()
            .map(|(name, value)| (name.to_string(), value))
            .collect(),
        variant: String::new(),
        about: thing.about(),
    });
    engine.register_fn("could_not_tell", |thing: T, why: &str| Unsure {
        why: why.to_string(),
        evidence: own_evidence(&thing),
    });
    engine.register_fn("evidence", |draft: &mut Draft, thing: T| {
        let evidence = evidence(&thing);
        draft.changed(|draft| {
            if !evidence.quote.is_empty() && !draft.evidence.contains(&evidence) {
                draft.evidence.push(evidence);
            }
        })
    });
}

fn json(value: &Dynamic) -> Result<Value, Box<EvalAltResult>> {
    if let Ok(number) = value.as_int() {
        Ok(number.into())
    } else if let Ok(number) = value.as_decimal() {
        Ok(number_value(number))
    } else if let Ok(truth) = value.as_bool() {
        Ok(truth.into())
    } else if let Ok(text) = value.clone().into_string() {
        Ok(text.into())
    } else if let Some(figure) = value.clone().try_cast::<FigureRef>() {
        Ok(figure.figure.map_or(Value::Null, |figure| figure.text.into()))
    } else {
        Err(format!(
            "a detail must be a number, a text or true/false, not {}",
            value.type_name()
        )
        .into())
    }
}

/// An exact JSON number: floats would round.
fn number_value(number: Decimal) -> Value {
    serde_json::from_str(&number.normalize().to_string()).unwrap_or(Value::Null)
}
