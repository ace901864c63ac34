//! Whether a report says the same in two formats, to the reader and to the rules.

use std::path::{Path, PathBuf};

use tillsyn::check::Checker;
use tillsyn::document::{BlockKind, Document};
use tillsyn::read::read;
use tillsyn::rules_folder::RulesFolder;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The reports that LibreOffice converted to a format.
pub fn formats(ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(fixtures().join("formats"))
        .expect("the folder")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|own| own == ending) && word(path).exists())
        .collect();
    found.sort();
    assert!(!found.is_empty(), "there are reports in {ending}");
    found
}

/// The Word file that a report was converted from.
pub fn word(converted: &Path) -> PathBuf {
    let name = converted.file_stem().expect("a name");
    fixtures().join("reports").join(name).with_extension("docx")
}

/// Everything that is read, a line for each block and cell.
fn outline(path: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    read(path, &mut |reading| lines = lines_of(&reading.document)).expect("it is read");
    lines
}

fn lines_of(document: &Document) -> Vec<String> {
    let mut lines = vec![format!(
        "title: {:?}",
        document.title.as_ref().map(|title| &title.text)
    )];
    for block in &document.blocks {
        let BlockKind::Table(table) = &block.kind else {
            lines.push(format!("{:?} in {:?}", block.kind, block.location.section));
            continue;
        };
        lines.push(format!(
            "table {:?} {:?}",
            block.location.table,
            table.caption.as_ref().map(|caption| &caption.text)
        ));
        for cell in table.cells() {
            let place = (cell.location.row, cell.location.column);
            lines.push(format!(
                "{place:?} {}×{} {:?}",
                cell.row_span, cell.column_span, cell.text
            ));
        }
    }
    lines
}

/// What the shipped rules find: rule, text and passage.
fn findings(path: &Path) -> Vec<String> {
    let checker = Checker::load(&RulesFolder::embedded(), None).expect("the rules are sound");
    let mut found = Vec::new();
    checker
        .check(path, &mut |result| {
            for finding in &result.findings {
                found.push(format!("{} {}", finding.rule, finding.message));
            }
        })
        .expect("it is read");
    found
}

pub fn assert_same(one: &Path, other: &Path) {
    assert_eq!(outline(one), outline(other), "{}", other.display());
    let found = findings(one);
    assert!(!found.is_empty(), "{} has findings", one.display());
    assert_eq!(found, findings(other), "{}", other.display());
}
