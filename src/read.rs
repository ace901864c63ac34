//! Recognises a file by its content and reads it.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::document::Document;
use crate::report::Report;

/// What a reader hands on for each report in a file: its text, and what its format states as data (an IATI activity's
/// results, dates and markers; for other formats only the source is filled).
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub document: Document,
    pub declared: Report,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    pub path: PathBuf,
    /// Lower case, no final stop.
    pub reason: String,
    /// What the user can do: lower case, no final stop.
    pub remedy: Option<String>,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)?;
        if let Some(remedy) = &self.remedy {
            write!(f, "\n  help: {remedy}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}

/// Reads every report in a file, one after the other.
///
/// # Errors
/// The file is missing, empty, damaged, too large, or of a kind that is not read. Reports handed on before the damage stand.
pub fn read(path: &Path, each: &mut dyn FnMut(Reading)) -> Result<(), ReadError> {
    let _ = each;
    Err(ReadError {
        path: path.to_path_buf(),
        reason: "no reader yet".into(),
        remedy: None,
    })
}
