//! Builds a document block by block and keeps the path of headings.

use std::sync::Arc;

use super::headline;
use crate::document::{Block, BlockKind, Document, Location, MAX_TABLE_POSITIONS, Passage, Table};

/// All tables of a document together may not cover more positions than this.
const MAX_POSITIONS: usize = 4 * MAX_TABLE_POSITIONS;

/// A document under construction.
#[derive(Default)]
pub struct Outline {
    document: Document,
    headings: Vec<(u8, String)>,
    section: Arc<[String]>,
    tables: u32,
    page: Option<u32>,
    printed_page: Option<String>,
    sheet: Option<String>,
    cell: Option<String>,
    positions: usize,
    /// The last block is the caption of a table that may follow.
    caption_open: bool,
}

impl Outline {
    /// A place in the current section.
    pub fn place(&self, line: Option<u32>, path: Option<String>) -> Location {
        Location {
            section: Arc::clone(&self.section),
            sheet: self.sheet.clone(),
            cell: self.cell.clone(),
            line,
            path,
            page: self.page,
            printed_page: self.printed_page.clone(),
            ..Location::default()
        }
    }

    /// What follows stands on this page; `printed` is the number printed on it, where it differs.
    pub fn turn_to(&mut self, page: u32, printed: Option<String>) {
        self.page = Some(page);
        self.printed_page = printed;
    }

    /// Every place from here on is in this sheet and cell.
    pub fn stand_in(&mut self, sheet: Option<String>, cell: Option<String>) {
        self.sheet = sheet;
        self.cell = cell;
    }

    pub fn heading(&mut self, level: u8, text: &str, line: Option<u32>, path: Option<String>) {
        let text = one_line(text);
        if text.is_empty() {
            return;
        }
        self.headings.retain(|(above, _)| *above < level);
        self.section = self.headings.iter().map(|(_, heading)| heading.clone()).collect();
        let location = self.place(line, path);
        self.document.blocks.push(Block {
            kind: BlockKind::Heading {
                level,
                text: text.clone(),
            },
            location,
        });
        self.caption_open = false;
        self.headings.push((level, text));
        self.section = self.headings.iter().map(|(_, heading)| heading.clone()).collect();
    }

    pub fn block(&mut self, kind: BlockKind, line: Option<u32>, path: Option<String>) {
        let empty = matches!(&kind, BlockKind::Paragraph { text } | BlockKind::ListItem { text, .. } | BlockKind::Footnote { text, .. } if text.trim().is_empty());
        match kind {
            _ if empty => {}
            BlockKind::Paragraph { text } if is_numbered_caption(&text) => self.caption(text, line, path),
            kind => self.push(kind, line, path),
        }
    }

    fn push(&mut self, kind: BlockKind, line: Option<u32>, path: Option<String>) {
        let location = self.place(line, path);
        self.document.blocks.push(Block { kind, location });
        self.caption_open = false;
    }

    /// The block before, where it is a paragraph.
    pub fn last_paragraph(&self) -> Option<&str> {
        let block = self.document.blocks.last()?;
        block
            .text()
            .filter(|_| matches!(block.kind, BlockKind::Paragraph { .. }))
    }

    /// The number that the next table gets.
    pub fn next_table(&self) -> u32 {
        self.tables + 1
    }

    /// The place of a cell of the next table; `row` and `column` start at 0.
    pub fn cell_place(&self, row: usize, column: usize, path: Option<String>) -> Location {
        Location {
            table: Some(self.next_table()),
            row: u32::try_from(row + 1).ok(),
            column: u32::try_from(column + 1).ok(),
            ..self.place(None, path)
        }
    }

    pub fn doubt(&mut self, doubt: impl Into<String>) {
        let doubt = doubt.into();
        if !self.document.doubts.contains(&doubt) {
            self.document.doubts.push(doubt);
        }
    }

    pub fn table(&mut self, mut table: Table, line: Option<u32>, path: Option<String>) {
        if table.cells().iter().all(|cell| cell.text.trim().is_empty()) {
            return;
        }
        self.positions = self.positions.saturating_add(table.rows() * table.columns());
        if self.positions > MAX_POSITIONS {
            self.doubt(format!(
                "the tables have more than {MAX_POSITIONS} cells in all: those after them were not read"
            ));
            return;
        }
        self.tables += 1;
        let above = self.caption_above();
        table.caption = table.caption.or(above);
        self.caption_open = false;
        let location = Location {
            table: Some(self.tables),
            ..self.place(line, path)
        };
        self.document.blocks.push(Block {
            kind: BlockKind::Table(table),
            location,
        });
    }

