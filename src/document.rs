//! What a file says, in reading order and free of its format: headings, paragraphs, lists and tables, each with its place.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A place in a report that a person can find. All counts start at 1; what a format does not have is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// Headings from the outermost to the nearest.
    pub section: Arc<[String]>,
    /// Physical page.
    pub page: Option<u32>,
    /// Page number as printed, where it differs from the physical one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_page: Option<String>,
    /// Number of the table in the document.
    pub table: Option<u32>,
    /// Row in the table, header rows counted.
    pub row: Option<u32>,
    /// Column in the table.
    pub column: Option<u32>,
    pub sheet: Option<String>,
    /// Cell of a sheet, as "C12".
    pub cell: Option<String>,
    /// Line in a text file.
    pub line: Option<u32>,
    /// Path to the element inside an XML document or package part.
    pub path: Option<String>,
}

impl Location {
    /// Both stand in one row of one table.
    pub fn is_in_row_of(&self, other: &Location) -> bool {
        let row = |place: &Location| (place.table, place.row);
        self.row.is_some() && row(self) == row(other) && self.sheet == other.sheet
    }
}

/// The words of a text in small letters, with a space on both sides of each word and nothing else.
pub fn spaced(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.fold(" ".to_string(), |whole, word| whole + word + " ")
}

/// A stretch of text and where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub text: String,
    pub location: Location,
}

impl Passage {
    pub fn new(text: impl Into<String>, location: Location) -> Self {
        Passage {
            text: text.into(),
            location,
        }
    }
}

/// A report as its reader found it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub title: Option<Passage>,
    pub blocks: Vec<Block>,
    /// What could not be read faithfully, in words for the user: lower case, no final stop.
    pub doubts: Vec<String>,
}

/// One element of a document. A heading's location has the path of the headings above it, itself left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub kind: BlockKind,
    pub location: Location,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Level 1 is the outermost.
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        text: String,
    },
    /// Depth 1 is the outermost.
    ListItem {
        depth: u8,
        text: String,
    },
    /// Stands right after the block that refers to it.
    Footnote {
        mark: String,
        text: String,
    },
    Table(Table),
}

impl Block {
    /// The block's own text; `None` for a table.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            BlockKind::Heading { text, .. }
            | BlockKind::Paragraph { text }
            | BlockKind::ListItem { text, .. }
            | BlockKind::Footnote { text, .. } => Some(text),
            BlockKind::Table(_) => None,
        }
    }
}

/// A table as a grid in which every position belongs to exactly one cell or to none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Cells")]
pub struct Table {
    pub caption: Option<Passage>,
    cells: Vec<Cell>,
    rows: usize,
    columns: usize,
    #[serde(skip)]
    grid: Vec<Option<usize>>,
}

/// A cell and the rectangle it covers; `row` and `column` start at 0 here, as indices into the grid.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
    /// Paragraphs of the cell, joined by line feeds.
    pub text: String,
    pub location: Location,
    /// The file marks this cell's row as header (DOCX `w:tblHeader`, HTML `th`, Markdown's first row).
    pub header: bool,
    /// The file does not show it: it stands in a hidden row, column or sheet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// The cell as the file has it, where its text is a part of it: "70,702 / 136,000" read as two cells.
    #[serde(skip)]
    pub parted_from: Option<String>,
}

/// A table without its grid, as it is handed from process to process.
#[derive(Deserialize)]
struct Cells {
    caption: Option<Passage>,
    cells: Vec<Cell>,
}

impl From<Cells> for Table {
    fn from(own: Cells) -> Self {
        Table::from_cells(own.caption, own.cells)
    }
}

/// A table may not cover more positions than this: a hostile file can ask for a rectangle of any size.
pub const MAX_TABLE_POSITIONS: usize = 1_000_000;

impl Table {
    /// Lays cells on a grid. A cell that would cover a taken position is cut to the free part of its rectangle;
    /// positions beyond [`MAX_TABLE_POSITIONS`] are dropped.
    pub fn from_cells(caption: Option<Passage>, mut cells: Vec<Cell>) -> Self {
        let columns = cells
            .iter()
            .map(|cell| cell.column.saturating_add(cell.column_span.max(1)))
            .max()
            .unwrap_or(0)
            .min(MAX_TABLE_POSITIONS);
        let rows = cells
            .iter()
            .map(|cell| cell.row.saturating_add(cell.row_span.max(1)))
            .max()
            .unwrap_or(0)
            .min(MAX_TABLE_POSITIONS / columns.max(1));
        cells.retain(|cell| cell.row < rows && cell.column < columns);
        let mut grid = vec![None; rows * columns];
        for (index, cell) in cells.iter_mut().enumerate() {
            cell.row_span = cell.row_span.clamp(1, rows - cell.row);
            cell.column_span = cell.column_span.clamp(1, columns - cell.column);
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.column..cell.column + cell.column_span {
                    let position = &mut grid[row * columns + column];
                    if position.is_none() {
                        *position = Some(index);
                    }
                }
            }
        }
        Table {
            caption,
            cells,
            rows,
            columns,
            grid,
        }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    /// A row's cells side by side, at the place of its first.
    pub fn row(&self, row: usize) -> Passage {
        let own: Vec<&Cell> = (0..self.columns)
            .filter_map(|column| {
                self.cell(row, column)
                    .filter(|cell| cell.row == row && cell.column == column)
            })
            .collect();
        let texts: Vec<&str> = own.iter().map(|cell| cell.text.trim()).collect();
        let location = own.first().map(|cell| cell.location.clone());
        Passage::new(texts.join(" | "), location.unwrap_or_default())
    }

    /// Cells in the order in which the file gives them.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell that covers a position (from 0), merged cells included.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        if row >= self.rows || column >= self.columns {
            return None;
        }
        self.grid[row * self.columns + column].map(|index| &self.cells[index])
    }

    /// What the cell says that covers a position, without the white space around it; nothing where no cell does.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).map_or("", |cell| cell.text.trim())
    }
}
