//! The body of a page: headings, paragraphs, lists and tables in reading order.

use super::super::outline::{Outline, one_line, reads_as_heading};
use super::super::tree::Element;
use super::tables;
use super::writing::{Writing, is_block, is_left_out, is_mark};
use crate::document::{BlockKind, Passage};

pub fn outline(page: &Element) -> Outline {
    let mut walk = Walk {
        outline: Outline::default(),
        heading_level: 0,
        writing: Writing::default(),
        kind: Kind::Plain,
        list_depth: 0,
        path: String::from("/html"),
        block: 0,
        start: String::new(),
    };
    if let Some(body) = page.child("body") {
        walk.inside(body, true, |walk, body| walk.flow(body, false));
        walk.flush();
    }
    walk.outline
}

/// What the text being gathered will be.
#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Plain,
    Heading(u8),
    Item(u8),
    Title,
    Caption,
    Note(String),
    AsIs,
}

struct Walk {
    outline: Outline,
    /// Level of the last heading element, under which bold pseudo-headings stand.
    heading_level: u8,
    writing: Writing,
    kind: Kind,
    list_depth: u8,
    /// Path to the element that is walked.
    path: String,
    /// Length of the path to the innermost block.
    block: usize,
    /// Path to the block in which the text being gathered begins.
    start: String,
}

impl Walk {
    /// Walks an element with its step on the path.
    fn inside(&mut self, element: &Element, block: bool, walk: impl FnOnce(&mut Self, &Element)) {
        let (length, above) = (self.path.len(), self.block);
        self.path
            .push_str(&format!("/{}[{}]", element.name, element.position));
        if block {
            self.block = self.path.len();
        }
        walk(self, element);
        self.path.truncate(length);
        self.block = above;
    }

    fn flow(&mut self, element: &Element, bold: bool) {
        self.push(&element.text, bold);
        for child in &element.children {
            if !is_left_out(child) {
                self.child(child, bold);
            }
            self.push(&child.tail, bold);
        }
    }

    fn child(&mut self, child: &Element, bold: bool) {
        match child.name.as_str() {
            "br" => self.writing.line_break(),
            _ if is_mark(child, &self.writing.text) => {}
            "table" if !tables::is_layout(child) => {
                self.flush();
                self.inside(child, true, |walk, table| {
                    let table = tables::table(table, &walk.path, &walk.outline);
                    walk.outline.table(table, None, Some(walk.path.clone()));
                });
            }
            "ul" | "ol" | "menu" => {
                self.list_depth = self.list_depth.saturating_add(1);
                self.as_kind(Kind::Plain, child, false);
                self.list_depth -= 1;
            }
            name if is_block(name) || matches!(name, "td" | "th") => {
                let kind = self.kind_of(child);
                self.as_kind(kind, child, is_bold(child).unwrap_or(false));
            }
            _ => {
                let bold = is_bold(child).unwrap_or(bold);
                self.inside(child, false, |walk, child| walk.flow(child, bold));
            }
        }
    }

    fn kind_of(&self, element: &Element) -> Kind {
        let class = element.attribute("class").unwrap_or_default().to_lowercase();
        let id = element.attribute("id").unwrap_or_default();
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(element.name.as_bytes()[1] - b'0'),
            "li" => Kind::Item(self.list_depth.max(1)),
            "pre" => Kind::AsIs,
            "div" if is_note(id) => {
                Kind::Note(id.trim_start_matches(|c: char| !c.is_ascii_digit()).to_string())
            }
            "p" if class.starts_with("msotitle") || class == "title" => Kind::Title,
            "p" if class.starts_with("msocaption") || class == "caption" => Kind::Caption,
            "p" if class.starts_with("msolist") => Kind::Item(word_list_depth(element)),
            _ => self.kind.clone(),
        }
    }

    /// Walks a block whose text is of a kind.
    fn as_kind(&mut self, kind: Kind, element: &Element, bold: bool) {
        self.flush();
        let above = std::mem::replace(&mut self.kind, kind);
        self.inside(element, true, |walk, element| walk.flow(element, bold));
        self.flush();
        // Only the first paragraph of an item is the item.
        let used = matches!(above, Kind::Item(_)) && self.kind == Kind::Plain;
        self.kind = if used { Kind::Plain } else { above };
    }

    fn push(&mut self, text: &str, bold: bool) {
        if self.writing.text.trim().is_empty() && !text.trim().is_empty() {
            self.start = self.path[..self.block].to_string();
        }
        if self.kind == Kind::AsIs {
            self.writing.push_as_is(text);
        } else {
            self.writing.push(text, bold);
        }
    }

    /// Ends the block being gathered.
    fn flush(&mut self) {
        let writing = std::mem::take(&mut self.writing);
        let text = writing.text.trim().to_string();
        if text.is_empty() {
            return;
        }
        let place = Some(std::mem::take(&mut self.start));
        match self.kind.clone() {
            Kind::Heading(level) => {
                self.heading_level = level;
                self.outline.heading(level, &text, None, place);
            }
            Kind::Item(depth) => {
                self.kind = Kind::Plain;
                self.outline
                    .block(BlockKind::ListItem { depth, text }, None, place);
            }
            Kind::Note(mark) => self
                .outline
                .block(BlockKind::Footnote { mark, text }, None, place),
            Kind::Caption => self.outline.caption(text, None, place),
            Kind::Title => {
                self.outline.title(Passage::new(
                    one_line(&text),
                    self.outline.place(None, place.clone()),
                ));
                self.outline.block(BlockKind::Paragraph { text }, None, place);
            }
            Kind::Plain if writing.is_bold() && reads_as_heading(&text) => {
                self.outline
                    .heading(self.heading_level.saturating_add(1).min(9), &text, None, place);
            }
            Kind::Plain | Kind::AsIs => self.outline.block(BlockKind::Paragraph { text }, None, place),
        }
    }
}

/// Bold by element or by its own style.
fn is_bold(element: &Element) -> Option<bool> {
    let style = element.attribute("style").unwrap_or_default().to_lowercase();
    let weight = style
        .split(';')
        .filter_map(|rule| rule.split_once(':'))
        .find(|(property, _)| property.trim() == "font-weight")
        .map(|(_, value)| matches!(value.trim(), "bold" | "bolder" | "600" | "700" | "800" | "900"));
    weight.or(matches!(element.name.as_str(), "b" | "strong").then_some(true))
}

/// LibreOffice's "sdfootnote1", Word's "ftn1".
fn is_note(id: &str) -> bool {
    ["sdfootnote", "sdendnote", "ftn", "edn"].iter().any(|start| {
        id.strip_prefix(start)
            .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
    })
}

/// Word writes "mso-list:l0 level2 lfo1".
fn word_list_depth(element: &Element) -> u8 {
    element
        .attribute("style")
        .and_then(|style| style.split("level").nth(1))
        .and_then(|after| after.chars().next())
        .and_then(|level| level.to_digit(10))
        .and_then(|level| u8::try_from(level).ok())
        .unwrap_or(1)
        .max(1)
}
