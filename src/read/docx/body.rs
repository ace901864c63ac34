//! The body of a Word document: paragraphs and tables in reading order.

use std::collections::HashMap;

use super::super::outline::{Outline, numbered_heading, one_line, reads_as_heading};
use super::super::tree::Element;
use super::inline::{Inline, inline};
use super::styles::Styles;
use super::tables;
use crate::document::{BlockKind, Passage};

/// Footnotes and endnotes by kind and id. Each is placed once, at its first reference: a hostile file may refer to a long
/// note a million times.
#[derive(Debug, Default)]
pub struct Notes {
    texts: HashMap<(&'static str, String), String>,
}

impl Notes {
    /// Word's separators are no notes.
    pub fn add(&mut self, part: &Element, kind: &'static str, styles: &Styles) {
        let notes = part
            .children
            .iter()
            .filter(|note| note.name == kind && note.attribute("type").is_none_or(|kind| kind == "normal"));
        for note in notes {
            let paragraphs: Vec<String> = note
                .children
                .iter()
                .filter(|child| child.name == "p")
                .map(|paragraph| inline(paragraph, styles).text)
                .collect();
            let id = note.attribute("id").unwrap_or_default().to_string();
            self.texts.insert((kind, id), one_line(&paragraphs.join(" ")));
        }
    }
}

/// `part` is the name of the document's part, which every path begins with.
pub fn outline(document: &Element, part: &str, styles: &Styles, notes: Notes) -> Outline {
    let mut walk = Walk {
        styles,
        notes,
        outline: Outline::default(),
        heading_level: 0,
    };
    if let Some(body) = document.child("body") {
        walk.blocks(body, &format!("{part}#/body"));
    }
    walk.outline
}

struct Walk<'a> {
    styles: &'a Styles,
    notes: Notes,
    outline: Outline,
    /// Level of the last heading by style, under which bold pseudo-headings stand.
    heading_level: u8,
}

impl Walk<'_> {
    fn blocks(&mut self, parent: &Element, path: &str) {
        for (index, child) in parent.children.iter().enumerate() {
            let here = child.path(path);
            match child.name.as_str() {
                "p" => self.paragraph(child, &here, &parent.children[index + 1..]),
                "tbl" => {
                    let (table, notes) = tables::table(child, &here, &self.outline, self.styles);
                    self.outline.table(table, None, Some(here.clone()));
                    self.footnotes(notes, &here);
                }
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        self.blocks(content, &content.path(&here));
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(child, &here),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element, path: &str, after: &[Element]) {
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|properties| properties.value("pStyle"));
        if self.styles.is_contents(style) {
            return;
        }
        let inline = inline(paragraph, self.styles);
        let text = inline.text.trim().to_string();
        let list = self.list_depth(properties, style);
        let place = Some(path.to_string());
        if let Some(level) = self.level(properties, style) {
            self.heading_level = level;
            self.outline.heading(level, &text, None, place);
        } else if self.styles.is_title(style) {
            self.outline.title(Passage::new(
                one_line(&text),
                self.outline.place(None, place.clone()),
            ));
            self.outline.block(BlockKind::Paragraph { text }, None, place);
        } else if self.styles.is_caption(style) {
            self.outline.caption(text, None, place);
        } else if let Some(depth) = list {
            self.outline
                .block(BlockKind::ListItem { depth, text }, None, place);
        } else if self.is_bold(&inline, style) && reads_as_heading(&text) {
            self.outline
                .heading(self.heading_level.saturating_add(1).min(9), &text, None, place);
        } else if let Some(depth) = numbered_heading(&text).filter(|depth| self.heads(*depth, after)) {
            let level = u8::try_from(depth).unwrap_or(9).max(self.heading_level + 1);
            self.outline.heading(level.min(9), &text, None, place);
        } else {
            self.outline.block(BlockKind::Paragraph { text }, None, place);
        }
        self.footnotes(inline.notes, path);
        for boxed in inline.boxes {
            self.blocks(boxed, path);
        }
    }

    /// Whether a numbered line stands above text of its own; several in a row are a list that was numbered by hand.
    fn heads(&self, depth: usize, after: &[Element]) -> bool {
        let before = self.outline.last_paragraph().and_then(numbered_heading);
        let next = after.iter().find_map(|element| match element.name.as_str() {
            "tbl" => Some(None),
            "p" => {
                let text = inline(element, self.styles).text;
                (!text.trim().is_empty()).then(|| numbered_heading(text.trim()))
            }
            _ => None,
        });
        before.is_none_or(|other| other != depth) && next.is_some_and(|next| next != Some(depth))
    }

    /// The paragraph's own outline level before that of its style; the tenth means body text.
    fn level(&self, properties: Option<&Element>, style: Option<&str>) -> Option<u8> {
        let own = properties
            .and_then(|properties| properties.value("outlineLvl"))
            .and_then(|level| level.parse::<u8>().ok());
        match own {
            Some(level) => (level < 9).then_some(level + 1),
            None => self.styles.heading(style),
        }
    }

    fn list_depth(&self, properties: Option<&Element>, style: Option<&str>) -> Option<u8> {
        match properties.and_then(|properties| properties.child("numPr")) {
            Some(list) if list.value("numId") == Some("0") => None,
            Some(list) => Some(
                list.value("ilvl")
                    .and_then(|level| level.parse::<u8>().ok())
                    .unwrap_or(0)
                    .saturating_add(1),
            ),
            None => self.styles.list_depth(style),
        }
    }

    fn is_bold(&self, inline: &Inline, style: Option<&str>) -> bool {
        inline.bold.or_else(|| self.styles.bold(style)).unwrap_or(false)
    }

    fn footnotes(&mut self, references: tables::References, path: &str) {
        for (kind, id) in references {
            let key = (kind, id);
            if let Some(text) = self.notes.texts.remove(&key) {
                let kind = BlockKind::Footnote { mark: key.1, text };
                self.outline.block(kind, None, Some(path.to_string()));
            }
        }
    }
}
