//! Reads Markdown: headings, paragraphs, lists, tables and footnotes, with their lines.

mod markup;
mod pipes;

use std::path::Path;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::outline::Outline;
use super::{Each, ReadError, read_text};
use crate::document::{BlockKind, Cell, Document, Passage, Table};
use crate::report::Source;

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    read_text(path, source, parse, each)
}

struct Walk {
    outline: Outline,
    text: String,
    /// Line of the block that is open.
    line: u32,
    list_depth: u8,
    footnote: Option<String>,
    in_table: bool,
    cells: Vec<Cell>,
    row: usize,
    column: usize,
    header: bool,
    table_line: u32,
}

fn parse(text: &str) -> Document {
    let matter = front_matter(text);
    let (data, text) = text.split_at(matter);
    let kept = "\n".repeat(data.matches('\n').count());
    let text = &pipes::tables(&bullets(&format!("{kept}{text}")));
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let lines: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(offset, _)| offset + 1))
        .collect();
    let line_of =
        |offset: usize| u32::try_from(lines.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX);
    let mut walk = Walk {
        outline: Outline::default(),
        text: String::new(),
        line: 1,
        list_depth: 0,
        footnote: None,
        in_table: false,
        cells: Vec::new(),
        row: 0,
        column: 0,
        header: false,
        table_line: 1,
    };
    walk.data(data);
    let tables = markup::Tables::of(text);
    let mut read = 0;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if range.start < read {
            continue;
        }
        if matches!(event, Event::Start(Tag::HtmlBlock)) {
            walk.flush();
            read = tables.end_of_markup(range.start, range.end);
            markup::add(&mut walk.outline, &text[range.start..read], line_of(range.start));
            continue;
        }
        walk.event(event, line_of(range.start));
    }
    walk.flush();
    walk.outline.finish()
}

/// Lines that begin with "•", as they come from word processors, are items of a list.
fn bullets(text: &str) -> String {
    let item = |line: &str| {
        let written = line.trim_start();
        let bullet = written.chars().next().filter(|first| BULLETS.contains(first))?;
        let item = written[bullet.len_utf8()..].strip_prefix([' ', '\t', '\u{a0}'])?;
        Some(format!("- {item}"))
    };
    text.split_inclusive('\n')
        .map(|line| item(line).unwrap_or_else(|| line.to_string()))
        .collect()
}

/// Signs that begin an item of a list and nothing else.
const BULLETS: [char; 7] = ['•', '●', '▪', '■', '◦', '‣', '➢'];

/// Bytes of the data that publishing programs put between two lines of dashes before the text.
fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return 0;
    }
    let mut end = text.find('\n').map_or(0, |end| end + 1);
    let mut keys = 0;
    for line in lines.take(MAX_MATTER) {
        end += line.len();
        let own = line.trim();
        if matches!(own, "---" | "...") {
            return if keys > 0 { end } else { 0 };
        }
        let indented = line.starts_with([' ', '\t']);
        if key(line).is_some() {
            keys += 1;
        } else if !(own.is_empty() || own.starts_with('#') && keys > 0 || own.starts_with("- ") || indented) {
            return 0;
        }
    }
    0
}

/// Lines of such data at the most.
const MAX_MATTER: usize = 100;

/// "title: Annual report".
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim_end().split_once(':')?;
    let named = !key.is_empty() && key.chars().all(|own| own.is_alphanumeric() || "_-".contains(own));
    (named && (value.is_empty() || value.starts_with(' '))).then(|| (key, value.trim()))
}

impl Walk {
    /// What such data states; its comments are for those who publish.
    fn data(&mut self, data: &str) {
        for (index, line) in data.lines().enumerate() {
            let number = u32::try_from(index + 1).ok();
            match key(line) {
                Some(("title", title)) => {
                    let title = title.trim_matches(['"', '\'']);
                    self.outline
                        .title(Passage::new(title, self.outline.place(number, None)));
                }
                Some((_, value)) if !value.is_empty() => {
                    let text = line.trim().to_string();
                    self.outline.block(BlockKind::Paragraph { text }, number, None);
                }
                _ => {}
            }
        }
    }

