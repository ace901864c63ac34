//! Reads CSV and its kin: tables as text, their cells set apart by commas, semicolons, tabs or bars.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use super::encoding::is_text;
use super::outline::Outline;
use super::sheet::{Fault, Found, MAX_CELLS, Sheet, add_blocks};
use super::{Each, ReadError, Reading, has_extension, whole_text};
use crate::document::Document;
use crate::report::{Report, Source};

const DELIMITERS: [u8; 4] = [b'\t', b';', b',', b'|'];
/// Records that decide on the delimiter.
const SAMPLE: usize = 50;

/// By its name, or by lines that all have the same number of cells; running text has commas too, so three are asked for.
pub fn recognise(head: &[u8], path: &Path) -> bool {
    if !is_text(head) || has_extension(path, &["md", "markdown"]) {
        return false;
    }
    if has_extension(path, &["csv", "tsv", "tab"]) {
        return true;
    }
    let text = decode(head);
    let whole_lines = text.rfind('\n').map_or("", |end| &text[..end]);
    DELIMITERS.iter().any(|delimiter| {
        let widths = widths(whole_lines, *delimiter);
        let fewest = if *delimiter == b',' { 4 } else { 3 };
        widths.len() >= 3 && widths[0] >= fewest && widths.iter().all(|width| *width == widths[0])
    })
}

fn decode(head: &[u8]) -> String {
    let encoding =
        encoding_rs::Encoding::for_bom(head).map_or(encoding_rs::WINDOWS_1252, |(encoding, _)| encoding);
    match std::str::from_utf8(head) {
        Ok(text) => text.to_string(),
        Err(_) => encoding.decode(head).0.into_owned(),
    }
}

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    let (text, doubt) = whole_text(path)?;
    let mut document = parse(&text).map_err(|fault| fault.at(path))?;
    document.doubts.extend(doubt);
    each(Reading {
        document,
        declared: Report {
            source,
            ..Report::default()
        },
    });
    Ok(())
}

fn parse(text: &str) -> Result<Document, Fault> {
    // One kind of line end, so that the reader's count of lines is that of an editor.
    let text = text
        .trim_start_matches('\u{feff}')
        // Written in text mode twice, as scripts on Windows do.
        .replace("\r\r\n", "\n")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let (text, stated, skipped) = stated_delimiter(&text);
    let delimiter = stated.unwrap_or_else(|| delimiter(text));
    let mut reader = reader(text, delimiter);
    let mut sheet = Sheet::default();
    let mut left = MAX_CELLS;
    let mut record = StringRecord::new();
    let mut end = 1;
    let mut last = (1, 1);
    while reader.read_record(&mut record).map_err(Fault::damaged)? {
        let after = reader.position().line();
        let begin = begin(text, &record, end, after);
        // Blank lines set tables apart; the reader skips them.
        for blank in end..begin {
            sheet.lines.push(line(blank + skipped));
        }
        let row = line(sheet.lines.len() as u64);
        sheet.lines.push(line(begin + skipped));
        for (column, text) in (0..).zip(&record) {
            let number = is_number(text);
            sheet.push(
                Found {
                    row,
                    column,
                    text: text.to_string(),
                    number,
                },
                &mut left,
            )?;
        }
        last = (begin, after);
        end = after;
    }
    let mut outline = Outline::default();
    let mut positions = MAX_CELLS;
    add_blocks(&mut outline, &sheet, false, &mut positions)?;
    let mut document = outline.finish();
    if text.matches('"').count() % 2 == 1 && last.1 > last.0 + 1 {
        document.doubts.push(format!(
            "a quotation mark is opened and not closed from line {} on: what follows was read as one cell",
            last.0 + skipped
        ));
    }
    Ok(document)
}

fn line(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The line at which a record begins, the blank lines before it passed over.
fn begin(text: &str, record: &StringRecord, end: u64, after: u64) -> u64 {
    let start = record.position().map_or(0, |position| position.byte() as usize);
    let blank = text.as_bytes()[start.min(text.len())..]
        .iter()
        .take_while(|byte| **byte == b'\n')
        .count() as u64;
    (end + blank).min(after)
}

/// Excel's first line "sep=;".
fn stated_delimiter(text: &str) -> (&str, Option<u8>, u64) {
    let first = text.lines().next().unwrap_or_default();
    match first.strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => {
            let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
            (rest, Some(*delimiter), 1)
        }
        _ => (text, None, 0),
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// Cells of each of the first records.
fn widths(text: &str, delimiter: u8) -> Vec<usize> {
    let mut reader = reader(text, delimiter);
    let records = reader.records().take(SAMPLE).flatten();
    records.map(|record| record.len()).collect()
}

/// The delimiter that cuts most records into the same number of cells, and into many.
fn delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let widths = widths(text, delimiter);
        let most = |width: usize| widths.iter().filter(|own| **own == width).count();
        widths
            .iter()
            .filter(|width| **width > 1)
            .map(|width| (most(*width), *width))
            .max()
            .unwrap_or_default()
    };
    let mut best = (b',', (0, 0));
    for delimiter in DELIMITERS {
        let own = score(delimiter);
        if own > best.1 {
            best = (delimiter, own);
        }
    }
    best.0
}

/// Digits with what stands around and between them in amounts, percentages and dates.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.chars().any(|c| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,'’-+%/:()€$£".contains(c))
}
