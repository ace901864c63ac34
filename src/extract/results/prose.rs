//! Results in running text: "Expected result 2: … Target: … Achieved: …", and lists under a heading of expected results.

use super::super::lexicon::List;
use super::super::{Reader, Role};
use super::super::{numbers, words::Sentence};
use super::name::{Match, name, unnumbered};
use super::promises::{announces_results, are_named_expected, lists_activities, promises};
use super::told::is_spoken_of;
use super::{is_blank, level_at_end, level_of_label, single_period};
use crate::document::{Block, BlockKind, Passage};
use crate::report::{Figure, Indicator, Kind, ResultLevel, ResultStatement};

/// Items that the framework knows by name, so that the list is one of its results.
const ITEMS_KNOWN: usize = 2;
/// Words of a heading that states something; fewer name a topic: "Forestry training (output)".
const STATED: usize = 3;

/// What the part of a paragraph after a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Result,
    Indicator,
    Baseline,
    Target,
    Actual,
    Comment,
}

#[derive(Default)]
struct Draft {
    result: ResultStatement,
    indicator: Option<Passage>,
    baseline: Option<Figure>,
    target: Option<Figure>,
    actual: Option<Figure>,
    comments: Vec<Passage>,
    heading_level: Option<u8>,
}

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
                let named = are_named_expected(reader, index);
                if promised.is_empty()
                    && !is_account(reader, index)
                    && (named || !answered_by_framework(reader, block))
                {
                    let own = listed(text, block);
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
        && level_at_end(&reader.sentence(heading)) != ResultLevel::Unspecified
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

const LABELS: [(List, Label); 6] = [
    (List::ResultLabels, Label::Result),
    (List::ColumnIndicator, Label::Indicator),
    (List::ColumnBaseline, Label::Baseline),
    (List::ColumnTarget, Label::Target),
    (List::ColumnActual, Label::Actual),
    (List::ColumnComment, Label::Comment),
];

/// Splits a paragraph at its labels: a label is a role word, perhaps a code, and a colon. `expected`: the paragraph
/// states a result even where none begins it.
fn pieces(reader: &Reader, text: &str, heading: bool, expected: bool) -> Vec<(Label, String)> {
    if !(heading || expected || reader.may_begin(text, &LABELS.map(|(list, _)| list))) {
        return Vec::new();
    }
    let sentence = reader.sentence(text);
    let mut cuts: Vec<(Label, usize, usize)> = Vec::new();
    let mut listing = "";
    let mut listed: Vec<(usize, &str)> = Vec::new();
    for index in 0..sentence.tokens.len() {
        let label = label_at(&sentence, index)
            .or_else(|| numbered(&sentence, index, heading))
            .or_else(|| coded_below(reader, &sentence, index));
        let start = sentence.tokens[index].start;
        if let Some((label, end)) = label {
            let lists = label == Label::Result && is_coded(&sentence, index + 2);
            listing = if lists { text[start..end].trim() } else { "" };
            cuts.push((label, start, end));
        } else if !listing.is_empty() && is_coded(&sentence, index) && sentence.tokens[index - 1].lower == ";"
        {
            listed.push((start, listing));
            cuts.push((Label::Result, start, start));
        }
    }
    match cuts.first() {
        Some((Label::Result, 1.., _)) if expected => cuts.insert(0, (Label::Result, 0, 0)),
        Some((_, 0, _)) => {}
        _ => return Vec::new(),
    }
    let ends: Vec<usize> = cuts
        .iter()
        .skip(1)
        .map(|(_, start, _)| *start)
        .chain([text.len()])
        .collect();
    cuts.iter()
        .zip(ends)
        .map(|((label, start, after), end)| {
            // A result keeps its label: it is how a reader finds it.
            let from = if *label == Label::Result { *start } else { *after };
            let own = text[from.min(end)..end].trim();
            let above = listed.iter().find(|(at, _)| at == start);
            (
                *label,
                above.map_or_else(|| own.to_string(), |(_, label)| format!("{label} {own}")),
            )
        })
        .collect()
}

/// "Outcome 1. Households cover their needs"; in a heading the stop may be missing.
fn numbered(sentence: &Sentence, index: usize, heading: bool) -> Option<(Label, usize)> {
    if index > 0 {
        return None;
    }
    let first = sentence.tokens.first()?;
    let coded = is_result_code(&first.lower)
        && sentence
            .tokens
            .get(1)
            .is_some_and(|token| matches!(token.lower.as_str(), "." | ":"));
    if coded && heading && sentence.tokens.len() > 4 {
        return Some((Label::Result, sentence.tokens[1].end));
    }
    let hit = sentence.all(List::ResultLabels).find(|hit| hit.start == 0)?;
    let number = sentence.tokens.get(hit.end).filter(|token| token.is_number())?;
    let mark = |at: usize, mark: &str| sentence.tokens.get(at).filter(|token| token.lower == mark);
    let end = [("(", hit.end + 1), ("[", hit.end + 1)]
        .into_iter()
        .find(|(open, at)| mark(*at, open).is_some())
        .and_then(|(_, at)| behind_bracket(sentence, at))
        .unwrap_or(hit.end + 1);
    let stop = mark(end, ".");
    let more = sentence.tokens.len() > end + 2;
    (more && (heading || stop.is_some())).then(|| (Label::Result, stop.unwrap_or(number).end))
}

/// "SO 1 – … R1.1 … R1.2 …": results that one item holds, each with its code.
fn coded_below(reader: &Reader, sentence: &Sentence, index: usize) -> Option<(Label, usize)> {
    let before = sentence.tokens.get(index.checked_sub(1)?)?;
    let token = &sentence.tokens[index];
    let ends = matches!(before.lower.as_str(), "." | ";" | ":");
    let own = name(reader, &sentence.text[token.start..]).filter(|_| ends && !token.is_number())?;
    let coded = own.code().is_some_and(|code| code.contains('.')) && !own.plain && !own.bare;
    coded.then_some((Label::Result, token.end))
}

/// "Outputs: 1.1 wells dug; 1.2 latrines built": the number of one of the results that a label lists.
fn is_coded(sentence: &Sentence, at: usize) -> bool {
    let code = sentence
        .tokens
        .get(at)
        .filter(|token| token.is_number() && token.lower.contains('.'));
    code.is_some() && sentence.tokens.get(at + 1).is_some_and(|next| next.is_word())
}

/// "R1", "OE2"
fn is_result_code(lower: &str) -> bool {
    let letters = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < lower.len()
        && ["r", "re", "o", "oe", "os", "so", "oo", "er"].contains(&letters)
        && lower.len() <= 4
}

fn label_at(sentence: &Sentence, index: usize) -> Option<(Label, usize)> {
    let starts = index == 0 || matches!(sentence.tokens[index - 1].lower.as_str(), "." | ";" | "|" | "\n");
    if !starts || !sentence.tokens[index].capital {
        return None;
    }
    let named = LABELS.iter().map(|(list, label)| (*list, *label));
    let levels = [List::LevelOutcome, List::LevelImpact, List::LevelOutput].map(|list| (list, Label::Result));
    let (hit, label) = named.chain(levels).find_map(|(list, label)| {
        let hit = sentence.all(list).find(|hit| hit.start == index)?;
        Some((hit, label))
    })?;
    // "Indicator 1.2: …", "IOV 1. …"
    let begins = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.is_number());
    let stop = label == Label::Indicator && begins(hit.end);
    let colon = closes_label(sentence, hit.end, label, stop)?;
    // "Products: …" names no result, "Immediate outcome 2 – …" does.
    let lists = LABELS.iter().any(|(list, _)| *list == hit.list);
    let coded = (hit.end..colon).any(begins);
    (lists || coded).then(|| (label, sentence.tokens[colon].end))
}

