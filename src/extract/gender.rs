//! Where and how a report treats gender: analysis, objectives and their follow-up, women and men as subjects.

use super::lexicon::List;
use super::words::Sentence;
use super::{Reader, Role};
use crate::report::{Claim, Gender, ResultStatement, Statement};

pub fn gender(reader: &Reader, statements: &[Statement], results: &[ResultStatement]) -> Gender {
    let mut gender = Gender::default();
    for (index, statement) in statements.iter().enumerate() {
        let sentence = reader.sentence(&statement.text);
        let role = reader.role_of(&statement.location);
        let word = sentence.has(List::Gender);
        let female = uncounted(&sentence, List::Female);
        let male = uncounted(&sentence, List::Male);
        if word || sentence.has(List::Female) {
            gender.mentions.push(index);
        }
        if female {
            gender.women.push(index);
        }
        if male {
            gender.men.push(index);
        }
        let analysed = (sentence.has(List::GenderAnalysis) || names_analysis(&sentence)) && !statement.negated;
        let planned = role == Role::Future || (statement.claims(Claim::Plan) && role != Role::Context);
        if analysed && !planned {
            gender.analysis.push(index);
        }
        let objective = matches!(role, Role::Plan | Role::Expected)
            || (sentence.has(List::ObjectiveWords) && role != Role::Future);
        let answered = sentence.all(List::AchievedWords).any(|hit| !is_meant(&sentence, hit.start));
        if word && objective && !answered {
            gender.objectives.push(index);
        } else if analysed {
            // What was analysed is no result yet.
        } else if word && answered {
            gender.follow_up.push(index);
        } else if word
            && role != Role::Context
            && role != Role::Future
            && !statement.claims(Claim::Plan)
            && !sentence.has(List::GenderFocalPoint)
            && tells_result(statement)
        {
            gender.follow_up.push(index);
        }
    }
    let reported = |result: &ResultStatement| {
        result
            .statements
            .iter()
            .any(|index| tells_result(&statements[*index]))
    };
    for result in results
        .iter()
        .filter(|result| reader.sentence(&result.text).has(List::Gender))
    {
        if reported(result) {
            gender.follow_up.extend(result.statements.iter().copied());
        }
    }
    gender
}

/// "will be met", "to be met"
fn is_meant(sentence: &Sentence, verb: usize) -> bool {
    [List::Future, List::InfinitiveMarks]
        .into_iter()
        .any(|list| sentence.all(list).any(|hit| hit.end <= verb && verb - hit.end <= 1))
}

/// "a gender and power analysis"
fn names_analysis(sentence: &Sentence) -> bool {
    sentence.all(List::Gender).any(|gender| {
        sentence.all(List::AnalysisWords).any(|analysis| {
            analysis.start.abs_diff(gender.start) <= 5
        })
    })
}

fn tells_result(statement: &Statement) -> bool {
    [
        Claim::Activity,
        Claim::Output,
        Claim::Outcome,
        Claim::Impact,
        Claim::Shortfall,
    ]
    .into_iter()
    .any(|claim| statement.claims(claim))
}

/// A sex named otherwise than as the noun of a number.
fn uncounted(sentence: &Sentence, list: List) -> bool {
    sentence.all(list).any(|hit| {
        let abbreviation = sentence.tokens[hit.start].lower.chars().count() == 1;
        let counted = sentence
            .numbers
            .iter()
            .any(|number| number.end <= hit.start && hit.start - number.end <= 3);
        !abbreviation && !counted
    })
}
