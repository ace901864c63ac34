//! The body of an OpenDocument text: headings, paragraphs, lists and tables in reading order.

use super::super::outline::{Outline, one_line, reads_as_heading};
use super::super::tree::Element;
use super::inline::inline;
use super::styles::Styles;
use super::tables::Grids;
use crate::document::{BlockKind, Passage};

/// `part` is the name of the part, which every path begins with.
pub fn outline(text: &Element, part: &str, styles: &Styles) -> Outline {
    let mut walk = Walk {
        styles,
        outline: Outline::default(),
        heading_level: 0,
        grids: Grids::new(styles),
    };
    walk.blocks(text, &format!("{part}#/body/text"));
    walk.outline
}

struct Walk<'a> {
    styles: &'a Styles,
    outline: Outline,
    /// Level of the last heading by style, under which bold pseudo-headings stand.
    heading_level: u8,
    grids: Grids<'a>,
}

/// A list and the lists around it.
#[derive(Clone, Copy)]
struct List<'a> {
    depth: u8,
    /// An inner list has the style of the outer one when it names none.
    style: Option<&'a str>,
}

impl Walk<'_> {
    fn blocks(&mut self, parent: &Element, path: &str) {
        for child in &parent.children {
            self.block(child, &child.path(path));
        }
    }

    fn block(&mut self, element: &Element, path: &str) {
        match element.name.as_str() {
            "h" => self.heading(element, path),
            "p" => self.paragraph(element, path, None),
            "list" => self.list(
                element,
                path,
                List {
                    depth: 1,
                    style: None,
                },
            ),
            "table" => self.table(element, path),
            "section" if element.attribute("display") == Some("none") => {}
            "section" | "frame" | "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon"
            | "path" | "g" | "numbered-paragraph" => self.blocks(element, path),
            // Contents lists and indexes, declarations, and what tracked changes deleted.
            _ => {}
        }
    }

    fn heading(&mut self, heading: &Element, path: &str) {
        let level = heading
            .attribute("outline-level")
            .and_then(|level| level.parse::<u8>().ok())
            .unwrap_or(1)
            .clamp(1, 9);
        let inline = inline(heading, self.styles);
        if !inline.text.trim().is_empty() {
            self.heading_level = level;
        }
        self.outline
            .heading(level, &inline.text, None, Some(path.to_string()));
        self.attached(&inline.notes, &inline.boxes, path);
    }

    /// `item` is the depth of the list item that the paragraph begins.
    fn paragraph(&mut self, paragraph: &Element, path: &str, item: Option<u8>) {
        let style = paragraph.attribute("style-name");
        let inline = inline(paragraph, self.styles);
        let text = inline.text.trim().to_string();
        let place = Some(path.to_string());
        if self.styles.is_title(style) {
            self.outline.title(Passage::new(
                one_line(&text),
                self.outline.place(None, place.clone()),
            ));
            self.outline.block(BlockKind::Paragraph { text }, None, place);
        } else if self.styles.is_caption(style) {
            self.outline.caption(text, None, place);
        } else if let Some(depth) = item {
            let depth = depth.max(self.styles.list_depth(style).unwrap_or(depth));
            self.outline
                .block(BlockKind::ListItem { depth, text }, None, place);
        } else if inline.bold && reads_as_heading(&text) {
            self.outline
                .heading(self.heading_level.saturating_add(1).min(9), &text, None, place);
        } else {
            self.outline.block(BlockKind::Paragraph { text }, None, place);
        }
        self.attached(&inline.notes, &inline.boxes, path);
    }

    fn list(&mut self, element: &Element, path: &str, above: List) {
        let list = List {
            style: element.attribute("style-name").or(above.style),
            ..above
        };
        for item in &element.children {
            let path = item.path(path);
            let labelled = item.name == "list-item" && self.styles.has_label(list.style, list.depth);
            let mut label = labelled.then_some(list.depth);
            for child in &item.children {
                let path = child.path(&path);
                match child.name.as_str() {
                    "p" => self.paragraph(child, &path, label.take()),
                    "list" => {
                        let depth = list.depth.saturating_add(1);
                        self.list(child, &path, List { depth, ..list });
                    }
                    _ => self.block(child, &path),
                }
            }
        }
    }

    fn table(&mut self, element: &Element, path: &str) {
        let (table, notes) = self.grids.table(element, path, &self.outline);
        self.outline.table(table, None, Some(path.to_string()));
        if self.grids.is_spent() {
            self.outline
                .doubt("tables repeat cells more often than a report can: the repetitions were not read");
        }
        self.attached(&notes, &[], path);
    }

    /// Notes and text boxes, right after the block that they hang on.
    fn attached(&mut self, notes: &[&Element], boxes: &[&Element], path: &str) {
        for note in notes {
            let text = |name: &str| note.child(name).map(Element::all_text).unwrap_or_default();
            let kind = BlockKind::Footnote {
                mark: one_line(&text("note-citation")),
                text: self.note_text(note),
            };
            self.outline.block(kind, None, Some(path.to_string()));
        }
        for boxed in boxes {
            self.block(boxed, path);
        }
    }

    fn note_text(&self, note: &Element) -> String {
        let paragraphs: Vec<String> = note
            .child("note-body")
            .into_iter()
            .flat_map(|body| &body.children)
            .map(|paragraph| inline(paragraph, self.styles).text)
            .collect();
        one_line(&paragraphs.join(" "))
    }
}
