//! What each sentence claims, in the terms of the DAC results chain, and which result it speaks of.

mod account;
mod asserts;
mod came;
mod cells;
mod changes;
mod claimed;
mod claims;
mod deviations;
mod failures;
mod indicators;
mod later;
mod lessons;
mod measured;
mod named;
mod no_deeds;
mod own;
mod owners;
mod started;
mod starts;
mod taken_up;
mod today;
mod users;

pub use self::account::{
    has_outside_cause, is_intended, is_own_act, is_quoted, negation_before, tells_act, tells_of_more_harm,
};
pub use self::changes::{is_for, is_share_of_target, tells_no_change};
use self::claims::claims;
pub use self::lessons::lesson;
pub use self::no_deeds::{ACTS, is_task};
pub use self::own::own_deeds;
pub use self::owners::unmentioned_actors;
use self::owners::{Keys, owner, reasons_elsewhere};
pub use self::today::today_of_users;
pub use self::users::{is_done_by_users, tells_of_users};
use super::lexicon::List;
use super::results::{account_goes_on, has_words_of, is_reported, is_told, may_tell};
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Passage};
use crate::report::{Certainty, Claim, ResultLevel, ResultStatement, Statement};

/// All sentences of the report with their claims. A result's own progress belongs to it; other sentences are given to
/// the result whose words they share.
pub fn statements(reader: &Reader, results: &mut [ResultStatement]) -> Vec<Statement> {
    let mut found = Vec::new();
    for (index, result) in results.iter_mut().enumerate() {
        let comments = result
            .indicators
            .iter()
            .flat_map(|indicator| &indicator.periods)
            .flat_map(|period| &period.comments);
        let mut passages: Vec<Passage> = result.progress.clone();
        for comment in comments {
            if !passages.contains(comment) {
                passages.push(comment.clone());
            }
        }
        // A section tells of much; a row, or one paragraph, of its result alone.
        let section = result.location.table.is_none() && passages.len() > 1;
        for passage in passages {
            for sentence in reader.declared_sentences(&passage.text).iter() {
                result.statements.push(found.len());
                let mut own = statement(sentence, &passage, Some(index), true);
                if section && !has_words_of(reader, sentence, result) {
                    own.claims.retain(|(claim, _)| *claim != Claim::Shortfall);
                }
                found.push(own);
            }
        }
    }
    let keys = Keys::of(reader, results.iter());
    // "We distributed:", before the items of a list.
    let mut leads = false;
    for (index, block) in reader.document.blocks.iter().enumerate() {
        let is_item = matches!(block.kind, BlockKind::ListItem { .. });
        leads &= is_item || block.text().is_some_and(is_lettered);
        if matches!(block.kind, BlockKind::Heading { .. }) {
            continue;
        }
        if let BlockKind::Table(table) = &block.kind {
            found.extend(cells::statements(reader, table));
            continue;
        }
        let Some(text) = block.text() else { continue };
        let role = reader.role(index);
        let passage = Passage::new(text, block.location.clone());
        let is_here = |told: &Passage| told.location == block.location && is_all_of(told, text);
        if results.iter().any(|result| result.progress.iter().any(is_here)) {
            continue;
        }
        for sentence in reader.sentences(text).iter() {
            let owner = matches!(role, Role::Achieved | Role::Other)
                .then(|| owner(sentence, &keys))
                .flatten();
            let mut statement = statement(sentence, &passage, owner, false);
            // Who promises something has not told of it.
            let owner = owner.filter(|owner| !statement.text.contains(&results[*owner].text));
            let owner = owner.filter(|owner| may_tell(reader, sentence, &results[*owner]));
            // To say that something failed of the wrong result is worse than not to say it.
            let owner = owner.filter(|_| !statement.claims(Claim::Shortfall));
            statement.result = owner;
            if let Some(owner) = owner {
                results[owner].statements.push(found.len());
            }
            if leads && statement.claims.is_empty() {
                statement.claims.extend(counted_item(sentence));
            }
            if role == Role::Lessons && statement.claims.iter().all(|(claim, _)| *claim != Claim::Lesson) {
                statement.claims.push((Claim::Lesson, String::new()));
            }
            let ahead =
                matches!(role, Role::Plan | Role::Expected | Role::Future) && !sentence.tells_what_we_did();
            if ahead && !statement.claims(Claim::Plan) {
                statement.claims.push((Claim::Plan, String::new()));
            }
            found.push(statement);
        }
        if text.trim_end().ends_with(':') {
            let meant = [List::ObjectiveWords, List::ColumnTarget];
            let sentences = reader.sentences(text);
            let last = sentences.last();
            let aims = last.is_some_and(|last| meant.into_iter().any(|list| last.has(list)));
            leads = !aims && found.last().is_some_and(Statement::tells_deed);
        }
    }
    activities_told(reader, results);
    results_told(reader, results);
    reasons_elsewhere(reader, results, &mut found);
    indicators::assign(reader, results, &found);
    measured::mark(reader, results, &mut found);
    later::mark(reader, results, &found);
    found
}

