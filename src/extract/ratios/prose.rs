//! Shares in sentences: "91 of the 116 victims (78 %)", "Of the 40 invited, 31 came (78 %)", "78 % (91 of 116)".

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts;
use super::super::words::Sentence;
use super::conclusions::{concluded, concluded_from, concluded_of, is_concluded, of_linked};
use super::group::{is_of_a_group, is_of_counted};
use super::{base, change, linked, written};
use crate::document::Passage;
use crate::report::{Ratio, RatioKind};

/// How many words may stand between a number and the percentage that it is.
const REACH: usize = 7;
/// Tokens between "of" and the whole: "out of all the 40".
pub const OF_REACH: usize = 4;

pub fn shares(reader: &Reader, passage: &Passage) -> Vec<Ratio> {
    let sentences = reader.sentences(&passage.text);
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &sentences[before]);
        let concludes = sentence.starts(List::ThatIs, 0);
        for share in sentence
            .numbers
            .iter()
            .filter(|number| number.percent && !number.in_words && number.number.low == number.number.high)
        {
            if let Some(figures) = change::figures(sentence, share) {
                found.push(Ratio {
                    kind: RatioKind::Change,
                    value: share.number,
                    written: written(sentence, share),
                    at_least: sentence.ends(List::OverWords, share.start),
                    figures: Some(figures),
                    quote: Passage::new(&sentence.text, passage.location.clone()),
                    ..Ratio::default()
                });
                continue;
            }
            if is_of_all_others(sentence, share.start..share.end) {
                continue;
            }
            let figures = figures(sentence, before, share);
            let larger = figures.is_some_and(|(part, whole)| part > whole);
            let of_whole = share.number.low > Decimal::ONE_HUNDRED
                && (is_of_a_group(sentence, share) || larger && is_of_counted(sentence, share));
            let figures = figures.or_else(|| linked::figures(sentence, share));
            if figures.is_some() || of_whole {
                found.push(Ratio {
                    kind: RatioKind::Share,
                    value: share.number,
                    written: written(sentence, share),
                    of_whole: of_whole.then_some(true),
                    figures,
                    quote: Passage::new(&sentence.text, passage.location.clone()),
                    figures_at: before
                        .filter(|_| goes_on(sentence) || concludes || is_told_before(sentence, figures))
                        .map(|before| Passage::new(&before.text, passage.location.clone())),
                    ..Ratio::default()
                });
            }
        }
    }
    found
}

/// "Of ten countries five are poor, and they got 54 per cent of all commitments": the share is of what nobody counted there.
pub fn is_of_all_others(sentence: &Sentence, share: Range<usize>) -> bool {
    let of = sentence.all(List::OfWords).find(|hit| hit.start == share.end);
    let all = of.and_then(|of| sentence.all(List::EveryWords).find(|hit| hit.start == of.end));
    let Some(all) = all else { return false };
    let phrase = |at: &usize| sentence.tokens[*at].is_word() && !sentence.starts(List::NounStops, *at);
    let mut words = (all.end..sentence.tokens.len()).take_while(phrase);
    let head = if sentence.head_last() {
        words.last()
    } else {
        words.find(|at| !sentence.at(List::Articles, *at))
    };
    head.is_some_and(|head| {
        let named = &sentence.tokens[head].stem;
        let people = sentence.at(List::People, head) || sentence.at(List::AnyPeople, head);
        !people
            && !sentence.tokens[..share.start]
                .iter()
                .any(|token| token.stem == *named)
    })
}

/// Whether the whole stands in the sentence before.
fn is_told_before(sentence: &Sentence, figures: Option<(Decimal, Decimal)>) -> bool {
    figures.is_some_and(|(_, whole)| sentence.numbers.iter().all(|number| number.number.low != whole))
}

