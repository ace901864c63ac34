//! Shares of which part and whole are linked by "of" and stand farther off: "33,237 people, over 8 % of the 269,000
//! inhabitants", "120 teachers were trained out of 150, or 70 %".

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::prose::plain_numbers;

/// Tokens from "of" to the whole: "of the target of 150", "out of a population of 269,000".
const OF_REACH: usize = 6;
/// Tokens from the part to the whole, and from the whole to the share.
const REACH: usize = 8;

const LINKS: [List; 2] = [List::OfWords, List::OutOf];
/// Words before a share that belong to it: "that is", "or over", "about".
const LEADS: [List; 5] = [
    List::ThatIs,
    List::Approximate,
    List::AtLeast,
    List::AtMost,
    List::Articles,
];

/// Part and whole, where the sentence holds no other number and no other share.
pub fn figures(sentence: &Sentence, share: &NumberToken) -> Option<(Decimal, Decimal)> {
    let shares = sentence.numbers.iter().filter(|number| number.percent).count();
    let others = sentence.numbers.iter().filter(|number| !number.percent).count();
    let plain = plain_numbers(sentence);
    let [first, second] = plain[..] else { return None };
    if shares != 1 || others != plain.len() || is_change(sentence) {
        return None;
    }
    let pair = [(first, second), (second, first)]
        .into_iter()
        .find(|(part, whole)| {
            is_share_of(sentence, share, part, whole) || is_share_after(sentence, share, part, whole)
        })?;
    let (part, whole) = (pair.0.number.low, pair.1.number.low);
    let planned = sentence.has(List::PlanWords) || sentence.has(List::ColumnTarget);
    let possible = part > Decimal::ZERO && (part < whole || planned && part != whole);
    (possible && !is_bound(sentence, share, part, whole)).then_some((part, whole))
}

/// "33,237 people, over 8 % of the 269,000 inhabitants", "8 % of the population of 269,000 (33,237 people)".
fn is_share_of(sentence: &Sentence, share: &NumberToken, part: &NumberToken, whole: &NumberToken) -> bool {
    let linked = whole.start > share.end
        && whole.start - share.end <= OF_REACH
        && LINKS.into_iter().any(|list| sentence.starts(list, share.end))
        && are_words(sentence, share.end..whole.start);
    let before = part.end <= share.start
        && share.start - part.end <= REACH
        && sentence.tokens[part.end..share.start]
            .iter()
            .any(|token| matches!(token.lower.as_str(), "," | "(" | "–" | "—"))
        && !sentence.starts(List::AndWords, lead_start(sentence, share).saturating_sub(1));
    let bracketed = part.start > whole.end
        && sentence.in_brackets(part.start)
        && are_words(sentence, whole.end..part.start - 1);
    linked && (before || bracketed)
}

/// "120 teachers were trained out of 150, or 70 %", "52 wells of 50 planned (105 %)".
fn is_share_after(sentence: &Sentence, share: &NumberToken, part: &NumberToken, whole: &NumberToken) -> bool {
    let linked = part.end < whole.start
        && whole.start - part.end <= REACH
        && are_words(sentence, part.end..whole.start)
        && (whole.start.saturating_sub(OF_REACH).max(part.end)..whole.start)
            .any(|at| LINKS.into_iter().any(|list| sentence.starts(list, at)));
    let start = lead_start(sentence, share);
    let mark = start.checked_sub(1).map(|at| sentence.tokens[at].lower.as_str());
    let set_off = matches!(mark, Some("," | "(" | "–" | "—")) && start > whole.end;
    let ends = sentence
        .tokens
        .get(share.end)
        .is_none_or(|token| matches!(token.lower.as_str(), "." | "," | ")" | ";"));
    linked && set_off && ends && start - whole.end <= REACH && are_words(sentence, whole.end..start - 1)
}

/// Where the words begin that lead to a share.
fn lead_start(sentence: &Sentence, share: &NumberToken) -> usize {
    let mut start = share.start;
    while let Some(hit) = LEADS
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| hit.end == start)
    {
        start = hit.start;
    }
    start
}

fn are_words(sentence: &Sentence, range: Range<usize>) -> bool {
    sentence.tokens[range].iter().all(|token| token.is_word())
}

fn is_change(sentence: &Sentence) -> bool {
    [List::ChangeVerbs, List::Increase, List::Falling]
        .into_iter()
        .any(|list| sentence.has(list))
}

/// "More than 40 per cent" is right of 42, "about 40" too; of 62 nobody says so.
fn is_bound(sentence: &Sentence, share: &NumberToken, part: Decimal, whole: Decimal) -> bool {
    let bounds = [List::AtLeast, List::AtMost, List::Approximate];
    let bound = bounds.into_iter().any(|list| sentence.ends(list, share.start));
    let computed = part * Decimal::ONE_HUNDRED / whole;
    let far = (computed - share.number.low).abs() * Decimal::TWO > share.number.low;
    bound && !far
}
