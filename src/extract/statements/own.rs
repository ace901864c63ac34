//! What the project itself, or "we", did, whatever the verb.

use super::account::is_quoted;
use super::users::tells_of_users;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words before the project as the subject: "In March this year our whole team …".
const OWN_SUBJECT: usize = 8;
/// Words between it and what it does: "the project in Kenya has steadily …".
const OWN_VERB: usize = 4;

/// "The project gave 30 lectures", "därför gav vi", and in a list "Introduced a new variety", "162 cases closed in court": what
/// others of their own accord do as well tells a deed where the project does it.
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
        let opens = verb.start == 0 && sentence.is_past(&sentence.tokens[0].lower);
        acts || opens || is_count(sentence)
    };
    let listed = sentence.all(List::OwnDeeds).filter(theirs);
    listed.chain(done_by_us(sentence))
}

/// A line that begins with how many, and has no helping verb.
fn is_count(sentence: &Sentence) -> bool {
    let verbs = [
        List::BeWords,
        List::Auxiliaries,
        List::PerfectWords,
        List::FirstPersons,
    ];
    let number = sentence.numbers.first();
    number.is_some_and(|number| number.start == 0 && !number.percent)
        && !verbs.into_iter().any(|list| sentence.has(list))
}

/// "We harvested 88 kg", "nous avons rencontré", "vi har flyttat", "sedan borrade vi": in the past, and not what we saw,
/// thought or were.
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
    let turned = move |own: &Hit| {
        let before = own.start.checked_sub(1).filter(|_| sentence.compounds());
        before.is_some_and(|at| {
            let token = &sentence.tokens[at];
            token.is_word() && sentence.is_past(&token.lower) && !other(at) && !helps(at)
        })
    };
    let told = move |own: &Hit| {
        let first = (own.end..sentence.tokens.len()).find(|at| !helps(*at))?;
        let mut able = sentence.all(List::AbleTo);
        let able = able.find(|able| own.end <= able.start && (able.start..able.end).contains(&first));
        let verb = able.map_or(first, |able| able.end);
        let token = sentence.tokens.get(verb)?;
        let form = &token.lower;
        let helped = first > own.end && sentence.is_past(&sentence.tokens[first - 1].lower);
        let perfect = helped && token.is_word() && !token.is_small && !sentence.in_present(form);
        Some((able.is_some() || perfect || sentence.is_past(form)) && !other(verb))
    };
    sentence
        .all(List::FirstPersons)
        .filter(move |own| !quoted && (turned(own) || told(own) == Some(true)))
}

/// "The team was able to repair", "nous avons pu construire": what one could do was done. What those could do whom the work
/// is for is a change.
pub fn was_able(sentence: &Sentence, verb: usize) -> bool {
    let mut able = sentence.all(List::AbleTo).filter(|able| able.end == verb);
    able.any(|able| !tells_of_users(sentence, able))
}
