//! Ruled tables: cells by the lines around them.

use pdfplumber::{BBox, Edge, Table, TableFinder, TableSettings};

use super::blocks::{Grid, GridCell};
use super::flow::flow;
use super::lists;
use super::page::{Glyph, Page};
use super::segments::{Segment, rows_of, segments};

/// Edges nearer than this many points are one.
const SAME_EDGE: f64 = 3.0;
/// A line further below the last than this many heights begins a paragraph.
const PARAGRAPH_GAP: f64 = 0.9;

/// A table and the rectangle on the page that it fills.
pub struct Placed {
    pub area: BBox,
    pub grid: Grid,
    /// Marks of footnotes in its cells.
    pub marks: Vec<String>,
}

pub fn contains(area: &BBox, glyph: &Glyph) -> bool {
    let x = f64::midpoint(glyph.x0, glyph.x1);
    x >= area.x0 - 1.0
        && x <= area.x1 + 1.0
        && glyph.middle() >= area.top - 1.0
        && glyph.middle() <= area.bottom + 1.0
}

/// The tables of a page whose cells are ruled or filled.
pub fn ruled(page: &Page) -> Vec<Placed> {
    let edges: Vec<Edge> = page
        .edges
        .iter()
        .filter(|edge| is_on(page, edge))
        .cloned()
        .collect();
    if edges.is_empty() {
        return Vec::new();
    }
    let finder = TableFinder::new(edges, TableSettings::default());
    finder
        .find_tables()
        .into_iter()
        .filter_map(|table| placed(page, &table))
        .collect()
}

fn is_on(page: &Page, edge: &Edge) -> bool {
    edge.x1 >= 0.0 && edge.x0 <= page.width && edge.bottom >= 0.0 && edge.top <= page.height
}

fn placed(page: &Page, table: &Table) -> Option<Placed> {
    let glyphs: Vec<&Glyph> = page
        .glyphs
        .iter()
        .filter(|glyph| !glyph.artifact && contains(&table.bbox, glyph))
        .collect();
    let columns = edges(table.cells.iter().flat_map(|cell| [cell.bbox.x0, cell.bbox.x1]));
    let rows = edges(
        table
            .cells
            .iter()
            .flat_map(|cell| [cell.bbox.top, cell.bbox.bottom]),
    );
    let mut marks = Vec::new();
    let mut cells: Vec<GridCell> = table
        .cells
        .iter()
        .map(|cell| {
            let (left, right) = (nearest(&columns, cell.bbox.x0), nearest(&columns, cell.bbox.x1));
            let (top, bottom) = (nearest(&rows, cell.bbox.top), nearest(&rows, cell.bbox.bottom));
            let own: Vec<&Glyph> = glyphs
                .iter()
                .copied()
                .filter(|glyph| contains_strictly(&cell.bbox, glyph))
                .collect();
            GridCell {
                row: top,
                column: left,
                row_span: (bottom - top).max(1),
                column_span: (right - left).max(1),
                text: cell_text(page, &own, &mut marks),
                header: false,
                page: page.index,
            }
        })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut grid = Grid {
        cells,
        extent: Some((table.bbox.x0, table.bbox.x1)),
        at_foot: reaches_foot(page, table.bbox.bottom),
    };
    grid.drop_empty();
    let filled = grid.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    (grid.columns() >= 2 && filled >= 2).then_some(Placed {
        area: table.bbox,
        grid,
        marks,
    })
}

/// Lower than this part of the page a table may go on on the next.
const FOOT: f64 = 0.72;

pub fn reaches_foot(page: &Page, bottom: f64) -> bool {
    bottom > FOOT * page.height
}

fn contains_strictly(area: &BBox, glyph: &Glyph) -> bool {
    let x = f64::midpoint(glyph.x0, glyph.x1);
    x >= area.x0 && x < area.x1 && glyph.middle() >= area.top && glyph.middle() < area.bottom
}

/// Distinct positions in order.
fn edges(all: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut all: Vec<f64> = all.collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|next, last| *next - *last < SAME_EDGE);
    all
}

