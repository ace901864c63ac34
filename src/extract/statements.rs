//! What each sentence claims, in the terms of the DAC results chain, and which result it speaks of.

mod cells;

use super::lexicon::List;
use super::results::is_told;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Passage};
use crate::report::{Certainty, Claim, Figure, ResultLevel, ResultStatement, Statement};

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
        for passage in passages {
            for sentence in reader.declared_sentences(&passage.text) {
                result.statements.push(found.len());
                found.push(statement(&sentence, &passage, Some(index)));
            }
        }
    }
    let keys: Vec<Vec<String>> = results
        .iter()
        .map(|result| content(&reader.sentence(&result.text)))
        .collect();
    for (index, block) in reader.document.blocks.iter().enumerate() {
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
        if results.iter().any(|result| {
            result
                .progress
                .contains(&Passage::new(text.trim(), block.location.clone()))
        }) {
            continue;
        }
        for sentence in reader.sentences(text) {
            let owner = matches!(role, Role::Achieved | Role::Other)
                .then(|| owner(&sentence, &keys))
                .flatten();
            let mut statement = statement(&sentence, &passage, owner);
            // Who promises something has not told of it.
            let owner = owner.filter(|owner| !statement.text.contains(&results[*owner].text));
            // To say that something failed of the wrong result is worse than not to say it.
            let owner = owner.filter(|_| !statement.claims(Claim::Shortfall));
            statement.result = owner;
            if let Some(owner) = owner {
                results[owner].statements.push(found.len());
            }
            if role == Role::Lessons && statement.claims.iter().all(|(claim, _)| *claim != Claim::Lesson) {
                statement.claims.push((Claim::Lesson, String::new()));
            }
            if matches!(role, Role::Plan | Role::Expected | Role::Future) && !statement.claims(Claim::Plan) {
                statement.claims.push((Claim::Plan, String::new()));
            }
            found.push(statement);
        }
    }
    activities_told(reader, results);
    reasons_elsewhere(reader, results, &found);
    found
}

/// "Only 41 survivors stayed, where 50 had been expected, because …": a reason that names both actual and target is theirs.
fn reasons_elsewhere(reader: &Reader, results: &mut [ResultStatement], statements: &[Statement]) {
    for (index, statement) in statements.iter().enumerate() {
        if !statement.claims(Claim::Reason) {
            continue;
        }
        let sentence = reader.sentence(&statement.text);
        let names = |figure: &Option<Figure>| {
            let number = figure.as_ref().and_then(|figure| figure.number);
            number.is_some_and(|own| sentence.numbers.iter().any(|number| number.number.low == own.low))
        };
        for result in results
            .iter_mut()
            .filter(|result| !result.statements.contains(&index))
        {
            let theirs = result
                .indicators
                .iter()
                .flat_map(|indicator| &indicator.periods)
                .any(|period| names(&period.target) && names(&period.actual));
            if theirs {
                result.statements.push(index);
            }
        }
    }
}

/// What became of promised activities.
fn activities_told(reader: &Reader, results: &mut [ResultStatement]) {
    for result in results.iter_mut().filter(|result| {
        result.level == ResultLevel::Activity && result.progress.is_empty() && result.statements.is_empty()
    }) {
        match is_told(reader, result) {
            Some(told) => result.told = told,
            None => result.certainty = Certainty::Doubtful,
        }
    }
}

fn content(sentence: &Sentence) -> Vec<String> {
    let mut words: Vec<String> = sentence.content().into_iter().map(String::from).collect();
    words.sort();
    words.dedup();
    words
}

/// The result with which a sentence shares most words: at least two, and a good part of the result's own.
fn owner(sentence: &Sentence, keys: &[Vec<String>]) -> Option<usize> {
    let words = content(sentence);
    keys.iter()
        .enumerate()
        .map(|(index, key)| {
            (
                index,
                key.iter().filter(|word| words.contains(word)).count(),
                key.len(),
            )
        })
        .filter(|(_, shared, length)| *shared >= 3 || (*shared == 2 && *length <= 6))
        .filter(|(_, shared, length)| shared * 3 >= *length || *shared >= 4)
        .max_by_key(|(_, shared, _)| *shared)
        .map(|(index, _, _)| index)
}

fn statement(sentence: &Sentence, passage: &Passage, result: Option<usize>) -> Statement {
    let negated = sentence.has(List::Negations);
    Statement {
        text: sentence.text.clone(),
        location: passage.location.clone(),
        claims: claims(sentence, negated),
        negated,
        result,
        ..Statement::default()
    }
}

