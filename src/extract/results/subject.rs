//! Who the subject of an English statement is, where only its place tells: "councils adopt", "the bank supervises".

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::agents::{takes_part, was_done};

/// How many words the subject of a statement may have.
const SUBJECT: usize = 6;

/// Whether people or organisations are the ones who act: "schools provide meals", not "schools provided with meals".
pub fn done_by_others(sentence: &Sentence, claim: Option<usize>) -> bool {
    let until = claim.map_or(sentence.tokens.len(), |start| start + 1);
    let others = [
        List::People,
        List::Organisations,
        List::Actors,
        List::Households,
        List::Places,
    ];
    let things = [
        List::Events,
        List::Products,
        List::Deliverables,
        List::TakingPart,
        List::NounStops,
    ];
    if one_body_acts(sentence) {
        return true;
    }
    (1..until.min(SUBJECT)).any(|at| {
        let (subject, verb) = (&sentence.tokens[at - 1], &sentence.tokens[at]);
        if one_acts(sentence, at) {
            return true;
        }
        let plural = subject.lower != subject.singular || sentence.at(List::SameInPlural, at - 1);
        let starts = |list: &List| sentence.starts(*list, at);
        plural
            && others.iter().any(|list| sentence.ends(*list, at))
            && verb.is_word()
            && !verb.capital
            && verb.lower == verb.singular
            && sentence.in_present(&verb.lower)
            && !others.iter().chain(&things).any(starts)
            && !sentence.starts(List::AndWords, at)
            && !sentence.starts(List::OfWords, at)
    })
}

/// How far after the first word of a phrase the participle may stand: "cases of influential people endorsing".
const NEAR: usize = 7;

/// Those named by a plural act in a participle with an object of its own: "women and men taking action", not "meetings
/// covering", "people living with HIV reached".
pub fn acting_plural(sentence: &Sentence, from: usize) -> bool {
    let until = sentence.tokens.len().min(from + NEAR);
    // "Standard operating procedures" are one thing.
    let in_name = |at: usize| {
        let mut names = sentence
            .all(List::Deliverables)
            .chain(sentence.all(List::Products));
        names.any(|hit| hit.start < at && at < hit.end)
    };
    let acts = |at: &usize| {
        let function = sentence.at(List::Function, *at) || in_name(*at);
        sentence.acts(&sentence.tokens[*at].lower) && !function
    };
    let Some(at) = (from + 1..until).find(acts) else {
        return false;
    };
    let (noun, next) = (&sentence.tokens[at - 1], sentence.tokens.get(at + 1));
    let things = [
        List::Events,
        List::Products,
        List::Deliverables,
        List::Contacts,
        List::OwnAgents,
        List::NounStops,
        List::TrainingWords,
        List::CampaignWords,
        List::Services,
    ];
    let given = (at..at + 2).any(|at| takes_part(sentence, at));
    let served = given || (at..sentence.tokens.len()).any(|at| was_done(sentence, at));
    noun.is_word()
        && (noun.lower != noun.singular || sentence.ends(List::People, at))
        && !things.iter().any(|list| sentence.at(*list, at - 1))
        && next.is_some_and(|next| next.is_word() && !sentence.starts(List::NounStops, at + 1))
        && !served
}

/// Words between a body and its verb: "el concejo municipal consulta".
const BETWEEN: usize = 2;
/// Letters of a word that begins an object: "adopta un plan", "consulte les habitants".
const OBJECT: usize = 3;

/// "El ministerio publica el presupuesto", "Le conseil communal consulte les habitants": the ending alone is a noun's too, so
/// an object must follow.
fn one_body_acts(sentence: &Sentence) -> bool {
    let begins = usize::from(sentence.starts(List::Articles, 0));
    let bodies = [List::OtherAgents, List::Organisations];
    let body = bodies
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|hit| hit.start == begins)
        .map(|hit| hit.end)
        .max();
    let Some(body) = body else { return false };
    let ends = |at: usize| {
        let lists = [List::OfWords, List::NounStops, List::AndWords];
        lists.iter().any(|list| sentence.starts(*list, at))
    };
    let object = |at: usize| {
        let next = sentence.tokens.get(at);
        let short = next.is_some_and(|next| next.is_word() && next.lower.chars().count() <= OBJECT);
        let marked = sentence.starts(List::Articles, at) || sentence.starts(List::ToWords, at);
        marked || short && !ends(at)
    };
    (body..=body + BETWEEN)
        .take_while(|at| !ends(*at))
        .filter(|at| {
            let token = sentence.tokens.get(*at);
            token.is_some_and(|token| {
                token.is_word() && !token.capital && sentence.may_be_single(&token.lower)
            })
        })
        .any(|at| object(at + 1) && !takes_part(sentence, at) && !was_done(sentence, at))
}

/// "The electoral commission conducts", "the central bank supervises".
fn one_acts(sentence: &Sentence, at: usize) -> bool {
    let verb = &sentence.tokens[at];
    let nouns = [
        List::People,
        List::Organisations,
        List::Events,
        List::Products,
        List::Deliverables,
        List::Contacts,
        List::Cases,
        List::Places,
        List::TakingPart,
        List::NounStops,
    ];
    let subject = [List::OtherAgents, List::Organisations]
        .iter()
        .any(|list| sentence.ends(*list, at));
    let object = sentence.tokens.get(at + 1).is_some_and(|next| {
        let ends = sentence.starts(List::NounStops, at + 1) || sentence.starts(List::OfWords, at + 1);
        next.is_word() && !ends && !sentence.is_passive(&next.lower)
    });
    let own = &sentence.tokens[at - 1];
    subject
        && object
        && sentence.in_present(&verb.lower)
        && !verb.capital
        && own.lower == own.singular
        && verb.lower != verb.singular
        && !nouns.iter().any(|list| sentence.starts(*list, at))
}
