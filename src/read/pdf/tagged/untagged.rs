//! Text that a tagged file's structure forgets, such as a table pasted as a drawing: read by its layout, and put in its place.

use std::collections::HashSet;

use super::super::blocks::Piece;
use super::super::page::Page;
use super::super::tags::{Kid, Tag};
use super::super::{furniture, layout};

/// Fewer letters than this on a page are page numbers and labels.
const MIN_LETTERS: usize = 40;

pub fn add(root: &Tag, pages: &[Page], pieces: &mut Vec<Piece>) {
    let mut claimed = HashSet::new();
    claims(root, &mut claimed);
    let mut rest: Vec<Page> = pages.iter().map(|page| forgotten(page, &claimed)).collect();
    furniture::mark(&mut rest);
    rest.retain(|page| {
        let letters = page
            .glyphs
            .iter()
            .filter(|glyph| glyph.is_letter() && !glyph.artifact);
        letters.count() >= MIN_LETTERS
    });
    let body = super::super::flow::common_size(pages.iter().flat_map(|page| &page.glyphs));
    for page in &rest {
        let mut at = None;
        for (top, found) in layout::placed(page, body) {
            let place = place(pieces, page.index, top).max(at.unwrap_or(0));
            at = Some(place + 1);
            pieces.insert(place, found);
        }
    }
}

fn claims(tag: &Tag, claimed: &mut HashSet<(usize, u32)>) {
    for kid in &tag.kids {
        match kid {
            Kid::Tag(own) => claims(own, claimed),
            Kid::Content { page, id } => {
                claimed.insert((*page, *id));
            }
        }
    }
}

fn forgotten(page: &Page, claimed: &HashSet<(usize, u32)>) -> Page {
    let is_claimed = |id: u32| claimed.contains(&(page.index, id));
    Page {
        glyphs: page
            .glyphs
            .iter()
            .filter(|glyph| !glyph.artifact && !glyph.content.is_some_and(is_claimed))
            .cloned()
            .collect(),
        edges: page.edges.clone(),
        ..*page
    }
}

/// Before the first piece of the page that stands lower; else after all that stand on it or before it.
fn place(pieces: &[Piece], page: usize, top: f64) -> usize {
    let lower = pieces
        .iter()
        .position(|piece| piece.page > page || (piece.page == page && piece.look.top > top));
    lower.unwrap_or(pieces.len())
}
