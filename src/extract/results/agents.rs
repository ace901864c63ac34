//! Who acts in a wording: the project, or those whom it is meant to reach.

use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::report::Observes;

/// How many words may stand between "by" and who acts.
const AGENT: usize = 5;

/// How far before a participle "were" may stand: "were then also trained".
const PASSIVE: usize = 4;

/// What settles the matter whatever else is said: others do it of their own accord, the project does it, or it is
/// the project's own progress that is measured.
pub fn settled(sentence: &Sentence, from: usize) -> Option<Observes> {
    if sentence.has(List::OwnAccord) {
        return Some(Observes::Change);
    }
    if sentence.has(List::ProjectProgress) && !sentence.has(List::ChangeUse) {
        return Some(Observes::Delivery);
    }
    by_whom(sentence, from)
}

/// "Adopted by councils", "drilled by the project": what is done tells of who did it.
fn by_whom(sentence: &Sentence, from: usize) -> Option<Observes> {
    let agents = sentence
        .all(List::AgentWords)
        .filter(|hit| hit.start > from && is_done(sentence, hit.start));
    for agent in agents {
        if plain(sentence, from, agent.start) {
            continue;
        }
        let named = |list| (agent.end..agent.end + AGENT).find(|at| sentence.starts(list, *at));
        match (named(List::OwnAgents), named(List::OtherAgents)) {
            // "Community volunteers" are volunteers.
            (Some(own), Some(other)) if other + 1 < own || other < own && !sentence.head_last() => {
                return Some(Observes::Change);
            }
            // "Women supported by the project who stand for election"
            (Some(_), _) if clause(sentence, agent.end) => {}
            (Some(_), _) => return Some(Observes::Delivery),
            (None, Some(_)) => return Some(Observes::Change),
            (None, None) => {}
        }
    }
    None
}

fn clause(sentence: &Sentence, from: usize) -> bool {
    sentence.all(List::Relatives).any(|hit| hit.start > from)
}

/// "Farmers using seed that was sold by traders": an earlier clause tells of something else.
fn plain(sentence: &Sentence, from: usize, until: usize) -> bool {
    let lists = [List::ChangeUse, List::Relatives, List::TakingPart];
    (from..until.saturating_sub(1)).any(|at| {
        let own = !sentence.starts(List::BeWords, at) && !done(sentence, at);
        own && lists.iter().any(|list| sentence.starts(*list, at))
    })
}

/// A participle stands at most two words before: "written and adopted", "trained in full by".
fn is_done(sentence: &Sentence, before: usize) -> bool {
    (before.saturating_sub(3)..before)
        .rev()
        .take_while(|at| !sentence.starts(List::Purpose, *at))
        .any(|at| done(sentence, at))
}

/// A participle of what was done, by its ending or by a list.
pub fn done(sentence: &Sentence, at: usize) -> bool {
    let Some(token) = sentence.tokens.get(at) else {
        return false;
    };
    sentence.is_passive(&token.lower) || sentence.at(List::Participles, at)
}

/// "Were trained": not "have adopted", which they did themselves.
pub fn was_done(sentence: &Sentence, at: usize) -> bool {
    done(sentence, at)
        && (sentence.passive_alone(&sentence.tokens[at].lower)
            || (at.saturating_sub(PASSIVE)..at).any(|at| sentence.at(List::BeWords, at)))
}

/// A verb of what others do, by its form: "les communes financent", "жители сообщают".
pub fn finite(sentence: &Sentence, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let Some([subject, verb]) = sentence.tokens.get(before..=at) else {
        return false;
    };
    let noun = [
        List::People,
        List::Organisations,
        List::Places,
        List::Products,
        List::Events,
        List::Deliverables,
        List::NounStops,
    ]
    .into_iter()
    .any(|list| sentence.starts(list, at));
    verb.is_word()
        && !verb.capital
        && !noun
        && !done(sentence, at)
        && sentence.is_finite(&subject.lower, &verb.lower)
        && !sentence.in_brackets(at)
}

/// What people do to be given something: "attended", "received".
pub fn takes_part(sentence: &Sentence, at: usize) -> bool {
    sentence.at(List::PeopleActions, at) || sentence.at(List::TakingPart, at)
}
