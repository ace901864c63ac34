//! Whether a report tells how it ended for those who were taken into a process.

use rust_decimal::Decimal;

use super::super::lexicon::{Hit, List};
use super::super::statistics::counts::Count;
use super::super::words::Sentence;
use super::others::{
    is_end_of_another_whole, is_of_earlier, is_of_other_sex, is_of_others, is_part_of_others,
    speaks_of_others, takes_others,
};
use super::{BACK, Group, REACH, Told};
use crate::report::Counted;

/// Words in which the object of a verb names whom it is done to.
const OBJECT: usize = 3;
/// Tokens at the beginning of a sentence: "The lawyers also".
pub const OPENING: usize = 4;
/// A smaller number may return by chance.
const TELLING: i64 = 10;
/// Parts that make up a whole in a sentence of their own …
const PARTS: usize = 2;
/// … and anywhere, where fewer might do so by chance.
const PARTS_ELSEWHERE: usize = 3;

/// Whether a sentence tells the end of a group: its own sentence, one that continues it, or one that names it again.
/// `taken` is the group that it takes into a process itself.
pub fn tells_end(told: &[Told], index: usize, group: &Group, other: usize, taken: Option<&Group>) -> bool {
    let (one, two) = (&told[index], &told[other]);
    let same_place = one.statement.location == two.statement.location;
    if group.treated && two.sentence.has(List::TreatmentEnds) && !two.sentence.numbers.is_empty() {
        return true;
    }
    let follows = same_place && other > index;
    if follows && other - index <= BACK && accounts_for_all(two, group, PARTS) {
        return true;
    }
    if index == other && accounts_after_taking(two, group) {
        return true;
    }
    if !ends(&two.sentence, index == other, group.treated) || follows && tells_of_few(told, other, group) {
        return false;
    }
    let accounts = || is_named(group, two) && accounts_for_all(two, group, PARTS_ELSEWHERE);
    if index == other || repeats(two, group) || accounts() {
        return true;
    }
    let others = is_of_others(one, two) || is_of_earlier(one, two) || is_of_other_sex(one, two, group);
    if takes_others(two, group) || speaks_of_others(two, group) || others {
        return false;
    }
    let kindred = two.groups().next().is_none()
        || wholes(two).any(|count| {
            count.number.low <= group.largest()
                && (may_be_of(group, two, count)
                    || (follows
                        && (is_anybody(two, count)
                            || !group.counts_cases() && count.counted == Counted::Cases)))
        });
    if follows {
        return kindred;
    }
    let of_another = is_part_of_others(two, group) || is_end_of_another_whole(told, other, group);
    if taken.is_some_and(|taken| !is_same(taken, group)) || of_another {
        return false;
    }
    // A row is of one matter; a section on a result has a group in every passage.
    let row = one.statement.location.table.is_some();
    let same_result = row && one.statement.result.is_some() && one.statement.result == two.statement.result;
    let same_process = two
        .sentence
        .all(List::CaseProcess)
        .any(|hit| two.sentence.written(hit).eq_ignore_ascii_case(&group.process));
    kindred && (same_result || is_account(two) && (same_process || names(group, two)))
}

/// Whether a sentence behind tells how it ended for a few of the group.
pub fn ends_for_few(told: &[Told], index: usize, group: &Group, other: usize) -> bool {
    let same_place = told[index].statement.location == told[other].statement.location;
    same_place
        && other > index
        && ends(&told[other].sentence, false, group.treated)
        && tells_of_few(told, other, group)
}

/// "Four of them were acquitted": of eleven, and no word of the others.
fn tells_of_few(told: &[Told], other: usize, group: &Group) -> bool {
    let two = &told[other];
    let of_them = |end: usize| two.sentence.all(List::SexPronouns).any(|hit| hit.start == end);
    let numbers = two.sentence.numbers.iter();
    let parts: Vec<Decimal> = numbers
        .filter(|number| of_them(number.end))
        .map(|number| number.number.high)
        .collect();
    let passage = told[other..]
        .iter()
        .take(BACK + 1)
        .take_while(|next| next.statement.location == two.statement.location);
    let others = passage
        .flat_map(|next| {
            [List::Remainders, List::FurtherWords, List::Ongoing].map(|list| next.sentence.has(list))
        })
        .any(|has| has);
    let [part] = parts[..] else { return false };
    !others
        && two.sentence.numbers.iter().all(|number| !number.percent)
        && part * Decimal::TWO < group.largest()
}

