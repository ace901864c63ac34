//! Where and how a report treats gender: analysis, objectives and their follow-up, women and men as subjects.

mod aims;
mod contents;
mod effects;
mod goals;
mod items;
mod listed;
mod marker;
mod stated;
mod treated;
mod women;

use rust_decimal::Decimal;

use super::activities::has_indicators;
use super::activity_tables::{ActivityRow, ActivityTable};
use super::lexicon::List;
use super::results::is_plan;
use super::statistics::counts::counts;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Passage};
use crate::report::{ActivityKind, Claim, Counted, Gender, Indicator, ResultStatement, Statement};
pub use marker::stated_marker;
use stated::stated;
use treated::uncounted;
pub use women::is_for_women;

/// Words between a duty and those who share it.
const SHARED_REACH: usize = 3;

/// Bytes of a result's label and code.
const MAX_LABEL: usize = 40;

pub fn gender(reader: &Reader, statements: &[Statement], results: &[ResultStatement]) -> Gender {
    let mut gender = stated(reader, statements);
    let mentions = gender.mentions.iter().map(|index| &statements[*index]);
    if treated::is_in_passing(reader, mentions) {
        gender.treated.clear();
    }
    let open = take_up_lists(reader, statements, results, &mut gender);
    let spelt_out = goals::spelt_out(reader, statements, &gender.objectives);
    gender.objectives.extend(spelt_out);
    let objectives = &gender.objectives;
    let told = [
        goals::answers(reader, statements, results, objectives),
        goals::told_after(reader, statements, objectives),
        goals::said_to_be_met(reader, statements, objectives),
        goals::in_like_words(reader, statements, objectives),
    ];
    gender.follow_up.extend(told.into_iter().flatten());
    let aims = aims::unanswered(reader, statements);
    // Items of a list were looked for one by one.
    if !has_indicators(results) && open.is_empty() {
        let aimed = stated_in(statements, &aims);
        let stated: Vec<usize> = gender.objectives.iter().copied().chain(aimed).collect();
        gender.effects = effects::after(reader, statements, &stated);
    }
    gender.unanswered = goals::unanswered(reader, statements, results);
    gender.unanswered.extend(open);
    let known = |aim: &Passage| gender.unanswered.iter().any(|own| own.location == aim.location);
    let aims: Vec<Passage> = aims.into_iter().filter(|aim| !known(aim)).collect();
    gender.unanswered.extend(aims);
    let by_label = answered_by_label(statements, results, &gender.objectives);
    gender.follow_up.extend(by_label);
    responsibility(reader, &mut gender);
    actions(reader, &mut gender);
    gender.contents = contents::contents(reader);
    gender
}

/// The items of lists of objectives stand for the sentences that announce them. Given are those that nothing answers.
fn take_up_lists(
    reader: &Reader,
    statements: &[Statement],
    results: &[ResultStatement],
    gender: &mut Gender,
) -> Vec<Passage> {
    let lists = listed::listed(reader, statements, &gender.objectives);
    gender
        .objectives
        .retain(|index| lists.iter().all(|list| list.announced != *index));
    let items = lists.iter().flat_map(|list| &list.items).copied();
    let (answered, open): (Vec<usize>, Vec<usize>) =
        items.partition(|item| listed::is_answered(reader, statements, results, &statements[*item]));
    gender.objectives.extend(&answered);
    gender.follow_up.extend(answered);
    let open = open.into_iter().map(|item| &statements[item]);
    open.map(|own| Passage::new(&own.text, own.location.clone()))
        .collect()
}

/// "An explicit objective of equality (Outcome 2)" is answered where Outcome 2 is.
fn answered_by_label(
    statements: &[Statement],
    results: &[ResultStatement],
    objectives: &[usize],
) -> Vec<usize> {
    let names = |label: &str| {
        let mut objectives = objectives.iter();
        objectives.any(|index| statements[*index].text.contains(label))
    };
    let told = results
        .iter()
        .filter(|result| result.indicators.iter().any(Indicator::has_actual))
        .filter(|result| label(result).is_some_and(names));
    told.flat_map(|result| result.statements.iter().copied())
        .collect()
}

/// The statements that passages quote.
fn stated_in(statements: &[Statement], passages: &[Passage]) -> Vec<usize> {
    let quoted = |own: &Statement| {
        passages
            .iter()
            .any(|passage| passage.location == own.location && passage.text == own.text)
    };
    (0..statements.len())
        .filter(|index| quoted(&statements[*index]))
        .collect()
}

/// "Outcome 2" of "Outcome 2. Women and men decide together".
fn label(result: &ResultStatement) -> Option<&str> {
    let code = result.code.as_deref()?;
    let end = result.text.find(code)? + code.len();
    let label = result.text[..end].trim();
    (label.len() > code.len() && label.len() < MAX_LABEL).then_some(label)
}

