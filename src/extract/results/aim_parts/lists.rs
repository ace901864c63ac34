//! Aims or components that a list sets out ("with a focus on three components:", "Specific objectives:").

use std::ops::Range;

use super::super::super::lexicon::List;
use super::super::super::words::Sentence;
use super::super::super::{Reader, Role};
use super::super::owed;
use super::super::told::Found;
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
    /// Not one of several words for it stands anywhere.
    Never,
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
    let listed: Vec<(&str, &Block)> = blocks
        .iter()
        .filter_map(|block| Some((block.text()?, block)))
        .collect();
    unheard(reader, &listed, &|found| items.contains(&found.block))
}

/// The items of one list, each with its block, of which nothing outside what `is_own` tells speaks.
pub(super) fn unheard(
    reader: &Reader,
    items: &[(&str, &Block)],
    is_own: &dyn Fn(&Found) -> bool,
) -> Vec<ResultStatement> {
    if items.len() < PARTS || items.iter().any(|(text, _)| tells_end(&reader.sentence(text))) {
        return Vec::new();
    }
    let words: Vec<(String, Vec<String>)> = items
        .iter()
        .map(|(text, _)| ((*text).to_string(), own_matter(reader, text)))
        .collect();
    let parts = apart(&words);
    let told: Vec<Told> = parts.iter().map(|part| how_told(reader, is_own, part)).collect();
    let count = |which: Told| told.iter().filter(|own| **own == which).count();
    // An account in other words tells nothing of what it leaves out.
    let few = items.len() > PARTS && count(Told::No) + count(Told::Never) <= count(Told::Yes) * PARTS;
    let silent = parts.iter().zip(items).zip(&told);
    silent
        .filter(|(_, told)| **told == Told::Never || few && **told == Told::No)
        .map(|((part, (_, block)), _)| owed::unanswered(&part.text, block))
        .collect()
}

/// "Reached 40 villages", "was dropped": an item that tells what came of it is no aim. A cause may be what the aim is about.
fn tells_end(item: &Sentence) -> bool {
    // "(1)" counts nothing.
    let mark = |at: usize| item.tokens.get(at).is_some_and(|token| token.lower == ")");
    let counted = item.numbers.iter().any(|number| {
        let figure = number.start > 0 && !mark(number.end);
        figure && !number.in_words && !item.is_year(number)
    });
    let ends = [
        List::AchievedWords,
        List::RevisionWords,
        List::InsteadWords,
        List::Negations,
    ];
    counted || ends.into_iter().any(|list| item.has(list)) || owed::falls_short(item)
}

/// Words for the matter of an item that say more than that something is to develop.
fn own_matter(reader: &Reader, text: &str) -> Vec<String> {
    let own = reader.sentence(text);
    let general = |stem: &String| {
        let at = own.tokens.iter().position(|token| token.stem == *stem);
        at.is_some_and(|at| own.at(List::GeneralMatters, at) || own.at(List::PartLabels, at))
    };
    let mut words = Vec::new();
    for stem in matter(&own, 0, own.tokens.len()) {
        if !general(&stem) && !words.contains(&stem) {
            words.push(stem);
        }
    }
    words
}

fn how_told(reader: &Reader, is_own: &dyn Fn(&Found) -> bool, part: &Part) -> Told {
    let words: Vec<&str> = part.own.iter().map(String::as_str).collect();
    let mut said = reader.index().passages_with(&words);
    said.retain(|found| !is_own(found));
    let done = |found: &&Found| {
        !matches!(
            reader.role(found.block),
            Role::Plan | Role::Expected | Role::Future
        )
    };
    let account: Vec<&Found> = said.iter().filter(done).collect();
    let heard = (0..words.len())
        .filter(|word| account.iter().any(|found| found.has[*word]))
        .count();
    let sure = if words.len() < OWN {
        heard > 0
    } else {
        is_told(reader, is_own, part)
    };
    // Of so many words one may stand in the account of something else, but not the first: that names the matter.
    let first = account.iter().any(|found| found.has.first() == Some(&true));
    let chance = usize::from(words.len() >= MANY && !first);
    match (sure, heard) {
        (true, 1..) => Told::Yes,
        (false, 0) if said.is_empty() && words.len() >= SEVERAL => Told::Never,
        (false, heard) if words.len() >= OWN && heard <= chance => Told::No,
        _ => Told::Perhaps,
    }
}

/// Words of a part that some account of it would hardly avoid all.
const SEVERAL: usize = 3;
/// Words of a part of which one may be heard by chance.
const MANY: usize = 4;
