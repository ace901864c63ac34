//! Headings that are no tags: by the file's bookmarks, by numbering, and by size and weight of type.

use std::collections::HashMap;

use pdfplumber::Bookmark;

use super::blocks::{Look, Piece, PieceKind};
use super::lists::{self, Label, numbering_depth};

const MAX_WORDS: usize = 20;
const MAX_LINES: usize = 3;
/// A heading that a file tags may be longer than one told by its look.
const MAX_TAGGED_WORDS: usize = 45;
/// Type larger than the body's by this factor makes a heading.
const LARGER: f64 = 1.12;

/// Turns paragraphs that are headings into headings.
pub fn recover(pieces: &mut [Piece], bookmarks: &[Bookmark]) {
    mistagged(pieces);
    let tagged = pieces
        .iter()
        .any(|piece| matches!(piece.kind, PieceKind::Heading { .. }));
    let body = Body::of(pieces);
    let marked = bookmark_levels(bookmarks);
    if tagged {
        under_tags(pieces, &body);
    } else {
        by_look(pieces, &body, &marked);
    }
}

/// A heading that ends with a full stop has no more words than this.
const MAX_TITLE_SENTENCE: usize = 8;

/// Some files tag as heading whatever stands out: contents lists, bullets, whole paragraphs. And some know one level
/// only: then levels are those of numbering and look.
fn mistagged(pieces: &mut [Piece]) {
    for piece in pieces.iter_mut() {
        if let PieceKind::Heading { text, .. } = &piece.kind {
            let words = text.split_whitespace().count();
            let long = words > MAX_TAGGED_WORDS || (words > MAX_TITLE_SENTENCE && text.ends_with('.'));
            if lists::split(text).is_some_and(|(label, _)| label == Label::Bullet)
                || long
                || text.ends_with([',', ';'])
            {
                piece.kind = PieceKind::Paragraph(text.clone());
            }
        }
    }
    let level_of = |piece: &Piece| match piece.kind {
        PieceKind::Heading { level, .. } => Some(level),
        _ => None,
    };
    let mut looks: HashMap<u8, HashMap<(i64, bool), usize>> = HashMap::new();
    for piece in pieces.iter() {
        if let Some(level) = level_of(piece) {
            *looks
                .entry(level)
                .or_default()
                .entry(key(&piece.look))
                .or_default() += 1;
        }
    }
    let all: usize = looks.values().flat_map(HashMap::values).sum();
    let flat = looks.values().any(|own| {
        let count: usize = own.values().sum();
        count * 10 > all * 6 && own.values().filter(|count| **count >= 3).count() >= 3
    });
    if flat {
        for piece in pieces.iter_mut() {
            if let PieceKind::Heading { text, .. } = &piece.kind {
                piece.kind = PieceKind::Paragraph(text.clone());
            }
        }
    }
}

/// The type in which most text stands.
struct Body {
    size: f64,
    colour: [u8; 3],
}

impl Body {
    fn of(pieces: &[Piece]) -> Self {
        let mut letters: HashMap<(i64, [u8; 3]), usize> = HashMap::new();
        for piece in pieces {
            if let PieceKind::Paragraph(text) | PieceKind::ListItem { text, .. } = &piece.kind {
                let look = ((piece.look.size * 4.0).round() as i64, piece.look.colour);
                *letters.entry(look).or_default() += text.len();
            }
        }
        let most = letters.into_iter().max_by_key(|(look, count)| (*count, *look));
        let ((size, colour), _) = most.unwrap_or_default();
        Body {
            size: size as f64 / 4.0,
            colour,
        }
    }

    /// Larger, or bold, or a little larger and of another colour; an item of a list must be larger.
    fn is_outdone_by(&self, piece: &Piece) -> bool {
        let look = &piece.look;
        let larger = look.size > self.size * LARGER;
        let bold = look.bold && look.size >= self.size * 0.95;
        let coloured = look.colour != self.colour && look.size > self.size * 1.04;
        match piece.kind {
            PieceKind::ListItem { .. } => larger && (look.bold || look.colour != self.colour),
            _ => larger || bold || coloured,
        }
    }
}

/// Levels of the bookmarks by page (from 0) and text without spaces and case.
fn bookmark_levels(bookmarks: &[Bookmark]) -> HashMap<(usize, String), u8> {
    bookmarks
        .iter()
        .filter_map(|own| {
            let level = u8::try_from(own.level + 1).ok()?.min(6);
            Some(((own.page_number?, folded(&own.title)), level))
        })
        .collect()
}

