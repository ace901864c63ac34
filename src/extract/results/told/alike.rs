//! Words that are the same but for their endings, and the blocks of a report in which they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::HashMap;

use super::passages;
use crate::extract::Reader;
use crate::extract::answers::Answers;
use crate::extract::words::Sentence;

/// Letters at the beginning or at the end of a word by which it is known again: "kartläggning" in "kartlades",
/// "spridningskonferens" in "konferensen".
pub const BEGINNING: usize = 5;
const END: usize = 6;
/// Further letters of a word whose beginning many others have.
const COMBINED: usize = 2;

/// A word, and the parts by which it is known again.
pub struct Alike<'a> {
    word: &'a str,
    beginning: Option<&'a str>,
    end: Option<&'a str>,
}

impl<'a> Alike<'a> {
    pub fn to(word: &'a str) -> Self {
        Alike {
            word,
            beginning: beginning(word),
            end: end(word),
        }
    }

    pub fn is(&self, other: &str) -> bool {
        self.begins(other) || self.end.is_some_and(|end| other.contains(end))
    }

    pub fn begins(&self, other: &str) -> bool {
        self.word == other
            || self
                .beginning
                .is_some_and(|beginning| other.starts_with(beginning))
    }

    pub fn is_among(&self, others: &[&str]) -> bool {
        others.iter().any(|other| self.is(other))
    }
}

pub fn is_same(one: &str, other: &str) -> bool {
    Alike::to(other).is(one)
}

pub fn begins_same(one: &str, other: &str) -> bool {
    Alike::to(other).begins(one)
}

/// Beginnings that words of all languages share and that say nothing of the rest: "interface", "interview".
const COMBINING: [&str; 10] = [
    "inter",
    "trans",
    "multi",
    "super",
    "micro",
    "hydro",
    "интер",
    "транс",
    "микро",
    "гидро",
];

fn beginning(word: &str) -> Option<&str> {
    let letters = word.chars().count();
    let combined = COMBINING.into_iter().any(|begin| word.starts_with(begin));
    let least = BEGINNING + if combined { COMBINED } else { 0 };
    let kept = least.max(letters * 2 / 3);
    let until = word.char_indices().nth(kept).map_or(word.len(), |(at, _)| at);
    (letters >= BEGINNING).then_some(&word[..until])
}

fn end(word: &str) -> Option<&str> {
    let (from, _) = word.char_indices().rev().nth(END - 1)?;
    (from > 0).then_some(&word[from..])
}

/// In which passages each word stands: to look through the whole report for every promise takes long.
pub struct Index {
    passages: Vec<Indexed>,
    /// In the order of letters, each with its passages.
    stems: Vec<(String, Vec<usize>)>,
    /// The stems line by line, and where each begins.
    lines: String,
    begins: Vec<usize>,
    looked_up: Answers<String, Arc<[usize]>>,
}

struct Indexed {
    block: usize,
    sentence: Sentence,
    /// Not a sentence or a row, but all of a block that has several sentences.
    whole: bool,
}

/// A sentence or row that has some words of those that were looked up.
pub struct Found<'a> {
    pub block: usize,
    pub sentence: &'a Sentence,
    /// Whether it has them, in their order.
    pub has: Vec<bool>,
}

impl Index {
    pub fn of(reader: &Reader) -> Self {
        let mut passages = Vec::new();
        for block in 0..reader.document.blocks.len() {
            passages.extend(indexed(reader, block));
        }
        let mut known: HashMap<&str, Vec<usize>> = HashMap::default();
        for (at, passage) in passages.iter().enumerate() {
            for stem in passage.sentence.content_stems() {
                let own = known.entry(stem).or_default();
                if own.last() != Some(&at) {
                    own.push(at);
                }
            }
        }
        let mut stems: Vec<(String, Vec<usize>)> = known
            .into_iter()
            .map(|(stem, passages)| (stem.to_string(), passages))
            .collect();
        stems.sort_unstable();
        let mut lines = String::new();
        let mut begins = Vec::with_capacity(stems.len());
        for (stem, _) in &stems {
            begins.push(lines.len());
            lines.extend([stem.as_str(), "\n"]);
        }
        Index {
            passages,
            stems,
            lines,
            begins,
            looked_up: Answers::default(),
        }
    }

    /// The blocks, in their order, that have a word which is the same as one of these.
    pub fn blocks_with<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for word in words {
            found.extend(self.with(word).iter().map(|at| self.passages[*at].block));
        }
        found
    }

    /// The sentences and rows, in their order, that have a word which is the same as one of these.
    pub fn passages_with(&self, words: &[&str]) -> Vec<Found<'_>> {
        let mut found: BTreeMap<usize, Vec<bool>> = BTreeMap::new();
        for (number, word) in words.iter().enumerate() {
            for at in self.with(word).iter().filter(|at| !self.passages[**at].whole) {
                found.entry(*at).or_insert_with(|| vec![false; words.len()])[number] = true;
            }
        }
        let found = found.into_iter().map(|(at, has)| Found {
            block: self.passages[at].block,
            sentence: &self.passages[at].sentence,
            has,
        });
        found.collect()
    }

    /// The passages that have a word which is the same as this one.
    fn with(&self, word: &str) -> Arc<[usize]> {
        self.looked_up.get(word, || self.look_up(word))
    }

    fn look_up(&self, word: &str) -> Arc<[usize]> {
        let alike = Alike::to(word);
        let written = alike.beginning.unwrap_or(word);
        let from = self.stems.partition_point(|(stem, _)| stem.as_str() < written);
        let begin = self.stems[from..]
            .iter()
            .take_while(|(stem, _)| stem.starts_with(written))
            .filter(|(stem, _)| alike.begins(stem));
        let ends = alike.end.map(|end| self.lines.match_indices(end));
        let have = ends.into_iter().flatten().map(|(at, _)| {
            let line = self.begins.partition_point(|begin| *begin <= at) - 1;
            &self.stems[line]
        });
        let mut found: Vec<usize> = begin
            .chain(have)
            .flat_map(|(_, passages)| passages.iter().copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into()
    }
}

fn indexed(reader: &Reader, block: usize) -> Vec<Indexed> {
    let passages = passages(reader, block);
    let text = reader.document.blocks[block].text();
    // Of a block that is one sentence all is said already.
    let several = |text: &&str| passages.len() != 1 || passages[0].text != text.trim();
    let whole = text.filter(several).map(|text| (reader.sentence(text), true));
    let own = passages.iter().map(|own| (own.clone(), false));
    own.chain(whole)
        .map(|(sentence, whole)| Indexed {
            block,
            sentence,
            whole,
        })
        .collect()
}
