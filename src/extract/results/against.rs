//! Figures that a sentence holds against what was planned: "132 midwives out of the planned 240", "45 per cent of the target".

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::statistics::counts::counts;
use super::super::words::Sentence;

/// Tokens between the word for a target and its number: "a target of about 20,000", "20 newly planned schools".
const NEAR: usize = 3;
/// Tokens from what was reached to what was planned.
const LINKED: usize = 14;
/// Tokens from "planned to train" to the number of those who were to be trained, and from "trained" to that of those who were.
const TO_NUMBER: usize = 3;

/// What was aimed at and what was reached; for a share of the target the target is all of it.
#[derive(Clone, Copy)]
pub struct Pair {
    pub target: Value,
    pub actual: Value,
}

#[derive(Clone, Copy)]
pub struct Value {
    pub number: crate::report::Number,
    pub percent: bool,
}

impl Value {
    pub fn of(number: &NumberToken) -> Self {
        Value {
            number: number.number,
            percent: number.percent,
        }
    }
}

/// The pair of a sentence that fell short; `next` may give the value where this one gives the target alone.
pub fn short(sentence: &Sentence, next: Option<&Sentence>) -> Option<Pair> {
    let no_deed = [
        List::RevisionWords,
        List::Falling,
        List::AtMost,
        List::LessonWords,
    ];
    if no_deed.into_iter().any(|list| sentence.has(list)) {
        return None;
    }
    let pair = both(sentence, next).map(|(target, actual)| Pair {
        target: Value::of(target),
        actual: Value::of(actual),
    });
    pair.or_else(|| share(sentence))
        .filter(|pair| pair.actual.number.high < pair.target.number.low)
}

/// "92 % of the target", and nothing else.
pub fn is_share_of_target(sentence: &Sentence) -> bool {
    let alone = sentence.numbers.len() == 1 && sentence.tokens.len() <= SHARE;
    alone && share(sentence).is_some()
}

/// Tokens of a cell that gives a share of the target: "about 92 % of the annual target".
const SHARE: usize = 8;

/// Whether a sentence tells both what was planned and what was done.
pub fn answers_itself(sentence: &Sentence) -> bool {
    both(sentence, None).is_some()
}

fn both<'a>(
    sentence: &'a Sentence,
    next: Option<&'a Sentence>,
) -> Option<(&'a NumberToken, &'a NumberToken)> {
    let mut targets = figures(sentence).filter_map(|number| Some((number, aimed(sentence, number)?)));
    let told = targets.find_map(|(target, phrase)| {
        let actual = before(sentence, target, &phrase)
            .or_else(|| after(sentence, target, &phrase))
            .or_else(|| next.and_then(|next| labelled(sentence, next, &phrase)))?;
        Some((target, actual))
    });
    told.or_else(|| by_verb(sentence))
}

fn figures(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    // "Une équipe pour les 7 000 personnes attendues"; but "one of the three planned".
    let article = |number: &NumberToken| {
        let of = [List::OfWords, List::OutOf];
        number.in_words
            && number.number.high == Decimal::ONE
            && !of.into_iter().any(|list| sentence.starts(list, number.end))
    };
    let numbers = sentence.numbers.iter();
    numbers.filter(move |number| !sentence.is_year(number) && !sentence.is_money(number) && !article(number))
}

