//! What is held against another value or an earlier year.

use foldhash::HashSet;
use rust_decimal::Decimal;

use super::{is_served, names_training_at};
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::{Claim, Statement};

/// More than this is no share.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// Numbers that are no years and no days of a month.
fn values(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    let numbers = sentence.numbers.iter();
    numbers.filter(|number| !sentence.is_year(number) && !sentence.is_beside_month(number))
}

/// "Before the course".
fn before_training(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    let before = sentence.all(List::BeforeWords);
    before.filter(|hit| names_training_at(sentence, hit.end))
}

/// Two values side by side: "28 tonnes, against 21".
pub(super) fn compares(sentence: &Sentence) -> bool {
    let held_against =
        |hit: &Hit| values(sentence).any(|value| (hit.end..hit.end + 2).contains(&value.start));
    !sentence.has(List::ExpectedWords)
        && values(sentence).count() >= 2
        && sentence.all(List::ComparisonWords).any(held_against)
}

/// "72 per cent knew; in 2021 it was 28": a share, a year behind it and another value.
pub(super) fn against_year(sentence: &Sentence) -> bool {
    let years = sentence.numbers.iter().filter(|number| sentence.is_year(number));
    let mut marks = years
        .map(|year| year.start)
        .chain(before_training(sentence).map(|hit| hit.start));
    let shares = |at: usize| values(sentence).any(|number| number.percent && number.end <= at);
    let goes_on = |at: usize| {
        values(sentence)
            .any(|number| number.start > at && number.start <= at + AGAINST && number.number.low <= WHOLE)
    };
    !sentence.has(List::ExpectedWords) && marks.any(|at| shares(at) && goes_on(at))
}

/// Words between an earlier time and its value: "in 2021 it was 28".
const AGAINST: usize = 6;

/// Two years and two values: "112 cases in 2017 and 61 in 2018". How much was held or given in each is no change, unless
/// the first was before the course.
pub(super) fn across_years(statement: &Statement, sentence: &Sentence) -> bool {
    let years: HashSet<Decimal> = sentence
        .numbers
        .iter()
        .filter(|number| sentence.is_year(number))
        .map(|number| number.number.low)
        .collect();
    let work = [Claim::Activity, Claim::Output]
        .into_iter()
        .any(|claim| statement.claims(claim));
    let held = [List::TrainingWords, List::CampaignWords]
        .into_iter()
        .any(|list| sentence.has(list));
    let counts = |number: &NumberToken| {
        let things = [List::Contacts, List::Events, List::Products];
        let near = number.end..number.end + 2;
        things
            .into_iter()
            .any(|list| near.clone().any(|at| sentence.starts(list, at)))
    };
    let served = held || is_served(sentence, 0..usize::MAX) || sentence.numbers.iter().any(counts);
    years.len() >= 2
        && values(sentence).count() >= 2
        && !is_one_period(sentence)
        && (before_training(sentence).next().is_some() || !(work || served))
        && !sentence.has(List::ExpectedWords)
}

/// "From 2003 to 2011", "July 2019 - June 2024".
fn is_one_period(sentence: &Sentence) -> bool {
    let years: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| sentence.is_year(number))
        .collect();
    years.windows(2).all(|pair| pair[1].start - pair[0].end <= SPAN)
}

/// Tokens between the two years of a period.
const SPAN: usize = 3;
