//! Changes that running text only asserts: "awareness has increased", without a figure, a comparison or a witness.

use rust_decimal::Decimal;

use super::account::{has_outside_cause, is_intended, is_negated};
use super::changes::{is_for, quantities};
use crate::extract::Role;
use crate::extract::activities::tells::found_by_study;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::{Asserts, Claim, Statement};

/// Words between what changed and the verb: "the income of the lead farmers rose".
const APART: usize = 6;
/// Words between a verb and what it changed: "strengthened their own skills".
const OBJECT: usize = 4;
/// Words between "is", "have" and the change: "have also been much improved".
const HELPED: usize = 3;

/// `role`: of the section in which the sentence stands.
pub fn asserts(statement: &Statement, sentence: &Sentence, role: Role) -> Asserts {
    if let Some(other) = no_account(statement, role) {
        return Asserts::Otherwise(other);
    }
    if let Some(figure) = figure(sentence).or_else(|| from_to(sentence)) {
        return Asserts::Figure(figure);
    }
    let besides = [
        List::DoublingWords,
        List::Context,
        List::Counting,
        List::IndicatorNames,
        List::ExpectedWords,
        List::PresentAims,
    ];
    let besides = besides.into_iter().find_map(|list| sentence.first(list));
    if let Some(word) = besides.or_else(|| reference(sentence)) {
        return Asserts::Besides(sentence.written(word).to_string());
    }
    if has_outside_cause(sentence) {
        return Asserts::Otherwise("change that something else brought about");
    }
    let words = changes(sentence)
        .or_else(|| better_now(sentence))
        .or_else(|| improvement_seen(sentence));
    match words {
        Some(word) => Asserts::Words(sentence.written(word).to_string()),
        None => not_meant(sentence),
    }
}

/// What keeps the first word for a change from telling one.
fn not_meant(sentence: &Sentence) -> Asserts {
    let lists = [List::ChangeVerbs, List::Improvements, List::Comparatives];
    let Some(word) = lists.into_iter().find_map(|list| sentence.first(list)) else {
        return Asserts::NoChange;
    };
    let verb = word.list == List::ChangeVerbs;
    let why = if is_negated(sentence, word) {
        "is negated"
    } else if is_meant(sentence, word) {
        "tells what is meant to be"
    } else if verb && !is_finite(sentence, word) {
        "was taken for a quality of something, and not for a verb"
    } else if verb {
        "stands beside no word for what work is meant to change"
    } else {
        "stands beside no word by which it is or was seen to be so"
    };
    Asserts::NotMeant(sentence.written(word).to_string(), why)
}

/// "The chart below shows the improvement": what stands there is told by it.
fn reference(sentence: &Sentence) -> Option<&Hit> {
    sentence.all(List::References).find(|hit| hit.start <= 1)
}

/// "From hand movements to counting fingers": the start and the end are told.
fn from_to(sentence: &Sentence) -> Option<String> {
    let from = sentence.first(List::FromWords)?;
    let to = sentence.all(List::ToWords).find(|to| to.start > from.end)?;
    Some(
        sentence
            .between(from.start, sentence.tokens.len().min(to.end + 1))
            .to_string(),
    )
}

/// "Une amélioration" counts nothing.
fn figure(sentence: &Sentence) -> Option<String> {
    let one = |number: &NumberToken| number.in_words && number.number.high == Decimal::ONE;
    let number = quantities(sentence).find(|number| !one(number))?;
    Some(sentence.between(number.start, number.end).to_string())
}

/// What a sentence is that tells no change, or claims instead.
fn no_account(statement: &Statement, role: Role) -> Option<&'static str> {
    let other = [
        Claim::Plan,
        Claim::Lesson,
        Claim::Shortfall,
        Claim::Estimate,
        Claim::Reason,
    ];
    if !matches!(role, Role::Achieved | Role::Other) {
        Some("sentence of a section that tells no results")
    } else if statement.location.table.is_some() {
        Some("cell of a table")
    } else if statement.negated {
        Some("denial")
    } else if statement.text.ends_with('?') {
        Some("question")
    } else if statement.text.ends_with(':') {
        Some("line that leads to what is below it")
    } else {
        let claimed = other.into_iter().find(|claim| statement.claims(*claim));
        claimed.map(Claim::name)
    }
}

