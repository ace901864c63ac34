//! Reads a page without tags as a person does: tables, columns, then paragraphs by spacing and indent.

use super::blocks::{Look, Piece, PieceKind, has_leader};
use super::flow::flow;
use super::grid;
use super::lists;
use super::page::{Glyph, Page};
use super::segments::{Segment, rows_of, segments};
use super::tagged::split_mark;
use super::unruled::unruled;

/// Fewer lines than this are no column.
const MIN_COLUMN_LINES: usize = 5;
/// Lines of a column of prose have at least this many characters.
const MIN_COLUMN_LINE: usize = 18;
/// A line further below the last than this many of its heights begins a paragraph.
const PARAGRAPH_GAP: f64 = 0.75;
/// Footnotes are set smaller than this part of the body's type.
const NOTE_SIZE: f64 = 0.92;

pub fn pieces(pages: &[Page]) -> Vec<Piece> {
    let body = super::flow::common_size(pages.iter().flat_map(|page| &page.glyphs));
    pages
        .iter()
        .flat_map(|page| placed(page, body))
        .map(|(_, piece)| piece)
        .collect()
}

/// The pieces of a page with their tops.
pub fn placed(page: &Page, body: f64) -> Vec<(f64, Piece)> {
    let mut tables = grid::ruled(page);
    let areas: Vec<_> = tables.iter().map(|table| table.area).collect();
    tables.extend(unruled(page, &areas));
    tables.sort_by(|one, other| one.area.top.total_cmp(&other.area.top));
    let areas: Vec<_> = tables.iter().map(|table| table.area).collect();
    let free = |glyph: &Glyph| !glyph.artifact && !areas.iter().any(|area| grid::contains(area, glyph));
    let mut pieces = Vec::new();
    let mut top = f64::NEG_INFINITY;
    for table in tables {
        let above = table.area.top;
        let between = |glyph: &Glyph| free(glyph) && glyph.middle() >= top && glyph.middle() < above;
        text(page, body, between, &mut pieces);
        top = above;
        let own = table.grid.into_pieces(page.index, table.marks);
        pieces.extend(own.into_iter().map(|piece| (above, piece)));
    }
    text(
        page,
        body,
        |glyph| free(glyph) && glyph.middle() >= top,
        &mut pieces,
    );
    pieces
}

fn text(page: &Page, body: f64, wanted: impl Fn(&Glyph) -> bool, pieces: &mut Vec<(f64, Piece)>) {
    let mut found = segments(page, wanted);
    let rows = rows_of(&mut found);
    let mut lines = Vec::new();
    in_reading_order(rows, 0, &mut lines);
    lines.retain(|line| !has_leader(&line.text()));
    let found = paragraphs(page, body, &lines);
    pieces.extend(found.into_iter().map(|piece| (piece.look.top, piece)));
}

/// Puts columns one after the other: a gutter that many lines in a row keep free, with prose on both sides.
fn in_reading_order<'a>(rows: Vec<Vec<Segment<'a>>>, depth: usize, lines: &mut Vec<Segment<'a>>) {
    let Some((gutter, start, end)) = (depth < 6).then(|| widest_gutter(&rows)).flatten() else {
        lines.extend(rows.into_iter().flatten());
        return;
    };
    let mut rows = rows;
    let after = rows.split_off(end);
    let columns = rows.split_off(start);
    in_reading_order(rows, depth + 1, lines);
    let (left, right): (Vec<_>, Vec<_>) = columns
        .into_iter()
        .flatten()
        .partition(|segment| segment.x1 <= gutter);
    for mut side in [left, right] {
        in_reading_order(rows_of(&mut side), depth + 1, lines);
    }
    in_reading_order(after, depth + 1, lines);
}

/// The x of the best gutter and the rows that it parts.
fn widest_gutter(rows: &[Vec<Segment>]) -> Option<(f64, usize, usize)> {
    let mut starts: Vec<f64> = rows.iter().flatten().map(|segment| segment.x0 - 4.0).collect();
    starts.sort_by(f64::total_cmp);
    starts.dedup_by(|next, last| *next - *last < 3.0);
    let mut best: Option<(usize, (f64, usize, usize))> = None;
    for x in starts {
        let mut start = 0;
        while start < rows.len() {
            let end = start + rows[start..].iter().take_while(|row| !crosses(row, x)).count();
            if let Some(score) = column_score(&rows[start..end], x)
                && best.as_ref().is_none_or(|(best, _)| score > *best)
            {
                best = Some((score, (x, start, end)));
            }
            start = end + 1;
        }
    }
    best.map(|(_, gutter)| gutter)
}

