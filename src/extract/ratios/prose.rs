//! Shares in sentences: "91 of the 116 victims (78 %)", "Of the 40 invited, 31 came (78 %)", "78 % (91 of 116)".

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts;
use super::super::words::Sentence;
use super::group::is_of_a_group;
use super::{can_exceed_within, change, written};
use crate::document::Passage;
use crate::report::{Ratio, RatioKind};

/// How many words may stand between a number and the percentage that it is.
const REACH: usize = 7;
/// Tokens between "of" and the whole: "out of all the 40".
const OF_REACH: usize = 4;

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
                    figures: Some(figures),
                    quote: Passage::new(&sentence.text, passage.location.clone()),
                    ..Ratio::default()
                });
                continue;
            }
            let figures = figures(sentence, before, share);
            let of_whole = share.number.low > Decimal::ONE_HUNDRED && is_of_a_group(sentence, share);
            if figures.is_some() || of_whole {
                found.push(Ratio {
                    kind: RatioKind::Share,
                    value: share.number,
                    written: written(sentence, share),
                    of_whole: of_whole.then_some(true),
                    figures,
                    quote: Passage::new(&sentence.text, passage.location.clone()),
                    figures_at: before
                        .filter(|_| linked(sentence) || concludes)
                        .map(|before| Passage::new(&before.text, passage.location.clone())),
                });
            }
        }
    }
    found
}

/// Part and whole of a percentage.
fn figures(
    sentence: &Sentence,
    before: Option<&Sentence>,
    share: &NumberToken,
) -> Option<(Decimal, Decimal)> {
    let plain = plain_numbers(sentence);
    if let Some(concluded) = concluded(sentence, share) {
        return Some(concluded);
    }
    if let Some(whole) = before.filter(|_| linked(sentence))
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
    if !belongs(sentence, near, share) {
        return None;
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
    let outside = |number: &&&NumberToken| !sentence.in_brackets(number.start);
    if let Some(whole) = plain[..part_at].iter().rev().find(outside)
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
        .filter(|_| part_at == 0 && linked(sentence))
        .and_then(only_whole)?;
    Some((near.number.low, whole))
}

/// "Of 480 farmers (300 women and 180 men) 312 used the methods, that is 72 per cent", "312 out of 400 …, a rate of 82 per
/// cent": the two numbers outside brackets before a conclusion are part and whole.
fn concluded(sentence: &Sentence, share: &NumberToken) -> Option<(Decimal, Decimal)> {
    let numbers = outside_brackets(sentence, share.start);
    let [first, second] = numbers[..] else { return None };
    // "That is 67 % (69 % of the girls, 65 % of the boys), against a target of 60 %": only the first is the conclusion.
    let first_share = |from: usize| {
        sentence
            .numbers
            .iter()
            .all(|other| !other.percent || other.end <= from || other.start >= share.start)
    };
    let concludes = sentence.all(List::ThatIs).any(|hit| {
        hit.start >= second.end
            && hit.end <= share.start
            && share.start - hit.end <= CONCLUSION
            && first_share(hit.end)
    });
    let of = |at: usize| {
        [List::OfWords, List::OutOf]
            .into_iter()
            .any(|list| sentence.all(list).any(|hit| hit.end <= at && at - hit.end <= 1))
    };
    match (concludes, first.number.low > second.number.low) {
        (true, true) if of(first.start) && first.start <= OF_REACH => {
            Some((second.number.low, first.number.low))
        }
        (true, false) if of(second.start) && second.start - first.end <= OF_REACH => {
            Some((first.number.low, second.number.low))
        }
        // "We sent 71 requests; 46 answers were complete, which means 74 per cent".
        (true, true) if is_meant_as_share(sentence, sentence, [first, second], share) => {
            Some((second.number.low, first.number.low))
        }
        _ => None,
    }
}

/// "The 640 firms … . Of these, 512 (300 in towns) had repaid, that is 85 per cent": the whole stands in the sentence before.
fn concluded_of(sentence: &Sentence, before: &Sentence, share: &NumberToken) -> Option<(Decimal, Decimal)> {
    let parts: Vec<&NumberToken> = outside_brackets(sentence, share.start);
    let [part] = parts[..] else { return None };
    let first = sentence
        .numbers
        .iter()
        .all(|other| !other.percent || other.start >= share.start);
    let concludes = [List::ThatIs, List::RateWords].into_iter().any(|list| {
        sentence
            .all(list)
            .any(|hit| hit.start >= part.end && hit.end <= share.start && share.start - hit.end <= CONCLUSION)
    });
    let alone = || match outside_brackets(before, before.tokens.len())[..] {
        [only] => Some(only.number.low),
        _ => None,
    };
    let whole = only_whole(before)
        .or_else(|| whole_of_parts(before))
        .or_else(alone)?;
    let of_it = comes_near(share, part.number.low, whole)
        && part.number.low < whole
        && !can_exceed_within(sentence, 0..share.end + OF_REACH);
    (first && concludes && of_it).then_some((part.number.low, whole))
}

/// "Of the 640 firms 371 are owned by women and 269 by men": the number that the others make up.
fn whole_of_parts(sentence: &Sentence) -> Option<Decimal> {
    let numbers = outside_brackets(sentence, sentence.tokens.len());
    let (whole, parts) = numbers.split_first()?;
    let sum: Decimal = parts.iter().map(|part| part.number.low).sum();
    (sum == whole.number.low).then_some(sum)
}

/// Exact counts before a token that stand in no brackets and are no dates.
fn outside_brackets(sentence: &Sentence, until: usize) -> Vec<&NumberToken> {
    let exact = |number: &NumberToken| !number.percent && number.number.low == number.number.high;
    let numbers = sentence
        .numbers
        .iter()
        .filter(|number| number.end <= until && exact(number));
    numbers
        .filter(|number| {
            // "Closed within 90 days".
            let time = sentence.starts(List::Time, number.end);
            !number.in_words && !time && !is_date(sentence, number) && !sentence.in_brackets(number.start)
        })
        .collect()
}

/// "46,000 tonnes arose, of which 17,480 were collected. That means that 48 per cent …": the conclusion begins a sentence of
/// its own.
fn concluded_from(before: &Sentence, sentence: &Sentence, share: &NumberToken) -> Option<(Decimal, Decimal)> {
    let concludes = sentence
        .all(List::ThatIs)
        .any(|hit| hit.start == 0 && share.start >= hit.end && share.start - hit.end <= CONCLUSION);
    let alone = sentence.numbers.iter().all(|number| number.start >= share.start);
    let numbers = plain_numbers(before);
    let [whole, part] = numbers[..] else { return None };
    let linked = before.starts(List::OfWords, 0)
        || before
            .all(List::SexPronouns)
            .any(|hit| whole.end <= hit.start && hit.end <= part.start);
    (concludes && alone && linked && is_meant_as_share(sentence, before, [whole, part], share))
        .then_some((part.number.low, whole.number.low))
}

/// Two counts, and a percentage near to what they make, that is not one of a target.
fn is_meant_as_share(
    sentence: &Sentence,
    counting: &Sentence,
    numbers: [&NumberToken; 2],
    share: &NumberToken,
) -> bool {
    let counted = numbers
        .iter()
        .all(|number| counts::counts_something(counting, number));
    let [whole, part] = numbers.map(|number| number.number.low);
    // "263 women and 98 girls, i.e. 19 per cent of the caseload": the whole is another.
    let joined = (numbers[0].end..numbers[1].start).any(|at| counting.starts(List::AndWords, at))
        && sentence.starts(List::OfWords, share.end);
    counted
        && comes_near(share, part, whole)
        && !joined
        && !can_exceed_within(sentence, 0..share.end + OF_REACH)
}

/// Nothing is a share of none.
fn comes_near(share: &NumberToken, part: Decimal, whole: Decimal) -> bool {
    let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED);
    let computed = hundredfold.and_then(|parts| parts.checked_div(whole));
    computed.is_some_and(|computed| (computed - share.number.low).abs() <= Decimal::from(NEAR))
}