/// "Incomes have risen", "mejoraron sus competencias": of something that work is meant to change.
fn changes(sentence: &Sentence) -> Option<&Hit> {
    sentence.all(List::ChangeVerbs).find(|verb| {
        let plain = !is_meant(sentence, verb)
            && !is_negated(sentence, verb)
            && !sentence.acts(&sentence.tokens[verb.start].lower);
        let changed = is_finite(sentence, verb) && (rose(sentence, verb) || raised(sentence, verb));
        plain && changed && !got_worse(sentence, verb)
    })
}

/// "Enrolment fell", "attendance was reduced": of what is better when there is more of it.
fn got_worse(sentence: &Sentence, verb: &Hit) -> bool {
    let harm = sentence.has(List::Harms);
    sentence.at(List::Falling, verb.start) && !harm && sentence.has(List::Measurables)
}

/// "To be strengthened", "so that they know more".
fn is_meant(sentence: &Sentence, hit: &Hit) -> bool {
    let before = hit.start.saturating_sub(HELPED)..hit.start;
    let mut marks = sentence.all(List::InfinitiveMarks);
    is_intended(sentence, hit)
        || is_for(sentence, hit)
        || marks.any(|mark| before.contains(&mark.start) && sentence.at(List::BeWords, mark.end))
}

/// A verb, and no quality of a thing: "has improved", "rose", and neither "improved seed" nor "the improved".
fn is_finite(sentence: &Sentence, verb: &Hit) -> bool {
    let before = verb.start.saturating_sub(HELPED)..verb.start;
    // "Well-being" is no "being".
    let joined = |at: usize| at > 0 && sentence.tokens[at - 1].lower == "-";
    let helped = [List::Auxiliaries, List::BeWords]
        .into_iter()
        .any(|list| before.clone().any(|at| sentence.at(list, at) && !joined(at)));
    let small = |at: usize| {
        sentence
            .tokens
            .get(at)
            .is_none_or(|token| token.is_small || !token.is_word())
    };
    // "Стремится повысить и расширить": what somebody wants to do.
    let told =
        !sentence.in_present(&sentence.tokens[verb.start].lower) && !sentence.is_infinitive(verb.start);
    helped || sentence.starts(List::Manners, verb.end) || told && small(verb.end)
}

fn rose(sentence: &Sentence, verb: &Hit) -> bool {
    sentence
        .all(List::ChangeNouns)
        .any(|noun| noun.end <= verb.start && verb.start - noun.end <= APART)
}

fn raised(sentence: &Sentence, verb: &Hit) -> bool {
    let subject = verb.start > 0;
    subject
        && sentence
            .all(List::ChangeNouns)
            .any(|noun| noun.start >= verb.end && noun.start - verb.end <= OBJECT)
}

/// "The pupils know more now", "the committees are stronger".
fn better_now(sentence: &Sentence) -> Option<&Hit> {
    sentence.all(List::Comparatives).find(|better| {
        let before = better.start.saturating_sub(HELPED)..better.start;
        let is = [List::BeWords, List::StateVerbs]
            .into_iter()
            .any(|list| before.clone().any(|at| sentence.at(list, at)));
        // "More than 40", "more than a shelter".
        let than = sentence.starts(List::ThanWords, better.end);
        // "It is easier to sign than to keep".
        let judged = sentence.starts(List::InfinitiveMarks, better.end);
        is && !than && !judged && !is_negated(sentence, better) && !is_meant(sentence, better)
    })
}

/// "Significant improvements were seen in safety", "muestran mejoras de peso".
fn improvement_seen(sentence: &Sentence) -> Option<&Hit> {
    // How it was seen is told.
    if found_by_study(sentence) {
        return None;
    }
    sentence.all(List::Improvements).find(|change| {
        let seen = sentence.all(List::SeenWords).any(|seen| {
            let after = seen.start >= change.end && seen.start - change.end <= OBJECT;
            let before = seen.end <= change.start && change.start - seen.end <= OBJECT;
            after || before
        });
        seen && !is_negated(sentence, change)
    })
}