/// The tokens of a number and of the word that says that it was planned: "the target of 20,000", "50 wells foreseen".
fn aimed(sentence: &Sentence, number: &NumberToken) -> Option<Range<usize>> {
    // "An estimate of 178,900 targeted by campaigns": a target is set.
    let guessed = [List::EstimateWords, List::GuessWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.end <= number.start && number.start - hit.end < NEAR);
    if guessed {
        return None;
    }
    let small = |at: usize| {
        let lists = [
            List::OfWords,
            List::Articles,
            List::Approximate,
            List::Auxiliaries,
            List::ProgressWords,
        ];
        sentence.tokens[at].lower == ":" || lists.into_iter().any(|list| sentence.at(list, at))
    };
    let noun = |at: usize| sentence.tokens[at].is_word() && !sentence.starts(List::NounStops, at);
    let before = |hit: &Hit| {
        hit.end <= number.start && number.start - hit.end <= NEAR && (hit.end..number.start).all(small)
    };
    // "While 35 per cent was planned".
    let meant = |at: usize| number.percent && sentence.at(List::Auxiliaries, at);
    let after = |hit: &Hit| {
        let mut between = number.end..hit.start;
        hit.start >= number.end && between.len() < NEAR && between.all(|at| noun(at) || meant(at))
    };
    let led = [List::ColumnTarget, List::ExpectedWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| before(hit))
        .map(|hit| hit.start..number.end);
    // "72 of 131 protection plans" are none that were foreseen, "21 av 24 platser" are seats, and "15 of the 20 teachers
    // agreed to teach" tells what they did.
    let mut planned = sentence.all(List::ExpectedWords).filter(|hit| {
        !sentence.at(List::Places, hit.start) && !sentence.starts(List::InfinitiveMarks, hit.end)
    });
    led.or_else(|| planned.find(|hit| after(hit)).map(|hit| number.start..hit.end))
}

/// "2,940 against a target of 3,500", "12 of the 20 planned", "1,204, falling short of the target of 2,000".
fn before<'a>(
    sentence: &'a Sentence,
    target: &NumberToken,
    phrase: &Range<usize>,
) -> Option<&'a NumberToken> {
    // "127 officials (69 women and 58 men), more than the 120 planned": a bracket holds parts.
    let outside =
        |number: &&NumberToken| sentence.in_brackets(number.start) == sentence.in_brackets(target.start);
    let earlier = || figures(sentence).filter(|number| number.end <= phrase.start);
    let met =
        |number: &NumberToken| number.percent == target.percent && number.number.high >= target.number.low;
    if earlier().any(met) {
        return None;
    }
    let actual = earlier().filter(outside).last()?;
    let links = [
        List::OutOf,
        List::OfWords,
        List::ComparedWith,
        List::ComparisonWords,
        List::ShortfallWords,
        List::WhileWords,
    ];
    let between = actual.end..phrase.start;
    let linked = links
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| between.contains(&hit.start) || hit.end == phrase.start + 1 && hit.start >= actual.end);
    let part = |at: usize| matches!(sentence.tokens[at].lower.as_str(), ";" | ":" | ".");
    let apart = between.clone().any(part);
    (linked && !apart && between.len() <= LINKED && are_alike(sentence, actual, target)).then_some(actual)
}

/// "Of the 50 wells foreseen, 31 were drilled", "the target of 300 households was not met: 180 received seeds".
fn after<'a>(sentence: &'a Sentence, target: &NumberToken, phrase: &Range<usize>) -> Option<&'a NumberToken> {
    // "Of the 50 wells", and not "In the camps".
    // "Lot 5: of the planned 40 per cent, 15 …": after a label as at the beginning.
    let label = sentence.tokens[..phrase.start]
        .iter()
        .rposition(|token| token.lower == ":");
    let begins = label.map_or(0, |label| label + 1);
    let opens = phrase.start - begins <= NEAR
        && [List::OfWords, List::OutOf]
            .into_iter()
            .any(|list| sentence.starts(list, begins));
    let missed = sentence.all(List::AchievedWords).any(|hit| {
        let mut denials = sentence.all(List::Negations);
        hit.start >= phrase.end && denials.any(|no| no.start >= phrase.end && no.start <= hit.start)
    });
    let actual = figures(sentence).find(|number| number.start >= phrase.end)?;
    let near = actual.start - phrase.end <= LINKED;
    // "Planned progress 6 per cent, actual progress 1 per cent".
    let told = sentence.all(List::ColumnActual).any(|hit| {
        let before = hit.end <= actual.start && actual.start - hit.end <= NEAR;
        before && hit.start >= phrase.end && actual.percent && target.percent
    });
    (near && (opens || missed || told) && are_alike(sentence, actual, target)).then_some(actual)
}

