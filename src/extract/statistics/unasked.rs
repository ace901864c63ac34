//! Numbers of people whom nobody could have asked: audiences, all who live around a well, families by a multiplier, guests of
//! a house with so many beds, rough averages of another time, the dead, figures that another is held against.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::estimates::tells_deed;
use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::bystanders::{noun_is, stands_before};
use super::counts::Count;
use super::dwellers::{are_any, only_about};
use crate::report::Counted;

/// Fewer people are no audience.
const AUDIENCE: i64 = 300;
/// Tokens between an audience and what it listens to.
const MEDIUM_REACH: usize = 8;
/// Tokens between people and the verb that tells of their death.
const DEATH_REACH: usize = 4;
/// Tokens between a number of people and "each year".
const TIME_REACH: usize = 3;
/// Tokens from people to what they suffer from.
const CONDITION_REACH: usize = 3;
/// Tokens from "up from" to its number.
const COMPARED_REACH: usize = 3;

pub fn stands(sentence: &Sentence, counts: &[Count], count: &Count) -> bool {
    count.counted == Counted::People
        && (is_audience(sentence, count)
            || live_around_works(sentence, count)
            || suffer_from_it(sentence, count)
            || are_struck(sentence, count)
            || are_electors(sentence, count)
            || is_hypothetical(sentence, count)
            || may_be_helped(sentence, count)
            || are_on_a_register(sentence, count)
            || is_average_of_whole(sentence, counts, count)
            || are_added_by_estimate(sentence, counts, count)
            || are_lodged_each_year(sentence, count)
            || are_dead(sentence, count)
            || is_rough_average_of_old(sentence, count)
            || is_held_against(sentence, counts, count))
}

fn is_approximate(sentence: &Sentence, count: &Count) -> bool {
    let number = count.number;
    number.approximate || number.low != number.high || sentence.ends(List::Approximate, count.start)
}

/// "The radio programme reached around 2,000 people a week", "1,500 unique visitors": nobody knows who they are.
fn is_audience(sentence: &Sentence, count: &Count) -> bool {
    let medium = sentence.has(List::Broadcasts) || sentence.has(List::Channels);
    let follow = medium && noun_is(sentence, count, List::Audiences);
    let near = count.start.saturating_sub(MEDIUM_REACH)..count.noun_end + MEDIUM_REACH;
    // "Radio is the main source of news and reaches some five million people": its own reach.
    let first = super::clause(sentence, count).start;
    let by_medium = sentence
        .all(List::Broadcasts)
        .any(|hit| near.contains(&hit.start) || hit.start == first);
    let many = count.number.low >= Decimal::from(AUDIENCE) && is_approximate(sentence, count);
    let met = [List::TrainingWords, List::PersonSubjects]
        .into_iter()
        .any(|list| sentence.has(list));
    follow || (by_medium && many && !met && are_any(sentence, count))
}

/// "Unique visitors per month | 520,000".
pub fn is_audience_row(reader: &Reader, row: &str) -> bool {
    let row = reader.sentence(row);
    let medium = row.has(List::Broadcasts) || row.has(List::Channels);
    medium && row.has(List::Audiences)
}

/// "We have six wells that give our whole area, some 2,000 people, clean water".
fn live_around_works(sentence: &Sentence, count: &Count) -> bool {
    let works = sentence.all(List::WaterWorks).any(|hit| hit.end <= count.start);
    let served = is_approximate(sentence, count) && stands_before(sentence, List::ServingVerbs, count);
    let all = sentence.all(List::WholeAreas).any(|hit| hit.end <= count.start);
    works && are_any(sentence, count) && (served || all)
}

/// Tokens from voters to what they are: "voters were registered".
const ELECTORS: usize = 3;

/// "Five million registered voters": nobody reached them, unless a course or a talk did.
fn are_electors(sentence: &Sentence, count: &Count) -> bool {
    let near = count.start..count.noun_end + ELECTORS;
    let met = [List::TrainingWords, List::PersonObjects, List::CampaignWords]
        .into_iter()
        .any(|list| sentence.has(list));
    !met && sentence.all(List::Electors).any(|hit| near.contains(&hit.start))
}

