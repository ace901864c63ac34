//! What another passage says of the same training, leaflet or broadcast.

use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

use super::{Paragraph, TAUGHT, heading, is_taught};
use crate::document::Passage;
use crate::extract::activities::of_every;
use crate::extract::activities::tells::tells_gender;
use crate::extract::lexicon::List;
use crate::extract::words::Sentence;
use crate::extract::{Reader, Role};

/// Of such things a project has one: the leaflet, the radio play.
const SINGLE: [List; 2] = [List::CampaignWords, List::TaughtThings];
/// Paragraphs in which a thing is named of which there is one.
const RARE: usize = 3;
/// Words that two passages must share to be on one training.
const NAMED_ALIKE: usize = 2;

/// The paragraphs that tell what was done, each with its sentences.
pub(super) fn accounts(reader: &Reader) -> Vec<(Passage, Arc<[Sentence]>)> {
    let ahead = [Role::Expected, Role::Plan, Role::Future, Role::Context];
    reader
        .passages()
        .filter(|(block, passage)| {
            let text = passage.location.table.is_none() && passage.location.sheet.is_none();
            text && !ahead.contains(&reader.role(*block))
        })
        .map(|(_, passage)| {
            let sentences = reader.sentences(&passage.text);
            (passage, sentences)
        })
        .collect()
}

pub(super) fn told_elsewhere(
    reader: &Reader,
    own: &Paragraph,
    common: &Common,
    accounts: &[(Passage, Arc<[Sentence]>)],
) -> Option<Passage> {
    let mut sentences: Vec<Sentence> = own.sentences.to_vec();
    sentences.extend(heading(reader, own));
    let mut single = stems(&sentences, &SINGLE);
    single.retain(|stem| is_rare(&common.single, stem));
    let taught = stems(&sentences, &TAUGHT);
    let words: HashSet<String> = sentences
        .iter()
        .flat_map(|sentence| {
            sentence
                .content()
                .into_iter()
                .map(String::from)
                .collect::<Vec<_>>()
        })
        .filter(|word| !taught.contains(word) && is_rare(&common.words, word))
        .collect();
    let tells = |sentence: &Sentence| {
        if !tells_gender(sentence) {
            return false;
        }
        let theirs = stems(std::slice::from_ref(sentence), &TAUGHT);
        let alike = sentence
            .content()
            .iter()
            .filter(|word| words.contains(**word))
            .count();
        of_every(sentence)
            || theirs.iter().any(|stem| single.contains(stem))
            || (alike >= NAMED_ALIKE && theirs.iter().any(|stem| taught.contains(stem)))
    };
    accounts
        .iter()
        .filter(|(passage, _)| passage.location != *own.location)
        .find(|(_, sentences)| {
            sentences.iter().any(tells) && (!counts_others(own, sentences) || sentences.iter().any(of_every))
        })
        .map(|(passage, _)| passage.clone())
}

/// Where a passage counts those taught, and this one as well, with no number in common, they are others.
fn counts_others(own: &Paragraph, others: &[Sentence]) -> bool {
    let counted = |sentences: &[Sentence]| -> HashSet<Decimal> {
        let taught = sentences.iter().filter(|sentence| is_taught(sentence));
        let numbers = taught.flat_map(|sentence| {
            let plain = sentence.numbers.iter().filter(|number| !sentence.is_year(number));
            plain.map(|number| number.number.low).collect::<Vec<_>>()
        });
        numbers.collect()
    };
    let (own, others) = (counted(&own.sentences), counted(others));
    !own.is_empty() && !others.is_empty() && own.is_disjoint(&others)
}

/// In how many paragraphs each word stands, and each thing of which there is one.
#[derive(Default)]
pub(super) struct Common {
    words: HashMap<String, usize>,
    single: HashMap<String, usize>,
}

impl Common {
    pub(super) fn of(paragraphs: &[Paragraph]) -> Self {
        let mut common = Common::default();
        for paragraph in paragraphs {
            let sentences = paragraph.sentences.iter();
            let words: HashSet<&str> = sentences.flat_map(|sentence| sentence.content_stems()).collect();
            for word in words {
                *common.words.entry(word.to_string()).or_default() += 1;
            }
            for stem in stems(&paragraph.sentences, &SINGLE) {
                *common.single.entry(stem).or_default() += 1;
            }
        }
        common
    }
}

fn is_rare(common: &HashMap<String, usize>, word: &str) -> bool {
    common.get(word).is_none_or(|count| *count <= RARE)
}

/// Phrases of some lists, as stems.
fn stems(sentences: &[Sentence], lists: &[List]) -> HashSet<String> {
    let of = |sentence: &Sentence| -> Vec<String> {
        lists
            .iter()
            .flat_map(|list| sentence.all(*list))
            .map(|hit| {
                let tokens = &sentence.tokens[hit.start..hit.end];
                let stems: Vec<&str> = tokens.iter().map(|token| token.stem.as_str()).collect();
                stems.join(" ")
            })
            .collect()
    };
    sentences.iter().flat_map(of).collect()
}
