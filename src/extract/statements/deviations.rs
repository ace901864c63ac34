//! What fell short of what was meant, and why.

use rust_decimal::Decimal;

use super::account::negation_before;
use super::changes::{may_be_alike, quantities};
use super::failures::{DESCRIBED, failure, goes_on, is_of_work};
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;

/// Words between "only" and its number.
const ONLY: usize = 2;
/// Words between a number and the word that says it was expected.
const EXPECTED: usize = 3;
/// Words between an adversity and the work on it.
const WORKED_ON: usize = 4;
/// Words of a clause, with its colon.
const CLAUSE: usize = 4;

/// `owned`: the sentence is a result's own account.
pub fn shortfall(sentence: &Sentence, owned: bool) -> Option<&Hit> {
    // "Three hotlines were closed as planned."
    if sentence.has(List::AsExpectedWords) {
        return None;
    }
    let failed = failure(sentence, owned).filter(|hit| !is_overcome(sentence, hit));
    let less = || {
        less_than_expected(sentence)
            .or_else(|| only_few(sentence))
            .or_else(|| no_effect(sentence))
            .filter(|hit| is_of_work(sentence, hit, owned))
    };
    failed.or_else(less)
}

/// "The mayor refused at first; after a talk the lists were put up."
fn is_overcome(sentence: &Sentence, hit: &Hit) -> bool {
    let Some(first) = sentence.first(List::AtFirst) else {
        return false;
    };
    let from = first.end.max(hit.end);
    let pause =
        (from..sentence.tokens.len()).find(|at| matches!(sentence.tokens[*at].lower.as_str(), "," | ";"));
    let Some(pause) = pause.filter(|at| sentence.tokens.len() - at > CLAUSE) else {
        return false;
    };
    let fails = [List::ShortfallWords, List::HinderWords, List::Negations];
    !fails
        .into_iter()
        .any(|list| sentence.all(list).any(|hit| hit.start > pause))
}

/// "fewer than hoped", "five months later than planned", "of the ten promised, three".
fn less_than_expected(sentence: &Sentence) -> Option<&Hit> {
    sentence.all(List::ExpectedWords).find(|expected| {
        let only = |hit: &Hit| !sentence.at(List::AtMost, hit.start);
        is_fewer_than(sentence, expected)
            || sentence.all(List::OnlyWords).any(only)
            || quantities(sentence).any(|meant| {
                let before = meant.end <= expected.start
                    && expected.start - meant.end <= EXPECTED
                    && goes_on(sentence, meant.end, expected.start)
                    && !(meant.percent && sentence.starts(List::OfWords, meant.end));
                let after = expected.end <= meant.start && meant.start - expected.end <= EXPECTED;
                let meant_so = before || after && !is_quality(sentence, expected);
                meant_so && !sentence.is_money(meant) && is_largest(sentence, meant)
            })
    })
}

/// "The target counties", "målgruppen" in two words: for whom it is, and not how many.
fn is_quality(sentence: &Sentence, expected: &Hit) -> bool {
    DESCRIBED
        .into_iter()
        .any(|list| sentence.starts(list, expected.end))
}

/// A word of less stands before what was expected, in one clause: "lower than the target". "30 per cent or less" is a bound.
fn is_fewer_than(sentence: &Sentence, expected: &Hit) -> bool {
    let parts = |at: usize| match sentence.tokens[at].lower.as_str() {
        ";" | ":" | "." => true,
        // "Меньше, чем ожидалось".
        "," => ![List::ThanWords, List::ThatWords]
            .into_iter()
            .any(|list| sentence.starts(list, at + 1)),
        _ => false,
    };
    sentence.all(List::LessWords).any(|less| {
        let bound = sentence.ends(List::OrWords, less.start);
        !bound && less.end <= expected.start && !(less.end..expected.start).any(parts)
    })
}

/// Another number of the same things is smaller, and none is as large.
fn is_largest(sentence: &Sentence, meant: &NumberToken) -> bool {
    let one = |number: &NumberToken| number.in_words && number.number.high == Decimal::ONE;
    let others = || quantities(sentence).filter(|other| other.start != meant.start && !one(other));
    let reached = others().any(|other| other.number.high >= meant.number.low);
    !reached
        && others().any(|other| may_be_alike(sentence, meant, other) && other.number.low < meant.number.low)
}

