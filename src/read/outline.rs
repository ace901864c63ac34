//! Builds a document block by block and keeps the path of headings.

use std::sync::Arc;

use crate::document::{Block, BlockKind, Document, Location, Passage, Table};

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

    pub fn doubt(&mut self, doubt: String) {
        self.document.doubts.push(doubt);
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
        self.headings.push((level, text));
        self.section = self.headings.iter().map(|(_, heading)| heading.clone()).collect();
    }

    pub fn block(&mut self, kind: BlockKind, line: Option<u32>, path: Option<String>) {
        let location = self.place(line, path);
        let empty = matches!(&kind, BlockKind::Paragraph { text } | BlockKind::ListItem { text, .. } | BlockKind::Footnote { text, .. } if text.trim().is_empty());
        if !empty {
            self.document.blocks.push(Block { kind, location });
        }
    }

    /// The number that the next table gets.
    pub fn next_table(&self) -> u32 {
        self.tables + 1
    }

    pub fn table(&mut self, mut table: Table, line: Option<u32>, path: Option<String>) {
        if table.cells().iter().all(|cell| cell.text.trim().is_empty()) {
            return;
        }
        self.tables += 1;
        table.caption = table.caption.or_else(|| self.caption());
        let location = Location {
            table: Some(self.tables),
            ..self.place(line, path)
        };
        self.document.blocks.push(Block {
            kind: BlockKind::Table(table),
            location,
        });
    }

    /// The paragraph before a table when it names the table.
    fn caption(&self) -> Option<Passage> {
        let block = self.document.blocks.last()?;
        let text = block.text()?;
        let named = text
            .trim_start_matches(['*', '_'])
            .to_lowercase()
            .starts_with("table ");
        named.then(|| Passage::new(text, block.location.clone()))
    }

    pub fn title(&mut self, title: Passage) {
        if self.document.title.is_none() && !title.text.trim().is_empty() {
            self.document.title = Some(title);
        }
    }

    /// The document, with its first outermost heading as title where none was given.
    pub fn finish(mut self) -> Document {
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