/// Whether words name gender, or one of the sexes.
pub fn named_in(sentence: &Sentence) -> bool {
    sentence.has(List::Gender) || uncounted(sentence, List::Female) || uncounted(sentence, List::Male)
}

/// "A task for everybody", "a responsibility shared by the entire project team".
fn is_everybodys(sentence: &Sentence) -> bool {
    sentence.all(List::Everybody).any(|all| {
        sentence.all(List::DutyWords).any(|duty| {
            let between = all.start.max(duty.start).saturating_sub(all.end.min(duty.end));
            between <= SHARED_REACH
        })
    })
}

/// Who sees to gender: a person, or nobody in particular.
fn responsibility(reader: &Reader, gender: &mut Gender) {
    for (_, passage) in reader.passages() {
        let sentences = reader.sentences(&passage.text);
        let heading = passage.location.section.last();
        let headed = heading.is_some_and(|heading| reader.sentence(heading).has(List::Gender));
        let about = headed || sentences.iter().any(|sentence| sentence.has(List::Gender));
        for sentence in sentences.iter() {
            let named = sentence.has(List::Gender) && sentence.has(List::GenderFocalPoint);
            let shared = is_everybodys(sentence);
            let place = || Passage::new(&sentence.text, passage.location.clone());
            // "Attention to gender is everybody's task": the task is named before it, or in its sentence.
            if (named && sentence.has(List::Negations)) || (about && shared) {
                gender.nobody_responsible.push(place());
            } else if named && !sentence.has(List::Future) {
                gender.focal_points.push(place());
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
        let listed = reader.activity_tables().iter().find(|table| table.block == block);
        if let Some(table) = listed {
            let row = table
                .rows
                .iter()
                .find(|row| row.quote.location == passage.location);
            row.into_iter()
                .for_each(|row| listed_action(reader, table, row, gender));
            continue;
        }
        let led = reader
            .activity_tables()
            .iter()
            .any(|table| table.block == block + 1);
        let sentences = reader.sentences(&passage.text);
        let gendered = sentences
            .iter()
            .any(|sentence| named_in(sentence) || is_for_one_sex(sentence));
        let acts = |sentence: &&Sentence| sentence.has(List::GenderActions);
        for sentence in sentences.iter().filter(acts) {
            let place = Passage::new(&sentence.text, passage.location.clone());
            // "Training" names an action and is no word for doing it.
            let done = [List::ActivityVerbs, List::OutputVerbs].into_iter().any(|verbs| {
                sentence
                    .all(verbs)
                    .any(|hit| !sentence.at(List::GenderActions, hit.start))
            });
            // "These trainings were held:" is told by the rows below.
            let lead = led && sentence.numbers.is_empty();
            let own = lead || is_of_one_sex(&sentences) || sentence.text.ends_with('?');
            if gendered {
                gender.gendered_actions.push(place);
            } else if done && !own && !sentence.has(List::PlanWords) && role != Role::Context {
                gender.other_actions.push(place);
            }
        }
    }
}

/// A row of a table of trainings names one that was held, and no more: columns of women and men are all it can say of them.
fn listed_action(reader: &Reader, table: &ActivityTable, row: &ActivityRow, gender: &mut Gender) {
    let sentence = reader.sentence(&row.quote.text);
    if table.sexed || named_in(&sentence) {
        gender.gendered_actions.push(row.quote.clone());
    } else if row.kind != ActivityKind::Service {
        gender.other_actions.push(row.quote.clone());
    }
}

/// "Un internat pour les filles": one place for them, and no number of them.
fn is_for_one_sex(sentence: &Sentence) -> bool {
    [List::Female, List::Male]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| {
            let mut near = sentence
                .numbers
                .iter()
                .filter(|number| number.end <= hit.start && hit.start - number.end <= 3);
            near.any(|number| number.in_words && number.number.high == Decimal::ONE && number.end < hit.start)
        })
}

/// Whoever is counted, all are women, or all are men: held for one sex, and not without a thought of it.
pub fn is_of_one_sex(sentences: &[Sentence]) -> bool {
    let has = |list: List| sentences.iter().any(|sentence| sentence.has(list));
    let sex = match (has(List::Female), has(List::Male)) {
        (true, false) => List::Female,
        (false, true) => List::Male,
        _ => return false,
    };
    let counts = sentences.iter().flat_map(|sentence| {
        let people = counts(sentence)
            .iter()
            .filter(|count| count.counted == Counted::People);
        people.map(move |count| (count.start..count.end + 1).any(|at| sentence.at(sex, at)))
    });
    let named: Vec<bool> = counts.collect();
    !named.is_empty() && named.into_iter().all(|named| named)
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
