//! Running headers and footers: text at the head or foot of a page that returns on others.

use std::collections::HashMap;

use super::page::Page;
use super::segments::segments;

/// Headers and footers stand in this part of the page's height, at the head and at the foot.
const MARGIN: f64 = 0.11;

/// Marks the glyphs of running headers and footers as artifacts.
pub fn mark(pages: &mut [Page]) {
    let lines: Vec<Vec<Line>> = pages.iter().map(margin_lines).collect();
    let mut pages_with: HashMap<&str, usize> = HashMap::new();
    for own in &lines {
        let mut texts: Vec<&str> = own.iter().map(|line| line.text.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            *pages_with.entry(text).or_default() += 1;
        }
    }
    let enough = (pages.len() / 4).clamp(2, 5);
    let running: Vec<Vec<(f64, f64)>> = lines
        .iter()
        .map(|own| {
            own.iter()
                .filter(|line| {
                    pages_with
                        .get(line.text.as_str())
                        .is_some_and(|count| *count >= enough)
                })
                .map(|line| (line.top, line.bottom))
                .collect()
        })
        .collect();
    for (page, bands) in pages.iter_mut().zip(running) {
        for glyph in &mut page.glyphs {
            if bands
                .iter()
                .any(|(top, bottom)| glyph.middle() >= *top && glyph.middle() <= *bottom)
            {
                glyph.artifact = true;
            }
        }
    }
}

struct Line {
    /// With every number as "#", so that page numbers are alike.
    text: String,
    top: f64,
    bottom: f64,
}

fn margin_lines(page: &Page) -> Vec<Line> {
    let (head, foot) = (page.height * MARGIN, page.height * (1.0 - MARGIN));
    segments(page, |glyph| glyph.middle() < head || glyph.middle() > foot)
        .iter()
        .map(|segment| Line {
            text: without_numbers(&segment.text()),
            top: segment.top,
            bottom: segment.bottom,
        })
        .collect()
}

fn without_numbers(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            if !plain.ends_with('#') {
                plain.push('#');
            }
        } else {
            plain.push(letter);
        }
    }
    plain
}
