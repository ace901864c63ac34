//! Counts of different kinds set in proportion, or held to have grown or fallen from one to the other.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::told::{Told, is_told_apart};
use crate::document::{BlockKind, Location, Passage};
use crate::report::{ComparedValue, Comparison, Counted};

/// Counts before a proportion of which it may speak.
const REACH: usize = 3;
/// Blocks between a proportion and its counts.
const BLOCKS: usize = 2;
/// Hundredths by which "thirty times as much" may be off.
const LOOSE: [i64; 2] = [95, 115];
/// Tokens between "one" and "in four", or a verb of change and its part.
const BETWEEN: usize = 4;

pub fn comparisons(reader: &Reader, told: &[Told]) -> Vec<Comparison> {
    let mut found = proportions(reader, told);
    found.extend(from_one_to_another(reader, told));
    found.extend(grown(reader, told));
    found
}

/// "Sixty-two women" and "1,915 overnight stays", and then "thirty times as much".
fn proportions(reader: &Reader, told: &[Told]) -> Vec<Comparison> {
    let mut found = Vec::new();
    for (block, own) in reader.document.blocks.iter().enumerate() {
        let text = own
            .text()
            .filter(|_| !matches!(own.kind, BlockKind::Heading { .. }));
        for sentence in reader.sentences(text.unwrap_or_default()).iter() {
            let Some((times, of_share)) = times(sentence) else {
                continue;
            };
            let near: Vec<&Told> = told
                .iter()
                .filter(|own| {
                    own.is_mixable()
                        && own.block <= block
                        && own.block + BLOCKS >= block
                        && !own.number.is_zero()
                })
                .collect();
            let near = &near[near.len().saturating_sub(REACH)..];
            let pair = near.iter().enumerate().find_map(|(at, one)| {
                let others = near[at + 1..].iter();
                let other = others
                    .into_iter()
                    .find(|other| one.is_other(other) && is_times(one, other, times))?;
                let named = other.sentence.text == sentence.text || one.sentence.text == sentence.text;
                let apart = one.sentence.text != other.sentence.text;
                let beside = one.block == block
                    || shares_word(reader, one, sentence)
                    || shares_word(reader, other, sentence);
                if !apart || !beside || (of_share && !(named && one.block == other.block)) {
                    return None;
                }
                Some([*one, *other])
            });
            found.extend(pair.map(|pair| {
                Comparison {
                    quote: Passage::new(&sentence.text, own.location.clone()),
                    values: pair
                        .into_iter()
                        .map(Told::value)
                        .chain([of_claim(sentence, &own.location)])
                        .collect(),
                }
            }));
        }
    }
    found
}

pub fn of_claim(sentence: &Sentence, place: &Location) -> ComparedValue {
    ComparedValue {
        written: String::new(),
        counted: Counted::Share,
        quote: Passage::new(&sentence.text, place.clone()),
    }
}

/// A word of the claim stands in the paragraph or item of the count.
fn shares_word(reader: &Reader, told: &Told, claim: &Sentence) -> bool {
    let content = claim.content();
    let text = reader.document.blocks[told.block].text().unwrap_or_default();
    let mut sentences = reader.sentences(text).to_vec().into_iter();
    sentences.any(|own| own.content().iter().any(|word| content.contains(word)))
}

/// How many times the smaller goes into the larger by what a sentence says, and whether it says it as a share.
fn times(sentence: &Sentence) -> Option<(Decimal, bool)> {
    let many = sentence
        .numbers
        .iter()
        .find(|number| !number.percent && sentence.starts(List::TimesWords, number.end))
        .map(|number| number.number.low);
    let multiple = || sentence.first(List::Multiples)?.value.map(Decimal::from);
    let share = || {
        let share = sentence
            .numbers
            .iter()
            .find(|number| number.percent && number.in_words)?;
        (!share.number.low.is_zero()).then(|| Decimal::ONE_HUNDRED / share.number.low)
    };
    let counted = many.or_else(multiple).map(|times| (times, false));
    let told = counted.or_else(|| Some((share().or_else(|| one_in(sentence))?, true)));
    told.filter(|(times, _)| *times > Decimal::ONE)
}

