//! What fell short of what was meant, and why.

use super::account::negation_before;
use super::changes::quantities;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words between "only" and its number.
const ONLY: usize = 2;
/// Words between a number and the word that says it was expected.
const EXPECTED: usize = 3;
/// Words between an adversity and the work on it.
const WORKED_ON: usize = 4;
/// Words of a clause, with its colon.
const CLAUSE: usize = 4;

pub fn shortfall(sentence: &Sentence) -> Option<&Hit> {
    // "Three hotlines were closed as planned."
    if sentence.has(List::AsExpectedWords) {
        return None;
    }
    [List::ShortfallWords, List::HinderWords]
        .into_iter()
        .find_map(|list| {
            sentence
                .all(list)
                .find(|hit| !describes_people(sentence, hit) && !is_overcome(sentence, hit))
        })
        .or_else(|| less_than_expected(sentence))
        .or_else(|| only_few(sentence))
        .or_else(|| no_effect(sentence))
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

/// "748 prisoners awaiting trial were visited", "inmates who have not been tried": who they are, not what is still to come.
fn describes_people(sentence: &Sentence, hit: &Hit) -> bool {
    let waits = sentence.at(List::WaitingWords, hit.start);
    let relative = |hit: &Hit| sentence.ends(List::HumanRelatives, hit.start);
    waits && sentence.all(List::People).any(|people| people.end == hit.start) || relative(hit)
}

/// "fewer than hoped", "five months later than planned", "of the ten promised, three".
fn less_than_expected(sentence: &Sentence) -> Option<&Hit> {
    let expected = sentence.first(List::ExpectedWords)?;
    // "The target was 30 per cent or less" is a bound.
    let bound = |hit: &Hit| sentence.ends(List::OrWords, hit.start);
    let fewer = sentence.all(List::LessWords).any(|hit| !bound(hit))
        || sentence
            .all(List::OnlyWords)
            .any(|hit| !sentence.at(List::AtMost, hit.start))
        || quantities(sentence).any(|meant| {
            let near = meant.end <= expected.start && expected.start - meant.end <= EXPECTED
                || expected.end <= meant.start && meant.start - expected.end <= EXPECTED;
            near && !meant.percent
                && quantities(sentence)
                    .any(|other| other.start != meant.start && other.number.low < meant.number.low)
                && !quantities(sentence).any(|other| other.number.low > meant.number.low)
        });
    fewer.then_some(expected)
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
                !number.percent
                    && (hit.end <= number.start && number.start - hit.end <= ONLY || number.end == hit.start)
            })
    })
}

/// "compared with barely half two years ago".
fn compares(sentence: &Sentence, only: &Hit) -> bool {
    sentence
        .all(List::ComparisonWords)
        .any(|hit| hit.end <= only.start && only.start - hit.end <= ONLY)
}

/// "No effect could be detected".
fn no_effect(sentence: &Sentence) -> Option<&Hit> {
    sentence
        .all(List::EffectWords)
        .find_map(|effect| negation_before(sentence, effect.start))
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
