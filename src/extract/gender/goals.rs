//! Expected results for equality, and whether they are answered.

use foldhash::HashSet;

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::{tells_result, uncounted};
use crate::document::Passage;
use crate::report::{Claim, Indicator, ResultLevel, ResultStatement, Statement};

/// Words that a goal and a sentence on it have in common at the least.
const KINDRED: usize = 2;

/// Words of a sentence that announces objectives and says no more.
const ANNOUNCED: usize = 9;

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

/// "Two gender objectives were set. … The second is that women hold four of ten seats": what the announced objectives are.
pub fn spelt_out(reader: &Reader, statements: &[Statement], objectives: &[usize]) -> Vec<usize> {
    let announced = |index: usize| {
        let before = statements[..index].iter().enumerate().rev();
        before
            .take_while(|(_, other)| other.location == statements[index].location)
            .any(|(at, other)| objectives.contains(&at) && other.text.split_whitespace().count() <= ANNOUNCED)
    };
    let names_women = |index: usize| uncounted(&reader.sentence(&statements[index].text), List::Female);
    (0..statements.len())
        .filter(|index| !objectives.contains(index) && announced(*index) && names_women(*index))
        .collect()
}

/// The first statement of each passage that has most words of an objective: "domestic workers get a section of their own"
/// is answered where a section for domestic workers is.
pub fn in_like_words(reader: &Reader, statements: &[Statement], objectives: &[usize]) -> Vec<usize> {
    let mut passages: Vec<(usize, HashSet<String>)> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        if !gives_account(reader, statement) {
            continue;
        }
        let sentence = reader.sentence(&statement.text);
        let words = sentence.content().into_iter().map(str::to_string);
        match passages.last_mut() {
            Some((first, known)) if statements[*first].location == statement.location => known.extend(words),
            _ => passages.push((index, words.collect())),
        }
    }
    let mut found = Vec::new();
    for objective in objectives {
        let own = &statements[*objective];
        let text = own
            .text
            .split_once(':')
            .map_or(own.text.as_str(), |(_, text)| text);
        let sentence = reader.sentence(text);
        let words = sentence.content();
        let answers = |(first, known): &&(usize, HashSet<String>)| {
            let common = words.iter().filter(|word| known.contains(**word)).count();
            statements[*first].location != own.location && common > KINDRED + 1 && common * 2 >= words.len()
        };
        found.extend(passages.iter().filter(answers).map(|(first, _)| *first));
    }
    found
}

