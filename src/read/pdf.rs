//! PDF: pages of glyphs and lines. A tagged file says itself what is heading, paragraph, list and table; for any
//! other the layout is read as a person reads it, by columns, spacing, ruling and type size.

mod blocks;
mod cover;
mod flow;
mod furniture;
mod grid;
mod headings;
mod join;
mod layout;
mod lists;
mod page;
mod segments;
mod tagged;
mod tags;
mod unruled;

use std::path::Path;

use pdfplumber::{ExtractOptions, Pdf, PdfErrorKind};

use super::outline::Outline;
use super::{Each, MAX_WHOLE_FILE, ReadError, Reading, cannot_open};
use crate::document::{Document, Location, Passage};
use crate::report::{Report, Source};
use blocks::Piece;
use page::Page;

/// A report has no more pages than this.
const MAX_PAGES: usize = 5_000;
/// Glyphs, lines and rectangles of one page.
const MAX_PAGE_OBJECTS: usize = 200_000;
/// Bytes of one page's content.
const MAX_PAGE_BYTES: usize = 64 << 20;
/// A page with fewer letters than this has no text to speak of.
const MIN_PAGE_LETTERS: usize = 8;

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    if source.size > MAX_WHOLE_FILE {
        return Err(ReadError::new(
            path,
            format!("is larger than {} MiB", MAX_WHOLE_FILE >> 20),
            "send the report in parts, or without its pictures",
        ));
    }
    let bytes = std::fs::read(path).map_err(|error| cannot_open(path, &error))?;
    let document = understand(path, &bytes)?;
    each(Reading {
        document,
        declared: Report {
            source,
            ..Report::default()
        },
    });
    Ok(())
}

fn understand(path: &Path, bytes: &[u8]) -> Result<Document, ReadError> {
    let options = ExtractOptions {
        max_objects_per_page: MAX_PAGE_OBJECTS,
        max_stream_bytes: MAX_PAGE_BYTES,
        collect_warnings: false,
        ..ExtractOptions::default()
    };
    let pdf = Pdf::open_bytes(bytes, Some(options)).map_err(|error| refusal(path, error.kind()))?;
    let count = pdf.page_count();
    if count == 0 {
        return Err(damaged(path, "is damaged: it has no pages"));
    }
    if count > MAX_PAGES {
        return Err(ReadError::new(
            path,
            format!("has {count} pages, more than {MAX_PAGES}"),
            "send the report in parts",
        ));
    }
    let tags = tags::read(bytes);
    let mut doubts = Vec::new();
    let mut pages: Vec<Page> = Vec::with_capacity(count);
    for index in 0..count {
        match pdf.page(index) {
            Ok(page) => pages.push(page::content(&page, index)),
            Err(error) => {
                log::debug!("{}: page {}: {error}", path.display(), index + 1);
                doubts.push(format!("page {} is damaged and was not read", index + 1));
                pages.push(Page::empty(index));
            }
        }
    }
    if doubts.len() == count {
        return Err(damaged(path, "is damaged: no page can be read"));
    }
    let mute = mute_pages(&pages);
    if mute.len() == count && pages.iter().any(|page| page.has_picture) {
        return Err(no_text(path, count));
    }
    if mute.len() == count {
        return Err(damaged(
            path,
            "is damaged or empty: there is no text on its pages",
        ));
    }
    if !mute.is_empty() && doubts.is_empty() {
        doubts.extend(mute_doubt(&mute, &pages));
    }
    let labels = tags.as_ref().map(|tags| tags.labels.clone()).unwrap_or_default();
    let trusted = tags
        .as_ref()
        .filter(|tags| tagged::can_be_trusted(&tags.root, &pages));
    let mut pieces = match trusted {
        Some(tags) => {
            let (pieces, mute) = tagged::pieces(&tags.root, &pages);
            doubts.extend(mute);
            pieces
        }
        None => {
            furniture::mark(&mut pages);
            layout::pieces(&pages)
        }
    };
    pieces.retain(|piece| !blocks::is_contents_line(piece));
    headings::recover(&mut pieces, pdf.bookmarks());
    let title = title(&pdf)
        .filter(|title| cover::confirms(&pieces, title))
        .or_else(|| cover::title(&pieces));
    let pieces = blocks::place_notes(join::tables(pieces));
    let mut document = outline(blocks::finish(pieces), &labels, title);
    document.doubts = doubts;
    Ok(document)
}

fn outline(pieces: Vec<Piece>, labels: &[Option<String>], title: Option<String>) -> Document {
    let mut outline = Outline::default();
    if let Some(title) = title {
        let page = pieces.iter().map(|piece| piece.page + 1).min();
        let location = Location {
            page: page.and_then(|page| u32::try_from(page).ok()),
            ..Location::default()
        };
        outline.title(Passage::new(title, location));
    }
    for piece in pieces {
        let label = labels.get(piece.page).cloned().flatten();
        outline.turn_to(u32::try_from(piece.page + 1).unwrap_or(u32::MAX), label);
        blocks::put(piece, &mut outline);
    }
    outline.finish()
}

/// The title that the file's own properties give, where it is more than a file name.
fn title(pdf: &Pdf) -> Option<String> {
    let title = pdf.metadata().title.as_deref()?.trim();
    super::outline::is_title(title).then(|| title.to_string())
}

/// Pages without text, from 0.
fn mute_pages(pages: &[Page]) -> Vec<usize> {
    let letters = |page: &Page| page.glyphs.iter().filter(|glyph| glyph.is_letter()).count();
    (0..pages.len())
        .filter(|index| letters(&pages[*index]) < MIN_PAGE_LETTERS)
        .collect()
}

/// Some pages have pictures instead of text.
fn mute_doubt(mute: &[usize], pages: &[Page]) -> Option<String> {
    let pictures: Vec<String> = mute
        .iter()
        .filter(|index| pages[**index].has_picture)
        .map(|index| (index + 1).to_string())
        .collect();
    match pictures.as_slice() {
        [] => None,
        [page] => Some(format!("page {page} is a picture without text and was not read")),
        pages => Some(format!(
            "pages {} are pictures without text and were not read",
            pages.join(", ")
        )),
    }
}

fn no_text(path: &Path, count: usize) -> ReadError {
    let pages = if count == 1 {
        "its 1 page is".to_string()
    } else {
        format!("its {count} pages are")
    };
    ReadError::new(
        path,
        format!("has no text layer: {pages} scanned, so nothing could be checked"),
        "ask for the file that it was printed from, or run text recognition (OCR) on it",
    )
}

fn damaged(path: &Path, reason: &str) -> ReadError {
    ReadError::new(
        path,
        reason,
        "ask for the file again, or open it in a PDF program and save it anew",
    )
}

fn refusal(path: &Path, kind: PdfErrorKind) -> ReadError {
    match kind {
        PdfErrorKind::PasswordRequired | PdfErrorKind::InvalidPassword => ReadError::new(
            path,
            "is protected by a password",
            "open it with the password and print it to a new PDF",
        ),
        PdfErrorKind::ResourceLimit => ReadError::new(
            path,
            "unpacks to far more than a report can hold",
            "do not open it: ask the sender what it is",
        ),
        _ => damaged(path, "is damaged or not whole: it cannot be opened as a PDF"),
    }
}
