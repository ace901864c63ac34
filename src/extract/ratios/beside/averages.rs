//! "130 labourers earned 52,000 dollars. This gave each of them 600": how much comes to one, and the figures before it.

use rust_decimal::Decimal;

use super::super::super::lexicon::{Hit, List};
use super::super::super::quantities::{Quantity, Unit};
use super::super::super::words::Sentence;
use super::{Own, Told, is_held_against, is_of_others, written};
use crate::report::{Number, Ratio, RatioKind};

/// Tokens from the word for an average to its number.
const REACH: usize = 5;
/// Tokens from a number to the word for an average behind it.
const AFTER: usize = 6;
/// By how much a number behind the word is nearer than one before it.
const BEFORE: usize = 3;
/// Words behind a number in which its noun stands.
const NOUN: usize = 3;
/// A figure that is further off is meant of something else.
const TIMES: i64 = 3;

pub fn averages(told: &Told, at: usize) -> Option<Ratio> {
    let sentence = &told.sentences[at];
    let ratio = of_one_to(told, at);
    let ratio_less = ratio.is_none();
    let (own, pair) = match ratio {
        Some(own) => (own, true),
        None => {
            let own = of_mark(told, at)?;
            let pair =
                sentence.has(List::RatioNouns) || own.unit == Unit::Money && is_concluded(sentence, &own);
            (own, pair)
        }
    };
    let aside = ratio_less && sentence.in_brackets(own.start)
        || sentence.starts(List::OfWords, own.end)
            && sentence
                .numbers
                .iter()
                .any(|number| number.start > own.end && number.start - own.end <= 3);
    if aside
        || is_held_against(sentence, own.end)
        || own.approximate && !is_mean(sentence, &own)
        || own.unit == Unit::Share
        || own.unit == Unit::Time
    {
        return None;
    }
    let before = told.before(at, own.start);
    let counted = told.bearing(&before);
    let [one, other] = counted[..] else {
        return None;
    };
    let plain = !one.quantity.approximate
        && !other.quantity.approximate
        && before.iter().all(|own| own.quantity.unit != Unit::Share);
    let others = told.sentences[one.at..at].iter().any(is_of_others);
    let (above, below) = divided(one, other, &own)?;
    if !plain || others || !(pair || is_of_these(told, sentence, above, below)) {
        return None;
    }
    if above.quantity.value < Decimal::TEN {
        return None;
    }
    let computed = above.quantity.value.checked_div(below.quantity.value)?;
    let off = (computed - own.value).abs();
    let told_so = [one, other]
        .iter()
        .any(|figure| figure.quantity.value == own.value);
    let times = Decimal::from(TIMES);
    let near = computed < own.value * times && own.value < computed * times;
    let rounded = off <= (own.value / Decimal::TEN).max(Decimal::new(5, own.value.scale() + 1));
    if told_so || !near || rounded {
        return None;
    }
    Some(Ratio {
        kind: RatioKind::Average,
        value: Number::exact(own.value.normalize()),
        written: written(sentence, &own),
        figures: Some((above.quantity.value, below.quantity.value)),
        quote: told.place(at),
        figures_at: (one.at != at).then(|| told.place(one.at)),
        ..Ratio::default()
    })
}

/// "1,200 soaps for 600,000 francs, that is 800 francs a piece".
fn is_concluded(sentence: &Sentence, own: &Quantity) -> bool {
    let mut words = [List::ThatIs, List::ConclusionAdverbs]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    words.any(|hit| hit.end <= own.start && own.start - hit.end <= 2)
}

/// "On average four": the word says no more than that.
fn is_mean(sentence: &Sentence, own: &Quantity) -> bool {
    let mut means = sentence.all(List::Averages);
    means.any(|hit| hit.end <= own.start && own.start - hit.end <= 1)
}