/// Whether two sentences take as many under one noun.
fn is_same(one: &Group, other: &Group) -> bool {
    one.largest() == other.largest() && one.counts.iter().any(|count| other.has_noun(&count.noun_stem))
}

/// What a sentence counts, but for the split that stands in brackets behind it.
fn wholes<'a>(two: &'a Told) -> impl Iterator<Item = &'a Count> {
    let first = two.groups().next().map(|count| count.start);
    two.groups()
        .filter(move |count| Some(count.start) == first || !two.sentence.in_brackets(count.start))
}

/// Whether it counts the whole group again, under its noun or one for anybody: "all fourteen".
fn repeats(two: &Told, group: &Group) -> bool {
    let sentence = &two.sentence;
    let counted = two.counts.iter().any(|own| {
        let number = own.number.low;
        let anybody = own.elided || sentence.at(List::AnyPeople, own.end - 1);
        let same = anybody || may_be_of(group, two, own);
        same && number >= Decimal::from(TELLING) && number == group.largest()
    });
    let of_other_noun = |start: usize| {
        let mut counts = two.counts.iter();
        counts.any(|own| own.start == start && !own.elided && !may_be_of(group, two, own))
    };
    counted
        || sentence.numbers.iter().any(|number| {
            [group.largest(), group.whole].contains(&number.number.low)
                && sentence.ends(List::EveryWords, number.start)
                && !of_other_noun(number.start)
        })
}

/// "Took charge of the certificates" ends nothing for anybody, and a claim for compensation has won none.
fn ends(sentence: &Sentence, takes_in: bool, treated: bool) -> bool {
    let of_things = |hit: &Hit| {
        let object = hit.end + 1..hit.end + 1 + OBJECT;
        sentence.at(List::PeopleActions, hit.end - 1)
            && sentence.starts(List::Articles, hit.end)
            && !object
                .clone()
                .any(|at| sentence.starts(List::People, at) || sentence.starts(List::Cases, at))
    };
    // "Suspended pending disciplinary proceedings" is where they begin.
    let begins = |hit: &Hit| {
        sentence.all(List::CaseProcess).any(|taken| {
            taken.start <= hit.start && hit.end <= taken.end && taken.end - taken.start > hit.end - hit.start
        })
    };
    // Who was referred has come to an end with "were admitted", and who was admitted has not.
    let taken_in = |hit: &Hit| {
        let care = [List::CaseTreatment, List::CaseCare].into_iter();
        care.flat_map(|list| sentence.all(list))
            .any(|taken| taken.start < hit.end && hit.start < taken.end)
    };
    // "In 71 families the work goes on, in 19 the child was placed": it is told to be open.
    let open = takes_in
        && sentence.all(List::Ongoing).any(|goes_on| {
            let parts = sentence
                .numbers
                .iter()
                .filter(|number| number.start < goes_on.start);
            parts.count() > 0 && sentence.numbers.iter().any(|number| number.start > goes_on.start)
        });
    open || sentence
        .all(List::CaseEnd)
        .filter(|hit| !(treated && taken_in(hit) || takes_in && leads_on(sentence, hit)))
        .any(|hit| !(of_things(hit) || begins(hit) || takes_in && is_claimed(sentence, hit)))
}

/// "Removed from the workplace and referred to the welfare office": what goes before the process is not its end.
fn leads_on(sentence: &Sentence, end: &Hit) -> bool {
    let mut taken = sentence.all(List::CaseProcess);
    let joined = |taken: &Hit| {
        let near = end.end <= taken.start && taken.start - end.end <= REACH;
        near && sentence.ends(List::AndWords, taken.start)
    };
    taken.any(joined)
}

