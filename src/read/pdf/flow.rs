//! Glyphs → text: words by gaps, lines by height, words hyphenated at a line's end joined.

use std::collections::HashMap;

use super::page::Glyph;

/// Stands for a hyphen at a line's end until the whole document shows whether the word is written with it.
pub const LINE_END_HYPHEN: char = '\u{1}';

/// Text of glyphs that belong together, in the order in which they are read.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    pub text: String,
    /// Raised small figures: marks of footnotes.
    pub marks: Vec<String>,
    /// Most of its letters are of this height.
    pub size: f64,
    /// Every letter is bold.
    pub bold: bool,
    /// Of its first letter.
    pub colour: [u8; 3],
    /// Top of its first glyph.
    pub top: f64,
    pub lines: usize,
}

/// A gap wider than this part of the type's height parts two words.
const WORD_GAP: f64 = 0.18;
/// A mark is smaller than this part of the line's type.
const MARK_SIZE: f64 = 0.78;

pub fn flow<'a>(glyphs: impl IntoIterator<Item = &'a Glyph>) -> Flow {
    let glyphs: Vec<&Glyph> = glyphs.into_iter().collect();
    let size = common_size(glyphs.iter().copied());
    let mut found = Flow {
        size,
        bold: glyphs.iter().any(|glyph| glyph.is_letter())
            && glyphs
                .iter()
                .filter(|glyph| glyph.is_letter())
                .all(|glyph| glyph.bold),
        colour: glyphs
            .iter()
            .find(|glyph| glyph.is_letter())
            .map_or([0; 3], |glyph| glyph.colour),
        top: glyphs.first().map_or(0.0, |glyph| glyph.top),
        lines: usize::from(!glyphs.is_empty()),
        ..Flow::default()
    };
    let mut mark = String::new();
    let mut last: Option<&Glyph> = None;
    // The last glyph of full size: a line's height is judged by it, not by a raised mark.
    let mut last_full: Option<&Glyph> = None;
    for glyph in glyphs {
        if is_mark(glyph, last_full, size) {
            mark.push_str(glyph.text.trim());
            last = Some(glyph);
            continue;
        }
        if !mark.is_empty() {
            found.marks.push(std::mem::take(&mut mark));
        }
        if let Some(before) = last_full.or(last) {
            if is_new_line(before, glyph) {
                found.lines += 1;
                end_line(&mut found.text);
            } else if last.is_some_and(|last| is_gap(last, glyph)) {
                found.text.push(' ');
            }
        }
        found.text.push_str(&glyph.text);
        last = Some(glyph);
        last_full = Some(glyph);
    }
    if !mark.is_empty() {
        found.marks.push(mark);
    }
    found.text = tidy(&found.text);
    found
}

/// The height of most letters.
pub fn common_size<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> f64 {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for glyph in glyphs.filter(|glyph| !glyph.is_blank()) {
        *counts.entry((glyph.size * 4.0).round() as i64).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size))
        .map_or(0.0, |(size, _)| size as f64 / 4.0)
}

/// A small figure whose foot stands above that of the letter before it.
fn is_mark(glyph: &Glyph, before: Option<&Glyph>, size: f64) -> bool {
    let small =
        glyph.size < size * MARK_SIZE && glyph.text.chars().all(|own| own.is_ascii_digit() || own == '*');
    small
        && before.is_some_and(|before| {
            let unit =
                before.text.ends_with(['m', 'M', 'O', 'o', 'H']) && matches!(glyph.text.as_str(), "2" | "3");
            !unit && glyph.bottom < before.bottom - 0.1 * size && glyph.bottom > before.top - 0.4 * size
        })
}

fn is_new_line(before: &Glyph, glyph: &Glyph) -> bool {
    if !before.upright || !glyph.upright {
        return false;
    }
    let overlap = before.bottom.min(glyph.bottom) - before.top.max(glyph.top);
    overlap < 0.3 * (before.bottom - before.top).min(glyph.bottom - glyph.top)
}

fn is_gap(before: &Glyph, glyph: &Glyph) -> bool {
    if !before.upright || !glyph.upright {
        return false;
    }
    let gap = glyph.x0 - before.x1;
    gap > WORD_GAP * glyph.size.max(before.size) || gap < -2.0 * glyph.size
}

