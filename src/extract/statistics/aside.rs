//! Numbers that tell of nobody who was reached: followers, prices, what there is for each of many, those who acted.

use rust_decimal::Decimal;

use super::super::lexicon::{Hit, List};
use super::super::words::{Sentence, Token, quotes};
use super::counts::{self, Count};
use crate::report::Counted;

/// Tokens between a channel and its followers.
const CHANNEL_REACH: usize = 5;
/// Trades of so many or fewer are those of an office.
const OFFICE: i64 = 20;

pub fn stands(sentence: &Sentence, count: &Count) -> bool {
    is_following(sentence, count)
        || is_for_each(sentence, count)
        || are_those_who_acted(sentence, count)
        || is_inside_quotation(sentence, count)
        || is_calculation(sentence)
        || are_dealers(sentence, count)
        || is_limit(sentence, count)
        || hold_an_office(sentence, count)
}

/// "The six mayors were asked": with an article so few are all who hold an office, and everybody knows who they are.
fn hold_an_office(sentence: &Sentence, count: &Count) -> bool {
    let trade = count.counted == Counted::People && count.tells_age && !count.part && !count.elided;
    let office = (count.start + 1..count.noun_end).any(|at| sentence.at(List::Offices, at));
    trade
        && office
        && count.number.high <= Decimal::from(OFFICE)
        && sentence.ends(List::Articles, count.start)
}

/// "Vouchers redeemed with 14 traders", "bought from six suppliers": means of a delivery, unless they were trained.
fn are_dealers(sentence: &Sentence, count: &Count) -> bool {
    let got = [List::Having, List::AgentWords, List::FromWords]
        .into_iter()
        .any(|list| sentence.ends(list, count.start));
    let dealers = (count.start..count.noun_end).any(|at| sentence.at(List::Dealers, at));
    got && dealers && !count.elided && !sentence.has(List::TrainingWords)
}

/// "Debates do not work well with more than 80 participants": how many there may be, and not how many there were.
fn is_limit(sentence: &Sentence, count: &Count) -> bool {
    let bound = sentence
        .all(List::Approximate)
        .find(|hit| hit.end == count.start && hit.start > 0);
    let grouped = bound.is_some_and(|hit| {
        [List::Having, List::Purpose, List::OfWords]
            .into_iter()
            .any(|list| sentence.ends(list, hit.start))
    });
    // "Groups with fewer than 60 members": what a group may or must be.
    let sized = bound.is_some_and(|hit| {
        let grouped = [List::Gatherings, List::Organisations, List::Places];
        sentence.ends(List::Having, hit.start)
            && hit.start > 1
            && grouped.into_iter().any(|list| sentence.at(list, hit.start - 2))
    });
    // "Two of them have fewer than 40 members": how small a group is.
    let small = (count.start + 1..count.noun_end).any(|at| sentence.at(List::Joiners, at))
        && bound.is_some_and(|hit| {
            let has = [List::Having, List::Auxiliaries]
                .into_iter()
                .any(|list| sentence.ends(list, hit.start));
            has && sentence.starts(List::AtMost, hit.start)
        });
    // "Participants" are no deed.
    let outside = |hit: &Hit| hit.end <= count.start || hit.start >= count.noun_end;
    let told = [List::PeopleActions, List::PersonSubjects, List::PersonObjects]
        .into_iter()
        .any(|list| sentence.all(list).any(outside));
    small || sized || grouped && !told && sentence.has(List::Negations)
}

/// "33 work in the trade. Of the eight others, five …", "the remaining 12 pupils": a part of those who were counted before.
pub fn is_remainder(before: &[Sentence], sentence: &Sentence, counts: &[Count], count: &Count) -> bool {
    let left = |hit: &Hit| {
        let before_number = hit.end <= count.start && count.start - hit.end <= REMAINDER_REACH;
        let after = hit.start == count.start + 1 || (count.start + 1..count.noun_end).contains(&hit.start);
        let definite = sentence.ends(List::Articles, hit.start.min(count.start));
        // Where there are no articles the word itself points back.
        (before_number || after) && (definite || sentence.adjectives_end_alike())
    };
    let counted = |other: &Count| matches!(other.counted, Counted::People | Counted::Households);
    let known = counts.iter().any(counted) || before.iter().flat_map(counts::counts).any(counted);
    count.counted == Counted::People && known && sentence.all(List::Remainders).any(left)
}

/// Tokens between "the remaining" and its number.
const REMAINDER_REACH: usize = 1;

/// "Meals for 13 pupils (500 F x 13) x 15 days = 97,500 F": how a price comes about, not whom it was spent on.
fn is_calculation(sentence: &Sentence) -> bool {
    let numbered = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.is_number());
    let sign = |at: usize, signs: &[&str]| signs.contains(&sentence.tokens[at].lower.as_str());
    let all = 1..sentence.tokens.len();
    let multiplied = |at: usize| sign(at, &["x", "×", "*"]) && (numbered(at - 1) || numbered(at + 1));
    all.clone().any(multiplied) && all.clone().any(|at| sign(at, &["="]) && numbered(at + 1))
}

/// "A Telegram channel with over 1,000 members": who follows it nobody knows.
fn is_following(sentence: &Sentence, count: &Count) -> bool {
    let near = count.start.saturating_sub(CHANNEL_REACH)..count.end + CHANNEL_REACH;
    let follows = sentence
        .all(List::Followers)
        .any(|hit| (count.start..=count.end).contains(&hit.start));
    follows && sentence.all(List::Channels).any(|hit| near.contains(&hit.start))
}

/// "Each school has a committee of six parents", "classrooms, each for forty children": what there is for one of many.
fn is_for_each(sentence: &Sentence, count: &Count) -> bool {
    let each = |at: usize| {
        let one = |token: &Token| token.lower == token.singular || sentence.starts(List::Purpose, at + 1);
        sentence.starts(List::EveryWords, at)
            && !sentence.starts(List::Articles, at + 1)
            && sentence.tokens.get(at + 1).is_some_and(one)
    };
    (each(0) && count.number.high <= Decimal::from(OFFICE))
        || (count.start >= 2 && each(count.start - 2) && sentence.ends(List::Purpose, count.start))
}

/// "Advice was given by seven lawyers": who did it is not whom it was done for.
fn are_those_who_acted(sentence: &Sentence, count: &Count) -> bool {
    let by = sentence
        .all(List::AgentWords)
        .find(|hit| hit.end == count.start && hit.start > 0)
        .filter(|hit| !sentence.at(List::PersonSubjects, hit.start - 1));
    let trade = count.counted == Counted::People && count.tells_age && !count.part;
    let done = by.is_some_and(|by| {
        [
            List::DeliveryWords,
            List::OutputVerbs,
            List::ActivityVerbs,
            List::ProtectionWords,
        ]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.end <= by.start)
    });
    trade && done && count.number.high <= Decimal::from(OFFICE)
}

/// "The report gives an example: "The force made four raids that freed 26 victims".
fn is_inside_quotation(sentence: &Sentence, count: &Count) -> bool {
    let before = &sentence.text[..sentence.tokens[count.start].start];
    before
        .match_indices(": ")
        .any(|(at, colon)| before[at + colon.len()..].starts_with(quotes::OPENING))
}
