//! Tables without a full ruling: columns by the white space between them, rows by lines and horizontal rules.

use pdfplumber::{BBox, Orientation};

use super::blocks::{Grid, GridCell};
use super::grid::{Placed, cell_text};
use super::page::{Glyph, Page};
use super::segments::{Segment, rows_of, segments};

/// Columns are parted by at least this many points of white.
const MIN_GUTTER: f64 = 7.0;
/// A table has this many rows with text in two columns, without rules to show that it is one.
const MIN_ROWS: usize = 3;
/// Longer cells are prose in columns, no table.
const MAX_CELL: usize = 60;
/// Rules of one table begin and end at the same place, give or take this many points.
const SAME_EDGE: f64 = 4.0;
/// Rules further apart than this many points belong to different tables.
const MAX_ROW: f64 = 200.0;
/// Rules shorter than this part of the page underline words.
const MIN_RULE: f64 = 0.25;

/// The tables among the glyphs of a page that no ruled table has taken.
pub fn unruled(page: &Page, taken: &[BBox]) -> Vec<Placed> {
    let free =
        |glyph: &Glyph| !glyph.artifact && !taken.iter().any(|area| super::grid::contains(area, glyph));
    let mut found = segments(page, free);
    let rows = rows_of(&mut found);
    let mut tables = Vec::new();
    for (top, bottom) in bands(page, taken) {
        let inside: Vec<&Vec<Segment>> = rows
            .iter()
            .filter(|row| row[0].top > top - 1.0 && row[0].bottom < bottom + 3.0)
            .collect();
        tables.extend(table(page, &inside, true));
    }
    let mut start = 0;
    while start < rows.len() {
        let end = run_end(&rows, start);
        let own: Vec<&Vec<Segment>> = rows[start..end].iter().collect();
        let free_of_bands = |placed: &Placed| {
            !tables.iter().any(|other: &Placed| {
                placed.area.top < other.area.bottom && other.area.top < placed.area.bottom
            })
        };
        if let Some(placed) = table(page, &own, false).filter(free_of_bands) {
            tables.push(placed);
        }
        start = end.max(start + 1);
    }
    tables
}

/// Stretches between the first and the last of several horizontal rules of the same width.
fn bands(page: &Page, taken: &[BBox]) -> Vec<(f64, f64)> {
    let mut rules: Vec<(f64, f64, f64)> = page
        .edges
        .iter()
        .filter(|edge| {
            edge.orientation == Orientation::Horizontal && edge.x1 - edge.x0 > MIN_RULE * page.width
        })
        .filter(|edge| {
            !taken
                .iter()
                .any(|area| edge.top >= area.top - 2.0 && edge.top <= area.bottom + 2.0)
        })
        .map(|edge| (edge.x0, edge.x1, edge.top))
        .collect();
    rules.sort_by(|one, other| one.2.total_cmp(&other.2));
    let mut bands: Vec<(f64, f64, f64, f64, usize)> = Vec::new();
    for (x0, x1, y) in rules {
        let same = bands.iter_mut().rfind(|(left, right, _, bottom, _)| {
            (*left - x0).abs() < SAME_EDGE && (*right - x1).abs() < SAME_EDGE && y - *bottom < MAX_ROW
        });
        match same {
            Some((.., bottom, count)) => {
                *count += usize::from(y - *bottom > SAME_EDGE);
                *bottom = y;
            }
            None => bands.push((x0, x1, y, y, 1)),
        }
    }
    bands
        .into_iter()
        .filter(|(.., count)| *count >= 3)
        .map(|(_, _, top, bottom, _)| (top, bottom))
        .collect()
}

/// End of the run of rows from `start` that can be one table: rows of two or more segments, and single segments
/// between them that a wrapped cell leaves.
fn run_end(rows: &[Vec<Segment>], start: usize) -> usize {
    if rows[start].len() < 2 {
        return start + 1;
    }
    let mut end = start + 1;
    let mut singles = 0;
    while let Some(row) = rows.get(end) {
        let above = &rows[end - 1][0];
        let gap = row[0].top - above.bottom;
        if gap > 2.5 * row[0].size.max(above.size) {
            break;
        }
        singles = if row.len() < 2 { singles + 1 } else { 0 };
        if singles > 2 {
            break;
        }
        end += 1;
    }
    end - singles.min(end - start - 1)
}

fn table(page: &Page, rows: &[&Vec<Segment>], ruled: bool) -> Option<Placed> {
    let columns = columns(rows);
    let full = rows.iter().filter(|row| row.len() >= 2).count();
    if columns.len() < 2 || full < if ruled { 2 } else { MIN_ROWS } {
        return None;
    }
    let groups = group_rows(page, rows, &columns, ruled);
    let mut marks = Vec::new();
    let mut cells = Vec::new();
    for (row, group) in groups.iter().enumerate() {
        for (column, (left, right)) in spans(group, &columns) {
            let glyphs: Vec<&Glyph> = group
                .iter()
                .flat_map(|row| row.iter())
                .filter(|segment| segment.x0 >= left - 1.0 && segment.x0 < right)
                .flat_map(|segment| segment.glyphs.iter().copied())
                .collect();
            cells.push(GridCell {
                row,
                column: column.0,
                row_span: 1,
                column_span: column.1,
                text: cell_text(page, &glyphs, &mut marks).replace('\n', " "),
                header: false,
                page: page.index,
            });
        }
    }
    merge_two_row_header(&mut cells);
    let filled: Vec<usize> = cells
        .iter()
        .map(|cell| cell.text.chars().count())
        .filter(|length| *length > 0)
        .collect();
    let mean = filled.iter().sum::<usize>() / filled.len().max(1);
    let numbers = cells
        .iter()
        .filter(|cell| {
            cell.column > 0
                && cell.text.chars().any(|own| own.is_ascii_digit())
                && cell.text.chars().count() < 20
        })
        .count();
    let share_of_numbers = numbers as f64 / filled.len().max(1) as f64;
    let convincing = ruled
        || (mean <= MAX_CELL && (columns.len() >= 3 || share_of_numbers > 0.2) && groups.len() >= MIN_ROWS);
    let first = rows.first()?.first()?;
    let area = BBox {
        x0: columns.first()?.0,
        x1: columns.last()?.1,
        top: first.top,
        bottom: rows
            .last()?
            .iter()
            .map(|segment| segment.bottom)
            .fold(0.0, f64::max),
    };
    convincing.then_some(Placed {
        area,
        grid: Grid {
            extent: Some((area.x0, area.x1)),
            at_foot: super::grid::reaches_foot(page, area.bottom),
            cells,
        },
        marks,
    })
}

