//! Makes blocks of what stands on a sheet: areas become tables, texts that stand alone become headings and paragraphs.

use std::collections::HashMap;

use super::super::outline::Outline;
use super::area::{self, Item, areas};
use super::{Fault, Found, Rectangle, Sheet, cell_name};
use crate::document::{BlockKind, Cell, Passage, Table};

/// Words of a heading, and of a table's header cell, at most.
const HEADING_WORDS: usize = 12;
/// Rows that a header can have.
const HEADER_ROWS: u32 = 3;

enum Piece {
    /// A text that stands alone; `first` when nothing touches it from above.
    Text {
        item: Item,
        first: bool,
    },
    Table(Vec<Item>),
}

/// Adds a sheet's blocks to a document; `positions` counts down the table positions that the file may still fill.
///
/// # Errors
/// The sheet's cells spread too far.
pub fn add(
    outline: &mut Outline,
    sheet: &Sheet,
    side_by_side: bool,
    positions: &mut usize,
) -> Result<(), Fault> {
    let pieces: Vec<Piece> = join_headless(sheet, areas(items(sheet), side_by_side))
        .into_iter()
        .flat_map(|area| pieces(sheet, area))
        .collect();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text { item, first } => {
                let next = pieces.get(index + 1);
                add_text(outline, sheet, item, is_heading(sheet, item, *first, next));
            }
            Piece::Table(items) => {
                let above = index.checked_sub(1).and_then(|above| pieces.get(above));
                let caption = caption(outline, sheet, above, items);
                add_table(outline, sheet, items, caption, positions)?;
            }
        }
    }
    Ok(())
}

/// Filled cells with what they are merged over, and empty merged cells among them.
fn items(sheet: &Sheet) -> Vec<Item> {
    let mut merges = sheet.merges.clone();
    merges.sort_unstable_by_key(|merge| (merge.top, merge.left));
    let bottom = sheet.cells.iter().map(|cell| cell.row).max().unwrap_or(0);
    let right = sheet.cells.iter().map(|cell| cell.column).max().unwrap_or(0);
    let mut items: Vec<Item> = merges
        .iter()
        .filter(|merge| merge.top <= bottom && merge.left <= right)
        .map(|merge| Item {
            top: merge.top,
            left: merge.left,
            bottom: merge.bottom.min(bottom).max(merge.top),
            right: merge.right.min(right).max(merge.left),
            cell: None,
        })
        .collect();
    let merged = items.len();
    for (index, cell) in sheet.cells.iter().enumerate() {
        let at = items[..merged].binary_search_by_key(&(cell.row, cell.column), |item| (item.top, item.left));
        match at {
            Ok(at) => items[at].cell = Some(index),
            Err(_) => items.push(Item {
                top: cell.row,
                left: cell.column,
                bottom: cell.row,
                right: cell.column,
                cell: Some(index),
            }),
        }
    }
    items
}

/// Joins an area to the table above when it goes on in the same columns and begins with figures: people set the groups
/// of a table apart by blank rows.
fn join_headless(sheet: &Sheet, areas: Vec<Vec<Item>>) -> Vec<Vec<Item>> {
    let mut joined: Vec<(Rectangle, Vec<Item>)> = Vec::new();
    for area in areas {
        let own = area::bounds(&area);
        match joined.last_mut() {
            Some((above, items)) if continues(above, &own) && begins_with_figures(sheet, &area) => {
                above.bottom = own.bottom;
                items.extend(area);
            }
            _ => joined.push((own, area)),
        }
    }
    joined.into_iter().map(|(_, items)| items).collect()
}

/// One blank row below a table of some size, in its columns.
fn continues(above: &Rectangle, area: &Rectangle) -> bool {
    above.right - above.left >= 2
        && above.bottom > above.top
        && above.left == area.left
        && area.right <= above.right
        && above.bottom + 2 == area.top
}

fn begins_with_figures(sheet: &Sheet, area: &[Item]) -> bool {
    let mut area = area.to_vec();
    area.sort_by_key(|item| (item.top, item.left));
    let is_number = |item: &Item| found(sheet, item).is_some_and(|cell| cell.number);
    let rows = || area.chunk_by(|one, other| one.top == other.top);
    // One text alone names the group; more of them are text between two tables.
    rows().take_while(|row| is_lone_text(sheet, row)).count() <= 1
        && rows()
            .find(|row| !is_lone_text(sheet, row))
            .is_some_and(|row| row.iter().any(is_number))
}

