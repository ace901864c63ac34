//! Reads OpenDocument text, packed (ODT) and flat (FODT): headings, lists, tables as grids, footnotes.

mod body;
mod inline;
mod styles;
mod tables;

use std::path::Path;

use super::outline::is_title;
use super::package::{Package, protected};
use super::tree::{self, Element};
use super::{Each, ReadError, Reading};
use crate::document::{Location, Passage};
use crate::report::{Report, Source};
use styles::Styles;

/// A package is OpenDocument when its first part says so, or when it has the part that every OpenDocument file has.
pub fn recognise(head: &[u8], path: &Path) -> bool {
    let says_so = |start: &[u8]| head.windows(start.len()).any(|window| window == start);
    if head.starts_with(b"PK") {
        return says_so(b"mimetypeapplication/vnd.oasis.opendocument")
            || Package::open(path).is_ok_and(|package| package.has("content.xml"));
    }
    is_flat(head)
}

fn is_flat(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    text.contains("<office:document ") && text.contains("opendocument")
}

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    let parts = if is_packed(path)? {
        packed(path)?
    } else {
        flat(path)?
    };
    let body = parts
        .content
        .child("body")
        .ok_or_else(|| missing(path, "content.xml has no body"))?;
    let text = body.child("text").ok_or_else(|| not_text(path, body))?;
    let styles = Styles::read(parts.styles.iter().chain([&parts.content]));
    let mut outline = body::outline(text, parts.name, &styles);
    let title = parts
        .meta
        .as_ref()
        .unwrap_or(&parts.content)
        .child("meta")
        .and_then(|meta| meta.child("title"));
    if let Some(title) = title.map(Element::all_text).filter(|title| is_title(title)) {
        outline.title(Passage::new(title.trim(), Location::default()));
    }
    each(Reading {
        document: outline.finish(),
        declared: Report {
            source,
            ..Report::default()
        },
    });
    Ok(())
}

/// The XML of a document; a flat file has all in its content.
struct Parts {
    /// Name of the content, which every path begins with.
    name: &'static str,
    content: Element,
    styles: Option<Element>,
    meta: Option<Element>,
}

fn is_packed(path: &Path) -> Result<bool, ReadError> {
    use std::io::Read;
    let mut start = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| super::cannot_open(path, &error))?;
    file.take(2)
        .read_to_end(&mut start)
        .map_err(|error| super::cannot_open(path, &error))?;
    Ok(start == b"PK")
}

fn packed(path: &Path) -> Result<Parts, ReadError> {
    let mut package = Package::open(path)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(protected(path));
    }
    Ok(Parts {
        name: "content.xml",
        content: package
            .tree("content.xml")?
            .ok_or_else(|| missing(path, "the part content.xml is missing"))?,
        styles: package.tree("styles.xml")?,
        meta: package.tree("meta.xml")?,
    })
}

fn flat(path: &Path) -> Result<Parts, ReadError> {
    let (text, _) = super::whole_text(path)?;
    let content = tree::parse(text.as_bytes()).map_err(|what| {
        ReadError::new(
            path,
            format!("is damaged: {what}"),
            "open it in LibreOffice and save it again",
        )
    })?;
    Ok(Parts {
        name: "",
        content,
        styles: None,
        meta: None,
    })
}

fn missing(path: &Path, what: &str) -> ReadError {
    ReadError::new(
        path,
        format!("is damaged: {what}"),
        "ask for the file again, or open it in LibreOffice, let it be repaired, and save it",
    )
}

/// Says what an OpenDocument file is when it is no text.
fn not_text(path: &Path, body: &Element) -> ReadError {
    let (what, remedy) = match body.children.last().map(|child| child.name.as_str()) {
        Some("spreadsheet") => (
            "is an OpenDocument spreadsheet, which is not read yet",
            "copy the tables into a text document",
        ),
        Some("presentation") => (
            "is an OpenDocument presentation, which is not read",
            "ask for the report as a text document",
        ),
        _ => (
            "is an OpenDocument file without text",
            "ask for the report as a text document",
        ),
    };
    ReadError::new(path, what, remedy)
}
