//! Shares that are concluded: "of 480 farmers 312 used the methods, that is 65 per cent", "which gives a rate of 82 per cent".

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts;
use super::super::words::Sentence;
use super::can_exceed_within;
use super::prose::{OF_REACH, closes, is_date, of_between, only_whole, plain_numbers};

/// "Of 480 farmers (300 women and 180 men) 312 used the methods, that is 72 per cent", "312 out of 400 …, a rate of 82 per
/// cent": the two numbers outside brackets before a conclusion are part and whole.
pub fn concluded(sentence: &Sentence, share: &NumberToken) -> Option<(Decimal, Decimal)> {
    let mut numbers = outside_brackets(sentence, share.start);
    // "The commission looked at last year's plots: of 84,000 seedlings 61,320 lived, that is 73 per cent."
    let clause = start_of_clause(sentence, share);
    if clause > 0 && numbers.iter().filter(|number| number.start >= clause).count() == 2 {
        numbers.retain(|number| number.start >= clause);
    }
    let [first, second] = numbers[..] else { return None };
    let from = if first.start >= clause { clause } else { 0 };
    // "That is 67 % (69 % of the girls, 65 % of the boys), against a target of 60 %": only the first is the conclusion.
    let first_share = |from: usize| {
        sentence
            .numbers
            .iter()
            .all(|other| !other.percent || other.end <= from || other.start >= share.start)
    };
    let concludes = is_concluded(sentence, second.end, share) && first_share(second.end);
    let of = |at: usize| {
        [List::OfWords, List::OutOf]
            .into_iter()
            .any(|list| sentence.all(list).any(|hit| hit.end <= at && at - hit.end <= 1))
    };
    let part = scaled(sentence, first, second);
    match (concludes, part > second.number.low) {
        (true, true) if of(first.start) && first.start - from <= OF_REACH => {
            Some((second.number.low, first.number.low))
        }
        // "Of the 360 invited 389 came, which gives a rate of 108 per cent".
        (true, false)
            if of(first.start) && first.start - from <= OF_REACH && second.number.low > first.number.low =>
        {
            Some((second.number.low, first.number.low))
        }
        (true, false) if of(second.start) && second.start - first.end <= OF_REACH => {
            Some((part, second.number.low))
        }
        // "We sent 71 requests; 46 answers were complete, which means 74 per cent".
        (true, true) if is_meant_as_share(sentence, sentence, [first, second], share) => {
            Some((second.number.low, first.number.low))
        }
        _ => None,
    }
}

/// "By June 312 of the 480 farmers who came in March 2022 had used the methods for a season (78 per cent)", "… – 78 per cent":
/// dates and periods do not part a part and its whole from the share that ends their clause.
pub fn of_linked(sentence: &Sentence, share: &NumberToken) -> Option<(Decimal, Decimal)> {
    let clause = start_of_clause(sentence, share);
    let numbers = sentence.numbers.iter();
    let before: Vec<&NumberToken> = numbers
        .filter(|number| number.start >= clause && number.end <= share.start)
        .filter(|number| !sentence.in_brackets(number.start))
        .collect();
    let counted: Vec<&NumberToken> = before
        .iter()
        .copied()
        .filter(|number| is_exact_count(sentence, number) && !sentence.starts(List::Time, number.end))
        .filter(|number| !sentence.ends(List::AtLeast, number.start))
        .filter(|number| number.number.low > Decimal::ONE)
        .collect();
    let [first, second] = counted[..] else { return None };
    let leads = || {
        [List::OfWords, List::OutOf]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|hit| hit.start == clause && hit.end <= first.start && first.start - hit.end <= OF_REACH)
    };
    let (part, whole) = if of_between(sentence, first.end, second.start) {
        (first, second)
    } else if leads() {
        (second, first)
    } else {
        return None;
    };
    let [part, whole] = [part, whole].map(|number| number.number.low);
    let only = before.iter().all(|number| !number.percent);
    (only && part < whole && ends_clause(sentence, share) && comes_near(share, part, whole))
        .then_some((part, whole))
}

