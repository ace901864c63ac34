//! How many people a sentence says were reached or given something, and how many things were handed out.

use foldhash::HashMap;
use rust_decimal::Decimal;

use super::super::tells::{came_after, came_before};
use super::super::{is_a_place, is_no_training, outset, tells_of_a_part, tells_qualities};
use super::observed::came_of_a_part;
use crate::document::Location;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::{Claim, Counted, Report, Statement};

/// Words between a number and those whom it counts: "392 young rural women".
pub const NOUN: usize = 4;
/// Marks among them: "5,200+: community health volunteers".
const MARKS: usize = 2;
/// Words between those who were counted and what they were given.
const AFTER: usize = 8;
/// Words between what was given and the number: "gave out cash to more than 48,000 people".
const BEFORE: usize = 6;
/// Words at the beginning, among which the rest is named.
const REST: usize = 2;
/// Fewer people than these are no public.
const SMALL: Decimal = Decimal::TEN;
/// Who speaks of hundreds has at least so many.
const CROWD: Decimal = Decimal::ONE_HUNDRED;

/// How much a sentence says was given.
pub struct Given {
    pub people: Option<Decimal>,
    /// Books, kits, rations.
    pub things: Option<Decimal>,
}

/// How many people each sentence counts by what the report's figures say, and whether these were reached.
pub struct Counts<'a>(HashMap<(&'a Location, &'a str), Vec<(Decimal, bool)>>);

impl<'a> Counts<'a> {
    pub fn of(report: &'a Report) -> Self {
        let mut found: HashMap<(&Location, &str), Vec<(Decimal, bool)>> = HashMap::default();
        for statistic in &report.statistics {
            if matches!(statistic.counted, Counted::People | Counted::Households) {
                let quote = &statistic.quote;
                let here = found.entry((&quote.location, quote.text.as_str())).or_default();
                let reached = statistic.counted == Counted::People
                    && !(statistic.context || statistic.planned || statistic.of_whole || statistic.part);
                here.push((statistic.number.high, reached));
            }
        }
        Counts(found)
    }

    fn count(&self, statement: &Statement, number: &NumberToken) -> bool {
        let here = self.0.get(&(&statement.location, statement.text.as_str()));
        here.is_some_and(|numbers| numbers.iter().any(|(own, _)| *own == number.number.high))
    }

    /// Whether those counted are neither the population at large nor those who are meant to be reached.
    fn reached(&self, statement: &Statement, number: &NumberToken) -> bool {
        let here = self.0.get(&(&statement.location, statement.text.as_str()));
        here.is_some_and(|numbers| numbers.contains(&(number.number.high, true)))
    }
}

/// How many people a sentence says were reached or given something, or how many things were handed out, at the most.
pub fn given(statement: &Statement, sentence: &Sentence, counted: &Counts, is_line: bool) -> Option<Given> {
    // A heading alone makes no plan: its section was looked at.
    let other =
        |(claim, words): &(Claim, String)| matches!(claim, Claim::Plan | Claim::Lesson) && !words.is_empty();
    // "The other 187 were advised": the rest of those whom the passage before has counted.
    let rest = sentence.all(List::Remainders).any(|hit| hit.start < REST);
    // Whom interviewers visited was given nothing.
    let asked = sentence.has(List::DataCollection);
    // "Estimates show that every year 40,000 people are bitten".
    let done = statement.tells_deed();
    let guessed = statement.claims(Claim::Estimate) && !done && sentence.has(List::EveryYear);
    if rest || asked || guessed || statement.claims.iter().any(other) || statement.text.ends_with('?') {
        return None;
    }
    let served: Vec<&Hit> = served(sentence).collect();
    let trained = !served.is_empty() && served.iter().all(|hit| hit.list == List::TrainingWords);
    if trained && is_no_training_held(sentence, is_line) {
        return None;
    }
    let near = |from: usize, to: usize| {
        served.iter().any(|hit| {
            let after = hit.end > to && distance(sentence, to, hit.start) <= AFTER;
            let before = hit.end <= from && distance(sentence, hit.end, from) <= BEFORE;
            after || before
        })
    };
    // Whom no word says to have been given something: neither those who met nor those of whom a change is told.
    let changed = [Claim::Outcome, Claim::Impact, Claim::Assertion];
    let other = [List::Events, List::ChangeVerbs]
        .into_iter()
        .any(|list| sentence.has(list));
    let named =
        !other && !came_of_a_part(sentence) && !changed.into_iter().any(|claim| statement.claims(claim));
    let reached = plain_numbers(sentence).filter(|number| {
        let noun = noun_after(sentence, &PEOPLE, number.end);
        let ends = noun.map_or(number.end, |noun| noun.end);
        let directly = served.iter().any(|hit| hit.start == number.end);
        let counts =
            noun.is_some() || directly || counted.count(statement, number) || labelled(sentence, number);
        counts && (near(number.start, ends) || named && counted.reached(statement, number))
    });
    let crowd = sentence.all(List::CrowdWords).any(|crowd| {
        let noun = noun_after(sentence, &PEOPLE, crowd.end);
        noun.is_some_and(|noun| near(crowd.start, noun.end))
    });
    let people = reached
        .map(|number| number.number.high)
        .chain(crowd.then_some(CROWD));
    let handed = plain_numbers(sentence).filter(|number| {
        if noun_after(sentence, &PEOPLE, number.end).is_some() {
            return false;
        }
        let noun = noun_after(sentence, &[List::Products], number.end);
        noun.is_some_and(|noun| near(number.start, noun.end))
    });
    let given = Given {
        people: people.max(),
        things: handed.map(|number| number.number.high).max(),
    };
    (given.people.is_some() || given.things.is_some()).then_some(given)
}

