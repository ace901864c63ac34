//! A whole and its parts in running text: "450,000 in all. Of this the donor gave 300,000, the diocese 90,000 and the
//! community the remaining 45,000"; and in the rows of a table.

mod behind;
mod rows;
mod signs;

use rust_decimal::Decimal;

use super::Reader;
use super::lexicon::List;
use super::quantities::{Quantity, Unit, quantities};
use super::words::Sentence;
use crate::document::{BlockKind, Location, Passage};
use crate::report::{Statistic, Sum};

/// More parts are hardly told in a sentence.
const MOST: usize = 9;
/// Hundredths of the whole that what is left out or counted twice by mistake may come to.
const LEAST_SHARE: i64 = 60;
const MOST_SHARE: i64 = 140;
/// Thousandths of a sum of money or of a measure that are rounded away.
const ROUNDED: i64 = 2;

/// Where a whole and its parts stand, and what they are.
pub struct Split<'a> {
    pub whole: &'a Quantity,
    /// The sentence of the whole.
    pub sentence: &'a Sentence,
    pub parts: Vec<Quantity>,
    /// The sentence of the parts.
    pub of_parts: &'a Sentence,
    pub apart: bool,
    /// How many parts the sentence of the whole says that there are.
    pub told: Option<Decimal>,
}

impl Split<'_> {
    pub fn sum(&self) -> Decimal {
        self.parts.iter().map(|part| part.value).sum()
    }

    /// Nearer to the whole than so many hundredths of it.
    pub fn is_within(&self, hundredths: i64) -> bool {
        (self.sum() - self.whole.value).abs() * Decimal::ONE_HUNDRED
            <= self.whole.value * Decimal::from(hundredths)
    }
}

pub fn sums(reader: &Reader, statistics: &[Statistic]) -> Vec<Sum> {
    let known = |own: &Sum| {
        statistics.iter().any(|statistic| {
            let split = statistic.breakdowns.iter().any(|own| own.complete);
            split && statistic.number.low == own.total && statistic.quote.location == own.quote.location
        })
    };
    let mut found = Vec::new();
    for block in &reader.document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            found.extend(rows::sums(reader, table).into_iter().filter(|own| !known(own)));
        }
        let prose = matches!(
            block.kind,
            BlockKind::Paragraph { .. } | BlockKind::ListItem { .. }
        );
        if let Some(text) = block.text().filter(|_| prose) {
            let sentences = reader.sentences(text);
            let told = of_sentences(&sentences, &block.location);
            found.extend(told.into_iter().filter(|own| !known(own)));
        }
    }
    found
}

fn of_sentences(sentences: &[Sentence], place: &Location) -> Vec<Sum> {
    let told: Vec<Vec<Quantity>> = sentences.iter().map(quantities).collect();
    let mut found = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        if told[at].is_empty() || is_of_another_kind(sentence) {
            continue;
        }
        let own = in_sentence(sentence, &told[at]).or_else(|| behind::total_behind(sentence, &told[at]));
        found.extend(behind::of_shares(sentence, &told[at], place));
        let told_sum = |split: Split, parts_at: Option<&Sentence>| Sum {
            total: split.whole.value.normalize(),
            parts: split.parts.iter().map(|part| part.value.normalize()).collect(),
            quote: Passage::new(&sentence.text, place.clone()),
            parts_at: parts_at.map(|parts| Passage::new(&parts.text, place.clone())),
        };
        if let Some(own) = own {
            found.push(told_sum(own, None));
            continue;
        }
        let after = sentences.get(at + 1).filter(|after| !is_of_another_kind(after));
        let split = after.and_then(|after| after_whole(sentence, &told[at], after, &told[at + 1]));
        found.extend(split.map(|split| told_sum(split, after)));
    }
    found
}

/// A plan beside what was done, an average, a change: their numbers are no parts.
fn is_of_another_kind(sentence: &Sentence) -> bool {
    let lists = [
        List::ColumnTarget,
        List::Averages,
        List::EachWords,
        List::PerWords,
        List::BesidesWords,
        List::ComparedWith,
        List::AtLeast,
        List::RunningTotals,
    ];
    let more = sentence.all(List::FurtherWords).any(|hit| {
        sentence
            .numbers
            .iter()
            .any(|own| own.start >= hit.end && own.start - hit.end <= 2)
    });
    more || lists.into_iter().any(|list| sentence.has(list))
}

/// "111 papers, namely 48 on tax, 37 on land and 22 on water".
fn in_sentence<'a>(sentence: &'a Sentence, all: &'a [Quantity]) -> Option<Split<'a>> {
    all.iter().enumerate().find_map(|(at, whole)| {
        let closed = signs::bracket(sentence, whole, all.get(at + 1));
        let inside = |own: &&Quantity| closed.is_none_or(|end| own.end <= end);
        let rest: Vec<Quantity> = all[at + 1..].iter().filter(inside).cloned().collect();
        let told = all[..at]
            .iter()
            .map(|own| own.value)
            .find(|value| *value <= Decimal::from(MOST));
        let others = all[..at]
            .iter()
            .filter(|own| own.unit == whole.unit && Some(own.value) != told);
        if others.count() > 0 {
            return None;
        }
        check(Split {
            whole,
            sentence,
            parts: parts(sentence, whole, &rest)?,
            of_parts: sentence,
            apart: false,
            told,
        })
    })
}

