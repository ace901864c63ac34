//! Figures that are not the report's own: of a population, of a source that is named, of somebody who is quoted or asked.

use rust_decimal::Decimal;

use super::counts::Count;
use super::{SOURCED, clause};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::{Sentence, quotes};
use crate::extract::{Reader, Role};
use crate::report::{Counted, Kind};

/// "According to the Ministry of Labour" tells somebody else's figure, "according to our registers" one's own.
pub fn is_context(sentence: &Sentence) -> bool {
    is_attributed(sentence)
        || sentence
            .all(List::Context)
            .any(|hit| !is_in_name(sentence, hit) && !sentence.starts(List::Attribution, hit.start))
}

/// Words from "according to" to who is named.
const OTHERS: usize = 6;

/// "According to cases reported to the Ministry of Labour", and not "according to our registers".
pub fn is_attributed(sentence: &Sentence) -> bool {
    let named = |hit: &Hit| {
        sentence.tokens[hit.end..]
            .iter()
            .take(OTHERS)
            .any(|token| token.capital)
    };
    sentence
        .all(List::Context)
        .any(|hit| sentence.starts(List::Attribution, hit.start) && !is_in_name(sentence, hit) && named(hit))
}

/// "The Global South", "a consortium led by Concern Worldwide".
fn is_in_name(sentence: &Sentence, hit: &Hit) -> bool {
    let capital = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.capital);
    let beside = capital(hit.end) || hit.start > 1 && capital(hit.start - 1);
    hit.start > 0 && hit.end == hit.start + 1 && capital(hit.start) && beside
}

/// "The lawyers saw 911 inhabitants": what counts those who were reached is no figure of the population.
pub(super) fn is_context_of(sentence: &Sentence, count: &Count) -> bool {
    let reached = count.counted == Counted::People
        && count.number.high < Decimal::from(SOURCED)
        && [List::PeopleActions, List::PersonSubjects, List::PersonObjects]
            .into_iter()
            .any(|list| sentence.has(list));
    let own_noun = |hit: &Hit| (count.start..count.noun_end).contains(&hit.start);
    // "They are 70% of the population, and we have reached 962 of their households": said in another clause.
    let clause = clause(sentence, count);
    let said = |list: List, until: usize| {
        let mut hits = sentence.all(list);
        hits.any(|hit| clause.contains(&hit.start) && hit.start < until)
    };
    // "The project linked to treatment 60,000 people who live with the virus".
    let acted = said(List::PeopleActions, clause.end)
        || [List::PromiseSources, List::FirstPersons]
            .into_iter()
            .any(|list| said(list, count.start));
    // "We worked with 756 growers, who live in 23 villages", "200 got title to the land on which they live".
    let relative = |hit: &Hit| {
        let mut relatives = sentence.all(List::Relatives);
        relatives.any(|own| own.start >= count.end && own.end <= hit.start && hit.start - own.end <= RELATIVE)
    };
    let apart = |hit: &Hit| acted && (hit.end < clause.start || hit.start > clause.end || relative(hit));
    let other = sentence
        .all(List::Context)
        .any(|hit| !own_noun(hit) && !is_in_name(sentence, hit) && !apart(hit));
    // "It linked to treatment 60,000 people who live with the virus": done to them, however many they are.
    let told = acted && !is_attributed(sentence);
    is_context(sentence) && (other || !(reached || told))
}

/// Tokens from a relative pronoun to what it tells.
const RELATIVE: usize = 2;

/// What somebody is quoted to have said is no figure of the report's own; that "the project reached 60,000 farmers" is.
pub(super) fn is_quoted(sentence: &Sentence, count: &Count) -> bool {
    let project = sentence
        .all(List::PromiseSources)
        .any(|hit| !sentence.at(List::FirstPersons, hit.start));
    let of_project = project && count.number.low >= Decimal::from(TOLD_BY_ONE);
    quotes::begins_quoted(&sentence.text) && !of_project
}

/// From so many on it is no story of one's own family and village.
const TOLD_BY_ONE: i64 = 100;

/// "Interviews with over 170 staff and partners": those whom evaluators asked are sources and no people reached.
pub(super) fn are_sources(reader: &Reader, sentence: &Sentence, role: Role) -> bool {
    let evaluation = reader.kind == Kind::Evaluation;
    let asked = sentence.has(List::DataCollection);
    match role {
        Role::Method => evaluation || asked,
        _ => evaluation && asked,
    }
}

/// "91 activists were interviewed": a donor's record tells of those who were asked, and not of whom it reached.
pub(super) fn were_asked(sentence: &Sentence, count: &Count) -> bool {
    /// Tokens from those counted to what they were: "91 activists from Syria, Iraq, Armenia and Ukraine were".
    const REACH: usize = 20;
    let next = sentence.numbers.iter().find(|number| number.start >= count.end);
    let until = next.map_or(sentence.tokens.len(), |number| number.start);
    sentence
        .all(List::DataCollection)
        .any(|hit| (count.end..until.min(count.end + REACH)).contains(&hit.start))
}
