//! What a statement says of its subject: "wells drilled", "capacities are strengthened", "councils adopt budgets".

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::agents::{done, finite, takes_part};
use crate::report::Observes;

/// Words of the subject of a statement, at most.
const SUBJECT: usize = 12;

/// What is said of the subject, and whether a list knows the word.
pub struct Predicate {
    pub observes: Observes,
    pub known: bool,
}

/// The participle that closes the subject, or the verb that others act by.
pub fn predicate(sentence: &Sentence) -> Option<Predicate> {
    let mut parted = false;
    for at in 0..sentence.tokens.len().min(SUBJECT) {
        if sentence.in_brackets(at) || sentence.starts(List::Purpose, at) && at > 0 && !told(sentence, at) {
            parted = true;
        }
        let own = sentence.starts(List::OwnAgents, at);
        if own && finite_after(sentence, at + 1) {
            return Some(Predicate {
                observes: Observes::Delivery,
                known: false,
            });
        }
        if done(sentence, at) && closes(sentence, at) {
            let marked = (at.saturating_sub(3)..at).any(|at| sentence.at(List::BeWords, at));
            if !parted || marked {
                return Some(of_participle(sentence, at));
            }
        }
        if finite(sentence, at) && !takes_part(sentence, at) {
            return Some(Predicate {
                observes: Observes::Change,
                known: false,
            });
        }
        let stops = sentence.starts(List::NounStops, at) && !sentence.at(List::BeWords, at);
        parted |= at > 0 && stops;
    }
    None
}

fn told(sentence: &Sentence, at: usize) -> bool {
    sentence.at(List::BeWords, at)
}

/// "The programme has set up".
fn finite_after(sentence: &Sentence, at: usize) -> bool {
    finite(sentence, at) || sentence.starts(List::Auxiliaries, at)
}

fn of_participle(sentence: &Sentence, at: usize) -> Predicate {
    let has = |list| sentence.at(list, at);
    let changes = has(List::ChangeVerbs) || has(List::ChangeWords) || has(List::ChangeUse);
    let delivers = has(List::DeliveryWords) || has(List::OutputVerbs);
    Predicate {
        observes: match changes {
            true => Observes::Change,
            false => Observes::Delivery,
        },
        known: changes || delivers,
    }
}

/// "Teachers trained in", but not "trained teachers".
fn closes(sentence: &Sentence, at: usize) -> bool {
    if !sentence.head_last() {
        return true;
    }
    let Some(next) = sentence.tokens.get(at + 1) else {
        return at > 0;
    };
    at > 0
        && (!next.is_word()
            || next.lower.ends_with("ly")
            || sentence.starts(List::NounStops, at + 1)
            || sentence.starts(List::AndWords, at + 1)
            || sentence.starts(List::Articles, at + 1))
}
