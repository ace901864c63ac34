//! A few works, or one: "set up a hotline", "four classrooms were built".

use rust_decimal::Decimal;

use super::deeds::may_tell_deed;
use super::given::distance;
use super::works::acts;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Statement;

/// Words between the verb and what it makes: "set up a free and confidential hotline".
const OBJECT: usize = 6;
/// Words between what was made and the verb that tells it: "a block of three classrooms has been finished".
const SUBJECT: usize = 5;
/// Words between a number and what it counts: "four statewide summits".
const NAME: usize = 3;
const WORKS: [List; 4] = [
    List::Products,
    List::Facilities,
    List::ServiceNouns,
    List::Organisations,
];
/// One of these is no work that could change much ("a workshop to look back on the year"); several may.
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
    let made = |work: &&Hit| {
        let object = |act: &&Hit| act.end <= work.start && distance(sentence, act.end, work.start) <= OBJECT;
        let subject = |act: &&Hit| {
            let near = act.start >= work.end && distance(sentence, work.end, act.start) <= SUBJECT;
            near && is_passive(sentence, act)
        };
        acts.iter().any(object) || acts.iter().any(subject)
    };
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
    let received = sentence.at(List::ServedWords, act.start);
    received
        || sentence.at(List::Organisations, act.start)
        || sentence.tokens.get(act.end).is_some_and(|next| next.lower == ":")
}

fn is_passive(sentence: &Sentence, act: &Hit) -> bool {
    let verb = &sentence.tokens[act.end - 1].lower;
    let helped = act.start > 0 && sentence.at(List::BeWords, act.start - 1);
    helped || sentence.at(List::BeWords, act.start) || sentence.passive_alone(verb)
}
