//! "In 12 villages, including 47 discussions in 21 villages", "1,500 visitors at the peak, and 1,511 on average": what is a
//! part cannot be more than the whole, nor the mean more than the most.

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
            let (whole, part) = counted
                .iter()
                .find_map(|whole| Some((whole, counted.iter().find(|part| exceeds(whole, part))?)))
                .or_else(|| mean_above_peak(sentence, &counted))?;
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

/// Tokens from a number and its name to the word for the most: "1,500 visitors a month at the peak".
const NEAR: usize = 4;

/// "1,500 visitors at the peak, and 1,511 visitors on average".
fn mean_above_peak<'a>(sentence: &Sentence, counted: &'a [Mention]) -> Option<(&'a Mention, &'a Mention)> {
    let behind = |own: &Mention, list: List| {
        let mut hits = sentence.all(list);
        hits.any(|hit| hit.start >= own.end && hit.start - own.end <= NEAR)
    };
    let before = |own: &Mention, list: List| {
        let mut hits = sentence.all(list);
        hits.any(|hit| hit.end <= own.start && own.start - hit.end <= 1)
    };
    let most = counted
        .iter()
        .find(|own| behind(own, List::PeakWords) || before(own, List::PeakWords))?;
    let mean = counted
        .iter()
        .find(|own| before(own, List::Averages) && own.number > most.number && own.is_of_the_things(most))?;
    Some((most, mean))
}
