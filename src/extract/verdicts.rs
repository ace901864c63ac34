//! "12 of 13 indicators exceeded their targets": what a report says of its targets in all, and what its indicators show.

use rust_decimal::Decimal;

use super::lexicon::List;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{Block, BlockKind, Passage};
use crate::report::{Indicator, IndicatorPeriod, ResultStatement, Verdict};

/// Fewer indicators with values are no account of the targets.
const MEASURED: usize = 2;
/// Tokens of a sentence on the targets in all; longer ones tell of more.
const LONG: usize = 24;
/// Tokens from "all" or a number to the indicators: "all nine quantitative indicators".
const NEAR: usize = 4;

pub fn verdicts(reader: &Reader, results: &[ResultStatement]) -> Vec<Verdict> {
    let measured: Vec<(&Indicator, bool)> = results
        .iter()
        .flat_map(|result| &result.indicators)
        .filter(|indicator| !indicator.implied)
        .filter_map(|indicator| Some((indicator, is_met(indicator)?)))
        .collect();
    let blocks = reader.document.blocks.iter().enumerate();
    let prose = blocks.filter(|(index, block)| {
        let ahead = matches!(reader.role(*index), Role::Future | Role::Plan | Role::Expected);
        let text = matches!(
            block.kind,
            BlockKind::Paragraph { .. } | BlockKind::ListItem { .. }
        );
        text && !ahead
    });
    let mut found = Vec::new();
    for (_, block) in prose {
        let own = in_part(block, &measured);
        for sentence in reader.sentences(block.text().unwrap_or_default()).iter() {
            let claim = claim(sentence).filter(|_| own.len() >= MEASURED);
            found.extend(claim.map(|(met, all)| {
                Verdict {
                    quote: Passage::new(&sentence.text, block.location.clone()),
                    claims_all: met.is_none(),
                    claimed_met: met.or(all),
                    claimed: all,
                    measured: own.len(),
                    met: own.iter().filter(|(_, met)| *met).count(),
                    missed: own
                        .iter()
                        .filter(|(_, met)| !met)
                        .map(|(indicator, _)| Passage::new(&indicator.text, indicator.location.clone()))
                        .collect(),
                }
            }));
        }
    }
    found
}

/// The indicators of the section that a verdict stands in, or of the part that the section belongs to; of a report with
/// one framework all.
fn in_part<'a>(block: &Block, measured: &[(&'a Indicator, bool)]) -> Vec<(&'a Indicator, bool)> {
    let section = &block.location.section;
    (0..=section.len())
        .rev()
        .map(|depth| -> Vec<(&Indicator, bool)> {
            let within = |place: &[String]| place.starts_with(&section[..depth]);
            let own = measured.iter().filter(|(own, _)| within(&own.location.section));
            own.copied().collect()
        })
        .find(|own| own.len() >= MEASURED)
        .unwrap_or_default()
}

/// Whether the last value that has a target reached it.
fn is_met(indicator: &Indicator) -> Option<bool> {
    let both = |period: &IndicatorPeriod| {
        let figure = |own: &Option<crate::report::Figure>| own.as_ref().map(|own| (own.number, own.percent));
        let ((target, of), (actual, own)) = (figure(&period.target)?, figure(&period.actual)?);
        Some((target?, actual?)).filter(|_| of == own)
    };
    let (target, actual) = indicator.periods.iter().rev().find_map(both)?;
    Some(match indicator.ascending {
        Some(false) => actual.low <= target.high,
        _ => actual.high >= target.low,
    })
}

/// How many targets are said to be met, and of how many; of "all" the first is left open.
fn claim(sentence: &Sentence) -> Option<(Option<Decimal>, Option<Decimal>)> {
    let doubts = [
        List::Negations,
        List::PlanWords,
        List::Future,
        List::Hypothetical,
        List::ShortfallWords,
        List::OnlyWords,
    ];
    let named = [List::ColumnIndicator, List::ColumnTarget]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .min_by_key(|hit| hit.start)?;
    let told = sentence.has(List::AchievedWords) && sentence.tokens.len() <= LONG;
    // "Metas" are what was planned by their name alone.
    let doubted = doubts
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.end <= named.start || hit.start >= named.end);
    if !told || doubted {
        return None;
    }
    let near = |end: usize| end <= named.start && named.start - end <= NEAR;
    let counts: Vec<_> = sentence
        .numbers
        .iter()
        .filter(|number| !number.percent && number.number.low == number.number.high)
        .collect();
    // "All targets but one", "ten of the twelve with a target for 2024".
    if counts.len() != sentence.numbers.len() || counts.iter().any(|number| number.end > named.start) {
        return None;
    }
    let of = |from: usize| {
        [List::OfWords, List::OutOf]
            .into_iter()
            .any(|list| sentence.starts(list, from))
    };
    match counts[..] {
        [met, all] if of(met.end) && near(all.end) => Some((Some(met.number.low), Some(all.number.low))),
        [all] => {
            let every = sentence.all(List::EveryWords).find(|hit| hit.end <= all.start)?;
            (near(all.end) && all.start - every.end < NEAR).then_some((None, Some(all.number.low)))
        }
        [] => {
            let every = sentence.all(List::EveryWords).find(|hit| near(hit.end))?;
            (every.start < NEAR).then_some((None, None))
        }
        _ => None,
    }
}
