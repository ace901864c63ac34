//! Tables of a page as grids.

use super::super::outline::{Outline, one_line};
use super::super::tree::Element;
use super::writing::{is_left_out, lines};
use crate::document::{Cell, Passage, Table};

const MAX_SPAN: usize = 1_000;
const MAX_COLUMNS: usize = 1_000;
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// A table that only places the parts of a page: it says so, or has headings inside.
pub fn is_layout(table: &Element) -> bool {
    let says_so = matches!(table.attribute("role"), Some("presentation" | "none"));
    says_so || has_heading(table)
}

fn has_heading(element: &Element) -> bool {
    element
        .children
        .iter()
        .any(|child| HEADINGS.contains(&child.name.as_str()) || has_heading(child))
}

pub fn table(element: &Element, path: &str, outline: &Outline) -> Table {
    let mut cells = Vec::new();
    let mut first = 0;
    for (rows, header) in groups(element, path) {
        group(&rows, header, first, outline, &mut cells);
        first += rows.len();
    }
    let caption = element
        .child("caption")
        .map(|caption| one_line(&lines(caption)))
        .filter(|caption| !caption.is_empty())
        .map(|caption| Passage::new(caption, outline.place(None, Some(path.to_string()))));
    Table::from_cells(caption, cells)
}

type Rows<'a> = Vec<(&'a Element, String)>;

/// The rows of `thead`, `tbody` and `tfoot`, over whose ends no cell reaches, and whether they are the head.
fn groups<'a>(table: &'a Element, path: &str) -> Vec<(Rows<'a>, bool)> {
    let mut groups: Vec<(Rows, bool)> = Vec::new();
    let mut loose: Rows = Vec::new();
    for child in &table.children {
        match child.name.as_str() {
            _ if is_left_out(child) => {}
            "tr" => loose.push((child, child.path(path))),
            "thead" | "tbody" | "tfoot" => {
                groups.push((std::mem::take(&mut loose), false));
                let path = child.path(path);
                let rows = child
                    .children
                    .iter()
                    .filter(|row| row.name == "tr" && !is_left_out(row));
                groups.push((
                    rows.map(|row| (row, row.path(&path))).collect(),
                    child.name == "thead",
                ));
            }
            _ => {}
        }
    }
    groups.push((loose, false));
    groups
}

fn group(rows: &Rows, header: bool, first: usize, outline: &Outline, cells: &mut Vec<Cell>) {
    // Rows that a cell above still covers, by column.
    let mut covered: Vec<usize> = Vec::new();
    for (index, (row, path)) in rows.iter().enumerate() {
        let own: Vec<&Element> = row
            .children
            .iter()
            .filter(|cell| matches!(cell.name.as_str(), "td" | "th") && !is_left_out(cell))
            .collect();
        let header = header || (!own.is_empty() && own.iter().all(|cell| cell.name == "th"));
        let mut column = 0;
        let mut next = vec![0; covered.len()];
        for cell in own {
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            if column >= MAX_COLUMNS {
                break;
            }
            let column_span = span(cell, "colspan").max(1);
            let row_span = match span(cell, "rowspan") {
                0 => rows.len() - index,
                rows_down => rows_down.min(rows.len() - index),
            };
            let end = column + column_span;
            if next.len() < end {
                next.resize(end, 0);
            }
            next[column..end].fill(row_span - 1);
            cells.push(Cell {
                row: first + index,
                column,
                row_span,
                column_span,
                text: lines(cell),
                location: outline.cell_place(first + index, column, Some(cell.path(path))),
                header,
                hidden: false,
                parted_from: None,
            });
            column = end;
        }
        for (column, rows) in covered.iter().enumerate() {
            next[column] = next[column].max(rows.saturating_sub(1));
        }
        covered = next;
    }
}

fn span(cell: &Element, attribute: &str) -> usize {
    cell.attribute(attribute)
        .and_then(|span| span.trim().parse().ok())
        .unwrap_or(1)
        .min(MAX_SPAN)
}
