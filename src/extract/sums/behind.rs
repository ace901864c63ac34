//! Wholes that stand behind their parts, and shares that are told to be all.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::quantities::{Quantity, Unit};
use super::super::words::Sentence;
use super::{Split, check, parts};
use crate::document::{Location, Passage};
use crate::report::Sum;

/// Tokens between a whole and the words that name it one.
const LEADS: usize = 2;
/// Tokens from "which gives" to the whole.
const CONCLUDES: usize = 6;
/// Shares in hundredths of a point by which all of them may miss the hundred for being rounded.
const ROUNDED: i64 = 150;
/// Percentage points within which shares are meant to make a hundred.
const NEAR: i64 = 30;

/// "25 came in March, 30 in May and 28 in June, 93 in all": the whole stands last.
pub fn total_behind<'a>(sentence: &'a Sentence, all: &'a [Quantity]) -> Option<Split<'a>> {
    let counted = |own: &Quantity| !matches!(own.unit, Unit::Share | Unit::Time);
    let at = all.iter().rposition(counted)?;
    let (whole, before) = (&all[at], &all[..at]);
    let last = before.last()?;
    let near = |list: List| {
        let mut hits = sentence.all(list);
        hits.any(|hit| {
            let leads = hit.start >= last.end && hit.end <= whole.start && whole.start - hit.end <= LEADS;
            leads || hit.start >= whole.end && hit.start - whole.end <= LEADS
        })
    };
    let concludes = [List::ThatIs, List::SplittingWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start >= last.end && hit.end <= whole.start && whole.start - hit.end <= CONCLUDES);
    let total = near(List::Total) || near(List::InNumber) || concludes;
    if !total || before.iter().any(|own| own.value >= whole.value) {
        return None;
    }
    check(Split {
        whole,
        sentence,
        parts: parts(sentence, whole, before)?,
        of_parts: sentence,
        apart: false,
        told: None,
    })
}

/// "45 % went to salaries, 30 % to equipment and the remaining 30 % to travel".
pub fn of_shares(sentence: &Sentence, all: &[Quantity], place: &Location) -> Option<Sum> {
    let shares: Vec<&Quantity> = all.iter().filter(|own| own.unit == Unit::Share).collect();
    let [.., before, last] = &shares[..] else {
        return None;
    };
    let rest = [List::Remainders, List::LastParts]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start >= before.end && hit.end <= last.start && last.start - hit.end <= LEADS);
    let exact = shares
        .iter()
        .all(|own| !own.approximate && own.rounding < Decimal::ONE);
    let sum: Decimal = shares.iter().map(|own| own.value).sum();
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    // "70 % of the men and 40 % of the women": each is of a whole of its own.
    let own = shares[1..]
        .iter()
        .filter(|own| sentence.starts(List::OfWords, own.end))
        .count();
    let meant = off > Decimal::new(ROUNDED, 2) && off <= Decimal::from(NEAR) && own == 0;
    (rest && exact && meant && shares.len() > 1).then(|| Sum {
        total: Decimal::ONE_HUNDRED,
        parts: shares.iter().map(|own| own.value.normalize()).collect(),
        quote: Passage::new(&sentence.text, place.clone()),
        parts_at: None,
    })
}
