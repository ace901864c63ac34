//! What a sentence says of a training or a campaign: what it was about, and what became of it.

mod contrasts;
mod deeds;
mod doings;
mod ended;
pub mod parts;
mod studied;
mod taught;
mod today;
mod years;

use std::ops::Range;

use self::contrasts::contrasts;
use self::doings::does_of_their_own;
use self::ended::ended;
use self::parts::{tells_of_some, tells_ratio, tells_share};
pub use self::studied::found_by_study;
use self::taught::taught_act;
use self::today::seen_later;
use self::years::{across_years, against_year, compares};
use super::reach::grows_reach;
use crate::extract::gender::named_in;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::statements::{tells_of_more_harm, tells_of_users, today_of_users};
use crate::extract::words::Sentence;
use crate::report::{Claim, Statement};

/// Words between a training and what it was in: "a course of two weeks in …".
const REACH: usize = 8;
/// Words of one item of a list of contents.
const ITEM: usize = 6;

/// Use or change, a test, or a word on where they can be read. How many came, against how many were meant to, and how they
/// liked it, is none.
pub fn tells_change(statement: &Statement, sentence: &Sentence) -> bool {
    if statement.claims(Claim::Plan) || grows_reach(sentence) || tells_of_more_harm(sentence) {
        return false;
    }
    let reacts = |word: &str| {
        sentence
            .all(List::ReactionWords)
            .any(|hit| sentence.written(hit) == word)
    };
    // "Attendance is good, though it fell in April".
    let liked = sentence.all(List::ReactionWords).any(|hit| hit.start < OPENING);
    let observed = !liked
        && statement
            .claims
            .iter()
            .any(|(claim, word)| matches!(claim, Claim::Outcome | Claim::Impact) && !reacts(word));
    let pointed = [List::SeeWords, List::References]
        .into_iter()
        .any(|list| sentence.has(list));
    let elsewhere = pointed && sentence.has(List::EffectWords) && sentence.has(List::ColumnIndicator);
    let measured =
        tells_share(sentence) || tells_ratio(sentence) || tells_of_some(sentence) || was_found(sentence);
    observed
        || elsewhere
        || today_of_users(sentence).is_some()
        || compares(sentence)
        || across_years(statement, sentence)
        || against_year(sentence)
        || came_after(sentence)
        || follows_from_it(statement, sentence)
        || is_witnessed(statement, sentence)
        || found_by_study(sentence)
        || is_taken_up(sentence)
        || taught_act(sentence)
        || shows_change(statement, sentence)
        || (measured && !sentence.has(List::ReactionWords))
}

/// Two values of one thing, what has ended, and what those reached do of their own.
pub fn shows_change(statement: &Statement, sentence: &Sentence) -> bool {
    contrasts(sentence) || ended(sentence) || does_of_their_own(sentence) || seen_later(statement, sentence)
}

/// People come or are given something: "received", "attended".
pub fn is_served(sentence: &Sentence, within: Range<usize>) -> bool {
    let mut hits = sentence.all(List::TakingPart);
    hits.any(|hit| within.contains(&hit.start) && !sentence.at(List::BeWords, hit.start))
}

/// Words between "after" and the training.
const AFTER: usize = 3;

fn names_training_at(sentence: &Sentence, from: usize) -> bool {
    (from..=from + AFTER).any(|at| {
        [List::TrainingWords, List::CampaignWords]
            .into_iter()
            .any(|list| sentence.starts(list, at))
    })
}

/// "After the lessons nine directors asked for help": what those do who were reached, and not what they were given then.
pub fn came_after(sentence: &Sentence) -> bool {
    let acts = |from: usize| {
        let later = |list: List| sentence.all(list).any(|hit| hit.start > from);
        let theirs = [List::People, List::Organisations, List::Households, List::Places];
        let given = [List::OutputVerbs, List::ReactionWords, List::Negations];
        theirs.into_iter().any(later)
            && !given.into_iter().any(later)
            && !is_served(sentence, from..usize::MAX)
    };
    sentence.all(List::AfterWords).any(|after| {
        after.start < OPENING && names_training_at(sentence, after.end) && acts(after.end + AFTER)
    })
}

/// Words at the beginning of a sentence.
const OPENING: usize = 3;

/// "As a result, more pupils passed": whatever it is, but for more work of the project's own, what did not come, and what
/// nobody wants.
fn follows_from_it(statement: &Statement, sentence: &Sentence) -> bool {
    let other = [
        List::OwnBodies,
        List::FirstPersons,
        List::Negations,
        List::Deaths,
        List::Harms,
    ];
    is_told_of_others(statement, sentence)
        && !other.into_iter().any(|list| sentence.has(list))
        && sentence
            .all(List::ConsequenceWords)
            .any(|hit| hit.start < OPENING || hit.end + 1 >= sentence.tokens.len())
}

/// "Head teachers say that fewer drop out": somebody saw it. What they say of the course itself is how they liked it.
fn is_witnessed(statement: &Statement, sentence: &Sentence) -> bool {
    let own = [
        List::OwnAgents,
        List::ProjectStaff,
        List::TrainingWords,
        List::CampaignWords,
    ];
    let says = || {
        sentence
            .all(List::SayingWords)
            .any(|says| says.start <= OPENING && (0..says.start).any(|at| sentence.starts(List::People, at)))
    };
    is_told_of_others(statement, sentence)
        && says()
        && !own.into_iter().any(|list| sentence.has(list))
        && !sentence.has(List::Negations)
        && !is_served(sentence, 0..usize::MAX)
}

