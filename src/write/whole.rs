//! Files that are whole or not there: a reader never sees half of one, and a full disk leaves the one before as it was.

use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// How files begin that are not whole yet.
pub const UNFINISHED: &str = ".tillsyn-";

/// A file to be written, and then to be put under its name with `persist`.
///
/// # Errors
/// The folder is not there or cannot be written to.
pub fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // Temporary files are private; these are for those who may read what the user of the program writes.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // Its name, which nobody knows, stands in the error otherwise.
    builder
        .tempfile_in(folder)
        .map_err(|error| io::Error::from(error.kind()))
}
