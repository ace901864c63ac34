//! Whether the end that a sentence tells is that of other people or cases.

use rust_decimal::Decimal;

use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::statistics::counts::Count;
use super::super::words::{Sentence, Token};
use super::ends::{OPENING, is_anybody};
use super::{BACK, Group, REACH, Told};

/// Whether a sentence takes a group of its own into a process: the end that it tells is theirs.
pub fn takes_others(two: &Told, group: &Group) -> bool {
    let own = two.sentence.has(List::CaseProcess);
    own && two.groups().next().is_some() && !two.groups().any(|count| group.has_noun(&count.noun_stem))
}

/// "Besides, the lawyers had 52 cases of alimony": another matter than that of the 164 women before.
pub fn speaks_of_others(two: &Told, group: &Group) -> bool {
    let besides = two.sentence.first(List::BesidesWords);
    let own = || two.groups().any(|count| !count.elided && !is_anybody(two, count));
    !group.counts_cases()
        && besides.is_some_and(|hit| hit.start < OPENING)
        && own()
        && !two.groups().any(|count| group.has_noun(&count.noun_stem))
}

/// "Another 14 disputes", "six cases on building permits", "the eight cases left over from 2022": none of these.
pub fn is_of_others(one: &Told, two: &Told) -> bool {
    let of_others = |count: &Count| {
        let beside = |hit: &Hit| hit.end == count.start || (count.start..count.end).contains(&hit.start);
        two.sentence.all(List::FurtherWords).any(beside) || is_on_another_matter(one, two, count)
    };
    let since = years(&one.sentence).min();
    // "Four complaints of the same kind from 2024": the year that stands with them is none of those before.
    let dated = |count: &Count| {
        let mut own = two
            .sentence
            .numbers
            .iter()
            .filter(|number| two.sentence.is_year(number));
        let near = |at: usize| at >= count.noun_end && at - count.noun_end <= REACH;
        since.is_none() && own.any(|year| near(year.start) && two.sentence.ends(List::FromWords, year.start))
    };
    two.groups()
        .next()
        .is_some_and(|first| of_others(first) || dated(first))
        || since.is_some_and(|since| years(&two.sentence).any(|year| year < since))
}

/// "Of the land claims filed last year, 17 were won": those of this year may still wait.
pub fn is_of_earlier(one: &Told, two: &Told) -> bool {
    let sentence = &two.sentence;
    let leads = [List::OfWords, List::OutOf]
        .into_iter()
        .any(|list| sentence.starts(list, 0));
    let end = sentence.first(List::CaseEnd).map_or(0, |hit| hit.start);
    let mut earlier = sentence.all(List::EarlierWords);
    leads && !one.sentence.has(List::EarlierWords) && earlier.any(|hit| hit.end <= end)
}

/// "The boys of the shelter went home": not the 26 girls who were referred.
pub fn is_of_other_sex(one: &Told, two: &Told, group: &Group) -> bool {
    let sex_at = |sentence: &Sentence, at: usize| {
        let of = |list| sentence.at(list, at);
        (of(List::Female) != of(List::Male)).then(|| of(List::Female))
    };
    let mut sexes = group
        .counts
        .iter()
        .map(|count| sex_at(&one.sentence, count.noun_end - 1));
    let Some(own) = sexes
        .next()
        .flatten()
        .filter(|own| sexes.all(|other| other == Some(*own)))
    else {
        return false;
    };
    let same = if own { List::Female } else { List::Male };
    let subject = two.sentence.first(List::People).filter(|hit| hit.start < OPENING);
    subject.is_some_and(|hit| sex_at(&two.sentence, hit.end - 1) == Some(!own))
        && !two.sentence.has(same)
        && !two.sentence.has(List::SexPronouns)
}

/// "Six cases on building permits": what stands after the noun tells what they are about, and those of before are about
/// something else.
fn is_on_another_matter(one: &Told, two: &Told, count: &Count) -> bool {
    let sentence = &two.sentence;
    let mark = sentence
        .all(List::SubjectMarks)
        .find(|hit| hit.start == count.noun_end);
    mark.filter(|mark| !sentence.at(List::CaseEnd, mark.start))
        .and_then(|mark| sentence.tokens.get(mark.end))
        .is_some_and(|matter| {
            let same = |token: &Token| token.stem == matter.stem;
            matter.is_word() && !matter.is_small && !matter.capital && !one.sentence.tokens.iter().any(same)
        })
}

/// "12 of the 14 disputes over grass": of another whole than the 23.
pub fn is_part_of_others(two: &Told, group: &Group) -> bool {
    let whole = |part: &Count| {
        let mut wholes = two.sentence.numbers.iter();
        wholes.find(|number| number.start > part.start)
    };
    two.counts
        .iter()
        .filter(|count| count.of_whole)
        .filter_map(whole)
        .any(|whole| whole.number.low != group.largest())
}

fn years(sentence: &Sentence) -> impl Iterator<Item = Decimal> {
    let numbers = sentence.numbers.iter();
    numbers
        .filter(|number| sentence.is_year(number))
        .map(|number| number.number.low)
}

/// "29 suits were filed. In 17 cases the court …, in eight …, four are pending", "of the 17 cases seven led to a conviction":
/// the end of those, and not of the 38 cases that another passage counts.
pub fn is_end_of_another_whole(told: &[Told], other: usize, group: &Group) -> bool {
    let two = &told[other];
    let sentence = &two.sentence;
    let counted = |number: &&NumberToken| !number.percent && !sentence.is_year(number);
    let numbers: Vec<&NumberToken> = sentence.numbers.iter().filter(counted).collect();
    let ours = |number: Decimal| [group.largest(), group.whole].contains(&number);
    let led = [List::OfWords, List::OutOf, List::AmongWords]
        .into_iter()
        .any(|list| sentence.starts(list, 0));
    if let Some(first) = numbers.first().filter(|first| led && first.start <= OPENING) {
        return !ours(first.number.low);
    }
    let sum: Decimal = numbers.iter().map(|number| number.number.low).sum();
    let before = told[..other].iter().rev().take(BACK);
    let before = before.take_while(|before| before.statement.location == two.statement.location);
    let wholes = before.flat_map(|before| before.counts.iter().map(|count| count.number.low));
    let whole = wholes.into_iter().any(|whole| whole == sum);
    numbers.len() > 1 && whole && !ours(sum)
}
