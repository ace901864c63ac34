//! Words for what people do, know, have or became.

use crate::extract::lexicon::List;
use crate::extract::words::Sentence;

/// Words between a number of people and what they did.
const DONE: usize = 8;

/// Whether what follows says what people do, know, have or became: "use it", "had sold", "retained", "were using".
pub(super) fn tells_deed(sentence: &Sentence, from: usize) -> bool {
    let next = sentence.tokens.get(from);
    let did = if sentence.compounds() || sentence.adjectives_end_alike() {
        false
    } else if sentence.head_last() {
        next.is_some_and(|next| next.lower.ends_with("ed"))
    } else {
        // "El 71 % acudió": a noun would follow behind "de".
        next.is_some_and(|next| next.is_word() && !next.is_small)
    };
    did || names_deed(sentence, from)
}

/// … by a word that is known for it.
pub(super) fn names_deed(sentence: &Sentence, from: usize) -> bool {
    let deeds = [
        List::OutcomeVerbs,
        List::EffectVerbs,
        List::ChangeVerbs,
        List::StateVerbs,
        List::StartingVerbs,
        List::AchievedWords,
        List::SayingWords,
        List::TodayWords,
        List::Improvements,
    ];
    let does = |at: usize| {
        let next = sentence.tokens.get(at + 1);
        sentence.starts(List::BeWords, at) && next.is_some_and(|next| sentence.acts(&next.lower))
    };
    let mut near = from..(from + DONE).min(sentence.tokens.len());
    near.any(|at| {
        let listed = deeds.into_iter().any(|list| sentence.starts(list, at));
        (listed || does(at)) && !sentence.in_brackets(at)
    })
}
