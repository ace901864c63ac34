//! Of what a share is, where its sentence says so in other words than by a number beside it: "63 % of the women traced",
//! "51 % of all", "412 of them".

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts::{self, Count};
use super::super::words::Sentence;
use super::can_exceed_within;
use super::conclusions::{comes_near, is_exact_count, start_of_clause};
use super::prose::only_whole;

/// Tokens from "of" to a sex: "of the young women".
const GROUP: usize = 3;
/// Tokens from a number to the sex that it counts.
const SEXED: usize = 2;
/// Tokens after "of" in which the whole is told: "of all", "of the total".
const ALL: usize = 3;

/// Tokens from "that is" to a share with a name: "which gives a rate of collection of 74 per cent".
const RATE: usize = 7;

/// Where the share is one of women or of men: their number, if it is told.
pub fn of_one_sex(
    sentence: &Sentence,
    before: Option<&Sentence>,
    part: &NumberToken,
    share: &NumberToken,
) -> Option<Option<Decimal>> {
    // "80 % of women" are women themselves.
    let definite = sentence.starts(List::Articles, share.end + 1) || sentence.compounds();
    let after = || definite.then(|| sex_of(sentence, |at| at == share.end)).flatten();
    let clause = start_of_clause(sentence, part).max(behind_share(sentence, part));
    let opens = |at: usize| at < part.start && (at == clause || (at > clause && is_pause(sentence, at - 1)));
    let sex = after().or_else(|| sex_of(sentence, opens))?;
    let told = |sentence: &Sentence, until: usize| {
        sentence
            .numbers
            .iter()
            .filter(|number| number.end <= until && is_exact_count(sentence, number))
            .filter(|number| counts_sex(sentence, number, sex))
            .map(|number| number.number.low)
            .collect::<Vec<_>>()
    };
    let mut found = told(sentence, part.start);
    if found.is_empty()
        && let Some(before) = before
    {
        found = told(before, before.tokens.len());
    }
    Some(match found[..] {
        [whole] if whole > part.number.low => Some(whole),
        _ => None,
    })
}

/// "Of the women", "among the men" from such a token: a sex that no number stands before.
fn sex_of(sentence: &Sentence, from: impl Fn(usize) -> bool) -> Option<List> {
    let leads = [List::OfWords, List::OutOf, List::AmongWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|hit| from(hit.start));
    let named = |from: usize, list: List| {
        (from..(from + GROUP).min(sentence.tokens.len()))
            .take_while(|at| sentence.tokens[*at].is_word())
            .any(|at| sentence.starts(list, at))
    };
    leads
        .filter_map(
            |hit| match (named(hit.end, List::Female), named(hit.end, List::Male)) {
                (true, false) => Some(List::Female),
                (false, true) => Some(List::Male),
                _ => None,
            },
        )
        .next()
}

fn is_pause(sentence: &Sentence, at: usize) -> bool {
    !sentence.tokens[at].is_word() || sentence.at(List::AndWords, at)
}

/// Behind the last share before a number.
fn behind_share(sentence: &Sentence, part: &NumberToken) -> usize {
    let shares = sentence.numbers.iter().filter(|number| number.percent);
    let ends = shares.map(|number| number.end).filter(|end| *end <= part.start);
    ends.max().unwrap_or_default()
}

fn counts_sex(sentence: &Sentence, number: &NumberToken, sex: List) -> bool {
    let end = (number.end + SEXED).min(sentence.tokens.len());
    (number.end..end)
        .take_while(|at| sentence.tokens[*at].is_word())
        .any(|at| sentence.starts(sex, at))
}

/// "In 97 complaints the employer paid, this is 51 per cent of all": the whole is told in the sentence before, by the same
/// noun.
pub fn of_all(sentence: &Sentence, before: &Sentence, share: &NumberToken) -> Option<(Decimal, Decimal)> {
    let end = (share.end + ALL).min(sentence.tokens.len());
    let of = [List::OfWords, List::FromWords]
        .into_iter()
        .any(|list| sentence.starts(list, share.end));
    let all = of
        && (share.end + 1..end).any(|at| {
            [List::EveryWords, List::Total]
                .into_iter()
                .any(|list| sentence.starts(list, at))
        });
    if !all {
        return None;
    }
    let counts = counts::counts(sentence);
    let own: Vec<&Count> = counts.iter().filter(|count| count.end <= share.start).collect();
    let [part] = own[..] else { return None };
    let whole = counts::counts(before).iter().find(|count| {
        !count.part && count.noun_stem == part.noun_stem && count.number.low > part.number.low
    })?;
    is_share_of(sentence, share, part.number.low, whole.number.low)
        .then_some((part.number.low, whole.number.low))
}

/// "735 young people took part, 204 of them minors. A year later 412 of them, or 56 per cent, had work".
pub fn of_those_before(
    sentence: &Sentence,
    before: &Sentence,
    part: &NumberToken,
    share: &NumberToken,
) -> Option<Decimal> {
    if !sentence.all(List::SexPronouns).any(|hit| hit.start == part.end) {
        return None;
    }
    let whole = only_whole(before).or_else(|| {
        let wholes = counts::counts(before);
        let mut larger = wholes
            .iter()
            .filter(|count| !count.part && count.number.low > part.number.low);
        let first = larger.next()?;
        larger.next().is_none().then_some(first.number.low)
    })?;
    is_share_of(sentence, share, part.number.low, whole).then_some(whole)
}

fn is_share_of(sentence: &Sentence, share: &NumberToken, part: Decimal, whole: Decimal) -> bool {
    part < whole && comes_near(share, part, whole) && !can_exceed_within(sentence, 0..share.end + ALL)
}

/// "MDL 18.4 million were billed and 12.1 million collected, a rate of 66 per cent": two sums of one currency, and what they
/// come to.
pub fn of_money(sentence: &Sentence, share: &NumberToken) -> Option<(Decimal, Decimal)> {
    let sums: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| {
            number.end <= share.start
                && !number.percent
                && number.number.low == number.number.high
                && sentence.is_money(number)
        })
        .collect();
    let [first, second] = sums[..] else { return None };
    let (part, whole) = if first.number.low < second.number.low {
        (first.number.low, second.number.low)
    } else {
        (second.number.low, first.number.low)
    };
    let changes = [
        List::ChangeVerbs,
        List::Increase,
        List::Falling,
        List::FromWords,
        List::EarlierWords,
    ]
    .into_iter()
    .any(|list| sentence.all(list).any(|hit| hit.start < share.start));
    let concludes = sentence
        .all(List::ThatIs)
        .any(|hit| hit.start >= second.end && hit.end <= share.start && share.start - hit.end <= RATE);
    let only = sentence.numbers.iter().filter(|number| number.percent).count() == 1;
    (concludes && only && !changes && part > Decimal::ZERO && comes_near(share, part, whole))
        .then_some((part, whole))
}
