//! Opens the zip package of a spreadsheet and refuses parts that unpack to more than a report can hold.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::has_extension;
use super::Fault;

pub type Package = ZipArchive<BufReader<File>>;

/// Bytes that one part may unpack to.
const MAX_PART: u64 = 128 << 20;
/// Fonts, borders and number formats of all cells.
const MAX_STYLES: u64 = 8 << 20;
/// A part above 16 MiB that unpacks to more than this many times its size is a bomb.
const MAX_RATIO: u64 = 200;
const MAX_PARTS: usize = 20_000;

/// Whether a file is a zip package with a part of this name; one that cannot be opened is known by its ending.
pub fn has(head: &[u8], path: &Path, part: &str, endings: &[&str]) -> bool {
    head.starts_with(b"PK")
        && match open(path) {
            Ok(package) => package.index_for_name(part).is_some(),
            Err(_) => has_extension(path, endings),
        }
}

pub fn open(path: &Path) -> Result<Package, Fault> {
    let file = File::open(path).map_err(Fault::damaged)?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| from_zip(&error))
}

fn from_zip(error: &ZipError) -> Fault {
    match error {
        ZipError::InvalidArchive(_) => Fault::damaged("the package cannot be opened or is not whole"),
        ZipError::UnsupportedArchive(_) => Fault::password(),
        other => Fault::damaged(other),
    }
}

/// Unpacks every part that a reader will use, and keeps nothing: what a part says of its own size proves nothing.
///
/// # Errors
/// A part is too large, a bomb, or cannot be unpacked.
pub fn check(package: &mut Package) -> Result<(), Fault> {
    if package.len() > MAX_PARTS {
        return Err(Fault::damaged(format!(
            "the package has more than {MAX_PARTS} parts"
        )));
    }
    for index in 0..package.len() {
        let entry = package.by_index(index).map_err(|error| from_zip(&error))?;
        let name = entry.name().map_err(Fault::damaged)?.into_owned();
        if ![".xml", ".rels", ".bin"].iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let most = if name.ends_with("styles.xml") || name.ends_with("styles.bin") {
            MAX_STYLES
        } else {
            MAX_PART
        };
        let packed = entry.compressed_size().max(1);
        let size = io::copy(&mut entry.take(most + 1), &mut io::sink())
            .map_err(|error| Fault::damaged(format!("the part {name} cannot be unpacked ({error})")))?;
        if size > most || (size > 16 << 20 && size / packed > MAX_RATIO) {
            return Err(Fault::new(
                format!("unpacks to far more than a report can hold (part {name})"),
                "do not open it: ask the sender what it is",
            ));
        }
    }
    Ok(())
}

/// A part's bytes; `None` when there is none of this name. Call [`check`] before.
pub fn part(package: &mut Package, name: &str) -> Result<Option<Vec<u8>>, Fault> {
    let entry = match package.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(from_zip(&error)),
    };
    let mut bytes = Vec::new();
    entry
        .take(MAX_PART)
        .read_to_end(&mut bytes)
        .map_err(Fault::damaged)?;
    Ok(Some(bytes))
}
