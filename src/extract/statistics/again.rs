//! Counts of people who are known already: the same number told twice, some of those whom another place splits.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::counts::Count;
use super::is_round;
use crate::report::{Counted, Statistic};

/// Fewer people of one trade may well be others.
const SAME: i64 = 20;
/// … but 13 pupils are the 13 pupils told before.
const SAME_ODD: i64 = 11;
/// So many are the same whatever they are called.
const SAME_WHOEVER: i64 = 1000;
/// Tokens between "99 of the trained builders" and its percentage.
const SHARE_REACH: usize = 8;

/// "48 of the 62 inspectors", "of the 259, 41 were minors" where the whole is split by sex elsewhere: parts of it.
pub fn are_of_the_split(reader: &Reader, found: &mut [Statistic]) {
    for index in 0..found.len() {
        let own = &found[index];
        if own.counted != Counted::People || own.part || own.is_split_by_sex() {
            continue;
        }
        let same_sentence =
            |other: &&Statistic| other.quote == own.quote && other.number.low > own.number.high;
        let whole = if own.of_whole {
            found.get(index + 1).filter(same_sentence)
        } else {
            let first = found[..index].iter().find(|other| other.quote == own.quote);
            first.filter(same_sentence).filter(|_| {
                let sentence = reader.sentence(&own.quote.text);
                let of = [List::OfWords, List::OutOf];
                own.indicator.is_none() && of.into_iter().any(|list| sentence.starts(list, 0))
            })
        };
        let known = whole.is_some_and(|whole| whole.counted == Counted::People && whole.is_split_by_sex());
        found[index].part = known || is_percentage_of_the_split(reader, found, index);
    }
}

/// "Of 900 asked (350 women and 550 men) … 234 have a contract, that is 26 per cent".
fn is_percentage_of_the_split(reader: &Reader, found: &[Statistic], index: usize) -> bool {
    let own = &found[index];
    let wholes = || {
        let earlier = found[..index].iter().rev();
        let same = earlier.take_while(|other| other.quote == own.quote);
        same.filter(|other| other.counted == Counted::People && other.is_split_by_sex())
    };
    if own.indicator.is_some() || wholes().next().is_none() {
        return false;
    }
    let sentence = reader.sentence(&own.quote.text);
    let percentages = || sentence.numbers.iter().filter(|number| number.percent);
    wholes().any(|whole| {
        let share = own.number.low * Decimal::ONE_HUNDRED / whole.number.low;
        percentages().any(|percentage| (percentage.number.low - share).abs() < Decimal::ONE)
    })
}

/// "36 migrants" who are "36 women migrants" elsewhere: the same number of the same people, told with their sex.
pub fn are_of_one_sex_elsewhere(reader: &Reader, found: &mut [Statistic]) {
    let of_one_sex = |own: &Statistic| {
        let noun = reader.sentence(&own.noun);
        own.counted == Counted::People && noun.has(List::Female) != noun.has(List::Male)
    };
    let called = |own: &Statistic, unit: &str| {
        let noun = reader.sentence(&own.noun);
        noun.tokens.iter().any(|token| token.singular == unit)
    };
    for index in 0..found.len() {
        let own = &found[index];
        let open = is_asked_about(own) && !own.is_split_by_sex() && !own.unit.is_empty();
        if !open || own.number.low < Decimal::from(NAMED_AGAIN) {
            continue;
        }
        let same = found.iter().any(|other| {
            other.number == own.number
                && other.quote != own.quote
                && of_one_sex(other)
                && called(other, &own.unit)
        });
        found[index].part |= same && !of_one_sex(&found[index]);
    }
}

/// Fewer may well be others.
const NAMED_AGAIN: i64 = 10;

