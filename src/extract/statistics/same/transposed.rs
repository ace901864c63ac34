//! 6,214 here and 6,412 there, said in the same words: digits that changed places.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::tables::{is_of_indicator, is_table_total, table_words};
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::words::Sentence;
use crate::report::Statistic;

/// Smaller numbers have the same digits by chance.
const TRANSPOSABLE: i64 = 100;
/// Digits that two figures of one noun may share by chance.
const SHORT: usize = 3;

/// Gives figures whose digits changed places a common `same_as`.
pub fn group(reader: &Reader, statistics: &mut [Statistic]) {
    let mut alike: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    for later in 0..statistics.len() {
        let Some(mut digits) = digits(&statistics[later]) else {
            continue;
        };
        digits.sort_unstable();
        let before = alike.entry(digits).or_default();
        let free = |at: usize| statistics[at].same_as.is_empty();
        let earlier = before
            .iter()
            .copied()
            .filter(|earlier| free(*earlier) && free(later));
        let same = |earlier: &usize| is_transposed(reader, &statistics[*earlier], &statistics[later]);
        let found = earlier.into_iter().find(same);
        before.push(later);
        if let Some(earlier) = found {
            let key = format!("transposed #{earlier}");
            statistics[earlier].same_as.clone_from(&key);
            statistics[later].same_as = key;
        }
    }
}

/// Of a figure that can be compared.
fn digits(statistic: &Statistic) -> Option<Vec<u8>> {
    // Rows of a table are of sites and years.
    let total = statistic.total || is_table_total(statistic);
    let row = statistic.quote.location.table.is_some() && !total && !is_of_indicator(statistic);
    let number = statistic.number;
    let exact = number.low == number.high && !number.approximate && number.low >= Decimal::from(TRANSPOSABLE);
    let comparable = exact && !row && !statistic.part && !statistic.planned && !statistic.context;
    comparable.then(|| number.low.normalize().to_string().into_bytes())
}

/// 1,486 and 1,468: two digits changed places; of a short number two that stand side by side.
pub fn is_swapped(one: Decimal, other: Decimal) -> bool {
    // Whatever the places of its digits, a number leaves the same when it is divided by nine; to write it takes longer.
    if (one.mantissa() - other.mantissa()) % 9 != 0 {
        return false;
    }
    let digits = |number: Decimal| number.normalize().to_string().into_bytes();
    let (one, other) = (digits(one), digits(other));
    if one.len() != other.len() || one.len() < SHORT {
        return false;
    }
    let apart: Vec<usize> = (0..one.len()).filter(|at| one[*at] != other[*at]).collect();
    let [a, b] = apart[..] else { return false };
    let beside = one.len() > SHORT || b == a + 1;
    beside && one[a] == other[b] && one[b] == other[a]
}

/// Both have the same digits.
fn is_transposed(reader: &Reader, one: &Statistic, other: &Statistic) -> bool {
    if !is_swapped(one.number.low, other.number.low) {
        return false;
    }
    if is_table_total(one) != is_table_total(other) {
        let (table, prose) = if is_table_total(one) {
            (one, other)
        } else {
            (other, one)
        };
        let noun = reader.sentence(&prose.noun);
        let words = table_words(reader, table);
        let named = noun.tokens.iter().any(|token| words.contains(&token.singular));
        return prose.quote.location.table.is_none() && (named || adds_up_people(reader, table, &noun));
    }
    if one.counted != other.counted || is_table_total(one) {
        return false;
    }
    let tables = one.quote.location.table.zip(other.quote.location.table);
    if tables.is_some_and(|(one, other)| one == other) || one.quote == other.quote {
        return false;
    }
    // The wording of an indicator is all that is said of its figure.
    if one.indicator.is_some() && other.indicator.is_some() && one.subject != other.subject {
        return false;
    }
    let words = |statistic: &Statistic| reader.sentence(&statistic.subject);
    let (own, others) = (words(one), words(other));
    let noun = reader.sentence(&one.noun);
    let noun = noun.content();
    // "412 returnees set up a business" and "214 returnees were referred" share the noun alone: of three digits that is
    // chance.
    let telling = one.number.low >= Decimal::from(10_i64.pow(SHORT as u32));
    own.content()
        .iter()
        .any(|word| others.content().contains(word) && (telling || !noun.contains(word)))
}

/// "1,368 persons", and a table whose rows are of mayors and of teachers.
fn adds_up_people(reader: &Reader, table: &Statistic, noun: &Sentence) -> bool {
    let labels: Vec<&str> = table
        .breakdowns
        .iter()
        .flat_map(|breakdown| &breakdown.parts)
        .map(|part| part.value.as_str())
        .collect();
    let people = labels
        .iter()
        .filter(|label| reader.sentence(label).has(List::People))
        .count();
    let long = table.number.low >= Decimal::from(10_i64.pow(SHORT as u32));
    long && noun.has(List::AnyPeople) && people * 2 > labels.len()
}
