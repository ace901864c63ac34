//! The body of a Word document: paragraphs and tables in reading order.

use super::super::outline::{Outline, one_line};
use super::part::Element;
use super::styles::Styles;
use crate::document::{BlockKind, Cell, Passage, Table};

/// A footnote or endnote.
#[derive(Debug, Clone)]
pub struct Note {
    kind: &'static str,
    id: String,
    text: String,
}

/// The notes of one part; Word's separators are no notes.
pub fn notes(part: Option<&Element>, kind: &'static str) -> Vec<Note> {
    part.into_iter()
        .flat_map(|part| &part.children)
        .filter(|note| note.name == kind && note.attribute("type").is_none_or(|kind| kind == "normal"))
        .map(|note| {
            let paragraphs: Vec<String> = note
                .children
                .iter()
                .filter(|child| child.name == "p")
                .map(|paragraph| inline(paragraph).text)
                .collect();
            Note {
                kind,
                id: note.attribute("id").unwrap_or_default().to_string(),
                text: one_line(&paragraphs.join(" ")),
            }
        })
        .collect()
}

pub fn outline(document: &Element, styles: &Styles, notes: &[Note]) -> Outline {
    let mut walk = Walk {
        styles,
        notes,
        outline: Outline::default(),
        heading_level: 0,
    };
    if let Some(body) = document.child("body") {
        walk.blocks(body, "word/document.xml#/body");
    }
    walk.outline
}

struct Walk<'a> {
    styles: &'a Styles,
    notes: &'a [Note],
    outline: Outline,
    /// Level of the last heading by style, under which bold pseudo-headings stand.
    heading_level: u8,
}

