//! "Rose by 40 per cent, from 120 to 156": a change in per cent, and the two values that it follows from.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::conclusions::comes_near;
use super::prose::is_date;

/// Tokens between the first value and the second: "from 48 cases in 2019 to 36".
const REACH: usize = 6;
/// Tokens between values of which "of" begins the first: "of 120 to 156".
const CLOSE: usize = 2;
/// Tokens between the word for a change and the percentage: "a reduction of some 35 per cent".
const NEAR: usize = 3;

/// How much the second of two values differs from the first, and the first.
pub fn figures(sentence: &Sentence, share: &NumberToken) -> Option<(Decimal, Decimal)> {
    let points = sentence
        .all(List::PercentagePoints)
        .any(|hit| hit.start < share.end + 2 && hit.end > share.start);
    // "Rose by 40 per cent", "40 per cent more": not "60 per cent of them women".
    let changes = [List::ChangeVerbs, List::Increase, List::Falling]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| {
            let before = hit.end <= share.start && share.start - hit.end <= NEAR;
            before || (hit.start >= share.end && hit.start - share.end < NEAR - 1)
        });
    let changes = changes || is_concluded(sentence, share);
    let shares = sentence.numbers.iter().filter(|number| number.percent).count();
    // "Rose to 130 per cent" is no change by so much.
    if points || !changes || shares != 1 || sentence.ends(List::ToWords, share.start) {
        return None;
    }
    let values: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| {
            // "Pupils from 13 to 17 years".
            let time = sentence.starts(List::Time, number.end);
            // "Est de 112 000, ce qui correspond à une hausse de 58 %": an article.
            let article = number.in_words && number.number.high <= Decimal::ONE;
            !number.percent && !time && !article && !is_date(sentence, number)
        })
        .collect();
    // "From 120 to 156" may have been read as a range.
    let mut ranges = values
        .iter()
        .filter(|number| number.number.low != number.number.high);
    let (start, end, first, second) = match ranges.next() {
        Some(range) if ranges.next().is_none() && follows_from(sentence, range) => {
            (range.start, range.end, range.number.low, range.number.high)
        }
        Some(_) => return None,
        None => {
            let mut pairs = values
                .windows(2)
                .filter(|pair| is_pair(sentence, pair[0], pair[1]));
            let Some([one, two]) = pairs.next() else {
                return of_two_years(sentence, &values).or_else(|| of_one_unit(sentence, &values, share));
            };
            if pairs.next().is_some() {
                return None;
            }
            (one.start, two.end, one.number.low, two.number.low)
        }
    };
    let between = if share.end <= start {
        share.end..start
    } else if end <= share.start {
        end..share.start
    } else {
        return None;
    };
    // After a semicolon something else is told of.
    let parted = sentence.tokens[between.clone()]
        .iter()
        .any(|token| token.lower == ";")
        || begins_anew(sentence, between);
    (!parted && !first.is_zero()).then(|| ((second - first).abs(), first))
}

/// "Grew from 12 to 18 km, that is by 40 per cent", where it counts nothing else.
fn is_concluded(sentence: &Sentence, share: &NumberToken) -> bool {
    let hit = sentence
        .all(List::ThatIs)
        .find(|hit| hit.end <= share.start && share.start - hit.end < NEAR);
    let changed = |from: usize| {
        [List::ChangeVerbs, List::Increase, List::Falling]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|change| change.end <= from)
    };
    let numbers = sentence
        .numbers
        .iter()
        .filter(|number| !is_date(sentence, number));
    let values: usize = numbers
        .map(|number| 1 + usize::from(number.number.low != number.number.high))
        .sum();
    values == VALUES
        && !sentence.starts(List::OfWords, share.end)
        && hit.is_some_and(|hit| changed(hit.start))
}

/// Both ends of a change and the change.
const VALUES: usize = 3;

