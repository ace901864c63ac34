//! Tables of a Word document as grids.

use super::super::outline::Outline;
use super::super::tree::Element;
use super::inline::inline;
use super::styles::Styles;
use crate::document::{Cell, Table};

/// Kind and id of the notes that a table refers to.
pub type References = Vec<(&'static str, String)>;

/// A table under construction.
struct Grid<'a> {
    outline: &'a Outline,
    styles: &'a Styles,
    cells: Vec<Cell>,
    /// Cell that a vertical merge continues, by column.
    open: Vec<(usize, usize)>,
    notes: References,
}

pub fn table(element: &Element, path: &str, outline: &Outline, styles: &Styles) -> (Table, References) {
    let mut grid = Grid {
        outline,
        styles,
        cells: Vec::new(),
        open: Vec::new(),
        notes: Vec::new(),
    };
    for (row, (element, path)) in inside(element, "tr", path).into_iter().enumerate() {
        grid.row(row, element, &path);
    }
    (Table::from_cells(None, grid.cells), grid.notes)
}

impl Grid<'_> {
    fn row(&mut self, row: usize, element: &Element, path: &str) {
        let properties = element.child("trPr");
        let header = properties
            .and_then(|properties| properties.is_on("tblHeader"))
            .unwrap_or(false);
        let mut column = properties
            .and_then(|properties| properties.value("gridBefore"))
            .and_then(|skip| skip.parse::<usize>().ok())
            .unwrap_or(0)
            .min(1_000);
        for (cell, path) in inside(element, "tc", path) {
            column += self.cell(row, column, cell, path, header);
        }
    }

    /// Adds a cell, or lengthens the one above that it continues; its width in columns.
    fn cell(&mut self, row: usize, column: usize, cell: &Element, path: String, header: bool) -> usize {
        let properties = cell.child("tcPr");
        let span = properties
            .and_then(|properties| properties.value("gridSpan"))
            .and_then(|span| span.parse::<usize>().ok())
            .unwrap_or(1)
            .clamp(1, 1_000);
        let merge = properties.and_then(|properties| properties.child("vMerge"));
        let continues = merge.is_some_and(|merge| merge.attribute("val") != Some("restart"));
        let above = self.open.iter().find(|(own, _)| *own == column);
        if let (true, Some((_, above))) = (continues, above) {
            self.cells[*above].row_span = row + 1 - self.cells[*above].row;
            return span;
        }
        self.open.retain(|(own, _)| *own != column);
        if merge.is_some() {
            self.open.push((column, self.cells.len()));
        }
        let location = self.outline.cell_place(row, column, Some(path));
        let text = cell_text(cell, self.styles, &mut self.notes);
        self.cells.push(Cell {
            row,
            column,
            row_span: 1,
            column_span: span,
            text,
            location,
            header,
            hidden: false,
            parted_from: None,
        });
        span
    }
}

/// Children of one name, also inside content controls; deleted rows are left out.
fn inside<'a>(parent: &'a Element, name: &str, path: &str) -> Vec<(&'a Element, String)> {
    let mut found = Vec::new();
    for child in &parent.children {
        let here = child.path(path);
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
fn cell_text(cell: &Element, styles: &Styles, notes: &mut References) -> String {
    let mut lines = Vec::new();
    for child in &cell.children {
        match child.name.as_str() {
            "p" => {
                let inline = inline(child, styles);
                notes.extend(inline.notes);
                lines.push(inline.text.trim().to_string());
                lines.extend(inline.boxes.iter().map(|boxed| cell_text(boxed, styles, notes)));
            }
            "tbl" | "tr" | "tc" | "sdt" | "sdtContent" | "ins" | "customXml" => {
                lines.push(cell_text(child, styles, notes))
            }
            _ => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
