//! "In 12 villages, including 47 discussions in 21 villages": what is a part cannot be more than the whole.

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::Told;
use super::mention::{Mention, mentions};
use crate::report::Contradiction;

pub fn contradictions(told: &Told) -> Vec<Contradiction> {
    told.sentences
        .iter()
        .filter_map(|sentence| {
            let counted = mentions(sentence);
            let exceeds = |whole: &Mention, part: &Mention| {
                part.start > whole.end
                    && part.number > whole.number
                    && !whole.approximate
                    && part.is_of_the_things(whole)
                    && is_included(sentence, whole, part)
            };
            let (whole, part) = counted.iter().find_map(|whole| {
                let part = counted.iter().find(|part| exceeds(whole, part))?;
                Some((whole, part))
            })?;
            Some(Contradiction {
                first: whole.written(sentence),
                second: part.written(sentence),
                quote: told.quote(sentence),
                other: told.quote(sentence),
            })
        })
        .collect()
}

/// A word for "including" stands between both, and no mark that ends what is included.
fn is_included(sentence: &Sentence, whole: &Mention, part: &Mention) -> bool {
    // "30 women and ten men, which makes 84, of whom 61 women": those are some of the 84.
    let comma = sentence
        .tokens
        .get(whole.end)
        .is_some_and(|token| token.lower == ",");
    let from = whole.end + usize::from(comma);
    let Some(hit) = sentence.all(List::IncludingWords).find(|hit| hit.start == from) else {
        return false;
    };
    let anew = |at: usize| matches!(sentence.tokens[at].lower.as_str(), ";" | ":" | "(" | ")");
    !(hit.end..part.start).any(anew)
}
