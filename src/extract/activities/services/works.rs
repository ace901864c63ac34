//! What was built, made, held or put up: how many of it a sentence tells, or that it is done again and again.

use rust_decimal::Decimal;

use super::given::{distance, plain_numbers};
use crate::extract::activities::ACTS;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::statements::own_deeds;
use crate::extract::words::Sentence;
use crate::report::{Claim, Statement};

/// Words between what was made and the verb that tells it: "20 home schools in two districts were established".
const AFTER: usize = 10;
/// Words between the verb and the number: "finished the building of 177 latrines".
const BEFORE: usize = 5;
/// Words of the name of what is counted: "90 social action projects".
const NAME: usize = 4;
/// Words between "weekly" and what is done every week.
const OFTEN: usize = 4;
/// What is done every week or month is done so many times at the least.
const AGAIN: Decimal = Decimal::TEN;

/// How many works, products or events a sentence says were carried out, at the most.
pub fn works(statement: &Statement, sentence: &Sentence) -> Option<Decimal> {
    let other = |(claim, words): &(Claim, String)| {
        matches!(
            claim,
            Claim::Plan | Claim::Lesson | Claim::Outcome | Claim::Impact
        ) && !words.is_empty()
    };
    let asked = sentence.has(List::DataCollection);
    // "310 in 2021 and 1,090 in 2023" is a course of things, and no one work.
    let years = sentence
        .numbers
        .iter()
        .filter(|number| sentence.is_year(number))
        .count();
    if asked || years > 1 || statement.claims.iter().any(other) || statement.text.ends_with('?') {
        return None;
    }
    let acts: Vec<&Hit> = acts(sentence).collect();
    let near = |from: usize, to: usize| {
        acts.iter().any(|act| {
            let after = act.start >= to && distance(sentence, to, act.start) <= AFTER;
            let before = act.end <= from && distance(sentence, act.end, from) <= BEFORE;
            after || before
        })
    };
    let made = plain_numbers(sentence).filter(|number| counts_things(sentence, number, &acts, false));
    // "131 recorded a change": they are people whom nobody names.
    let acts_itself = |number: &NumberToken| acts.iter().any(|act| act.start == number.end);
    let made = made.filter(|number| near(number.start, number.end) && !acts_itself(number));
    let again = sentence.all(List::RecurringWords).any(|often| {
        let event = events(sentence)
            .find(|event| event.start >= often.end && distance(sentence, often.end, event.start) <= OFTEN);
        event.is_some_and(|event| near(often.start, event.end))
    });
    made.map(|number| number.number.high)
        .chain(again.then_some(AGAIN))
        .max()
}

/// The verbs by which something was done or made, but for what is only meant or did not come.
pub fn acts(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    let told = |hit: &&Hit| {
        // "5,120 calls", "40 kits": in some lists the thing stands for the deed.
        let things = [List::Products, List::Contacts, List::Events];
        let thing = things.into_iter().any(|list| sentence.starts(list, hit.start));
        !is_undone(sentence, hit) && !thing
    };
    ACTS.into_iter()
        .flat_map(|list| sentence.all(list))
        .chain(own_deeds(sentence))
        .filter(told)
}

/// "To build", "not built": what is only meant or did not come.
pub fn is_undone(sentence: &Sentence, act: &Hit) -> bool {
    let denied = act
        .start
        .checked_sub(1)
        .is_some_and(|at| sentence.at(List::Negations, at));
    denied || sentence.ends(List::InfinitiveMarks, act.start)
}

fn events(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    [
        List::Events,
        List::TrainingWords,
        List::CampaignWords,
        List::Broadcasts,
    ]
    .into_iter()
    .flat_map(|list| sentence.all(list))
}

/// The number is of things that were made or held: not of people, days or villages, nor the number of an article.
pub fn counts_things(sentence: &Sentence, number: &NumberToken, acts: &[&Hit], places: bool) -> bool {
    let small = [List::Function, List::AndWords, List::OfWords, List::BeWords];
    let is_name = |at: &usize| {
        let token = sentence.tokens.get(*at);
        let told = acts.iter().any(|act| act.start == *at);
        token.is_some_and(|token| token.is_word())
            && !told
            && !small.into_iter().any(|list| sentence.at(list, *at))
    };
    let from = behind_brackets(sentence, number.end);
    let name: Vec<usize> = (from..from + NAME).take_while(is_name).collect();
    let head = if sentence.head_last() {
        name.last()
    } else {
        name.first()
    };
    let Some(head) = head else { return false };
    let at_any = |lists: &[List], at: usize| lists.iter().any(|list| sentence.at(*list, at));
    // "20 home schools" are schools.
    let things = [List::Facilities, List::Products, List::Events];
    let thing = name.iter().any(|at| at_any(&things, *at));
    let others = [
        List::People,
        List::Households,
        List::Time,
        List::Months,
        List::Currency,
    ];
    let place = !places && sentence.at(List::Places, *head);
    let other = place || at_any(&others, *head);
    let numbered = [List::References, List::Months];
    let within = !places && number.start > 0 && sentence.at(List::InWords, number.start - 1);
    let numbered = number
        .start
        .checked_sub(1)
        .is_some_and(|at| at_any(&numbered, at));
    (thing || !other)
        && !numbered
        && !within
        && !is_distance(sentence, number)
        && (places || !sentence.in_brackets(number.start))
}

/// "20 km d'Abarak", "30 km from Lusaka".
fn is_distance(sentence: &Sentence, number: &NumberToken) -> bool {
    let unit = sentence
        .all(List::PhysicalUnits)
        .find(|hit| hit.start == number.end);
    let from = unit.and_then(|unit| {
        let mut links = [List::OfWords, List::FromWords]
            .into_iter()
            .flat_map(|list| sentence.all(list));
        links.find(|link| link.start == unit.end)
    });
    from.is_some_and(|from| sentence.tokens.get(from.end).is_some_and(|place| place.capital))
}

/// "Ninety (90) projects": where the name begins.
fn behind_brackets(sentence: &Sentence, from: usize) -> usize {
    let lower = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let again = lower(from) == "(" && lower(from + 2) == ")";
    if again { from + 3 } else { from }
}
