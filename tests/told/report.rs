//! A folder with one short report.

use tempfile::TempDir;

pub fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("report.md"),
        "# Final report\n\nIn May, 25 social workers were trained. In June, 3 judges were trained.\n",
    )
    .expect("a report");
    folder
}