/// "Claims for wages and compensation": what a filing asks for.
fn is_claimed(sentence: &Sentence, end: &Hit) -> bool {
    let filed = |hit: &Hit| {
        let between = hit.end..end.start;
        hit.end <= end.start
            && end.start - hit.end <= REACH
            && !sentence
                .numbers
                .iter()
                .any(|number| between.contains(&number.start))
    };
    sentence.at(List::CaseClaims, end.start)
        && [List::Cases, List::CaseFilings]
            .into_iter()
            .any(|list| sentence.all(list).any(filed))
}

/// "Ten of them", "the 14 women": whoever was spoken of, unlike "the 11 unaccompanied children".
pub fn is_anybody(two: &Told, count: &Count) -> bool {
    let noun = [List::AnyPeople, List::Female, List::Male];
    count.counted == Counted::People
        && (count.elided || noun.into_iter().any(|list| two.sentence.at(list, count.end - 1)))
}

/// A part of a group has its noun or one for any cases.
fn may_be_of(group: &Group, two: &Told, count: &Count) -> bool {
    group.has_noun(&count.noun_stem) || two.sentence.at(List::AnyCases, count.end - 1)
}

/// "16 of them went back to their parents, two live with a foster family, and one is still in the centre": of 19. The
/// women and the men among them are no account of it.
fn accounts_for_all(two: &Told, group: &Group, least: usize) -> bool {
    let sex = |start: usize| two.counts.iter().any(|count| count.start == start && count.part);
    let parts: Vec<(Decimal, bool)> = two
        .sentence
        .numbers
        .iter()
        .filter(|number| !number.percent && number.number.low <= group.largest())
        .map(|number| (number.number.low, sex(number.start)))
        .collect();
    let told_of = parts.iter().any(|(_, sex)| !sex);
    let sum: Decimal = parts.iter().map(|(part, _)| part).sum();
    // "Fourteen were prosecuted: eleven …, two … and one …": a whole of its own.
    let own_whole = parts.len() > PARTS && parts.iter().any(|(part, _)| *part + *part == sum);
    told_of && !own_whole && parts.len() >= least && sum == group.largest()
}

/// "Twelve were referred to a centre: nine graduated, two gave up and one moved away": what follows the process makes up
/// the group.
fn accounts_after_taking(two: &Told, group: &Group) -> bool {
    let sentence = &two.sentence;
    let Some(taken) = sentence.all(List::CaseProcess).map(|hit| hit.end).min() else {
        return false;
    };
    let parts: Vec<Decimal> = sentence
        .numbers
        .iter()
        .filter(|number| number.start >= taken && !number.percent && !sentence.in_brackets(number.start))
        .map(|number| number.number.low)
        .collect();
    // What the sentence tells behind them is of others.
    (PARTS..=parts.len()).any(|some| parts[..some].iter().sum::<Decimal>() == group.largest())
}

/// How it ended elsewhere is told in numbers or of all: "the line has been closed" is an end of no case.
fn is_account(two: &Told) -> bool {
    let sentence = &two.sentence;
    let counted = two.groups().next().is_some() || sentence.numbers.iter().any(|number| number.percent);
    let all = [List::EveryWords, List::Negations]
        .into_iter()
        .any(|list| sentence.has(list));
    counted || all
}

/// Whether a sentence has the group's noun.
fn is_named(group: &Group, two: &Told) -> bool {
    let mut tokens = two.sentence.tokens.iter();
    tokens.any(|token| group.has_noun(&token.singular))
}

/// Whether a sentence elsewhere names the cases.
fn names(group: &Group, two: &Told) -> bool {
    let of_law = [List::CaseProcess, List::CaseBodies]
        .into_iter()
        .any(|list| two.sentence.has(list));
    let any = two.sentence.has(List::AnyCases) && (of_law || two.groups().next().is_some());
    any || (group.counts_cases() && is_named(group, two))
}
