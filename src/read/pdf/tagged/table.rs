//! Tables of a tagged PDF as grids, in the several ways in which programs tag merged cells.

use std::collections::HashMap;

use super::super::blocks::{Grid, GridCell};
use super::super::flow::flow;
use super::super::tags::{Kid, Tag};
use super::{Inline, Walk, is_note};

impl<'a> Walk<'a> {
    pub(super) fn table(&mut self, tag: &'a Tag) {
        let mut rows = Vec::new();
        let mut captions = Vec::new();
        table_rows(tag, &mut rows, &mut captions);
        for caption in captions {
            self.block(caption, 0);
        }
        let mut cells: Vec<GridCell> = Vec::new();
        let mut taken: HashMap<usize, usize> = HashMap::new();
        let columns = rows.first().map_or(0, |row| width(row));
        let mut marks = Vec::new();
        let mut first_page = None;
        let mut last_page = None;
        for (row, tag) in rows.iter().enumerate() {
            let own: Vec<&Tag> = tag.kids.iter().filter_map(cell).collect();
            let covered_columns = taken.values().filter(|until| **until > row).count();
            // Some programs tag the cells that a merged cell covers as well: then the row does not fit beside it.
            let tags_covered_cells = covered_columns > 0 && width(tag) + covered_columns > columns;
            let header = !own.is_empty() && own.iter().all(|cell| cell.name == "TH");
            let mut column = 0;
            for cell in own {
                let covered = |column| taken.get(&column).is_some_and(|until| *until > row);
                if tags_covered_cells && covered(column) && self.is_blank(cell) {
                    column += cell.column_span;
                    continue;
                }
                while covered(column) {
                    column += 1;
                }
                let mut lines = Vec::new();
                let page = self.cell_lines(cell, &mut lines, &mut marks);
                first_page = first_page.or(page);
                last_page = page.or(last_page);
                if column >= columns && lines.is_empty() {
                    continue;
                }
                for covered in column..column + cell.column_span {
                    taken.insert(covered, row + cell.row_span);
                }
                cells.push(GridCell {
                    row,
                    column,
                    row_span: cell.row_span.min(rows.len() - row),
                    column_span: cell.column_span,
                    text: lines.join("\n"),
                    header,
                    page: page.or(last_page).unwrap_or(self.page),
                });
                column += cell.column_span;
            }
        }
        if let Some(page) = first_page {
            self.page = page;
            let grid = Grid {
                cells,
                extent: None,
                at_foot: true,
            };
            self.pieces.extend(grid.into_pieces(page, marks));
            for row in rows {
                self.notes_in(row);
            }
        } else if rows.len() > 1 {
            self.mute_tables.extend(page_of(tag));
        }
    }

    fn notes_in(&mut self, tag: &'a Tag) {
        for kid in &tag.kids {
            match kid {
                Kid::Tag(own) if is_note(own) => self.note(own),
                Kid::Tag(own) => self.notes_in(own),
                Kid::Content { .. } => {}
            }
        }
    }

    fn is_blank(&self, cell: &Tag) -> bool {
        let (found, _) = self.text_of(cell);
        found.text.is_empty()
    }

    /// Paragraphs of a cell, those of lists and tables inside it too; the page on which it begins.
    fn cell_lines(&self, cell: &Tag, lines: &mut Vec<String>, marks: &mut Vec<String>) -> Option<usize> {
        let mut page = None;
        let mut inline = Inline::default();
        if cell.name == "LI" {
            self.gather_item(cell, &mut inline);
        } else {
            self.gather(cell, &mut inline);
        }
        let found = flow(inline.glyphs.iter().copied());
        if !found.text.is_empty() {
            page = inline.page;
            lines.push(found.text);
        }
        marks.extend(found.marks);
        for block in inline.blocks.into_iter().filter(|block| !is_note(block)) {
            let own = self.cell_lines(block, lines, marks);
            page = page.or(own);
        }
        page
    }
}

/// The page of the first content, whether there are letters in it or not.
fn page_of(tag: &Tag) -> Option<usize> {
    tag.kids.iter().find_map(|kid| match kid {
        Kid::Tag(own) => page_of(own),
        Kid::Content { page, .. } => Some(*page),
    })
}

fn cell(kid: &Kid) -> Option<&Tag> {
    match kid {
        Kid::Tag(tag) if matches!(tag.name.as_str(), "TD" | "TH") => Some(tag),
        _ => None,
    }
}

fn table_rows<'a>(tag: &'a Tag, rows: &mut Vec<&'a Tag>, captions: &mut Vec<&'a Tag>) {
    for kid in &tag.kids {
        if let Kid::Tag(own) = kid {
            match own.name.as_str() {
                "TR" => rows.push(own),
                "Caption" => captions.push(own),
                "TD" | "TH" => {}
                _ => table_rows(own, rows, captions),
            }
        }
    }
}

/// Columns that a row's cells take.
fn width(row: &Tag) -> usize {
    row.kids
        .iter()
        .filter_map(cell)
        .map(|cell| cell.column_span)
        .sum()
}
