//! Shares of a population or of what an area has, where they are told in words: "one woman in three", "half of the forest".

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::{is_national, tells_deed};

/// Tokens between the parts of "one woman in three".
const SHARE_REACH: usize = 4;

/// "One in three women", "every third woman": of a population, in an account of the context.
pub fn share_in_words(sentence: &Sentence) -> Option<String> {
    let people = |range: Range<usize>| {
        range.into_iter().any(|at| {
            [
                List::People,
                List::Households,
                List::Female,
                List::Male,
                List::Cases,
            ]
            .into_iter()
            .any(|list| sentence.starts(list, at))
        })
    };
    let nth = sentence
        .all(List::EveryNth)
        .find(|hit| people(hit.end..hit.end + SHARE_REACH) || sentence.has(List::CountryWords));
    let parted = || {
        sentence.numbers.windows(2).find_map(|pair| {
            let (part, whole) = (&pair[0], &pair[1]);
            let linked = sentence
                .all(List::ShareLinks)
                .any(|hit| hit.start >= part.end && hit.end == whole.start);
            let small = part.number.low < whole.number.low && whole.number.low <= Decimal::TEN;
            let near = whole.start <= part.end + SHARE_REACH;
            (part.in_words && linked && small && near && people(part.end..whole.end + 2))
                .then(|| sentence.between(part.start, whole.end))
        })
    };
    nth.map(|hit| sentence.written(hit))
        .or_else(parted)
        .map(str::to_string)
}

/// "A third of the country's forest has disappeared": a part of what an area has, in an account of the context.
pub fn part_of_area(sentence: &Sentence) -> Option<String> {
    let own = [
        List::OwnAgents,
        List::AnsweringWords,
        List::Future,
        List::PlanWords,
        List::IntentionWords,
        List::ObjectiveWords,
        List::HeadingFinance,
        List::Currency,
    ];
    let area = is_national(sentence) || sentence.has(List::AreaWords);
    if !area || tells_deed(sentence) || own.into_iter().any(|list| sentence.has(list)) {
        return None;
    }
    // "Треть лесов": the case says of what.
    let of = |at: usize| {
        let named = sentence.tokens.get(at).is_some_and(|token| token.is_word());
        sentence.starts(List::OfWords, at) || sentence.adjectives_end_alike() && named
    };
    let number = sentence
        .numbers
        .iter()
        .find(|number| number.percent && number.in_words && of(number.end))
        .map(|number| (number.start, number.end));
    let named = || {
        let half = |hit: &Hit| hit.value == Some(2);
        let led = |hit: &Hit| sentence.ends(List::Indefinites, hit.start) && hit.start > 0;
        let plain = |hit: &&Hit| hit.start == 0 || half(hit) || led(hit);
        // "A quarter of the year".
        let time = |hit: &Hit| (hit.end..hit.end + SHARE_REACH).any(|at| sentence.starts(List::Time, at));
        let mut parts = sentence.all(List::Fractions);
        let hit = parts.find(|hit| plain(hit) && of(hit.end) && !time(hit))?;
        let article = led(hit);
        Some((hit.start - usize::from(article), hit.end))
    };
    let (start, end) = number.or_else(named)?;
    Some(sentence.between(start, end).to_string())
}