/// What a paragraph's runs say.
#[derive(Default)]
struct Inline {
    text: String,
    /// Every run with text is bold.
    bold: Option<bool>,
    /// Kind and id of the notes referred to.
    notes: Vec<(&'static str, String)>,
    /// Paragraphs of text boxes.
    boxes: Vec<Element>,
}

impl Walk<'_> {
    fn blocks(&mut self, parent: &Element, path: &str) {
        for child in &parent.children {
            let here = format!("{path}/{}[{}]", child.name, child.position);
            match child.name.as_str() {
                "p" => self.paragraph(child, &here),
                "tbl" => self.table(child, &here),
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        self.blocks(content, &format!("{here}/sdtContent[{}]", content.position));
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(child, &here),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element, path: &str) {
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|properties| properties.value("pStyle"));
        if self.styles.is_contents(style) {
            return;
        }
        let inline = inline(paragraph);
        let text = inline.text.trim().to_string();
        let own_outline = properties
            .and_then(|properties| properties.value("outlineLvl"))
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9);
        let list = self.list_depth(properties, style);
        let place = Some(path.to_string());
        if let Some(level) = own_outline
            .map(|level| level + 1)
            .or_else(|| self.styles.heading(style))
        {
            self.heading_level = level;
            self.outline.heading(level, &text, None, place);
        } else if self.styles.is_title(style) {
            self.outline.title(Passage::new(
                one_line(&text),
                self.outline.place(None, place.clone()),
            ));
            self.outline.block(BlockKind::Paragraph { text }, None, place);
        } else if list.is_none() && self.is_pseudo_heading(&inline, &text, style) {
            self.outline
                .heading(self.heading_level.saturating_add(1).min(9), &text, None, place);
        } else if let Some(depth) = list {
            self.outline
                .block(BlockKind::ListItem { depth, text }, None, place);
        } else {
            self.outline.block(BlockKind::Paragraph { text }, None, place);
        }
        self.footnotes(&inline.notes, path);
        for boxed in &inline.boxes {
            self.blocks(boxed, path);
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

    /// A short line, all bold, that ends no sentence: what authors without styles write for a heading.
    fn is_pseudo_heading(&self, inline: &Inline, text: &str, style: Option<&str>) -> bool {
        let bold = inline.bold.unwrap_or_else(|| self.styles.is_bold(style));
        let words = text.split_whitespace().count();
        bold && (1..=14).contains(&words) && !text.ends_with(['.', ',', ';', ':']) && !text.contains('\n')
    }

    fn footnotes(&mut self, references: &[(&'static str, String)], path: &str) {
        for (kind, id) in references {
            if let Some(note) = self
                .notes
                .iter()
                .find(|note| note.kind == *kind && note.id == *id)
            {
                let kind = BlockKind::Footnote {
                    mark: id.clone(),
                    text: note.text.clone(),
                };
                self.outline.block(kind, None, Some(path.to_string()));
            }
        }
    }

    fn table(&mut self, table: &Element, path: &str) {
        let number = self.outline.next_table();
        let mut cells: Vec<Cell> = Vec::new();
        // Cell that a vertical merge continues, by column.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut notes = Vec::new();
        for (row, element) in rows(table, path).into_iter().enumerate() {
            let (element, row_path) = element;
            let header = element
                .child("trPr")
                .and_then(|properties| properties.is_on("tblHeader"))
                .unwrap_or(false);
            let mut column = element
                .child("trPr")
                .and_then(|properties| properties.value("gridBefore"))
                .and_then(|skip| skip.parse::<usize>().ok())
                .unwrap_or(0)
                .min(1_000);
            for (cell, cell_path) in row_cells(element, &row_path) {
                let properties = cell.child("tcPr");
                let span = properties
                    .and_then(|properties| properties.value("gridSpan"))
                    .and_then(|span| span.parse::<usize>().ok())
                    .unwrap_or(1)
                    .clamp(1, 1_000);
                let merge = properties.and_then(|properties| properties.child("vMerge"));
                let continues = merge.is_some_and(|merge| merge.attribute("val") != Some("restart"));
                let above = open
                    .iter()
                    .find(|(own, _)| *own == column)
                    .map(|(_, index)| *index);
                match (continues, above) {
                    (true, Some(index)) => cells[index].row_span = row + 1 - cells[index].row,
                    _ => {
                        open.retain(|(own, _)| *own != column);
                        if merge.is_some() {
                            open.push((column, cells.len()));
                        }
                        let mut location = self.outline.place(None, Some(cell_path));
                        location.table = Some(number);
                        location.row = u32::try_from(row + 1).ok();
                        location.column = u32::try_from(column + 1).ok();
                        let text = cell_text(cell, &mut notes);
                        cells.push(Cell {
                            row,
                            column,
                            row_span: 1,
                            column_span: span,
                            text,
                            location,
                            header,
                            hidden: false,
                        });
                    }
                }
                column += span;
            }
        }
        self.outline
            .table(Table::from_cells(None, cells), None, Some(path.to_string()));
        self.footnotes(&notes, path);
    }
}

fn rows<'a>(table: &'a Element, path: &str) -> Vec<(&'a Element, String)> {
    inside(table, "tr", path)
}

fn row_cells<'a>(row: &'a Element, path: &str) -> Vec<(&'a Element, String)> {
    inside(row, "tc", path)
}

/// Children of one name, also inside content controls; deleted rows are left out.
fn inside<'a>(parent: &'a Element, name: &str, path: &str) -> Vec<(&'a Element, String)> {
    let mut found = Vec::new();
    for child in &parent.children {
        let here = format!("{path}/{}[{}]", child.name, child.position);
        if child.name == name {
            let deleted = child
                .child("trPr")
                .is_some_and(|properties| properties.child("del").is_some());
            if !deleted {
                found.push((child, here));
            }
        } else if matches!(child.name.as_str(), "sdt" | "sdtContent" | "customXml" | "ins") {
            found.extend(inside(child, name, &here));
        }
    }
    found
}

/// Paragraphs of a cell, those of tables inside it too.
fn cell_text(cell: &Element, notes: &mut Vec<(&'static str, String)>) -> String {
    let mut lines = Vec::new();
    for child in &cell.children {
        match child.name.as_str() {
            "p" => {
                let inline = inline(child);
                notes.extend(inline.notes);
                lines.push(inline.text.trim().to_string());
                lines.extend(inline.boxes.iter().map(|boxed| cell_text(boxed, notes)));
            }
            "tbl" | "tr" | "tc" | "sdt" | "sdtContent" | "ins" | "customXml" => {
                lines.push(cell_text(child, notes))
            }
            _ => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn inline(paragraph: &Element) -> Inline {
    let mut found = Inline::default();
    collect(paragraph, false, &mut found);
    found
}

fn collect(element: &Element, bold: bool, found: &mut Inline) {
    for child in &element.children {
        match child.name.as_str() {
            "r" => {
                let own = child.child("rPr").and_then(|properties| properties.is_on("b"));
                let before = found.text.len();
                collect(child, own.unwrap_or(bold), found);
                let wrote = !found.text[before..].trim().is_empty();
                if let (true, Some(own)) = (wrote, own.or((found.bold == Some(true)).then_some(false))) {
                    found.bold = Some(found.bold.unwrap_or(true) && own);
                }
            }
            "t" => found.text.push_str(&child.text),
            "tab" => found.text.push('\t'),
            "br" if child.attribute("type").is_none_or(|kind| kind == "textWrapping") => {
                found.text.push('\n')
            }
            "cr" => found.text.push('\n'),
            "noBreakHyphen" => found.text.push('-'),
            "footnoteReference" => found
                .notes
                .push(("footnote", child.attribute("id").unwrap_or_default().to_string())),
            "endnoteReference" => found
                .notes
                .push(("endnote", child.attribute("id").unwrap_or_default().to_string())),
            "txbxContent" => found.boxes.push(child.clone()),
            // Deleted and moved-away text, field codes, and the second copy of a drawing for old programs.
            "del" | "moveFrom" | "instrText" | "Fallback" | "pPr" | "rPr" | "delText" => {}
            _ => collect(child, bold, found),
        }
    }
}
