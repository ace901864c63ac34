//! What to do where a file cannot be written.

use std::io;
use std::path::PathBuf;

use super::Problem;

impl Problem {
    /// `what`: "the findings", or nothing where the file is all that is to be written.
    pub fn unwritten(path: impl Into<PathBuf>, what: &str, error: &io::Error) -> Self {
        let told = format!("{what} cannot be written: {error}");
        Problem::new(path, told.trim_start()).remedy(remedy(error.kind()))
    }

    /// Temporary files cannot be written. Their own names help nobody.
    pub fn no_scratch(error: &io::Error) -> Self {
        let variable = if cfg!(windows) { "TMP" } else { "TMPDIR" };
        let told = format!("no temporary file can be written there: {}", error.kind());
        Problem::new(std::env::temp_dir(), told).remedy(format!(
            "make room there, or name another folder by the environment variable {variable}"
        ))
    }
}

/// What a person can do about a file that cannot be written.
fn remedy(kind: io::ErrorKind) -> &'static str {
    use io::ErrorKind::{
        AlreadyExists, FileTooLarge, IsADirectory, NotADirectory, NotFound, PermissionDenied, QuotaExceeded,
        ReadOnlyFilesystem, StorageFull,
    };
    match kind {
        StorageFull => "the disk is full: make room on it, or name a place on another",
        QuotaExceeded | FileTooLarge => {
            "you may not write so much there: make room, ask who looks after the disk, or name a place on another"
        }
        ReadOnlyFilesystem => "this disk can only be read: name a place on another",
        PermissionDenied => "you may not write there: name another place, or ask who looks after the folder",
        NotFound => "the folder that it lies in is not there: make it, or name another",
        IsADirectory => "this is a folder: name a file in it",
        NotADirectory | AlreadyExists => "a part of this path is a file and no folder: name another",
        _ => "see that its disk is there, and that you may write to the folder",
    }
}
