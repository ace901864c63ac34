//! Where everything that scripts can name is registered, each with its meaning.

use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, RhaiNativeFunc};

use super::Thing;
use super::placed;
use super::readers::Readers;
use super::value::{Value, Why, Word, told_with};
use crate::document::Passage;
use crate::finding::Evidence;
use crate::reference::{Function, Property, Reference, Type};
use crate::rule::inspect::CHECKED;
use crate::rule::trace::{self, Noted};

/// The engine, and what was told of what it knows.
pub struct Api<'a> {
    engine: &'a mut Engine,
    reference: Reference,
    readers: Readers,
}

/// What a question gives: it may be asked with a word that there is not.
pub(super) type Answer<V> = Result<V, Box<EvalAltResult>>;

impl<'a> Api<'a> {
    pub fn new(engine: &'a mut Engine) -> Self {
        Api {
            engine,
            reference: Reference::default(),
            readers: Readers::default(),
        }
    }

    pub fn finish(self) -> (Reference, Readers) {
        (self.reference, self.readers)
    }

    /// A type of things, whose properties follow.
    pub fn thing<T: Thing>(&mut self, about: &'static str) {
        self.engine.register_type_with_name::<T>(T::NAME);
        let check = CHECKED
            .iter()
            .find(|(_, of)| *of == T::NAME)
            .map(|(name, _)| *name);
        let mut details: Vec<_> = T::DETAILS
            .iter()
            .map(|(name, about, _)| (*name, *about))
            .collect();
        details.sort_unstable();
        self.reference.types.push(Type {
            name: T::NAME,
            about,
            check,
            properties: Vec::new(),
            details,
        });
    }

