//! Percentages of a population, which somebody must have estimated or counted.

use super::{OF_REACH, tells_deed};
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::statistics::counts;
use crate::extract::words::Sentence;
use crate::report::Counted;

/// "Some 30 per cent of local tax income in the country".
pub(super) fn national_share(sentence: &Sentence) -> Option<&NumberToken> {
    let of = |number: &&NumberToken| number.percent && sentence.starts(List::OfWords, number.end);
    let rough = |number: &&NumberToken| sentence.ends(List::Approximate, number.start);
    sentence
        .numbers
        .iter()
        .filter(|_| sentence.has(List::CountryWords))
        .filter(of)
        .find(rough)
}

/// "Illiteracy stands at 61 per cent, the highest in the region": one rate of an area.
pub(super) fn is_of_area(sentence: &Sentence) -> bool {
    let shares = sentence.numbers.iter().filter(|number| number.percent).count();
    shares == 1 && sentence.has(List::Conditions) && sentence.has(List::AreaWords)
}

/// "The prevalence in the country is 12.6 per cent", "only 4 per cent of Ethiopian women own land": of a population, and no
/// deed of the project.
pub(super) fn rate(sentence: &Sentence, context: bool) -> Option<&NumberToken> {
    let aims = [
        List::Future,
        List::PlanWords,
        List::IntentionWords,
        List::ObjectiveWords,
    ];
    let asked = sentence.has(List::AnsweringWords);
    // "27 per cent of the children are vaccinated": in an account of the context nobody of the project did it.
    let done =
        tells_deed(sentence) && !(context && !sentence.has(List::OwnAgents) && is_of_people_only(sentence));
    if asked || done || aims.into_iter().any(|list| sentence.has(list)) {
        return None;
    }
    sentence.numbers.iter().find(|number| {
        let told = is_share_of_people(sentence, number)
            || sentence.has(List::Falling)
            || sentence.has(List::Conditions);
        number.percent && told && !is_share_of_money(sentence, number)
    })
}

/// No more than one share, and no number beside it.
fn is_of_people_only(sentence: &Sentence) -> bool {
    let shares = sentence.numbers.iter().filter(|number| number.percent).count();
    shares == 1
        && sentence
            .numbers
            .iter()
            .all(|number| number.percent || number.in_words)
}

pub(super) fn is_share_of_people(sentence: &Sentence, number: &NumberToken) -> bool {
    let people = (number.end..number.end + OF_REACH).any(|token| {
        [List::People, List::Households, List::Context]
            .iter()
            .any(|list| sentence.at(*list, token))
    });
    // "62 процента домохозяйств": the case says of whom.
    let by_case = sentence.adjectives_end_alike()
        && counts::noun_after(sentence, number.end).is_some_and(|noun| {
            let people = matches!(noun.counted, Counted::People | Counted::Households);
            people && noun.start <= number.end + 1
        });
    let of = sentence.starts(List::OfWords, number.end) && people;
    number.percent && (of || by_case || is_of_people_before(sentence, number))
}

/// Tokens from "of" to those of whom it is: "of all rural women".
const NEAR: usize = 4;
/// Tokens from "of" at the beginning to the share: "of the children of the whole province some 45 %".
const BEFORE: usize = 12;

/// "Of the children of the province 45% are undernourished".
fn is_of_people_before(sentence: &Sentence, number: &NumberToken) -> bool {
    let leads = [List::OfWords, List::AmongWords, List::OutOf];
    let mut leads = leads.into_iter().flat_map(|list| sentence.all(list));
    let Some(lead) = leads.find(|hit| hit.start == 0 && number.start <= BEFORE) else {
        return false;
    };
    let whom = (lead.end..lead.end + NEAR).any(|at| {
        let people = [List::People, List::Households, List::Context];
        people.into_iter().any(|list| sentence.at(list, at))
    });
    let mut earlier = sentence.numbers.iter();
    whom && !earlier.any(|other| other.end <= number.start)
}

/// "Assistance has approximately 40 percent of the total project budget": the report's own books are the source.
pub fn is_share_of_money(sentence: &Sentence, number: &NumberToken) -> bool {
    (number.end..number.end + OF_REACH).any(|token| {
        [List::HeadingFinance, List::Currency]
            .iter()
            .any(|list| sentence.at(*list, token))
    })
}