/// "(ii) Legal advice": an item of a list that is written as a paragraph.
fn is_lettered(text: &str) -> bool {
    let inside = text.trim_start().strip_prefix('(');
    let mark = inside.and_then(|inside| inside.split_once(')'));
    mark.is_some_and(|(mark, _)| mark.len() <= LETTERED && mark.chars().all(char::is_alphanumeric))
}

/// Letters of "viii".
const LETTERED: usize = 4;

/// "300 blankets", below "We distributed:": the verb stands above.
fn counted_item(sentence: &Sentence) -> Option<(Claim, String)> {
    let mut numbers = sentence.numbers.iter();
    let number = numbers.find(|number| !number.percent && !sentence.is_year(number))?;
    Some((
        Claim::Output,
        sentence.between(number.start, number.end).to_string(),
    ))
}

/// Whether what a result tells is the whole of a paragraph, with a label before it or without: "Progress: Training took
/// place." The sentence would be looked at twice.
fn is_all_of(told: &Passage, text: &str) -> bool {
    let before = text.trim().strip_suffix(told.text.trim());
    before.is_some_and(|before| {
        let label = before.trim_end().strip_suffix(':');
        before.is_empty() || label.is_some_and(|label| !label.contains(['.', ':', ';']))
    })
}

/// What became of promised activities.
fn activities_told(reader: &Reader, results: &mut [ResultStatement]) {
    let promised = |result: &ResultStatement| {
        let untold = result.progress.is_empty() && result.statements.is_empty();
        result.level == ResultLevel::Activity && untold && !result.progress_left_blank && !result.unanswered
    };
    let known = &*results;
    let all = known.iter().enumerate().filter(|(_, own)| promised(own));
    let told = all.map(|(at, own)| {
        let told = is_told(reader, own);
        (at, told.map(|told| told || account_goes_on(reader, own, known)))
    });
    for (at, told) in told.collect::<Vec<_>>() {
        match told {
            Some(told) => results[at].told = told,
            None => results[at].certainty = Certainty::Doubtful,
        }
    }
}

/// What is told of expected results outside their place; and an objective above others is told of where they are.
fn results_told(reader: &Reader, results: &mut [ResultStatement]) {
    let silent = |result: &ResultStatement| {
        let labelled = result.level != ResultLevel::Activity && !result.indicator_only;
        labelled && !result.progress_left_blank && !result.has_account()
    };
    for result in results.iter_mut().filter(|result| silent(result)) {
        result.told = is_reported(reader, result) || account_goes_on(reader, result, &[]);
    }
    for at in 0..results.len() {
        let own = &results[at];
        let mut parts = results.iter().filter(|other| {
            other.code.is_some() && other.has_account() && other.location.section == own.location.section
        });
        if silent(own) && own.code.is_none() && own.level == ResultLevel::Outcome {
            results[at].told = parts.nth(1).is_some();
        }
    }
}

/// `told_of_result`: it stands in the result's own place.
fn statement(
    sentence: &Sentence,
    passage: &Passage,
    result: Option<usize>,
    told_of_result: bool,
) -> Statement {
    let negated = sentence.has(List::Negations);
    Statement {
        text: sentence.text.clone(),
        location: passage.location.clone(),
        claims: claims(sentence, result.is_some(), told_of_result),
        negated,
        result,
        ..Statement::default()
    }
}
