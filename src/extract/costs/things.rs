//! "62 tanks were built at a total cost of $98,000": things, and what they cost in all.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::ratios::unit_costs;
use super::super::statistics::counts::counts;
use super::super::words::Sentence;
use super::is_account;
use crate::document::Passage;
use crate::report::{Cost, Volume};

/// Tokens from "at a cost of" to the amount.
const NEAR: usize = 2;

/// `told`: where the report says what one of something costs.
pub fn costs(reader: &Reader, passages: &[Passage], told: &[Passage]) -> Vec<Cost> {
    let accounts = passages
        .iter()
        .filter(|passage| is_account(reader.role_of(&passage.location)));
    let mut found = Vec::new();
    for passage in accounts {
        for sentence in reader.sentences(&passage.text).iter() {
            let place = Passage::new(&sentence.text, passage.location.clone());
            found.extend(cost(reader, sentence, place, told));
        }
    }
    found
}

fn cost(reader: &Reader, sentence: &Sentence, place: Passage, told: &[Passage]) -> Option<Cost> {
    let other = [
        List::EachWords,
        List::PerWords,
        List::Future,
        List::PlanWords,
        List::UnitCostWords,
    ];
    let costing = sentence.first(List::CostAt)?;
    let mut sums = sentence
        .numbers
        .iter()
        .filter(|number| !number.percent && sentence.is_money(number));
    let amount = sums.next().filter(|_| sums.next().is_none())?;
    let near = amount.start >= costing.end && amount.start - costing.end <= NEAR;
    if !near || other.into_iter().any(|list| sentence.has(list)) {
        return None;
    }
    let all = counts(sentence);
    let things = all
        .iter()
        .find(|own| own.end <= costing.start && own.number.low == own.number.high)?;
    let names = |sentence: &Sentence| {
        sentence
            .tokens
            .iter()
            .any(|token| token.singular == things.noun_stem)
    };
    let unit_told = told
        .iter()
        .any(|passage| reader.sentences(&passage.text).iter().any(names));
    (amount.number.low > Decimal::ZERO).then(|| Cost {
        name: things.noun.clone(),
        amount: amount.number.low,
        written: unit_costs::with_currency(sentence, amount),
        quote: place.clone(),
        volume: Some(Volume {
            number: things.number.low,
            noun: things.noun.clone(),
            quote: place,
        }),
        unit_told,
    })
}
