//! By what a text shows that the parts which it tells are all of them.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::quantities::{Quantity, Unit, quantities};
use super::super::words::Sentence;
use super::{Split, is_bare};

/// Tokens from a whole to the bracket or the colon that opens its parts.
const NEAR: usize = 10;
/// Tokens from "the remaining" to its number, and from a number to "are left".
const BESIDE: usize = 6;
/// Tokens between an amount and the year that it is of: "19 million for 2019".
const OF_YEAR: usize = 2;
/// Tokens between parts of one list.
const GAP: usize = 14;
/// Hundredths of the whole that a mistake comes to where only the form of the list tells that it is whole.
const CLOSE: i64 = 25;

/// Where the bracket closes that opens behind a whole and holds what comes next.
pub fn bracket(sentence: &Sentence, whole: &Quantity, next: Option<&Quantity>) -> Option<usize> {
    let open = (whole.end..next?.start).find(|at| sentence.tokens[*at].lower == "(")?;
    let close = (open..sentence.tokens.len()).find(|at| sentence.tokens[*at].lower == ")")?;
    // "Singida (22)" holds one part.
    let inside = quantities(sentence)
        .iter()
        .filter(|own| own.start > open && own.end <= close)
        .count();
    (open - whole.end <= NEAR && inside > 1).then_some(close)
}

/// "28 million for 2018, 19 million for 2019 and 16 million for 2020": each is of its own year, the first as well.
pub fn of_years_each(split: &Split) -> bool {
    let sentence = split.sentence;
    let has_year = |own: &Quantity| {
        let mut years = sentence.numbers.iter().filter(|number| sentence.is_year(number));
        years.any(|year| {
            let alone = year.number.low == year.number.high;
            alone && year.start >= own.end && year.start - own.end <= OF_YEAR
        })
    };
    !split.apart && has_year(split.whole) && split.parts.iter().all(has_year)
}

/// Parts that may hold the same people: one sex beside other kinds, children beside trades.
pub fn overlap(split: &Split) -> bool {
    let sentence = split.of_parts;
    let ends = split
        .parts
        .iter()
        .skip(1)
        .map(|part| part.start)
        .chain([sentence.tokens.len()]);
    let before = split.parts.iter().map(|part| part.start);
    let around: Vec<(usize, usize)> = before.zip(ends).collect();
    let named = |list: List| {
        let parts = around.iter();
        parts
            .filter(|(from, to)| (*from..*to).any(|at| sentence.starts(list, at)))
            .count()
    };
    let all = split.parts.len();
    let some = |list: List| (1..all).contains(&named(list));
    let sexes = named(List::Female) + named(List::Male);
    let one_sex = sexes > 0
        && (named(List::Female) == 0 || named(List::Male) == 0 || sexes < all && !some(List::MayBeMinors));
    // "45 of which are associations and 30 of which work with youth".
    let some_of = split
        .parts
        .iter()
        .filter(|part| sentence.all(List::SexPronouns).any(|hit| hit.start == part.end))
        .count();
    one_sex
        || some_of > 1
        || all > 2 && (some(List::Young) && named(List::Adults) == 0 || some(List::Conditions))
}

/// Whether the parts are said to be all.
pub fn are_all(split: &Split) -> bool {
    if split.parts[0].start < split.whole.start && !split.apart {
        return split
            .parts
            .iter()
            .filter(|part| part.unit != Unit::Count || is_bare(split.of_parts, part))
            .count()
            + 1
            >= split.parts.len();
    }
    let number = split.parts.len();
    let (first, last) = (&split.parts[0], &split.parts[number - 1]);
    let of_parts = split.of_parts;
    let from = if split.apart { 0 } else { split.whole.end };
    let said = |list: List| of_parts.all(list).any(|hit| hit.start >= from);
    let to_first = from..first.start;
    let led = |list: List| of_parts.all(list).any(|hit| to_first.contains(&hit.start));
    if rest(split, last) || said(List::SplittingWords) {
        return true;
    }
    // "Water (91 mentions), followed by kiosks (64)": each bracket is of its own word.
    if !split.apart && split.sentence.in_brackets(split.whole.start) {
        return false;
    }
    let bracketed =
        !split.apart && bracket(of_parts, split.whole, Some(first)).is_some_and(|end| last.end <= end);
    let colon = to_first
        .clone()
        .rev()
        .take(NEAR)
        .any(|at| of_parts.tokens[at].lower == ":");
    let ends_in_colon =
        split.apart && number > 2 && split.sentence.tokens.iter().any(|token| token.lower == ":");
    // Of a road or a sum of money no part is in two parts.
    let too_much = split.whole.unit != Unit::Count && split.sum() > split.whole.value;
    let some = led(List::IncludingWords) && !(colon && number > 2) && !too_much || led(List::PeakWords);
    if some {
        return false;
    }
    // "Of them 18 ended in advice and three in settlement": some may have ended otherwise.
    let of_them = [List::SexPronouns, List::OfWords, List::OutOf]
        .into_iter()
        .flat_map(|list| of_parts.all(list))
        .any(|hit| hit.start == 0 && (hit.list != List::SexPronouns || hit.end > 1));
    let open = split.apart && of_them && split.sum() < split.whole.value && !colon && !ends_in_colon;
    if open {
        return false;
    }
    let two_kinds = number == 2 && too_much && led(List::IncludingWords)
        || number == 2 && (are_two_kinds(split, first, last) || are_two_places(split, first, last));
    let bare = |part: &&Quantity| part.unit != Unit::Count || is_bare(of_parts, part);
    let told =
        split.told == Some(Decimal::from(number)) && split.parts.iter().filter(bare).count() + 1 >= number;
    let shown = bracketed || colon || ends_in_colon || told;
    (number > 2 && shown) || two_kinds || (number > 2 && is_closed_list(split))
}

