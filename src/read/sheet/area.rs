//! Cuts what stands on a sheet into the areas that blank rows and blank columns set apart.

use super::Rectangle;

/// Something that takes up cells: a filled cell, or merged cells even when they are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
    /// Its cell in the sheet; `None` for merged cells without text.
    pub cell: Option<usize>,
}

/// Deeper cuts than a person would lay out; a hostile sheet could ask for one at every cell.
const MAX_DEPTH: u8 = 12;

/// The areas in reading order: from top to bottom, and side by side from left to right.
pub fn areas(items: Vec<Item>, side_by_side: bool) -> Vec<Vec<Item>> {
    let mut found = Vec::new();
    cut_rows(items, side_by_side, 0, &mut found);
    found
}

fn cut_rows(items: Vec<Item>, side_by_side: bool, depth: u8, found: &mut Vec<Vec<Item>>) {
    for band in cut(items, |item| (item.top, item.bottom)) {
        if !side_by_side || depth >= MAX_DEPTH || height(&band) < 2 {
            found.push(band);
            continue;
        }
        let parts = join_narrow(cut(band, |item| (item.left, item.right)));
        if parts.len() == 1 {
            found.extend(parts);
        } else {
            for part in parts {
                cut_rows(part, side_by_side, depth + 1, found);
            }
        }
    }
}

/// Groups with at least one free row (or column) between them.
fn cut(mut items: Vec<Item>, extent: impl Fn(&Item) -> (u32, u32)) -> Vec<Vec<Item>> {
    items.sort_by_key(|item| (extent(item).0, item.top, item.left));
    let mut groups: Vec<Vec<Item>> = Vec::new();
    let mut end: u32 = 0;
    for item in items {
        let (from, to) = extent(&item);
        match groups.last_mut() {
            Some(group) if from <= end.saturating_add(1) => group.push(item),
            _ => groups.push(vec![item]),
        }
        end = end.max(to);
    }
    groups
}

/// A single column is no table of its own: it is the label or the remark of its neighbour.
fn join_narrow(groups: Vec<Vec<Item>>) -> Vec<Vec<Item>> {
    let mut joined: Vec<Vec<Item>> = Vec::new();
    for group in groups {
        match joined.last_mut() {
            Some(last) if width(last) < 2 || width(&group) < 2 => last.extend(group),
            _ => joined.push(group),
        }
    }
    joined
}

/// The smallest rectangle around all items.
pub fn bounds(items: &[Item]) -> Rectangle {
    Rectangle {
        top: items.iter().map(|item| item.top).min().unwrap_or(0),
        left: items.iter().map(|item| item.left).min().unwrap_or(0),
        bottom: items.iter().map(|item| item.bottom).max().unwrap_or(0),
        right: items.iter().map(|item| item.right).max().unwrap_or(0),
    }
}

pub fn height(items: &[Item]) -> u32 {
    let bounds = bounds(items);
    bounds.bottom - bounds.top + 1
}

pub fn width(items: &[Item]) -> u32 {
    let bounds = bounds(items);
    bounds.right - bounds.left + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws a sheet: `#` is a filled cell.
    fn items(drawn: &[&str]) -> Vec<Item> {
        let mut items = Vec::new();
        for (row, line) in (0..).zip(drawn) {
            for (column, _) in (0..).zip(line.bytes()).filter(|(_, byte)| *byte == b'#') {
                let cell = Some(items.len());
                items.push(Item {
                    top: row,
                    left: column,
                    bottom: row,
                    right: column,
                    cell,
                });
            }
        }
        items
    }

    fn corners(drawn: &[&str]) -> Vec<(u32, u32)> {
        areas(items(drawn), true)
            .iter()
            .map(|area| {
                (
                    area.iter().map(|item| item.top).min().unwrap_or(0),
                    area.iter().map(|item| item.left).min().unwrap_or(0),
                )
            })
            .collect()
    }

    #[test]
    fn tables_above_and_beside_each_other_are_cut_apart() {
        assert_eq!(
            corners(&["##.##", "##.##", ".....", "###"]),
            [(0, 0), (0, 3), (3, 0)]
        );
        assert_eq!(corners(&["##.##", "##...", "##.##"]), [(0, 0), (0, 3), (2, 3)]);
    }

    #[test]
    fn a_label_stays_with_its_distant_value() {
        assert_eq!(corners(&["#...#", "#...#"]), [(0, 0)]);
        assert_eq!(corners(&["#...##"]), [(0, 0)]);
    }

    #[test]
    fn a_diagonal_of_many_cells_is_cut_quickly() {
        let diagonal = (0..100_000)
            .map(|at| Item {
                top: at * 2,
                left: at * 2,
                bottom: at * 2,
                right: at * 2,
                cell: None,
            })
            .collect();
        assert_eq!(areas(diagonal, true).len(), 100_000);
    }
}
