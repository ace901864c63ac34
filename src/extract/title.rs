//! A report's title, where its reader took a heading that every report has.

use super::Reader;
use super::lexicon::List;
use crate::document::{Block, BlockKind, Passage};

/// Lines before the first heading among which a title may stand, and words of one.
const COVER_LINES: usize = 4;
const MAX_TITLE: usize = 20;
const MIN_TITLE: usize = 3;

/// The reader's title, unless it names a part of the report ("Acknowledgements", "1. Background"); then the first line of
/// the cover, or the first heading, that does not.
pub fn title(reader: &Reader) -> Option<Passage> {
    let document = reader.document;
    let own = document.title.clone();
    if own.as_ref().is_none_or(|title| !names_part(reader, &title.text)) {
        return own;
    }
    let passage = |block: &Block| Some(Passage::new(block.text()?.trim(), block.location.clone()));
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let cover = document.blocks.iter().take_while(|block| !is_heading(block));
    let line = cover
        .take(COVER_LINES)
        .filter(|block| matches!(block.kind, BlockKind::Paragraph { .. }))
        .filter_map(passage)
        .find(|line| reads_as_title(reader, &line.text));
    let heading = || {
        let headings = document.blocks.iter().filter(|block| is_heading(block));
        headings
            .filter_map(passage)
            .find(|heading| !names_part(reader, &heading.text))
    };
    line.or_else(heading)
}

fn reads_as_title(reader: &Reader, text: &str) -> bool {
    let words = text.split_whitespace().count();
    (MIN_TITLE..=MAX_TITLE).contains(&words)
        && !text.ends_with(['.', ':', ';', ','])
        && !names_part(reader, text)
}

/// "Table of contents", "2 Results", "Annex A": what stands in it, not what it is about.
fn names_part(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    let numbered = sentence.tokens.first().is_some_and(|token| token.is_number())
        && sentence
            .numbers
            .first()
            .is_some_and(|number| number.start == 0 && number.number.low < MAX_CHAPTER.into());
    let said = sentence
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is_word())
        .all(|(index, _)| sentence.at(List::FrontMatter, index));
    numbered || said
}

/// A larger number at the head of a title is a year.
const MAX_CHAPTER: i64 = 100;
