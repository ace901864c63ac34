//! What some of those whom a training or a campaign reached did or know: shares, "eight out of ten", "68 of them".

use rust_decimal::Decimal;

use super::deeds::{names_deed, tells_deed};
use super::is_served;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::statements::is_share_of_target;
use crate::extract::words::Sentence;

/// Words within which it is said who some of them are.
const NAMED: usize = 4;
/// More than this is a share of what was planned.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;
/// Words between "make up" and a share: "about".
const COMPOSED: usize = 2;
/// Words between a part and what it did.
const DONE: usize = 8;

/// "98 per cent have done the first session", "achieved at 100 per cent", "two of three labs worked with": a part of the
/// work, and nothing that came of it.
fn is_of_work(sentence: &Sentence, number: &NumberToken) -> bool {
    let within = number.end..number.end + DONE;
    let first = |lists: &[List]| {
        let hits = lists.iter().flat_map(|list| sentence.all(*list));
        hits.map(|hit| hit.start).filter(|at| within.contains(at)).min()
    };
    let held = [List::TrainingWords, List::CampaignWords, List::Events];
    let given = [List::OutputVerbs, List::ActivityVerbs];
    let works = match first(&held).into_iter().chain(first(&given)).min() {
        Some(works) => first(&[List::OutcomeVerbs, List::StartingVerbs]).is_none_or(|own| works < own),
        None => false,
    };
    works || is_served(sentence, within) || is_share_of_target(sentence, number)
}

/// "118 (74 %)".
fn is_beside_its_count(sentence: &Sentence, share: &NumberToken) -> bool {
    let mut counts = sentence.numbers.iter();
    counts.any(|number| number.end + 1 == share.start)
}

/// "Of the pupils", and no part of a budget or of a thing.
fn is_of_people(sentence: &Sentence, from: usize) -> bool {
    let lists = [List::People, List::Households, List::ThoseReached];
    let near =
        (from..from + NAMED).take_while(|at| sentence.tokens.get(*at).is_some_and(|token| token.is_word()));
    let mut near = near.into_iter();
    sentence.starts(List::OfWords, from)
        && near.any(|at| lists.into_iter().any(|list| sentence.starts(list, at)))
}

/// "40 per cent of our reports", "a quarter of the project's budget": a part of the work.
fn is_of_ours(sentence: &Sentence, from: usize) -> bool {
    let near = from + 1..=from + 2;
    sentence.starts(List::OfWords, from)
        && near
            .into_iter()
            .any(|at| sentence.starts(List::OurWords, at) || sentence.starts(List::OwnAgents, at))
}

/// "They make up 24 per cent of all groups": which part of them they are.
fn composes(sentence: &Sentence, share: &NumberToken) -> bool {
    let mut verbs = sentence.all(List::ComposingWords);
    verbs.any(|verb| verb.end <= share.start && share.start - verb.end <= COMPOSED)
}

/// "71 per cent had used it"; not of what was planned, as "118 per cent" is, nor who they are.
pub(super) fn tells_share(sentence: &Sentence) -> bool {
    let tells = |number: &NumberToken| {
        number.percent
            && number.number.high <= WHOLE
            && !is_sexed(sentence, number.end)
            && !is_of_work(sentence, number)
            && !is_of_ours(sentence, number.end)
            && !composes(sentence, number)
            && (!sentence.in_brackets(number.start) || is_beside_its_count(sentence, number))
            && (tells_deed(sentence, number.end) || is_of_people(sentence, number.end))
    };
    !sentence.has(List::ExpectedWords) && sentence.numbers.iter().any(tells)
}

/// "Eight out of ten knew where to go".
pub(super) fn tells_ratio(sentence: &Sentence) -> bool {
    !sentence.has(List::ExpectedWords)
        && sentence.all(List::OutOf).any(|of| {
            let ends = |number: &NumberToken| number.end == of.start && !is_sexed(sentence, number.end);
            let follows = sentence.numbers.iter().find(|number| number.start == of.end);
            let part = sentence.numbers.iter().find(|number| ends(number));
            part.zip(follows).is_some_and(|(part, whole)| {
                // "Approval was obtained in six of the eight".
                let place = sentence.ends(List::InWords, part.start);
                part.number.high < whole.number.low && !place && !is_of_work(sentence, whole)
            })
        })
}

/// "By December 68 of them had sold": what some of those reached have done. "Of whom 40 women" says who they are.
pub(super) fn tells_of_some(sentence: &Sentence) -> bool {
    // "All 120 places were filled" speaks of no part.
    let whole = |pronoun: &&Hit| sentence.at(List::Shares, pronoun.start);
    // "Including 181 nurses" says who they are as well.
    let part = |pronoun: &&Hit| {
        let lists = [List::OfWords, List::AmongWords];
        lists.into_iter().any(|list| sentence.starts(list, pronoun.start))
    };
    sentence
        .all(List::SexPronouns)
        .filter(|pronoun| !whole(pronoun) && part(pronoun))
        .any(|pronoun| {
            // "Each and every one of them" is no part.
            let one = |number: &NumberToken| number.in_words && number.number.high == Decimal::ONE;
            let counts = |number: &&NumberToken| !sentence.at(List::Time, number.end) && !one(number);
            let counts = |number: &&NumberToken| counts(number) && !sentence.is_money(number);
            sentence.numbers.iter().filter(counts).any(|number| {
                let before = number.end <= pronoun.start && pronoun.start - number.end <= 1;
                let comma = sentence
                    .tokens
                    .get(pronoun.end)
                    .is_some_and(|token| token.lower == ",");
                let after = pronoun.end + usize::from(comma) == number.start;
                // "24 women among them".
                let told = is_sexed(sentence, pronoun.end) || is_sexed(sentence, number.end);
                let parted = before && !told;
                (parted || after && !is_sexed(sentence, number.end))
                    && !names_things(sentence, number.end.max(pronoun.end))
            })
        })
}

/// "Two of them are water tanks", "ten of these new pupils": what they are, and nothing that they did.
fn names_things(sentence: &Sentence, from: usize) -> bool {
    let Some(next) = sentence.tokens.get(from) else {
        return true;
    };
    // "Cinco de ellos del continente africano": from where; "de ces deux préfectures": where.
    if sentence.starts(List::OfWords, from) || sentence.starts(List::Places, from) {
        return true;
    }
    if sentence.starts(List::BeWords, from) {
        return !sentence
            .tokens
            .get(from + 1)
            .is_some_and(|next| sentence.acts(&next.lower))
            && !names_deed(sentence, from + 1);
    }
    sentence.head_last()
        && !sentence.compounds()
        && next.is_word()
        && !next.is_small
        && !sentence.is_passive(&next.lower)
        && !tells_deed(sentence, from)
}

/// "Of the 640 owners 262 are women, and 131 came to the workshops": who they are, and nothing that was held.
pub fn tells_who_they_are(sentence: &Sentence) -> bool {
    let of = |list| sentence.starts(list, 0);
    (of(List::AmongWords) || of(List::OfWords))
        && sentence
            .numbers
            .iter()
            .any(|number| is_sexed(sentence, number.end))
}

/// Whether women or men are named right after a number; in brackets they only part it.
fn is_sexed(sentence: &Sentence, from: usize) -> bool {
    let near = from..from + NAMED;
    // "(Nearly 80,000 of them women)" says who they are.
    let within = from > 0 && sentence.in_brackets(from - 1);
    [List::Female, List::Male].into_iter().any(|list| {
        sentence
            .all(list)
            .any(|hit| near.contains(&hit.start) && (within || !sentence.in_brackets(hit.start)))
    })
}
