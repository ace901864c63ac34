//! The things that a sentence announces.

use super::super::super::lexicon::{Hit, List};
use super::super::super::words::{Sentence, quotes};
use super::super::owed::{aim, is_the_projects};
use super::super::promises::{begins_with_verb, is_second_verb, promise_words};
use super::{OF, PAIR};

/// Tokens between a document and what it covers, or between a promise and the colon before its list.
const NEAR: usize = 6;
/// Tokens before the colon of "Our plan for the half-year:".
const LEAD: usize = 25;
/// Tokens between who promises and the promise.
const SUBJECT: usize = 4;

/// The things that a sentence announces, each as written.
pub fn items(sentence: &Sentence, planned: bool) -> Vec<String> {
    let Some(from) = first_of_items(sentence, planned) else {
        return Vec::new();
    };
    let stop = |at: usize| {
        let lower = sentence.tokens[at].lower.as_str();
        matches!(lower, "." | "!") || quotes::closes(lower)
    };
    let end = (from..sentence.tokens.len())
        .rev()
        .find(|at| !stop(*at))
        .map_or(from, |last| last + 1);
    let mut starts: Vec<usize> = (from + 1..end).filter(|at| begins_item(sentence, *at)).collect();
    let listed = from > 0 && sentence.tokens[from - 1].lower == ":";
    if listed && starts.is_empty() {
        starts = (from + 1..end)
            .filter(|at| !parts(sentence, *at) && parts(sentence, at - 1))
            .collect();
    }
    if from < end && !parts(sentence, from) {
        starts.insert(0, from);
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(from, to)| {
            let last = (*from..to).rev().find(|at| !parts(sentence, *at))?;
            Some(sentence.between(*from, last + 1).to_string())
        })
        .collect()
}

fn parts(sentence: &Sentence, at: usize) -> bool {
    matches!(sentence.tokens[at].lower.as_str(), "," | ";" | ":") || sentence.starts(List::AndWords, at)
}

/// After a mark or an "and" stands a verb, a number or "a": another thing begins.
fn begins_item(sentence: &Sentence, at: usize) -> bool {
    if parts(sentence, at) || !parts(sentence, at - 1) || sentence.in_brackets(at) {
        return false;
    }
    if is_second_verb(sentence, at) {
        return false;
    }
    let semicolon = sentence.tokens[..at]
        .iter()
        .rev()
        .take(PAIR)
        .any(|before| before.lower == ";");
    let counted = sentence
        .numbers
        .iter()
        .any(|number| number.start == at && !sentence.is_year(number) && !sentence.is_money(number));
    // "X, and planting": the mark and the word part more than either.
    let twice = at > 1 && sentence.starts(List::AndWords, at - 1) && sentence.tokens[at - 2].lower == ",";
    let determined = [List::Indefinites, List::ThatWords, List::Articles];
    let opens = counted || determined.into_iter().any(|list| sentence.starts(list, at));
    semicolon || twice || opens || begins_with_verb(sentence, at) || governs(sentence, at)
}

/// "Begin a scheme": whatever stands before "a" is no noun.
fn governs(sentence: &Sentence, at: usize) -> bool {
    let word =
        sentence.tokens[at].is_word() && !sentence.tokens[at].capital && !sentence.at(List::Function, at);
    word && [List::Indefinites, List::Articles]
        .into_iter()
        .any(|list| sentence.starts(list, at + 1))
}

/// Where the things begin that a sentence announces.
pub fn first_of_items(sentence: &Sentence, planned: bool) -> Option<usize> {
    let colon = |from: usize, within: usize| {
        let mut tokens = sentence.tokens.iter().enumerate().skip(from).take(within);
        tokens.find(|(_, token)| token.lower == ":").map(|(at, _)| at + 1)
    };
    if let Some(end) = marker_end(sentence, planned) {
        return Some(colon(end, NEAR).unwrap_or(end));
    }
    let after = colon(0, LEAD)?;
    let plans = [
        List::WorkPlans,
        List::PromiseImpersonals,
        List::HeadingAgreed,
        List::PlanDocuments,
    ];
    let named = |list: List| sentence.all(list).any(|hit| hit.end < after);
    plans.into_iter().any(named).then_some(after)
}

fn marker_end(sentence: &Sentence, planned: bool) -> Option<usize> {
    let near = |list: List, at: usize, reach: usize| {
        let own = |hit: &Hit| hit.end <= at && at - hit.end <= reach && is_the_projects(sentence, hit);
        sentence.all(list).any(own)
    };
    let documented = |at: usize| near(List::PlanDocuments, at, NEAR) || near(List::WorkPlans, at, NEAR);
    let sourced = |hit: &Hit| {
        let inverted = sentence.starts(List::PromiseSources, hit.end);
        inverted || near(List::PromiseSources, hit.start, SUBJECT) || documented(hit.start)
    };
    let announced = sentence.first(List::Announcements).map(|hit| hit.end);
    let promised = promise_words(sentence)
        .find(|hit| planned || sourced(hit))
        .map(|hit| {
            if sourced(hit) {
                hit.end
            } else {
                subject_or(sentence, hit)
            }
        });
    // "A guide is to be printed": what was promised goes before.
    let owed = sentence.all(List::Obligations).find_map(|hit| {
        let by_plan = documented(hit.start).then_some(hit.end);
        by_plan.or_else(|| planned.then_some(if sourced(hit) { hit.end } else { 0 }))
    });
    let covered = [List::PromiseVerbs, List::CoveringVerbs]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|verb| documented(verb.start))
        .map(|verb| verb.end);
    let impersonal = sentence.first(List::PromiseImpersonals).map(|hit| hit.end);
    let clauses = || sentence.tokens.iter().any(|token| token.lower == ";");
    let aimed = aim(sentence).map(|hit| hit.end);
    let nominal = || (planned && (is_nominal(sentence) || clauses())).then_some(0);
    announced
        .or(promised)
        .or(covered)
        .or(impersonal)
        .or(owed)
        .or(aimed)
        .or_else(nominal)
}

/// "Publish a dictionary", "the publication of a dictionary": what anybody can see done, unlike "improve the access".
pub fn is_work(sentence: &Sentence) -> bool {
    let mark = usize::from(sentence.starts(List::InfinitiveMarks, 0));
    let article = usize::from(sentence.starts(List::Articles, mark));
    let at = mark + article;
    let general = [
        List::ChangeVerbs,
        List::AbstractWords,
        List::ChangeNouns,
        List::GeneralMatters,
    ];
    let change = general.into_iter().any(|list| sentence.starts(list, at));
    let act = [List::ActivityVerbs, List::OutputVerbs]
        .into_iter()
        .any(|list| sentence.starts(list, at));
    (act || article == 0 && sentence.is_infinitive(at)) && !change
}

/// "The grantee undertook to repair", but "Cooks were to be taught": what was promised goes before.
fn subject_or(sentence: &Sentence, promise: &Hit) -> usize {
    if sentence.starts(List::BeWords, promise.end) {
        0
    } else {
        promise.end
    }
}

/// "Four dip tanks, a pharmacy and a code of grazing": each with its number or "a".
fn is_nominal(sentence: &Sentence) -> bool {
    let opens = |at: usize| {
        sentence.starts(List::Indefinites, at) || sentence.numbers.iter().any(|number| number.start == at)
    };
    let further = (1..sentence.tokens.len()).filter(|at| begins_item(sentence, *at) && opens(*at));
    opens(0) && further.count() + 1 >= OF
}
