//! Tables of an OpenDocument text as grids.

use super::super::outline::Outline;
use super::super::tree::Element;
use super::inline::inline;
use super::styles::Styles;
use crate::document::{Cell, Table};

/// A cell or row may say that it stands for so many.
const MAX_REPEAT: usize = 1_000;
/// Bytes that repeated cells of a document may take in all.
const MAX_REPEATED: usize = 16 << 20;
const CELL_BYTES: usize = 300;

/// Builds the tables of one document.
pub struct Grids<'a> {
    styles: &'a Styles,
    /// Bytes left for repeated cells.
    left: usize,
    spent: bool,
}

/// A table under construction.
struct Grid<'e, 'o> {
    outline: &'o Outline,
    cells: Vec<Cell>,
    row: usize,
    notes: Vec<&'e Element>,
}

impl Grids<'_> {
    pub fn new(styles: &Styles) -> Grids<'_> {
        Grids {
            styles,
            left: MAX_REPEATED,
            spent: false,
        }
    }

    /// Whether repeated cells had to be left out.
    pub fn is_spent(&self) -> bool {
        self.spent
    }

    /// The table, and the notes that its cells refer to.
    pub fn table<'e>(
        &mut self,
        element: &'e Element,
        path: &str,
        outline: &Outline,
    ) -> (Table, Vec<&'e Element>) {
        let mut grid = Grid {
            outline,
            cells: Vec::new(),
            row: 0,
            notes: Vec::new(),
        };
        self.rows(&mut grid, element, path, false);
        (Table::from_cells(None, grid.cells), grid.notes)
    }

    fn rows<'e>(&mut self, grid: &mut Grid<'e, '_>, parent: &'e Element, path: &str, header: bool) {
        for child in &parent.children {
            let here = child.path(path);
            match child.name.as_str() {
                "table-header-rows" => self.rows(grid, child, &here, true),
                "table-rows" | "table-row-group" => self.rows(grid, child, &here, header),
                "table-row" => self.row(grid, child, &here, header),
                _ => {}
            }
        }
    }

    fn row<'e>(&mut self, grid: &mut Grid<'e, '_>, row: &'e Element, path: &str, header: bool) {
        let mut cells = Vec::new();
        let mut column = 0;
        for element in &row.children {
            let repeated = count(element, "number-columns-repeated");
            if element.name == "table-cell" {
                let cell = self.cell(grid, element, column, element.path(path), header);
                for copy in 0..repeated {
                    if copy == 0 || self.pay(&cell) {
                        cells.push(placed(grid, &cell, grid.row, column + copy));
                    }
                }
            } else if element.name != "covered-table-cell" {
                continue;
            }
            column += repeated;
        }
        let repeated = count(row, "number-rows-repeated");
        for copy in 1..repeated {
            for cell in &cells {
                if self.pay(cell) {
                    let copied = placed(grid, cell, grid.row + copy, cell.column);
                    grid.cells.push(copied);
                }
            }
        }
        grid.cells.extend(cells);
        grid.row += repeated;
    }

    fn cell<'e>(
        &mut self,
        grid: &mut Grid<'e, '_>,
        element: &'e Element,
        column: usize,
        path: String,
        header: bool,
    ) -> Cell {
        Cell {
            row: grid.row,
            column,
            row_span: count(element, "number-rows-spanned"),
            column_span: count(element, "number-columns-spanned"),
            text: self.text(element, &mut grid.notes),
            location: grid.outline.cell_place(grid.row, column, Some(path)),
            header,
            hidden: false,
            parted_from: None,
        }
    }

    fn pay(&mut self, cell: &Cell) -> bool {
        let price = cell.text.len() + CELL_BYTES;
        self.spent |= price > self.left;
        if self.spent {
            return false;
        }
        self.left -= price;
        true
    }

    /// Paragraphs of a cell, those of lists and tables inside it too.
    fn text<'e>(&self, parent: &'e Element, notes: &mut Vec<&'e Element>) -> String {
        let mut lines = Vec::new();
        for child in &parent.children {
            match child.name.as_str() {
                "p" | "h" => {
                    let inline = inline(child, self.styles);
                    notes.extend(inline.notes);
                    lines.push(inline.text.trim().to_string());
                    lines.extend(inline.boxes.iter().map(|boxed| self.text(boxed, notes)));
                }
                "annotation" | "table-of-content" | "forms" | "object" => {}
                _ => lines.push(self.text(child, notes)),
            }
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}

fn placed(grid: &Grid, cell: &Cell, row: usize, column: usize) -> Cell {
    Cell {
        row,
        column,
        location: grid.outline.cell_place(row, column, cell.location.path.clone()),
        ..cell.clone()
    }
}

/// How often, or over how many rows or columns: at least once.
fn count(element: &Element, attribute: &str) -> usize {
    element
        .attribute(attribute)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
        .clamp(1, MAX_REPEAT)
}
