//! Round numbers of so many people that nobody counted them: "7.6 million people receive better services".

use rust_decimal::Decimal;

use super::tells_deed;
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::statistics::counts;
use crate::extract::words::Sentence;
use crate::report::Counted;

/// So many are reckoned, whoever reached them.
const REACHED: i64 = 1_000_000;
/// So many who are told to suffer live somewhere, whoever counted them.
const SOMEWHERE: i64 = 100_000;
/// What such numbers are rounded to.
const ROUND: i64 = 10_000;

/// The round number of a multitude that a sentence tells of, unless it is one that somebody aims at.
pub(super) fn multitude(sentence: &Sentence) -> Option<&NumberToken> {
    let aims = [
        List::PlanWords,
        List::IntentionWords,
        List::ObjectiveWords,
        List::AtLeast,
    ];
    if aims.into_iter().any(|list| sentence.has(list)) {
        return None;
    }
    let least = if is_of_the_suffering(sentence) {
        Decimal::from(SOMEWHERE)
    } else {
        Decimal::from(REACHED)
    };
    let counts = counts::counts(sentence);
    sentence.numbers.iter().find(|number| {
        let near = number.end..=number.end + NOUN;
        let people = |own: &counts::Count| {
            own.start == number.start && own.counted == Counted::People && near.contains(&own.noun_end)
        };
        let low = number.number.low;
        low >= least && (low % Decimal::from(ROUND)).is_zero() && counts.iter().any(people)
    })
}

/// "600,000 people with food insecurity", "the earthquake hit 720,000 people", of whom no deed is told.
fn is_of_the_suffering(sentence: &Sentence) -> bool {
    let struck = sentence
        .all(List::OutsideCauses)
        .any(|cause| cause.start <= ARTICLE);
    let suffered = [List::Conditions, List::LivingConditions, List::ReasonWords];
    let suffer = !tells_deed(sentence) && suffered.into_iter().any(|list| sentence.has(list));
    (struck || suffer) && !sentence.has(List::OwnAgents)
}

/// Tokens before the disaster that a sentence begins with: "the", "le".
const ARTICLE: usize = 1;

/// Tokens from a number to the noun that it counts: "4.5 million of young people".
const NOUN: usize = 5;
