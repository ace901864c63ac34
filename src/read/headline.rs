//! Figures that stand alone above the words that say what they count, as infographics have them: "12,000", and in a paragraph,
//! a line or a cell of its own "people trained in first aid". Each is read with its words.

use crate::document::{Block, BlockKind, Cell, Table};

/// Words of what says what a figure counts. A longer text goes on about something else.
const WORDS: usize = 30;
/// Words of a line that a page's end may have broken off.
const LINE: usize = 12;
/// Digits below which a number alone is that of a page, a list or a section.
const DIGITS: usize = 3;
/// Characters of a figure with its signs.
const LONGEST: usize = 20;
/// What may follow a number: "1.2 million", "4 milliards", "35 тысяч".
const SCALES: [&str; 6] = ["mill", "milj", "thousand", "mil", "млн", "тыс"];

/// Puts each such figure before its words. The block with the figure alone stays: it may be a heading, and a person sees it.
pub fn join(blocks: &mut [Block]) {
    for block in blocks.iter_mut() {
        match &mut block.kind {
            BlockKind::Paragraph { text } | BlockKind::ListItem { text, .. } => {
                if let Some(joined) = joined_lines(text) {
                    *text = joined;
                }
            }
            BlockKind::Table(table) => join_cells(table),
            BlockKind::Heading { .. } | BlockKind::Footnote { .. } => {}
        }
    }
    for at in 1..blocks.len() {
        let before = at.checked_sub(2).map(|before| &blocks[before]);
        let (Some(figure), Some(words)) = (blocks[at - 1].text(), blocks[at].text()) else {
            continue;
        };
        let of_two = before
            .and_then(Block::text)
            .is_some_and(|text| is_figure(text, words));
        if !says_what_counts(words) || !is_figure(figure, words) || of_two || breaks_off(before) {
            continue;
        }
        let joined = format!("{} {words}", figure.trim());
        if let BlockKind::Paragraph { text } | BlockKind::ListItem { text, .. } = &mut blocks[at].kind {
            *text = joined;
        }
    }
}

/// "4,800" and on the next line of the same paragraph "children vaccinated", in one line; nothing where there are no such lines.
fn joined_lines(text: &str) -> Option<String> {
    text.contains('\n').then_some(())?;
    let lines: Vec<&str> = text.lines().collect();
    let stands_over = |at: usize| {
        let figure = |at: usize| is_figure(lines[at], lines[at + 1]);
        let words = lines
            .get(at + 1)
            .is_some_and(|next| says_what_counts(next.trim()));
        words && figure(at) && !(at > 0 && is_figure(lines[at - 1], lines[at]))
    };
    let any = (0..lines.len()).any(stands_over);
    let joined = (0..lines.len()).map(|at| {
        let end = if stands_over(at) { " " } else { "\n" };
        lines[at].trim_end().to_string() + end
    });
    any.then(|| joined.collect::<String>().trim_end().to_string())
}

/// Within each cell, and a row of figures over a row of words.
fn join_cells(table: &mut Table) {
    let rows: Vec<Option<Row>> = (0..table.rows()).map(|row| kind(table, row)).collect();
    let over = |row: usize| {
        let figures = row > 0 && rows[row - 1] == Some(Row::Figures);
        figures && rows[row] == Some(Row::Words)
    };
    let joined = |cell: &Cell| {
        if over(cell.row) && !cell.text.trim().is_empty() {
            let figure = table.text(cell.row - 1, cell.column);
            Some(format!("{figure} {}", cell.text.trim()).trim().to_string())
        } else {
            joined_lines(&cell.text)
        }
    };
    let texts: Vec<Option<String>> = table.cells().iter().map(joined).collect();
    // Tables are large, and hardly any has such a figure.
    if texts.iter().all(Option::is_none) {
        return;
    }
    let mut cells = table.cells().to_vec();
    for (cell, text) in cells.iter_mut().zip(texts) {
        cell.text = text.unwrap_or_else(|| std::mem::take(&mut cell.text));
    }
    *table = Table::from_cells(table.caption.take(), cells);
}

#[derive(PartialEq)]
enum Row {
    Figures,
    Words,
}

/// What all filled cells of a row are.
fn kind(table: &Table, row: usize) -> Option<Row> {
    let filled = || {
        let texts = (0..table.columns()).map(|column| table.text(row, column));
        texts.filter(|text| !text.is_empty())
    };
    if filled().next().is_none() {
        None
    } else if filled().all(|text| is_figure(text, "")) {
        Some(Row::Figures)
    } else {
        filled().all(says_what_counts).then_some(Row::Words)
    }
}

