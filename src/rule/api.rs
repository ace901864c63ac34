//! What scripts see: handles onto one shared report, and the functions that make findings.

mod readers;
mod registrar;
mod things;
mod value;
mod words;

use std::collections::BTreeMap;

use rhai::{Dynamic, Engine, EvalAltResult};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::document::Passage;
use crate::finding::Evidence;
use crate::reference::Reference;

pub use readers::{Owners, Readers};
use registrar::Api;
pub use value::quoted;
use value::{List, Meant, Why};

pub use things::{
    ActivityRef, ComparisonRef, ContentsRef, ElementRef, EstimateRef, Handle, IndicatorRef, RatioRef,
    Remarks, ReportRef, ResultRef, SectionRef, StatementRef, StatisticRef, remarks,
};
use things::{FigureRef, register as register_things};

/// A quotation is cut to this many characters.
const MAX_QUOTE: usize = 400;
/// What a quotation that was cut ends with.
pub const CUT: char = '…';

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

/// A name in a message, what it means, and what stands there of a thing.
pub type Detail<T> = (&'static str, &'static str, fn(&T) -> Value);

/// Something of the report that scripts see, and that a finding can be about.
pub trait Thing: Clone + Send + Sync + 'static {
    /// As in messages: "Indicator".
    const NAME: &'static str;
    /// More than one of them: "indicators".
    const MANY: &'static str;
    /// What a script gets where there is none, when that is a thing too.
    const MISSING: &'static str = "";

    fn one() -> String {
        Self::NAME.to_lowercase()
    }
    /// The report that it is of, where that can be another than the one that is judged.
    fn report(&self) -> Option<&Handle>;
    /// Its words and place in the report.
    fn passage(&self) -> Passage;
    /// What else is quoted in a finding on it.
    fn beside(&self) -> Vec<Evidence> {
        Vec::new()
    }
    /// Short, for a person.
    fn shown(&self) -> String {
        format!("{} {}", Self::one(), quoted(&self.passage().text))
    }
    /// As one of a list that is shown.
    fn named(&self) -> String {
        quoted(&self.passage().text)
    }
    /// Its words are a passage that can be quoted; a report as a whole has a title, and that proves nothing.
    const QUOTED: bool = true;
    /// What messages can say of it without the script's help.
    const DETAILS: &'static [Detail<Self>] = &[];
    /// What identifies it in the next draft of the report.
    fn about(&self) -> String {
        self.passage().text
    }
}

/// The words of what a check function is called with; a report as a whole has none.
pub fn words_of(thing: &Dynamic) -> Option<String> {
    fn of<T: Thing>(thing: &Dynamic) -> Option<String> {
        let own = thing.read_lock::<T>()?;
        Some(quoted(&own.passage().text))
    }
    of::<StatementRef>(thing)
        .or_else(|| of::<StatisticRef>(thing))
        .or_else(|| of::<IndicatorRef>(thing))
        .or_else(|| of::<ResultRef>(thing))
        .or_else(|| of::<ActivityRef>(thing))
        .or_else(|| of::<SectionRef>(thing))
        .or_else(|| of::<RatioRef>(thing))
        .or_else(|| of::<ComparisonRef>(thing))
        .or_else(|| of::<EstimateRef>(thing))
        .or_else(|| of::<ElementRef>(thing))
        .or_else(|| of::<ContentsRef>(thing))
}

/// Whether a value can be held against a missing one. A figure cannot: it is asked whether it is known.
pub fn may_be_asked_for(value: &Dynamic) -> bool {
    !value.is::<FigureRef>()
}

fn own_evidence<T: Thing>(thing: &T) -> Vec<Evidence> {
    T::QUOTED
        .then(|| evidence(thing))
        .filter(|own| !own.quote.is_empty())
        .into_iter()
        .chain(thing.beside())
        .collect()
}

fn evidence(thing: &impl Thing) -> Evidence {
    let passage = thing.passage();
    Evidence {
        quote: cut(&passage.text),
        file: elsewhere(thing).map(|report| report.source.file.clone()),
        location: passage.location,
    }
}

/// Passages of the report that a thing is of, as they are quoted.
fn placed(thing: &impl Thing, passages: Vec<Passage>) -> Vec<Evidence> {
    let file = elsewhere(thing).map(|report| &report.source.file);
    let quoted = passages.into_iter().map(|passage| Evidence {
        quote: cut(&passage.text),
        file: file.cloned(),
        location: passage.location,
    });
    quoted.collect()
}

/// The report that a thing is of, where that is not the one that is judged.
fn elsewhere(thing: &impl Thing) -> Option<&Handle> {
    thing.report().filter(|report| report.source.beside)
}

