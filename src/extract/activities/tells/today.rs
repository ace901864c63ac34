//! What is told of a later time, or has been done since, by somebody who is not the project.

use super::doings::is_otherwise;
use super::is_served;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::{Claim, Statement};
use rust_decimal::Decimal;

/// Words between those who are counted and the verb: "168 groups of the district have".
const SUBJECT: usize = 5;

/// "By the end of the year 74 sat in class", "168 groups have opened accounts": neither work nor who took part.
pub(super) fn seen_later(statement: &Statement, sentence: &Sentence) -> bool {
    !is_work(statement, sentence) && (is_of_later(sentence) || has_done(sentence))
}

fn is_work(statement: &Statement, sentence: &Sentence) -> bool {
    let claims = [Claim::Activity, Claim::Output, Claim::Plan, Claim::Shortfall];
    let lists = [
        List::TrainingWords,
        List::CampaignWords,
        List::Events,
        List::Attending,
        List::ReactionWords,
        List::ExpectedWords,
        List::Future,
        List::DataCollection,
        List::FirstPersons,
        List::OurWords,
        List::OwnProject,
        List::ProjectStaff,
        List::OutsideCauses,
        List::Context,
    ];
    claims.into_iter().any(|claim| statement.claims(claim))
        || lists.into_iter().any(|list| sentence.has(list))
        || is_served(sentence, 0..usize::MAX)
}

fn counts(sentence: &Sentence, number: &NumberToken) -> bool {
    let one = number.in_words && number.number.high <= Decimal::ONE;
    !sentence.is_year(number) && !one && !sentence.is_beside_month(number)
}

/// "At the last check 140 plots were green", "42 of the wells give water now".
fn is_of_later(sentence: &Sentence) -> bool {
    let told = [List::TodayWords, List::FollowUpWords, List::OwnAccord];
    let timed = |hit: &Hit| !sentence.at(List::WholeWords, hit.start);
    let mut hits = told.into_iter().flat_map(|list| sentence.all(list));
    let later = |number: &NumberToken| sentence.at(List::Time, number.end);
    sentence
        .numbers
        .iter()
        .any(|number| counts(sentence, number) && !later(number))
        && hits.any(timed)
}

/// "168 groups have opened accounts", "most have gone back to trade"; what is only asserted is none.
fn has_done(sentence: &Sentence) -> bool {
    let subject = |perfect: &Hit| {
        let near = perfect.start.saturating_sub(SUBJECT)..perfect.start;
        let mut numbers = sentence.numbers.iter();
        let counted = numbers.any(|number| near.contains(&number.start) && counts(sentence, number));
        let body = near.clone().any(|at| sentence.starts(List::Organisations, at));
        let few = [List::SubjectPronouns, List::Shares, List::ManyWords];
        let some = few.into_iter().any(|list| {
            let from = perfect.start.saturating_sub(SUBJECT);
            sentence.starts(list, perfect.start.saturating_sub(1)) || from == 0 && sentence.starts(list, 0)
        });
        let stops = near
            .clone()
            .any(|at| matches!(sentence.tokens[at].lower.as_str(), "," | ";" | "("));
        (counted || some) && !stops && !body
    };
    let asserted = [
        List::ChangeVerbs,
        List::BetterWords,
        List::AbilityWords,
        List::ActivityVerbs,
        List::Negations,
        List::Articles,
    ];
    sentence.all(List::PerfectWords).any(|perfect| {
        let verb = sentence.tokens.get(perfect.end);
        let done = verb.is_some_and(|verb| verb.is_word() && !verb.is_small);
        let other = |at: usize| asserted.into_iter().any(|list| sentence.starts(list, at));
        done && subject(perfect) && !other(perfect.end) && !is_otherwise(sentence, perfect.end)
    })
}
