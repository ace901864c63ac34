//! Why sentences that name a training or a campaign tell of none: for those who ask for it, `tillsyn rules explain`.

use std::collections::HashSet;

use super::{
    Paragraph, Told, carried::kept_from_telling, gives_account, kind, kind_word, name, outset,
    repeats_the_body,
};
use crate::extract::{Reader, Role};
use crate::report::{Report, Untold};

/// One for each such sentence of running text that no activity has among its own.
pub fn untold(reader: &Reader, report: &Report) -> Vec<Untold> {
    let told: HashSet<usize> = report
        .activities
        .iter()
        .flat_map(|own| own.statements.iter().copied())
        .collect();
    let paragraphs = super::paragraphs(reader, &report.statements);
    let named = paragraphs.iter().flat_map(|paragraph| {
        let sentences = paragraph.sentences.iter();
        sentences.map(move |sentence| (paragraph, sentence))
    });
    named
        .filter(|(_, own)| !told.contains(&own.statement))
        .filter_map(|(paragraph, own)| why(reader, report, paragraph, own))
        .collect()
}

fn why(reader: &Reader, report: &Report, paragraph: &Paragraph, told: &Told) -> Option<Untold> {
    let untold = |word: String, why| {
        (!word.is_empty()).then_some(Untold {
            statement: told.statement,
            word,
            why,
        })
    };
    let Some(kind) = kind(&told.sentence) else {
        return untold(
            kind_word(&told.sentence),
            "the word stands for a place, for somebody's trade or in a phrase that names no training",
        );
    };
    let elsewhere = || section(paragraph.role).filter(|_| !gives_account(paragraph));
    let caption =
        || outset::is_caption(paragraph).then_some("it is a line without a full stop, as under a picture");
    let repeats = || {
        repeats_the_body(reader, paragraph.location).then_some(
            "it stands in a summary or an annex, and what was held is read from the body of the report",
        )
    };
    let why = elsewhere()
        .or_else(caption)
        .or_else(|| kept_from_telling(report, told, kind))
        .or_else(repeats)?;
    untold(name(&told.sentence), why)
}

/// What a part of the report tells of, where that is not what was done.
fn section(role: Role) -> Option<&'static str> {
    Some(match role {
        Role::Expected => "it stands where the expected results are told",
        Role::Plan => "it stands where plans are told",
        Role::Context => {
            "it stands where the situation around the project is told, and does not say “we did”"
        }
        Role::Method => "it stands where it is told how the report or the evaluation was made",
        Role::Lessons => "it stands where lessons and difficulties are told",
        Role::Future => "it stands where it is told what is to come",
        Role::Finance => "it stands where money is told of",
        Role::Achieved | Role::Other => return None,
    })
}
