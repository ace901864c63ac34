//! People and cases taken into a trial, an investigation, a referral or a placement, and whether their end is told.

use super::lexicon::List;
use super::statistics::counts::counts;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::Passage;
use crate::report::{Claim, Counted, Process, Statement};

/// Every statement that counts people or cases in a process.
pub fn processes(reader: &Reader, statements: &[Statement]) -> Vec<Process> {
    let sentences: Vec<Sentence> = statements
        .iter()
        .map(|statement| reader.sentence(&statement.text))
        .collect();
    let mut found = Vec::new();
    for (statement, sentence) in statements.iter().zip(&sentences) {
        let role = reader.role_of(&statement.location);
        let told_as_done = !statement.negated
            && !statement.claims(Claim::Plan)
            && !matches!(role, Role::Context | Role::Plan | Role::Expected | Role::Future);
        let counted = counts(sentence)
            .iter()
            .any(|count| matches!(count.counted, Counted::People | Counted::Cases));
        let Some(process) = sentence.first(List::CaseProcess) else {
            continue;
        };
        if !told_as_done || !counted || sentence.has(List::Context) {
            continue;
        }
        let end_told = statements.iter().zip(&sentences).any(|(other, words)| {
            words.has(List::CaseEnd) && speaks_of_same(statement, sentence, other, words)
        });
        found.push(Process {
            quote: Passage::new(&statement.text, statement.location.clone()),
            name: sentence.written(process).to_string(),
            end_told,
        });
    }
    found
}

/// An end may be told in the same passage, in the account of the same result, or wherever the cases are named again.
fn speaks_of_same(one: &Statement, words: &Sentence, other: &Statement, other_words: &Sentence) -> bool {
    let same_process = || {
        other_words.all(List::CaseProcess).any(|hit| {
            words
                .all(List::CaseProcess)
                .any(|own| words.written(own) == other_words.written(hit))
        })
    };
    one.location == other.location
        || (one.result.is_some() && one.result == other.result)
        || other_words.has(List::Cases)
        || same_process()
}
