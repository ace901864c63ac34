//! Where and how a report treats gender: analysis, objectives and their follow-up, women and men as subjects.

use rust_decimal::prelude::ToPrimitive;

use super::lexicon::List;
use super::results::is_plan;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Passage};
use crate::report::{Claim, Gender, GenderMarker, Indicator, ResultStatement, Statement};

/// Words between the name of the marker and its score.
const MARKER_REACH: usize = 6;

/// Bytes of a result's label and code.
const MAX_LABEL: usize = 40;

pub fn gender(reader: &Reader, statements: &[Statement], results: &[ResultStatement]) -> Gender {
    let mut gender = Gender::default();
    for (index, statement) in statements.iter().enumerate() {
        let sentence = reader.sentence(&statement.text);
        let role = reader.role_of(&statement.location);
        let word = sentence.has(List::Gender);
        let female = uncounted(&sentence, List::Female);
        let male = uncounted(&sentence, List::Male);
        if word || names(&sentence, List::Female) {
            gender.mentions.push(index);
        }
        if female {
            gender.women.push(index);
        }
        if male {
            gender.men.push(index);
        }
        // "The study found that women carry the water and that men decide".
        let compared = female && male && sentence.has(List::AnalysisWords);
        let analysed = (sentence.has(List::GenderAnalysis) || names_analysis(&sentence) || compared)
            && !statement.negated;
        let planned = role == Role::Future || (sentence.has(List::Future) && role != Role::Context);
        if analysed && !planned {
            gender.analysis.push(index);
        }
        let objective = matches!(role, Role::Plan | Role::Expected)
            || (sentence.has(List::ObjectiveWords) && role != Role::Future);
        let answered = sentence
            .all(List::AchievedWords)
            .any(|hit| !is_meant(&sentence, hit.start));
        // "Marker: 1 (significant objective)" is a score and no objective.
        if sentence.has(List::GenderMarkerWords) {
            continue;
        }
        // What was analysed is neither an objective nor a result yet.
        if !word || analysed {
            continue;
        }
        let told = role != Role::Context
            && role != Role::Future
            && !statement.claims(Claim::Plan)
            && !sentence.has(List::GenderFocalPoint)
            && tells_result(statement);
        if objective && !answered {
            gender.objectives.push(index);
        } else if answered || told {
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
    // "An explicit objective of equality (Outcome 2)" is answered where Outcome 2 is.
    let named: Vec<usize> = results
        .iter()
        .filter(|result| result.indicators.iter().any(Indicator::has_actual))
        .filter(|result| {
            let label = label(result);
            label.is_some_and(|label| {
                gender
                    .objectives
                    .iter()
                    .any(|index| statements[*index].text.contains(label))
            })
        })
        .flat_map(|result| result.statements.iter().copied())
        .collect();
    gender.follow_up.extend(named);
    responsibility(reader, &mut gender);
    actions(reader, &mut gender);
    gender
}

/// "Outcome 2" of "Outcome 2. Women and men decide together".
fn label(result: &ResultStatement) -> Option<&str> {
    let code = result.code.as_deref()?;
    let end = result.text.find(code)? + code.len();
    let label = result.text[..end].trim();
    (label.len() > code.len() && label.len() < MAX_LABEL).then_some(label)
}

/// "will be met", "to be met"
fn is_meant(sentence: &Sentence, verb: usize) -> bool {
    [List::Future, List::InfinitiveMarks].into_iter().any(|list| {
        sentence
            .all(list)
            .any(|hit| hit.end <= verb && verb - hit.end <= 1)
    })
}

/// "a gender and power analysis"
fn names_analysis(sentence: &Sentence) -> bool {
    sentence.all(List::Gender).any(|gender| {
        sentence
            .all(List::AnalysisWords)
            .any(|analysis| analysis.start.abs_diff(gender.start) <= 5)
    })
}

/// Whether words name gender, or one of the sexes.
pub fn named_in(sentence: &Sentence) -> bool {
    sentence.has(List::Gender) || uncounted(sentence, List::Female) || uncounted(sentence, List::Male)
}

/// Who sees to gender: a person, or nobody in particular.
fn responsibility(reader: &Reader, gender: &mut Gender) {
    for (_, passage) in reader.passages() {
        for sentence in reader.sentences(&passage.text) {
            if !sentence.has(List::Gender) || !sentence.has(List::GenderFocalPoint) {
                continue;
            }
            let place = Passage::new(&sentence.text, passage.location.clone());
            if sentence.has(List::Everybody) || sentence.has(List::Negations) {
                gender.nobody_responsible.push(place);
            } else if !sentence.has(List::PlanWords) {
                gender.focal_points.push(place);
            }
        }
    }
}

/// Trainings, campaigns and services that the report says were held or given.
fn actions(reader: &Reader, gender: &mut Gender) {
    let plans: Vec<bool> = (reader.document.blocks.iter())
        .map(|block| matches!(&block.kind, BlockKind::Table(table) if is_plan(reader, table)))
        .collect();
    for (block, passage) in reader.passages() {
        let role = reader.role(block);
        if plans[block] || matches!(role, Role::Expected | Role::Plan | Role::Future | Role::Finance) {
            continue;
        }
        let sentences = reader.sentences(&passage.text);
        let gendered = sentences.iter().any(named_in);
        let acts = |sentence: &&Sentence| sentence.has(List::GenderActions);
        for sentence in sentences.iter().filter(acts) {
            let place = Passage::new(&sentence.text, passage.location.clone());
            // "Training" names an action and is no word for doing it.
            let done = [List::ActivityVerbs, List::OutputVerbs].into_iter().any(|verbs| {
                sentence
                    .all(verbs)
                    .any(|hit| !sentence.at(List::GenderActions, hit.start))
            });
            if gendered {
                gender.gendered_actions.push(place);
            } else if done && !sentence.has(List::PlanWords) && role != Role::Context {
                gender.other_actions.push(place);
            }
        }
    }
}

/// The DAC marker as a report states it in words: "gender equality policy marker: 1", "significant objective".
pub fn stated_marker(reader: &Reader) -> Option<GenderMarker> {
    reader.passages().find_map(|(_, passage)| {
        reader.sentences(&passage.text).iter().find_map(|sentence| {
            let name = sentence.first(List::GenderMarkerWords)?.end;
            let near = name..name + MARKER_REACH;
            let word = sentence
                .all(List::MarkerScores)
                .find(|hit| near.contains(&hit.start))
                .and_then(|hit| hit.value);
            let digit = || {
                let number = sentence
                    .numbers
                    .iter()
                    .find(|number| near.contains(&number.start))?;
                number.number.low.to_i64().filter(|_| !number.percent)
            };
            let significance = u8::try_from(word.or_else(digit)?)
                .ok()
                .filter(|score| *score <= 2)?;
            Some(GenderMarker {
                significance,
                location: passage.location.clone(),
            })
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

/// A sex named by a word, or by a letter beside a number: "12 F", but not the F of an abbreviation or of francs.
fn names(sentence: &Sentence, list: List) -> bool {
    let both = sentence.has(List::Female) && sentence.has(List::Male);
    sentence
        .all(list)
        .any(|hit| both || sentence.tokens[hit.start].lower.chars().count() > 1)
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