/// "One woman in four", "une femme écoutée sur quatre".
fn one_in(sentence: &Sentence) -> Option<Decimal> {
    let words = sentence.numbers.iter().filter(|number| number.in_words);
    let near = |one: &&NumberToken, all: &NumberToken| {
        let linked = sentence.ends(List::OutOf, all.start) || sentence.ends(List::ShareLinks, all.start);
        linked && all.start > one.end && all.start - one.end <= BETWEEN
    };
    let pair = words
        .filter(|one| one.number.low == Decimal::ONE)
        .find_map(|one| {
            let mut all = sentence.numbers.iter().filter(|all| all.in_words);
            all.find(|all| near(&one, all))
        })?;
    Some(pair.number.low)
}

fn is_times(one: &Told, other: &Told, times: Decimal) -> bool {
    let (low, high) = (one.number.min(other.number), one.number.max(other.number));
    let expected = low * times;
    let [least, most] = LOOSE.map(Decimal::from);
    high * Decimal::ONE_HUNDRED >= expected * least && high * Decimal::ONE_HUNDRED <= expected * most
}

/// "In 2022 we intervened in 112 cases. In 2023 interventions were made for 187 detainees, an increase of 67 per cent": a
/// change that holds between two units.
fn grown(reader: &Reader, told: &[Told]) -> Vec<Comparison> {
    let whole: Vec<&Told> = told
        .iter()
        .filter(|own| own.is_mixable() && !own.part && !own.number.is_zero())
        .collect();
    let mut found = Vec::new();
    for (at, other) in whole.iter().enumerate() {
        let Some(share) = change(&other.sentence) else {
            continue;
        };
        let one = whole[..at].iter().rev().find(|one| {
            let near = one.block == other.block && one.at + 1 >= other.at;
            let share = Decimal::ONE_HUNDRED * (other.number - one.number).abs() / one.number - share;
            near && one.is_other(other) && share.abs() <= Decimal::ONE
        });
        let one = one.filter(|_| !is_told_apart(reader, other.block..=other.block));
        found.extend(one.map(|one| Comparison {
            quote: Passage::new(&other.sentence.text, other.place.clone()),
            values: vec![one.value(), other.value()],
        }));
    }
    found
}

/// The share by which something changed, as a sentence says: "by 29 per cent", "a tenth fewer".
fn change(sentence: &Sentence) -> Option<Decimal> {
    let changes = [List::ChangeVerbs, List::Increase, List::Falling];
    let number = sentence.numbers.iter().find(|number| number.percent);
    let named = || {
        let near = |part: &&Hit| {
            let mut near = part.start.saturating_sub(BETWEEN)..part.end + 2;
            near.any(|at| changes.into_iter().any(|list| sentence.starts(list, at)))
        };
        let part = sentence.all(List::Fractions).find(near)?;
        let parts = part.value.filter(|parts| *parts > 1)?;
        Some(Decimal::ONE_HUNDRED / Decimal::from(parts))
    };
    let share = number.map(|number| number.number.low).or_else(named)?;
    let tells = changes.into_iter().any(|list| sentence.has(list));
    tells.then_some(share)
}

/// "Compared with 960 residents", "against 240 women".
fn is_held_against(sentence: &Sentence, at: usize) -> bool {
    let plain = |from: usize| (from..at).all(|token| sentence.tokens[token].is_word());
    let mut hits = sentence.all(List::ComparedWith);
    hits.any(|hit| hit.end <= at && at - hit.end <= REACH && plain(hit.end))
}

/// "From 43 investigations in 2018 to 61 suspects in 2019", "212 households, compared with 960 residents".
fn from_one_to_another(reader: &Reader, told: &[Told]) -> Vec<Comparison> {
    let pairs = told.windows(2).filter(|pair| {
        let [one, other] = pair else { return false };
        // The places of words tell nothing of those in another sentence.
        if one.at != other.at {
            return false;
        }
        let sentence = &one.sentence;
        let changes = [List::ChangeVerbs, List::Increase, List::Falling];
        let changed = sentence.ends(List::FromWords, one.start)
            && sentence.ends(List::ToWords, other.start)
            && changes.into_iter().any(|list| sentence.has(list));
        // "1,906 persons in 45 sessions, against 1,200 persons".
        let own = told
            .iter()
            .any(|own| own.at == one.at && own.start < other.start && own.kind == other.kind);
        let held_against = !own && !other.part && is_held_against(sentence, other.start);
        (changed || held_against) && one.is_other(other) && !is_told_apart(reader, one.block..=one.block)
    });
    pairs
        .map(|pair| Comparison {
            quote: Passage::new(&pair[1].sentence.text, pair[1].place.clone()),
            values: pair.iter().map(Told::value).collect(),
        })
        .collect()
}
