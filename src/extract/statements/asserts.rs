//! Changes that running text only asserts: "awareness has increased", without a figure, a comparison or a witness.

use rust_decimal::Decimal;

use super::account::{has_outside_cause, is_intended, is_negated};
use super::changes::{is_for, quantities};
use crate::extract::Role;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::{Claim, Statement};

/// Words between what changed and the verb: "the income of the lead farmers rose".
const APART: usize = 6;
/// Words between a verb and what it changed: "strengthened their own skills".
const OBJECT: usize = 4;
/// Words between "is", "have" and the change: "have also been much improved".
const HELPED: usize = 3;

/// `role`: of the section in which the sentence stands.
pub fn asserts_change(statement: &Statement, sentence: &Sentence, role: Role) -> bool {
    tells_account(statement, role)
        && !tells_figure(sentence)
        && !tells_from_to(sentence)
        && ![
            List::DoublingWords,
            List::Context,
            List::Counting,
            List::IndicatorNames,
            List::ExpectedWords,
            List::PresentAims,
        ]
        .into_iter()
        .any(|list| sentence.has(list))
        && !has_outside_cause(sentence)
        && !describes_figure(sentence)
        && (changes(sentence) || is_better_now(sentence) || improvement_was_seen(sentence))
}

/// "The chart below shows the improvement": what stands there is told by it.
fn describes_figure(sentence: &Sentence) -> bool {
    sentence.all(List::References).any(|hit| hit.start <= 1)
}

/// "From hand movements to counting fingers": the start and the end are told.
fn tells_from_to(sentence: &Sentence) -> bool {
    let from = sentence.all(List::FromWords);
    from.into_iter()
        .any(|from| sentence.all(List::ToWords).any(|to| to.start > from.end))
}

/// "Une amélioration" counts nothing.
fn tells_figure(sentence: &Sentence) -> bool {
    quantities(sentence).any(|number| !(number.in_words && number.number.high == Decimal::ONE))
}

fn tells_account(statement: &Statement, role: Role) -> bool {
    let other = [
        Claim::Plan,
        Claim::Lesson,
        Claim::Shortfall,
        Claim::Estimate,
        Claim::Reason,
    ];
    matches!(role, Role::Achieved | Role::Other)
        && statement.location.table.is_none()
        && !statement.negated
        && !statement.text.ends_with(['?', ':'])
        && !other.into_iter().any(|claim| statement.claims(claim))
}

/// "Incomes have risen", "mejoraron sus competencias": of something that work is meant to change.
fn changes(sentence: &Sentence) -> bool {
    sentence.all(List::ChangeVerbs).any(|verb| {
        let plain = !is_meant(sentence, verb)
            && !is_negated(sentence, verb)
            && !sentence.acts(&sentence.tokens[verb.start].lower);
        plain && is_finite(sentence, verb) && (rose(sentence, verb) || raised(sentence, verb))
    })
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
    let told = !sentence.in_present(&sentence.tokens[verb.start].lower);
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
fn is_better_now(sentence: &Sentence) -> bool {
    sentence.all(List::Comparatives).any(|better| {
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
fn improvement_was_seen(sentence: &Sentence) -> bool {
    sentence.all(List::Improvements).any(|change| {
        let seen = sentence.all(List::SeenWords).any(|seen| {
            let after = seen.start >= change.end && seen.start - change.end <= OBJECT;
            let before = seen.end <= change.start && change.start - seen.end <= OBJECT;
            after || before
        });
        seen && !is_negated(sentence, change)
    })
}
