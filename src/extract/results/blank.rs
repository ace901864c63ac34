//! Headings that name a result and have nothing under them, among others that have.

use super::super::lexicon::List;
use super::super::{Reader, Role};
use super::name::name;
use super::told::{TakenUp, is_taken_up};
use crate::document::{Block, BlockKind};
use crate::report::{ResultLevel, ResultStatement};

/// Others beside it that have an account.
const FILLED: usize = 2;

pub fn blanks(reader: &Reader, known: &[ResultStatement]) -> Vec<ResultStatement> {
    let blocks = &reader.document.blocks;
    let places = (0..blocks.len()).filter_map(|at| place(reader, at));
    let places: Vec<Place> = places.collect();
    let left = |place: &&Place| {
        let filled = places
            .iter()
            .filter(|other| other.filled && other.level == place.level && other.parent == place.parent);
        !place.filled && filled.count() >= FILLED
    };
    let stated = |own: &ResultStatement| known.iter().any(|other| other.text.contains(&own.text));
    let found = places.iter().filter(left).map(|place| ResultStatement {
        level: ResultLevel::Activity,
        text: place.text.to_string(),
        location: place.block.location.clone(),
        progress_left_blank: true,
        ..ResultStatement::default()
    });
    let told = |own: &ResultStatement| {
        let matter = ResultStatement {
            text: unlabelled(reader, &own.text),
            ..own.clone()
        };
        is_taken_up(reader, &matter) == Some(TakenUp::Yes)
    };
    found.filter(|own| !stated(own) && !told(own)).collect()
}

/// A heading that names a result by its code.
struct Place<'a> {
    block: &'a Block,
    text: &'a str,
    filled: bool,
    level: u8,
    /// The heading above it.
    parent: Option<usize>,
}

fn place<'a>(reader: &'a Reader, at: usize) -> Option<Place<'a>> {
    let blocks = &reader.document.blocks;
    let block = &blocks[at];
    let text = block.text()?.trim();
    let ahead = matches!(reader.role(at), Role::Plan | Role::Expected | Role::Future);
    if ahead || !is_coded(reader, text) {
        return None;
    }
    let BlockKind::Heading { level, .. } = block.kind else {
        return None;
    };
    let above =
        |other: &Block, least: u8| matches!(other.kind, BlockKind::Heading { level: own, .. } if own < least);
    let next = blocks.get(at + 1);
    Some(Place {
        block,
        text,
        filled: next.is_some_and(|next| !above(next, level + 1)),
        level,
        parent: blocks[..at].iter().rposition(|other| above(other, level)),
    })
}

/// "R3. …", "Output 2.1: …", "Activity 3: …".
fn is_coded(reader: &Reader, text: &str) -> bool {
    let named = name(reader, text).is_some_and(|own| own.code().is_some() && !own.plain);
    let sentence = reader.sentence(text);
    let numbered = sentence.tokens.get(1).is_some_and(|token| token.is_number());
    named || numbered && sentence.starts(List::LevelActivity, 0)
}

/// Without "Activity 3:".
fn unlabelled(reader: &Reader, text: &str) -> String {
    let sentence = reader.sentence(text);
    let mut label = sentence.tokens.iter().take(LABEL);
    let mark = label.rfind(|token| matches!(token.lower.as_str(), ":" | "." | "–" | "-"));
    mark.map_or(text, |mark| text[mark.end..].trim_start())
        .to_string()
}

/// Tokens of "Output 2.1:".
const LABEL: usize = 4;