/// A header of two rows: where the first has gaps and the second has a word under each of them, the words above span
/// the gaps to their right, and those with nothing below them span both rows.
fn merge_two_row_header(cells: &mut Vec<GridCell>) {
    let texts = |row: usize| -> Vec<(usize, bool, bool)> {
        cells
            .iter()
            .filter(|cell| cell.row == row && cell.column_span == 1)
            .map(|cell| {
                let number = cell.text.chars().any(|own| own.is_ascii_digit());
                (cell.column, !cell.text.is_empty(), number)
            })
            .collect()
    };
    let (first, second) = (texts(0), texts(1));
    let gaps: Vec<usize> = first
        .iter()
        .filter(|(_, filled, _)| !filled)
        .map(|(column, ..)| *column)
        .collect();
    let under_gaps = gaps.iter().all(|gap| {
        second
            .iter()
            .any(|(column, filled, number)| column == gap && *filled && !number)
    });
    let has_figures = second.iter().any(|(_, _, number)| *number);
    if gaps.is_empty() || gaps.contains(&0) || !under_gaps || has_figures {
        return;
    }
    for gap in gaps {
        cells.retain(|cell| !(cell.row == 0 && cell.column == gap));
        if let Some(left) = cells
            .iter_mut()
            .find(|cell| cell.row == 0 && cell.column + cell.column_span == gap)
        {
            left.column_span += 1;
        }
    }
    for (column, ..) in second.iter().filter(|(_, filled, _)| !filled) {
        let above = cells
            .iter_mut()
            .find(|cell| cell.row == 0 && cell.column == *column && cell.column_span == 1);
        if let Some(above) = above {
            above.row_span = 2;
            cells.retain(|cell| !(cell.row == 1 && cell.column == *column));
        }
    }
}

/// Left and right edges of the columns: stretches of x that most rows fill, between gaps that nearly none crosses.
fn columns(rows: &[&Vec<Segment>]) -> Vec<(f64, f64)> {
    let mut spans: Vec<(f64, f64)> = rows
        .iter()
        .filter(|row| row.len() >= 2)
        .flat_map(|row| row.iter().map(|segment| (segment.x0, segment.x1)))
        .collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for (left, right) in spans {
        match columns.last_mut() {
            Some((_, end)) if left < *end + MIN_GUTTER => *end = end.max(right),
            _ => columns.push((left, right)),
        }
    }
    columns
}

/// Lines that make one row of the table.
fn group_rows<'s, 'a>(
    page: &Page,
    rows: &[&'s Vec<Segment<'a>>],
    columns: &[(f64, f64)],
    ruled: bool,
) -> Vec<Vec<&'s Vec<Segment<'a>>>> {
    let rules: Vec<f64> = page
        .edges
        .iter()
        .filter(|edge| {
            edge.orientation == Orientation::Horizontal
                && edge.x1 - edge.x0 > 0.5 * (columns[columns.len() - 1].1 - columns[0].0)
        })
        .map(|edge| edge.top)
        .collect();
    let parted = |above: &Segment, below: &Segment| {
        rules
            .iter()
            .any(|rule| *rule > above.bottom - 3.0 && *rule < below.top + 3.0)
    };
    let lines_per_rule = rows.len() as f64 / rules.len().max(1) as f64;
    let every_row_ruled = ruled && rules.len() > 3 && lines_per_rule < 4.0;
    let mut groups: Vec<Vec<&Vec<Segment>>> = Vec::new();
    for row in rows {
        let goes_on = groups.last().and_then(|group| group.last()).is_some_and(|above| {
            let close = row[0].top - above[0].bottom < 0.6 * row[0].size;
            let lead_empty = row[0].x0 > columns[0].1;
            !parted(&above[0], &row[0]) && (every_row_ruled || (close && (lead_empty || row.len() == 1)))
        });
        match groups.last_mut() {
            Some(group) if goes_on => group.push(row),
            _ => groups.push(vec![row]),
        }
    }
    groups
}

/// The cells of a row: first column and number of columns, with the stretch of x that they take.
fn spans(group: &[&Vec<Segment>], columns: &[(f64, f64)]) -> Vec<((usize, usize), (f64, f64))> {
    let mut cells = Vec::new();
    let mut column = 0;
    while column < columns.len() {
        let (left, mut right) = columns[column];
        let mut span = 1;
        let reaches = group
            .iter()
            .flat_map(|row| row.iter())
            .filter(|segment| segment.x0 >= left - 1.0 && segment.x0 < right)
            .map(|segment| segment.x1)
            .fold(right, f64::max);
        while columns
            .get(column + span)
            .is_some_and(|(next, _)| *next < reaches - 2.0)
        {
            right = columns[column + span].1;
            span += 1;
        }
        cells.push(((column, span), (left, right)));
        column += span;
    }
    cells
}