/// The parts stand in the sentence behind the whole's.
fn after_whole<'a>(
    sentence: &'a Sentence,
    all: &'a [Quantity],
    after: &'a Sentence,
    rest: &[Quantity],
) -> Option<Split<'a>> {
    let whole = all
        .iter()
        .filter(|own| own.unit != Unit::Share && own.unit != Unit::Time)
        .max_by_key(|own| own.value)?;
    let mut parts = parts(after, whole, rest)?;
    // "…, which makes up the full 38".
    if parts.len() > 2 && parts.last().is_some_and(|last| last.value == whole.value) {
        parts.pop();
    }
    let number = Decimal::from(parts.len());
    let others: Vec<Decimal> = all
        .iter()
        .filter(|own| own.start != whole.start && own.unit != Unit::Share)
        .map(|own| own.value)
        .collect();
    let told = others.iter().copied().find(|value| *value == number);
    let strange = others.iter().filter(|value| **value != number);
    if strange.count() > 0 {
        return None;
    }
    check(Split {
        whole,
        sentence,
        parts,
        of_parts: after,
        apart: true,
        told,
    })
}

/// Those that may be parts of a whole by their units.
pub fn parts(sentence: &Sentence, whole: &Quantity, all: &[Quantity]) -> Option<Vec<Quantity>> {
    let mut found: Vec<Quantity> = Vec::new();
    // "42,000 bolivianos in Tarucani …, in all 108,000".
    if whole.unit == Unit::Count && all.iter().filter(|own| own.unit == Unit::Money).count() > 0 {
        return None;
    }
    for own in all {
        let fits = match own.unit {
            Unit::Share | Unit::Time => continue,
            unit if unit == whole.unit => true,
            Unit::Count => is_bare(sentence, own),
            Unit::Money | Unit::Measure => continue,
        };
        if own.article {
            continue;
        }
        if !fits {
            return None;
        }
        let mut own = own.clone();
        // "0.9 million in the first year, 1.4 in the second".
        let scale = found.last().map_or(whole.scale, |last| last.scale);
        if own.scale == Decimal::ONE && scale > Decimal::ONE && own.value < Decimal::ONE_THOUSAND {
            own.value *= scale;
            own.rounding = if own.rounding.is_zero() {
                scale / Decimal::TWO
            } else {
                own.rounding * scale
            };
            own.scale = scale;
        }
        found.push(own);
    }
    // "12 of 14 answered": the second holds the first.
    let within = found.windows(2).any(|pair| {
        let between = [List::OfWords, List::OutOf]
            .into_iter()
            .flat_map(|list| sentence.all(list));
        between
            .into_iter()
            .any(|hit| hit.start == pair[0].end && hit.end == pair[1].start)
    });
    (!within && (2..=MOST).contains(&found.len())).then_some(found)
}

/// No noun of its own stands behind it: "the diocese 90,000 and".
pub fn is_bare(sentence: &Sentence, own: &Quantity) -> bool {
    let Some(next) = sentence.tokens.get(own.end) else {
        return true;
    };
    let small = [
        List::Function,
        List::Auxiliaries,
        List::InWords,
        List::OfWords,
        List::AndWords,
    ];
    !next.is_word() || small.into_iter().any(|list| sentence.starts(list, own.end))
}

/// A whole and all of its parts, which do not make it up.
pub fn check(split: Split) -> Option<Split> {
    let whole = split.whole;
    let counted = !matches!(whole.unit, Unit::Share | Unit::Time);
    let exact = !whole.approximate && split.parts.iter().all(|part| !part.approximate);
    let smaller = split
        .parts
        .iter()
        .all(|part| part.value < whole.value && !part.value.is_zero());
    if !counted || !exact || !smaller || whole.value < Decimal::from(LEAST) || comes_to(&split) {
        return None;
    }
    let share = split.sum() * Decimal::ONE_HUNDRED / whole.value;
    let possible = (Decimal::from(LEAST_SHARE)..=Decimal::from(MOST_SHARE)).contains(&share);
    // "1.1 midwives recruited": a code.
    let whole_parts = whole.unit != Unit::Count
        || whole.scale > Decimal::ONE
        || split.parts.iter().all(|part| part.value.is_integer());
    let others = signs::overlap(&split) || signs::of_years_each(&split);
    (possible && whole_parts && !others && signs::are_all(&split)).then_some(split)
}

/// A whole of fewer is split in words.
const LEAST: i64 = 5;

/// Some of the parts make up the whole, or some make up another: then they are not all parts.
fn comes_to(split: &Split) -> bool {
    let values: Vec<Decimal> = split.parts.iter().map(|part| part.value).collect();
    let rounding: Decimal = split.parts.iter().map(|part| part.rounding).sum();
    let measured = if split.whole.unit == Unit::Count {
        Decimal::ZERO
    } else {
        split.whole.value * Decimal::new(ROUNDED, 3)
    };
    // Not all are rounded the same way.
    let near = (rounding / Decimal::TWO + split.whole.rounding).max(measured);
    let articles = quantities(split.of_parts)
        .iter()
        .filter(|own| own.article)
        .count();
    let whole = split.whole.value;
    let is_whole =
        |sum: Decimal| (0..=articles).any(|more| (sum + Decimal::from(more) - whole).abs() <= near);
    let subsets = (1_u32..1 << values.len()).map(|set| {
        let chosen = values.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0);
        chosen.map(|(_, value)| *value).sum::<Decimal>()
    });
    let all: Decimal = values.iter().sum();
    let ends = [values.first(), values.last()];
    let between = split.whole.end..split.parts[0].start.max(split.whole.end);
    let colon = !split.apart
        && between
            .into_iter()
            .any(|at| split.sentence.tokens[at].lower == ":");
    let subtotal =
        !colon && values.len() > 2 && ends.into_iter().flatten().any(|value| *value + *value == all);
    let product = values.len() == 2 && values[0] * values[1] == whole;
    subtotal || product || subsets.into_iter().any(is_whole)
}
