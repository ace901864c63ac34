//! Results in running text: "Expected result 2: … Target: … Achieved: …", and lists under a heading of expected results.

mod draft;
mod labels;

use super::super::lexicon::List;
use super::super::{Reader, Role};
use super::levels;
use super::name::{Match, name, unnumbered};
use super::promises::{announces_results, are_named_expected, lists_activities, promises, stated_by};
use super::told::is_spoken_of;
use crate::document::{Block, BlockKind, Passage};
use crate::report::{Kind, ResultLevel, ResultStatement};
use draft::{Draft, add, finish, start};
use labels::{Label, pieces};

/// Items that the framework knows by name, so that the list is one of its results.
const ITEMS_KNOWN: usize = 2;
/// Words of a heading that states something; fewer name a topic: "Forestry training (output)".
const STATED: usize = 3;

/// `framed`: the results that tables state, by whose names headings are known.
pub fn results(reader: &Reader, framed: &[ResultStatement]) -> Vec<ResultStatement> {
    let mut found = Vec::new();
    let mut draft: Option<Draft> = None;
    let named_lists = lists_of_named(reader, framed);
    for (index, block) in reader.document.blocks.iter().enumerate() {
        let Some(text) = block.text() else {
            found.extend(promises(reader, block, index));
            continue;
        };
        let item = matches!(block.kind, BlockKind::ListItem { .. });
        let expected = item
            && (reader.role(index) == Role::Expected
                || named_lists.contains(&index)
                || announces_results(reader, index));
        // "Objective 3. Regular pathways:" over a list of something else states no result.
        let heads_a_list = item && text.trim_end().ends_with(':');
        if heads_a_list && reader.kind == Kind::Evaluation {
            continue;
        }
        if let BlockKind::Heading { level, .. } = &block.kind {
            let ends = draft
                .as_ref()
                .is_some_and(|draft| draft.heading_level.is_none_or(|own| *level <= own));
            if ends {
                found.extend(draft.take().map(finish));
            }
        }
        let heading = matches!(block.kind, BlockKind::Heading { .. });
        let text = if heading { unnumbered(reader, text) } else { text };
        let pieces = if heading
            && (is_named(reader, text, framed.iter().chain(&found)) || states_level(reader, text))
        {
            vec![(Label::Result, text.trim().to_string())]
        } else {
            pieces(reader, text, heading, expected)
        };
        match pieces.first() {
            Some((Label::Result, statement)) if is_label_alone(reader, statement) => {
                found.extend(draft.take().map(finish));
            }
            Some(_) => {
                for (place, (label, piece)) in pieces.iter().enumerate() {
                    if *label == Label::Result {
                        found.extend(draft.take().map(finish));
                        let own = start(reader, block, piece);
                        draft = Some(if place == 0 || is_listed(piece) {
                            own
                        } else {
                            beneath(reader, own)
                        });
                    } else {
                        add(reader, block, draft.as_mut(), *label, piece);
                    }
                }
            }
            None if expected => {
                found.extend(draft.take().map(finish));
                let promised = promises(reader, block, index);
                let by_name = named_lists.contains(&index);
                let named = by_name || are_named_expected(reader, index);
                if promised.is_empty()
                    && (by_name || !is_account(reader, index))
                    && (named || !answered_by_framework(reader, block))
                {
                    let own = ResultStatement {
                        stated_by: stated_by(reader, block, index),
                        ..listed(text, block)
                    };
                    found.push(if is_nested(reader, index) {
                        below(reader, own)
                    } else {
                        own
                    });
                }
                found.extend(promised);
            }
            None if item && lists_activities(reader, block, index) => {
                found.extend(draft.take().map(finish));
                found.push(ResultStatement {
                    level: ResultLevel::Activity,
                    stated_by: stated_by(reader, block, index),
                    ..listed(text, block)
                });
            }
            None => {
                // What a framework sets out is promised there: the summary says it again in other words.
                let summed_up = reader.is_in_summary(&block.location);
                if !(summed_up && framed.iter().any(|result| result.framed)) {
                    found.extend(promises(reader, block, index));
                }
                // Prose under a result's own heading tells of its progress.
                let under_heading = draft.as_mut().filter(|draft| draft.heading_level.is_some());
                if let (Some(draft), BlockKind::Paragraph { .. } | BlockKind::ListItem { .. }) =
                    (under_heading, &block.kind)
                {
                    draft
                        .result
                        .progress
                        .push(Passage::new(text.trim(), block.location.clone()));
                }
            }
        }
    }
    found.extend(draft.take().map(finish));
    super::frame(&mut found, false);
    found
}

/// Items of lists that go by the framework's own names: with "R1. …" and "R2. …" also "R4. …", of which it has no row.
fn lists_of_named(reader: &Reader, framed: &[ResultStatement]) -> Vec<usize> {
    let blocks = &reader.document.blocks;
    let is_item = |block: &Block| matches!(block.kind, BlockKind::ListItem { .. });
    let coded = |text: &str| name(reader, text).is_some_and(|own| own.code().is_some() && !own.plain);
    let mut found = Vec::new();
    let mut from = 0;
    for run in blocks.chunk_by(|one, other| is_item(one) && is_item(other)) {
        let texts: Vec<&str> = run
            .iter()
            .filter(|block| is_item(block))
            .filter_map(Block::text)
            .collect();
        let known = texts
            .iter()
            .filter(|text| is_named(reader, text, framed.iter()))
            .count();
        if known >= ITEMS_KNOWN && texts.iter().all(|text| coded(text)) {
            found.extend(from..from + run.len());
        }
        from += run.len();
    }
    found
}