/// Tokens of a label behind its word, and of a bracket in it.
const LABEL: usize = 5;
const QUALIFIER: usize = 6;

/// The colon or dash of a label, behind its number and what a bracket says of it: "Outcome 2 (intermediate): …".
fn closes_label(sentence: &Sentence, from: usize, label: Label, stop: bool) -> Option<usize> {
    let mut at = from;
    for _ in 0..LABEL {
        let token = sentence.tokens.get(at)?;
        let coded = (from..at).any(|at| sentence.tokens[at].is_number());
        match token.lower.as_str() {
            ":" | "–" | "—" => return Some(at),
            "." if stop => return Some(at),
            "(" | "[" if coded || label != Label::Result => at = behind_bracket(sentence, at)?,
            lower if token.is_number() || lower.chars().count() <= 2 => at += 1,
            _ => return None,
        }
    }
    None
}

fn behind_bracket(sentence: &Sentence, open: usize) -> Option<usize> {
    let close = |at: &usize| {
        let token = sentence.tokens.get(*at);
        token.is_some_and(|token| matches!(token.lower.as_str(), ")" | "]"))
    };
    (open + 1..open + 2 + QUALIFIER).find(close).map(|at| at + 1)
}

fn start(reader: &Reader, block: &Block, text: &str) -> Draft {
    let heading_level = match &block.kind {
        BlockKind::Heading { level, .. } => Some(*level),
        _ => None,
    };
    Draft {
        result: ResultStatement {
            level: level_of_label(&reader.sentence(text)),
            code: split_code(text).0,
            text: text.to_string(),
            expected: true,
            location: block.location.clone(),
            ..ResultStatement::default()
        },
        heading_level,
        ..Draft::default()
    }
}

fn add(reader: &Reader, block: &Block, draft: Option<&mut Draft>, label: Label, text: &str) {
    let Some(draft) = draft else { return };
    let sentence = reader.sentence(text);
    let passage = Passage::new(text, block.location.clone());
    if is_blank(&sentence) {
        draft.result.progress_left_blank |= label == Label::Actual;
        return;
    }
    let figure = numbers::figure(text, &block.location, &sentence);
    match label {
        Label::Result => {}
        Label::Indicator => {
            draft.close_indicator();
            draft.indicator = Some(passage);
        }
        Label::Baseline => draft.baseline = Some(figure),
        Label::Target => draft.target = Some(figure),
        Label::Actual => {
            draft.actual = Some(figure);
            draft.result.progress.push(passage);
        }
        Label::Comment => {
            draft.comments.push(passage.clone());
            draft.result.progress.push(passage);
        }
    }
}

impl Draft {
    /// A second indicator begins, or the result ends: what was said belongs to the first.
    fn close_indicator(&mut self) {
        let has_values = self.baseline.is_some() || self.target.is_some() || self.indicator.is_some();
        if !has_values {
            return;
        }
        let implied = self.indicator.is_none();
        let named = self
            .indicator
            .take()
            .unwrap_or_else(|| Passage::new(&self.result.text, self.result.location.clone()));
        self.result.indicators.push(Indicator {
            text: named.text,
            location: named.location,
            implied,
            baseline: self.baseline.take(),
            periods: single_period(
                self.target.take(),
                self.actual.take(),
                std::mem::take(&mut self.comments),
            ),
            ..Indicator::default()
        });
    }
}

fn finish(mut draft: Draft) -> ResultStatement {
    draft.close_indicator();
    draft.result
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
