//! Trainings and campaigns of which the text says that they did not take place.

use std::ops::Range;

use super::is_no_training;
use crate::extract::lexicon::{Hit, List};
use crate::extract::statements::negation_before;
use crate::extract::words::{Sentence, Token};

/// What is said to have been held.
const HELD: [List; 2] = [List::TrainingWords, List::CampaignWords];
/// Words between a negation and what it negates: "no further training", "none of the workshops".
const NEAR: usize = 2;

/// "No training was held", "the workshop was cancelled"; not where the sentence tells of one beside it that was.
pub fn was_not_held(sentence: &Sentence) -> bool {
    let doubted = [List::Negations, List::CancelledWords]
        .into_iter()
        .any(|list| sentence.has(list));
    if !doubted || !HELD.into_iter().any(|list| sentence.has(list)) {
        return false;
    }
    let told: Vec<bool> = clauses(sentence)
        .into_iter()
        .filter_map(|clause| took_place(sentence, &clause))
        .collect();
    told.contains(&false) && !told.contains(&true)
}

/// Parts of a sentence between its marks and "and".
fn clauses(sentence: &Sentence) -> Vec<Range<usize>> {
    let parts = |(at, token): &(usize, &Token)| {
        matches!(token.lower.as_str(), "," | ";" | ":" | "(" | ")" | "–" | "—")
            || sentence.starts(List::AndWords, *at)
    };
    let marks = sentence.tokens.iter().enumerate().filter(parts);
    let mut found = Vec::new();
    let mut start = 0;
    for at in marks.map(|(at, _)| at).chain([sentence.tokens.len()]) {
        found.push(start..at);
        start = at + 1;
    }
    found
}

/// Whether a clause says that something took place, or that it did not; nothing where it leaves that open.
fn took_place(sentence: &Sentence, clause: &Range<usize>) -> Option<bool> {
    let within = |list| sentence.all(list).filter(|hit| clause.contains(&hit.start));
    // "The postponed workshop was held".
    let called_off = |hit: &Hit| !HELD.into_iter().any(|held| sentence.starts(held, hit.end));
    if within(List::CancelledWords).any(called_off) {
        return Some(false);
    }
    let acts = [List::ActivityVerbs, List::OutputVerbs]
        .into_iter()
        .flat_map(within);
    let act = acts.min_by_key(|hit| hit.start);
    if HELD
        .into_iter()
        .flat_map(within)
        .any(|held| is_none(sentence, held))
        || act.is_some_and(|act| is_negated(sentence, act))
    {
        return Some(false);
    }
    let denied = |act: &Hit| within(List::Negations).any(|no| no.start < act.start && negates(sentence, no));
    act.filter(|act| !denied(act)).map(|_| true)
}

/// "Not only", "not all", "no fewer than".
fn negates(sentence: &Sentence, no: &Hit) -> bool {
    let weaker = [List::OnlyWords, List::EveryWords]
        .into_iter()
        .any(|list| sentence.starts(list, no.end));
    let bounds = [List::AtLeast, List::AtMost]
        .into_iter()
        .any(|list| sentence.at(list, no.start));
    !weaker && !bounds
}

/// "No further training", but not "farmers with no training".
fn is_none(sentence: &Sentence, held: &Hit) -> bool {
    let lacks = |no: &Hit| {
        [List::People, List::Having]
            .into_iter()
            .any(|list| sentence.ends(list, no.start))
    };
    !is_no_training(sentence, held)
        && sentence.all(List::Negations).any(|no| {
            let near = no.end <= held.start && held.start - no.end <= NEAR;
            near && negates(sentence, no)
                && !lacks(no)
                && sentence.tokens[no.end..held.start]
                    .iter()
                    .all(|token| token.is_word())
        })
}

/// "Was not yet held", "hölls aldrig": nothing but small words stands between the two.
fn is_negated(sentence: &Sentence, act: &Hit) -> bool {
    let small = |at: usize| {
        sentence.tokens[at].is_small
            || [List::Auxiliaries, List::BeWords, List::TodayWords]
                .into_iter()
                .any(|list| sentence.at(list, at))
    };
    let before = negation_before(sentence, act.start);
    before.is_some_and(|no| negates(sentence, no) && (no.end..act.start).all(small))
        || sentence.compounds()
            && sentence
                .all(List::Negations)
                .any(|no| no.start == act.end && negates(sentence, no))
}