/// "600,000 people with food insecurity", "1,200 people lack clean water": whom no deed is told of.
fn suffer_from_it(sentence: &Sentence, count: &Count) -> bool {
    let behind = |list: List, reach: usize| {
        let near = count.noun_end..=count.noun_end + reach;
        sentence.all(list).any(|hit| near.contains(&hit.start))
    };
    let many = count.number.low >= Decimal::from(super::SOURCED);
    let reached = tells_deed(sentence) || sentence.has(List::HelpWords) || sentence.has(List::PersonObjects);
    // "The region needs 70 doctors".
    let wanted = sentence.ends(List::Needing, count.start);
    !reached
        && (wanted || behind(List::Needing, NEED_REACH) || many && behind(List::Conditions, CONDITION_REACH))
}

/// "The earthquake affected 720,000 people", "20,849 people were injured": whom no deed is told of. What a project says that it
/// affected it did reach.
fn are_struck(sentence: &Sentence, count: &Count) -> bool {
    let told = super::clause(sentence, count);
    let about = sentence
        .all(List::Approximate)
        .find(|hit| hit.end == count.start)
        .map_or(count.start, |hit| hit.start);
    let own = [List::OwnAgents, List::FirstPersons, List::PromiseSources];
    let by_us = || {
        own.into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|hit| told.contains(&hit.start) && hit.end <= about)
    };
    let struck = sentence.all(List::Struck).any(|hit| hit.end == about) && !by_us();
    struck || are_said_to_be_struck(sentence, count, about, &told)
}

/// "30,223 people displaced", "3,000 people were affected by the flood"; not "food for 3,000 people affected", nor "3,000
/// people displaced by the war received food".
fn are_said_to_be_struck(sentence: &Sentence, count: &Count, about: usize, told: &Range<usize>) -> bool {
    let verb = sentence
        .all(List::Auxiliaries)
        .find(|hit| hit.start == count.noun_end)
        .map_or(count.noun_end, |hit| hit.end);
    let Some(struck) = sentence.all(List::Struck).find(|hit| hit.start == verb) else {
        return false;
    };
    let object = about > told.start
        && (sentence.starts(List::NounStops, about - 1)
            || sentence.ends(List::OfWords, about)
            || sentence.ends(List::Aiming, about));
    let deeds = [
        List::PeopleActions,
        List::PersonObjects,
        List::HelpWords,
        List::OutputVerbs,
        List::DeliveryWords,
    ];
    let before = |hit: &Hit| told.start <= hit.start && hit.end <= about;
    let deed = deeds.into_iter().any(|list| sentence.all(list).any(before));
    let after = |hit: &Hit| hit.start >= struck.end && hit.start < told.end;
    let done = |hit: &Hit| {
        let auxiliary = sentence.ends(List::Auxiliaries, hit.start);
        after(hit) && auxiliary && sentence.is_passive(&sentence.tokens[hit.start].lower)
    };
    let got = sentence.all(List::PersonSubjects).any(after)
        || deeds.into_iter().any(|list| sentence.all(list).any(done));
    !object && !deed && !got
}

/// "Less than two per cent of the 46,000 children": a whole of which somebody knows a share.
pub fn is_whole_of_share(sentence: &Sentence, count: &Count) -> bool {
    let article = sentence.all(List::Articles).find(|hit| hit.end == count.start);
    let of = article.and_then(|article| sentence.all(List::OfWords).find(|hit| hit.end == article.start));
    of.is_some_and(|of| {
        sentence
            .numbers
            .iter()
            .any(|share| share.percent && share.end == of.start)
    })
}

/// Tokens between people and what they need: "people still need".
const NEED_REACH: usize = 1;

/// "A programme with 1,000 young people would bring in …", "support for 160,000 refugees is at risk".
fn is_hypothetical(sentence: &Sentence, count: &Count) -> bool {
    let told = super::clause(sentence, count);
    // "Support for 160,000 refugees" is a noun.
    let done = |hit: &Hit| hit.start >= count.end || sentence.is_passive(&sentence.tokens[hit.start].lower);
    let deed = |until: usize| {
        let mut deeds = sentence.all(List::PeopleActions);
        deeds.any(|deed| told.contains(&deed.start) && deed.start < until && done(deed))
    };
    sentence
        .all(List::Hypothetical)
        .any(|hit| told.contains(&hit.start) && hit.start >= count.end && !deed(hit.start))
}