/// "Output 1.1 Voluntary return" over the account of a result that a list or a framework states.
fn is_named<'a>(
    reader: &Reader,
    heading: &str,
    mut stated: impl Iterator<Item = &'a ResultStatement>,
) -> bool {
    let coded = name(reader, heading).filter(|name| name.code().is_some() && !name.plain);
    coded.is_some_and(|own| {
        stated.any(|result| {
            name(reader, &result.text).is_some_and(|other| !other.plain && own.compare(&other) == Match::Same)
        })
    })
}

/// "Farmers keep bees (outcome)"
fn states_level(reader: &Reader, heading: &str) -> bool {
    let (stated, bracket) = heading.rsplit_once(['(', '[']).unwrap_or_default();
    let numbered = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    stated.split_whitespace().filter(|word| !numbered(word)).count() >= STATED
        && !numbered(bracket)
        && levels::at_end(&reader.sentence(heading)) != ResultLevel::Unspecified
}

/// "Expected results:" announces what follows and is no result itself.
fn is_label_alone(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    let label = |index: usize| {
        [List::HeadingExpected, List::ResultLabels]
            .into_iter()
            .any(|list| sentence.at(list, index))
    };
    let mut words = (0..sentence.tokens.len()).filter(|index| sentence.tokens[*index].is_word());
    words.clone().next().is_some()
        && words.all(label)
        && sentence.tokens.iter().all(|token| !token.is_number())
}

/// A list of objectives above a results framework is answered by the framework's own results.
fn answered_by_framework(reader: &Reader, block: &Block) -> bool {
    let objectives = block
        .location
        .section
        .last()
        .is_some_and(|heading| reader.sentence(heading).has(List::HeadingPlan));
    let framework =
        |block: &Block| matches!(&block.kind, BlockKind::Table(table) if super::is_framework(reader, table));
    objectives && reader.document.blocks.iter().any(framework)
}

/// "Outputs: 1.2 latrines built": one of a list, which the account goes by.
fn is_listed(piece: &str) -> bool {
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    piece.split_once(':').is_some_and(|(label, rest)| {
        !label.contains(|c: char| c.is_ascii_digit()) && number(rest.trim_start())
    })
}

/// A result in the item of another: what that other sets out is an outcome, and the account seldom goes by its code.
fn beneath(reader: &Reader, mut draft: Draft) -> Draft {
    draft.result = below(reader, draft.result);
    draft
}

/// An item of a list within the item of another.
fn is_nested(reader: &Reader, index: usize) -> bool {
    let depth = |block: &Block| match block.kind {
        BlockKind::ListItem { depth, .. } => Some(depth),
        _ => None,
    };
    let blocks = &reader.document.blocks[..=index];
    let mut depths = blocks.iter().rev().map_while(depth);
    depths.next().is_some_and(|own| depths.any(|above| above < own))
}

fn below(reader: &Reader, result: ResultStatement) -> ResultStatement {
    let level = match result.level {
        ResultLevel::Unspecified => ResultLevel::Output,
        stated => stated,
    };
    let told = is_spoken_of(reader, &result);
    ResultStatement {
        level,
        told,
        ..result
    }
}

/// "Results: … three wells were dug": a list in whose items often enough something is told as done expects nothing.
fn is_account(reader: &Reader, index: usize) -> bool {
    let blocks = &reader.document.blocks;
    let item = |at: &usize| matches!(blocks[*at].kind, BlockKind::ListItem { .. });
    let before = (0..index).rev().take_while(item).count();
    let last = (index..blocks.len()).take_while(item).count();
    let items = &blocks[index - before..index + last];
    let past = items
        .iter()
        .filter_map(Block::text)
        .filter(|text| {
            reader
                .sentences(text)
                .iter()
                .any(|sentence| sentence.has(List::PastForms))
        })
        .count();
    past * ACCOUNT >= items.len()
}

/// One item in so many tells of something done where a list is an account.
const ACCOUNT: usize = 3;

fn listed(text: &str, block: &Block) -> ResultStatement {
    ResultStatement {
        code: split_code(text).0,
        text: text.trim().to_string(),
        location: block.location.clone(),
        ..ResultStatement::default()
    }
}

fn is_dash(word: Option<&str>) -> bool {
    word.is_some_and(|word| matches!(word, "–" | "-" | "—"))
}

/// A leading code ("1.2", "OO-b", "Expected result 3") and the text after it.
pub fn split_code(text: &str) -> (Option<String>, &str) {
    let mut words = text.split_whitespace();
    let position = words
        .by_ref()
        .take(4)
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let Some(word) = position else { return (None, text) };
    let code = word.trim_end_matches([':', '.', ')', ',']);
    let is_code = code.len() <= 8
        && code.chars().all(|c| c.is_ascii_digit() || c == '.')
        && (word.len() > code.len() || code.contains('.') || is_dash(words.next()));
    if is_code {
        (
            Some(code.to_string()),
            text[text.find(word).map_or(0, |at| at + word.len())..].trim(),
        )
    } else {
        (None, text)
    }
}