/// "1:30", "one to thirty".
fn of_one_to(told: &Told, at: usize) -> Option<Quantity> {
    let sentence = &told.sentences[at];
    let noun = sentence.first(List::RatioNouns)?;
    let mut pairs = sentence
        .numbers
        .windows(2)
        .filter(|pair| pair[0].start >= noun.end);
    let pair = pairs.find(|pair| {
        let between = &sentence.tokens[pair[0].end..pair[1].start];
        let joined =
            between.len() == 1 && (between[0].lower == ":" || sentence.at(List::ToWords, pair[0].end));
        pair[0].number.low == Decimal::ONE && joined
    })?;
    let own = &pair[1];
    Some(Quantity {
        value: own.number.low,
        start: pair[0].start,
        end: own.end,
        unit: Unit::Count,
        approximate: own.number.approximate,
        article: false,
        rounding: Decimal::ZERO,
        scale: Decimal::ONE,
    })
}

/// "On average 600", "24 members per club", "a unit price of 180 dollars".
fn of_mark(told: &Told, at: usize) -> Option<Quantity> {
    let sentence = &told.sentences[at];
    let mut marks: Vec<&Hit> = [
        List::Averages,
        List::EachWords,
        List::PerWords,
        List::UnitCostWords,
        List::RatioNouns,
        List::Apiece,
        List::PerTime,
    ]
    .into_iter()
    .flat_map(|list| sentence.all(list))
    .collect();
    marks.sort_by_key(|hit| hit.start);
    let own = told.quantities[at].iter().filter(|own| !own.article);
    let away = |own: &Quantity| {
        let distance = |hit: &&Hit| {
            if hit.end <= own.start {
                own.start - hit.end
            } else {
                // "Two visits per person": what follows a number stands near.
                let after = hit.start.saturating_sub(own.end);
                if after > AFTER { usize::MAX } else { after + BEFORE }
            }
        };
        marks.iter().map(distance).min().unwrap_or(usize::MAX)
    };
    own.min_by_key(|own| away(own))
        .filter(|own| away(own) <= REACH + BEFORE)
        .cloned()
}

/// What is divided by what: money by things, things by days, the more by the fewer.
fn divided<'a>(one: &'a Own, other: &'a Own, own: &Quantity) -> Option<(&'a Own, &'a Own)> {
    let (first, second) = (one.quantity.unit, other.quantity.unit);
    let money = |unit: Unit| unit == Unit::Money;
    if money(first) != money(second) {
        // Money for one of them, or nothing is known of it.
        let priced = own.unit == Unit::Money || own.unit == Unit::Count;
        let ends = if money(first) { (one, other) } else { (other, one) };
        return priced.then_some(ends);
    }
    if money(own.unit) || first == Unit::Measure || second == Unit::Measure {
        return None;
    }
    match (first == Unit::Time, second == Unit::Time) {
        (true, false) => Some((other, one)),
        (false, true) => Some((one, other)),
        (true, true) => None,
        _ if one.quantity.value > other.quantity.value => Some((one, other)),
        _ => Some((other, one)),
    }
}

/// The sentence names what both figures count, or points back to them.
fn is_of_these(told: &Told, sentence: &Sentence, above: &Own, below: &Own) -> bool {
    let said = sentence.content();
    let named = |own: &Own| {
        let tokens = &told.sentences[own.at].tokens;
        let end = (own.quantity.end + NOUN).min(tokens.len());
        tokens[own.quantity.end..end]
            .iter()
            .any(|token| token.is_word() && said.contains(&token.stem.as_str()))
    };
    let timed = below.quantity.unit == Unit::Time;
    if timed || sentence.has(List::PerTime) {
        return timed && named(below);
    }
    let money = above.quantity.unit == Unit::Money;
    let them = sentence.has(List::SexPronouns);
    let priced =
        money && (sentence.has(List::UnitCostWords) || sentence.has(List::CostVerbs) || them || named(below));
    priced
        || !money && named(above) && named(below)
        || !money && named(below) && sentence.has(List::ConclusionAdverbs)
}