/// Not another figure, and short.
fn says_what_counts(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.split_whitespace().count() <= WORDS
}

/// "12,000", "3 100+", "60 %", "4.5" above "million people", and neither a year nor the number of a page.
fn is_figure(text: &str, words: &str) -> bool {
    let text = text.trim();
    let (number, scale) = match text.rsplit_once(char::is_whitespace) {
        Some((number, word)) if word.starts_with(char::is_alphabetic) => (number, word.to_lowercase()),
        _ => (text, String::new()),
    };
    let scaled = SCALES.iter().any(|start| scale.starts_with(start));
    let plain = number
        .trim_start_matches(['~', '≈', '>', '+'])
        .trim_end_matches(['+', '%', ' ']);
    let separated = plain.contains(['.', ',', ' ', '\u{a0}', '\u{202f}', '’', '\'']);
    let written =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '’' | '\'');
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let year = digits == 4 && !separated && plain.starts_with(['1', '2']) && plain == number;
    let signed = plain != number;
    let large = digits >= DIGITS || signed || scaled;
    // "4,5" above "millions de jeunes": a capital letter begins a section of that number.
    let part = separated && words.starts_with(char::is_lowercase);
    text.len() <= LONGEST
        && plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(written)
        && (scale.is_empty() || scaled)
        && !year
        && (large || part)
}

/// A sentence that goes on below the number of its page.
fn breaks_off(before: Option<&Block>) -> bool {
    let paragraph = before.filter(|block| matches!(block.kind, BlockKind::Paragraph { .. }));
    paragraph.and_then(Block::text).is_some_and(|text| {
        text.split_whitespace().count() > LINE
            && !text
                .trim_end()
                .ends_with(['.', '!', '?', ':', '”', '"', '»', ')'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Location;

    fn joined(texts: &[&str]) -> Vec<String> {
        let block = |text: &&str| Block {
            kind: BlockKind::Paragraph {
                text: text.to_string(),
            },
            location: Location::default(),
        };
        let mut blocks: Vec<Block> = texts.iter().map(block).collect();
        join(&mut blocks);
        blocks.iter().filter_map(Block::text).map(String::from).collect()
    }

    #[test]
    fn a_figure_is_read_with_the_words_below_it() {
        let figures = [
            "12,000",
            "3 100+",
            "60 %",
            "935",
            "~4.500",
            "1.2 million",
            "35 тысяч",
        ];
        for figure in figures {
            let texts = joined(&["The year in figures.", figure, "People trained in first aid"]);
            assert_eq!(texts[2], format!("{figure} People trained in first aid"));
        }
        assert_eq!(
            joined(&["4,5", "millions de jeunes"])[1],
            "4,5 millions de jeunes"
        );
    }

    #[test]
    fn a_number_of_a_year_a_page_or_a_section_stays_alone() {
        for number in ["2022", "14", "3.1", "Annex 300", "12 000 000 000 000 000 000"] {
            assert_eq!(joined(&[number, "People trained"])[1], "People trained");
        }
        let broken = "The project trained nurses in six districts of the north, and with them it";
        assert_eq!(
            joined(&[broken, "112", "supported 30 clinics"])[2],
            "supported 30 clinics"
        );
    }

    #[test]
    fn a_figure_stands_over_its_words_in_a_paragraph_and_in_a_table() {
        assert_eq!(
            joined(&["4,800\nchildren vaccinated"])[0],
            "4,800 children vaccinated"
        );
        assert_eq!(
            joined(&["In 2021\n4,800\nchildren"])[0],
            "In 2021\n4,800 children"
        );
        let cell = |row: usize, column: usize, text: &str| Cell {
            row,
            column,
            text: text.to_string(),
            ..Cell::default()
        };
        let texts = ["12,000", "4,800", "people trained", "children vaccinated"];
        let cells = texts
            .iter()
            .enumerate()
            .map(|(at, text)| cell(at / 2, at % 2, text));
        let mut table = Table::from_cells(None, cells.collect());
        join_cells(&mut table);
        assert_eq!(
            (table.text(1, 0), table.text(1, 1)),
            ("12,000 people trained", "4,800 children vaccinated")
        );
    }

    #[test]
    fn two_figures_in_a_row_are_not_known_apart() {
        assert_eq!(joined(&["412", "145", "Pupils enrolled"])[2], "Pupils enrolled");
    }
}
