//! Expected results for equality, and whether they are answered.

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::{tells_result, uncounted};
use crate::document::Passage;
use crate::report::{Claim, Indicator, ResultLevel, ResultStatement, Statement};

/// Words that a goal and a sentence on it have in common at the least.
const KINDRED: usize = 2;

/// Words from "share" to "women": "the share of the young women".
const SHARE_REACH: usize = 3;

/// The statements that tell of a result which names gender, or which the report calls its gender objective: "This was
/// the gender objective of the programme", said under Outcome 3.
pub fn answers(
    reader: &Reader,
    statements: &[Statement],
    results: &[ResultStatement],
    objectives: &[usize],
) -> Vec<usize> {
    let meant = |index: usize| {
        objectives
            .iter()
            .any(|objective| statements[*objective].result == Some(index))
    };
    let telling = |result: &ResultStatement| {
        result.indicators.iter().any(Indicator::has_actual)
            || result
                .statements
                .iter()
                .any(|index| tells_result(&statements[*index]))
    };
    let about = |(index, result): &(usize, &ResultStatement)| {
        telling(result) && (meant(*index) || reader.sentence(&result.text).has(List::Gender))
    };
    results
        .iter()
        .enumerate()
        .filter(about)
        .flat_map(|(_, result)| result.statements.iter().copied())
        .chain(beside(reader, statements, objectives))
        .collect()
}

/// The figures in a section on one result in which an objective is named.
fn beside(reader: &Reader, statements: &[Statement], objectives: &[usize]) -> Vec<usize> {
    let sections: Vec<&[String]> = objectives
        .iter()
        .map(|index| &statements[*index].location)
        .filter(|place| place.table.is_none() && place.sheet.is_none())
        .map(|place| &*place.section)
        .filter(|section| {
            let heading = section.last();
            heading.is_some_and(|heading| {
                // "Outcome 3 – …" is one result, "Results" is all.
                let heading = reader.sentence(heading);
                heading.has(List::ResultLabels) && !heading.numbers.is_empty()
            })
        })
        .collect();
    let figure = |statement: &Statement| {
        sections.contains(&&*statement.location.section)
            && !statement.claims(Claim::Plan)
            && !reader.sentence(&statement.text).numbers.is_empty()
    };
    (0..statements.len())
        .filter(|index| !objectives.contains(index) && figure(&statements[*index]))
        .collect()
}

/// Expected results for women or equality of which the report says nothing, neither in their place nor in like words.
pub fn unanswered(reader: &Reader, statements: &[Statement], results: &[ResultStatement]) -> Vec<Passage> {
    let goal = |result: &&ResultStatement| {
        // One of several numbered goals is a result like others; the overall goal lies beyond the project.
        let fit = match result.level {
            ResultLevel::Outcome | ResultLevel::Output | ResultLevel::Unspecified => true,
            ResultLevel::Impact => result.code.is_some(),
            ResultLevel::Activity => false,
        };
        fit && !result.has_account()
            && result.indicators.is_empty()
            && is_for_equality(&reader.sentence(wording(result)))
    };
    let accounts: Vec<Sentence> = statements
        .iter()
        .filter(|statement| {
            let role = reader.role_of(&statement.location);
            !matches!(role, Role::Plan | Role::Expected | Role::Future | Role::Context)
        })
        .map(|statement| reader.sentence(&statement.text))
        .collect();
    let told = |text: &str| {
        let words = reader.sentence(text);
        let words = words.content();
        accounts.iter().any(|account| {
            let said = account.content();
            let common = words.iter().filter(|word| said.contains(word)).count();
            common > KINDRED && common * 2 >= words.len()
        })
    };
    let stated = results
        .iter()
        .filter(goal)
        .map(|result| (&result.text, &result.location));
    // A goal that became no result of the report: "share of women among the experts goes up from 22 % to 35 %".
    let listed = statements
        .iter()
        .filter(|statement| statement.location.table.is_none() && statement.location.sheet.is_none())
        .filter(|statement| is_share_for_equality(reader, statement))
        .map(|statement| (&statement.text, &statement.location));
    let mut found: Vec<Passage> = Vec::new();
    for (text, place) in stated.chain(listed).filter(|(text, _)| !told(text)) {
        if found.iter().all(|own| own.location != *place) {
            found.push(Passage::new(text, place.clone()));
        }
    }
    found
}

/// A share of women, under what was agreed.
fn is_share_for_equality(reader: &Reader, statement: &Statement) -> bool {
    let role = reader.role_of(&statement.location);
    let sentence = reader.sentence(&statement.text);
    let share = sentence.all(List::PercentageWords).any(|share| {
        sentence
            .all(List::Female)
            .any(|women| women.start >= share.end && women.start - share.end <= SHARE_REACH)
    });
    matches!(role, Role::Expected | Role::Plan) && share && is_for_equality(&sentence)
}

/// What an expected result says behind its label: the 4 of "Goal 4: Women …" counts no women.
fn wording(result: &ResultStatement) -> &str {
    let code = result.code.as_deref().unwrap_or_default();
    let end = result.text.find(code).map_or(0, |start| start + code.len());
    &result.text[end..]
}

/// Whether a sentence stands under a heading that is an objective of equality: "Goal 4. Equal say (gender objective)".
pub fn is_under_goal(reader: &Reader, statement: &Statement) -> bool {
    let heading = statement.location.section.last();
    heading.is_some_and(|heading| {
        let heading = reader.sentence(heading);
        let goal = heading.starts(List::ResultLabels, 0) || heading.has(List::ObjectiveWords);
        heading.has(List::Gender) && goal
    })
}

/// It names gender, or women otherwise than as those beside whom men stand.
fn is_for_equality(sentence: &Sentence) -> bool {
    sentence.has(List::Gender) || (uncounted(sentence, List::Female) && !sentence.has(List::Male))
}
