//! What an expected result is about, by which what is told of it elsewhere is known.

use super::super::Reader;
use super::super::lexicon::List;
use super::told::{is_in_short, matter, share, wording};
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

/// Whether a heading is, in short, what a result says: "Advice before the journey".
pub fn named_under(reader: &Reader, heading: &str, result: &ResultStatement) -> bool {
    let whole = reader.sentence(&result.text);
    let body = reader.sentence(wording(&whole));
    let matter = matter(&body);
    let heading = reader.sentence(heading);
    !heading.content().is_empty() && is_in_short(&heading, &matter)
}