/// "Target: 1,200 pupils. Reached: 640 pupils."
fn labelled<'a>(sentence: &Sentence, next: &'a Sentence, phrase: &Range<usize>) -> Option<&'a NumberToken> {
    let colon =
        |sentence: &Sentence, at: usize| sentence.tokens.get(at).is_some_and(|token| token.lower == ":");
    let aim = sentence
        .all(List::ColumnTarget)
        .any(|hit| hit.start == 0 && colon(sentence, hit.end));
    let done = [List::ColumnActual, List::AchievedWords]
        .into_iter()
        .find_map(|list| next.all(list).find(|hit| hit.start == 0 && colon(next, hit.end)))?;
    let actual = figures(next).find(|number| number.start > done.end)?;
    (aim && phrase.start == 0 && actual.start - done.end <= NEAR).then_some(actual)
}

/// "Planned to train 500 young people and trained 210".
fn by_verb(sentence: &Sentence) -> Option<(&NumberToken, &NumberToken)> {
    let planned = [List::IntentionWords, List::ExpectedWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .map(|hit| hit.start)
        .min()?;
    let verbs = |number: &NumberToken| number.start.saturating_sub(TO_NUMBER)..number.start;
    let all: Vec<&NumberToken> = figures(sentence).collect();
    all.windows(2).find_map(|pair| {
        let (target, actual) = (pair[0], pair[1]);
        let same = verbs(target).filter(|at| *at > planned).any(|one| {
            let act = &sentence.tokens[one];
            let verb = sentence.starts(List::PeopleActions, one) || sentence.starts(List::OutputVerbs, one);
            verb && verbs(actual)
                .filter(|at| *at >= target.end)
                .any(|other| sentence.tokens[other].stem == act.stem)
        });
        (same && are_alike(sentence, actual, target)).then_some((target, actual))
    })
}

/// "45 per cent of the annual target", "53% of the planned 1,200", "26% against the target".
fn share(sentence: &Sentence) -> Option<Pair> {
    let article = |at: usize| sentence.starts(List::Articles, at);
    let of_target = |number: &&NumberToken| {
        let of = [List::OfWords, List::ComparedWith]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .find(|hit| hit.start == number.end && !sentence.starts(List::Increase, hit.start));
        let words = |list: List, from: usize| {
            sentence
                .all(list)
                .filter(move |hit| hit.start >= from && hit.start - from < NEAR)
        };
        let plain = |at: usize| sentence.tokens[at].is_word() && !sentence.starts(List::NounStops, at);
        // "45 per cent against a target of 60" is held against the 60.
        let set = |hit: &Hit| {
            let behind = hit.end..(hit.end + NEAR).min(sentence.tokens.len());
            let mut numbers = sentence.numbers.iter();
            sentence.starts(List::ComparedWith, number.end)
                && numbers.any(|other| behind.contains(&other.start) && !sentence.is_year(other))
        };
        of.is_some_and(|of| {
            words(List::ColumnTarget, of.end)
                .any(|hit| (of.end..hit.start).all(|at| plain(at) || article(at)) && !set(hit))
                || words(List::ExpectedWords, of.end).any(|hit| (of.end..hit.start).all(article) && !set(hit))
        })
    };
    let all = crate::report::Number::exact(Decimal::ONE_HUNDRED);
    figures(sentence)
        .filter(|number| number.percent)
        .find(of_target)
        .map(|number| Pair {
            target: Value {
                number: all,
                percent: true,
            },
            actual: Value::of(number),
        })
}

/// Both are shares, or both count the same as far as it is told.
fn are_alike(sentence: &Sentence, one: &NumberToken, other: &NumberToken) -> bool {
    let counted = counts(sentence);
    let noun = |number: &NumberToken| {
        let own = counted
            .iter()
            .find(|count| count.start == number.start && !count.elided)?;
        Some((own.counted, own.noun_stem.clone()))
    };
    let differ = noun(one)
        .zip(noun(other))
        .is_some_and(|(one, other)| one.1 != other.1);
    one.percent == other.percent && !differ
}
