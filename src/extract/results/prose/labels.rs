//! The labels at which a paragraph falls into pieces: "Expected result 2: … Target: … Achieved: …".

use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::results::name::name;
use crate::extract::words::Sentence;

/// What the part of a paragraph after a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Result,
    Indicator,
    Baseline,
    Target,
    Actual,
    Comment,
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
pub(super) fn pieces(reader: &Reader, text: &str, heading: bool, expected: bool) -> Vec<(Label, String)> {
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
