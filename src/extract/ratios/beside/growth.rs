//! "Sales rose from 44 to 66 thousand. An increase of 22 per cent": a change and the two values before it.

use rust_decimal::Decimal;

use super::super::super::lexicon::{Hit, List};
use super::super::super::numbers::NumberToken;
use super::super::super::quantities::Unit;
use super::super::super::words::Sentence;
use super::super::prose::is_date;
use super::{Told, is_of_others, written};
use crate::report::{Number, Ratio, RatioKind};

/// Per cent by which people are wrong who mean the change between two values.
const NEAR: i64 = 65;
/// Tokens from the word for a change to its number.
const REACH: usize = 6;

/// Tokens within which a sentence shows that it goes on from the one before.
const OPENING: usize = 3;

/// The values at both ends of a change, and where they stand.
struct Ends {
    first: Decimal,
    last: Decimal,
    at: usize,
}

pub fn changes(told: &Told, at: usize) -> Vec<Ratio> {
    let sentence = &told.sentences[at];
    // "3.9 tons, 44 % more than elsewhere": a value of its own is what the sentence compares.
    let valued = told.quantities[at]
        .iter()
        .any(|own| !own.article && !matches!(own.unit, Unit::Share | Unit::Time));
    if is_of_others(sentence) || valued {
        return Vec::new();
    }
    let shares: Vec<_> = told.quantities[at]
        .iter()
        .filter(|own| own.unit == Unit::Share)
        .collect();
    let words = [List::DoublingWords, List::Multiples];
    if let Some(word) = words
        .into_iter()
        .find_map(|list| sentence.first(list))
        .filter(|_| shares.is_empty())
    {
        return doubled(told, at, word).into_iter().collect();
    }
    let [share] = shares[..] else {
        return Vec::new();
    };
    let exact = !share.approximate && share.value > Decimal::ZERO;
    if !exact || !is_change(sentence, share.start, share.end) {
        return Vec::new();
    }
    let Some(ends) = ends(told, at, share.start)
        .filter(|ends| ends.at != at && is_of_the_same(told, ends.at, at, share.start))
    else {
        return Vec::new();
    };
    let difference = (ends.last - ends.first).abs();
    let of_first = difference * Decimal::ONE_HUNDRED / ends.first;
    let of_last = ends.last * Decimal::ONE_HUNDRED / ends.first;
    let off = |computed: Decimal| (computed - share.value).abs();
    let near = off(of_first) <= Decimal::from(NEAR) && off(of_last) > Decimal::ONE;
    if !near || difference.is_zero() {
        return Vec::new();
    }
    vec![Ratio {
        kind: RatioKind::Change,
        value: Number::exact(share.value.normalize()),
        written: written(sentence, share),
        at_least: sentence.ends(List::OverWords, share.start),
        figures: Some((difference, ends.first)),
        quote: told.place(at),
        figures_at: Some(told.place(ends.at)),
        ..Ratio::default()
    }]
}

/// "Prices went up by 20 %" tells nothing of the harvest before; "an increase of 20 %", "this growth", "their sales" do.
fn is_of_the_same(told: &Told, before: usize, at: usize, start: usize) -> bool {
    let sentence = &told.sentences[at];
    let leads = |list: List, until: usize| sentence.all(list).any(|hit| hit.start <= until);
    let signed = start > 0 && sentence.tokens[start - 1].lower == "+";
    let pointed = [
        List::ConclusionAdverbs,
        List::ThatIs,
        List::ThisWords,
        List::Pointing,
    ]
    .into_iter()
    .any(|list| leads(list, OPENING));
    let named = leads(List::GrowthNouns, 2) || leads(List::Increase, 1) || leads(List::Falling, 1);
    let said = told.sentences[before].content();
    let shared = sentence.content_stems().any(|own| said.contains(&own));
    signed || pointed || named || shared
}

