//! Reports whose sentences break off: a line that ends with a number, a word or a bracket is read as it is.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn drills(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the drills can be read").flatten();
    entries
        .map(|entry| entry.path())
        .flat_map(|path| if path.is_dir() { drills(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect()
}

/// Each line as far as each of its numbers, with it and without.
fn cut_off(text: &str) -> String {
    let mut cut = String::from("# Annual report\n\n");
    let lines = text.lines().filter(|line| !line.starts_with(['|', '#', '`']));
    for line in lines {
        let chars = line.char_indices();
        let edges = chars.clone().zip(chars.skip(1));
        let edges = edges.filter(|((_, one), (_, next))| one.is_ascii_digit() != next.is_ascii_digit());
        let edges = edges.map(|(_, (at, _))| at);
        for edge in edges.chain([line.len()]) {
            let item = line[..edge].trim_start_matches(['-', ' ']).trim_end();
            writeln!(cut, "- {item}\n").expect("a string");
        }
    }
    cut
}

#[test]
fn a_report_whose_sentences_break_off_is_read_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    for (at, path) in drills(Path::new("fixtures/drills")).iter().enumerate() {
        let text = fs::read_to_string(path).expect("a drill");
        fs::write(folder.path().join(format!("{at}.md")), cut_off(&text)).expect("a file");
    }
    let check = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["check", "--format", "json"])
        .arg(folder.path())
        .output()
        .expect("the program runs");
    let findings: Value = serde_json::from_slice(&check.stdout).expect("JSON");
    assert_eq!(findings["unreadable"], serde_json::json!([]));
    assert!(
        findings["reports"]
            .as_array()
            .is_some_and(|reports| reports.len() > 500)
    );
}
