//! Moves files out of an inbox that have their answer, where the configuration says so.

use std::io;
use std::path::{Path, PathBuf};

use super::jobs::Job;
use crate::read::sha256;

/// Moves a file to its place under `folder`, never over another one. None where it changed in the meantime, and stays.
///
/// # Errors
/// The folder cannot be written.
pub fn move_away(job: &Job, digest: &str, folder: &Path) -> io::Result<Option<PathBuf>> {
    let inside = job.path.strip_prefix(&job.inbox.folder).unwrap_or(&job.path);
    let to = free(&folder.join(inside));
    std::fs::create_dir_all(to.parent().unwrap_or(folder))?;
    // One that was too large to be read has no digest yet.
    let digest = match digest {
        "" => sha256(&job.path)?,
        known => known.to_string(),
    };
    if std::fs::rename(&job.path, &to).is_err() {
        // Another disk: the copy is whole before the original goes.
        std::fs::copy(&job.path, &to)?;
        if sha256(&to)? != digest || sha256(&job.path)? != digest {
            std::fs::remove_file(&to)?;
            return Ok(None);
        }
        std::fs::remove_file(&job.path)?;
    } else if sha256(&to)? != digest {
        // It was replaced in the last moment: what nobody judged goes back.
        std::fs::rename(&to, free(&job.path))?;
        return Ok(None);
    }
    Ok(Some(to))
}

/// "report.docx", or "report-2.docx" where there is one already.
fn free(wanted: &Path) -> PathBuf {
    let stem = wanted.file_stem().unwrap_or_default().to_string_lossy();
    let end = wanted
        .extension()
        .map(|end| format!(".{}", end.to_string_lossy()))
        .unwrap_or_default();
    let others = (2_u64..).map(|number| wanted.with_file_name(format!("{stem}-{number}{end}")));
    let mut names = std::iter::once(wanted.to_path_buf()).chain(others);
    names
        .find(|name| !name.exists())
        .unwrap_or_else(|| wanted.to_path_buf())
}