/// "Farmers trained: 150".
fn labelled(sentence: &Sentence, number: &NumberToken) -> bool {
    let colon = number
        .start
        .checked_sub(1)
        .filter(|at| sentence.tokens[*at].lower == ":");
    let last = sentence.tokens[number.end..].iter().all(|token| !token.is_word());
    let people = |to: usize| {
        let mut hits = PEOPLE.into_iter().flat_map(|list| sentence.all(list));
        hits.any(|hit| hit.end <= to)
    };
    last && !sentence.in_brackets(number.start) && colon.is_some_and(people)
}

/// It is only begun, described, or who somebody is; or a line under a picture.
pub fn is_no_training_held(sentence: &Sentence, is_line: bool) -> bool {
    is_line
        || outset::is_only_begun(sentence)
        || outset::is_only_prepared(sentence)
        || outset::describes_work(sentence)
        || tells_qualities(sentence)
        || tells_of_a_part(sentence)
        || came_after(sentence)
        || came_before(sentence)
}

pub const PEOPLE: [List; 2] = [List::People, List::Households];

/// Numbers that may count people or things.
pub fn plain_numbers(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    sentence.numbers.iter().filter(|number| {
        let plain = !number.percent && !sentence.is_year(number) && !sentence.is_money(number);
        plain && number.number.high >= SMALL && !sentence.ends(List::UpperBounds, number.start)
    })
}

/// "Nine in ten farmers" counts nobody.
pub fn counts_people(sentence: &Sentence) -> bool {
    let mut numbers = plain_numbers(sentence).filter(|number| number.number.high > SMALL);
    numbers.any(|number| noun_after(sentence, &PEOPLE, number.end).is_some())
}

/// The words by which people are given something, but for what is only meant.
fn served(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    let meant = |hit: &Hit| hit.list == List::ServedWords && sentence.ends(List::InfinitiveMarks, hit.start);
    // In French one word is "nobody" and "person".
    let denied = |hit: &Hit| {
        let before = hit.start.checked_sub(1);
        before.is_some_and(|at| sentence.at(List::Negations, at) && !sentence.at(List::People, at))
    };
    let training = |hit: &Hit| {
        hit.list != List::TrainingWords || !(is_a_place(sentence, hit) || is_no_training(sentence, hit))
    };
    [List::ServedWords, List::ServiceNouns, List::TrainingWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(move |hit| !meant(hit) && !denied(hit) && training(hit))
}

/// What a number counts, unless it is the project's own staff.
pub fn noun_after<'a>(sentence: &'a Sentence, lists: &[List], from: usize) -> Option<&'a Hit> {
    let near = from..from + NOUN + MARKS;
    let own = |hit: &Hit| {
        let staff = [List::ProjectStaff, List::OwnStaff].into_iter();
        staff.into_iter().any(|list| sentence.at(list, hit.start)) && !sentence.at(List::AnyPeople, hit.start)
    };
    let hits = lists.iter().flat_map(|list| sentence.all(*list));
    hits.filter(|hit| near.contains(&hit.start) && !own(hit))
        .find(|hit| {
            distance(sentence, from, hit.start) <= NOUN
                && !counts_between(sentence, from, hit.start)
                && !is_of_sessions(sentence, from, hit.start)
        })
}

/// "15 sessions for parents": the sessions are counted.
fn is_of_sessions(sentence: &Sentence, from: usize, to: usize) -> bool {
    let session = |hit: &Hit| (from..to).contains(&hit.start);
    let linked = |hit: &Hit| {
        (hit.end..to).any(|at| {
            [
                List::OfWords,
                List::Purpose,
                List::BenefitMarks,
                List::OutputVerbs,
            ]
            .into_iter()
            .any(|list| sentence.starts(list, at))
        })
    };
    [List::Events, List::Products]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| session(hit) && hit.start == from && linked(hit))
}

/// "1,377 calls from 902 callers": the noun is another number's.
fn counts_between(sentence: &Sentence, from: usize, to: usize) -> bool {
    sentence
        .numbers
        .iter()
        .any(|number| (from..to).contains(&number.start))
}

/// Words from one place to another, those in brackets aside. What a semicolon parts is far apart.
pub fn distance(sentence: &Sentence, from: usize, to: usize) -> usize {
    let between = from..to.min(sentence.tokens.len());
    if between.clone().any(|at| sentence.tokens[at].lower == ";") {
        return usize::MAX;
    }
    let counts = |at: &usize| sentence.tokens[*at].is_word() && !sentence.in_brackets(*at);
    between.filter(counts).count()
}
