//! How long a report is without its annexes.

use super::Reader;
use super::lexicon::List;
use super::words::Sentence;
use crate::document::{Block, BlockKind, Document};
use crate::report::Extent;

pub fn extent(reader: &Reader, document: &Document) -> Extent {
    let blocks = &document.blocks;
    let annexes = first_annex(reader, blocks);
    let body = &blocks[..annexes.unwrap_or(blocks.len())];
    Extent {
        pages: body.iter().filter_map(|block| block.location.page).max(),
        words: super::kind::words_in(body),
    }
}

/// The first annex from which on no chapter begins that is none: a table of contents names annexes too. What stands deeper
/// than its heading is its own.
fn first_annex(reader: &Reader, blocks: &[Block]) -> Option<usize> {
    let headings: Vec<(usize, u8, bool)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| match &block.kind {
            BlockKind::Heading { level, text } => Some((index, *level, names_annex(&reader.sentence(text)))),
            _ => None,
        })
        .collect();
    let closes = |at: usize| {
        let (_, level, annex) = headings[at];
        annex
            && headings[at..]
                .iter()
                .all(|(_, other, annex)| *annex || *other > level)
    };
    let first = (0..headings.len()).find(|at| closes(*at))?;
    Some(headings[first].0)
}

/// "Annex 2: Budget", "5. Appendices".
fn names_annex(sentence: &Sentence) -> bool {
    let first = sentence.tokens.iter().position(|token| token.is_word());
    first.is_some_and(|first| sentence.all(List::HeadingAnnex).any(|hit| hit.start == first))
}