fn folded(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn can_be_heading(text: &str, look: &Look) -> bool {
    let words = text.split_whitespace().count();
    let labelled = ["table ", "figure ", "box ", "chart ", "graph ", "source"]
        .iter()
        .any(|label| text.to_lowercase().starts_with(label));
    (1..=MAX_WORDS).contains(&words)
        && look.lines <= MAX_LINES
        && !labelled
        && !text.ends_with(['.', ',', ';', ':'])
        && text.chars().filter(|own| own.is_alphabetic()).count() > 2
}

/// Under real headings, a short line that stands out is a heading of the next level, as in a Word file without styles.
/// What stands on the first page before any is the cover.
fn under_tags(pieces: &mut [Piece], body: &Body) {
    let mut level = 0;
    // Looks of the headings since the last tagged one, outermost first.
    let mut looks: Vec<(i64, bool)> = Vec::new();
    for piece in pieces {
        match &piece.kind {
            PieceKind::Heading { level: own, .. } => {
                level = *own;
                looks.clear();
            }
            PieceKind::Paragraph(text) | PieceKind::ListItem { text, .. }
                if (level > 0 || piece.page > 0)
                    && body.is_outdone_by(piece)
                    && text.split_whitespace().count() <= 14
                    && can_be_heading(text, &piece.look) =>
            {
                let own = key(&piece.look);
                looks.retain(|look| *look >= own);
                if looks.last() != Some(&own) {
                    looks.push(own);
                }
                let depth = u8::try_from(looks.len()).unwrap_or(u8::MAX);
                let text = text.clone();
                piece.kind = PieceKind::Heading {
                    level: level.saturating_add(depth).min(9),
                    text,
                };
            }
            _ => {}
        }
    }
}

/// What makes two headings look alike: size in half points, and weight.
fn key(look: &Look) -> (i64, bool) {
    ((look.size * 2.0).round() as i64, look.bold)
}

fn by_look(pieces: &mut [Piece], body: &Body, marked: &HashMap<(usize, String), u8>) {
    let mark = |piece: &Piece, text: &str| marked.get(&(piece.page, folded(text))).copied();
    let is_heading = |piece: &Piece| match &piece.kind {
        PieceKind::Paragraph(text) | PieceKind::ListItem { text, .. }
            if can_be_heading(text, &piece.look) =>
        {
            mark(piece, text).is_some() || body.is_outdone_by(piece)
        }
        _ => false,
    };
    let found: Vec<bool> = pieces.iter().map(is_heading).collect();
    let found = without_title(pieces, found);
    let looks = look_levels(pieces, &found);
    for (piece, _) in pieces.iter_mut().zip(&found).filter(|(_, found)| **found) {
        if let PieceKind::Paragraph(text) | PieceKind::ListItem { text, .. } = &piece.kind {
            let level = mark(piece, text)
                .or_else(|| numbering_depth(text))
                .or_else(|| looks.get(&key(&piece.look)).copied())
                .unwrap_or(1);
            let text = text.clone();
            piece.kind = PieceKind::Heading { level, text };
        }
    }
}

/// A look larger than every other that stands only on one page is that of the title.
fn without_title(pieces: &mut [Piece], mut found: Vec<bool>) -> Vec<bool> {
    let headings: Vec<usize> = (0..pieces.len()).filter(|index| found[*index]).collect();
    let size = |index: &usize| key(&pieces[*index].look).0;
    let Some(largest) = headings.iter().map(size).max() else {
        return found;
    };
    let title: Vec<usize> = headings
        .iter()
        .copied()
        .filter(|index| size(index) == largest)
        .collect();
    let first = title[0];
    let together = title
        .iter()
        .all(|index| pieces[*index].page == pieces[first].page && *index < first + 3);
    if together && title.len() < headings.len() {
        for index in title {
            found[index] = false;
        }
        if let PieceKind::Paragraph(text) = &pieces[first].kind {
            pieces[first].kind = PieceKind::Title(text.clone());
        }
    }
    found
}

/// The level of each look: that of its numbered headings where it has some, else its rank by size and weight.
fn look_levels(pieces: &[Piece], found: &[bool]) -> HashMap<(i64, bool), u8> {
    let mut numbered: HashMap<(i64, bool), HashMap<u8, usize>> = HashMap::new();
    let mut all = Vec::new();
    for (piece, _) in pieces.iter().zip(found).filter(|(_, found)| **found) {
        all.push(key(&piece.look));
        if let PieceKind::Paragraph(text) = &piece.kind
            && let Some(depth) = numbering_depth(text)
        {
            *numbered
                .entry(key(&piece.look))
                .or_default()
                .entry(depth)
                .or_default() += 1;
        }
    }
    all.sort_unstable_by(|one, other| other.cmp(one));
    all.dedup();
    all.iter()
        .enumerate()
        .map(|(rank, look)| {
            let usual = numbered
                .get(look)
                .and_then(|depths| {
                    depths
                        .iter()
                        .max_by_key(|(depth, count)| (**count, 255 - **depth))
                })
                .map(|(depth, _)| *depth);
            (*look, usual.unwrap_or(u8::try_from(rank + 1).unwrap_or(6).min(6)))
        })
        .collect()
}
