//! Aims told in sentences ("This project aimed to map all health centres") in whose place nothing done is told, and whose
//! matter no account takes up.

use std::ops::Range;

use super::super::lexicon::List;
use super::super::statements::tells_act;
use super::super::words::{Sentence, quotes};
use super::super::{Reader, Role};
use super::{against, owed, told};
use crate::document::{Block, BlockKind};
use crate::report::{ResultLevel, ResultStatement};

/// Letters of a word that is about nothing of its own.
const SHORT: usize = 3;
/// A word in as many passages is what the whole report is about.
const COMMON: usize = 4;
/// Words of its own by which an aim is known.
const OWN: usize = 2;
/// Fewer deeds are no account.
const ACCOUNT: usize = 3;

/// The aims that nothing answers; `known` are the results that were read otherwise.
pub fn unanswered(reader: &Reader, known: &[ResultStatement]) -> Vec<ResultStatement> {
    // A framework answers for the aim of the whole.
    let framed = |result: &ResultStatement| {
        result.framed || result.expected && matches!(result.level, ResultLevel::Outcome | ResultLevel::Output)
    };
    if known.iter().any(framed) {
        return Vec::new();
    }
    let blocks = || reader.document.blocks.iter().enumerate();
    let introduction = introduction(reader);
    let mut found = Vec::new();
    for (index, block) in blocks() {
        let others = [
            Role::Context,
            Role::Future,
            Role::Finance,
            Role::Method,
            Role::Lessons,
        ];
        let part = reader.below_title(&block.location.section).first();
        // What the title and the first section say is of the whole report.
        let whole = part.is_none() || part == introduction || reader.is_in_summary(&block.location);
        let apart = whole || others.contains(&reader.role(index));
        let prose = matches!(
            block.kind,
            BlockKind::Paragraph { .. } | BlockKind::ListItem { .. }
        );
        if !apart && prose {
            found.extend(in_block(reader, index, block, known));
        }
    }
    let accounted = found.is_empty() || {
        let told = blocks().map(|(index, block)| match block.text() {
            Some(text) => reader.sentences(text).iter().filter(|own| is_deed(own)).count(),
            None => reader.rows(index).len(),
        });
        told.sum::<usize>() >= ACCOUNT
    };
    if accounted { found } else { Vec::new() }
}

/// The heading of the first section.
fn introduction<'a>(reader: &'a Reader) -> Option<&'a String> {
    let mut blocks = reader.document.blocks.iter();
    blocks.find_map(|block| reader.below_title(&block.location.section).first())
}

fn in_block(
    reader: &Reader,
    index: usize,
    block: &Block,
    known: &[ResultStatement],
) -> Option<ResultStatement> {
    let sentences = reader.sentences(block.text()?);
    let at = sentences.iter().position(|own| aim(own).is_some())?;
    let sentence = &sentences[at];
    let judged = known.iter().any(|other| {
        other.location == block.location
            && (sentence.text.contains(other.text.trim()) || other.text.contains(sentence.text.trim()))
    });
    let mut beside = sentences.iter().enumerate().filter(|(other, _)| *other != at);
    if judged || is_settled(sentence) || beside.any(|(_, own)| is_deed(own) || is_settled(own)) {
        return None;
    }
    let told = is_answered(reader, index, sentence, aim(sentence)?)?;
    (!told).then(|| owed::unanswered(&sentence.text, block))
}

/// What it says of itself is its answer, or that there is none yet.
fn is_settled(sentence: &Sentence) -> bool {
    let ends = [List::NextPeriods, List::AchievedWords];
    // "Aimed to" is of what was meant to be, "will" of what is to come.
    let past = |at: usize| {
        sentence
            .all(List::PastAims)
            .any(|aim| (aim.start..aim.end).contains(&at))
    };
    let end = aim(sentence).map_or(sentence.tokens.len(), |aim| aim.end);
    owed::is_settled(sentence)
        || ends.into_iter().any(|list| sentence.has(list))
        || sentence
            .all(List::Future)
            .any(|hit| !past(hit.start) && hit.start < end)
        || against::answers_itself(sentence)
}

/// Something done or counted, and not meant to be.
fn is_deed(sentence: &Sentence) -> bool {
    let meant = sentence.has(List::PlanWords) || sentence.has(List::PastAims);
    // The name of a project: “Mapping schools in Zanzibar”.
    let titled = sentence.text.starts_with(quotes::OPENING);
    !meant && !titled && tells_act(sentence)
}

/// The tokens of what a project aimed at, to where it says where, for whom or by what means.
fn aim(sentence: &Sentence) -> Option<Range<usize>> {
    // What it aims at still is not due.
    let marker = owed::aim(sentence).filter(|aim| aim.list == List::PastAims)?;
    let from = marker.end + usize::from(sentence.starts(List::InfinitiveMarks, marker.end));
    let ends = |at: usize| {
        let closes = [List::AimCircumstances, List::AgentWords, List::AmongThem];
        matches!(sentence.tokens[at].lower.as_str(), "," | ";" | "." | ":" | "(")
            || closes.into_iter().any(|list| sentence.starts(list, at))
    };
    let to = (from + 1..sentence.tokens.len()).find(|at| ends(*at));
    Some(from..to.unwrap_or(sentence.tokens.len()))
}

/// Whether an account elsewhere takes up what an aim alone is about; nothing where it is about nothing of its own.
fn is_answered(reader: &Reader, index: usize, sentence: &Sentence, range: Range<usize>) -> Option<bool> {
    let words: Vec<usize> = range
        .clone()
        .filter(|at| {
            let token = &sentence.tokens[*at];
            token.is_word()
                && token.lower.chars().count() > SHORT
                && ![List::Function, List::NumberWords, List::Places]
                    .into_iter()
                    .any(|list| sentence.at(list, *at))
        })
        .collect();
    let capital = |at: usize| sentence.tokens[at].capital;
    // Where every word begins with a capital letter none is a name.
    let titled = sentence.tokens[range]
        .iter()
        .filter(|token| token.is_word())
        .all(|token| token.capital || token.is_small);
    let stems: Vec<&str> = words
        .iter()
        .filter(|at| titled || !capital(**at))
        .map(|at| sentence.tokens[*at].stem.as_str())
        .collect();
    let said = reader.index().passages_with(&stems);
    let said: Vec<_> = said.into_iter().filter(|found| found.block != index).collect();
    let general = |word: usize| {
        let at = words
            .iter()
            .find(|at| sentence.tokens[**at].stem == stems[word])
            .copied();
        at.is_some_and(|at| sentence.at(List::GeneralMatters, at))
    };
    let common = |word: usize| said.iter().filter(|found| found.has[word]).count() >= COMMON;
    let own: Vec<usize> = (0..stems.len())
        .filter(|word| !common(*word) && !general(*word))
        .collect();
    if own.len() < OWN {
        return None;
    }
    let mut accounts = said.iter().filter(|found| {
        let row = reader.document.blocks[found.block].text().is_none();
        let role = reader.role(found.block);
        let meant = matches!(role, Role::Plan | Role::Expected | Role::Future | Role::Lessons);
        let heading = matches!(
            reader.document.blocks[found.block].kind,
            BlockKind::Heading { .. }
        );
        !meant && !heading && (row || is_deed(found.sentence))
    });
    let takes_up = |found: &&told::Found| {
        let shared = own.iter().filter(|word| found.has[**word]).count();
        shared >= OWN && shared * 2 >= own.len()
    };
    Some(accounts.any(|found| takes_up(&found)))
}