fn end_line(text: &mut String) {
    let body = text.trim_end();
    let hyphenated = body.ends_with(['-', '\u{2010}', '\u{ad}'])
        && body.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    if hyphenated {
        let cut = body.trim_end_matches(['-', '\u{2010}', '\u{ad}']).len();
        text.truncate(cut);
        text.push(LINE_END_HYPHEN);
    } else {
        text.push(' ');
    }
}

fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidy.is_empty() && !tidy.ends_with(LINE_END_HYPHEN) {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy.trim_end_matches(LINE_END_HYPHEN).replace('\u{ad}', "")
}

/// How a document writes words that are broken at a line's end somewhere.
pub struct Spelling {
    words: HashMap<String, usize>,
    /// Where the word stands nowhere else whole: the document's own habit.
    keeps_hyphens: bool,
}

impl Spelling {
    pub fn of<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut spelling = Spelling {
            words: HashMap::new(),
            keeps_hyphens: true,
        };
        for text in texts.clone() {
            for word in words(text).filter(|word| !word.contains(LINE_END_HYPHEN)) {
                *spelling.words.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        let (mut kept, mut dropped) = (0, 0);
        for text in texts {
            for (left, right) in words(text).filter_map(|word| word.split_once(LINE_END_HYPHEN)) {
                match spelling.seen(left, right) {
                    Some(true) => kept += 1,
                    Some(false) => dropped += 1,
                    None => {}
                }
            }
        }
        spelling.keeps_hyphens = kept >= dropped;
        spelling
    }

    /// Whether the word stands elsewhere with its hyphen; `None` if nowhere.
    fn seen(&self, left: &str, right: &str) -> Option<bool> {
        let count = |word: String| self.words.get(&word.to_lowercase()).copied().unwrap_or(0);
        let (with, without) = (count(format!("{left}-{right}")), count(format!("{left}{right}")));
        (with + without > 0).then_some(with > without)
    }

    pub fn mend(&self, text: &str) -> String {
        let mut mended = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(LINE_END_HYPHEN) {
            let (before, after) = (&rest[..at], &rest[at + LINE_END_HYPHEN.len_utf8()..]);
            mended.push_str(before);
            let left = mended
                .rsplit(|own: char| !is_word(own))
                .next()
                .unwrap_or_default();
            let right = after.split(|own: char| !is_word(own)).next().unwrap_or_default();
            let capital = right.chars().next().is_some_and(char::is_uppercase);
            if capital || self.seen(left, right).unwrap_or(self.keeps_hyphens) {
                mended.push('-');
            }
            rest = after;
        }
        mended.push_str(rest);
        mended
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-'
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|own: char| !(is_word(own) || own == LINE_END_HYPHEN))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, x: f64, baseline: f64, size: f64) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .map(|(index, letter)| Glyph {
                text: letter.to_string(),
                x0: x + index as f64 * size * 0.5,
                x1: x + (index + 1) as f64 * size * 0.5,
                top: baseline - size,
                bottom: baseline,
                size,
                bold: false,
                colour: [0; 3],
                upright: true,
                content: None,
                artifact: false,
            })
            .collect()
    }

    #[test]
    fn a_footnote_mark_is_no_part_of_the_figure_before_it() {
        let mut glyphs = drawn("reached 400", 50.0, 100.0, 10.0);
        glyphs.extend(drawn("15", 106.0, 96.0, 6.0));
        glyphs.extend(drawn("women", 125.0, 100.0, 10.0));
        let found = flow(&glyphs);
        assert_eq!(found.text, "reached 400 women");
        assert_eq!(found.marks, ["15"]);
    }

    #[test]
    fn a_word_broken_at_the_line_end_is_written_as_elsewhere_in_the_document() {
        let mut glyphs = drawn("the benefi-", 50.0, 100.0, 10.0);
        glyphs.extend(drawn("ciaries of counter-", 50.0, 112.0, 10.0));
        glyphs.extend(drawn("trafficking", 50.0, 124.0, 10.0));
        let text = flow(&glyphs).text;
        let all = [text.as_str(), "beneficiaries", "counter-trafficking"];
        let spelling = Spelling::of(all.iter().copied());
        assert_eq!(spelling.mend(&text), "the beneficiaries of counter-trafficking");
    }
}