/// Neither the project's work nor what it plans, lacks or how it was liked.
fn is_told_of_others(statement: &Statement, sentence: &Sentence) -> bool {
    let other = [Claim::Activity, Claim::Output, Claim::Plan, Claim::Shortfall];
    let lists = [List::ReactionWords, List::Future, List::ExpectedWords];
    !other.into_iter().any(|claim| statement.claims(claim))
        && !lists.into_iter().any(|list| sentence.has(list))
}

/// Words between those who act and what they do: "several participants have since opened".
const VERB: usize = 3;

/// "Several participants have opened reading clubs", "two schools have changed their timetable".
fn is_taken_up(sentence: &Sentence) -> bool {
    let theirs = [
        List::People,
        List::Facilities,
        List::Households,
        List::OtherAgents,
    ];
    sentence.all(List::StartingVerbs).any(|verb| {
        let near = verb.start.saturating_sub(VERB)..verb.start;
        let subject = near
            .clone()
            .any(|at| theirs.into_iter().any(|list| sentence.at(list, at)));
        let own = (0..verb.start).any(|at| {
            [List::OwnAgents, List::ProjectStaff]
                .into_iter()
                .any(|list| sentence.at(list, at))
        });
        // "The mayor has opened the first session": an event.
        let held = [List::TrainingWords, List::CampaignWords, List::Events];
        let event =
            (verb.end..=verb.end + VERB).any(|at| held.into_iter().any(|list| sentence.starts(list, at)));
        subject && !own && !event && verb.start <= OPENING + VERB
    })
}

/// "A trained provider", "the 30 trained paralegals", "de utbildade barnmorskorna": who they are, and no training that was
/// held.
pub fn is_quality(sentence: &Sentence, hit: &Hit) -> bool {
    hit.end == hit.start + 1
        && sentence.is_passive(&sentence.tokens[hit.start].lower)
        && sentence.ends(List::Articles, before_number(sentence, hit.start))
        && (hit.end..hit.end + 2).any(|at| sentence.starts(List::People, at))
}

/// Where the number begins that ends at a token; else the token.
fn before_number(sentence: &Sentence, at: usize) -> usize {
    let number = sentence.numbers.iter().find(|number| number.end == at);
    number.map_or(at, |number| number.start)
}

/// A change held against another value, another year or another group.
pub fn is_measured(statement: &Statement, sentence: &Sentence) -> bool {
    let observed = [Claim::Outcome, Claim::Impact]
        .into_iter()
        .any(|claim| statement.claims(claim));
    tells_change(statement, sentence)
        && (compares(sentence)
            || across_years(statement, sentence)
            || moves(sentence)
            || observed && sentence.numbers.iter().any(|number| number.percent))
}

/// "A reduction of 40 per cent in maternal mortality": what the work is meant for in the end.
pub fn tells_impact(statement: &Statement, sentence: &Sentence) -> bool {
    let moved = [List::Falling, List::ChangeVerbs, List::Increase]
        .into_iter()
        .any(|list| sentence.has(list));
    sentence.has(List::ImpactWords)
        && moved
        && sentence.numbers.iter().any(|number| number.percent)
        && !statement.claims(Claim::Plan)
        && !sentence.has(List::ExpectedWords)
}

/// "From 58 to 21 per cent".
fn moves(sentence: &Sentence) -> bool {
    let value = |hit: &Hit| {
        let mut numbers = sentence.numbers.iter().filter(|number| !sentence.is_year(number));
        numbers.any(|number| (hit.end..hit.end + 2).contains(&number.start))
    };
    sentence.all(List::FromWords).any(|from| {
        value(from)
            && sentence
                .all(List::ToWords)
                .any(|to| to.start > from.end && value(to))
    })
}

/// "Before the course, in 2016, 310 orders were issued": the start of a change, and no course.
pub fn came_before(sentence: &Sentence) -> bool {
    let mut before = sentence.all(List::BeforeWords);
    before.any(|hit| hit.start < OPENING && names_training_at(sentence, hit.end))
}

/// "A visit to 40 classrooms found that 31 teachers used the cards", "since then 2,300 plots were registered", "of the
/// graduates 40 still work there".
fn was_found(sentence: &Sentence) -> bool {
    // "Three months after it began" counts nothing.
    let timed = |number: &NumberToken| {
        sentence.at(List::LaterWords, number.end) || sentence.at(List::Time, number.end)
    };
    let counts = |number: &NumberToken| !sentence.is_year(number) && !timed(number);
    // One word, as "still", says it only of those who were reached.
    let later = || {
        let mut hits = sentence.all(List::LaterWords);
        hits.any(|hit| hit.end - hit.start > 1 || tells_of_users(sentence, hit))
    };
    sentence.numbers.iter().any(counts)
        && !sentence.has(List::ExpectedWords)
        && !sentence.has(List::TrainingWords)
        && (later() || sentence.has(List::ObservedWords))
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
            || [List::People, List::Organisations, List::Places, List::Facilities]
                .into_iter()
                .any(|list| sentence.at(list, at))
    };
    !range.into_iter().any(other)
}
