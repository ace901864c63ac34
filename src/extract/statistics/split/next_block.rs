//! Splits that stand in the paragraph below: "634 people trained, of whom" over "109 women".

use super::super::super::Reader;
use super::super::super::lexicon::List;
use super::super::breakdown_by_sex;
use super::sexed_numbers;
use crate::document::{Block, BlockKind, Passage};
use crate::report::{Breakdown, Counted, SeenIn, Statistic};

/// Paragraphs below: the figure alone, and the figure with its words.
const NEAR: usize = 2;

/// The split of a count whose sentence breaks off with "of whom".
pub fn next_block(reader: &Reader, statistic: &Statistic, after: &[Block]) -> Vec<Breakdown> {
    let own = reader.sentence(&statistic.quote.text);
    let all = own.tokens.len();
    let opens = [List::SexPronouns, List::AmongThem]
        .into_iter()
        .any(|list| own.ends(list, all));
    if statistic.counted != Counted::People || !opens || statistic.is_split_by_sex() {
        return Vec::new();
    }
    let below = after
        .iter()
        .take(NEAR)
        .filter(|block| !matches!(block.kind, BlockKind::Table(_)));
    let parts = below.filter_map(|block| {
        let place = Passage::new(block.text()?, block.location.clone());
        let sentence = reader.sentence(&place.text);
        let parts = sexed_numbers(&sentence, 0, sentence.tokens.len(), &place, SeenIn::Sentence);
        (!parts.is_empty()).then_some(parts)
    });
    breakdown_by_sex(parts.into_iter().next().unwrap_or_default())
}