/// An area's texts that stand alone, and its tables.
fn pieces(sheet: &Sheet, mut area: Vec<Item>) -> Vec<Piece> {
    if area.iter().all(|item| item.cell.is_none()) {
        return Vec::new();
    }
    area.sort_by_key(|item| (item.top, item.left));
    area.retain({
        let filled = filled_bounds(&area);
        move |item| item.top <= filled.0 && item.left <= filled.1
    });
    let texts_only = area
        .iter()
        .all(|item| found(sheet, item).is_none_or(|cell| !cell.number));
    let is_column = area::width(&area) == 1 || area.iter().filter(|item| item.cell.is_some()).count() == 1;
    if is_column && texts_only {
        return texts(&area);
    }
    let mut rows: Vec<Vec<Item>> = area
        .chunk_by(|one, other| one.top == other.top)
        .map(<[Item]>::to_vec)
        .collect();
    let lone = rows
        .iter()
        .take(rows.len() - 1)
        .take_while(|row| is_lone_text(sheet, row))
        .count();
    let mut pieces = texts(&rows.drain(..lone).flatten().collect::<Vec<_>>());
    let mut table: Vec<Item> = Vec::new();
    let header: HashMap<u32, &str> = rows
        .iter()
        .take(1)
        .flatten()
        .filter_map(|item| found(sheet, item).map(|cell| (item.left, cell.text.as_str())))
        .collect();
    for row in rows {
        if !table.is_empty() && repeats(sheet, &header, &row) {
            pieces.push(Piece::Table(std::mem::take(&mut table)));
        }
        table.extend(row);
    }
    pieces.push(Piece::Table(table));
    pieces
}

/// The last row and column that a filled cell begins in: empty merged cells beyond are a form's empty lines.
fn filled_bounds(area: &[Item]) -> (u32, u32) {
    let filled = || area.iter().filter(|item| item.cell.is_some());
    (
        filled().map(|item| item.bottom).max().unwrap_or(0),
        filled().map(|item| item.right).max().unwrap_or(0),
    )
}

fn texts(items: &[Item]) -> Vec<Piece> {
    let mut above: Option<u32> = None;
    let mut texts = Vec::new();
    for item in items.iter().filter(|item| item.cell.is_some()) {
        let first = above.is_none_or(|above| item.top > above + 1);
        above = Some(item.bottom);
        texts.push(Piece::Text { item: *item, first });
    }
    texts
}

fn found<'a>(sheet: &'a Sheet, item: &Item) -> Option<&'a Found> {
    item.cell.map(|index| &sheet.cells[index])
}

fn is_lone_text(sheet: &Sheet, row: &[Item]) -> bool {
    let mut filled = row.iter().filter_map(|item| found(sheet, item));
    matches!((filled.next(), filled.next()), (Some(cell), None) if !cell.number)
        && row.iter().all(|item| item.top == item.bottom)
}

