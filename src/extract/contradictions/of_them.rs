//! "34 partners: 12 of them shelter partners, 22 water partners", and elsewhere 15 shelter partners: more than there are.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::Told;
use super::mention::{Mention, mentions};
use crate::report::Contradiction;

/// Words of a kind: one word names too many things.
const NAMED: usize = 2;

/// A kind of which a whole has so many.
struct Kind<'a> {
    told: &'a Told,
    sentence: &'a Sentence,
    number: Decimal,
    written: String,
    /// Stems of what is said of them.
    words: Vec<&'a str>,
}

pub fn contradictions(told: &[Told]) -> Vec<Contradiction> {
    let kinds: Vec<Kind> = told.iter().flat_map(kinds).collect();
    if kinds.is_empty() {
        return Vec::new();
    }
    let exceeds = |kind: &Kind, own: &Mention| {
        own.number > kind.number
            && !own.approximate
            && own.name_length() >= NAMED
            && own.is_named_in(&kind.words)
    };
    told.iter()
        .flat_map(|own| own.sentences.iter().map(move |sentence| (own, sentence)))
        .filter_map(|(own, sentence)| {
            // "Of 40 shelter partners that applied": of another time or of others.
            let apart = [
                List::EarlierWords,
                List::Future,
                List::FurtherWords,
                List::PlanWords,
            ];
            if apart.into_iter().any(|list| sentence.has(list)) {
                return None;
            }
            let found = mentions(sentence);
            let (mention, kind) = found.iter().find_map(|mention| {
                let kind = kinds
                    .iter()
                    .find(|kind| kind.sentence.text != sentence.text && exceeds(kind, mention))?;
                Some((mention, kind))
            })?;
            Some(Contradiction {
                first: kind.written.clone(),
                second: mention.written(sentence),
                quote: own.quote(sentence),
                other: kind.told.quote(kind.sentence),
            })
        })
        .collect()
}

/// The kinds that a sentence tells of the whole before it, where they make it up.
fn kinds(told: &Told) -> Vec<Kind<'_>> {
    let pairs = told.sentences.windows(2);
    let split = pairs.filter_map(|pair| {
        let [before, sentence] = pair else { return None };
        let [whole] = &before.numbers[..] else { return None };
        let of_them = sentence
            .all(List::SexPronouns)
            .any(|hit| sentence.numbers.iter().any(|own| own.end == hit.start));
        let sum: Decimal = sentence.numbers.iter().map(|own| own.number.low).sum();
        let split = of_them && sentence.numbers.len() > 1 && sum == whole.number.low;
        split.then_some(sentence)
    });
    split.flat_map(|sentence| of_sentence(told, sentence)).collect()
}

fn of_sentence<'a>(told: &'a Told, sentence: &'a Sentence) -> Vec<Kind<'a>> {
    let ends = sentence.numbers.iter().skip(1).map(|own| own.start);
    let ends = ends.chain([sentence.tokens.len()]);
    let parts = sentence.numbers.iter().zip(ends);
    parts
        .map(|(own, end)| {
            let pause = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), "," | ";");
            let end = (own.end..end).find(pause).unwrap_or(end);
            let words = sentence.tokens[own.end..end]
                .iter()
                .filter(|token| token.is_word());
            Kind {
                told,
                sentence,
                number: own.number.low,
                written: sentence.between(own.start, end).to_string(),
                words: words.map(|token| token.stem.as_str()).collect(),
            }
        })
        .collect()
}