/// "The remaining 45,000", "all that was left, 250", "the third and last 1,300".
fn rest(split: &Split, last: &Quantity) -> bool {
    let before = split.parts[split.parts.len() - 2].end;
    let others = split.of_parts.all(List::Remainders);
    let other = others
        .into_iter()
        .any(|hit| hit.start >= before && (hit.end == last.start || hit.start == last.end));
    let mut hits = split.of_parts.all(List::LastParts);
    other
        || hits.any(|hit| {
            let leads = hit.start >= before && hit.end <= last.start && last.start - hit.end <= BESIDE;
            leads || hit.start >= last.end && hit.start - last.end <= 2
        })
}

/// "1,300 adults and 700 minors"; women and men are read with those whom they split.
fn are_two_kinds(split: &Split, first: &Quantity, last: &Quantity) -> bool {
    let sentence = split.of_parts;
    let named = |own: &Quantity, list: List| (own.end..own.end + 2).any(|at| sentence.starts(list, at));
    let pair = |one: List, other: List| {
        named(first, one) && named(last, other) || named(first, other) && named(last, one)
    };
    let together = last.start - first.end <= 4;
    together && pair(List::Adults, List::MayBeMinors)
}

/// "Bednets were given out, 1,840 in sector A and 910 in sector B": two of one form, and nothing behind them.
fn are_two_places(split: &Split, first: &Quantity, last: &Quantity) -> bool {
    let sentence = split.of_parts;
    let word = |own: &Quantity| sentence.tokens.get(own.end).map(|token| token.lower.as_str());
    let bare = is_bare(sentence, first) && is_bare(sentence, last)
        || word(first).is_some() && word(first) == word(last);
    // "400 modern and 210 traditional ones", ": 7,300 adults and 4,100 children".
    let word_behind = |own: &Quantity| sentence.tokens.get(own.end).is_some_and(|token| token.is_word());
    let colon = !split.apart && (split.whole.end..first.start).any(|at| sentence.tokens[at].lower == ":");
    let named = last.start - first.end == 2
        && word_behind(first)
        && word_behind(last)
        && !split.apart
        && (colon || split.is_within(NAMED));
    let alike = bare || named;
    let and = (first.end..last.start).any(|at| sentence.starts(List::AndWords, at));
    let ends = sentence.tokens.len().saturating_sub(last.end) <= ENDS;
    let only = quantities(sentence).len() == 2 + usize::from(!split.apart);
    let leads = [List::OfWords, List::OutOf, List::AmongWords]
        .into_iter()
        .any(|list| split.sentence.starts(list, 0));
    let start = if split.apart { 0 } else { split.whole.end };
    let listed = split.apart
        || (start..first.start).any(|at| matches!(sentence.tokens[at].lower.as_str(), "," | "–" | "—" | "("));
    alike && and && ends && only && listed && !leads && split.is_within(CLOSE)
}

/// Hundredths of the whole by which two named parts are wrong.
const NAMED: i64 = 12;
/// Tokens behind the last of two parts to the end of their sentence.
const ENDS: usize = 6;

/// "16 in Marsabit, 12 in Turkana and 7 in Samburu": nothing else is counted, and the list ends.
fn is_closed_list(split: &Split) -> bool {
    let sentence = split.of_parts;
    let pairs = || split.parts.windows(2);
    let near = pairs().all(|pair| pair[1].start - pair[0].end <= GAP);
    let marked = pairs().all(|pair| {
        let mut between = pair[0].end..pair[1].start;
        between.any(|at| {
            matches!(sentence.tokens[at].lower.as_str(), "," | ";" | ")")
                || sentence.starts(List::AndWords, at)
        })
    });
    let end = if split.apart {
        split.sentence.tokens.len()
    } else {
        split.parts[0].start
    };
    let own: Vec<&str> = split.sentence.tokens[..end]
        .iter()
        .map(|token| token.stem.as_str())
        .collect();
    let bare = |part: &&Quantity| {
        let noun = sentence.tokens.get(part.end).map(|token| token.stem.as_str());
        part.unit != Unit::Count || is_bare(sentence, part) || noun.is_some_and(|noun| own.contains(&noun))
    };
    let bare = split.parts.iter().filter(bare).count() + 1 >= split.parts.len();
    let others = quantities(sentence);
    let only = others
        .iter()
        .filter(|own| own.unit == split.whole.unit && !own.article)
        .count()
        == split.parts.len() + usize::from(!split.apart);
    let leads = [List::OfWords, List::OutOf, List::AmongWords, List::PeopleAmong]
        .into_iter()
        .any(|list| sentence.starts(list, 0));
    let [.., before, last] = &split.parts[..] else {
        return false;
    };
    let ends = (before.end..last.start).any(|at| sentence.starts(List::AndWords, at));
    let more = split.sum() > split.whole.value;
    near && marked && bare && only && split.is_within(CLOSE) && (ends || more && (leads || split.apart))
}