/// A row that says again what the header says begins a table of its own (the blocks of a logframe).
fn repeats(sheet: &Sheet, header: &HashMap<u32, &str>, row: &[Item]) -> bool {
    let cells = || {
        row.iter()
            .filter_map(|item| Some((item.left, found(sheet, item)?)))
    };
    let same = cells()
        .filter(|(column, cell)| header.get(column) == Some(&cell.text.as_str()))
        .count();
    header.len() >= 3 && same >= 2 && same * 2 >= header.len() && cells().all(|(_, cell)| !cell.number)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Short, one line, and no sentence and no "label: value".
fn is_title(text: &str) -> bool {
    words(text) <= HEADING_WORDS
        && !text.contains('\n')
        && !text.ends_with(['.', ';', ',', ':', '?', '!'])
        && !text.contains(": ")
        && text.chars().next().is_some_and(char::is_alphanumeric)
        && text.chars().any(char::is_alphabetic)
}

/// The report's title in the first lines of a sheet: "Water for all" or "Project title: Water for all".
fn title(text: &str) -> Option<&str> {
    let labelled = text
        .split_once(':')
        .filter(|(label, _)| label.to_lowercase().ends_with("title"))
        .map(|(_, title)| title.trim());
    labelled.or(Some(text).filter(|text| is_title(text)))
}

/// A title over a table or over text; within lines that touch, only over a line that is no title itself.
fn is_heading(sheet: &Sheet, item: &Item, first: bool, next: Option<&Piece>) -> bool {
    let titled = found(sheet, item).is_some_and(|cell| is_title(&cell.text));
    titled
        && match next {
            Some(Piece::Table(_)) => first,
            Some(Piece::Text {
                item: below,
                first: apart,
            }) => (first && !apart) || found(sheet, below).is_some_and(|cell| !is_title(&cell.text)),
            None => false,
        }
}

fn stand_at(outline: &mut Outline, sheet: &Sheet, row: u32, column: u32) -> Option<u32> {
    outline.stand_in(sheet.name.clone(), Some(cell_name(row, column)));
    sheet.lines.get(row as usize).copied()
}

fn add_text(outline: &mut Outline, sheet: &Sheet, item: &Item, heading: bool) {
    let Some(cell) = found(sheet, item) else { return };
    let line = stand_at(outline, sheet, item.top, item.left);
    if let Some(title) = title(&cell.text).filter(|_| outline.next_table() == 1) {
        outline.title(Passage::new(title, outline.place(line, None)));
    }
    if heading {
        outline.heading(2, &cell.text, line, None);
    } else {
        let text = cell.text.clone();
        outline.block(BlockKind::Paragraph { text }, line, None);
    }
}

/// The text right above a table, or with one blank row between.
fn caption(outline: &mut Outline, sheet: &Sheet, above: Option<&Piece>, table: &[Item]) -> Option<Passage> {
    let Some(Piece::Text { item, .. }) = above else {
        return None;
    };
    let Rectangle { top, left, right, .. } = area::bounds(table);
    let near = item.bottom < top && top - item.bottom <= 2 && item.left <= right && item.right >= left;
    let cell = found(sheet, item).filter(|cell| near && words(&cell.text) <= 3 * HEADING_WORDS)?;
    let line = stand_at(outline, sheet, item.top, item.left);
    Some(Passage::new(cell.text.clone(), outline.place(line, None)))
}

fn add_table(
    outline: &mut Outline,
    sheet: &Sheet,
    items: &[Item],
    caption: Option<Passage>,
    positions: &mut usize,
) -> Result<(), Fault> {
    let Rectangle {
        top,
        left,
        bottom,
        right,
    } = area::bounds(items);
    let (rows, columns) = (area::height(items) as usize, area::width(items) as usize);
    *positions = rows
        .checked_mul(columns)
        .and_then(|own| positions.checked_sub(own))
        .ok_or_else(|| sheet.too_large())?;
    let headers = header_rows(sheet, items);
    let mut covered = vec![false; rows * columns];
    let mut cells: Vec<Cell> = Vec::with_capacity(rows * columns);
    let mut cell = |item: &Item, outline: &mut Outline| {
        let (row, column) = ((item.top - top) as usize, (item.left - left) as usize);
        if covered[row * columns + column] {
            return;
        }
        let (row_span, column_span) = (item.bottom - item.top + 1, item.right - item.left + 1);
        for row in row..row + row_span as usize {
            let start = row * columns + column;
            covered[start..start + column_span as usize].fill(true);
        }
        let line = stand_at(outline, sheet, item.top, item.left);
        let mut location = outline.place(line, None);
        location.table = Some(outline.next_table());
        location.row = Some(item.top - top + 1);
        location.column = Some(item.left - left + 1);
        cells.push(Cell {
            row,
            column,
            row_span: row_span as usize,
            column_span: column_span as usize,
            text: found(sheet, item).map_or(String::new(), |cell| cell.text.clone()),
            location,
            header: item.top - top < headers,
            hidden: sheet.is_hidden(item.top, item.left),
            parted_from: None,
        });
    };
    let (merged, single): (Vec<&Item>, Vec<&Item>) = items
        .iter()
        .partition(|item| (item.top, item.left) != (item.bottom, item.right));
    merged
        .into_iter()
        .chain(single)
        .for_each(|item| cell(item, outline));
    // A grid without holes: a blank cell is a cell, as in the tables of other formats.
    for row in top..=bottom {
        for column in left..=right {
            let blank = Item {
                top: row,
                left: column,
                bottom: row,
                right: column,
                cell: None,
            };
            cell(&blank, outline);
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let line = stand_at(outline, sheet, top, left);
    outline.table(Table::from_cells(caption, cells), line, None);
    Ok(())
}

/// Rows of short texts at the top: the first, and those that merged cells of a header row reach into or stand over.
fn header_rows(sheet: &Sheet, items: &[Item]) -> u32 {
    let top = items.first().map_or(0, |item| item.top);
    let row = |row: u32| items.iter().filter(move |item| item.top == top + row);
    let is_header = |at: u32| {
        let mut filled = row(at).filter_map(|item| found(sheet, item)).peekable();
        filled.peek().is_some() && filled.all(|cell| !cell.number && words(&cell.text) <= HEADING_WORDS)
    };
    let merged = |at: u32| {
        row(at).any(|item| item.right > item.left && found(sheet, item).is_some())
            || (0..=at).any(|above| row(above).any(|item| item.bottom > top + at && item.top == top))
    };
    let mut rows = 0;
    while rows < HEADER_ROWS && is_header(rows) && (rows == 0 || merged(rows - 1)) {
        rows += 1;
    }
    if rows < area::height(items) { rows } else { 0 }
}