    fn event(&mut self, event: Event, line: u32) {
        match event {
            Event::Start(tag) => self.start(tag, line),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::InlineHtml(html) | Event::Html(html)
                if html.trim_start().to_lowercase().starts_with("<br") =>
            {
                self.text.push('\n')
            }
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, line: u32) {
        match tag {
            Tag::Heading { .. } | Tag::CodeBlock(_) => {
                self.flush();
                self.line = line;
            }
            Tag::Paragraph if self.text.trim().is_empty() => self.line = line,
            Tag::List(_) => {
                self.flush();
                self.list_depth = self.list_depth.saturating_add(1);
            }
            Tag::Item => {
                self.flush();
                self.line = line;
            }
            Tag::FootnoteDefinition(mark) => {
                self.flush();
                self.footnote = Some(mark.to_string());
            }
            Tag::Table(_) => {
                self.flush();
                self.in_table = true;
                self.cells.clear();
                self.row = 0;
                self.table_line = line;
            }
            Tag::TableHead => {
                self.header = true;
                self.column = 0;
                self.line = line;
            }
            Tag::TableRow => {
                self.column = 0;
                self.line = line;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.text);
                self.outline.heading(number(level), &text, Some(self.line), None);
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Item if !self.in_table => self.flush(),
            TagEnd::List(_) => {
                self.flush();
                self.list_depth = self.list_depth.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.footnote = None;
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::TableHead => {
                self.header = false;
                self.row += 1;
            }
            TagEnd::TableRow => self.row += 1,
            TagEnd::Table => {
                self.in_table = false;
                let table = Table::from_cells(None, std::mem::take(&mut self.cells));
                self.outline.table(table, Some(self.table_line), None);
            }
            _ => {}
        }
    }

    fn cell(&mut self) {
        let mut location = self.outline.place(Some(self.line), None);
        location.table = Some(self.outline.next_table());
        location.row = u32::try_from(self.row + 1).ok();
        location.column = u32::try_from(self.column + 1).ok();
        let text = std::mem::take(&mut self.text).trim().to_string();
        self.cells.push(Cell {
            row: self.row,
            column: self.column,
            row_span: 1,
            column_span: 1,
            text,
            location,
            header: self.header,
            hidden: false,
            parted_from: None,
        });
        self.column += 1;
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text).trim().to_string();
        let kind = match (&self.footnote, self.list_depth) {
            (Some(mark), _) => BlockKind::Footnote {
                mark: mark.clone(),
                text,
            },
            (None, 0) => BlockKind::Paragraph { text },
            (None, depth) => BlockKind::ListItem { depth, text },
        };
        self.outline.block(kind, Some(self.line), None);
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_with_a_bullet_are_items() {
        let document = parse("Results:\n  • 12 wells were dug.\n  • 40 women\n    took part.\n\nThe end.\n");
        let texts: Vec<_> = document.blocks.iter().filter_map(|block| block.text()).collect();
        assert_eq!(
            texts,
            [
                "Results:",
                "12 wells were dug.",
                "40 women took part.",
                "The end."
            ]
        );
        assert_eq!(document.blocks[2].location.line, Some(3));
    }

    #[test]
    fn data_before_the_text_gives_the_title_and_its_comments_are_no_headings() {
        let document = parse("---\ntitle: Le bilan\n# des images\nimages:\n - une\n---\n\n# Introduction\n");
        assert_eq!(
            document.title.map(|title| title.text).as_deref(),
            Some("Le bilan")
        );
        let texts: Vec<_> = document.blocks.iter().filter_map(|block| block.text()).collect();
        assert_eq!(texts, ["Introduction"]);
        assert_eq!(document.blocks[0].location.line, Some(8));
        assert_eq!(front_matter("---\n# Report\n\nWells: two\n---\n"), 0);
    }
}
