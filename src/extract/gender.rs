//! Where and how a report treats gender: analysis, objectives and their follow-up, women and men as subjects.

mod aims;
mod contents;
mod effects;
mod goals;
mod items;
mod listed;
mod marker;
mod treated;
mod women;

use rust_decimal::Decimal;

use super::activities::has_indicators;
use super::lexicon::{Hit, List};
use super::results::is_plan;
use super::statistics::counts::counts;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Location, Passage};
use crate::report::{Claim, Counted, Gender, Indicator, Kind, ResultStatement, Statement};
pub use marker::stated_marker;
use treated::uncounted;
pub use women::is_for_women;

/// Words between a duty and those who share it.
const SHARED_REACH: usize = 3;

/// Words between an analysis and the word that denies it.
const DENIED: usize = 4;

/// Bytes of a result's label and code.
const MAX_LABEL: usize = 40;

pub fn gender(reader: &Reader, statements: &[Statement], results: &[ResultStatement]) -> Gender {
    let mut gender = Gender::default();
    let legends = legends(reader);
    for (index, statement) in statements.iter().enumerate() {
        let sentence = reader.sentence(&statement.text);
        let role = reader.role_of(&statement.location);
        let word = sentence.has(List::Gender);
        let female = uncounted(&sentence, List::Female);
        let male = uncounted(&sentence, List::Male);
        if word || names(&sentence, List::Female) {
            gender.mentions.push(index);
        }
        if word {
            gender.themes.push(index);
        }
        let counted = || names(&sentence, List::Female) && is_headed_by_gender(reader, statement);
        if treated::treats(&sentence) || counted() {
            gender.treated.push(index);
        }
        let legend = female && legends.contains(&&statement.location) && statement.claims.is_empty();
        if (male && !legend) || sentence.has(List::MensRoles) {
            gender.men.push(index);
        }
        // "The study found that women carry the water and that men decide".
        let compared = female && male && sentence.has(List::AnalysisWords);
        let analysed = (compared && !statement.negated)
            || sentence
                .all(List::GenderAnalysis)
                .chain(named_analysis(&sentence))
                .any(|hit| !is_denied(&sentence, hit));
        let planned = role == Role::Future || (sentence.has(List::Future) && role != Role::Context);
        if analysed && !planned {
            gender.analysis.push(index);
        }
        // "The national policy aims at parity", in the background: no aim of the project.
        let of_others =
            role == Role::Context && sentence.has(List::Norms) && !sentence.has(List::PromiseSources);
        // "Boots will be handed out to the men": who is to be given something is no aim of equality.
        let of_plan = matches!(role, Role::Plan | Role::Expected) && (female || sentence.has(List::Gender));
        // Who looks after it is no objective, wherever that is said.
        let objective = of_plan && !sentence.has(List::GenderFocalPoint)
            || (sentence.has(List::ObjectiveWords) && role != Role::Future && !of_others);
        let objective =
            objective && (reader.kind != Kind::Activity || aims::is_for_gender(&sentence, of_plan));
        let answered = sentence
            .all(List::AchievedWords)
            .any(|hit| !is_meant(&sentence, hit.start));
        // "Marker: 1 (significant objective)" is a score and no objective, "below we describe … equality, risks and
        // lessons, finance" says what the report holds.
        if sentence.has(List::GenderMarkerWords) || lists_chapters(&sentence) {
            continue;
        }
        if goals::is_under_goal(reader, statement) && !sentence.numbers.is_empty() && !analysed {
            // "The gender objective reads: … by 2024" is the objective itself.
            if word && objective && !answered {
                gender.objectives.push(index);
            } else {
                gender.follow_up.push(index);
            }
            continue;
        }
        // What was analysed is neither an objective nor a result yet.
        // "No objective of equality was set."
        let denied = || {
            let aims = sentence.all(List::ObjectiveWords);
            let mut named = aims.chain(sentence.all(List::GenderAnalysis));
            let counted = sentence.numbers.iter().any(|number| !number.in_words);
            !counted && (is_everybodys(&sentence) || named.any(|hit| is_denied(&sentence, hit)))
        };
        if !word || analysed || denied() {
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
    let mentions = gender.mentions.iter().map(|index| &statements[*index]);
    if treated::is_in_passing(reader, mentions) {
        gender.treated.clear();
    }
    let lists = listed::listed(reader, statements, &gender.objectives);
    gender
        .objectives
        .retain(|index| lists.iter().all(|list| list.announced != *index));
    let items = lists.iter().flat_map(|list| &list.items).copied();
    let (answered, open): (Vec<usize>, Vec<usize>) =
        items.partition(|item| listed::is_answered(reader, statements, results, &statements[*item]));
    gender.objectives.extend(&answered);
    gender.follow_up.extend(answered);
    // Items of a list were looked for one by one.
    let looked_for = !open.is_empty();
    let open = open.into_iter().map(|item| {
        let statement = &statements[item];
        Passage::new(&statement.text, statement.location.clone())
    });
    let spelt_out = goals::spelt_out(reader, statements, &gender.objectives);
    gender.objectives.extend(spelt_out);
    let answers = goals::answers(reader, statements, results, &gender.objectives);
    gender.follow_up.extend(answers);
    let after = goals::told_after(reader, statements, &gender.objectives);
    gender.follow_up.extend(after);
    let met = goals::said_to_be_met(reader, statements, &gender.objectives);
    gender.follow_up.extend(met);
    let kindred = goals::in_like_words(reader, statements, &gender.objectives);
    gender.follow_up.extend(kindred);
    gender.unanswered = goals::unanswered(reader, statements, results);
    gender.unanswered.extend(open);
    let quoted = |aim: &Passage, known: &[Passage]| known.iter().any(|own| own.location == aim.location);
    let aims = aims::unanswered(reader, statements);
    if !has_indicators(results) && !looked_for {
        let stated = gender
            .objectives
            .iter()
            .copied()
            .chain(stated_in(statements, &aims))
            .collect::<Vec<_>>();
        gender.effects = effects::after(reader, statements, &stated);
    }
    let aims: Vec<Passage> = aims
        .into_iter()
        .filter(|aim| !quoted(aim, &gender.unanswered))
        .collect();
    gender.unanswered.extend(aims);
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
    gender.contents = contents::contents(reader);
    gender
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

/// "Solar training for women": under such a heading they are the subject, even where they are only counted.
fn is_headed_by_gender(reader: &Reader, statement: &Statement) -> bool {
    let mut headings = statement
        .location
        .section
        .iter()
        .map(|heading| reader.sentence(heading));
    headings.any(|heading| treated::treats(&heading) && !is_of_mother_and_child(&heading))
}

/// "Mother and child health" is a field of health.
fn is_of_mother_and_child(heading: &Sentence) -> bool {
    let with_child = |hit: &Hit| {
        heading.starts(List::AndWords, hit.end)
            && (hit.end + 1..hit.end + 3).any(|at| heading.at(List::Age, at) && !heading.at(List::Female, at))
    };
    !heading.has(List::Gender) && heading.all(List::Female).any(with_child)
}

/// Where the words of a table are explained: "F: women; M: men", "boys and girls are persons below 18".
fn legends<'a>(reader: &'a Reader) -> Vec<&'a Location> {
    let blocks = &reader.document.blocks;
    blocks
        .windows(2)
        .filter(|pair| matches!(pair[0].kind, BlockKind::Table(_)) && pair[1].text().is_some())
        .map(|pair| &pair[1].location)
        .collect()
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
fn named_analysis(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    sentence.all(List::AnalysisWords).filter(|analysis| {
        sentence
            .all(List::Gender)
            .any(|gender| analysis.start.abs_diff(gender.start) <= 5)
    })
}

/// "No gender analysis was made", "a gender analysis was not made": what it found may well be told with a "not".
fn is_denied(sentence: &Sentence, analysis: &Hit) -> bool {
    sentence.all(List::Negations).any(|negation| {
        let before = negation.end <= analysis.start && analysis.start - negation.end <= DENIED;
        let after = negation.start >= analysis.end && negation.start - analysis.end <= DENIED;
        before || after
    })
}

/// It names so many of the chapters that every report has that it tells of these.
fn lists_chapters(sentence: &Sentence) -> bool {
    let chapters = [
        List::HeadingLessons,
        List::HeadingFinance,
        List::HeadingAchieved,
        List::HeadingAnnex,
        List::HeadingContext,
        List::ColumnProblem,
    ];
    chapters.into_iter().filter(|list| sentence.has(*list)).count() > 2
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
            let own = is_of_one_sex(&sentences) || sentence.text.ends_with('?');
            if gendered {
                gender.gendered_actions.push(place);
            } else if done && !own && !sentence.has(List::PlanWords) && role != Role::Context {
                gender.other_actions.push(place);
            }
        }
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
            .into_iter()
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

/// A sex named by a word, or by a letter beside a number: "12 F", but not the F of an abbreviation or of francs.
fn names(sentence: &Sentence, list: List) -> bool {
    let both = sentence.has(List::Female) && sentence.has(List::Male);
    sentence
        .all(list)
        .any(|hit| both || sentence.tokens[hit.start].lower.chars().count() > 1)
}
