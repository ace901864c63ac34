//! "6 pupils pass:" and the list of their names, each with its sex: "Aïssa Guidé (F)".

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::document::{Block, BlockKind};
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, SeenIn, Statistic};

/// The sexes of the people counted, where the blocks after the count name each of them.
pub fn sexes(reader: &Reader, statistic: &Statistic, after: &[Block]) -> Option<Breakdown> {
    if statistic.counted != Counted::People {
        return None;
    }
    let names: Vec<&Block> = after
        .iter()
        .take_while(|block| matches!(block.kind, BlockKind::ListItem { .. }))
        .collect();
    if names.is_empty() || Decimal::from(names.len()) != statistic.number.low {
        return None;
    }
    let sexes: Option<Vec<List>> = names
        .iter()
        .map(|block| letter(&reader.sentence(block.text()?)))
        .collect();
    let sexes = sexes?;
    let parts = [List::Female, List::Male].into_iter().filter_map(|sex| {
        let count = sexes.iter().filter(|own| **own == sex).count();
        (count > 0).then(|| Disaggregation {
            dimension: Dimension::Sex,
            value: if sex == List::Female { "F" } else { "M" }.to_string(),
            number: Some(Decimal::from(count)),
            seen_in: SeenIn::Table,
            location: names[0].location.clone(),
        })
    });
    Some(Breakdown {
        dimension: Dimension::Sex,
        parts: parts.collect(),
        complete: true,
    })
}

/// The one letter in brackets that tells a sex.
fn letter(sentence: &Sentence) -> Option<List> {
    [List::Female, List::Male].into_iter().find(|sex| {
        sentence.all(*sex).any(|hit| {
            let short = sentence.tokens[hit.start].lower.chars().count() == 1;
            short && hit.end == hit.start + 1 && sentence.in_brackets(hit.start)
        })
    })
}
