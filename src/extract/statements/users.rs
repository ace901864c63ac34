//! Who does what a verb of use tells: those whom the work is for, or anybody else.

use super::account::is_quoted;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;

/// Words of a clause before its verb among which the subject stands.
const SUBJECT: usize = 9;
/// Words between a preposition and its noun: "for the poorest women".
const PREPOSITION: usize = 2;
/// Words between "by" and who acts.
const AGENT: usize = 5;
/// Words behind a verb among which the subject stands where a language may turn them: "av dem driver 95 procent".
const TURNED: usize = 4;

/// Those whom the work is for, those who govern them, and what these put into force.
const USERS: [List; 6] = [
    List::OtherAgents,
    List::Households,
    List::Facilities,
    List::ThoseReached,
    List::Instruments,
    List::SingularPronouns,
];
/// Who may be either.
const ANYBODY: [List; 3] = [List::People, List::Actors, List::Organisations];
const OWN: [List; 2] = [List::OwnAgents, List::ProjectStaff];

/// "Families use", "13 per cent found work", "adopted by the council"; and neither "a method adopted", "for domestic use" nor
/// "the project adopted". What several words tell needs no subject that is known, but none of the project's own.
pub fn is_done_by_users(sentence: &Sentence, verb: &Hit) -> bool {
    let subject = subject(sentence, verb.start);
    if tells_more(sentence, verb) {
        return !matches!(subject, Some(Subject::Own));
    }
    is_done_by(sentence, verb) || is_verb(sentence, verb) && matches!(subject, Some(Subject::Users))
}

/// Whether what is true now is said of those whom the work is for: "the women now …", "today, families …"; or it is a value:
/// "now it is 37".
pub fn is_of_users(sentence: &Sentence, now: &Hit) -> bool {
    let near = now.end..(now.end + AGENT).min(sentence.tokens.len());
    let valued = |at: usize| {
        let value =
            |number: &NumberToken| number.start == at && !sentence.is_year(number) && !number.in_words;
        sentence.numbers.iter().any(value) && !sentence.month_follows(at + 1)
    };
    match subject(sentence, now.start) {
        Some(Subject::Users) => true,
        Some(Subject::Own) => false,
        None => near.into_iter().any(|at| is_user(sentence, at) || valued(at)),
    }
}

/// Whether those whom the work is for are the subject before a word.
pub fn tells_of_users(sentence: &Sentence, hit: &Hit) -> bool {
    matches!(subject(sentence, hit.start), Some(Subject::Users))
}

#[derive(Clone, Copy)]
enum Subject {
    Users,
    Own,
}

/// Words beyond the verb itself and its helpers: "found a job", and not "has hired".
fn tells_more(sentence: &Sentence, verb: &Hit) -> bool {
    let helper = |at: usize| {
        let token = &sentence.tokens[at];
        let lists = [List::Auxiliaries, List::BeWords, List::TodayWords, List::Manners];
        !token.is_word() || token.is_small || lists.into_iter().any(|list| sentence.starts(list, at))
    };
    (verb.start..verb.end).filter(|at| !helper(*at)).count() > 1
}

/// The subject before a verb: in the nearest part of the sentence that names anybody.
fn subject(sentence: &Sentence, verb: usize) -> Option<Subject> {
    let mut to = verb;
    let first = verb.saturating_sub(SUBJECT);
    loop {
        let ends = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":" | "(" | ".");
        let from = (first..to).rev().find(ends).map_or(first, |at| at + 1);
        // "IOM, through its evaluation division, decided".
        let aside = to < verb && from > first && sentence.starts(List::NounStops, from);
        let found = named(sentence, from, to, verb).filter(|_| !aside);
        let parted = from > first && sentence.tokens[from - 1].lower == ",";
        if found.is_some() || !parted {
            let turned = sentence.compounds() && found.is_none();
            let after = verb + 1..(verb + 1 + TURNED).min(sentence.tokens.len());
            return found.or_else(|| {
                let counted = |at: usize| sentence.numbers.iter().any(|number| number.start == at);
                let users = turned && after.into_iter().any(|at| is_user(sentence, at) || counted(at));
                users.then_some(Subject::Users)
            });
        }
        to = from - 1;
    }
}

/// Who is named between two tokens, but for what stands behind a preposition.
fn named(sentence: &Sentence, from: usize, to: usize, verb: usize) -> Option<Subject> {
    let quoted = is_quoted(sentence);
    (from..to).find_map(|at| {
        if sentence.starts(List::FirstPersons, at) {
            return (!quoted).then_some(Subject::Own);
        }
        let shares = sentence
            .numbers
            .iter()
            .any(|number| number.start == at && number.percent);
        if !shares && is_aside(sentence, from, at) {
            return None;
        }
        if shares || is_counted(sentence, at, verb) || sentence.starts(List::SubjectPronouns, at) {
            return Some(Subject::Users);
        }
        // "Project participants" are participants.
        if is_user(sentence, at) {
            return Some(Subject::Users);
        }
        let own = OWN.into_iter().flat_map(|list| sentence.all(list));
        let mut own = own.filter(|hit| hit.start == at);
        // "Our organisation" is the authors'.
        let body = |at: usize| sentence.starts(List::Organisations, at) && !is_surely_user(sentence, at);
        own.any(|hit| !is_user(sentence, hit.end) || body(hit.end))
            .then_some(Subject::Own)
    })
}

