//! Reads plain text: paragraphs, lists, tables by tabs, and headings by numbering, capitals or standing alone.

use std::path::Path;

use super::outline::{Outline, section_depth};
use super::{Each, ReadError, read_text};
use crate::document::{BlockKind, Cell, Document, Passage, Table};
use crate::report::Source;

const MAX_TITLE_WORDS: usize = 20;

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    read_text(path, source, parse, each)
}

fn parse(text: &str) -> Document {
    let written: Vec<&str> = text.lines().collect();
    let lines: Vec<&str> = written.iter().map(|line| line.trim_end()).collect();
    let mut outline = Outline::default();
    let mut paragraph = String::new();
    let mut first_line = 0;
    let mut index = 0;
    while index < lines.len() {
        let line = lines[index];
        let table = table_lines(&written[index..]);
        let item = list_item(line);
        let heading = heading_level(&lines, index);
        let ends = line.trim().is_empty() || table > 0 || item.is_some() || heading.is_some();
        if ends {
            flush(&mut outline, &mut paragraph, first_line);
        }
        if table > 0 {
            add_table(&mut outline, &written[index..index + table], index);
            index += table;
            continue;
        }
        if let Some(level) = heading {
            outline.heading(level, line, line_number(index), None);
            outline.title(Passage::new(line.trim(), outline.place(line_number(index), None)));
        } else if let Some(item) = item {
            outline.block(
                BlockKind::ListItem {
                    depth: 1,
                    text: item.to_string(),
                },
                line_number(index),
                None,
            );
        } else if !line.trim().is_empty() {
            if is_title(&lines, index) {
                outline.title(Passage::new(line.trim(), outline.place(line_number(index), None)));
            }
            if paragraph.is_empty() {
                first_line = index;
            } else {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim());
        }
        index += 1;
    }
    flush(&mut outline, &mut paragraph, first_line);
    outline.finish()
}

fn line_number(index: usize) -> Option<u32> {
    u32::try_from(index + 1).ok()
}

fn flush(outline: &mut Outline, paragraph: &mut String, line: usize) {
    let text = std::mem::take(paragraph);
    outline.block(BlockKind::Paragraph { text }, line_number(line), None);
}

fn list_item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["- ", "• ", "* ", "– ", "o "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet))
        .map(str::trim)
}

/// How many lines from here on are rows of one table: two or more with a tab inside. Once it has begun, a row may have
/// its first or its last cell empty.
fn table_lines(lines: &[&str]) -> usize {
    let is_row = |line: &str| line.trim().contains('\t') || line.trim_end().matches('\t').count() >= 2;
    if !lines.first().is_some_and(|line| is_row(line)) {
        return 0;
    }
    let rows = lines
        .iter()
        .take_while(|line| line.contains('\t') && !line.trim().is_empty())
        .count();
    if rows >= 2 { rows } else { 0 }
}

fn add_table(outline: &mut Outline, rows: &[&str], first: usize) {
    let number = outline.next_table();
    let mut cells = Vec::new();
    for (row, line) in rows.iter().enumerate() {
        for (column, text) in line.split('\t').enumerate() {
            let mut location = outline.place(line_number(first + row), None);
            location.table = Some(number);
            location.row = u32::try_from(row + 1).ok();
            location.column = u32::try_from(column + 1).ok();
            cells.push(Cell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                text: text.trim().to_string(),
                location,
                header: row == 0,
                hidden: false,
                parted_from: None,
            });
        }
    }
    outline.table(Table::from_cells(None, cells), line_number(first), None);
}

/// The first line of all, when it stands alone and ends no sentence, though it is too long for a heading.
fn is_title(lines: &[&str], index: usize) -> bool {
    let line = lines[index].trim();
    lines[..index].iter().all(|above| above.trim().is_empty())
        && lines.get(index + 1).is_some_and(|below| below.trim().is_empty())
        && line.split_whitespace().count() <= MAX_TITLE_WORDS
        && !line.ends_with(['.', ';', ',', ':'])
}

/// A short line with nothing around it that is numbered, in capitals or without a full stop at its end.
fn heading_level(lines: &[&str], index: usize) -> Option<u8> {
    let line = lines[index].trim();
    let alone = index
        .checked_sub(1)
        .is_none_or(|before| lines[before].trim().is_empty())
        && lines.get(index + 1).is_none_or(|after| after.trim().is_empty());
    let words = line.split_whitespace().count();
    if !alone
        || words == 0
        || words > 14
        || line.ends_with(['.', ';', ',', ':', '?', '!'])
        || line.contains('\t')
        || line.starts_with(['"', '“', '(', '-', '•'])
    {
        return None;
    }
    let first = line.split_whitespace().next().unwrap_or_default();
    let level = |depth: usize| u8::try_from(depth.clamp(1, 9)).unwrap_or(9);
    if let Some(depth) = section_depth(first).filter(|_| words > 1) {
        return Some(level(depth + 1));
    }
    let letters: Vec<char> = line.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.len() > 3 && letters.iter().all(|c| c.is_uppercase());
    let title_like =
        letters.first().is_some_and(|c| c.is_uppercase()) && words <= 8 && !line.contains(char::is_numeric);
    if capitals {
        Some(2)
    } else {
        title_like.then_some(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_with_an_empty_first_or_last_cell_belong_to_the_table() {
        let rows = [
            "Expected results:\tComment",
            "Two shelters\tOne opened.",
            "\tIt has ten beds.",
            "A law\t",
            "",
            "Text",
        ];
        assert_eq!(table_lines(&rows), 4);
        assert_eq!(
            table_lines(&["within Kazakhstan\t", "Expected results:\tComment"]),
            0
        );
        assert_eq!(
            table_lines(&["A law\tAdopted.", "A tour\t", "Shelters\tOpened."]),
            3
        );
    }
}
