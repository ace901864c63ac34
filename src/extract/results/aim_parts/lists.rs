//! Aims or components that a list sets out ("with a focus on three components:", "Specific objectives:").

use std::ops::Range;

use super::super::super::lexicon::List;
use super::super::super::{Reader, Role};
use super::super::owed;
use super::{OWN, PARTS, Part, apart, is_told, matter};
use crate::document::{Block, BlockKind};
use crate::report::ResultStatement;

/// What became of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Yes,
    /// It is about too little to be known again, or a word of it stands somewhere.
    Perhaps,
    No,
}

/// The items of such lists that the account leaves out, where it takes up others.
pub fn left_out(reader: &Reader) -> Vec<ResultStatement> {
    let blocks = &reader.document.blocks;
    let mut found = Vec::new();
    for index in 1..blocks.len() {
        let item = |at: usize| {
            matches!(
                blocks.get(at).map(|block| &block.kind),
                Some(BlockKind::ListItem { .. })
            )
        };
        if item(index) && !item(index - 1) && sets_out(reader, index - 1) {
            let end = (index..blocks.len())
                .find(|at| !item(*at))
                .unwrap_or(blocks.len());
            found.extend(silent(reader, index..end));
        }
    }
    found
}

/// "The project had a focus on three components:"
fn sets_out(reader: &Reader, index: usize) -> bool {
    let apart = [
        Role::Achieved,
        Role::Future,
        Role::Finance,
        Role::Method,
        Role::Lessons,
    ];
    let text = match &reader.document.blocks[index].kind {
        BlockKind::Paragraph { text } if text.trim_end().ends_with(':') => text,
        _ => return false,
    };
    let sentences = reader.sentences(text);
    let Some(lead) = sentences
        .last()
        .filter(|_| !apart.contains(&reader.role(index + 1)))
    else {
        return false;
    };
    let named = [
        List::PartsTogether,
        List::LevelOutcome,
        List::FocusWords,
        List::PastAims,
        List::HeadingOffers,
    ];
    !owed::is_settled(lead) && named.into_iter().any(|list| lead.has(list))
}

fn silent(reader: &Reader, items: Range<usize>) -> Vec<ResultStatement> {
    let blocks = &reader.document.blocks[items.clone()];
    let texts: Vec<&str> = blocks.iter().filter_map(Block::text).collect();
    let tells = |text: &&str| {
        let own = reader.sentence(text);
        let counted = own
            .numbers
            .iter()
            .any(|number| number.start > 0 && !own.is_year(number));
        own.has(List::AchievedWords) || counted || owed::is_settled(&own)
    };
    if texts.len() <= PARTS || texts.iter().any(tells) {
        return Vec::new();
    }
    let words: Vec<(String, Vec<String>)> = texts
        .iter()
        .map(|text| {
            let own = reader.sentence(text);
            let general = |stem: &String| {
                let at = own.tokens.iter().position(|token| token.stem == *stem);
                at.is_some_and(|at| own.at(List::GeneralMatters, at) || own.at(List::PartLabels, at))
            };
            let mut words = matter(&own, 0, own.tokens.len());
            words.retain(|stem| !general(stem));
            words.dedup();
            ((*text).to_string(), words)
        })
        .collect();
    let parts = apart(&words);
    let told: Vec<Told> = parts
        .iter()
        .map(|part| how_told(reader, items.clone(), part))
        .collect();
    let count = |which: Told| told.iter().filter(|own| **own == which).count();
    // An account in other words tells nothing of what it leaves out.
    let few = count(Told::No) <= count(Told::Yes) * PARTS;
    let silent = parts.iter().zip(blocks).zip(&told);
    silent
        .filter(|(_, told)| few && **told == Told::No)
        .map(|((part, block), _)| owed::unanswered(&part.text, block))
        .collect()
}

fn how_told(reader: &Reader, items: Range<usize>, part: &Part) -> Told {
    let words: Vec<&str> = part.own.iter().map(String::as_str).collect();
    let said = reader.index().passages_with(&words);
    let mut outside = said.iter().filter(|found| {
        let role = reader.role(found.block);
        !items.contains(&found.block) && !matches!(role, Role::Plan | Role::Expected | Role::Future)
    });
    let heard = outside.next().is_some();
    let sure = if words.len() < OWN {
        heard
    } else {
        is_told(reader, &items, part)
    };
    match (sure, heard) {
        (true, true) => Told::Yes,
        (false, false) if words.len() >= OWN => Told::No,
        _ => Told::Perhaps,
    }
}
