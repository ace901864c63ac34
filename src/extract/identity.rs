//! Which project a report is on and whose it is, where its cover says so plainly: "Agreement no. 52040112".

use super::Reader;
use super::lexicon::List;
use super::words::Sentence;
use crate::document::{Block, BlockKind, Table};

/// Blocks and rows of a table among which a cover's labels stand.
const COVER: usize = 20;
/// A longer passage tells of agreements and does not name the report's own.
const LINE_WORDS: usize = 60;
const LABEL_WORDS: usize = 6;
const NAME_WORDS: usize = 15;
/// "no.", ":" and "№" between a label and its code.
const MARKS: usize = 4;
/// Digits of a code, and of one that is nothing but digits: a convention of the ILO has three.
const DIGITS: usize = 3;
const DIGITS_ALONE: usize = 4;

/// The reference of the agreement or the project that comes first.
pub fn reference(reader: &Reader) -> Option<String> {
    pieces(reader).find_map(|piece| {
        let sentence = reader.sentence(&piece);
        let anywhere = sentence
            .all(List::ReferenceLabels)
            .filter_map(|hit| code_after(&sentence, &piece, hit.end));
        let alone = sentence.all(List::ReferenceLabelsAlone).filter(|hit| {
            hit.start == 0 && sentence.tokens.get(hit.end).is_some_and(|next| next.lower == ":")
        });
        let alone = alone.filter_map(|hit| code_after(&sentence, &piece, hit.end));
        let found = anywhere.chain(alone).next();
        found.map(String::from)
    })
}

/// The organisation that reports.
pub fn organisation(reader: &Reader) -> Option<String> {
    pieces(reader).find_map(|piece| {
        let sentence = reader.sentence(&piece);
        let labels = sentence.all(List::OrganisationLabels).filter(|hit| {
            let before = hit
                .start
                .checked_sub(1)
                .map_or(".", |at| sentence.tokens[at].lower.as_str());
            let after = sentence.tokens.get(hit.end);
            ends_segment(before) && after.is_some_and(|next| next.lower == ":")
        });
        let mut names = labels.filter_map(|hit| name(&piece[sentence.tokens[hit.end].end..]));
        names.next()
    })
}

fn ends_segment(mark: &str) -> bool {
    [".", ";", "·", "|", "–", "•"].contains(&mark)
}

/// Lines, and cells with the one beside them as "label: value".
fn pieces(reader: &Reader) -> impl Iterator<Item = String> {
    reader
        .document
        .blocks
        .iter()
        .take(COVER)
        .flat_map(|block: &Block| match &block.kind {
            BlockKind::Table(table) => cells(table),
            BlockKind::Footnote { .. } => Vec::new(),
            _ => block.text().into_iter().flat_map(lines).collect(),
        })
}

fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines()
        .filter(|line| line.split_whitespace().count() <= LINE_WORDS)
        .map(|line| line.trim().to_string())
}

fn cells(table: &Table) -> Vec<String> {
    let mut found = Vec::new();
    for row in 0..table.rows().min(COVER) {
        let mut texts: Vec<&str> = (0..table.columns())
            .filter_map(|column| table.cell(row, column))
            .map(|cell| cell.text.trim())
            .filter(|text| !text.is_empty())
            .collect();
        texts.dedup();
        for (at, text) in texts.iter().enumerate() {
            let label = text.split_whitespace().count() <= LABEL_WORDS && !text.contains(':');
            match texts.get(at + 1).filter(|_| label) {
                Some(value) => found.extend(lines(&format!("{text}: {value}"))),
                None => found.extend(lines(text)),
            }
        }
    }
    found
}

/// The code that stands right after a label, marks and "no." aside.
fn code_after<'a>(sentence: &Sentence, text: &'a str, label_end: usize) -> Option<&'a str> {
    let mark = |at: usize| {
        let token = &sentence.tokens[at];
        !token.is_word() && !token.is_number() || sentence.at(List::ColumnCode, at)
    };
    let end = sentence.tokens.len().min(label_end + MARKS);
    let first = (label_end..end).find(|at| !mark(*at))?;
    let rest = &text[sentence.tokens[first].start..];
    let length = rest
        .find(|c: char| !c.is_alphanumeric() && !['.', '/', '-', '_'].contains(&c))
        .unwrap_or(rest.len());
    let code = rest[..length].trim_end_matches(['.', '/', '-', '_']);
    (is_code(code) && !goes_on_as_sum(&rest[code.len()..])).then_some(code)
}

/// No year, day or sum.
fn is_code(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let only_digits = digits == text.chars().count();
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let numbers = parts.iter().all(|part| part.parse::<u32>().is_ok());
    let years = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let is_day = numbers && parts.len() == 3 && parts.iter().any(years);
    let is_years = numbers && parts.iter().all(years);
    let is_sum =
        numbers && parts.len() > 1 && text.contains('.') && parts[1..].iter().all(|part| part.len() == 3);
    digits >= if only_digits { DIGITS_ALONE } else { DIGITS } && !is_day && !is_years && !is_sum
}

/// "400 000", "1,555,000", "15 %", "500000 €".
fn goes_on_as_sum(rest: &str) -> bool {
    let mut next = rest.chars();
    let first = next.next();
    let second = next.next();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_unit = |c: Option<char>| c.is_some_and(|c| "%€$£".contains(c));
    is_unit(first)
        || (first.is_some_and(|c| c.is_whitespace() || c == ',' || c == '\'')
            && (digit(second) || is_unit(second)))
}

/// A name up to the end of its segment, or before the next label on the same line.
fn name(text: &str) -> Option<String> {
    // "г. Ош": a stop after a letter or two ends no name.
    let is_end = |at: usize| {
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        !text[at..].starts_with('.') || word.chars().count() > 2
    };
    let end = [". ", "; ", " · ", " | "]
        .into_iter()
        .flat_map(|mark| text.match_indices(mark))
        .map(|(at, _)| at)
        .filter(|at| is_end(*at))
        .min()
        .unwrap_or(text.len());
    let mut name = text[..end].trim();
    if let Some(colon) = name.find(':') {
        name = name[..name[..colon].rfind([',', ')'])?].trim();
    }
    let name = name.trim_end_matches(['.', ',', ';']).trim();
    let words = name.split_whitespace().count();
    let named =
        name.chars().any(char::is_uppercase) && name.chars().next().is_some_and(char::is_alphanumeric);
    (named && (1..=NAME_WORDS).contains(&words)).then(|| name.to_string())
}
