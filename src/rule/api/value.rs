//! The values that scripts get, each with its kind in plain words and a short form for people.

use rhai::{Array, Dynamic, EvalAltResult};
use rust_decimal::Decimal;

use super::{Thing, evidence};
use crate::document::Passage;
use crate::finding::Evidence;
use crate::reference::ValueKind;

/// Texts are shown to this many characters.
const MAX_SHOWN: usize = 60;
/// Texts of a list that are shown, and not only counted.
const MAX_TEXTS: usize = 3;
/// Things of a list of which it is kept where they stand: one more than are shown, so that it can be said that there are more.
const PLACES: usize = MAX_TEXTS + 1;

/// A value as a script gets it.
pub trait Value {
    fn kind() -> ValueKind;
    /// What a script gets where the report does not say it; empty where that cannot be.
    const MISSING: &'static str = "";
    /// Short, for a person.
    fn shown(&self) -> String;
    /// The passages in which it stands, where it is made of passages of the report.
    fn read_from(&self) -> Vec<Evidence> {
        Vec::new()
    }
    /// # Errors
    /// There is no such value, and why.
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>>;
}

/// Things of one type.
pub struct List<T>(pub Vec<T>);

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        List(items.into_iter().collect())
    }
}

/// Yes or no, with what it means in plain words where the name of the question does not say it.
pub struct Meant {
    pub is: bool,
    pub yes: &'static str,
    pub no: &'static str,
}

/// One of a few fixed words.
pub struct Word(pub &'static str);

fn plain(words: &str, script: &'static str) -> ValueKind {
    ValueKind {
        words: words.to_string(),
        of: None,
        lists: 0,
        script,
    }
}

/// Things, in so many lists.
fn of_things<T: Thing>(words: String, lists: usize, script: &'static str) -> ValueKind {
    ValueKind {
        words,
        of: Some(T::NAME),
        lists,
        script,
    }
}

/// A text in quotation marks, cut after a whole word.
pub fn quoted(text: &str) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(MAX_SHOWN) {
        let end = words[..end].rfind(' ').unwrap_or(end);
        words = format!("{} …", &words[..end]);
    }
    format!("“{words}”")
}

/// "1 list", "2 lists".
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

impl<T: Thing> Value for T {
    const MISSING: &'static str = T::MISSING;
    fn kind() -> ValueKind {
        of_things::<T>(T::one(), 0, T::NAME)
    }
    fn shown(&self) -> String {
        Thing::shown(self)
    }
    fn read_from(&self) -> Vec<Evidence> {
        let own = T::QUOTED.then(|| evidence(self));
        own.into_iter().filter(|own| !own.quote.is_empty()).collect()
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(Dynamic::from(self))
    }
}

impl<T: Thing> Value for List<T> {
    const MISSING: &'static str = "an empty list";
    fn kind() -> ValueKind {
        of_things::<T>(format!("list of {}", T::MANY), 1, "Array")
    }
    fn shown(&self) -> String {
        let count = counted(self.0.len(), &T::one(), T::MANY);
        let texts: Vec<String> = self.0.iter().map(Thing::named).collect();
        match texts.len() {
            1..=MAX_TEXTS if T::QUOTED => format!("{count}: {}", texts.join(", ")),
            _ => count,
        }
    }
    fn read_from(&self) -> Vec<Evidence> {
        self.0.iter().flat_map(Value::read_from).take(PLACES).collect()
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(self.0.into_iter().map(Dynamic::from).collect::<Array>().into())
    }
}

impl<T: Thing> Value for List<List<T>> {
    const MISSING: &'static str = "an empty list";
    fn kind() -> ValueKind {
        of_things::<T>(format!("list of lists of {}", T::MANY), 2, "Array")
    }
    fn shown(&self) -> String {
        counted(self.0.len(), "list", "lists")
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        let lists = self.0.into_iter().map(Value::dynamic);
        Ok(lists.collect::<Result<Array, _>>()?.into())
    }
}

impl Value for List<String> {
    const MISSING: &'static str = "an empty list";
    fn kind() -> ValueKind {
        plain("list of texts", "Array")
    }
    fn shown(&self) -> String {
        let texts: Vec<String> = self.0.iter().map(|text| quoted(text)).collect();
        match texts.len() {
            1..=MAX_TEXTS => texts.join(", "),
            number => counted(number, "text", "texts"),
        }
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(self.0.into_iter().map(Dynamic::from).collect::<Array>().into())
    }
}

impl<T: Value> Value for Option<T> {
    const MISSING: &'static str = "`()`, the missing value";
    fn kind() -> ValueKind {
        T::kind()
    }
    fn shown(&self) -> String {
        self.as_ref().map_or_else(|| "missing".to_string(), T::shown)
    }
    fn read_from(&self) -> Vec<Evidence> {
        self.as_ref().map(T::read_from).unwrap_or_default()
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        self.map_or(Ok(Dynamic::UNIT), T::dynamic)
    }
}

impl<T: Value> Value for Result<T, Box<EvalAltResult>> {
    const MISSING: &'static str = T::MISSING;
    fn kind() -> ValueKind {
        T::kind()
    }
    fn shown(&self) -> String {
        self.as_ref().map_or_else(|_| "missing".to_string(), T::shown)
    }
    fn read_from(&self) -> Vec<Evidence> {
        self.as_ref().map(T::read_from).unwrap_or_default()
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        self.and_then(T::dynamic)
    }
}

impl Value for bool {
    fn kind() -> ValueKind {
        plain("yes or no", "bool")
    }
    fn shown(&self) -> String {
        if *self { "yes" } else { "no" }.to_string()
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(self.into())
    }
}

/// What decided an answer, and the passages that say so.
#[derive(Default)]
pub struct Why {
    pub words: String,
    pub from: Vec<Passage>,
}

impl From<String> for Why {
    fn from(words: String) -> Self {
        let from = Vec::new();
        Why { words, from }
    }
}

impl From<&str> for Why {
    fn from(words: &str) -> Self {
        words.to_string().into()
    }
}

/// A passage of the report decided it; nothing where there is none.
impl From<Option<Passage>> for Why {
    fn from(passage: Option<Passage>) -> Self {
        passage.map_or_else(Why::default, |passage| Why {
            words: quoted(&passage.text),
            from: vec![passage],
        })
    }
}

/// A value as it is shown, with what decided it.
pub fn told_with(shown: &str, why: &str) -> String {
    match why {
        "" => shown.to_string(),
        why => format!("{shown} ({why})"),
    }
}

impl Value for Meant {
    fn kind() -> ValueKind {
        bool::kind()
    }
    fn shown(&self) -> String {
        told_with(&self.is.shown(), if self.is { self.yes } else { self.no })
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        self.is.dynamic()
    }
}

impl Value for i64 {
    fn kind() -> ValueKind {
        plain("number", "int")
    }
    fn shown(&self) -> String {
        self.to_string()
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(self.into())
    }
}

impl Value for Decimal {
    fn kind() -> ValueKind {
        plain("number", "Decimal")
    }
    fn shown(&self) -> String {
        self.normalize().to_string()
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(Dynamic::from_decimal(self))
    }
}

impl Value for String {
    const MISSING: &'static str = "an empty text";
    fn kind() -> ValueKind {
        plain("text", "String")
    }
    fn shown(&self) -> String {
        quoted(self)
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(self.into())
    }
}

impl Value for Word {
    fn kind() -> ValueKind {
        plain("word", "String")
    }
    fn shown(&self) -> String {
        quoted(self.0)
    }
    fn dynamic(self) -> Result<Dynamic, Box<EvalAltResult>> {
        Ok(self.0.into())
    }
}
