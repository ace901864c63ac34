//! What an expected result is about, by which what is told of it elsewhere is known.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::told::objects::wording;
use super::told::{is_in_short, matter, share};
use crate::report::ResultStatement;

/// What a result is about, by which a passage elsewhere that tells of it is known.
pub struct Matter(Vec<String>);

impl Matter {
    /// Whose result it is, where, and what the whole report is about tell it from no other.
    pub fn of(reader: &Reader, result: &ResultStatement, is_common: impl Fn(&str) -> bool) -> Self {
        let whole = reader.sentence(&result.text);
        let body = reader.sentence(wording(&whole));
        let place = |stem: &str| {
            let at = body.tokens.iter().position(|token| token.stem == stem);
            at.is_some_and(|at| body.at(List::Places, at))
        };
        let own = matter(&body).into_iter();
        Matter(
            own.filter(|word| !place(word) && !is_common(word))
                .map(String::from)
                .collect(),
        )
    }

    pub fn is_in(&self, said: &[&str]) -> bool {
        let words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        share(said, &words)
    }
}

/// The words of a result by which a heading names it in short.
pub struct Title(Vec<String>);

impl Title {
    pub fn of(reader: &Reader, result: &ResultStatement) -> Self {
        let whole = reader.sentence(&result.text);
        let body = reader.sentence(wording(&whole));
        Title(matter(&body).into_iter().map(String::from).collect())
    }

    /// Whether a heading is, in short, what the result says: "Advice before the journey".
    pub fn is_in(&self, heading: &Sentence) -> bool {
        let words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        !heading.content().is_empty() && is_in_short(heading, &words)
    }
}
