//! A zip file of reports: each file in it is read as a report of its own.

use std::path::Path;

use super::package::Package;
use super::{Each, ReadError, Reading};
use crate::problem::Problem;
use crate::report::Source;

/// Reports in one zip file.
const MAX_REPORTS: usize = 500;
/// Failures that are told one by one.
const MAX_TOLD: usize = 5;

/// A zip file that is the package of no document.
pub fn recognise(head: &[u8], path: &Path) -> bool {
    let parts_of_documents = [
        "[Content_Types].xml",
        "mimetype",
        "content.xml",
        "META-INF/",
        "_rels/",
        "word/",
        "xl/",
        "ppt/",
    ];
    head.starts_with(b"PK")
        && Package::open(path).is_ok_and(|package| {
            !reports(&package).is_empty() && !parts_of_documents.iter().any(|part| package.has(part))
        })
}

/// What Windows puts into folders that people look at.
pub fn is_of_system(name: &str) -> bool {
    let own = ["thumbs.db", "ehthumbs.db", "desktop.ini"];
    own.iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Names of the files in it, without those that systems put beside them.
fn reports(package: &Package) -> Vec<String> {
    let own = |name: &String| {
        let hidden = name
            .split('/')
            .any(|part| part.starts_with('.') || part == "__MACOSX" || is_of_system(part));
        !name.ends_with('/') && !hidden
    };
    package.names().into_iter().filter(own).collect()
}

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    let mut package = Package::open(path)?;
    let names = reports(&package);
    if names.len() > MAX_REPORTS {
        return Err(ReadError::new(
            path,
            format!("holds {} files, more than {MAX_REPORTS}", names.len()),
            "send the reports in smaller zip files",
        ));
    }
    let folder = tempfile::tempdir().map_err(|error| unpackable(path, &error))?;
    let mut failed = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let result = package.part(name).and_then(|bytes| {
            let unpacked = folder.path().join(format!("{index}.{}", ending(name)));
            std::fs::write(&unpacked, bytes.unwrap_or_default()).map_err(|error| unpackable(path, &error))?;
            let read = one(&unpacked, &format!("{}/{name}", source.file), each);
            let _ = std::fs::remove_file(&unpacked);
            read
        });
        if let Err(error) = result {
            failed.push(format!("{name} {}", error.reason));
        }
    }
    match failed.len() {
        0 => Ok(()),
        count => Err(not_all(path, &failed, count, names.len())),
    }
}

/// The zip is whole; there is no room for what is in it.
fn unpackable(path: &Path, error: &std::io::Error) -> ReadError {
    let problem = Problem::no_scratch(error);
    ReadError::new(
        path,
        format!("cannot be unpacked in {}: {}", problem.place(), problem.message),
        problem.remedy.unwrap_or_default(),
    )
}

/// The name's ending where it is one: a format that its content does not tell is known by it.
fn ending(name: &str) -> String {
    let ending = Path::new(name).extension().unwrap_or_default().to_string_lossy();
    ending
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect()
}

fn one(path: &Path, name: &str, each: Each) -> Result<(), ReadError> {
    if super::archive::recognise(&std::fs::read(path).unwrap_or_default(), path) {
        return Err(ReadError::new(
            path,
            "is a zip file inside a zip file, which is not opened",
            "",
        ));
    }
    super::read(path, &mut |mut reading: Reading| {
        reading.declared.source.file = name.to_string();
        each(reading);
    })
}

fn not_all(path: &Path, failed: &[String], count: usize, all: usize) -> ReadError {
    let told = failed[..count.min(MAX_TOLD)].join("; ");
    let more = if count > MAX_TOLD { "; …" } else { "" };
    ReadError::new(
        path,
        format!("{count} of {all} files in this zip could not be read: {told}{more}"),
        "the others were checked; unpack the zip and look at those named",
    )
}