fn claims(sentence: &Sentence, negated: bool) -> Vec<(Claim, String)> {
    let mut found: Vec<(Claim, String)> = Vec::new();
    let mut claim = |claim: Claim, list: List| {
        if let Some(hit) = sentence.first(list) {
            found.push((claim, sentence.written(hit).to_string()));
        }
    };
    claim(Claim::Reason, List::ReasonWords);
    claim(Claim::Lesson, List::LessonWords);
    claim(Claim::Shortfall, List::ShortfallWords);
    claim(Claim::Estimate, List::EstimateWords);
    claim(Claim::Plan, List::PlanWords);
    claim(Claim::Activity, List::ActivityVerbs);
    claim(Claim::Output, List::OutputVerbs);
    if !negated {
        found.extend(change(sentence));
    }
    found
}

/// Use or change: by somebody else's act ("adopted", "re-opened"), or measured ("rose from 43 to 93 per cent").
fn change(sentence: &Sentence) -> Option<(Claim, String)> {
    let intended = sentence.first(List::PlanWords).map(|hit| hit.start);
    let acted = sentence
        .all(List::OutcomeVerbs)
        .find(|hit| intended.is_none_or(|plan| hit.start < plan) && !is_infinitive(sentence, hit.start));
    if let Some(hit) = acted {
        return Some((Claim::Outcome, sentence.written(hit).to_string()));
    }
    let verb = sentence
        .all(List::ChangeVerbs)
        .find(|hit| intended.is_none_or(|plan| hit.start < plan) && !is_infinitive(sentence, hit.start))?;
    let written = sentence.written(verb).to_string();
    let noun = sentence.has(List::ChangeNouns);
    let measured = sentence.numbers.iter().any(|number| number.percent)
        || (sentence
            .numbers
            .iter()
            .filter(|number| number.number.low < rust_decimal::Decimal::from(1900) || number.in_words)
            .count()
            >= 2
            && sentence.has(List::FromWords));
    match (measured, noun, sentence.has(List::ImpactWords)) {
        (true, _, true) => Some((Claim::Impact, written)),
        (true, ..) => Some((Claim::Outcome, written)),
        (false, true, _) => Some((Claim::Assertion, written)),
        (false, false, _) => None,
    }
}

/// "in order to adopt", "how to use": a purpose, not an act.
fn is_infinitive(sentence: &Sentence, verb: usize) -> bool {
    sentence.ends(List::InfinitiveMarks, verb)
}

/// Groups of actors that a result names and of which nothing in the account of results speaks.
pub fn unmentioned_actors(
    reader: &Reader,
    result: &ResultStatement,
    statements: &[Statement],
) -> Vec<String> {
    if result.progress.is_empty() {
        return Vec::new();
    }
    let account: Vec<Sentence> = statements
        .iter()
        .filter(|statement| !statement.claims(Claim::Plan) && !statement.negated)
        .filter(|statement| {
            result
                .statements
                .iter()
                .any(|index| statements[*index].text == statement.text)
                || statement.result.is_some()
                || statement.claims(Claim::Activity)
                || statement.claims(Claim::Output)
        })
        .map(|statement| reader.sentence(&statement.text))
        .collect();
    let own = reader.sentence(&result.text);
    let mut missing: Vec<String> = own
        .all(List::Actors)
        .filter(|hit| {
            let stems: Vec<&str> = own.tokens[hit.start..hit.end]
                .iter()
                .map(|token| token.stem.as_str())
                .filter(|stem| *stem != "-")
                .collect();
            // Police are law enforcement, whatever the report calls them.
            let law = own.at(List::LawEnforcement, hit.start);
            !account.iter().any(|sentence| {
                if law && sentence.has(List::LawEnforcement) {
                    return true;
                }
                let words: Vec<&str> = sentence
                    .tokens
                    .iter()
                    .map(|token| token.stem.as_str())
                    .filter(|stem| *stem != "-")
                    .collect();
                words.windows(stems.len().max(1)).any(|window| window == stems)
            })
        })
        .map(|hit| own.written(hit).to_string())
        .collect();
    missing.dedup();
    // Where none of the actors is named the account uses other words: nothing can be concluded.
    if missing.len() < own.all(List::Actors).count() {
        missing
    } else {
        Vec::new()
    }
}
