//! The findings of one report as files beside each other: JSON for programs, text for people.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use log::warn;

use crate::check::Checker;
use crate::finding::RuleBookStamp;
use crate::read::ReadError;
use crate::write::{Summary, Unreadable, writer};

/// `target` is the path of both files without their ends.
pub fn with_end(target: &Path, end: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{end}"));
    target.with_file_name(name)
}

/// The findings on disk are of this very file, agreement and rule book, in the same profile and language.
pub fn already_done(path: &Path, target: &Path, stamp: &RuleBookStamp, agreement: Option<&str>) -> bool {
    let (Ok(text), Ok(bytes)) = (
        std::fs::read_to_string(with_end(target, "json")),
        std::fs::read(path),
    ) else {
        return false;
    };
    let agreed = match agreement {
        Some(digest) => text.contains(&format!("\"agreement\":\"{digest}\"")),
        None => !text.contains("\"agreement\":\""),
    };
    let sha256 = sha256(&bytes);
    agreed
        && text.contains(&format!("\"sha256\":\"{sha256}\""))
        && serde_json::to_string(stamp).is_ok_and(|stamp| text.contains(&format!("\"rulebook\":{stamp}")))
}

/// Both files are whole or not there: a reader never sees half of one.
///
/// # Errors
/// The folder or a file cannot be written.
pub fn write(checker: &Checker, path: &Path, target: &Path) -> std::io::Result<Summary> {
    let folder = target.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut summary = Summary::default();
    let mut files = Vec::new();
    for (format, end) in [("json", "json"), ("text", "txt")] {
        files.push((
            writer(format).ok_or_else(|| std::io::Error::other("no such writer"))?,
            tempfile::NamedTempFile::new_in(folder)?,
            with_end(target, end),
        ));
    }
    for (writer, file, _) in &mut files {
        writer.begin(file, checker.stamp())?;
    }
    let mut failed: std::io::Result<()> = Ok(());
    // A panic in a library ends the check of one report, never the daemon.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        checker.check(path, &mut |result| {
            summary.add(&result);
            for (writer, file, _) in &mut files {
                let mut text = Vec::new();
                if let Err(error) = writer
                    .report(&mut text, &result)
                    .and_then(|()| plain(file, &text))
                {
                    failed = Err(error);
                }
            }
        })
    }));
    failed?;
    let outcome = outcome.unwrap_or_else(|_| {
        Err(ReadError::new(
            path,
            "the program failed on this file",
            "send the file to the developers of tillsyn",
        ))
    });
    if let Err(error) = outcome {
        warn!("{error}");
        summary.unreadable.push(Unreadable::from(&error));
    }
    for (mut writer, mut file, target) in files {
        let mut text = Vec::new();
        writer.end(&mut text, &summary)?;
        plain(&mut file, &text)?;
        if target.extension().is_some_and(|end| end == "txt") {
            write_unreadable(&mut file, &summary)?;
        }
        let mut permissions = file.as_file().metadata()?.permissions();
        make_readable(&mut permissions);
        file.as_file().set_permissions(permissions)?;
        file.persist(&target).map_err(|error| error.error)?;
    }
    Ok(summary)
}

/// Files have no colours.
fn plain(file: &mut dyn std::io::Write, text: &[u8]) -> std::io::Result<()> {
    file.write_all(&anstream::adapter::strip_bytes(text).into_vec())
}

fn write_unreadable(file: &mut dyn std::io::Write, summary: &Summary) -> std::io::Result<()> {
    for unreadable in &summary.unreadable {
        writeln!(
            file,
            "\n{}: {}\n  help: {}",
            unreadable.file,
            unreadable.reason,
            unreadable.remedy.as_deref().unwrap_or("–")
        )?;
    }
    Ok(())
}

/// Temporary files are private; findings are for everybody who may read the folder.
#[cfg(unix)]
fn make_readable(permissions: &mut std::fs::Permissions) {
    use std::os::unix::fs::PermissionsExt;
    permissions.set_mode(0o644);
}

#[cfg(not(unix))]
fn make_readable(_: &mut std::fs::Permissions) {}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
