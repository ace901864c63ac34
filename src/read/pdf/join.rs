//! Tables that go on over the page: their parts are joined, repeated headers dropped, rows split by the break mended.

use super::blocks::{Grid, Piece, PieceKind};

/// Columns of two parts of one table stand in the same place, give or take this many points.
const SAME_EDGE: f64 = 25.0;
/// A header has no more rows than this.
const MAX_HEADER: usize = 4;

pub fn tables(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        // Footnotes and lone page numbers at the foot of the page do not end a table.
        let above = joined.iter().rposition(|own| !is_foot(own));
        match above {
            Some(above) if continues(&joined[above], &piece) => append(&mut joined[above], piece),
            _ => joined.push(piece),
        }
    }
    for piece in &mut joined {
        if let PieceKind::Table(grid) = &mut piece.kind {
            drop_repeated_headers(grid);
            mend_split_rows(grid);
            stretch_merged_cells(grid);
        }
    }
    joined
}

fn continues(last: &Piece, piece: &Piece) -> bool {
    let (PieceKind::Table(above), PieceKind::Table(below)) = (&last.kind, &piece.kind) else {
        return false;
    };
    let last_page = (0..above.rows()).filter_map(|row| page_of(above, row)).max();
    let next_page = last_page.is_some_and(|page| page + 1 == piece.page);
    let same_place = match (above.extent, below.extent) {
        (Some((left, right)), Some((own_left, own_right))) => {
            (left - own_left).abs() < SAME_EDGE && (right - own_right).abs() < SAME_EDGE
        }
        _ => true,
    };
    next_page && above.at_foot && above.columns() == below.columns() && same_place
}

fn is_foot(piece: &Piece) -> bool {
    match &piece.kind {
        PieceKind::Footnote { .. } => true,
        PieceKind::Paragraph(text) => text.len() <= 4 && text.chars().all(|own| own.is_ascii_digit()),
        _ => false,
    }
}

fn append(above: &mut Piece, below: Piece) {
    if let (PieceKind::Table(above), PieceKind::Table(below)) = (&mut above.kind, below.kind) {
        let offset = above.rows();
        above.at_foot = below.at_foot;
        above.cells.extend(below.cells.into_iter().map(|mut cell| {
            cell.row += offset;
            cell
        }));
    }
    above.marks.extend(below.marks);
}

/// The page on which a row's text stands.
fn page_of(grid: &Grid, row: usize) -> Option<usize> {
    grid.cells
        .iter()
        .filter(|cell| cell.row == row && !cell.text.is_empty())
        .map(|cell| cell.page)
        .min()
}

fn is_same_row(grid: &Grid, one: usize, other: usize) -> bool {
    let (own, others) = (grid.row_texts(one), grid.row_texts(other));
    own.len() == others.len()
        && own.iter().any(|(_, text)| !text.is_empty())
        && own
            .iter()
            .zip(&others)
            .all(|((column, text), (other, same))| column == other && text == same)
}

/// Takes out rows that say on a later page what the table's first rows say.
fn drop_repeated_headers(grid: &mut Grid) {
    let Some(first) = page_of(grid, 0) else { return };
    let mut repeated = Vec::new();
    let mut row = 1;
    while row < grid.rows() {
        let limit = MAX_HEADER.min(row).min(grid.rows() - row);
        let begins_page = page_of(grid, row)
            .is_some_and(|page| page > first && (0..row).all(|above| page_of(grid, above) != Some(page)));
        let same = if begins_page {
            (0..limit)
                .take_while(|step| is_same_row(grid, *step, row + step))
                .count()
        } else {
            0
        };
        repeated.extend(row..row + same);
        row += same.max(1);
    }
    for row in repeated.into_iter().rev() {
        remove_row(grid, row);
    }
}

fn remove_row(grid: &mut Grid, row: usize) {
    grid.cells.retain(|cell| cell.row != row || cell.row_span > 1);
    for cell in &mut grid.cells {
        if cell.row > row {
            cell.row -= 1;
        } else if cell.row + cell.row_span > row {
            cell.row_span = (cell.row_span - 1).max(1);
        }
    }
}

