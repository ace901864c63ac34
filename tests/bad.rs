//! Broken, hostile and misnamed files: each gets its own clear answer, and the next file is read all the same.

use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad")
}

/// Files and what a user should be told of each: parts of a message, one of which it has, or "reads".
fn expected() -> Vec<(String, Vec<String>)> {
    let table = std::fs::read_to_string(folder().join("EXPECT.tsv")).expect("the table");
    table
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(file, told)| (file.to_string(), told.split('|').map(str::to_string).collect()))
        .collect()
}

#[test]
fn every_bad_file_is_answered_and_the_good_one_after_them_is_checked() {
    let expected = expected();
    assert!(expected.len() > 100, "the table is whole");
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/report.docx");
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .arg("check")
        .args(expected.iter().map(|(file, _)| folder().join(file)))
        .arg(good)
        .args(["--format", "json", "--fail-on", "never"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON in spite of all");
    let list = |name: &str| answer[name].as_array().cloned().unwrap_or_default();
    let checked: Vec<String> = list("reports")
        .iter()
        .filter_map(|report| report["file"].as_str().map(str::to_string))
        .collect();
    assert_eq!(checked.last().map(String::as_str), Some("report.docx"));
    let mut wrong = Vec::new();
    for (file, told) in &expected {
        let refused = list("unreadable").into_iter().find(|own| {
            own["file"]
                .as_str()
                .is_some_and(|path| path == file || path.ends_with(&format!("/{file}")))
        });
        let right = match &refused {
            Some(refused) => {
                let reason = refused["reason"].as_str().unwrap_or_default().to_lowercase();
                let remedy = refused["remedy"].as_str().unwrap_or_default();
                told.iter().any(|part| reason.contains(part)) && !remedy.is_empty()
            }
            None => {
                told.iter().any(|part| part == "reads")
                    && checked.iter().any(|own| own.starts_with(file.as_str()))
            }
        };
        if !right {
            wrong.push(format!("{file}: {told:?} was expected, {refused:?} came"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
