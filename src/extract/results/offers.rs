//! Parts of the work that a report sets out as what it does ("Child labour: identification, withdrawal and return to
//! school"), of which what it has done then tells some and leaves others out.

use super::super::lexicon::List;
use super::super::statements::tells_act;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::owed;
use super::told::Found;
use crate::document::{Block, BlockKind};
use crate::report::ResultStatement;

/// Words of a label: "Discrimination and violence:".
const LABEL: usize = 6;
/// Fewer are no list of parts.
const PARTS: usize = 2;
/// A part described by more words shares one of them with anything.
const LONG: usize = 6;
/// Letters of a word that may name a matter.
const WORD: usize = 4;
/// A word in as many passages of the account is what all of it is about.
const COMMON: usize = 4;

struct Part<'a> {
    /// The headings under which what came of it is told.
    account: &'a [String],
    label: String,
    text: &'a str,
    block: &'a Block,
}

/// The parts that are left out; `known` are the results that were read otherwise.
pub fn left_out(reader: &Reader, known: &[ResultStatement]) -> Vec<ResultStatement> {
    let mut found = Vec::new();
    for list in labelled(reader).into_iter().chain(under_headings(reader)) {
        found.extend(silent(reader, &list));
    }
    found.retain(|own: &ResultStatement| !known.iter().any(|other| other.location == own.location));
    found
}

/// Runs of items with a label each: "Menstrual dignity: health education and support with hygiene".
fn labelled<'a>(reader: &Reader<'a>) -> Vec<Vec<Part<'a>>> {
    let blocks = &reader.document.blocks;
    let part = |block: &'a Block| {
        let BlockKind::ListItem { text, .. } = &block.kind else {
            return None;
        };
        let (label, rest) = text.split_once(':')?;
        let short = (1..=LABEL).contains(&label.split_whitespace().count());
        (short && rest.split_whitespace().count() > PARTS).then(|| Part {
            account: &block.location.section,
            label: label.to_string(),
            text,
            block,
        })
    };
    let item = |block: &Block| matches!(block.kind, BlockKind::ListItem { .. });
    let runs = blocks.chunk_by(|one, other| item(one) && item(other));
    runs.filter_map(|run| {
        let parts: Vec<Part> = run.iter().map(part).collect::<Option<_>>()?;
        let section = &run.first()?.location.section;
        let told_below = blocks.iter().any(|block| {
            let own = &block.location.section;
            own.len() > section.len() && own.starts_with(section) && is_account(reader, block)
        });
        told_below.then_some(parts)
    })
    .collect()
}

/// The headings below "What we do", each with its first paragraph.
fn under_headings<'a>(reader: &Reader<'a>) -> Vec<Vec<Part<'a>>> {
    let mut found: Vec<(&[String], Vec<Part>)> = Vec::new();
    for block in &reader.document.blocks {
        let BlockKind::Paragraph { text } = &block.kind else {
            continue;
        };
        let Some((heading, above)) = block.location.section.split_last() else {
            continue;
        };
        let offers = above
            .last()
            .is_some_and(|above| reader.sentence(above).has(List::HeadingOffers));
        if !offers {
            continue;
        }
        let own = || Part {
            account: &[],
            label: heading.clone(),
            text,
            block,
        };
        match found.iter_mut().find(|(known, _)| *known == above) {
            Some((_, parts)) if parts.last().is_none_or(|last| last.label != *heading) => parts.push(own()),
            Some(_) => {}
            None => found.push((above, vec![own()])),
        }
    }
    found.into_iter().map(|(_, parts)| parts).collect()
}

/// It stands under a heading of what was done, or came of it.
fn is_account(reader: &Reader, block: &Block) -> bool {
    reader.role_of(&block.location) == Role::Achieved
        || block.location.section.iter().rev().take(PARTS).any(|heading| {
            let heading = reader.sentence(heading);
            heading.has(List::HeadingDone) && !heading.has(List::HeadingOffers)
        })
}

fn silent(reader: &Reader, list: &[Part]) -> Vec<ResultStatement> {
    let tells = |part: &Part| {
        reader
            .sentences(part.text)
            .iter()
            .any(|own| own.has(List::AchievedWords) || own.numbers.iter().any(|number| !own.is_year(number)))
    };
    let apart = |part: &Part| {
        let roles = [Role::Lessons, Role::Future, Role::Finance, Role::Expected];
        roles.contains(&reader.role_of(&part.block.location))
    };
    if list.len() <= PARTS || list.iter().any(|part| tells(part) || apart(part)) {
        return Vec::new();
    }
    let words: Vec<[Vec<String>; 2]> = list
        .iter()
        .map(|part| {
            let body = part.text.strip_prefix(part.label.as_str()).unwrap_or(part.text);
            [
                own_words(&reader.sentence(&part.label)),
                own_words(&reader.sentence(body)),
            ]
        })
        .collect();
    let own = |at: usize, which: usize| -> Vec<&str> {
        let others = |word: &String| {
            words
                .iter()
                .enumerate()
                .any(|(other, lists)| other != at && lists[which].contains(word))
        };
        words[at][which]
            .iter()
            .filter(|word| !others(word))
            .map(String::as_str)
            .collect()
    };
    let (told, silent): (Vec<usize>, Vec<usize>) =
        (0..list.len()).partition(|at| is_told(reader, list[*at].account, &own(*at, 0), &own(*at, 1)));
    // An account in other words tells nothing of what it leaves out.
    if told.len() < silent.len() {
        return Vec::new();
    }
    let result = |at: usize| {
        let sentences = reader.sentences(list[at].text);
        let text = sentences.first().map_or(list[at].text, |own| &own.text);
        owed::unanswered(text, list[at].block)
    };
    silent.into_iter().map(result).collect()
}

/// Whether an account has a word of its label, or what describes it.
fn is_told(reader: &Reader, account: &[String], label: &[&str], body: &[&str]) -> bool {
    let told = |words: &[&str], least: usize| {
        let said = reader.index().passages_with(words);
        let said: Vec<&Found> = said
            .iter()
            .filter(|found| {
                let block = &reader.document.blocks[found.block];
                let counted =
                    found.sentence.numbers.iter().any(|number| !number.in_words) || tells_act(found.sentence);
                let here = block.location.section.starts_with(account) && is_account(reader, block);
                here && counted && !matches!(block.kind, BlockKind::Heading { .. })
            })
            .collect();
        let rare = |word: usize| said.iter().filter(|found| found.has[word]).count() < COMMON;
        said.iter().any(|found| {
            let shared = (0..words.len())
                .filter(|word| found.has[*word] && rare(*word))
                .count();
            shared >= least
        })
    };
    told(label, 1) || told(body, if body.len() > LONG { PARTS } else { 1 })
}

/// Words for a matter: neither people nor names nor small words.
fn own_words(sentence: &Sentence) -> Vec<String> {
    let means = |(at, token): (usize, &super::super::words::Token)| {
        let lists = [
            List::Function,
            List::People,
            List::Places,
            List::NumberWords,
            List::GeneralMatters,
        ];
        let plain = token.is_word()
            && token.lower.chars().count() >= WORD
            && !lists.into_iter().any(|list| sentence.at(list, at));
        plain.then(|| token.stem.clone())
    };
    sentence.tokens.iter().enumerate().filter_map(means).collect()
}
