//! What cannot be written is told with its place and its remedy, and what was there before is there still.
#![cfg(unix)]

mod told;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use told::{said, tillsyn};

const REPORT: &str = "# Final report\n\nIn May 2021, 25 social workers were trained.\n";

/// Under a limit no file can grow, as on a full disk; that holds for root too.
fn without_room(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("sh")
        .current_dir(folder)
        .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_tillsyn"))
        .args(arguments)
        .output()
        .expect("a shell")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn findings_that_cannot_be_written_leave_those_of_before_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("report.md"), REPORT).expect("a report");
    fs::write(folder.path().join("out.txt"), "of yesterday").expect("findings");
    let check = ["check", "report.md", "--fail-on", "never", "--output", "out.txt"];
    let output = without_room(folder.path(), &check);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let told = said(&output);
    assert!(
        told.contains("out.txt: the findings cannot be written: ")
            && told.contains("help: you may not write so much"),
        "{told}"
    );
    let kept = fs::read_to_string(folder.path().join("out.txt")).expect("findings");
    assert_eq!(kept, "of yesterday");
    assert_eq!(names(folder.path()), ["out.txt", "report.md"]);

    let output = tillsyn(folder.path(), &check);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let new = fs::read_to_string(folder.path().join("out.txt")).expect("findings");
    assert!(new.contains("25 social workers"), "{new}");
}

#[test]
fn findings_can_go_to_a_device_and_through_a_link() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("report.md"), REPORT).expect("a report");
    fs::write(folder.path().join("real.txt"), "").expect("a file");
    std::os::unix::fs::symlink("real.txt", folder.path().join("link.txt")).expect("a link");
    for place in ["/dev/null", "link.txt"] {
        let check = ["check", "report.md", "--fail-on", "never", "--output", place];
        let output = tillsyn(folder.path(), &check);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    assert!(folder.path().join("link.txt").is_symlink());
    let real = fs::read_to_string(folder.path().join("real.txt")).expect("findings");
    assert!(real.contains("25 social workers"), "{real}");
}

#[test]
fn of_a_new_rule_that_cannot_be_written_nothing_stays_in_the_way_of_the_next_try() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = ["rules", "new", "my/test", "--in", "mine"];
    let output = without_room(folder.path(), &new);
    assert_eq!(output.status.code(), Some(2));
    let told = said(&output);
    assert!(
        told.contains("mine/my/test.toml: cannot be written: ") && told.contains("help: "),
        "{told}"
    );
    assert!(names(&folder.path().join("mine/my")).is_empty());
    let again = tillsyn(folder.path(), &new);
    assert!(again.status.success(), "{}", said(&again));
}

#[test]
fn exported_rules_and_the_temporary_files_of_pages_that_cannot_be_written_are_told_with_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let temporary = std::env::temp_dir().display().to_string();
    for (arguments, place, remedy) in [
        (
            ["rules", "export", "copy"].as_slice(),
            "copy/",
            "then delete what there is of copy",
        ),
        (&["rules", "docs", "--out", "docs"], &*temporary, "TMPDIR"),
        (
            &["rules", "definitions", "--out", "t.d.rhai"],
            &*temporary,
            "TMPDIR",
        ),
    ] {
        let output = without_room(folder.path(), arguments);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            told.contains(place) && told.contains("help: ") && told.contains(remedy),
            "{told}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_printed_is_told_without_a_panic() {
    for command in [["rules", "list"].as_slice(), &["rules", "docs", "index"]] {
        let full = fs::File::options()
            .write(true)
            .open("/dev/full")
            .expect("a device");
        let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
            .args(command)
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .expect("runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            told.contains("standard output: cannot be written: ") && !told.contains("panicked"),
            "{told}"
        );
    }
}
