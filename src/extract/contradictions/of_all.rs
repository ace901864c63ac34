//! "100 % of the households built latrines", of 967 households, and 881 latrines: some did not.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::Told;
use super::mention::{Mention, mentions};
use crate::report::Contradiction;

/// Tokens from the share to the households that it is of.
const NEAR: usize = 4;
/// Hundredths: what comes nearer is rounded.
const CLOSE: i64 = 98;
/// Of fewer households one more or less is chance.
const LEAST: i64 = 20;

pub fn contradictions(told: &[Told]) -> Vec<Contradiction> {
    let Some((all, at)) = told.iter().find_map(|own| {
        let sentences = own.sentences.iter();
        sentences
            .filter(|sentence| speaks_of_all(sentence))
            .map(|sentence| (sentence, own))
            .next()
    }) else {
        return Vec::new();
    };
    let Some(households) = households(told) else {
        return Vec::new();
    };
    let words: Vec<&str> = all.tokens.iter().map(|token| token.stem.as_str()).collect();
    let fewer = |own: &Mention| {
        own.number < households && own.number * Decimal::ONE_HUNDRED < households * Decimal::from(CLOSE)
    };
    let found = told.iter().find_map(|own| {
        own.sentences.iter().find_map(|sentence| {
            let at_home = sentence.has(List::Households) && sentence.text != all.text;
            let homes = |mention: &Mention| {
                let mut named = sentence.all(List::Households);
                named.any(|hit| hit.start < mention.end && hit.end > mention.start)
            };
            let things = mentions(sentence).into_iter().find(|mention| {
                at_home
                    && !homes(mention)
                    && !mention.approximate
                    && mention.is_named_in(&words)
                    && fewer(mention)
            })?;
            Some((own, sentence, things))
        })
    });
    let found = found.filter(|(.., things)| things.number >= Decimal::from(LEAST));
    found
        .map(|(own, sentence, things)| Contradiction {
            first: things.written(sentence),
            second: share_of_all(all),
            quote: at.quote(all),
            other: own.quote(sentence),
        })
        .into_iter()
        .collect()
}

/// "100 % of households built …".
fn speaks_of_all(sentence: &Sentence) -> bool {
    share(sentence).is_some()
}

/// The tokens of the share and of its households.
fn share(sentence: &Sentence) -> Option<(usize, usize)> {
    let all = sentence
        .numbers
        .iter()
        .find(|number| number.percent && number.number.low == Decimal::ONE_HUNDRED)?;
    // "100 % of households have a latrine": some may have had it before.
    let built = [List::OutputVerbs, List::ActivityVerbs, List::PeopleActions];
    if sentence.has(List::Having) || !built.into_iter().any(|list| sentence.has(list)) {
        return None;
    }
    let of = sentence.starts(List::OfWords, all.end);
    let hit = sentence
        .all(List::Households)
        .find(|hit| of && hit.start > all.end && hit.start - all.end <= NEAR)?;
    Some((all.start, hit.end))
}

fn share_of_all(sentence: &Sentence) -> String {
    share(sentence).map_or_else(String::new, |(from, to)| sentence.between(from, to).to_string())
}

/// How many households there are in all, where one sentence says so.
fn households(told: &[Told]) -> Option<Decimal> {
    let sentences = told.iter().flat_map(|own| &own.sentences);
    let counted = sentences
        .filter(|sentence| sentence.has(List::Total))
        .flat_map(|sentence| {
            let households = |own: &Mention| {
                sentence
                    .all(List::Households)
                    .any(|hit| hit.start < own.end && hit.end > own.start)
            };
            mentions(sentence)
                .into_iter()
                .filter(households)
                .map(|own| own.number)
                .collect::<Vec<_>>()
        });
    counted.max()
}
