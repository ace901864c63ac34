//! Most calls of rules say nothing, and of most of these that is known without the script engine. The engine alone, which
//! does all the work where what scripts read is recorded, must come to the same of every report.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tillsyn::check::Checker;
use tillsyn::report::Report;
use tillsyn::rule::{RuleBook, evaluate, record};
use tillsyn::rules_folder::RulesFolder;

/// Folders with reports in formats that are quickly read: word processor files, text, sheets and data records.
const FOLDERS: [&str; 3] = ["reports", "history", "tables"];
const ENDINGS: [&str; 4] = ["docx", "md", "xlsx", "xml"];

fn files() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let all = FOLDERS.iter().flat_map(|folder| {
        let entries = std::fs::read_dir(fixtures.join(folder)).expect("the folder");
        entries.flatten().map(|entry| entry.path())
    });
    let quick = |path: &PathBuf| {
        path.extension()
            .is_some_and(|own| ENDINGS.iter().any(|ending| own == *ending))
    };
    all.filter(quick).collect()
}

fn reports(checker: &Checker) -> Vec<Arc<Report>> {
    let mut found = Vec::new();
    for path in files() {
        let read = checker.understand(&path, &mut |_, report| found.push(Arc::new(report)));
        read.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    found
}

#[test]
fn the_shipped_rules_say_the_same_with_and_without_what_is_known_beforehand() {
    let folder = RulesFolder::embedded();
    let checker = Checker::load(&folder, None).expect("the rules are sound");
    let book = RuleBook::load(&folder, None).expect("the rules are sound");
    let mut findings = 0;
    for report in reports(&checker) {
        let quick = evaluate(&book, &report);
        let (whole, reads) = record(|| evaluate(&book, &report));
        assert!(!reads.is_empty(), "the engine read something");
        let file = &report.source.file;
        assert_eq!(format!("{quick:#?}"), format!("{whole:#?}"), "{file}");
        findings += quick.findings.len();
    }
    assert!(findings > 100, "the reports have something to find: {findings}");
}