/// "Returns grew by 18 per cent (631 in 2014 and 770 in 2015)": two values, each with its year.
fn of_two_years(sentence: &Sentence, values: &[&NumberToken]) -> Option<(Decimal, Decimal)> {
    let year = |value: &NumberToken| {
        let mut years = sentence.numbers.iter().filter(|number| sentence.is_year(number));
        let own = years.find(|year| (value.end..=value.end + TO_YEAR).contains(&year.start))?;
        let plain = |at: usize| sentence.starts(List::InWords, at) || sentence.tokens[at].lower == "(";
        (value.end..own.start).all(plain).then_some(own.number.low)
    };
    let [one, two] = values[..] else { return None };
    let (before, after) = if year(one)? < year(two)? {
        (one, two)
    } else {
        (two, one)
    };
    let (first, second) = (before.number.low, after.number.low);
    (year(one)? != year(two)? && first > Decimal::ZERO).then(|| ((second - first).abs(), first))
}

/// Tokens from a value to its year: "631 in 2014", "770 (2015)".
const TO_YEAR: usize = 1;

/// "The network was 12 km long in 2021 and is 18 km long today, an increase of 40 per cent": two amounts of one unit, in
/// the order in which the change is told.
fn of_one_unit(
    sentence: &Sentence,
    values: &[&NumberToken],
    share: &NumberToken,
) -> Option<(Decimal, Decimal)> {
    let unit = |number: &NumberToken| {
        let token = sentence.tokens.get(number.end)?;
        sentence
            .at(List::PhysicalUnits, number.end)
            .then_some(token.singular.as_str())
    };
    let before: Vec<&NumberToken> = values
        .iter()
        .copied()
        .filter(|number| number.end <= share.start)
        .collect();
    let [one, two] = before[..] else { return None };
    if unit(one)? != unit(two)? || values.len() != 2 || begins_anew(sentence, two.end..share.start) {
        return None;
    }
    // "18 km, against 12 km in 2021".
    let turned = sentence
        .all(List::ComparedWith)
        .any(|hit| one.end <= hit.start && hit.end <= two.start);
    let (first, second) = if turned { (two, one) } else { (one, two) };
    let [first, second] = [first, second].map(|number| number.number.low);
    let told = |list: List| {
        sentence
            .all(list)
            .any(|hit| hit.start >= two.end && hit.start <= share.end)
    };
    let agrees = if second > first {
        !told(List::Falling)
    } else {
        !told(List::Increase)
    };
    let difference = (second - first).abs();
    (agrees && first > Decimal::ZERO && comes_near(share, difference, first)).then_some((difference, first))
}

/// "The yield rose from 640 to 905 kg and the price went up by 31 %": after "and" another subject stands before its verb.
fn begins_anew(sentence: &Sentence, between: Range<usize>) -> bool {
    let verb = |at: usize| {
        [
            List::ChangeVerbs,
            List::Increase,
            List::Falling,
            List::Auxiliaries,
        ]
        .into_iter()
        .any(|list| sentence.starts(list, at))
    };
    between
        .clone()
        .filter(|at| sentence.starts(List::AndWords, *at))
        .any(|and| {
            let rest = and + 1..between.end;
            rest.clone()
                .find(|at| verb(*at))
                .is_some_and(|verb| verb > rest.start && sentence.tokens[rest.start].is_word())
        })
}

fn follows_from(sentence: &Sentence, number: &NumberToken) -> bool {
    let start = amount_start(sentence, number);
    sentence.ends(List::FromWords, start) || sentence.ends(List::OfWords, start)
}

/// Where "USD 1.24 million" begins.
fn amount_start(sentence: &Sentence, number: &NumberToken) -> usize {
    let currency = sentence.all(List::Currency).find(|hit| hit.end == number.start);
    currency.map_or(number.start, |hit| hit.start)
}

fn is_pair(sentence: &Sentence, first: &NumberToken, second: &NumberToken) -> bool {
    // "The revenue of the twelve towns rose to 3,468" began at no twelve.
    let close =
        sentence.ends(List::FromWords, amount_start(sentence, first)) || second.start - first.end <= CLOSE;
    close
        && follows_from(sentence, first)
        && sentence.ends(List::ToWords, amount_start(sentence, second))
        && second.start - first.end <= REACH
}
