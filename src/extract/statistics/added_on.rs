//! "80 women were trained. They taught 102 more, which makes 216 in all": a total, and what it was before some were added.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::report::{Breakdown, Dimension, Disaggregation, SeenIn, Statistic};

/// Tokens from the words that bring to a total to its number, and from what is added to "more".
const NEAR: usize = 3;

pub fn mark(reader: &Reader, found: &mut [Statistic]) {
    for at in 0..found.len() {
        let sentence = reader.sentence(&found[at].quote.text);
        if !sentence.has(List::BringingTo) {
            continue;
        }
        let parts = parts(&sentence, &found[..at], &found[at]);
        found[at].breakdowns.extend(parts);
    }
}

fn parts(sentence: &Sentence, before: &[Statistic], total: &Statistic) -> Option<Breakdown> {
    let start = start_of(sentence, total)?;
    let led = sentence
        .all(List::BringingTo)
        .any(|hit| hit.end <= start && start - hit.end <= NEAR);
    let same =
        |own: &&Statistic| own.unit == total.unit && own.number.low < total.number.low && is_exact(own);
    let added = before.iter().rev().find(|own| {
        let more = start_of(sentence, own).is_some_and(|start| is_more(sentence, start));
        same(own) && own.quote == total.quote && more
    })?;
    let rest = total.number.low - added.number.low;
    // "Which makes 84", of 44 in the year before.
    let known = before.iter().any(|own| own.number.low == rest);
    let first = before
        .iter()
        .rev()
        .find(|own| same(own) && own.total && own.quote.text != total.quote.text)?;
    let one_section = first.quote.location.section == total.quote.location.section;
    (led && !known && one_section && is_exact(total)).then(|| Breakdown {
        dimension: Dimension::Other,
        parts: [first, added].map(part).to_vec(),
        complete: true,
    })
}

fn is_exact(own: &Statistic) -> bool {
    own.number.low == own.number.high && !own.number.approximate && own.number.low > Decimal::ONE
}

fn start_of(sentence: &Sentence, own: &Statistic) -> Option<usize> {
    let number = sentence
        .numbers
        .iter()
        .find(|number| number.number == own.number)?;
    Some(number.start)
}

/// "Another 102 women", "102 mujeres más".
fn is_more(sentence: &Sentence, start: usize) -> bool {
    [List::FurtherWords, List::MoreMarks]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.end <= start && start - hit.end <= 1 || hit.start > start && hit.start - start <= NEAR)
}

fn part(own: &Statistic) -> Disaggregation {
    Disaggregation {
        dimension: Dimension::Other,
        value: own.noun.clone(),
        number: Some(own.number.low),
        seen_in: SeenIn::Sentence,
        location: own.quote.location.clone(),
    }
}
