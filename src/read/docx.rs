//! Reads DOCX: headings by style and outline level, bold pseudo-headings, lists, tables as grids, footnotes.

mod body;
mod inline;
mod parts;
mod prune;
mod styles;
mod tables;

use std::path::Path;

use super::outline::is_title;
use super::package::Package;
use super::tree::Element;
use super::{Each, ReadError, Reading};
use crate::document::{Location, Passage};
use crate::report::{Report, Source};
use parts::Parts;

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    let mut package = Package::open(path)?;
    let Some(parts) = Parts::find(&mut package)? else {
        return Err(not_word(path, &package));
    };
    let mut document = package.tree(&parts.document)?.ok_or_else(|| {
        ReadError::new(
            path,
            format!("is damaged: the part {} is missing", parts.document),
            "ask for the file again",
        )
    })?;
    let styles = styles::Styles::read(package.tree(&parts.styles)?.as_ref());
    prune::prune(&mut document, &styles);
    let mut notes = body::Notes::default();
    for (name, kind) in [(&parts.footnotes, "footnote"), (&parts.endnotes, "endnote")] {
        if let Some(mut part) = package.tree(name)? {
            prune::prune(&mut part, &styles);
            notes.add(&part, kind, &styles);
        }
    }
    let core = package.tree("docProps/core.xml")?;
    let mut outline = body::outline(&document, &parts.document, &styles, notes);
    if let Some(title) = core
        .as_ref()
        .and_then(|core| core.child("title"))
        .map(Element::all_text)
        .filter(|title| is_title(title))
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

/// Says what a zip file is when it is no Word document.
fn not_word(path: &Path, package: &Package) -> ReadError {
    let (what, remedy) = if package.has("ppt/") {
        (
            "is a PowerPoint presentation, which is not read",
            "ask for the report as a Word document",
        )
    } else {
        (
            "is a zip file, and no Word document is in it",
            "unpack it and name the reports inside",
        )
    };
    ReadError::new(path, what, remedy)
}
