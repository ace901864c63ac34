//! What a list promises and nobody has reached yet.

use super::super::Reader;
use super::super::lexicon::List;
use crate::document::{Block, BlockKind};

/// An item below "the project should reach the following results:".
pub fn is_promised(reader: &Reader, index: usize) -> bool {
    let blocks = &reader.document.blocks;
    let item = |block: &Block| matches!(block.kind, BlockKind::ListItem { .. });
    let above = blocks[..index].iter().rfind(|block| !item(block));
    let text = above
        .filter(|_| item(&blocks[index]))
        .and_then(Block::text)
        .unwrap_or_default();
    let Some(last) = reader
        .sentences(text)
        .last()
        .cloned()
        .filter(|_| text.trim_end().ends_with(':'))
    else {
        return false;
    };
    // "Of what was planned these were done:" tells what was done.
    let planned = last
        .all(List::PlanWords)
        .any(|hit| !last.at(List::ExpectedWords, hit.start));
    // "The targets were these:".
    let targets = last.has(List::ColumnTarget) && !last.has(List::ColumnActual);
    (planned || targets || last.has(List::PromiseWords)) && !last.has(List::AchievedWords)
}