/// Part and whole of a percentage.
fn figures(
    sentence: &Sentence,
    before: Option<&Sentence>,
    share: &NumberToken,
) -> Option<(Decimal, Decimal)> {
    let plain = plain_numbers(sentence);
    if let Some(concluded) = concluded(sentence, share).or_else(|| base::of_money(sentence, share)) {
        return Some(concluded);
    }
    if let Some(all) = before.and_then(|before| base::of_all(sentence, before, share)) {
        return Some(all);
    }
    if let Some(whole) = before.filter(|_| goes_on(sentence) || counts_them(sentence))
        && let Some(concluded) = concluded_of(sentence, whole, share)
    {
        return Some(concluded);
    }
    if let Some(inside) = in_brackets_after(sentence, share, &plain) {
        return Some(inside);
    }
    if let Some(stated) = before.and_then(|before| concluded_from(before, sentence, share)) {
        return Some(stated);
    }
    let part_at = plain.iter().rposition(|number| number.end <= share.start)?;
    let near = plain[part_at];
    if let Some(whole) = base::of_one_sex(sentence, before, near, share) {
        return whole
            .filter(|_| is_said_of(sentence, near, share))
            .map(|whole| (near.number.low, whole));
    }
    if !belongs(sentence, near, share) {
        return of_linked(sentence, share);
    }
    let pair = |one: usize, other: usize| of_between(sentence, plain[one].end, plain[other].start);
    // "12 of the 28 posts of the four committees (43 %)": how many have them is no whole.
    if part_at >= 2
        && pair(part_at - 2, part_at - 1)
        && pair(part_at - 1, part_at)
        && plain[part_at - 1].number.low > near.number.low
    {
        return Some((plain[part_at - 2].number.low, plain[part_at - 1].number.low));
    }
    // "91 of the 116 victims (78 %)".
    if let Some(part) = part_at.checked_sub(1).map(|index| plain[index])
        && of_between(sentence, part.end, near.start)
    {
        return Some((part.number.low, near.number.low));
    }
    // "91 (78 %) of the 116 victims".
    if let Some(whole) = plain.get(part_at + 1)
        && of_between(
            sentence,
            share.end + usize::from(closes(sentence, share.end)),
            whole.start,
        )
    {
        return Some((near.number.low, whole.number.low));
    }
    // "2,500 farmers, of whom 900 (36 %) were women", "52 proposals, and 34 of them (65 %)".
    let pronoun = |from: usize, to: usize| {
        sentence
            .all(List::SexPronouns)
            .any(|hit| from <= hit.start && hit.end <= to)
    };
    // "120 graduates (54 women and 66 men), of whom 46": what a bracket splits is the whole.
    let bracketed = |number: &NumberToken| sentence.in_brackets(number.start);
    if let Some(whole) = plain[..part_at]
        .iter()
        .rfind(|whole| bracketed(whole) == bracketed(near))
        && (pronoun(near.start.saturating_sub(OF_REACH).max(whole.end), near.start)
            || pronoun(near.end, share.start))
        && whole.number.low > near.number.low
    {
        return Some((near.number.low, whole.number.low));
    }
    // "Of the 116 victims, 91 were assisted (78 %)".
    if let Some(whole) = plain.first().filter(|_| part_at == 1)
        && [List::OfWords, List::OutOf]
            .into_iter()
            .any(|list| sentence.starts(list, 0))
        && whole.start <= OF_REACH
        && !sentence.tokens[whole.end..near.start]
            .iter()
            .any(|token| token.lower == ";")
    {
        return Some((near.number.low, whole.number.low));
    }
    let whole = before
        .filter(|_| part_at == 0 && goes_on(sentence))
        .and_then(only_whole)
        .or_else(|| before.and_then(|before| base::of_those_before(sentence, before, near, share)))?;
    Some((near.number.low, whole))
}

/// A year, or the day of a month.
pub fn is_date(sentence: &Sentence, number: &NumberToken) -> bool {
    let day = number.number.low <= Decimal::from(31);
    sentence.is_year(number) || day && sentence.is_beside_month(number)
}

/// Whole, exact numbers that are no years, no references and no thresholds ("read at least 40 words a minute").
pub fn plain_numbers(sentence: &Sentence) -> Vec<&NumberToken> {
    sentence
        .numbers
        .iter()
        .filter(|number| {
            !number.percent
                && number.number.low == number.number.high
                && !sentence.ends(List::AtLeast, number.start)
                && !sentence.ends(List::AtMost, number.start)
                && counts::counts_something(sentence, number)
        })
        .collect()
}

