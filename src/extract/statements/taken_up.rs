//! Somebody other than the project acts because of it: a ministry writes its advice into a plan, a bank tries its tool, a
//! training leads to what members do (OECD-DAC Glossary: an outcome is what those reached do, and not what they were given).

use super::account::{has_outside_cause, is_intended, is_negated, is_own_act};
use super::changes::is_for;
use super::users::{is_public_body, is_user};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words between "included" and the plan or law of those who govern.
const INTO: usize = 8;
/// Words between advice and what was done with it: "450 recommendations, developed by the councils, have been".
const ADVICE: usize = 10;
/// Words between a verb and the law or plan that is its object.
const OBJECT: usize = 5;
/// Words between "led to" and those who act because of it.
const LED: usize = 7;
/// Words between those who act and their verb: "women and girls from the hills to".
const VERB: usize = 4;

/// What is given, taught or attended: no act of those who get it.
const SERVED: [List; 7] = [
    List::TakingPart,
    List::Attending,
    List::ServedWords,
    List::OutputVerbs,
    List::ActivityVerbs,
    List::TrainingWords,
    List::ImpartingWords,
];

pub fn taken_up(sentence: &Sentence) -> Option<&Hit> {
    written_in(sentence)
        .or_else(|| advice_followed(sentence))
        .or_else(|| governed(sentence))
        .or_else(|| brought_about(sentence))
}

/// Told as done, by others than those who write.
fn is_told(sentence: &Sentence, hit: &Hit) -> bool {
    !is_intended(sentence, hit)
        && !is_negated(sentence, hit)
        && !is_for(sentence, hit)
        && !is_own_act(sentence, hit)
}

/// "Recommendations integrated in the national plan", "nutrition was included in the district's budget": where the plan, law
/// or curriculum is one of those who govern.
fn written_in(sentence: &Sentence) -> Option<&Hit> {
    sentence.all(List::InclusionWords).find(|hit| {
        let near = hit.end..(hit.end + INTO).min(sentence.tokens.len());
        let governing = near.clone().any(|at| is_public_body(sentence, at));
        let document = near.into_iter().any(|at| is_document(sentence, at));
        governing && document && is_told(sentence, hit)
    })
}

/// A law, a policy, a plan or a curriculum.
fn is_document(sentence: &Sentence, at: usize) -> bool {
    [List::Instruments, List::Norms, List::PlanDocuments]
        .into_iter()
        .any(|list| sentence.starts(list, at))
}

/// "Over 450 recommendations have been implemented": whoever was advised did it.
fn advice_followed(sentence: &Sentence) -> Option<&Hit> {
    let followed = [List::UptakeVerbs, List::OutcomeVerbs, List::FollowingVerbs];
    let mut verbs = followed.into_iter().flat_map(|list| sentence.all(list));
    verbs.find(|verb| {
        let mut advice = sentence.all(List::AdviceWords);
        let form = (verb.start..verb.end).any(|at| sentence.is_passive(&sentence.tokens[at].lower));
        // "The recommendations of the mid-term review were followed": by the project, in its own work.
        let own = sentence.has(List::KindEvaluation);
        (form || sentence.ends(List::BeWords, verb.start))
            && !own
            && is_told(sentence, verb)
            && advice.any(|advice| advice.end <= verb.start && verb.start - advice.end <= ADVICE)
    })
}

/// "The government has developed regulations", "three counties finalised their plans": what states do with their own laws
/// and plans, by a verb that for a project's own product would tell of a delivery.
fn governed(sentence: &Sentence) -> Option<&Hit> {
    sentence.all(List::OutputVerbs).find(|verb| {
        let own = (verb.end..(verb.end + OBJECT).min(sentence.tokens.len())).any(|at| {
            let document = sentence.starts(List::Norms, at) || sentence.starts(List::OwnPlans, at);
            let parted = (verb.end..at).any(|at| sentence.tokens[at].lower == ",");
            document && !parted
        });
        // "The ministry received the policies".
        let served = [List::TakingPart, List::ServedWords]
            .into_iter()
            .any(|list| sentence.at(list, verb.start));
        own && !served && is_told(sentence, verb) && body_before(sentence, verb)
    })
}

/// Words of a subject before its verb: "the government of Kenya has".
const SUBJECT: usize = 6;

