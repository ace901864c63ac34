//! Words of doing that tell no deed: they name something, say who somebody is, what can be, or what evaluators did.

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words by which something was done, made or given.
pub const ACTS: [List; 4] = [
    List::ActivityVerbs,
    List::OutputVerbs,
    List::WorkWords,
    List::ServedWords,
];

/// Words between an evaluation and what it did, and between what was done and an evaluation.
const EVALUATED: usize = 10;
const EVALUATING: usize = 5;
/// Words of its name: "the final external evaluation".
const NAME: usize = 3;
/// Words between "that" and its verb: "that we sponsored".
const RELATIVE: usize = 3;

pub fn is_no_deed(sentence: &Sentence, verb: &Hit) -> bool {
    is_said(sentence, verb)
        || names_somebody(sentence, verb)
        || is_noun(sentence, verb)
        || is_possible(sentence, verb)
        || says_who(sentence, verb)
        || evaluates(sentence, verb)
        || is_of_people(sentence, verb)
}

/// "An observation showed that 37 of the tutors …" tells what was found. Where the word begins what is meant to be as well,
/// the verb may be any.
fn is_said(sentence: &Sentence, verb: &Hit) -> bool {
    !sentence.compounds() && sentence.starts(List::ThatWords, verb.end)
}

/// "Organization: …", "participants": in the form of the verb's stem they name somebody.
fn names_somebody(sentence: &Sentence, verb: &Hit) -> bool {
    let named = [List::Organisations, List::AnyPeople, List::ServiceNouns];
    verb.list == List::ActivityVerbs && named.into_iter().any(|list| sentence.at(list, verb.start))
}

/// "The implementation was slow", "distribution networks": in a line it may tell what was done, "Distribution of kits".
fn is_noun(sentence: &Sentence, verb: &Hit) -> bool {
    let form = &sentence.tokens[verb.start].lower;
    verb.start > 0 && verb.end == verb.start + 1 && sentence.grammar().names_act(form)
}

/// "The school can be reached", "more should be done": neither was.
fn is_possible(sentence: &Sentence, verb: &Hit) -> bool {
    let helps = |at: &usize| sentence.at(List::BeWords, *at) && !sentence.at(List::InfinitiveMarks, *at);
    let helped = (0..verb.start).rev().take_while(helps).last();
    let marks = |be: usize| {
        let others = [List::Articles, List::OfWords, List::AbleTo];
        let other = others.into_iter().any(|list| sentence.ends(list, be));
        sentence.ends(List::InfinitiveMarks, be) && !other
    };
    sentence.ends(List::CanWords, helped.unwrap_or(verb.start)) || helped.is_some_and(marks)
}

/// "The barbers that we sponsored are proud", and neither "the workshops that were planned took place" nor "c'est ainsi que
/// nous avons formé".
fn says_who(sentence: &Sentence, verb: &Hit) -> bool {
    let goes_on = |at: usize| {
        let token = &sentence.tokens[at];
        token.is_word() && !sentence.is_passive(&token.lower)
    };
    let somebody = |at: usize| {
        let token = &sentence.tokens[at];
        token.is_word() && (!token.is_small || sentence.at(List::Articles, at))
    };
    let mut relatives = sentence.all(List::Relatives);
    relatives.any(|relative| {
        relative.start > 0
            && relative.end <= verb.start
            && verb.start - relative.end <= RELATIVE
            && somebody(relative.start - 1)
            && (relative.end..verb.start).all(goes_on)
    })
}

/// "The office has prepared an evaluation", "the evaluators met"; and not "40 officers were trained in evaluation".
fn evaluates(sentence: &Sentence, verb: &Hit) -> bool {
    let aside = |from: usize, to: usize| {
        let stop = |at: usize| sentence.starts(List::NounStops, at) && !sentence.starts(List::OfWords, at);
        (from..to).any(stop)
    };
    let mut evaluations = sentence.all(List::Evaluations);
    evaluations.any(|own| {
        let subject = own.end <= verb.start
            && verb.start - own.end <= EVALUATED
            && !aside(own.start.saturating_sub(NAME), own.start);
        let object =
            own.start >= verb.end && own.start - verb.end <= EVALUATING && !aside(verb.end, own.start);
        subject || object
    })
}

/// "The farmers built", "she has opened": what those made whom the work is for.
fn is_of_people(sentence: &Sentence, verb: &Hit) -> bool {
    let helpers = [List::PerfectWords, List::Auxiliaries, List::BesidesWords];
    let helps = |at: &usize| {
        helpers.into_iter().any(|list| sentence.at(list, *at)) && !sentence.at(List::BeWords, *at)
    };
    let at = (0..verb.start)
        .rev()
        .take_while(helps)
        .last()
        .unwrap_or(verb.start);
    let people = [
        List::People,
        List::Households,
        List::SubjectPronouns,
        List::SingularPronouns,
    ];
    let own = [List::OwnAgents, List::ProjectStaff, List::OwnStaff];
    let given = [List::TakingPart, List::ServedWords, List::BeWords];
    let form = &sentence.tokens[verb.end - 1].lower;
    // "The teachers trained", "lärarna utbildades".
    let pronoun = sentence.ends(List::SubjectPronouns, at);
    let passive = sentence.passive_alone(form) || at == verb.start && sentence.is_passive(form) && !pronoun;
    verb.list == List::OutputVerbs
        && people.into_iter().any(|list| sentence.ends(list, at))
        && !own.into_iter().any(|list| at > 0 && sentence.at(list, at - 1))
        && !given.into_iter().any(|list| sentence.at(list, verb.start))
        && !passive
}

/// "Develop an action plan", "capacitar a las maestras", "renforcer les comités": what is to be done; "distribution of kits" was.
pub fn is_task(sentence: &Sentence) -> bool {
    let mut acts = ACTS.into_iter().flat_map(|list| sentence.all(list));
    // "Roundtables are carried out" is told of a thing.
    let goes_on = [
        List::OfWords,
        List::BeWords,
        List::Auxiliaries,
        List::PerfectWords,
    ];
    let opens = acts.any(|act| {
        let told = goes_on.into_iter().any(|list| sentence.starts(list, act.end));
        act.start == 0 && !told
    });
    let nouns = [
        List::TrainingWords,
        List::Events,
        List::Products,
        List::ServiceNouns,
        List::Facilities,
    ];
    // "Atelier de formation", "entre janvier et mars": in French and Spanish other words end like verbs.
    let small = [List::NounStops, List::Function, List::Months];
    let mut others = nouns.into_iter().chain(small);
    let named = others.any(|list| sentence.at(list, 0)) || sentence.starts(List::OfWords, 1);
    !named && sentence.opens_with_infinitive() || opens && sentence.in_present(&sentence.tokens[0].lower)
}