fn crosses(row: &[Segment], x: f64) -> bool {
    row.iter().any(|segment| segment.x0 < x && segment.x1 > x - 3.0)
}

/// Characters in the shorter of the two columns, where both are columns of prose.
fn column_score(rows: &[Vec<Segment>], x: f64) -> Option<usize> {
    let side = |left: bool| {
        let own: Vec<usize> = rows
            .iter()
            .flatten()
            .filter(|segment| (segment.x1 <= x) == left)
            .map(Segment::length)
            .collect();
        let letters: usize = own.iter().sum();
        (own.len() >= MIN_COLUMN_LINES && letters / own.len() >= MIN_COLUMN_LINE).then_some(letters)
    };
    Some(side(true)?.min(side(false)?))
}

fn paragraphs(page: &Page, body: f64, lines: &[Segment]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut indents: Vec<f64> = Vec::new();
    let mut start = 0;
    for index in 0..lines.len() {
        let last = index + 1 == lines.len();
        if last || begins_paragraph(&lines[index], &lines[index + 1]) {
            let own = &lines[start..=index];
            start = index + 1;
            pieces.extend(piece(page, body, own, &mut indents));
        }
    }
    pieces
}

/// A line that begins with a raised small figure begins a footnote.
fn begins_note(line: &Segment) -> bool {
    line.glyphs.first().is_some_and(|first| {
        first.size < 0.78 * line.size && first.text.chars().all(|own| own.is_ascii_digit())
    })
}

fn begins_paragraph(above: &Segment, line: &Segment) -> bool {
    let size = above.size.max(line.size);
    let gap = line.top - above.bottom;
    let other_type = (above.size - line.size).abs() > 0.08 * size || above.flow().bold != line.flow().bold;
    let other_column = gap < -size;
    gap > PARAGRAPH_GAP * size
        || other_type
        || other_column
        || begins_note(line)
        || lists::split(&line.text()).is_some()
}

fn piece(page: &Page, body: f64, lines: &[Segment], indents: &mut Vec<f64>) -> Option<Piece> {
    let found = flow(lines.iter().flat_map(|line| line.glyphs.iter().copied()));
    if found.text.is_empty() {
        return None;
    }
    let at_foot = lines[0].top > page.height * 0.5;
    let kind = if at_foot && found.size < body * NOTE_SIZE && !note_mark(lines, &found.marks).is_empty() {
        let mark = note_mark(lines, &found.marks);
        let (_, text) = if found.marks.is_empty() {
            split_mark(&found.text)
        } else {
            (String::new(), found.text.clone())
        };
        PieceKind::Footnote { mark, text }
    } else if let Some((label, rest)) = lists::split(&found.text).filter(|_| !found.bold) {
        let _ = label;
        PieceKind::ListItem {
            depth: depth(lines[0].x0, indents),
            text: rest.to_string(),
        }
    } else {
        indents.clear();
        PieceKind::Paragraph(found.text.clone())
    };
    Some(Piece {
        page: page.index,
        kind,
        look: Look::of(&found),
        marks: found.marks,
    })
}

/// The number that begins a footnote, raised or not.
fn note_mark(lines: &[Segment], marks: &[String]) -> String {
    let first = lines[0]
        .glyphs
        .first()
        .map(|glyph| glyph.text.as_str())
        .unwrap_or_default();
    match marks.first() {
        Some(mark) if mark.starts_with(first) => mark.clone(),
        _ => split_mark(&lines[0].text()).0,
    }
}

/// Depth of a list item by its indent among those of its list.
pub fn depth(x: f64, indents: &mut Vec<f64>) -> u8 {
    indents.retain(|indent| *indent < x + 3.0);
    if indents.last().is_none_or(|last| *last < x - 3.0) {
        indents.push(x);
    }
    u8::try_from(indents.len()).unwrap_or(u8::MAX)
}
