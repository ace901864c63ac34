//! "34 partners supported. 12 of them SNFI partners, 22 WASH partners. … 129 requests. 38 from SNFI, 41 from WASH": kinds that
//! make up one whole are all the kinds there are of another.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::words::Sentence;
use crate::document::{BlockKind, Location};
use crate::report::{Breakdown, Dimension, Disaggregation, SeenIn, Statistic};

/// Letters of a short name.
const SHORT: usize = 3;

/// A whole told in one sentence, and its kinds told in the next.
struct Split {
    whole: Decimal,
    parts: Vec<(String, Decimal)>,
    place: Location,
}

impl Split {
    fn sum(&self) -> Decimal {
        self.parts.iter().map(|(_, number)| *number).sum()
    }

    fn kinds(&self) -> BTreeSet<&str> {
        self.parts.iter().map(|(kind, _)| kind.as_str()).collect()
    }
}

pub fn mark(reader: &Reader, found: &mut [Statistic]) {
    let splits = splits(reader);
    for own in &splits {
        let whole_elsewhere = splits
            .iter()
            .any(|other| other.sum() == other.whole && other.kinds() == own.kinds());
        if own.sum() == own.whole || !whole_elsewhere {
            continue;
        }
        let of_whole = |statistic: &&mut Statistic| {
            statistic.number.low == own.whole && statistic.quote.location == own.place
        };
        if let Some(statistic) = found.iter_mut().find(of_whole) {
            statistic.breakdowns.push(breakdown(own));
        }
    }
}

fn breakdown(own: &Split) -> Breakdown {
    let parts = own.parts.iter().map(|(kind, number)| Disaggregation {
        dimension: Dimension::Other,
        value: kind.clone(),
        number: Some(*number),
        seen_in: SeenIn::Sentence,
        location: own.place.clone(),
    });
    Breakdown {
        dimension: Dimension::Other,
        parts: parts.collect(),
        complete: true,
    }
}

fn splits(reader: &Reader) -> Vec<Split> {
    let mut found = Vec::new();
    for block in &reader.document.blocks {
        let prose = matches!(
            block.kind,
            BlockKind::Paragraph { .. } | BlockKind::ListItem { .. }
        );
        let sentences = reader.sentences(block.text().filter(|_| prose).unwrap_or_default());
        for pair in sentences.windows(2) {
            let [whole] = &pair[0].numbers[..] else { continue };
            let Some(parts) = parts(&pair[1]).filter(|_| !whole.percent) else {
                continue;
            };
            found.push(Split {
                whole: whole.number.low,
                parts,
                place: block.location.clone(),
            });
        }
    }
    found
}

/// The one short name behind each number of a sentence that opens with a number.
fn parts(sentence: &Sentence) -> Option<Vec<(String, Decimal)>> {
    let numbers = &sentence.numbers;
    let plain = numbers
        .iter()
        .all(|own| !own.percent && own.number.low == own.number.high);
    let opens = numbers.first().is_some_and(|own| own.start == 0);
    if numbers.len() < 2 || !plain || !opens {
        return None;
    }
    let ends = numbers.iter().skip(1).map(|own| own.start);
    let parts = numbers.iter().zip(ends.chain([sentence.tokens.len()]));
    let parts: Vec<(String, Decimal)> = parts
        .map(|(own, end)| Some((short_name(sentence, own.end..end)?, own.number.low)))
        .collect::<Option<_>>()?;
    let kinds: BTreeSet<&String> = parts.iter().map(|(kind, _)| kind).collect();
    (kinds.len() == parts.len()).then_some(parts)
}

/// "WASH", "S-NFI".
fn short_name(sentence: &Sentence, tokens: std::ops::Range<usize>) -> Option<String> {
    let written = |at: usize| &sentence.text[sentence.tokens[at].start..sentence.tokens[at].end];
    let upper = |text: &str| text.chars().all(char::is_uppercase);
    let first = tokens.start;
    let mut names = tokens.filter_map(|at| {
        let short = written(at).chars().count() >= SHORT && upper(written(at));
        let joined = at >= first + 2 && written(at - 1) == "-" && upper(written(at - 2));
        let from = if joined { at - 2 } else { at };
        short.then(|| sentence.between(from, at + 1).to_string())
    });
    names.next().filter(|_| names.next().is_none())
}
