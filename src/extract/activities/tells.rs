//! What a sentence says of a training or a campaign: what it was about, and what became of it.

use rust_decimal::Decimal;

use crate::extract::gender::named_in;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::{Claim, Statement};

/// Words between a training and what it was in: "a course of two weeks in …".
const REACH: usize = 8;
/// Words of one item of a list of contents.
const ITEM: usize = 6;
/// Words within which it is said who some of them are.
const NAMED: usize = 4;

/// More than this is a share of what was planned.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// Use or change, a test, or a word on where they can be read. How many came, against how many were meant to, and how they
/// liked it, is none.
pub fn tells_change(statement: &Statement, sentence: &Sentence) -> bool {
    if statement.claims(Claim::Plan) {
        return false;
    }
    let reacts = |word: &str| {
        sentence
            .all(List::ReactionWords)
            .any(|hit| sentence.written(hit) == word)
    };
    let observed = statement
        .claims
        .iter()
        .any(|(claim, word)| matches!(claim, Claim::Outcome | Claim::Impact) && !reacts(word));
    let elsewhere = sentence.has(List::EffectWords) && sentence.has(List::ColumnIndicator);
    let measured =
        tells_share(sentence) || tells_ratio(sentence) || tells_of_some(sentence) || was_found(sentence);
    observed
        || elsewhere
        || sentence
            .all(List::TodayWords)
            .any(|now| !sentence.at(List::WholeWords, now.start))
        || compares(sentence)
        || (measured && !sentence.has(List::ReactionWords))
}

/// Two values side by side: "28 tonnes, against 21".
fn compares(sentence: &Sentence) -> bool {
    let values = || sentence.numbers.iter().filter(|number| !sentence.is_year(number));
    let held_against = |hit: &Hit| values().any(|value| (hit.end..hit.end + 2).contains(&value.start));
    !sentence.has(List::ExpectedWords)
        && values().count() >= 2
        && sentence.all(List::ComparisonWords).any(held_against)
}

/// "A visit to 40 classrooms found that 31 teachers used the cards", "since then 2,300 plots were registered".
fn was_found(sentence: &Sentence) -> bool {
    let counts = sentence.numbers.iter().any(|number| !sentence.is_year(number));
    let found = [List::ObservedWords, List::LaterWords]
        .into_iter()
        .any(|list| sentence.has(list));
    counts && found && !sentence.has(List::ExpectedWords) && !sentence.has(List::TrainingWords)
}

/// "71 per cent had used it"; not of what was planned, as "118 per cent" is, nor who they are.
fn tells_share(sentence: &Sentence) -> bool {
    !sentence.has(List::ExpectedWords)
        && sentence
            .numbers
            .iter()
            .any(|number| number.percent && number.number.high <= WHOLE && !is_sexed(sentence, number.end))
}

/// "Eight out of ten knew where to go".
fn tells_ratio(sentence: &Sentence) -> bool {
    !sentence.has(List::ExpectedWords)
        && sentence.all(List::OutOf).any(|of| {
            let ends = |number: &NumberToken| number.end == of.start && !is_sexed(sentence, number.end);
            let follows = sentence.numbers.iter().find(|number| number.start == of.end);
            let part = sentence.numbers.iter().find(|number| ends(number));
            part.zip(follows)
                .is_some_and(|(part, whole)| part.number.high < whole.number.low)
        })
}

/// "By December 68 of them had sold": what some of those reached have done. "Of whom 40 women" says who they are.
fn tells_of_some(sentence: &Sentence) -> bool {
    // "All 120 places were filled" speaks of no part.
    let whole = |pronoun: &&Hit| sentence.at(List::Shares, pronoun.start);
    sentence
        .all(List::SexPronouns)
        .filter(|pronoun| !whole(pronoun))
        .any(|pronoun| {
            let counts = |number: &&NumberToken| !sentence.at(List::Time, number.end);
            sentence.numbers.iter().filter(counts).any(|number| {
                let before = number.end <= pronoun.start && pronoun.start - number.end <= 1;
                let after = pronoun.end == number.start;
                (before && !is_sexed(sentence, pronoun.end)) || (after && !is_sexed(sentence, number.end))
            })
        })
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
    [List::Female, List::Male].into_iter().any(|list| {
        sentence
            .all(list)
            .any(|hit| near.contains(&hit.start) && !sentence.in_brackets(hit.start))
    })
}

/// What of it was for, or differs between, women and men: beyond how many came.
pub fn tells_gender(sentence: &Sentence) -> bool {
    named_in(sentence)
        || sentence.has(List::GenderSubjects)
        || (sentence.has(List::SexSplit) && tells_contents(sentence))
}

/// What it was about, or that all were given the same.
pub fn tells_contents(sentence: &Sentence) -> bool {
    same_for_all(sentence) || sentence.has(List::ContentWords) || lists_subjects(sentence)
}

/// "The same slides are used for everyone".
pub fn same_for_all(sentence: &Sentence) -> bool {
    // "In the same area", "at the same time".
    let of_contents = |hit: &Hit| {
        ![List::Places, List::Time, List::YearUnits]
            .into_iter()
            .any(|list| sentence.at(list, hit.end))
    };
    sentence.all(List::SameWords).any(of_contents)
        && [List::Everybody, List::EveryWords]
            .into_iter()
            .any(|list| sentence.has(list))
}

/// "A course in grid design, procurement and tariffs": several things one after another, none of them people or places.
pub fn lists_subjects(sentence: &Sentence) -> bool {
    sentence.all(List::TrainingWords).any(|hit| {
        let reach = sentence.tokens.len().min(hit.end + REACH);
        let comma = (hit.end..reach).find(|at| sentence.tokens[*at].lower == ",");
        comma.is_some_and(|comma| {
            let marked = (hit.end..comma).any(|at| sentence.starts(List::SubjectMarks, at));
            marked && is_list(sentence, comma)
        })
    })
}

/// Whether a comma stands between two items of a list of subjects.
fn is_list(sentence: &Sentence, comma: usize) -> bool {
    let and = (comma + 1..sentence.tokens.len().min(comma + 3 * ITEM))
        .find(|at| sentence.starts(List::AndWords, *at));
    let Some(and) = and else { return false };
    let range = comma.saturating_sub(1)..sentence.tokens.len().min(and + 2);
    let other = |at: usize| {
        let token = &sentence.tokens[at];
        let counts = sentence.numbers.iter().any(|number| number.start == at);
        token.capital
            || (counts && !sentence.at(List::Articles, at))
            || [List::People, List::Organisations, List::Places]
                .into_iter()
                .any(|list| sentence.at(list, at))
    };
    !range.into_iter().any(other)
}