    /// A paragraph that its style calls a caption: of the table right above when that has none, else of the one below.
    pub fn caption(&mut self, text: String, line: Option<u32>, path: Option<String>) {
        let passage = Passage::new(text.clone(), self.place(line, path.clone()));
        let figure = ["figure", "fig.", "photo", "chart", "graph", "map", "picture"]
            .iter()
            .any(|start| text.to_lowercase().starts_with(start));
        if text.is_empty() {
            return;
        }
        if figure {
            self.push(BlockKind::Paragraph { text }, line, path);
            return;
        }
        let below = match self.document.blocks.last_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Table(table)) if table.caption.is_none() => {
                table.caption = Some(passage);
                true
            }
            _ => false,
        };
        self.push(BlockKind::Paragraph { text }, line, path);
        self.caption_open = !below;
    }

    /// The paragraph before a table when it names the table.
    fn caption_above(&self) -> Option<Passage> {
        let [.., before, block] = self.document.blocks.as_slice() else {
            let block = self.document.blocks.last()?;
            return self.caption_of(block);
        };
        let taken = matches!(&before.kind, BlockKind::Table(Table { caption: Some(caption), .. }) if caption.location == block.location);
        if taken { None } else { self.caption_of(block) }
    }

    fn caption_of(&self, block: &Block) -> Option<Passage> {
        let text = block.text()?;
        (self.caption_open || names_table(text)).then(|| Passage::new(text, block.location.clone()))
    }

    pub fn title(&mut self, title: Passage) {
        if self.document.title.is_none() && !title.text.trim().is_empty() {
            self.document.title = Some(title);
        }
    }

    /// The document, with its first outermost heading as title where none was given.
    pub fn finish(mut self) -> Document {
        headline::join(&mut self.document.blocks);
        if self.document.title.is_none() {
            let heading = self
                .document
                .blocks
                .iter()
                .find(|block| matches!(block.kind, BlockKind::Heading { .. }));
            self.document.title = heading.and_then(|block| {
                block
                    .text()
                    .map(|text| Passage::new(text, block.location.clone()))
            });
        }
        self.document
    }
}

pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn names_table(text: &str) -> bool {
    text.trim_start_matches(['*', '_'])
        .to_lowercase()
        .starts_with("table ")
}

/// "Table 3: Results by region", and not "Table 3 shows that".
fn is_numbered_caption(text: &str) -> bool {
    let number = names_table(text)
        .then(|| text.split_whitespace().nth(1))
        .flatten()
        .unwrap_or_default();
    let after = text.split_whitespace().nth(2).unwrap_or_default();
    let numbered = number.starts_with(|c: char| c.is_ascii_digit());
    numbered && (number.ends_with([':', '.']) || matches!(after, "-" | "–" | "—" | ":"))
}

/// A short line that ends no sentence: in bold, what authors without styles write for a heading.
pub fn reads_as_heading(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=14).contains(&words) && !text.ends_with(['.', ',', ';', ':']) && !text.contains('\n')
}

/// The depth that the number of a section has: "3.2." 2. Longer ones are dates and amounts.
pub fn section_depth(number: &str) -> Option<usize> {
    let number = number.trim_end_matches('.');
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    (!number.is_empty() && number.len() <= 8 && number.split('.').all(digits))
        .then(|| number.split('.').count())
}

/// "3.2 Cooperation": what an author without styles writes for a heading, where text follows and no second of its kind.
pub fn numbered_heading(text: &str) -> Option<usize> {
    let (number, rest) = text.split_once(char::is_whitespace)?;
    let titled = rest.trim_start().starts_with(char::is_uppercase);
    section_depth(number).filter(|_| titled && reads_as_heading(text))
}

/// Programs fill the property with file names and first lines: those are no titles.
pub fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    title.split_whitespace().count() >= 2
        && !lower.starts_with("microsoft word")
        && ![".doc", ".docx", ".odt", "template"]
            .iter()
            .any(|end| lower.ends_with(end))
}

/// Word's own list styles have their depth in their name, here in lower case: "list bullet" 1, "list number 2" 2.
pub fn named_list_depth(style: &str) -> Option<u8> {
    let rest = style
        .strip_prefix("list bullet")
        .or_else(|| style.strip_prefix("list number"))?;
    match rest.trim() {
        "" => Some(1),
        number => number.parse::<u8>().ok().filter(|depth| (1..=9).contains(depth)),
    }
}
