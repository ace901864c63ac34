//! HTML that stands in Markdown, as converters write it for tables with merged cells.

use super::super::html;
use super::super::outline::Outline;
use crate::document::{Block, BlockKind, Cell, Table};

/// Letters by which a block's text is found again in the markup.
const FOUND_BY: usize = 12;

/// The beginnings and ends of tables in a text, where blank lines end no markup.
pub struct Tables {
    lower: String,
    last_end: usize,
}

impl Tables {
    pub fn of(text: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        let last_end = lower.rfind(END).unwrap_or(0);
        Tables { lower, last_end }
    }

    /// Where the markup ends that begins at an offset: a table goes on over blank lines to its end.
    pub fn end_of_markup(&self, start: usize, block_end: usize) -> usize {
        let opened = |from: usize, to: usize| self.lower[from..to].matches(BEGINNING).count();
        let closed = self.lower[start..block_end].matches(END).count();
        let mut open = opened(start, block_end).saturating_sub(closed);
        let mut end = block_end;
        while open > 0 && end <= self.last_end {
            let Some(at) = self.lower[end..].find(END) else {
                break;
            };
            let after = end + at + END.len();
            open = open + opened(end, after) - 1;
            end = after;
        }
        end
    }
}

const BEGINNING: &str = "<table";
const END: &str = "</table>";

/// Adds what the markup holds to the document; `line` is that of its beginning.
pub fn add(outline: &mut Outline, markup: &str, line: u32) {
    match html::fragment(markup) {
        Ok(document) => {
            let mut lines = Lines {
                markup,
                line,
                read: 0,
            };
            for block in document.blocks {
                block_at(outline, block, &mut lines);
            }
        }
        Err(what) => outline.doubt(format!("the HTML at line {line} was not read: {what}")),
    }
}

fn block_at(outline: &mut Outline, block: Block, lines: &mut Lines) {
    match block.kind {
        BlockKind::Table(table) => {
            let line = lines.of(BEGINNING);
            let rows: Vec<u32> = (0..table.rows()).map(|_| lines.of("<tr")).collect();
            outline.table(placed(&table, outline, &rows), Some(line), None);
        }
        BlockKind::Heading { level, text } => {
            let line = lines.of_text(&text);
            outline.heading(level, &text, Some(line), None);
        }
        kind => {
            let text = match &kind {
                BlockKind::Paragraph { text }
                | BlockKind::ListItem { text, .. }
                | BlockKind::Footnote { text, .. } => text.clone(),
                _ => String::new(),
            };
            let line = lines.of_text(&text);
            outline.block(kind, Some(line), None);
        }
    }
}

/// The table with its cells at their lines.
fn placed(table: &Table, outline: &Outline, rows: &[u32]) -> Table {
    let cells = table.cells().iter().map(|cell| {
        let mut location = outline.cell_place(cell.row, cell.column, None);
        location.line = rows.get(cell.row).copied();
        Cell {
            location,
            ..cell.clone()
        }
    });
    Table::from_cells(table.caption.clone(), cells.collect())
}

/// Lines of the file, found by going through the markup once.
struct Lines<'a> {
    markup: &'a str,
    line: u32,
    read: usize,
}

impl Lines<'_> {
    /// The line of the next place where a tag or text begins, and of the last one where it is not found.
    fn of(&mut self, sought: &str) -> u32 {
        let rest = &self.markup[self.read..];
        let found = rest.find(sought).or_else(|| rest.find(&sought.to_uppercase()));
        let to = found.map_or(0, |at| at + usize::from(!sought.is_empty()));
        let to = (to..=rest.len())
            .find(|at| rest.is_char_boundary(*at))
            .unwrap_or(0);
        let passed = rest[..to].matches('\n').count();
        self.line = self.line.saturating_add(u32::try_from(passed).unwrap_or(0));
        self.read += to;
        self.line
    }

    fn of_text(&mut self, text: &str) -> u32 {
        let first = text.lines().next().unwrap_or_default();
        let begins: String = first.chars().take(FOUND_BY).collect();
        self.of(&begins)
    }
}
