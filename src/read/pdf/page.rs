//! A page as glyphs and ruling lines; lengths in points, from the top left corner.

use std::collections::HashMap;

use pdfplumber::{Char, Edge};

/// One character as drawn.
#[derive(Debug, Clone)]
pub struct Glyph {
    pub text: String,
    pub x0: f64,
    pub x1: f64,
    pub top: f64,
    pub bottom: f64,
    /// Height of the type.
    pub size: f64,
    pub bold: bool,
    /// Red, green and blue.
    pub colour: [u8; 3],
    /// Runs from left to right.
    pub upright: bool,
    /// Marked content that a tagged file puts it in.
    pub content: Option<u32>,
    /// Running header, footer or decoration.
    pub artifact: bool,
}

impl Glyph {
    pub fn is_letter(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    pub fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }
}

#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Position in the file, from 0.
    pub index: usize,
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    /// Ruling lines and the borders of filled areas.
    pub edges: Vec<Edge>,
    pub has_picture: bool,
}

impl Page {
    pub fn empty(index: usize) -> Self {
        Page {
            index,
            ..Page::default()
        }
    }
}

pub fn content(page: &pdfplumber::Page, index: usize) -> Page {
    Page {
        index,
        width: page.width(),
        height: page.height(),
        glyphs: once(page.chars().iter().filter_map(glyph)),
        edges: page.edges(),
        has_picture: !page.images().is_empty(),
    }
}

/// Some programs draw a letter twice, a little apart, to make it bold.
fn once(glyphs: impl Iterator<Item = Glyph>) -> Vec<Glyph> {
    let mut seen: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut kept: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        let (column, row) = (glyph.x0.floor() as i64, glyph.top.floor() as i64);
        let near = (-1..=1).flat_map(|right| (-1..=1).map(move |down| (column + right, row + down)));
        let drawn = near.filter_map(|place| seen.get(&place)).flatten().any(|index| {
            let other = &kept[*index];
            other.text == glyph.text
                && (other.x0 - glyph.x0).abs() <= TWICE
                && (other.top - glyph.top).abs() <= TWICE
                && (other.size - glyph.size).abs() <= TWICE
        });
        if !drawn {
            seen.entry((column, row)).or_default().push(kept.len());
            kept.push(glyph);
        }
    }
    kept
}

/// How far apart the two drawings of one letter are.
const TWICE: f64 = 1.0;

fn glyph(own: &Char) -> Option<Glyph> {
    let font = own.fontname.to_lowercase();
    let finite = [own.bbox.x0, own.bbox.x1, own.bbox.top, own.bbox.bottom, own.size]
        .iter()
        .all(|length| length.is_finite());
    (finite && !own.text.is_empty()).then(|| Glyph {
        text: plain(&own.text),
        x0: own.bbox.x0,
        x1: own.bbox.x1,
        top: own.bbox.top,
        bottom: own.bbox.bottom,
        size: own.size,
        bold: ["bold", "black", "heavy", "semibold", "demi"]
            .iter()
            .any(|weight| font.contains(weight)),
        colour: colour(own),
        upright: own.upright,
        content: own.mcid,
        artifact: own.mcid.is_none() && own.tag.as_deref() == Some("Artifact"),
    })
}

fn colour(own: &Char) -> [u8; 3] {
    let (red, green, blue) = own
        .non_stroking_color
        .as_ref()
        .and_then(pdfplumber::Color::to_rgb)
        .unwrap_or_default();
    [red, green, blue].map(|share| (share.clamp(0.0, 1.0) * 255.0).round() as u8)
}

/// Ligatures as letters, symbol fonts' bullets as a bullet, odd spaces as a space.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f076}' | '\u{f0fc}' => plain.push('•'),
            '\u{0}'..='\u{1f}' | '\u{feff}' | '\u{fffd}' => plain.push(' '),
            other => plain.push(other),
        }
    }
    plain
}
