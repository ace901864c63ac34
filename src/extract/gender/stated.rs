//! What each sentence of a report says of gender by itself: women and men as its subjects, an analysis, an objective.

use super::treated::{self, uncounted};
use super::{aims, goals, is_everybodys, tells_result};
use crate::document::{BlockKind, Location};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::extract::{Reader, Role};
use crate::report::{Claim, Gender, Kind, Statement};

/// Words between an analysis and the word that denies it.
const DENIED: usize = 4;

/// What answers an objective in other words or places is not among it.
pub(super) fn stated(reader: &Reader, statements: &[Statement]) -> Gender {
    let mut gender = Gender::default();
    let legends = legends(reader);
    for (index, statement) in statements.iter().enumerate() {
        let sentence = reader.sentence(&statement.text);
        let role = reader.role_of(&statement.location);
        subjects(reader, (index, statement), &sentence, &legends, &mut gender);
        let analysed = tells_analysis(statement, &sentence);
        let planned = role == Role::Future || (sentence.has(List::Future) && role != Role::Context);
        if analysed && !planned {
            gender.analysis.push(index);
        }
        match aim(reader, statement, &sentence, analysed) {
            Some(Aim::Objective) => gender.objectives.push(index),
            Some(Aim::FollowUp) => gender.follow_up.push(index),
            None => {}
        }
    }
    gender
}

/// Where women, men or their equality are named, and where they are what a sentence is about.
fn subjects(
    reader: &Reader,
    (index, statement): (usize, &Statement),
    sentence: &Sentence,
    legends: &[&Location],
    gender: &mut Gender,
) {
    let word = sentence.has(List::Gender);
    let female = uncounted(sentence, List::Female);
    let male = uncounted(sentence, List::Male);
    if word || names(sentence, List::Female) {
        gender.mentions.push(index);
    }
    if word {
        gender.themes.push(index);
    }
    let counted = || names(sentence, List::Female) && is_headed_by_gender(reader, statement);
    if treated::treats(sentence) || counted() {
        gender.treated.push(index);
    }
    let legend = female && legends.contains(&&statement.location) && statement.claims.is_empty();
    if (male && !legend) || sentence.has(List::MensRoles) {
        gender.men.push(index);
    }
}

/// A sex named by a word, or by a letter beside a number: "12 F", but not the F of an abbreviation or of francs.
fn names(sentence: &Sentence, list: List) -> bool {
    let both = sentence.has(List::Female) && sentence.has(List::Male);
    sentence
        .all(list)
        .any(|hit| both || sentence.tokens[hit.start].lower.chars().count() > 1)
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

fn tells_analysis(statement: &Statement, sentence: &Sentence) -> bool {
    // "The study found that women carry the water and that men decide".
    let compared = uncounted(sentence, List::Female)
        && uncounted(sentence, List::Male)
        && sentence.has(List::AnalysisWords);
    (compared && !statement.negated)
        || sentence
            .all(List::GenderAnalysis)
            .chain(named_analysis(sentence))
            .any(|hit| !is_denied(sentence, hit))
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

/// What a sentence is to the project's aims for gender.
enum Aim {
    Objective,
    FollowUp,
}

fn aim(reader: &Reader, statement: &Statement, sentence: &Sentence, analysed: bool) -> Option<Aim> {
    // "Marker: 1 (significant objective)" is a score and no objective, "below we describe … equality, risks and
    // lessons, finance" says what the report holds.
    if sentence.has(List::GenderMarkerWords) || lists_chapters(sentence) {
        return None;
    }
    let role = reader.role_of(&statement.location);
    let word = sentence.has(List::Gender);
    let answered = sentence
        .all(List::AchievedWords)
        .any(|hit| !is_meant(sentence, hit.start));
    let open = is_objective(reader, role, sentence) && !answered;
    if goals::is_under_goal(reader, statement) && !sentence.numbers.is_empty() && !analysed {
        // "The gender objective reads: … by 2024" is the objective itself.
        return Some(if word && open {
            Aim::Objective
        } else {
            Aim::FollowUp
        });
    }
    // What was analysed is neither an objective nor a result yet.
    // "No objective of equality was set."
    let denied = || {
        let aims = sentence.all(List::ObjectiveWords);
        let mut named = aims.chain(sentence.all(List::GenderAnalysis));
        let counted = sentence.numbers.iter().any(|number| !number.in_words);
        !counted && (is_everybodys(sentence) || named.any(|hit| is_denied(sentence, hit)))
    };
    if !word || analysed || denied() {
        return None;
    }
    let told = role != Role::Context
        && role != Role::Future
        && !statement.claims(Claim::Plan)
        && !sentence.has(List::GenderFocalPoint)
        && tells_result(statement);
    if open {
        Some(Aim::Objective)
    } else {
        (answered || told).then_some(Aim::FollowUp)
    }
}

/// An aim for women, men or their equality, met or not.
fn is_objective(reader: &Reader, role: Role, sentence: &Sentence) -> bool {
    // "The national policy aims at parity", in the background: no aim of the project.
    let of_others = role == Role::Context && sentence.has(List::Norms) && !sentence.has(List::PromiseSources);
    // "Boots will be handed out to the men": who is to be given something is no aim of equality.
    let of_plan = matches!(role, Role::Plan | Role::Expected)
        && (uncounted(sentence, List::Female) || sentence.has(List::Gender));
    // Who looks after it is no objective, wherever that is said.
    let objective = of_plan && !sentence.has(List::GenderFocalPoint)
        || (sentence.has(List::ObjectiveWords) && role != Role::Future && !of_others);
    objective && (reader.kind != Kind::Activity || aims::is_for_gender(sentence, of_plan))
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

/// "will be met", "to be met"
fn is_meant(sentence: &Sentence, verb: usize) -> bool {
    [List::Future, List::InfinitiveMarks].into_iter().any(|list| {
        sentence
            .all(list)
            .any(|hit| hit.end <= verb && verb - hit.end <= 1)
    })
}