/// Whether the percentage is that of the number before it: in brackets after its noun, or right after it between commas.
fn belongs(sentence: &Sentence, number: &NumberToken, share: &NumberToken) -> bool {
    // "96 (el 64 %)".
    let article = sentence.ends(List::Articles, share.start) && share.start > number.end + 1;
    // "412 of them, or 56 per cent".
    let of_them = sentence
        .all(List::SexPronouns)
        .find(|hit| hit.start == number.end);
    let end = of_them.map_or(number.end, |hit| hit.end);
    if end >= share.start {
        return false;
    }
    let between = &sentence.tokens[end..share.start - usize::from(article)];
    let Some((last, words)) = between.split_last() else {
        return false;
    };
    if last.lower == "(" {
        return words.len() <= REACH
            && words.iter().all(|token| token.is_word())
            && closes(sentence, share.end);
    }
    // "412 de ellos, es decir, el 56 %".
    let says = |at: usize| sentence.tokens[at].lower == "," || sentence.at(List::Articles, at);
    let concluded = sentence
        .all(List::ThatIs)
        .any(|hit| hit.start == end + 1 && hit.end <= share.start && (hit.end..share.start).all(says));
    let apposed = of_them.is_some() && between.len() == 1;
    let comma = between[0].lower == "," && (concluded || apposed || (between.len() == 2 && last.is_word()));
    let and = sentence.starts(List::AndWords, share.start - 1);
    comma
        && !and
        && sentence
            .tokens
            .get(share.end)
            .is_some_and(|token| token.lower == ",")
}

/// In brackets, between commas, or after a conclusion.
fn is_said_of(sentence: &Sentence, number: &NumberToken, share: &NumberToken) -> bool {
    let concluded = is_concluded(sentence, number.end, share);
    // "669 men, 69 per cent of the men".
    let between = &sentence.tokens[number.end..share.start];
    let beside = between.len() <= OF_REACH
        && between.last().is_some_and(|last| last.lower == ",")
        && sentence.starts(List::OfWords, share.end);
    belongs(sentence, number, share) || concluded || beside
}

pub fn closes(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens.get(token).is_some_and(|token| token.lower == ")")
}

/// "of the", "out of all" – nothing else between two numbers.
pub fn of_between(sentence: &Sentence, from: usize, to: usize) -> bool {
    from < to
        && to - from <= OF_REACH
        && (from..to).any(|token| sentence.starts(List::OfWords, token))
        && sentence.tokens[from..to].iter().all(|token| token.is_word())
}

/// "78 % (91 of 116)".
fn in_brackets_after(
    sentence: &Sentence,
    share: &NumberToken,
    plain: &[&NumberToken],
) -> Option<(Decimal, Decimal)> {
    let open = (share.end..sentence.tokens.len().min(share.end + REACH))
        .find(|token| sentence.tokens[*token].lower == "(")?;
    let close = (open..sentence.tokens.len()).find(|token| sentence.tokens[*token].lower == ")")?;
    let inside: Vec<_> = plain
        .iter()
        .filter(|number| number.start > open && number.end <= close)
        .collect();
    let words_only = sentence.tokens[share.end..open]
        .iter()
        .all(|token| token.is_word());
    // "Of the 312 firms 52 % (143) are led by women".
    if let [part] = inside.as_slice() {
        let whole = plain.first().filter(|whole| {
            let of = [List::OfWords, List::OutOf]
                .into_iter()
                .any(|list| sentence.starts(list, 0));
            of && whole.start <= OF_REACH && whole.end <= share.start && whole.number.low > part.number.low
        })?;
        let alone = close == part.end && part.start == open + 1;
        return (words_only && alone).then_some((part.number.low, whole.number.low));
    }
    let [part, whole] = inside.as_slice() else {
        return None;
    };
    (words_only && part.start == open + 1 && of_between(sentence, part.end, whole.start))
        .then_some((part.number.low, whole.number.low))
}

/// The sentence goes on about those of the sentence before: "Of these, …".
fn goes_on(sentence: &Sentence) -> bool {
    sentence.all(List::SexPronouns).any(|hit| hit.start <= 1)
}

/// "By December 312 of them …": the number is a part of those of the sentence before.
fn counts_them(sentence: &Sentence) -> bool {
    let mut numbers = sentence.numbers.iter();
    numbers.any(|number| sentence.all(List::SexPronouns).any(|hit| hit.start == number.end))
}

/// The one number of a sentence that is no part of another.
pub fn only_whole(sentence: &Sentence) -> Option<Decimal> {
    let counts = counts::counts(sentence);
    let mut wholes = counts.iter().filter(|count| !count.part);
    let whole = wholes.next()?;
    (wholes.next().is_none() && whole.number.low == whole.number.high).then_some(whole.number.low)
}
