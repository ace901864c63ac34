//! What a statement says of its subject: "wells drilled", "capacities are strengthened", "councils adopt budgets".

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::agents::{done, finite, takes_part};
use crate::report::Observes;

/// Words of the subject of a statement, at most.
const SUBJECT: usize = 12;

/// More words than a statement of one thing has.
const LONG: usize = 32;

/// What is said of the subject, and whether a list knows the word.
pub struct Predicate {
    pub observes: Observes,
    pub known: bool,
}

/// How far after "are" the participle may stand: "are now well prepared".
const STATE: usize = 4;

/// The participle that closes the subject, or the verb that others act by.
pub fn predicate(sentence: &Sentence) -> Option<Predicate> {
    // A running account observes nothing.
    if sentence.tokens.len() > LONG || sentence.has(List::Negations) && sentence.has(List::Placeholders) {
        return None;
    }
    let mut parted = false;
    for at in 0..sentence.tokens.len().min(SUBJECT) {
        let own = sentence.starts(List::OwnAgents, at);
        if own && (finite(sentence, at + 1) || is_marked(sentence, at + 1)) {
            return Some(guess(Observes::Delivery));
        }
        if at > 0 && is_marked(sentence, at) && !sentence.in_brackets(at) {
            return Some(of_state(sentence, at));
        }
        if done(sentence, at) && closes(sentence, at) && !parted {
            return Some(of_participle(sentence, at));
        }
        if finite(sentence, at) && !takes_part(sentence, at) {
            return Some(guess(Observes::Change));
        }
        if !sentence.in_brackets(at) && acts_by_list(sentence, at) {
            return Some(guess(Observes::Change));
        }
        let stops = [List::NounStops, List::Purpose]
            .iter()
            .any(|list| sentence.starts(*list, at));
        parted |= sentence.in_brackets(at) || at > 0 && stops;
    }
    None
}

/// A verb of what the reached do or what states do by themselves, behind its subject and agreeing with it: "cooperatives sell",
/// "parliament exercises".
fn acts_by_list(sentence: &Sentence, at: usize) -> bool {
    let adverb = |at: usize| {
        let token = &sentence.tokens[at].lower;
        token.ends_with("ly") || sentence.at(List::TodayWords, at)
    };
    let Some(subject) = (0..at).rev().find(|before| !adverb(*before)) else {
        return false;
    };
    let (noun, verb) = (&sentence.tokens[subject], &sentence.tokens[at]);
    let stops = [
        List::NounStops,
        List::Articles,
        List::AndWords,
        List::OfWords,
        List::Relatives,
        List::InfinitiveMarks,
        List::Auxiliaries,
        List::BeWords,
        List::OwnAgents,
    ];
    let plural = noun.lower != noun.singular || sentence.at(List::SameInPlural, subject);
    let agrees = plural == (verb.lower == verb.singular);
    sentence.starts(List::ActingVerbs, at)
        && noun.is_word()
        && !stops.iter().any(|list| sentence.ends(*list, subject + 1))
        && !verb.capital
        && sentence.in_present(&verb.lower)
        && agrees
        && !takes_part(sentence, at)
}

fn guess(observes: Observes) -> Predicate {
    Predicate {
        observes,
        known: false,
    }
}

/// "Are", "have": a verb follows, or a state.
fn is_marked(sentence: &Sentence, at: usize) -> bool {
    sentence.starts(List::BeWords, at) || sentence.starts(List::Auxiliaries, at)
}

/// "Are repaired", "have adopted", "is viable".
fn of_state(sentence: &Sentence, at: usize) -> Predicate {
    let until = (at + 1 + STATE).min(sentence.tokens.len());
    let participle = (at + 1..until)
        .take_while(|at| !sentence.starts(List::Purpose, *at))
        .find(|at| done(sentence, *at));
    let change = Predicate {
        observes: Observes::Change,
        known: true,
    };
    let Some(participle) = participle else {
        // "Consumers have the information they need"
        if sentence.starts(List::PerfectWords, at) && sentence.starts(List::Articles, at + 1) {
            return change;
        }
        // "Is available"
        let given = (at + 1..until).any(|at| sentence.at(List::DeliveryWords, at));
        return if given { guess(Observes::Delivery) } else { change };
    };
    let passive = sentence.passive_alone(&sentence.tokens[participle].lower)
        || (at..participle).any(|at| sentence.at(List::BeWords, at));
    let better = (at..participle).any(|at| sentence.at(List::BetterWords, at));
    if !passive && takes_part(sentence, participle) {
        return guess(Observes::Delivery);
    }
    if !passive || better {
        return change;
    }
    of_participle(sentence, participle)
}

fn of_participle(sentence: &Sentence, at: usize) -> Predicate {
    let has = |list| sentence.at(list, at);
    let delivers = has(List::DeliveryWords) || has(List::OutputVerbs);
    let changes =
        has(List::ChangeWords) || has(List::ChangeUse) || has(List::ChangeVerbs) && !has(List::DeliveryWords);
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
            || next.lower.chars().count() == 1
            || next.lower.ends_with("ly")
            || sentence.starts(List::NounStops, at + 1)
            || sentence.starts(List::AndWords, at + 1)
            || sentence.starts(List::Articles, at + 1))
}