/// "Over four thousand people (53% women)", and 4,300 of them elsewhere: the rounded figure and the exact one are of the same
/// people, and the one tells the split of the other.
pub fn are_rounded_elsewhere(reader: &Reader, found: &mut [Statistic]) {
    let rounded = |own: &Statistic| {
        let sentence = reader.sentence(&own.quote.text);
        let mut numbers = sentence.numbers.iter();
        numbers.any(|number| {
            let about = number.number.approximate || sentence.ends(List::Approximate, number.start);
            about && number.number.low == own.number.low
        })
    };
    for index in 0..found.len() {
        let own = &found[index];
        let open = is_asked_about(own) && !own.is_split_by_sex() && own.indicator.is_none();
        if !open || own.number.low < Decimal::from(SAME_WHOEVER) {
            continue;
        }
        let same = found.iter().any(|other| {
            let (small, large) = (
                own.number.low.min(other.number.low),
                own.number.low.max(other.number.low),
            );
            let one_of_them = if own.number.low == small { own } else { other };
            is_asked_about(other)
                && other.is_split_by_sex()
                && other.quote != own.quote
                && (own.unit == other.unit)
                && is_rounding(small, large)
                && rounded(one_of_them)
        });
        found[index].part |= same;
    }
}

/// Of one or two digits that count: 4,000 of 4,300, and not 3,000.
fn is_rounding(rounded: Decimal, exact: Decimal) -> bool {
    let mut unit = Decimal::ONE;
    while rounded / (unit * Decimal::TEN) >= Decimal::ONE {
        unit *= Decimal::TEN;
    }
    let near = (exact - rounded) * Decimal::TEN < rounded;
    rounded < exact && (rounded % unit).is_zero() && near
}

/// The later of two places that tell the same number of the same people points to the first.
pub fn mark(reader: &Reader, found: &mut [Statistic]) {
    let anybody: Vec<bool> = found
        .iter()
        .map(|own| reader.sentence(&own.noun).has(List::AnyPeople))
        .collect();
    for later in 1..found.len() {
        let own = &found[later];
        let least = if is_round(own.number.low) { SAME } else { SAME_ODD };
        if !is_asked_about(own) || own.number.low < Decimal::from(least) {
            continue;
        }
        let same = |earlier: &usize| {
            let other = &found[*earlier];
            let called = !own.unit.is_empty() && own.unit == other.unit;
            let whoever = own.number.low >= Decimal::from(SAME_WHOEVER)
                || ((anybody[later] || anybody[*earlier]) && !is_round(own.number.low));
            is_asked_about(other)
                && (other.number.low, other.number.high) == (own.number.low, own.number.high)
                && other.quote != own.quote
                && !are_rows(own, other)
                && (called || whoever)
        };
        let first = (0..later).find(same);
        found[later].told_before = first.map(|first| found[first].told_before.unwrap_or(first));
    }
}

/// Two trainings of 30 each, in one table, are of 60 people.
fn are_rows(own: &Statistic, other: &Statistic) -> bool {
    let rows = own.most_in_table.is_some() && other.most_in_table.is_some();
    rows && own.quote.location.table == other.quote.location.table
}

fn is_asked_about(own: &Statistic) -> bool {
    own.counted == Counted::People && !own.part && !own.planned && !own.context
}

/// "99 of the trained builders (71 per cent) used the technique": a share of those who were counted before.
pub fn is_share_of_known(sentence: &Sentence, count: &Count) -> bool {
    let number = sentence.numbers.iter().find(|own| own.start == count.start);
    let Some(of) = number.and_then(|own| sentence.all(List::OfWords).find(|hit| hit.start == own.end)) else {
        return false;
    };
    let described = |at: usize| {
        let token = sentence.tokens.get(at);
        token.is_some_and(|token| token.is_word() && sentence.is_passive(&token.lower))
    };
    let done =
        sentence.starts(List::Articles, of.end) && (described(of.end + 1) || described(count.noun_end));
    let shared = sentence
        .numbers
        .iter()
        .any(|own| own.percent && own.start >= count.end && own.start <= count.noun_end + SHARE_REACH);
    !count.of_whole && done && shared
}