fn cut(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(MAX_QUOTE) {
        None => text.to_string(),
        Some((end, _)) => {
            let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
            format!("{}{CUT}", &text[..end])
        }
    }
}

/// Whether a question such as `disaggregated_by` can be asked with that word.
///
/// # Errors
/// It cannot, and the words that it knows.
pub fn known_word(question: &str, word: &str) -> Result<(), String> {
    let outcome = match question {
        "disaggregated_by" => things::dimension(word).map(drop),
        "claims" | "statements_claiming" => things::claim(word).map(drop),
        "attribute" | "has_attribute" | "gives_number" | "day" => things::attribute(word).map(drop),
        "inside" | "children" => things::element(word).map(drop),
        _ => Ok(()),
    };
    outcome.map_err(|error| match *error {
        EvalAltResult::ErrorRuntime(message, _) => message.to_string(),
        other => other.to_string(),
    })
}

/// Registers every type, property and function, and hands back what they mean, and what things can be asked without the
/// engine.
pub fn register(engine: &mut Engine) -> (Reference, Readers) {
    let mut api = Api::new(engine);
    register_things(&mut api);
    findings(&mut api);
    words::register(&mut api);
    api.finish()
}

/// What a script does with a finding once it is made.
fn findings(api: &mut Api) {
    api.opaque::<Unsure>("CouldNotTell");
    api.opaque::<Draft>("Finding");
    api.function(
        ("detail(finding, name, value)", "Finding"),
        "Gives the message a word or a number: `.detail(\"number\", 25)` fills `{number}` in the texts of the rule's `.toml` file. \
         The value is a number, a text, yes or no, or a figure. A number is written with its thousands apart (1,250), a long \
         fraction rounded (33.33), and yes or no as that word, all as the language of the message has it. A year is given as a text: \
         `.detail(\"year\", \"2024\")`, or `.detail(\"year\", year.to_string())`.",
        |draft: &mut Draft, name: &str, value: Dynamic| -> Result<Draft, Box<EvalAltResult>> {
            let value = json(&value)?;
            Ok(draft.changed(|draft| drop(draft.details.insert(name.to_string(), value))))
        },
    );
    api.function(
        ("variant(finding, name)", "Finding"),
        "Tells the finding with the level and the words of `[variant.name]` in the rule's `.toml` file, where the same fault is \
         graver, lighter or worded otherwise.",
        |draft: &mut Draft, name: &str| draft.changed(|draft| draft.variant = name.to_string()),
    );
    api.function(
        ("about(finding, text)", "Finding"),
        "Says what the finding is about. Findings of one rule about the same text are one finding, and are known again \
         in the next draft of the report; without it the thing's own words are taken.",
        |draft: &mut Draft, text: &str| draft.changed(|draft| draft.about = text.to_string()),
    );
}

impl Draft {
    /// Changes the draft itself and hands on a copy: a script may go on from either, and loses nothing.
    fn changed(&mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(self);
        self.clone()
    }
}

/// Registers a type of things that findings can be about.
fn quotable<T: Thing>(api: &mut Api, about: &'static str) {
    api.thing::<T>(about);
    api.function(
        ("finding(thing)", "Finding"),
        "Makes a finding about a thing of the report, with its words and place as evidence. `return` it, or leave it as \
         the last line; an array of findings can be returned too.",
        |thing: T| Draft {
            evidence: own_evidence(&thing),
            whole: !T::QUOTED || elsewhere(&thing).is_some(),
            details: T::DETAILS
                .iter()
                .map(|(name, _, value)| ((*name).to_string(), value(&thing)))
                .collect(),
            variant: String::new(),
            about: thing.about(),
        },
    );
    api.function(
        ("could_not_tell(thing, why)", "CouldNotTell"),
        "Says that the rule cannot judge this thing, and why, in words for the reader. Better than silence where the \
         report is unclear, and better than a finding that may be wrong.",
        |thing: T, why: &str| Unsure {
            why: why.to_string(),
            evidence: own_evidence(&thing),
        },
    );
    api.function(
        ("evidence(finding, thing)", "Finding"),
        "Adds the words and place of another thing to a finding: `finding(indicator).evidence(period.actual)`. \
         A thing without words adds nothing.",
        |draft: &mut Draft, thing: T| {
            let evidence = evidence(&thing);
            draft.changed(|draft| {
                if !evidence.quote.is_empty() && !draft.evidence.contains(&evidence) {
                    draft.evidence.push(evidence);
                }
            })
        },
    );
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
        Ok(figure
            .figure()
            .map_or(Value::Null, |figure| figure.text.clone().into()))
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
