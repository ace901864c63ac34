//! A few works, or one: "set up a hotline", "four classrooms were built".

use rust_decimal::Decimal;

use super::deeds::may_tell_deed;
use super::given::distance;
use super::works::{acts, is_undone};
use crate::extract::activities::ACTS;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Statement;

/// Words between the verb and what it makes: "set up a free and confidential hotline".
const OBJECT: usize = 6;
/// Words between what was made and the verb that tells it: "a block of three classrooms has been finished".
const SUBJECT: usize = 5;
/// Tokens before the subject of a sentence: "in 2021 a block of".
const OPENING: usize = 6;
/// Tokens from "that" to its verb: "that has been built".
const RELATIVE: usize = 3;
/// Tokens from "are" to its verb: "are now building".
const HELPING: usize = 2;
/// Words between a number and what it counts: "four statewide summits".
const NAME: usize = 3;
const WORKS: [List; 4] = [
    List::Products,
    List::Facilities,
    List::ServiceNouns,
    List::Organisations,
];
/// One of these alone could hardly change much ("a workshop to look back on the year"), where nothing else says that it is a
/// deed; several may.
const GATHERINGS: [List; 2] = [List::Events, List::TrainingWords];

/// How many works a sentence without a larger count tells: at least one.
pub(super) fn single_works(statement: &Statement, sentence: &Sentence) -> Option<Decimal> {
    let acts: Vec<&Hit> = acts(sentence)
        .filter(|act| !is_no_making(sentence, act))
        .collect();
    let asked = sentence.has(List::DataCollection);
    if acts.is_empty() || asked || !may_tell_deed(statement, sentence) {
        return None;
    }
    let made = |work: &&Hit| is_made(sentence, work, &acts);
    let works = WORKS.into_iter().flat_map(|list| sentence.all(list));
    // "The project was implemented".
    let works = works.filter(|work| !sentence.at(List::OwnBodies, work.start));
    let works = works
        .filter(made)
        .map(|work| count(sentence, work).unwrap_or(Decimal::ONE));
    let gatherings = GATHERINGS.into_iter().flat_map(|list| sentence.all(list));
    let gatherings = gatherings.filter(made).filter_map(|held| count(sentence, held));
    works
        .chain(gatherings.filter(|count| *count > Decimal::ONE))
        .max()
        .or_else(|| tells_small_deed(statement, sentence, &acts).then_some(Decimal::ONE))
}

/// What is read as a deed, whatever it made: by the project itself, a gathering, or for people whom nobody counts.
fn tells_small_deed(statement: &Statement, sentence: &Sentence, acts: &[&Hit]) -> bool {
    statement.tells_deed() && (is_own_deed(sentence, acts) || is_held(sentence, acts) || serves(sentence))
}

/// "We went to every village", "the project trained": whatever it was, the project did it.
fn is_own_deed(sentence: &Sentence, acts: &[&Hit]) -> bool {
    let mut own = [List::OwnBodies, List::OwnAgents]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|own| own.start < OPENING);
    let acts = own.any(|own| {
        let near = own.end..=own.end + NAME;
        acts.iter().any(|act| near.contains(&act.start))
    });
    acts || sentence.has(List::FirstPersons)
}

/// A workshop, a meeting.
fn is_held(sentence: &Sentence, acts: &[&Hit]) -> bool {
    let held = |hit: &Hit| is_made(sentence, hit, acts);
    GATHERINGS.into_iter().any(|list| sentence.all(list).any(held))
}

/// "They were given help", "every family received seed": nobody counts them.
fn serves(sentence: &Sentence) -> bool {
    sentence.has(List::ServedWords) && names_people(sentence)
}

fn names_people(sentence: &Sentence) -> bool {
    [List::People, List::Households, List::SubjectPronouns]
        .into_iter()
        .any(|list| sentence.has(list))
}

/// "A school block was built": of what many use even one is no small work.
pub(super) fn builds(statement: &Statement, sentence: &Sentence) -> bool {
    let verbs: Vec<&Hit> = sentence
        .all(List::BuildingVerbs)
        .filter(|verb| !is_no_deed(sentence, verb))
        .collect();
    let built = |work: &Hit| {
        // "A block of three classrooms, with a storeroom and two offices, has been finished".
        let long_subject = work.start <= OPENING
            && verbs.iter().any(|verb| {
                let between = work.end..verb.start;
                let other = |at: usize| ACTS.into_iter().any(|list| sentence.at(list, at));
                is_passive(sentence, verb) && verb.start > work.end && !between.into_iter().any(other)
            });
        !is_about(sentence, work) && (long_subject || is_made(sentence, work, &verbs))
    };
    !verbs.is_empty() && may_tell_deed(statement, sentence) && sentence.all(List::PublicBuildings).any(built)
}

