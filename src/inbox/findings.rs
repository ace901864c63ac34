//! The findings of one file of reports as files beside each other: JSON for programs, text for people.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::finding::{ReportResult, RuleBookStamp};
use crate::read::ReadError;
use crate::write::whole::{UNFINISHED, unfinished};
use crate::write::{Summary, Unreadable, writer};

/// `target` is the path of both files without their ends.
pub fn with_end(target: &Path, end: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{end}"));
    target.with_file_name(name)
}

/// Both files are there, and a power cut left no empty shell of them.
pub fn are_whole(target: &Path) -> bool {
    let size = |end| std::fs::metadata(with_end(target, end)).map_or(0, |metadata| metadata.len());
    size("txt") > 0 && std::fs::read(with_end(target, "json")).is_ok_and(|json| json.ends_with(b"}\n"))
}

/// Both files are whole or not there: a reader never sees half of one.
///
/// # Errors
/// The folder or a file cannot be written.
pub fn write<'a>(
    stamp: &RuleBookStamp,
    results: impl Iterator<Item = &'a ReportResult> + Clone,
    unread: Option<&ReadError>,
    target: &Path,
) -> io::Result<Summary> {
    let folder = target.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut summary = Summary::default();
    results.clone().for_each(|result| summary.add(result));
    summary.unreadable.extend(unread.map(Unreadable::from));
    let mut written = Vec::new();
    for (format, end) in [("json", "json"), ("text", "txt")] {
        let mut writer = writer(format).ok_or_else(|| io::Error::other("no such writer"))?;
        let mut text = Vec::new();
        writer.begin(&mut text, stamp)?;
        for result in results.clone() {
            writer.report(&mut text, result)?;
        }
        writer.end(&mut text, &summary)?;
        if end == "txt" {
            write_unreadable(&mut text, &summary)?;
        }
        let mut file = unfinished(folder)?;
        // Files have no colours. As a plain file it keeps its name, which nobody knows, out of the error.
        file.as_file_mut()
            .write_all(&anstream::adapter::strip_bytes(&text).into_vec())?;
        written.push((file, with_end(target, end)));
    }
    for (file, target) in written {
        file.persist(&target).map_err(|error| error.error)?;
    }
    Ok(summary)
}

/// Takes away what a crash left half written.
pub fn clear_unfinished(out: &Path) {
    for entry in walkdir::WalkDir::new(out).into_iter().flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn write_unreadable(text: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    for unreadable in &summary.unreadable {
        writeln!(
            text,
            "\n{}: {}\n  help: {}",
            unreadable.file,
            unreadable.reason,
            unreadable.remedy.as_deref().unwrap_or("–")
        )?;
    }
    Ok(())
}
