//! Words that are the same but for their endings, and the blocks of a report in which they stand.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use foldhash::HashMap;

use super::passages;
use crate::extract::Reader;

/// Letters at the beginning or at the end of a word by which it is known again: "kartläggning" in "kartlades",
/// "spridningskonferens" in "konferensen".
pub const BEGINNING: usize = 5;
const END: usize = 6;

pub fn is_same(one: &str, other: &str) -> bool {
    begins_same(one, other) || end(other).is_some_and(|end| one.contains(end))
}

pub fn begins_same(one: &str, other: &str) -> bool {
    one == other || beginning(other).is_some_and(|beginning| one.starts_with(beginning))
}

fn beginning(word: &str) -> Option<&str> {
    let letters = word.chars().count();
    let kept = BEGINNING.max(letters * 2 / 3);
    let until = word.char_indices().nth(kept).map_or(word.len(), |(at, _)| at);
    (letters >= BEGINNING).then_some(&word[..until])
}

fn end(word: &str) -> Option<&str> {
    let (from, _) = word.char_indices().rev().nth(END - 1)?;
    (from > 0).then_some(&word[from..])
}

/// In which blocks each word stands: to look through the whole report for every promise takes long.
pub struct Index {
    /// In the order of letters, each with its blocks.
    stems: Vec<(String, Vec<usize>)>,
    /// The stems line by line, and where each begins.
    lines: String,
    begins: Vec<usize>,
    looked_up: RefCell<HashMap<String, Rc<[usize]>>>,
}

impl Index {
    pub fn of(reader: &Reader) -> Self {
        let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, block) in reader.document.blocks.iter().enumerate() {
            let said = passages(reader, index);
            let whole = block.text().map(|text| reader.sentence(text));
            let stems: BTreeSet<&str> = said.iter().chain(&whole).flat_map(|own| own.content()).collect();
            for stem in stems {
                match blocks.get_mut(stem) {
                    Some(known) => known.push(index),
                    None => {
                        blocks.insert(stem.to_string(), vec![index]);
                    }
                }
            }
        }
        let mut lines = String::new();
        let mut begins = Vec::with_capacity(blocks.len());
        for stem in blocks.keys() {
            begins.push(lines.len());
            lines.extend([stem.as_str(), "\n"]);
        }
        Index {
            stems: blocks.into_iter().collect(),
            lines,
            begins,
            looked_up: RefCell::default(),
        }
    }

    /// The blocks, in their order, that have a word which is the same as one of these.
    pub fn blocks_with<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for word in words {
            found.extend(self.blocks_with_word(word).iter());
        }
        found
    }

    fn blocks_with_word(&self, word: &str) -> Rc<[usize]> {
        if let Some(known) = self.looked_up.borrow().get(word) {
            return Rc::clone(known);
        }
        let written = beginning(word).unwrap_or(word);
        let from = self.stems.partition_point(|(stem, _)| stem.as_str() < written);
        let begin = self.stems[from..]
            .iter()
            .take_while(|(stem, _)| stem.starts_with(written))
            .filter(|(stem, _)| begins_same(stem, word));
        let ends = end(word).map(|end| self.lines.match_indices(end));
        let have = ends.into_iter().flatten().map(|(at, _)| {
            let line = self.begins.partition_point(|begin| *begin <= at) - 1;
            &self.stems[line]
        });
        let blocks: BTreeSet<usize> = begin
            .chain(have)
            .flat_map(|(_, blocks)| blocks.iter().copied())
            .collect();
        let blocks: Rc<[usize]> = blocks.into_iter().collect();
        self.looked_up
            .borrow_mut()
            .insert(word.to_string(), Rc::clone(&blocks));
        blocks
    }
}