fn nearest(edges: &[f64], position: f64) -> usize {
    edges
        .iter()
        .enumerate()
        .min_by(|(_, one), (_, other)| (*one - position).abs().total_cmp(&(*other - position).abs()))
        .map_or(0, |(index, _)| index)
}

/// Text of a cell: its lines joined to paragraphs, which stand on lines of their own.
pub fn cell_text(page: &Page, glyphs: &[&Glyph], marks: &mut Vec<String>) -> String {
    let upright = glyphs.iter().filter(|glyph| glyph.upright).count();
    if upright * 2 < glyphs.len() {
        return flow(glyphs.iter().copied()).text;
    }
    let own = Page {
        index: page.index,
        width: page.width,
        height: page.height,
        glyphs: glyphs.iter().map(|glyph| (*glyph).clone()).collect(),
        ..Page::default()
    };
    let mut found = segments(&own, |_| true);
    let rows = rows_of(&mut found);
    let lines: Vec<Segment> = rows.into_iter().map(one_line).collect();
    paragraphs(&lines)
        .into_iter()
        .map(|paragraph| {
            let found = flow(paragraph.iter().flat_map(|line| line.glyphs.iter().copied()));
            marks.extend(found.marks);
            found.text
        })
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn one_line(row: Vec<Segment<'_>>) -> Segment<'_> {
    let mut segments = row.into_iter();
    let mut line = segments.next().unwrap_or(Segment {
        glyphs: Vec::new(),
        x0: 0.0,
        x1: 0.0,
        top: 0.0,
        bottom: 0.0,
        size: 0.0,
    });
    for segment in segments {
        line.x1 = line.x1.max(segment.x1);
        line.glyphs.extend(segment.glyphs);
    }
    line
}

fn paragraphs<'s, 'a>(lines: &'s [Segment<'a>]) -> Vec<&'s [Segment<'a>]> {
    let mut found = Vec::new();
    let mut start = 0;
    for index in 1..lines.len() {
        let (above, line) = (&lines[index - 1], &lines[index]);
        let gap = line.top - above.bottom;
        let labelled = lists::split(&line.text()).is_some();
        if gap > PARAGRAPH_GAP * line.size || labelled {
            found.push(&lines[start..index]);
            start = index;
        }
    }
    if start < lines.len() {
        found.push(&lines[start..]);
    }
    found
}

impl Grid {
    /// Takes out rows and columns in which no cell begins with text: gaps between ruling lines.
    fn drop_empty(&mut self) {
        let rows: Vec<usize> = (0..self.rows())
            .filter(|row| {
                !self
                    .cells
                    .iter()
                    .any(|cell| cell.row <= *row && *row < cell.row + cell.row_span && cell.row_span == 1)
            })
            .filter(|row| {
                !self
                    .cells
                    .iter()
                    .any(|cell| cell.row == *row && !cell.text.is_empty())
            })
            .collect();
        let columns: Vec<usize> = (0..self.columns())
            .filter(|column| {
                !self
                    .cells
                    .iter()
                    .any(|cell| cell.column == *column && (!cell.text.is_empty() || cell.column_span == 1))
            })
            .collect();
        for row in rows.into_iter().rev() {
            self.cells
                .retain(|cell| !(cell.row == row && cell.row_span == 1 && cell.text.is_empty()));
            for cell in &mut self.cells {
                if cell.row > row {
                    cell.row -= 1;
                } else if cell.row + cell.row_span > row {
                    cell.row_span = (cell.row_span - 1).max(1);
                }
            }
        }
        for column in columns.into_iter().rev() {
            self.cells
                .retain(|cell| !(cell.column == column && cell.column_span == 1 && cell.text.is_empty()));
            for cell in &mut self.cells {
                if cell.column > column {
                    cell.column -= 1;
                } else if cell.column + cell.column_span > column {
                    cell.column_span = (cell.column_span - 1).max(1);
                }
            }
        }
    }
}
