//! Numbers of what the project itself reached or made, which are no estimate though they are round.

use super::{OF_REACH, is_national, tells_deed};
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;

/// "We reached some 20,000 children", "thanks to the project 1,200 people now have water": the project's own count, rounded
/// or not, unless it is said to be estimated.
fn is_own_reach(sentence: &Sentence, number: &NumberToken) -> bool {
    let own = [List::PromiseSources, List::OwnAgents];
    let theirs = sentence.has(List::TodayWords) && own.into_iter().any(|list| sentence.has(list));
    let guessed = sentence
        .all(List::EstimateWords)
        .any(|hit| !sentence.at(List::Approximate, hit.start));
    // "Support given to some 25,000 children", as items of a list tell it.
    let given = (1..number.start).any(|at| {
        let verb = &sentence.tokens[at];
        sentence.at(List::ToWords, at + 1)
            && sentence.is_passive(&verb.lower)
            && number.start - at <= OF_REACH
    });
    (tells_deed(sentence) || theirs || given) && !guessed && !is_national(sentence)
}

/// What the project itself reached, counted or rounded.
pub fn is_own_count(sentence: &Sentence, number: &NumberToken) -> bool {
    is_own_reach(sentence, number) || is_only_rounded(sentence)
}

/// "Created approximately 4,150 jobs": rounded, and no guess.
fn is_only_rounded(sentence: &Sentence) -> bool {
    let mut guesses = sentence.all(List::EstimateWords);
    let rounds = guesses.all(|hit| sentence.at(List::Approximate, hit.start));
    rounds && !sentence.has(List::Context) && !is_national(sentence)
}
