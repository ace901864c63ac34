//! Reads DOCX: headings by style and outline level, bold pseudo-headings, lists, tables as grids, footnotes.

mod body;
mod part;
mod styles;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Each, MAX_WHOLE_FILE, ReadError, Reading};
use crate::document::{Location, Passage};
use crate::report::{Report, Source};
use part::Element;

/// Bytes that one part of the package may unpack to.
const MAX_PART: u64 = 256 << 20;
/// A part above 16 MiB that unpacks to more than this many times its size is a bomb.
const MAX_RATIO: u64 = 200;

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    if source.size > MAX_WHOLE_FILE {
        return Err(ReadError::new(
            path,
            format!("is larger than {} MiB", MAX_WHOLE_FILE >> 20),
            "remove the pictures and save it again",
        ));
    }
    let file = File::open(path).map_err(|error| {
        ReadError::new(
            path,
            format!("cannot be opened: {error}"),
            "check that you may read it",
        )
    })?;
    let mut package = ZipArchive::new(file).map_err(|error| damaged(path, &error))?;
    if package.by_name("word/document.xml").is_err() {
        return Err(not_word(path, &package));
    }
    let document = required(path, &mut package, "word/document.xml")?;
    let styles = styles::Styles::read(optional(path, &mut package, "word/styles.xml")?.as_ref());
    let notes = [
        ("word/footnotes.xml", "footnote"),
        ("word/endnotes.xml", "endnote"),
    ]
    .into_iter()
    .map(|(name, kind)| Ok(body::notes(optional(path, &mut package, name)?.as_ref(), kind)))
    .collect::<Result<Vec<_>, ReadError>>()?
    .concat();
    let core = optional(path, &mut package, "docProps/core.xml")?;
    let mut outline = body::outline(&document, &styles, &notes);
    if let Some(title) = core
        .as_ref()
        .and_then(|core| core.child("title"))
        .map(Element::all_text)
        .filter(|title| super::is_title(title))
    {
        outline.title(Passage::new(title, Location::default()));
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

fn damaged(path: &Path, error: &ZipError) -> ReadError {
    let what = match error {
        ZipError::InvalidArchive(_) => "is damaged or not whole: the package cannot be opened".to_string(),
        other => format!("is damaged: {other}"),
    };
    ReadError::new(
        path,
        what,
        "ask for the file again, or open it in Word, let Word repair it and save it",
    )
}

/// Says what a zip file is when it is no Word document.
fn not_word(path: &Path, package: &ZipArchive<File>) -> ReadError {
    let has = |name: &str| package.file_names().flatten().any(|own| own.starts_with(name));
    let (what, remedy) = if has("ppt/") {
        (
            "is a PowerPoint presentation, which is not read",
            "ask for the report as a Word document",
        )
    } else if has("META-INF/manifest.xml") || has("content.xml") {
        (
            "is an OpenDocument file, which is not read yet",
            "save it as DOCX",
        )
    } else {
        (
            "is a zip file, and no Word document is in it",
            "unpack it and name the reports inside",
        )
    };
    ReadError::new(path, what, remedy)
}

fn required(path: &Path, package: &mut ZipArchive<File>, name: &str) -> Result<Element, ReadError> {
    optional(path, package, name)?.ok_or_else(|| {
        ReadError::new(
            path,
            format!("is damaged: the part {name} is missing"),
            "ask for the file again",
        )
    })
}

fn optional(path: &Path, package: &mut ZipArchive<File>, name: &str) -> Result<Option<Element>, ReadError> {
    let entry = match package.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(_)) => {
            return Err(ReadError::new(
                path,
                "is protected by a password",
                "save it without a password",
            ));
        }
        Err(error) => return Err(damaged(path, &error)),
    };
    let packed = entry.compressed_size().max(1);
    let mut bytes = Vec::new();
    entry
        .take(MAX_PART + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            ReadError::new(
                path,
                format!("is damaged: the part {name} cannot be unpacked ({error})"),
                "ask for the file again",
            )
        })?;
    let size = bytes.len() as u64;
    if size > MAX_PART || (size > 16 << 20 && size / packed > MAX_RATIO) {
        return Err(ReadError::new(
            path,
            format!("unpacks to far more than a report can hold (part {name})"),
            "do not open it: ask the sender what it is",
        ));
    }
    part::parse(&bytes).map(Some).map_err(|what| {
        ReadError::new(
            path,
            format!("is damaged: {name}, {what}"),
            "open it in Word, let Word repair it and save it",
        )
    })
}
