//! The program in the hands of people and scripts: folders, pipes, closed doors, failing rules, wrong configuration.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PEOPLE: &str = "# Report\n\nIn May, 25 social workers were trained.\n";

fn tillsyn<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn folder_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

fn exported(folder: &Path) -> PathBuf {
    let rules = folder.join("rules");
    let output = tillsyn(&["rules".as_ref(), "export".as_ref(), rules.as_os_str()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    rules
}

#[test]
fn a_folder_is_read_in_order_of_name_and_what_is_no_report_is_passed_over() {
    let folder = folder_of(&[
        ("b.md", PEOPLE),
        ("a.txt", PEOPLE),
        ("inner/c.md", PEOPLE),
        ("~$b.md", PEOPLE),
        (".hidden.md", PEOPLE),
        ("photo.jpg", "no report"),
        ("b.gold.tsv", "must\tx/y\t"),
        ("b.md.findings.txt", "findings"),
    ]);
    let output = tillsyn(&[
        "check".as_ref(),
        "--format".as_ref(),
        "json".as_ref(),
        folder.path().as_os_str(),
    ]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    let files: Vec<&str> = json["reports"]
        .as_array()
        .expect("reports")
        .iter()
        .map(|report| {
            report["file"]
                .as_str()
                .unwrap_or_default()
                .rsplit(['/', '\\'])
                .next()
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(files, ["a.txt", "b.md", "c.md"]);
    assert_eq!(json["unreadable"], serde_json::json!([]));
}

#[test]
fn quiet_leaves_the_counts_and_the_exit_code() {
    let folder = folder_of(&[("a.md", PEOPLE)]);
    let output = tillsyn(&["check".as_ref(), "-q".as_ref(), folder.path().as_os_str()]);
    assert_eq!(
        text(&output.stdout).lines().count(),
        1,
        "{}",
        text(&output.stdout)
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn findings_written_to_a_file_say_what_could_not_be_read() {
    let folder = folder_of(&[("a.md", PEOPLE), ("empty.docx", "")]);
    let findings = folder.path().join("findings.out");
    let output = tillsyn(&[
        "check".as_ref(),
        folder.path().as_os_str(),
        "--output".as_ref(),
        findings.as_os_str(),
    ]);
    let written = std::fs::read_to_string(&findings).expect("the findings");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(
        written.contains("empty.docx: is empty") && !written.contains('\u{1b}'),
        "{written}"
    );
}

#[test]
fn a_reader_that_closes_the_pipe_causes_no_panic() {
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports");
    let mut child = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .arg("check")
        .arg(reports)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    let mut out = BufReader::with_capacity(16, child.stdout.take().expect("a pipe"));
    out.read_line(&mut line).expect("a line");
    drop(out);
    let output = child.wait_with_output().expect("an end");
    let errors = text(&output.stderr);
    assert!(!errors.contains("panic") && !errors.contains("ipe"), "{errors}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_named_and_the_others_are_checked() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_of(&[("closed/a.md", PEOPLE), ("open/b.md", PEOPLE)]);
    let closed = folder.path().join("closed");
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o000)).expect("closed");
    // The administrator may read everything.
    if std::fs::read_dir(&closed).is_err() {
        let output = tillsyn(&["check".as_ref(), folder.path().as_os_str()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).contains("closed"),
            "{}",
            text(&output.stderr)
        );
        assert!(text(&output.stdout).contains("b.md"));
    }
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o755)).expect("open again");
}

#[test]
fn a_rule_that_fails_is_told_and_makes_no_clean_exit() {
    let folder = folder_of(&[("a.md", PEOPLE)]);
    let rules = exported(folder.path());
    let script = rules.join("statistics/not-sex-disaggregated.rhai");
    std::fs::write(
        &script,
        "fn check_statistic(statistic, params) {\n    loop { }\n}\n",
    )
    .expect("the script");
    let report = folder.path().join("a.md");
    let output = tillsyn(&[
        "check".as_ref(),
        report.as_os_str(),
        "--rules".as_ref(),
        rules.as_os_str(),
    ]);
    let shown = text(&output.stdout);
    assert_eq!(output.status.code(), Some(2), "{shown}");
    assert!(
        shown.contains("rule statistics/not-sex-disaggregated failed"),
        "{shown}"
    );
    assert!(shown.contains("1 rule failed"), "{shown}");
}

#[test]
fn rules_are_never_exported_over_changed_ones() {
    let folder = folder_of(&[]);
    let rules = exported(folder.path());
    let again = tillsyn(&["rules".as_ref(), "export".as_ref(), rules.as_os_str()]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("is not empty"));
}

#[test]
fn a_watch_that_cannot_work_says_why_before_it_starts() {
    let folder = folder_of(&[
        ("tillsyn.toml", "inbox = [\"in\"]\nout = \"in/out\"\n"),
        ("slip.toml", "inbx = []\n"),
    ]);
    let watch = |name: &str| {
        let config = folder.path().join(name);
        let output = tillsyn(&["watch".as_ref(), "--config".as_ref(), config.as_os_str()]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        text(&output.stderr)
    };
    std::fs::create_dir(folder.path().join("in")).expect("an inbox");
    assert!(watch("tillsyn.toml").contains("lies inside the inbox"));
    let slip = watch("slip.toml");
    assert!(slip.contains("slip.toml:1:1") && slip.contains("inbx"), "{slip}");
    assert!(watch("missing.toml").contains("cannot be read"));
}

#[test]
fn score_tells_what_was_missed_what_fired_and_what_has_no_label() {
    let folder = folder_of(&[
        ("a.md", PEOPLE),
        (
            "a.gold.tsv",
            "# labels\nmust\tresults/unmet-target\tno such words\nmustnot\tstatistics/not-sex-disaggregated\t25  SOCIAL workers\n",
        ),
        ("b.md", PEOPLE),
        ("b.md.gold.tsv", "may\tstatistics/not-sex-disaggregated\t\n"),
    ]);
    let output = tillsyn(&[
        "rules".as_ref(),
        "score".as_ref(),
        folder.path().as_os_str(),
        "--format".as_ref(),
        "json".as_ref(),
    ]);
    let score: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(score["reports"], 2);
    assert_eq!(score["missed"][0]["rule"], "results/unmet-target");
    assert_eq!(score["fired"][0]["report"], "a.md");
    assert_eq!(
        score["rules"]["statistics/not-sex-disaggregated"]["mustnot_fired"],
        1
    );
    assert_eq!(score["rules"]["statistics/not-sex-disaggregated"]["right"], 1);
    assert_eq!(score["rules"]["results/unmet-target"]["recall"], 0.0);
}

#[test]
fn score_names_the_line_of_a_wrong_label_and_the_label_without_a_report() {
    let folder = folder_of(&[
        ("a.md", PEOPLE),
        ("a.gold.tsv", "# labels\nought\tresults/unmet-target\t\n"),
        ("gone.gold.tsv", ""),
    ]);
    let output = tillsyn(&["rules".as_ref(), "score".as_ref(), folder.path().as_os_str()]);
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("a.gold.tsv:2"), "{errors}");
    assert!(errors.contains("gone.gold.tsv: there is no report"), "{errors}");
}