/// "In this way some 5,000 children can get help", "300 families could be reached": nobody has been yet.
fn may_be_helped(sentence: &Sentence, count: &Count) -> bool {
    let told = super::clause(sentence, count);
    let helped = sentence
        .all(List::BeingHelped)
        .find(|hit| told.contains(&hit.start) && hit.start >= count.end);
    helped.is_some_and(|helped| {
        let mut can = sentence.all(List::CanWords);
        can.any(|can| told.contains(&can.start) && can.end <= helped.start)
    }) && !sentence.has(List::TodayWords)
}

/// "1,132,849 persons registered or waiting for registration": whom others keep in their books.
fn are_on_a_register(sentence: &Sentence, count: &Count) -> bool {
    let told = super::clause(sentence, count);
    let mut waiting = sentence.all(List::AwaitingRegistration);
    waiting.any(|hit| told.contains(&hit.start) && hit.start >= count.end)
}

/// "1,426 people, that is, an average of 158 a month": the figure is the first.
fn is_average_of_whole(sentence: &Sentence, counts: &[Count], count: &Count) -> bool {
    let near = |hit: &Hit| hit.end <= count.start && count.start - hit.end <= AVERAGE_REACH;
    let whole = |other: &Count| {
        other.counted == Counted::People && other.end <= count.start && other.number.low > count.number.high
    };
    sentence.all(List::Averages).any(near) && counts.iter().any(whole)
}

/// Tokens between "an average" and its number.
const AVERAGE_REACH: usize = 2;

/// "340 people directly and 1,700 indirectly": of several counts the nearest is meant.
fn are_added_by_estimate(sentence: &Sentence, counts: &[Count], count: &Count) -> bool {
    let away = |hit: &Hit, own: &Count| {
        let before = own.start.saturating_sub(hit.end);
        before.max(hit.start.saturating_sub(own.end))
    };
    let people = || counts.iter().filter(|own| own.counted == Counted::People);
    // "Direct and indirect beneficiaries: 6,700": among them are those who were reached.
    let beside_direct = |hit: &&Hit| {
        let before = hit.start.checked_sub(1).map(|at| &sentence.tokens[at]);
        sentence.ends(List::AndWords, hit.start) || before.is_some_and(|token| token.lower == "&")
    };
    sentence
        .all(List::IndirectReach)
        .filter(|hit| !beside_direct(hit))
        .any(|hit| {
            let nearest = people().min_by_key(|own| away(hit, own));
            nearest.is_some_and(|nearest| nearest.start == count.start)
        })
}

/// "A dormitory that houses 40 new midwives each year": so many beds.
fn are_lodged_each_year(sentence: &Sentence, count: &Count) -> bool {
    let near = count.noun_end..=count.noun_end + TIME_REACH;
    let yearly = sentence.all(List::EveryYear).any(|hit| near.contains(&hit.start));
    yearly && stands_before(sentence, List::LodgingVerbs, count)
}

/// "Some 50 people lost their lives in the election campaign".
fn are_dead(sentence: &Sentence, count: &Count) -> bool {
    let word = |at: usize| sentence.tokens[at].is_word();
    let from = count.end.max(count.noun_end);
    sentence.all(List::Deaths).any(|hit| {
        let after = hit.start >= from && hit.start - from <= DEATH_REACH && (from..hit.start).all(word);
        let before = hit.end <= count.start
            && count.start - hit.end <= DEATH_REACH
            && (hit.end..count.start).all(word);
        let own = (count.start..from).contains(&hit.start);
        after || before || own
    })
}

/// "When we began five years ago we had some 300 to 400 patients a month".
fn is_rough_average_of_old(sentence: &Sentence, count: &Count) -> bool {
    let near = count.noun_end..=count.noun_end + 1;
    let timed = sentence.all(List::PerTime).any(|hit| near.contains(&hit.start));
    timed && is_approximate(sentence, count) && sentence.has(List::LongAgo)
}

/// "340 people, up from 114 the year before": the figure is the first.
fn is_held_against(sentence: &Sentence, counts: &[Count], count: &Count) -> bool {
    let of_one_kind = |other: &Count| {
        other.counted == Counted::People && (count.elided || other.noun_stem == count.noun_stem)
    };
    sentence.all(List::ComparedWith).any(|hit| {
        let near = hit.end <= count.start && count.start - hit.end <= COMPARED_REACH;
        let figure = |other: &Count| other.end <= hit.start && !other.of_whole && of_one_kind(other);
        let share = sentence.at(List::OutOf, hit.start);
        near && !share && only_about(sentence, hit.end, count.start) && counts.iter().any(figure)
    })
}
