//! Reads HTML and XHTML, as saved from a browser, Word or LibreOffice.

mod body;
mod guard;
mod parse;
mod tables;
mod writing;

use std::path::Path;

use super::outline::{is_title, one_line};
use super::tree::Element;
use super::{Each, ReadError, Reading, encoding, has_extension, whole_bytes};
use crate::document::{Document, Location, Passage};
use crate::report::{Report, Source};

/// Larger pages are data, or carry pictures inside.
const MAX_SIZE: u64 = 32 << 20;
/// A page begins with one of these, its declaration and comments left aside.
const BEGINNINGS: [&str; 10] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "h1",
    "p",
    "div",
    "table",
];

pub fn recognise(head: &[u8], path: &Path) -> bool {
    if has_extension(path, &["md", "markdown"]) {
        return false;
    }
    let text = encoding::decode(head.to_vec(), None).0.to_lowercase();
    let Some(inside) = first_element(&text) else {
        return false;
    };
    let begins = BEGINNINGS.iter().any(|name| {
        inside.strip_prefix(name).is_some_and(|after| {
            !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '_'))
        })
    });
    begins || (has_extension(path, &["html", "htm", "xhtml"]) && encoding::is_text(head))
}

/// What follows the "<" of the first element or document type.
fn first_element(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            ">"
        } else {
            return rest.strip_prefix('<');
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
}

/// What a piece of HTML holds that stands in another text.
///
/// # Errors
/// It is nested too deeply, too large or too tangled, in words.
pub fn fragment(text: &str) -> Result<Document, String> {
    Ok(body::outline(&parse::parse(text)?).finish())
}

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    if source.size > MAX_SIZE {
        return Err(ReadError::new(
            path,
            format!("is a web page larger than {} MiB", MAX_SIZE >> 20),
            "save it without its pictures, or send the report as DOCX",
        ));
    }
    let bytes = whole_bytes(path)?;
    let declared = encoding::declared(&bytes[..bytes.len().min(4 * 1024)]);
    let (text, doubt) = encoding::decode(bytes, declared);
    let page = parse::parse(&text).map_err(|what| {
        ReadError::new(
            path,
            format!("cannot be read as a web page: {what}"),
            "open it in a browser or in Word, and send the report as DOCX",
        )
    })?;
    let mut outline = body::outline(&page);
    let title = page
        .child("head")
        .and_then(|head| head.child("title"))
        .map(Element::all_text)
        .map(|title| one_line(&title));
    if let Some(title) = title.filter(|title| is_title(title)) {
        outline.title(Passage::new(title, Location::default()));
    }
    let mut document = outline.finish();
    document.doubts.extend(doubt);
    each(Reading {
        document,
        declared: Report {
            source,
            ..Report::default()
        },
    });
    Ok(())
}