/// "This doubled the yield".
fn doubled(told: &Told, at: usize, word: &Hit) -> Option<Ratio> {
    let sentence = &told.sentences[at];
    let ends = ends(told, at, word.start).filter(|ends| ends.last > ends.first && ends.at != at)?;
    Some(Ratio {
        kind: RatioKind::Multiple,
        value: Number {
            approximate: sentence.ends(List::Approximate, word.start)
                || sentence.ends(List::NearlyWords, word.start),
            ..Number::exact(Decimal::from(word.value?))
        },
        falls_short: sentence.ends(List::NearlyWords, word.start),
        written: sentence.written(word).to_string(),
        figures: Some((ends.last, ends.first)),
        quote: told.place(at),
        figures_at: Some(told.place(ends.at)),
        ..Ratio::default()
    })
}

/// "An increase of 22 %", "22 % more", "(+100 %)".
fn is_change(sentence: &Sentence, start: usize, end: usize) -> bool {
    let signed = start
        .checked_sub(1)
        .is_some_and(|at| matches!(sentence.tokens[at].lower.as_str(), "+" | "−"));
    let named = [
        List::ChangeVerbs,
        List::Increase,
        List::Falling,
        List::GrowthNouns,
    ]
    .into_iter()
    .flat_map(|list| sentence.all(list))
    .any(|hit| {
        let before = hit.end <= start && start - hit.end <= REACH;
        before || hit.start >= end && hit.start - end <= 1
    });
    signed || named && !sentence.ends(List::ToWords, start) && !sentence.starts(List::OfWords, end)
}

/// The only two values of one kind that are told before, of which the sentence says that the one became the other.
fn ends(told: &Told, at: usize, until: usize) -> Option<Ends> {
    (at.saturating_sub(1)..=at).rev().find_map(|own| {
        let sentence = &told.sentences[own];
        let until = if own == at { until } else { sentence.tokens.len() };
        let values: Vec<&NumberToken> = sentence
            .numbers
            .iter()
            .filter(|number| is_value(sentence, number, until))
            .collect();
        let changed = [List::FromWords, List::ChangeVerbs, List::Increase, List::Falling]
            .into_iter()
            .any(|list| sentence.has(list));
        let years = sentence
            .numbers
            .iter()
            .filter(|number| sentence.is_year(number))
            .count();
        let named = [List::GrowthNouns, List::DoublingWords, List::Multiples]
            .into_iter()
            .any(|list| told.sentences[at].has(list));
        let periods = sentence.all(List::OrdinalNumbers).count() > 1
            || sentence.has(List::NextPeriods)
            || years > 1 && named;
        let (first, last) = match values[..] {
            [range]
                if range.number.low != range.number.high && sentence.ends(List::FromWords, range.start) =>
            {
                (range.number.low, range.number.high)
            }
            [one, two]
                if changed && is_led(sentence, one, two)
                    || periods && own != at && is_exact(one) && is_exact(two) && !is_of_others(sentence) =>
            {
                (one.number.low, two.number.low)
            }
            _ => return None,
        };
        (first > Decimal::ZERO && own + 1 >= at).then_some(Ends { first, last, at: own })
    })
}

fn is_exact(number: &NumberToken) -> bool {
    number.number.low == number.number.high && !number.number.approximate
}

/// "From 44 to 66", with the currency or words between.
fn is_led(sentence: &Sentence, one: &NumberToken, two: &NumberToken) -> bool {
    let near = |list: List, at: usize| (at.saturating_sub(2)..=at).any(|end| sentence.ends(list, end));
    is_exact(one) && is_exact(two) && near(List::FromWords, one.start) && near(List::ToWords, two.start)
}

fn is_value(sentence: &Sentence, number: &NumberToken, until: usize) -> bool {
    let article = number.in_words && number.number.high <= Decimal::ONE;
    let time = sentence.starts(List::Time, number.end);
    number.end <= until && !number.percent && !time && !article && !is_date(sentence, number)
}