/// One of those who govern is the subject: nothing but its name and helpers stands between.
fn body_before(sentence: &Sentence, verb: &Hit) -> bool {
    let clause = |at: &usize| !matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":" | "." | "(");
    let near = (verb.start.saturating_sub(SUBJECT)..verb.start)
        .rev()
        .take_while(clause);
    let from = near.last().unwrap_or(verb.start);
    let body = (from..verb.start).find(|at| is_public_body(sentence, *at));
    let Some(body) = body else { return false };
    // "Draft law by the ministry", "with the ministry we developed": it does not act.
    let aside = (from..body).any(|at| sentence.starts(List::NounStops, at));
    // "The ministry was given", "the policies of the ministry developed by".
    let passive = sentence.ends(List::BeWords, verb.start) || sentence.starts(List::AgentWords, verb.end);
    !aside && !passive
}

/// "Led to members starting to …", "has enabled citizens to raise", "a permis au gouvernement d'informer".
pub fn brought_about(sentence: &Sentence) -> Option<&Hit> {
    if has_outside_cause(sentence) {
        return None;
    }
    sentence.all(List::BringingAbout).find(|led| {
        let blamed = sentence.all(List::ReasonWords).any(|hit| hit.end <= led.start);
        let until = clause_end(sentence, led.end);
        let act = (led.end..until.min(led.end + LED))
            .any(|at| is_user(sentence, at) && !is_among(sentence, led.end, at) && acts(sentence, at, until));
        let taken = sentence
            .all(List::UptakeNouns)
            .any(|noun| (led.end..(led.end + OBJECT).min(until)).contains(&noun.start));
        // "They are convinced", "was prompted": of whom it is told.
        let passive = sentence.ends(List::BeWords, led.start);
        (act || taken || acts_by_name(sentence, led)) && !blamed && !passive && is_told(sentence, led)
    })
}

/// "Allowed Rima to rent", "enables them to pay", "les a permis de", "leur permet de vendre": somebody by name or told before.
fn acts_by_name(sentence: &Sentence, led: &Hit) -> bool {
    let pronoun = |at: usize| sentence.starts(List::ObjectPronouns, at);
    let name = |at: usize| {
        let own = [
            List::OwnAgents,
            List::OwnBodies,
            List::Organisations,
            List::FirstPersons,
        ];
        sentence.tokens.get(at).is_some_and(|token| token.capital)
            && !own.into_iter().any(|list| sentence.starts(list, at))
    };
    let does = |at: usize| sentence.starts(List::InfinitiveMarks, at) && !tells_service(sentence, at + 1);
    let behind = (pronoun(led.end) || name(led.end)) && does(led.end + 1);
    let before = led.start > 0
        && (led.start.saturating_sub(2)..led.start).any(pronoun)
        && (does(led.end) || sentence.is_infinitive(led.end) && !tells_service(sentence, led.end));
    behind || before
}

/// "Confidence among the women": of whom something is true, and nobody who acts.
fn is_among(sentence: &Sentence, from: usize, who: usize) -> bool {
    let near = who.saturating_sub(2).max(from)..who;
    near.into_iter().any(|at| {
        let whole = [List::OfWords, List::InfinitiveMarks];
        sentence.starts(List::AmongWords, at) && !whole.into_iter().any(|list| sentence.starts(list, at))
    })
}

fn clause_end(sentence: &Sentence, from: usize) -> usize {
    let ends = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), ";" | ":");
    (from..sentence.tokens.len())
        .find(ends)
        .unwrap_or(sentence.tokens.len())
}

/// Whether those named at a token do something of their own behind it: "citizens to raise concerns", "medlemmar började".
fn acts(sentence: &Sentence, who: usize, until: usize) -> bool {
    let near = who + 1..(who + 1 + VERB).min(until);
    let marks = |at: usize| {
        let other = [List::OfWords, List::Articles];
        sentence.starts(List::InfinitiveMarks, at) && !other.into_iter().any(|list| sentence.at(list, at))
    };
    let verb = near.into_iter().find_map(|at| {
        let word = &sentence.tokens[at];
        if !word.is_word() || word.capital {
            return None;
        }
        let lower = word.lower.as_str();
        let form = sentence.acts(lower)
            || sentence.is_infinitive(at)
            || sentence.is_finite(&sentence.tokens[at - 1].lower, lower)
            || sentence.is_past(lower);
        let listed = [
            List::ActingVerbs,
            List::OutcomeVerbs,
            List::UptakeVerbs,
            List::DeedVerbs,
        ]
        .into_iter()
        .any(|list| sentence.starts(list, at));
        if marks(at) {
            return Some(at + 1);
        }
        (form || listed).then_some(at)
    });
    verb.is_some_and(|verb| verb < until && !tells_service(sentence, verb))
}

/// "To receive", "to be trained": what they are given.
pub fn tells_service(sentence: &Sentence, from: usize) -> bool {
    (from..from + GIVEN).any(|at| SERVED.into_iter().any(|list| sentence.starts(list, at)))
}

/// Words of "to be well trained" in which a service is told.
const GIVEN: usize = 3;
