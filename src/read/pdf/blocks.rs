//! What tags and layout both lead to: pieces in reading order, and their way into the document.

use super::super::outline::Outline;
use super::flow::{Flow, Spelling};
use crate::document::{BlockKind, Cell, Table};

/// A block with the page (from 0) on which it begins.
#[derive(Debug, Clone)]
pub struct Piece {
    pub page: usize,
    pub kind: PieceKind,
    /// Marks of the footnotes that it refers to.
    pub marks: Vec<String>,
    pub look: Look,
}

/// How a piece's type looks: what headings are told by.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Where its first glyph begins.
    pub left: f64,
    pub top: f64,
    pub size: f64,
    pub bold: bool,
    pub colour: [u8; 3],
    pub lines: usize,
}

impl Look {
    pub fn of(flow: &Flow) -> Self {
        Look {
            left: 0.0,
            top: flow.top,
            size: flow.size,
            bold: flow.bold,
            colour: flow.colour,
            lines: flow.lines,
        }
    }
}

#[derive(Debug, Clone)]
pub enum PieceKind {
    Heading { level: u8, text: String },
    Title(String),
    Paragraph(String),
    ListItem { depth: u8, text: String },
    Footnote { mark: String, text: String },
    Table(Grid),
}

/// A table's cells before they have a place in the document.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    pub cells: Vec<GridCell>,
    /// Left and right edges of the columns on the page, where known.
    pub extent: Option<(f64, f64)>,
    /// It ends low enough on its page to go on on the next, as far as is known.
    pub at_foot: bool,
}

#[derive(Debug, Clone, Default)]
pub struct GridCell {
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
    pub text: String,
    pub header: bool,
    pub page: usize,
}

impl Grid {
    pub fn rows(&self) -> usize {
        self.cells
            .iter()
            .map(|cell| cell.row + cell.row_span)
            .max()
            .unwrap_or(0)
    }

    pub fn columns(&self) -> usize {
        self.cells
            .iter()
            .map(|cell| cell.column + cell.column_span)
            .max()
            .unwrap_or(0)
    }

    /// A table of one column is a frame around text, and its text is read as such.
    pub fn into_pieces(self, page: usize, marks: Vec<String>) -> Vec<Piece> {
        let piece = |page, kind, marks| Piece {
            page,
            kind,
            marks,
            look: Look::default(),
        };
        if self.columns() > 1 {
            return vec![piece(page, PieceKind::Table(self), marks)];
        }
        self.cells
            .into_iter()
            .flat_map(|cell| {
                let page = cell.page;
                let lines: Vec<String> = cell.text.lines().map(str::to_string).collect();
                lines.into_iter().map(move |line| (page, line))
            })
            .map(|(page, line)| piece(page, PieceKind::Paragraph(line), Vec::new()))
            .collect()
    }

    /// Texts of the cells that begin in a row, by column.
    pub fn row_texts(&self, row: usize) -> Vec<(usize, &str)> {
        self.cells
            .iter()
            .filter(|cell| cell.row == row)
            .map(|cell| (cell.column, cell.text.as_str()))
            .collect()
    }
}

impl PieceKind {
    fn texts(&self) -> Vec<&str> {
        match self {
            PieceKind::Heading { text, .. }
            | PieceKind::Title(text)
            | PieceKind::Paragraph(text)
            | PieceKind::ListItem { text, .. }
            | PieceKind::Footnote { text, .. } => vec![text],
            PieceKind::Table(grid) => grid.cells.iter().map(|cell| cell.text.as_str()).collect(),
        }
    }

    fn texts_mut(&mut self) -> Vec<&mut String> {
        match self {
            PieceKind::Heading { text, .. }
            | PieceKind::Title(text)
            | PieceKind::Paragraph(text)
            | PieceKind::ListItem { text, .. }
            | PieceKind::Footnote { text, .. } => vec![text],
            PieceKind::Table(grid) => grid.cells.iter_mut().map(|cell| &mut cell.text).collect(),
        }
    }
}

/// "Introduction ........ 4"
pub fn has_leader(text: &str) -> bool {
    text.contains(".....") || text.contains(". . . . .") || text.contains("…………")
}

/// A line of a table of contents.
pub fn is_contents_line(piece: &Piece) -> bool {
    match &piece.kind {
        PieceKind::Heading { text, .. } | PieceKind::Paragraph(text) | PieceKind::ListItem { text, .. } => {
            has_leader(text)
                && text
                    .trim_end()
                    .ends_with(|own: char| own.is_ascii_digit() || "ivx".contains(own))
        }
        _ => false,
    }
}

/// Puts each footnote right after the block that refers to it.
pub fn place_notes(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut placed: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let PieceKind::Footnote { mark, .. } = &piece.kind else {
            placed.push(piece);
            continue;
        };
        let referring = placed.iter().rposition(|own| {
            own.page + 1 >= piece.page && own.page <= piece.page && own.marks.contains(mark)
        });
        let mut at = referring.map_or(placed.len(), |at| at + 1);
        while placed
            .get(at)
            .is_some_and(|own| matches!(own.kind, PieceKind::Footnote { .. }))
        {
            at += 1;
        }
        placed.insert(at, piece);
    }
    placed
}

/// Joins words broken at line ends, as the document as a whole writes them.
pub fn finish(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let spelling = {
        let texts: Vec<&str> = pieces.iter().flat_map(|piece| piece.kind.texts()).collect();
        Spelling::of(texts.iter().copied())
    };
    for text in pieces.iter_mut().flat_map(|piece| piece.kind.texts_mut()) {
        *text = spelling.mend(text);
    }
    pieces
}

/// Writes a piece to the document.
pub fn put(piece: Piece, outline: &mut Outline) {
    match piece.kind {
        PieceKind::Heading { level, text } => outline.heading(level, &text, None, None),
        PieceKind::Title(text) => {
            let title = crate::document::Passage::new(text.clone(), outline.place(None, None));
            outline.title(title);
            outline.block(BlockKind::Paragraph { text }, None, None);
        }
        PieceKind::Paragraph(text) => outline.block(BlockKind::Paragraph { text }, None, None),
        PieceKind::ListItem { depth, text } => outline.block(BlockKind::ListItem { depth, text }, None, None),
        PieceKind::Footnote { mark, text } => outline.block(BlockKind::Footnote { mark, text }, None, None),
        PieceKind::Table(grid) => {
            let cells = cells(grid, outline);
            outline.table(Table::from_cells(None, cells), None, None);
        }
    }
}

fn cells(grid: Grid, outline: &Outline) -> Vec<Cell> {
    let number = outline.next_table();
    let start = outline.place(None, None);
    grid.cells
        .into_iter()
        .map(|cell| {
            let mut location = start.clone();
            location.page = u32::try_from(cell.page + 1).ok();
            location.table = Some(number);
            location.row = u32::try_from(cell.row + 1).ok();
            location.column = u32::try_from(cell.column + 1).ok();
            Cell {
                row: cell.row,
                column: cell.column,
                row_span: cell.row_span,
                column_span: cell.column_span,
                text: cell.text,
                location,
                header: cell.header,
                hidden: false,
                parted_from: None,
            }
        })
        .collect()
}