/// Puts the rest of a row that a page break split back to its beginning.
fn mend_split_rows(grid: &mut Grid) {
    let mut row = 1;
    let mut mended = None;
    while row < grid.rows() {
        let page = page_of(grid, row);
        if page != mended && is_rest_of_row(grid, row) {
            mended = page;
            let rest: Vec<(usize, String)> = grid
                .row_texts(row)
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| (column, text.to_string()))
                .collect();
            for (column, text) in rest {
                let own = grid
                    .cells
                    .iter_mut()
                    .filter(|cell| cell.column <= column && column < cell.column + cell.column_span)
                    .find(|cell| cell.row < row && cell.row + cell.row_span >= row);
                if let Some(own) = own {
                    let parted = text.starts_with(char::is_lowercase);
                    own.text.push_str(if own.text.is_empty() {
                        ""
                    } else if parted {
                        " "
                    } else {
                        "\n"
                    });
                    own.text.push_str(&text);
                }
            }
            remove_row(grid, row);
        } else {
            row += 1;
        }
    }
}

/// A merged cell goes on over the page as an empty cell.
fn stretch_merged_cells(grid: &mut Grid) {
    for row in 1..grid.rows() {
        let begins_page = page_of(grid, row) > page_of(grid, row - 1);
        let blank: Vec<usize> = (0..grid.cells.len())
            .filter(|index| {
                let cell = &grid.cells[*index];
                begins_page && cell.row == row && cell.text.is_empty()
            })
            .collect();
        for index in blank.into_iter().rev() {
            let own = grid.cells[index].clone();
            let above = grid.cells.iter_mut().find(|cell| {
                cell.row_span > 1
                    && cell.row + cell.row_span == row
                    && cell.column == own.column
                    && cell.column_span == own.column_span
            });
            if let Some(above) = above {
                above.row_span += own.row_span;
                grid.cells.remove(index);
            }
        }
    }
}

/// A row that begins a page and fills few cells finishes the one before: its first cell is empty, or it is the only
/// one with text and what stands above it ends no sentence; or a cell goes on in the middle of a sentence.
fn is_rest_of_row(grid: &Grid, row: usize) -> bool {
    let (Some(page), Some(above)) = (page_of(grid, row), page_of(grid, row - 1)) else {
        return false;
    };
    let own = grid.row_texts(row);
    let filled: Vec<&(usize, &str)> = own.iter().filter(|(_, text)| !text.is_empty()).collect();
    let up = |column: usize| {
        grid.cells
            .iter()
            .find(|cell| {
                cell.row < row
                    && cell.row + cell.row_span >= row
                    && cell.column <= column
                    && column < cell.column + cell.column_span
            })
            .map_or("", |cell| cell.text.as_str())
    };
    let few = filled.len() * 2 <= grid.columns().max(2);
    let lower = filled
        .iter()
        .all(|(_, text)| text.starts_with(char::is_lowercase));
    let lead_empty = own.iter().any(|(column, text)| *column == 0 && text.is_empty());
    let only_lead =
        matches!(filled.as_slice(), [(0, _)]) && own.len() > 1 && !up(0).ends_with(['.', ':', '!', '?']);
    let above_filled = grid
        .row_texts(row - 1)
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .count();
    let only_lead = only_lead && above_filled > 1;
    let mid_sentence = filled.iter().any(|(column, text)| {
        let above = up(*column);
        text.starts_with(char::is_lowercase)
            && above.starts_with(char::is_uppercase)
            && !above.ends_with(['.', ':', ';', '!', '?'])
    });
    let has_start = filled.iter().all(|(column, _)| !up(*column).is_empty());
    let reaches_in = grid
        .cells
        .iter()
        .any(|cell| cell.row < row && cell.row + cell.row_span > row);
    page > above
        && has_start
        && !reaches_in
        && (mid_sentence || ((lead_empty || only_lead) && (few || lower)))
}