/// "only 14 people", "only a handful".
fn only_few(sentence: &Sentence) -> Option<&Hit> {
    sentence.all(List::OnlyWords).find(|hit| {
        // "The mother alone, and another".
        let goes_on = sentence.starts(List::AndWords, hit.end);
        // "The target was at most six hours".
        let aimed = sentence
            .all(List::ExpectedWords)
            .any(|aim| aim.end <= hit.start && hit.start - aim.end < EXPECTED);
        let bound = aimed && sentence.at(List::AtMost, hit.start);
        let other = compares(sentence, hit) || goes_on || bound;
        !other
            && quantities(sentence).any(|number| {
                let one = number.in_words && number.number.high == Decimal::ONE;
                // "In just eight months".
                let time = sentence.starts(List::Time, number.end);
                // "Un seul hôpital", "uno solo".
                let alone = number.end == hit.start && !one;
                !number.percent
                    && !time
                    && (hit.end <= number.start && number.start - hit.end <= ONLY || alone)
            })
    })
}

/// "compared with barely half two years ago".
fn compares(sentence: &Sentence, only: &Hit) -> bool {
    sentence
        .all(List::ComparisonWords)
        .any(|hit| hit.end <= only.start && only.start - hit.end <= ONLY)
}

/// "No effect could be detected", and not "we ask for no change".
fn no_effect(sentence: &Sentence) -> Option<&Hit> {
    let seen = [List::SeenWords, List::PastForms];
    let denied = sentence
        .all(List::EffectWords)
        .find_map(|effect| negation_before(sentence, effect.start));
    denied.filter(|_| seen.into_iter().any(|list| sentence.has(list)))
}

/// A causal word, or beside a shortfall a clause that begins as a cause, an adversity, or a verb of hindering.
pub fn reason<'a>(sentence: &'a Sentence, shortfall: Option<&'a Hit>) -> Option<&'a Hit> {
    sentence
        .all(List::ReasonWords)
        .find(|hit| !is_worked_on(sentence, hit))
        .or_else(|| shortfall.and_then(|shortfall| beside(sentence, shortfall)))
        .or_else(|| {
            sentence
                .first(List::ExplainingWords)
                .filter(|_| rises_or_falls(sentence))
        })
}

/// "Information on COVID-19", "drought preparedness": the adversity is what the work was about, or its time.
fn is_worked_on(sentence: &Sentence, hit: &Hit) -> bool {
    let before = hit.start.saturating_sub(WORKED_ON)..hit.start;
    let after = hit.end..hit.end + WORKED_ON;
    sentence.at(List::CauseWords, hit.start)
        && before
            .chain(after)
            .any(|at| sentence.starts(List::WorkedOnWords, at))
}

/// What hinders, whether or not a word says that it is the cause.
pub fn adversity(sentence: &Sentence) -> Option<&Hit> {
    [List::HinderWords, List::CauseWords]
        .into_iter()
        .find_map(|list| sentence.first(list))
}

/// "The administration gave the room only in November".
fn too_late(sentence: &Sentence) -> Option<&Hit> {
    sentence
        .all(List::OnlyWords)
        .find(|hit| (hit.end..=hit.end + ONLY).any(|at| sentence.at(List::Months, at)))
}

fn beside<'a>(sentence: &'a Sentence, shortfall: &'a Hit) -> Option<&'a Hit> {
    let link = sentence
        .all(List::CauseLinks)
        .find(|hit| hit.start > 0 && !sentence.tokens[hit.start - 1].is_word());
    adversity(sentence)
        .or(link)
        .or_else(|| too_late(sentence))
        .or_else(|| is_explained_after_colon(sentence, shortfall).then_some(shortfall))
}

/// "The second season could not be filmed: the channel was closed."
fn is_explained_after_colon(sentence: &Sentence, shortfall: &Hit) -> bool {
    let after = &sentence.tokens[shortfall.end..];
    let clause = after.iter().position(|token| token.lower == ":");
    clause.is_some_and(|colon| after.len() - colon > CLAUSE && !after[colon + 1].is_number())
}

/// "The rise in complaints stems from …": the figure is told of to be explained.
pub fn explains_figure(sentence: &Sentence, reason: Option<&Hit>) -> bool {
    reason.is_some() && rises_or_falls(sentence)
}

fn rises_or_falls(sentence: &Sentence) -> bool {
    [List::ChangeVerbs, List::LessWords]
        .into_iter()
        .any(|list| sentence.has(list))
}
