//! What those who are counted do of their own accord: an act of others is no delivery of the project.

use super::claims::{claims, is_done};
use super::is_made;
use crate::extract::lexicon::List;
use crate::extract::results::agents::{takes_part, was_done};
use crate::extract::results::head::Head;
use crate::extract::words::Sentence;
use crate::report::{Counted, Observes};

/// How many words may stand between "by" and who acts.
const AGENT: usize = 4;

/// "Initiatives on child marriage undertaken by CSOs": their act, not the project's.
pub(super) fn by_others(sentence: &Sentence, head: &Head) -> bool {
    let others = [List::People, List::Organisations, List::Places, List::Households];
    let given = |at: usize| {
        [List::PeopleActions, List::DeliveryWords]
            .iter()
            .any(|list| sentence.at(*list, at))
    };
    let done = |at: usize| sentence.is_passive(&sentence.tokens[at].lower) && !given(at);
    let theirs = matches!(head.counted, Counted::People | Counted::Households)
        || sentence.ends(List::Topics, head.end);
    theirs
        && sentence
            .all(List::AgentWords)
            .filter(|hit| hit.start > head.end && done(hit.start - 1))
            .any(|hit| {
                (hit.end..hit.end + AGENT).any(|at| others.iter().any(|list| sentence.starts(*list, at)))
            })
}

/// "CSOs providing legal aid", "schools that train their staff", "women holding title deeds" do so themselves.
pub(super) fn acts(sentence: &Sentence, head: &Head) -> bool {
    let comma = usize::from(
        sentence
            .tokens
            .get(head.end)
            .is_some_and(|token| token.lower == ","),
    );
    let clause = sentence.starts(List::Relatives, head.end + comma);
    let verb = head.end + comma + usize::from(clause);
    let Some(token) = sentence.tokens.get(verb) else {
        return false;
    };
    let active = match clause {
        true => sentence.in_present(&token.lower) && token.lower == token.singular,
        false => sentence.acts(&token.lower),
    };
    let given = (head.end..sentence.tokens.len()).any(|at| was_done(sentence, at));
    let served = takes_part(sentence, verb) && !gives(sentence, head, clause);
    let own = !is_made(sentence, head) && active && !served;
    own && (head.counted != Counted::People || !given)
        && !sentence.at(List::Auxiliaries, verb)
        && !sentence.at(List::NounStops, verb)
        // "Communities where women were consulted"
        && !sentence.starts(List::People, verb)
}

/// "Schools that train their staff", "agencies that refer survivors": with an object of its own the act is theirs.
fn gives(sentence: &Sentence, head: &Head, clause: bool) -> bool {
    let verb = head.end + usize::from(clause);
    let object = verb + 1;
    head.counted != Counted::People
        && (sentence.starts(List::Articles, object)
            || sentence.starts(List::People, object)
            || sentence.starts(List::People, object + 1))
}

/// "Youth involved in monitoring budgets": not "involved in the training".
pub(super) fn is_engaged(sentence: &Sentence, head: &Head) -> bool {
    let theirs = matches!(
        head.counted,
        Counted::People | Counted::Households | Counted::Organisations
    );
    theirs
        && sentence.all(List::Engaging).any(|hit| {
            let act = sentence.tokens.get(hit.end);
            let acts = act.is_some_and(|act| sentence.acts(&act.lower) || sentence.is_infinitive(hit.end));
            let taught = [List::TrainingWords, List::Events].into_iter();
            hit.start >= head.end && acts && !taught.into_iter().any(|list| sentence.starts(list, hit.end))
        })
}

/// "Private sector initiatives", "initiatives in the local community": of others, unless they were given something.
pub(super) fn is_their_initiative(sentence: &Sentence, head: &Head, from: usize) -> bool {
    let Some(own) = sentence
        .all(List::Initiatives)
        .find(|hit| (from..head.end).contains(&hit.start))
    else {
        return false;
    };
    let others = [List::OtherAgents, List::Organisations, List::Places, List::People];
    let named = |at: usize| others.into_iter().any(|list| sentence.starts(list, at));
    let linked = sentence.starts(List::NounStops, own.end) || sentence.starts(List::OfWords, own.end);
    let theirs = (from..own.start).any(named) || linked && (own.end + 1..own.end + AGENT).any(named);
    let given = claims(sentence, own.end, sentence.tokens.len())
        .iter()
        .any(|claim| claim.observes == Observes::Delivery && is_done(sentence, claim));
    theirs && !given && !sentence.has(List::OwnAgents)
}
