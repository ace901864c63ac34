//! What the project itself, or "we", did, whatever the verb.

use super::account::is_quoted;
use super::users::tells_of_users;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words before the project as the subject: "In March this year our whole team …".
const OWN_SUBJECT: usize = 8;
/// Words between it and what it does: "the project in Kenya has steadily …".
const OWN_VERB: usize = 4;

/// "The project gave 30 lectures", "därför gav vi", and in a list "Introduced a new variety": what others of their own accord
/// do as well tells a deed where the project does it.
pub fn own_deeds(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    let theirs = |verb: &&Hit| {
        let own = [List::FirstPersons, List::OwnBodies];
        let mut own = own.into_iter().flat_map(|list| sentence.all(list));
        let leads = |at: usize| sentence.tokens[at].is_word() && !sentence.starts(List::Relatives, at);
        let acts = own.any(|own| {
            let before = own.end <= verb.start
                && verb.start - own.end <= OWN_VERB
                && own.start <= OWN_SUBJECT
                && (own.end..verb.start).all(leads);
            before || own.start == verb.end
        });
        acts || verb.start == 0 && sentence.is_past(&sentence.tokens[0].lower)
    };
    sentence
        .all(List::OwnDeeds)
        .filter(theirs)
        .chain(done_by_us(sentence))
}

/// "We harvested 88 kg", "nous avons rencontré", "vi har flyttat": in the past, and not what we saw, thought or were.
fn done_by_us(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    let helpers = [
        List::Auxiliaries,
        List::PerfectWords,
        List::BesidesWords,
        List::Manners,
    ];
    let helps = move |at: usize| helpers.into_iter().any(|list| sentence.at(list, at));
    let others = [
        List::NoOwnDeeds,
        List::NoDeeds,
        List::PromiseVerbs,
        List::SayingWords,
        List::IntentionWords,
        List::BeWords,
        List::StateVerbs,
        List::Negations,
    ];
    let other = move |at: usize| others.into_iter().any(|list| sentence.at(list, at));
    let quoted = is_quoted(sentence);
    sentence.all(List::FirstPersons).filter(move |own| {
        let first = (own.end..sentence.tokens.len()).find(|at| !helps(*at));
        first.is_some_and(|first| {
            let mut able = sentence.all(List::AbleTo);
            let able = able.find(|able| own.end <= able.start && (able.start..able.end).contains(&first));
            let verb = able.map_or(first, |able| able.end);
            let Some(token) = sentence.tokens.get(verb) else {
                return false;
            };
            let form = &token.lower;
            let helped = first > own.end && sentence.is_past(&sentence.tokens[first - 1].lower);
            let perfect = helped && token.is_word() && !token.is_small && !sentence.in_present(form);
            let told = able.is_some() || perfect || sentence.is_past(form);
            !quoted && told && !other(verb)
        })
    })
}

/// "The team was able to repair", "nous avons pu construire": what one could do was done. What those could do whom the work
/// is for is a change.
pub fn was_able(sentence: &Sentence, verb: usize) -> bool {
    let mut able = sentence.all(List::AbleTo).filter(|able| able.end == verb);
    able.any(|able| !tells_of_users(sentence, able))
}
