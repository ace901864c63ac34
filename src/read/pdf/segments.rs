//! Stretches of text on one line, and the rows that they form across the page.

use super::flow::{Flow, flow};
use super::lists;
use super::page::{Glyph, Page};

/// Two stretches on a line further apart than this many heights of type stand in different columns.
const COLUMN_GAP: f64 = 1.0;

/// A list's label may stand this many heights of type before its text.
const LABEL_GAP: f64 = 4.0;

/// Text without a wide gap.
#[derive(Debug, Clone)]
pub struct Segment<'a> {
    pub glyphs: Vec<&'a Glyph>,
    pub x0: f64,
    pub x1: f64,
    pub top: f64,
    pub bottom: f64,
    pub size: f64,
}

impl<'a> Segment<'a> {
    fn of(glyph: &'a Glyph) -> Self {
        Segment {
            glyphs: vec![glyph],
            x0: glyph.x0,
            x1: glyph.x1,
            top: glyph.top,
            bottom: glyph.bottom,
            size: glyph.size,
        }
    }

    fn add(&mut self, glyph: &'a Glyph) {
        if glyph.size >= self.size {
            self.size = glyph.size;
            self.top = self.top.min(glyph.top);
            self.bottom = self.bottom.max(glyph.bottom);
        }
        self.x0 = self.x0.min(glyph.x0);
        self.x1 = self.x1.max(glyph.x1);
        self.glyphs.push(glyph);
    }

    pub fn flow(&self) -> Flow {
        flow(self.glyphs.iter().copied())
    }

    pub fn text(&self) -> String {
        self.flow().text
    }

    /// Number of characters.
    pub fn length(&self) -> usize {
        self.glyphs.iter().filter(|glyph| !glyph.is_blank()).count()
    }

    pub fn same_line(&self, other: &Segment) -> bool {
        let overlap = self.bottom.min(other.bottom) - self.top.max(other.top);
        overlap > 0.5 * (self.bottom - self.top).min(other.bottom - other.top)
    }
}

/// Segments of a page's upright text, from top to bottom and left to right.
pub fn segments<'a>(page: &'a Page, wanted: impl Fn(&Glyph) -> bool) -> Vec<Segment<'a>> {
    let mut found: Vec<Segment<'a>> = Vec::new();
    for glyph in page
        .glyphs
        .iter()
        .filter(|glyph| glyph.upright && !glyph.is_blank() && wanted(glyph))
    {
        match found.last_mut() {
            Some(last) if goes_on(last, glyph) => last.add(glyph),
            _ => found.push(Segment::of(glyph)),
        }
    }
    merge(found)
}

fn goes_on(segment: &Segment, glyph: &Glyph) -> bool {
    let overlap = segment.bottom.min(glyph.bottom) - segment.top.max(glyph.top);
    let near = glyph.x0 - segment.x1;
    overlap > 0.3 * (glyph.bottom - glyph.top)
        && near < COLUMN_GAP * segment.size.max(glyph.size)
        && near > -0.5 * segment.size
}

/// Joins neighbours on a line that were drawn apart.
fn merge(mut found: Vec<Segment>) -> Vec<Segment> {
    let rows = rows_of(&mut found);
    let mut merged: Vec<Segment> = Vec::with_capacity(found.len());
    for row in rows {
        for segment in row {
            match merged.last_mut() {
                Some(last)
                    if last.same_line(&segment)
                        && segment.x0 - last.x1 < reach(last) * last.size.max(segment.size)
                        && segment.x0 - last.x1 > -0.5 * last.size =>
                {
                    for glyph in segment.glyphs {
                        last.add(glyph);
                    }
                }
                _ => merged.push(segment),
            }
        }
    }
    merged
}

/// How far to the right the rest of a line may stand, in heights of its type: further from a list's label.
fn reach(segment: &Segment) -> f64 {
    let text = segment.text();
    let label = text.len() <= 8
        && (lists::split(&format!("{text} x")).is_some()
            || lists::numbering_depth(&format!("{text} x")) > Some(1));
    if label { LABEL_GAP } else { COLUMN_GAP * 0.8 }
}

/// Segments by rows: those on one line together, from left to right.
pub fn rows_of<'a>(found: &mut Vec<Segment<'a>>) -> Vec<Vec<Segment<'a>>> {
    found.sort_by(|one, other| one.bottom.total_cmp(&other.bottom));
    let mut rows: Vec<Vec<Segment<'a>>> = Vec::new();
    for segment in std::mem::take(found) {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| first.same_line(&segment)) => row.push(segment),
            _ => rows.push(vec![segment]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.x0.total_cmp(&other.x0));
    }
    rows
}