/// "(78 per cent)", "– 78 per cent.", "– about 78 per cent".
fn ends_clause(sentence: &Sentence, share: &NumberToken) -> bool {
    let small = |at: usize| {
        [List::Articles, List::Approximate, List::ThatIs]
            .into_iter()
            .any(|list| sentence.at(list, at))
    };
    let mark = (0..share.start).rev().find(|at| !small(*at));
    let mark = mark.map(|at| sentence.tokens[at].lower.as_str());
    let next = sentence.tokens.get(share.end).map(|token| token.lower.as_str());
    match mark {
        Some("(") => closes(sentence, share.end),
        Some("–" | "—") => matches!(next, None | Some("." | ";" | "," | "–" | "—")),
        _ => false,
    }
}

/// "12.1 of 18.4 million": the scale is said once.
fn scaled(sentence: &Sentence, part: &NumberToken, whole: &NumberToken) -> Decimal {
    let own = part.number.low;
    if whole.in_words || part.end - part.start > 1 || whole.end - whole.start == 1 {
        return own;
    }
    let written = sentence.between(whole.start, whole.start + 1).replace(',', ".");
    let scale = written
        .parse()
        .ok()
        .and_then(|bare| whole.number.low.checked_div(bare));
    scale.and_then(|scale| own.checked_mul(scale)).unwrap_or(own)
}

/// Behind the last colon or semicolon before a number.
pub fn start_of_clause(sentence: &Sentence, number: &NumberToken) -> usize {
    sentence.tokens[..number.start]
        .iter()
        .rposition(|token| matches!(token.lower.as_str(), ":" | ";"))
        .map_or(0, |mark| mark + 1)
}

/// "The 640 firms … . Of these, 512 (300 in towns) had repaid, that is 85 per cent": the whole stands in the sentence before.
pub fn concluded_of(
    sentence: &Sentence,
    before: &Sentence,
    share: &NumberToken,
) -> Option<(Decimal, Decimal)> {
    let parts: Vec<&NumberToken> = outside_brackets(sentence, share.start);
    let [part] = parts[..] else { return None };
    let first = sentence
        .numbers
        .iter()
        .all(|other| !other.percent || other.start >= share.start);
    let rate = sentence
        .all(List::RateWords)
        .any(|hit| hit.start >= part.end && hit.end <= share.start && share.start - hit.end <= CONCLUSION);
    let concludes = rate || is_concluded(sentence, part.end, share);
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
    let numbers = sentence.numbers.iter().filter(|number| number.end <= until);
    numbers
        .filter(|number| {
            // "Closed within 90 days".
            let time = sentence.starts(List::Time, number.end);
            is_exact_count(sentence, number)
                && !time
                && !number.in_words
                && !sentence.in_brackets(number.start)
        })
        .collect()
}

/// One value that is no share and no date.
pub fn is_exact_count(sentence: &Sentence, number: &NumberToken) -> bool {
    !number.percent && number.number.low == number.number.high && !is_date(sentence, number)
}

/// "46,000 tonnes arose, of which 17,480 were collected. That means that 48 per cent …": the conclusion begins a sentence of
/// its own.
pub fn concluded_from(
    before: &Sentence,
    sentence: &Sentence,
    share: &NumberToken,
) -> Option<(Decimal, Decimal)> {
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

/// "…, that is 65 per cent": nothing is joined on between the words that conclude and the share.
pub fn is_concluded(sentence: &Sentence, from: usize, share: &NumberToken) -> bool {
    sentence.all(List::ThatIs).any(|hit| {
        hit.start >= from
            && hit.end <= share.start
            && share.start - hit.end <= CONCLUSION
            && !(hit.end..share.start).any(|at| sentence.starts(List::AndWords, at))
    })
}

/// Nothing is a share of none.
pub fn comes_near(share: &NumberToken, part: Decimal, whole: Decimal) -> bool {
    let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED);
    let computed = hundredfold.and_then(|parts| parts.checked_div(whole));
    computed.is_some_and(|computed| (computed - share.number.low).abs() <= Decimal::from(NEAR))
}

/// Percentage points by which people are wrong who mean the share of two numbers.
const NEAR: i64 = 20;
/// Tokens between "that is" and the percentage.
pub const CONCLUSION: usize = 5;
