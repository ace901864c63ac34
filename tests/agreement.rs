//! What an agreement asks of the form of a report: in a file beside it, in a profile, in an inbox.

use std::path::Path;
use std::process::{Command, Output};

const REPORT: &str = "# Final report\n\nReporting period: January 2022 – December 2022\n\n## Results\n\n\
    The committees repaired twelve wells, and the treasurers kept the books of the fees that all of the families paid.\n";

fn check(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .current_dir(folder)
        .arg("check")
        .args(arguments)
        .args(["--format", "json"])
        .output()
        .expect("the program runs")
}

/// Rules of the pack that had something to say, of each report.
fn formal(output: &Output) -> Vec<(String, Vec<String>)> {
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    let rules = |list: &serde_json::Value| -> Vec<String> {
        let of_rule = |own: &serde_json::Value| own["rule"].as_str().unwrap_or_default().to_string();
        let list = list.as_array().expect("a list");
        list.iter()
            .map(of_rule)
            .filter(|rule| rule.starts_with("formal/"))
            .collect()
    };
    let reports = json["reports"].as_array().expect("reports");
    reports
        .iter()
        .map(|report| {
            let file = report["file"].as_str().unwrap_or_default().to_string();
            let said = [rules(&report["findings"]), rules(&report["could_not_tell"])].concat();
            (file, said)
        })
        .collect()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

#[test]
fn without_an_agreement_no_formal_rule_says_anything() {
    let folder = folder(&[("one.md", REPORT)]);
    assert_eq!(
        formal(&check(&["."], folder.path())),
        [("one.md".to_string(), Vec::new())]
    );
}

#[test]
fn a_reports_own_agreement_goes_key_by_key_before_that_of_its_folder() {
    let folder = folder(&[
        ("one.md", REPORT),
        ("two.md", REPORT),
        ("agreement.toml", "languages = [\"sv\"]\nmax_words = 5\n"),
        ("two.agreement.toml", "max_words = 500\n"),
    ]);
    let told = formal(&check(&["."], folder.path()));
    let rules = |names: &[&str]| -> Vec<String> { names.iter().map(ToString::to_string).collect() };
    assert_eq!(
        told,
        [
            (
                "one.md".to_string(),
                rules(&["formal/too-long", "formal/wrong-language"])
            ),
            ("two.md".to_string(), rules(&["formal/wrong-language"])),
        ]
    );
}

#[test]
fn a_profile_states_the_agreement_of_every_report_and_may_be_wrong() {
    let profile =
        "title = \"Ours\"\nabout = \"Ours\"\nextends = \"sida\"\n[agreement]\nsections = [\"Budget\"]\n";
    let folder = folder(&[("one.md", REPORT), ("rules/profiles/ours.toml", profile)]);
    let arguments = [
        "one.md",
        "--rules",
        "shipped",
        "--rules",
        "rules",
        "--profile",
        "ours",
    ];
    let told = formal(&check(&arguments, folder.path()));
    assert_eq!(told[0].1, ["formal/missing-section"]);

    let path = folder.path().join("rules/profiles/ours.toml");
    std::fs::write(&path, profile.replace("sections", "section")).expect("a file");
    let output = check(&arguments, folder.path());
    let shown = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        shown.contains("ours.toml:5:1") && shown.contains("did you mean `sections`?"),
        "{shown}"
    );
}

#[test]
fn mistakes_in_an_agreement_are_told_with_place_and_remedy_and_nothing_passes_for_clean() {
    for (text, place, remedy) in [
        ("languges = [\"en\"]\n", ":1:1", "did you mean `languages`?"),
        (
            "max_pages = 5\nlanguages = [\"english\"]\n",
            ":2:1",
            "no code of a language",
        ),
        (
            "period = { start = 2022-12-31, end = 2022-01-01 }\n",
            ":1:1",
            "ends before it begins",
        ),
        ("deadline = \"soon\"\n", ":1:12", "a day is written 2006-09-15"),
        ("sections = [3]\n", ":1:12", "a section is a heading, or a list"),
    ] {
        let folder = folder(&[("one.md", REPORT), ("one.agreement.toml", text)]);
        let output = check(&["one.md"], folder.path());
        let shown = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(
            shown.contains(&format!("one.agreement.toml{place}")) && shown.contains(remedy),
            "{text}{shown}"
        );
        assert!(formal(&output).is_empty(), "{text}");
    }
}