/// "To build", "was not built", "are building", "the school that was built in colonial times".
fn is_no_deed(sentence: &Sentence, verb: &Hit) -> bool {
    let before = |list: List, words: usize| {
        let mut near = verb.start.saturating_sub(words)..verb.start;
        near.any(|at| sentence.at(list, at))
    };
    let goes_on = sentence.acts(&sentence.tokens[verb.start].lower);
    is_undone(sentence, verb)
        || sentence.is_infinitive(verb.start)
        || before(List::Relatives, RELATIVE)
        || goes_on && before(List::BeWords, HELPING)
}

/// "The report on the clinic": what stands there is of something else.
fn is_about(sentence: &Sentence, work: &Hit) -> bool {
    let article = work.start > 0 && sentence.ends(List::Articles, work.start);
    let at = work.start - usize::from(article);
    at > 0 && sentence.at(List::NounStops, at - 1) && !sentence.ends(List::OfWords, at)
}

/// It is what one of the verbs makes, or of what a passive tells that it was made.
fn is_made(sentence: &Sentence, work: &Hit, acts: &[&Hit]) -> bool {
    acts.iter().any(|act| {
        let object = act.end <= work.start
            && distance(sentence, act.end, work.start) <= OBJECT
            && !is_circumstance(sentence, act.end, work.start);
        let subject = act.start >= work.end && distance(sentence, work.end, act.start) <= SUBJECT;
        object || subject && (is_passive(sentence, act) || is_line_of_works(sentence, act))
    })
}

/// "4 educational tools supplied", in a list: a line that begins with how many, and has no verb but this one.
fn is_line_of_works(sentence: &Sentence, act: &Hit) -> bool {
    let verbs = [List::BeWords, List::Auxiliaries, List::StateVerbs];
    let counts = sentence.numbers.first().is_some_and(|number| number.start == 0);
    counts
        && sentence.is_past(&sentence.tokens[act.start].lower)
        && !verbs.into_iter().any(|list| sentence.has(list))
        && !sentence.has(List::People)
}

/// "Implemented through our partners": what a preposition leads to is not what was made; "finished the building of a school".
fn is_circumstance(sentence: &Sentence, from: usize, to: usize) -> bool {
    (from..to).any(|at| sentence.starts(List::NounStops, at) && !sentence.starts(List::OfWords, at))
}

/// How many of it there are: "four classrooms".
fn count(sentence: &Sentence, work: &Hit) -> Option<Decimal> {
    let mut numbers = sentence.numbers.iter();
    let near = |own: &&NumberToken| own.end <= work.start && work.start - own.end < NAME;
    let number = numbers.find(near)?;
    let other = number.percent || sentence.is_year(number) || sentence.is_money(number);
    (!other).then_some(number.number.high)
}

/// "Organisation: Migration Bureau" is who somebody is, and "we received a report" what the organisation itself was given.
fn is_no_making(sentence: &Sentence, act: &Hit) -> bool {
    let own = [List::FirstPersons, List::OwnBodies];
    let ours = |at: usize| own.into_iter().any(|list| sentence.at(list, at));
    let subject = act.start.saturating_sub(NAME)..act.start;
    let taken = sentence.at(List::ServedWords, act.start) && sentence.at(List::TakingPart, act.start);
    let received = taken && !sentence.ends(List::BeWords, act.start);
    let given = sentence.at(List::BeWords, act.start) || received;
    given && subject.into_iter().any(ours)
        || received && !names_people(sentence)
        || sentence.at(List::Organisations, act.start)
        || sentence.tokens.get(act.end).is_some_and(|next| next.lower == ":")
}

fn is_passive(sentence: &Sentence, act: &Hit) -> bool {
    let verb = &sentence.tokens[act.end - 1].lower;
    let helped = act.start > 0 && sentence.at(List::BeWords, act.start - 1);
    helped || sentence.at(List::BeWords, act.start) || sentence.passive_alone(verb)
}
