//! Opens zip packages (DOCX, ODT and their like) and unpacks their parts within limits: the one place that does.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use super::tree::{self, Element};
use super::{MAX_WHOLE_FILE, ReadError};

const MAX_ENTRIES: usize = 10_000;
/// Bytes that one part may unpack to.
const MAX_PART: u64 = 64 << 20;
/// Bytes that all parts read of one package may unpack to.
const MAX_UNPACKED: u64 = 256 << 20;
/// A part above [`FREE_OF_RATIO`] that unpacks to more than this many times its size is a bomb.
const MAX_RATIO: u64 = 200;
const FREE_OF_RATIO: u64 = 16 << 20;

/// An open package.
pub struct Package {
    path: PathBuf,
    archive: ZipArchive<File>,
    unpacked: u64,
}

impl Package {
    /// # Errors
    /// The package is damaged, protected by a password, or made to harm.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let file = File::open(path).map_err(|error| super::cannot_open(path, &error))?;
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        if size > MAX_WHOLE_FILE {
            return Err(ReadError::new(
                path,
                format!("is larger than {} MiB", MAX_WHOLE_FILE >> 20),
                "remove the pictures and save it again",
            ));
        }
        let archive = ZipArchive::new(file).map_err(|error| damaged(path, &error))?;
        let mut package = Package {
            path: path.to_path_buf(),
            archive,
            unpacked: 0,
        };
        package.check()?;
        Ok(package)
    }

    /// Whether a part's name begins so.
    pub fn has(&self, start: &str) -> bool {
        self.archive
            .file_names()
            .flatten()
            .any(|name| name.starts_with(start))
    }

    /// Names of the files in it, in the order in which they lie.
    pub fn names(&self) -> Vec<String> {
        self.archive
            .file_names()
            .flatten()
            .map(|name| name.into_owned())
            .collect()
    }

    /// A part as a tree; `None` where the package has no such part.
    ///
    /// # Errors
    /// The part is damaged, protected, or larger than the limits.
    pub fn tree(&mut self, name: &str) -> Result<Option<Element>, ReadError> {
        let Some(bytes) = self.part(name)? else {
            return Ok(None);
        };
        tree::parse(&in_utf8(bytes)).map(Some).map_err(|what| {
            ReadError::new(
                &self.path,
                format!("is damaged: {name}, {what}"),
                "open it in the program that it was made with, let it be repaired, and save it",
            )
        })
    }

    /// The bytes of a part; `None` where the package has no such part.
    ///
    /// # Errors
    /// The part is damaged, protected, or larger than the limits.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&self.path, &error)),
        };
        let packed = entry.compressed_size();
        let mut bytes = Vec::new();
        entry
            .take(MAX_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| {
                ReadError::new(
                    &self.path,
                    format!("is damaged: the part {name} cannot be unpacked ({error})"),
                    "ask for the file again",
                )
            })?;
        self.count(name, bytes.len() as u64, packed)?;
        Ok(Some(bytes))
    }

    fn count(&mut self, name: &str, size: u64, packed: u64) -> Result<(), ReadError> {
        self.unpacked = self.unpacked.saturating_add(size);
        let bomb = size > FREE_OF_RATIO && size / packed.max(1) > MAX_RATIO;
        if size > MAX_PART || bomb {
            return Err(too_large(&self.path, &format!("part {name}")));
        }
        if self.unpacked > MAX_UNPACKED {
            return Err(too_large(&self.path, "all parts together"));
        }
        Ok(())
    }

    /// Refuses what no program writes, before anything is unpacked.
    fn check(&mut self) -> Result<(), ReadError> {
        let path = self.path.clone();
        if self.archive.len() > MAX_ENTRIES {
            return Err(hostile(&path, &format!("it has more than {MAX_ENTRIES} parts")));
        }
        if self.archive.has_duplicate_names() {
            return Err(hostile(&path, "it has two parts of the same name"));
        }
        let overlap = self
            .archive
            .has_overlapping_entries()
            .map_err(|error| damaged(&path, &error))?;
        if overlap {
            return Err(hostile(&path, "its parts lie one over the other"));
        }
        for index in 0..self.archive.len() {
            let entry = self
                .archive
                .by_index_raw(index)
                .map_err(|error| damaged(&path, &error))?;
            if entry.encrypted() {
                return Err(protected(&path));
            }
        }
        Ok(())
    }
}

/// Word reads parts in UTF-16 as well.
fn in_utf8(bytes: Vec<u8>) -> Vec<u8> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => {
            encoding.decode(&bytes).0.into_owned().into_bytes()
        }
        _ => bytes,
    }
}

pub fn protected(path: &Path) -> ReadError {
    ReadError::new(
        path,
        "is protected by a password",
        "open it with the password and save it without one",
    )
}

fn too_large(path: &Path, what: &str) -> ReadError {
    ReadError::new(
        path,
        format!("unpacks to far more than a report can hold ({what})"),
        "do not open it: ask the sender what it is",
    )
}

fn hostile(path: &Path, what: &str) -> ReadError {
    ReadError::new(
        path,
        format!("is no package that a program writes: {what}"),
        "do not open it: ask the sender what it is",
    )
}

fn damaged(path: &Path, error: &ZipError) -> ReadError {
    let what = match error {
        ZipError::InvalidArchive(_) => "is damaged or not whole: the package cannot be opened".to_string(),
        other => format!("is damaged: {other}"),
    };
    ReadError::new(
        path,
        what,
        "ask for the file again, or open it in the program that it was made with, let it be repaired, and save it",
    )
}
