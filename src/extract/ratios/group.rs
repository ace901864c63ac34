//! Percentages of a group, which no part of it can exceed.

use std::ops::Range;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts;
use super::super::words::Sentence;
use super::can_exceed_within;

/// Tokens from a percentage over what it is of: "of the households of the district".
const WHOLE_REACH: usize = 6;

/// "122 % of the cases" – not of a target or of last year's.
pub fn is_of_a_group(sentence: &Sentence, share: &NumberToken) -> bool {
    let of = usize::from(sentence.starts(List::OfWords, share.end));
    let group =
        counts::noun_after(sentence, share.end + of).is_some_and(|noun| of > 0 || noun.start == share.end);
    // "Of those registered 145 began a treatment, or 104 per cent"; "the registration rate was 107 per cent".
    let concluded = sentence
        .all(List::ThatIs)
        .any(|hit| hit.end == share.start && sentence.numbers.iter().any(|number| number.end <= hit.start));
    let rate = sentence.all(List::RateWords).any(|hit| hit.end <= share.start);
    (group || concluded || rate || is_led_by_a_group(sentence, share))
        && !can_exceed_within(sentence, clause(sentence, share))
        && !sentence.has(List::Future)
}

/// "Of the children enrolled in grade 7, 104 per cent sat for the exam".
fn is_led_by_a_group(sentence: &Sentence, share: &NumberToken) -> bool {
    let of = [List::OfWords, List::OutOf]
        .into_iter()
        .any(|list| sentence.starts(list, 0));
    let pause = share
        .start
        .checked_sub(1)
        .is_some_and(|before| sentence.tokens[before].lower == ",");
    let named = counts::NOUNS
        .iter()
        .flat_map(|(list, _)| sentence.all(*list))
        .any(|hit| hit.end <= share.start);
    of && pause && named
}

/// What is said before a percentage, after any other percentage, and of what it is.
fn clause(sentence: &Sentence, share: &NumberToken) -> Range<usize> {
    let percents = sentence.numbers.iter().filter(|number| number.percent);
    let other = percents
        .map(|number| number.end)
        .filter(|end| *end <= share.start);
    let mark = sentence.tokens[..share.start]
        .iter()
        .rposition(|token| matches!(token.lower.as_str(), ":" | ";"));
    let from = other.max().max(mark).unwrap_or(0);
    let end = share.end + WHOLE_REACH;
    // "118 % of the households, and the target …": something else begins.
    let next = (share.end..end)
        .find(|at| sentence.starts(List::AndWords, *at) && sentence.starts(List::Articles, at + 1));
    from..next.unwrap_or(end)
}
