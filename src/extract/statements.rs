//! What each sentence claims, in the terms of the DAC results chain, and which result it speaks of.

mod account;
mod changes;
mod claims;
mod deviations;
mod owners;

use self::claims::claims;
pub use self::owners::unmentioned_actors;
use self::owners::{activities_told, content, owner, reasons_elsewhere};
use super::lexicon::List;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Cell, Passage, Table};
use crate::report::{Claim, ResultStatement, Statement};

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
            found.extend(labelled_rows(reader, table));
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
    activities_told(reader, results, &found);
    reasons_elsewhere(reader, results, &found);
    found
}

/// "Gender analysis | Carried out in May by …": a row of a label and a text is a sentence that begins with the label.
fn labelled_rows(reader: &Reader, table: &Table) -> Vec<Statement> {
    let mut found = Vec::new();
    for row in 0..table.rows() {
        let mut cells: Vec<&Cell> = (0..table.columns())
            .filter_map(|column| table.cell(row, column))
            .filter(|cell| cell.row == row && !cell.text.trim().is_empty())
            .collect();
        cells.dedup_by(|one, other| std::ptr::eq(*one, *other));
        let [label, text] = cells.as_slice() else { continue };
        let words = |cell: &Cell| cell.text.split_whitespace().count();
        if words(label) > MAX_LABEL || words(text) < MIN_TEXT {
            continue;
        }
        let written = format!(
            "{}: {}",
            label.text.trim().trim_end_matches(':'),
            text.text.trim()
        );
        let passage = Passage::new(&written, text.location.clone());
        let plan = reader.heading_role(&label.text) == Role::Plan;
        for sentence in reader.sentences(&written) {
            let mut own = statement(&sentence, &passage, None);
            if plan && !own.claims(Claim::Plan) {
                own.claims.push((Claim::Plan, String::new()));
            }
            found.push(own);
        }
    }
    found
}

/// Words of a row's label, and of the text beside it.
const MAX_LABEL: usize = 5;
const MIN_TEXT: usize = 6;

fn statement(sentence: &Sentence, passage: &Passage, result: Option<usize>) -> Statement {
    let negated = sentence.has(List::Negations);
    Statement {
        text: sentence.text.clone(),
        location: passage.location.clone(),
        claims: claims(sentence, result.is_some()),
        negated,
        result,
        ..Statement::default()
    }
}