/// It stands where the report tells what was done, not what was agreed, lies ahead or is so anyway.
pub fn gives_account(reader: &Reader, statement: &Statement) -> bool {
    let role = reader.role_of(&statement.location);
    !matches!(role, Role::Plan | Role::Expected | Role::Future | Role::Context)
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
        .filter(|statement| gives_account(reader, statement))
        .map(|statement| reader.sentence(&statement.text))
        .collect();
    let told = |text: &str| {
        let words = reader.sentence(text);
        let words = words.content();
        accounts
            .iter()
            .filter(|account| account.text != text)
            .any(|account| {
                let said = account.content();
                let common = words.iter().filter(|word| said.contains(word)).count();
                common > KINDRED && common * 2 >= words.len()
            })
    };
    // An account of gender in the same matter answers a planned act, whatever came of it.
    let treated = |text: &str| {
        let sentence = reader.sentence(text);
        let matter: Vec<&str> = matter(&sentence, &[List::Gender]);
        accounts
            .iter()
            .filter(|account| account.text != text && account.has(List::Gender))
            .any(|account| matter.iter().any(|word| account.content().contains(word)))
    };
    let planned = statements
        .iter()
        .filter(|statement| is_planned_for_equality(reader, statement))
        .filter(|statement| {
            results
                .iter()
                .all(|result| result.text != statement.text || goal(&result))
        })
        .filter(|statement| !treated(&statement.text))
        .map(|statement| (&statement.text, &statement.location));
    let stated = results
        .iter()
        .filter(goal)
        .map(|result| (&result.text, &result.location));
    // A goal that became no result of the report: "share of women among the experts goes up from 22 % to 35 %".
    let listed = statements
        .iter()
        .filter(|statement| statement.location.table.is_none() && statement.location.sheet.is_none())
        .filter(|statement| {
            is_share_for_equality(reader, statement)
                || (is_set_share(reader, statement) && !is_answered(reader, statements, results, statement))
        })
        .map(|statement| (&statement.text, &statement.location));
    let mut found: Vec<Passage> = Vec::new();
    for (text, place) in stated
        .chain(listed)
        .chain(planned)
        .filter(|(text, _)| !told(text))
    {
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

/// "The project document set the objective that at least 40 per cent of the members should be women", wherever it is said;
/// in the background only what the project itself undertook.
fn is_set_share(reader: &Reader, statement: &Statement) -> bool {
    let role = reader.role_of(&statement.location);
    let sentence = reader.sentence(&statement.text);
    let sourced = sentence.has(List::PromiseSources);
    let undertaken = sourced && sentence.has(List::PromiseWords);
    let set = undertaken || role != Role::Context && (sourced || sentence.has(List::PromiseWords));
    role != Role::Future
        && is_one_share(&sentence)
        && set
        && (undertaken && !is_observed(statement) || !tells_result(statement))
        && sentence.has(List::Female)
        && !sentence.has(List::AchievedWords)
        && (undertaken || names_objective(&sentence))
}

/// What was reached is no goal, whatever was set out.
pub fn is_observed(statement: &Statement) -> bool {
    [Claim::Outcome, Claim::Impact, Claim::Shortfall]
        .into_iter()
        .any(|claim| statement.claims(claim))
}

/// "40 per cent", "from 12 to 30 per cent", "half of the seats": beside a second share the first is answered.
fn is_one_share(sentence: &Sentence) -> bool {
    let shares: Vec<_> = sentence.numbers.iter().filter(|number| number.percent).collect();
    // "400 are trained, half of them women": what is to be done, not for whom.
    let counted = sentence
        .numbers
        .iter()
        .any(|number| !number.in_words && !number.percent && !sentence.is_year(number));
    match shares.as_slice() {
        [] => sentence.has(List::Fractions) && !counted,
        [_] => true,
        [from, to] => !counted && to.start - from.end <= SHARE_REACH,
        _ => false,
    }
}

/// By a figure in the passage after it, or by an indicator of women in the same matter.
fn is_answered(
    reader: &Reader,
    statements: &[Statement],
    results: &[ResultStatement],
    goal: &Statement,
) -> bool {
    let words = reader.sentence(&goal.text);
    let sexes = [List::Gender, List::Female, List::Male];
    let words = matter(&words, &sexes);
    let counted = results
        .iter()
        .flat_map(|result| &result.indicators)
        .filter(|indicator| indicator.has_actual())
        .any(|indicator| {
            let named = reader.sentence(&indicator.text);
            named.has(List::Female)
                && matter(&named, &sexes)
                    .iter()
                    .filter(|word| words.contains(word))
                    .count()
                    >= KINDRED
        });
    counted
        || statements
            .iter()
            .skip_while(|statement| statement.text != goal.text)
            .skip(1)
            .take_while(|statement| statement.location == goal.location)
            .any(|statement| !reader.sentence(&statement.text).numbers.is_empty())
}

/// What is told of women or men after an objective, in the same passage.
pub fn told_after(reader: &Reader, statements: &[Statement], objectives: &[usize]) -> Vec<usize> {
    let tells = |index: &usize| {
        let sentence = reader.sentence(&statements[*index].text);
        let sexed = sentence.has(List::Female) || sentence.has(List::Male);
        sexed
            && !statements[*index].claims(Claim::Plan)
            && (tells_result(&statements[*index]) || !sentence.numbers.is_empty())
    };
    objectives
        .iter()
        .flat_map(|objective| {
            let place = &statements[*objective].location;
            (objective + 1..statements.len()).take_while(move |index| statements[*index].location == *place)
        })
        .filter(|index| !objectives.contains(index))
        .filter(tells)
        .collect()
}

/// "The objective was … We can say that it was reached": the sentence after it.
pub fn said_to_be_met(reader: &Reader, statements: &[Statement], objectives: &[usize]) -> Vec<usize> {
    let met = |index: &usize| {
        let sentence = reader.sentence(&statements[*index].text);
        sentence.has(List::AchievedWords) && !sentence.has(List::Negations) && !sentence.has(List::Future)
    };
    objectives
        .iter()
        .map(|objective| objective + 1)
        .filter(|next| {
            *next < statements.len() && statements[*next].location == statements[*next - 1].location
        })
        .filter(met)
        .collect()
}

/// "Objective", "goal", and not only "will".
fn names_objective(sentence: &Sentence) -> bool {
    sentence
        .all(List::ObjectiveWords)
        .any(|hit| sentence.at(List::HeadingPlan, hit.start))
}

/// An item of a plan that names gender and what is to be done: "four municipalities to annex a gender statement".
fn is_planned_for_equality(reader: &Reader, statement: &Statement) -> bool {
    let place = &statement.location;
    let sentence = reader.sentence(&statement.text);
    reader.role_of(place) == Role::Plan
        && place.table.is_none()
        && place.sheet.is_none()
        && sentence.has(List::Gender)
        && !sentence.numbers.is_empty()
        && !sentence.has(List::GenderAnalysis)
        && !sentence.has(List::Negations)
        && !sentence.has(List::GenderMarkerWords)
        && !sentence.has(List::GenderFocalPoint)
}

/// The words of a sentence that are none of some lists: for gender, for the sexes.
fn matter<'a>(sentence: &'a Sentence, beyond: &[List]) -> Vec<&'a str> {
    let gender: Vec<&str> = beyond
        .iter()
        .flat_map(|list| sentence.all(*list))
        .flat_map(|hit| &sentence.tokens[hit.start..hit.end])
        .map(|token| token.stem.as_str())
        .collect();
    let content = sentence.content();
    content
        .iter()
        .copied()
        .filter(|word| !gender.contains(word))
        .collect()
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