/// "40 of the 65", or a number directly before the verb: "40 use".
fn is_counted(sentence: &Sentence, at: usize, verb: usize) -> bool {
    let mut numbers = sentence.numbers.iter().filter(|number| number.start == at);
    numbers.any(|number| {
        let alone = before(sentence, verb).is_some_and(|last| number.end == last + 1);
        // "Nine in ten".
        let of_number = sentence.numbers.iter().any(|whole| whole.start == number.end + 1);
        alone || sentence.starts(List::OfWords, number.end) || of_number
    })
}

/// "For women", "through the project"; "60 per cent of the women" are women.
fn is_aside(sentence: &Sentence, from: usize, at: usize) -> bool {
    let near = at.saturating_sub(PREPOSITION).max(from)..at;
    let mut prepositions = near.filter(|at| sentence.starts(List::NounStops, *at));
    let last = prepositions.next_back();
    last.is_some_and(|last| {
        let helper = [List::Auxiliaries, List::BeWords, List::OfWords, List::ThatWords];
        !helper.into_iter().any(|list| sentence.starts(list, last))
    })
}

/// By a list that leaves no doubt.
fn is_surely_user(sentence: &Sentence, at: usize) -> bool {
    USERS.into_iter().any(|list| sentence.starts(list, at))
}

pub fn is_user(sentence: &Sentence, at: usize) -> bool {
    let starts = |list: List| sentence.starts(list, at);
    is_surely_user(sentence, at) || ANYBODY.into_iter().any(starts) && !OWN.into_iter().any(starts)
}

/// A government, a ministry, a municipality, and no partner that works for the project.
pub fn is_public_body(sentence: &Sentence, at: usize) -> bool {
    let own = |at: usize| OWN.into_iter().any(|list| sentence.starts(list, at));
    sentence.starts(List::PublicBodies, at) && !own(at) && !at.checked_sub(1).is_some_and(own)
}

/// The last token before a verb, but for adverbs and helpers.
fn before(sentence: &Sentence, verb: usize) -> Option<usize> {
    let lists = [
        List::Auxiliaries,
        List::BeWords,
        List::TodayWords,
        List::Manners,
        List::BesidesWords,
    ];
    (0..verb)
        .rev()
        .find(|at| !lists.into_iter().any(|list| sentence.at(list, *at)))
}

/// A verb of the sentence, and no noun, quality or aside: neither "for domestic use", "the approved loan" nor "those who use".
fn is_verb(sentence: &Sentence, verb: &Hit) -> bool {
    let lower = &sentence.tokens[verb.end - 1].lower;
    let Some(last) = before(sentence, verb.start) else {
        return sentence.compounds();
    };
    let helped = last + 1 < verb.start || verb.end > verb.start + 1;
    // "The farmers who use …" only says who they are; "ten families, who use …" tells what they do.
    if sentence.starts(List::Relatives, last) {
        return helped || last > 0 && sentence.tokens[last - 1].lower == ",";
    }
    let named = is_named(sentence, last);
    if sentence.head_last() && !sentence.compounds() {
        let next = sentence.tokens.get(verb.end);
        let small = next.is_none_or(|next| next.is_small || !next.is_word());
        return helped || named || !sentence.in_present(lower) && small;
    }
    // "La stratégie adoptée dans …"
    helped || sentence.compounds() || sentence.passive_alone(lower) || !sentence.is_passive(lower)
}

/// Somebody, or a name, a number, or what is said of them in brackets.
fn is_named(sentence: &Sentence, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let number = sentence.numbers.iter().any(|number| number.end == at + 1);
    let listed = USERS
        .into_iter()
        .chain(ANYBODY)
        .chain([List::SubjectPronouns])
        .any(|list| sentence.ends(list, at + 1));
    number || listed || token.lower == ")" || at > 0 && token.capital
}

/// "Adopted by the council".
fn is_done_by(sentence: &Sentence, verb: &Hit) -> bool {
    let mut agents = sentence
        .all(List::AgentWords)
        // "Mechanisms by which ministries communicate".
        .filter(|hit| !sentence.starts(List::Relatives, hit.end))
        .filter(|hit| (verb.start + 1..verb.end + PREPOSITION).contains(&hit.start));
    agents.any(|by| {
        let near = by.end..(by.end + AGENT).min(sentence.tokens.len());
        let own = near
            .clone()
            .find(|at| OWN.into_iter().any(|list| sentence.starts(list, *at)));
        let users = near.into_iter().find(|at| is_user(sentence, *at));
        users.is_some_and(|users| own.is_none_or(|own| users <= own + 1))
    })
}
