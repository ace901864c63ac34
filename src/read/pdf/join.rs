//! Tables that go on over the page.

use super::blocks::{Grid, Piece, PieceKind};

/// Columns of two parts of one table stand in the same place, give or take this many points.
const SAME_EDGE: f64 = 6.0;

/// Joins a table to the one at the foot of the page before, without the header row that was repeated.
pub fn tables(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let goes_on = joined.last().is_some_and(|last| continues(last, &piece));
        match (joined.last_mut(), piece) {
            (
                Some(Piece {
                    kind: PieceKind::Table(above),
                    marks,
                    ..
                }),
                Piece {
                    kind: PieceKind::Table(below),
                    marks: more,
                    ..
                },
            ) if goes_on => {
                append(above, below);
                marks.extend(more);
            }
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

fn continues(last: &Piece, piece: &Piece) -> bool {
    let (PieceKind::Table(above), PieceKind::Table(below)) = (&last.kind, &piece.kind) else {
        return false;
    };
    let above_page = above.cells.iter().map(|cell| cell.page).max();
    let next_page = above_page.is_some_and(|page| page + 1 == piece.page);
    let same_place = match (above.extent, below.extent) {
        (Some((left, right)), Some((own_left, own_right))) => {
            (left - own_left).abs() < SAME_EDGE && (right - own_right).abs() < SAME_EDGE
        }
        _ => repeated_rows(above, below) > 0,
    };
    next_page && above.columns() == below.columns() && same_place
}

/// Number of rows at the top of a table's second part that repeat the top of its first.
fn repeated_rows(above: &Grid, below: &Grid) -> usize {
    let limit = above.rows().min(below.rows()).min(4);
    let same = (0..limit)
        .take_while(|row| {
            let (own, other) = (above.row_texts(*row), below.row_texts(*row));
            own == other && own.iter().any(|(_, text)| !text.is_empty())
        })
        .count();
    // A header does not spill over into a row that is merged with the next.
    let header: Vec<_> = below.cells.iter().filter(|cell| cell.row < same).collect();
    if header.iter().all(|cell| cell.row + cell.row_span <= same) {
        same
    } else {
        0
    }
}

fn append(above: &mut Grid, below: Grid) {
    let skip = repeated_rows(above, &below);
    let first = below.row_texts(skip);
    let split = is_rest_of_row(above, &first, below.columns());
    let offset = above.rows() - usize::from(split);
    for mut cell in below.cells.into_iter().filter(|cell| cell.row >= skip) {
        cell.row = cell.row - skip + offset;
        let upper = split
            .then(|| {
                above
                    .cells
                    .iter_mut()
                    .find(|own| own.column == cell.column && own.row + own.row_span == offset + 1)
            })
            .flatten();
        match upper {
            Some(own) if cell.row == offset => {
                if !own.text.is_empty() && !cell.text.is_empty() {
                    own.text.push(' ');
                }
                own.text.push_str(&cell.text);
                own.row_span = own.row_span.max(cell.row + cell.row_span - own.row);
            }
            _ => above.cells.push(cell),
        }
    }
}

/// The first row after a break finishes the last one before it: its first cell is empty, and a cell goes on in the
/// middle of a sentence.
fn is_rest_of_row(above: &Grid, first: &[(usize, &str)], columns: usize) -> bool {
    let last = above.rows().saturating_sub(1);
    let lead_empty = first.iter().any(|(column, text)| *column == 0 && text.is_empty());
    let goes_on = first.iter().any(|(column, text)| {
        let lower = text.chars().next().is_some_and(char::is_lowercase);
        lower
            && above.cells.iter().any(|cell| {
                cell.column == *column
                    && cell.row <= last
                    && cell.row + cell.row_span > last
                    && !cell.text.is_empty()
            })
    });
    columns > 1 && lead_empty && goes_on
}
