//! Words of doing that tell no deed: they name something, say who somebody is, what can be, or what evaluators did.

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words between an evaluation and what it did, and between what was done and an evaluation.
const EVALUATED: usize = 10;
const EVALUATING: usize = 5;
/// Words of its name: "the final external evaluation".
const NAME: usize = 3;
/// Words between "that" and its verb: "that we sponsored".
const RELATIVE: usize = 3;

pub fn is_no_deed(sentence: &Sentence, verb: &Hit) -> bool {
    is_said(sentence, verb)
        || names_or_asks(sentence, verb)
        || is_noun(sentence, verb)
        || is_possible(sentence, verb)
        || says_who(sentence, verb)
        || evaluates(sentence, verb)
}

/// "An observation showed that 37 of the tutors …" tells what was found. Where the word begins what is meant to be as well,
/// the verb may be any.
fn is_said(sentence: &Sentence, verb: &Hit) -> bool {
    !sentence.compounds() && sentence.starts(List::ThatWords, verb.end)
}

/// "Organization: …", "participants": in the form of the verb's stem they name somebody.
fn names_or_asks(sentence: &Sentence, verb: &Hit) -> bool {
    let named = [List::Organisations, List::AnyPeople, List::ServiceNouns];
    let noun =
        verb.list == List::ActivityVerbs && named.into_iter().any(|list| sentence.at(list, verb.start));
    // "Train women entrepreneurs in …": what is to be done.
    let task = verb.start == 0
        && verb.list == List::ActivityVerbs
        && sentence.in_present(&sentence.tokens[0].lower)
        && !sentence.starts(List::OfWords, verb.end)
        && ![List::TrainingWords, List::Events]
            .into_iter()
            .any(|list| sentence.at(list, 0));
    noun || task
}

/// "The implementation was slow", "distribution networks": in a line it may tell what was done, "Distribution of kits".
fn is_noun(sentence: &Sentence, verb: &Hit) -> bool {
    let form = &sentence.tokens[verb.start].lower;
    verb.start > 0 && verb.end == verb.start + 1 && sentence.grammar().names_act(form)
}

/// "The school can be reached", "more could be done": neither was.
fn is_possible(sentence: &Sentence, verb: &Hit) -> bool {
    let helped = (0..verb.start)
        .rev()
        .take_while(|at| sentence.at(List::BeWords, *at));
    sentence.ends(List::CanWords, helped.last().unwrap_or(verb.start))
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