/// Percentage points by which people are wrong who mean the share of two numbers.
const NEAR: i64 = 20;
/// Tokens between "that is" and the percentage.
const CONCLUSION: usize = 5;

/// A year, or the day of a month.
pub fn is_date(sentence: &Sentence, number: &NumberToken) -> bool {
    let day = number.number.low <= Decimal::from(31);
    sentence.is_year(number)
        || (day && (sentence.month_follows(number.end) || sentence.ends(List::Months, number.start)))
}

/// Whole, exact numbers that are no years, no references and no thresholds ("read at least 40 words a minute").
fn plain_numbers(sentence: &Sentence) -> Vec<&NumberToken> {
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
    let between = &sentence.tokens[number.end..share.start - usize::from(article)];
    let Some((last, words)) = between.split_last() else {
        return false;
    };
    if last.lower == "(" {
        return words.len() <= REACH
            && words.iter().all(|token| token.is_word())
            && closes(sentence, share.end);
    }
    // "412 of them, 71 per cent, had taken a loan".
    let pronoun = last.lower == ","
        && sentence
            .all(List::SexPronouns)
            .any(|hit| hit.start == number.end && hit.end + 1 == share.start);
    let comma = pronoun || between.len() == 2 && between[0].lower == "," && last.is_word();
    let and = sentence.starts(List::AndWords, share.start - 1);
    comma
        && !and
        && sentence
            .tokens
            .get(share.end)
            .is_some_and(|token| token.lower == ",")
}

fn closes(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens.get(token).is_some_and(|token| token.lower == ")")
}

/// "of the", "out of all" – nothing else between two numbers.
fn of_between(sentence: &Sentence, from: usize, to: usize) -> bool {
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
fn linked(sentence: &Sentence) -> bool {
    sentence.all(List::SexPronouns).any(|hit| hit.start <= 1)
}

/// The one number of a sentence that is no part of another.
fn only_whole(sentence: &Sentence) -> Option<Decimal> {
    let counts = counts::counts(sentence);
    let mut wholes = counts.iter().filter(|count| !count.part);
    let whole = wholes.next()?;
    (wholes.next().is_none() && whole.number.low == whole.number.high).then_some(whole.number.low)
}