    /// Something that scripts hand around and that has no properties.
    pub fn opaque<T: Clone + Send + Sync + 'static>(&mut self, name: &str) {
        self.engine.register_type_with_name::<T>(name);
    }

    pub fn property<T: Thing, V: Value>(
        &mut self,
        name: &'static str,
        meaning: &'static str,
        get: impl Fn(&T) -> V + Send + Sync + 'static,
    ) -> &mut Property {
        self.getter(name, move |it: &T| {
            let value = get(it);
            trace::note(T::NAME, meaning, || {
                noted(it, name.to_string(), value.shown(), value.read_from())
            });
            value.dynamic()
        });
        self.describe::<T, V>(name.to_string(), meaning)
    }

    /// A value of which the report tells where it was read; `from` is asked only where somebody wants to know.
    pub fn sourced<T: Thing, V: Value>(
        &mut self,
        name: &'static str,
        meaning: &'static str,
        get: impl Fn(&T) -> V + Send + Sync + 'static,
        from: impl Fn(&T) -> Vec<Passage> + Send + Sync + 'static,
    ) -> &mut Property {
        self.getter(name, move |it: &T| {
            let value = get(it);
            trace::note(T::NAME, meaning, || {
                noted(it, name.to_string(), value.shown(), placed(it, from(it)))
            });
            value.dynamic()
        });
        self.describe::<T, V>(name.to_string(), meaning)
    }

    /// A property that is one of a few fixed words.
    pub fn word<T: Thing, const N: usize>(
        &mut self,
        name: &'static str,
        words: [&'static str; N],
        meaning: &'static str,
        get: impl Fn(&T) -> &'static str + Send + Sync + 'static,
    ) -> &mut Property {
        let property = self.property(name, meaning, move |it: &T| Word(get(it)));
        property.words = words.to_vec();
        property
    }

    /// The same where something in the report decided the word; `why` is asked only where somebody wants to know.
    pub fn reasoned_word<T: Thing, W: Into<Why>, const N: usize>(
        &mut self,
        name: &'static str,
        words: [&'static str; N],
        meaning: &'static str,
        get: impl Fn(&T) -> &'static str + Send + Sync + 'static,
        why: impl Fn(&T) -> W + Send + Sync + 'static,
    ) {
        self.getter(name, move |it: &T| {
            let word = get(it);
            trace::note(T::NAME, meaning, || {
                reasoned(it, name.to_string(), &Word(word), why(it).into())
            });
            Word(word).dynamic()
        });
        self.describe::<T, Word>(name.to_string(), meaning).words = words.to_vec();
    }

    /// A text of which the report tells what decided it, as of [`Api::reasoned_word`].
    pub fn reasoned_text<T: Thing>(
        &mut self,
        name: &'static str,
        meaning: &'static str,
        get: impl Fn(&T) -> String + Send + Sync + 'static,
        why: impl Fn(&T) -> &'static str + Send + Sync + 'static,
    ) -> &mut Property {
        self.getter(name, move |it: &T| {
            let text = get(it);
            trace::note(T::NAME, meaning, || {
                reasoned(it, name.to_string(), &text, why(it).into())
            });
            text.dynamic()
        });
        self.describe::<T, String>(name.to_string(), meaning)
    }

    /// A question with a word: `claims("reason")`. The word shown is that of the example.
    pub fn question<T: Thing, V: Value>(
        &mut self,
        name: &'static str,
        word: &'static str,
        meaning: &'static str,
        answer: impl Fn(&T, &str) -> Answer<V> + Send + Sync + 'static,
    ) -> &mut Property {
        self.asker(name, move |it: &T, word: &str| {
            let value = answer(it, word);
            trace::note(T::NAME, meaning, || {
                let asked = format!("{name}(\"{word}\")");
                noted(it, asked, value.shown(), value.read_from())
            });
            value.dynamic()
        });
        self.describe::<T, V>(format!("{name}(\"{word}\")"), meaning)
    }

    /// A yes or no of which the report tells what decided it; `why` is asked only where somebody wants to know, and is
    /// empty where that is not known.
    pub fn reasoned<T: Thing, W: Into<Why>>(
        &mut self,
        name: &'static str,
        meaning: &'static str,
        get: impl Fn(&T) -> bool + Send + Sync + 'static,
        why: impl Fn(&T) -> W + Send + Sync + 'static,
    ) -> &mut Property {
        self.getter(name, move |it: &T| {
            let is = get(it);
            trace::note(T::NAME, meaning, || {
                reasoned(it, name.to_string(), &is, why(it).into())
            });
            is.dynamic()
        });
        self.describe::<T, bool>(name.to_string(), meaning)
    }

    /// The same with a word, as of [`Api::question`].
    pub fn reasoned_question<T: Thing, W: Into<Why>>(
        &mut self,
        name: &'static str,
        word: &'static str,
        meaning: &'static str,
        answer: impl Fn(&T, &str) -> Answer<bool> + Send + Sync + 'static,
        why: impl Fn(&T, &str) -> Answer<W> + Send + Sync + 'static,
    ) -> &mut Property {
        self.asker(name, move |it: &T, word: &str| {
            let is = answer(it, word)?;
            trace::note(T::NAME, meaning, || {
                let why = why(it, word).map(W::into).unwrap_or_default();
                reasoned(it, format!("{name}(\"{word}\")"), &is, why)
            });
            is.dynamic()
        });
        self.describe::<T, bool>(format!("{name}(\"{word}\")"), meaning)
    }

    /// A property, for the engine and for who asks without it.
    fn getter<T: Thing>(
        &mut self,
        name: &'static str,
        get: impl Fn(&T) -> Answer<Dynamic> + Send + Sync + 'static,
    ) {
        let get = Arc::new(get);
        self.readers.property(name, Arc::clone(&get));
        self.engine.register_get(name, move |it: &mut T| get(it));
    }

    /// The same of a question with a word.
    fn asker<T: Thing>(
        &mut self,
        name: &'static str,
        answer: impl Fn(&T, &str) -> Answer<Dynamic> + Send + Sync + 'static,
    ) {
        let answer = Arc::new(answer);
        self.readers.question(name, Arc::clone(&answer));
        self.engine
            .register_fn(name, move |it: &mut T, word: &str| answer(it, word));
    }

    fn describe<T: Thing, V: Value>(&mut self, call: String, meaning: &'static str) -> &mut Property {
        let own = self.reference.types.iter().position(|own| own.name == T::NAME);
        let own = own.unwrap_or_else(|| {
            self.thing::<T>("");
            self.reference.types.len() - 1
        });
        let properties = &mut self.reference.types[own].properties;
        properties.push(Property {
            call,
            meaning,
            kind: V::kind(),
            missing: V::MISSING,
            words: Vec::new(),
            example: None,
        });
        let last = properties.len() - 1;
        &mut properties[last]
    }

    /// A function, for each type that it takes; it is told of once.
    pub fn function<
        A: 'static,
        const N: usize,
        const X: bool,
        R: Clone + Send + Sync + 'static,
        const F: bool,
    >(
        &mut self,
        (call, gives): (&str, &'static str),
        meaning: &str,
        function: impl RhaiNativeFunc<A, N, X, R, F> + Send + Sync + 'static,
    ) {
        let name = call.split('(').next().unwrap_or(call);
        self.engine.register_fn(name, function);
        if !self.reference.functions.iter().any(|other| other.call == call) {
            self.reference.functions.push(Function {
                call: call.to_string(),
                gives,
                meaning: meaning.to_string(),
            });
        }
    }

    /// A function of the language, which is not told of.
    pub fn again<
        A: 'static,
        const N: usize,
        const X: bool,
        R: Clone + Send + Sync + 'static,
        const F: bool,
    >(
        &mut self,
        name: &str,
        function: impl RhaiNativeFunc<A, N, X, R, F> + Send + Sync + 'static,
    ) {
        self.engine.register_fn(name, function);
    }

    /// An operator that is registered only to say what is wrong with its use.
    pub fn refusal<A: 'static, const N: usize, const X: bool, const F: bool>(
        &mut self,
        operator: &str,
        function: impl RhaiNativeFunc<A, N, X, bool, F> + Send + Sync + 'static,
    ) {
        self.engine.register_fn(operator, function);
    }
}

/// A value with what decided it.
fn reasoned<T: Thing>(it: &T, property: String, value: &impl Value, why: Why) -> Noted {
    let value = told_with(&value.shown(), &why.words);
    noted(it, property, value, placed(it, why.from))
}

/// What a script asked a thing, with its words and where they stand.
fn noted<T: Thing>(it: &T, property: String, value: String, from: Vec<Evidence>) -> Noted {
    Noted {
        thing: it.passage(),
        property,
        value,
        from,
    }
}

impl Property {
    /// What a script gets where the report does not say it.
    pub(super) fn missing(&mut self, what: &'static str) -> &mut Self {
        self.missing = what;
        self
    }
}
