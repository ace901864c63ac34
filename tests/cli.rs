//! The program as a user calls it: exit codes, messages, formats.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn tillsyn(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn report(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/reports")
        .join(name)
        .display()
        .to_string()
}

fn write(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> String {
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file in the temporary folder");
    path.display().to_string()
}

/// Findings as "rule: first quote".
fn findings(arguments: &[&str]) -> Vec<String> {
    let output = tillsyn(arguments);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    let findings = json["reports"][0]["findings"].as_array().expect("findings");
    let mut all: Vec<String> = findings
        .iter()
        .map(|finding| {
            format!(
                "{}: {}",
                finding["rule"].as_str().unwrap_or_default(),
                finding["evidence"][0]["quote"].as_str().unwrap_or_default()
            )
        })
        .collect();
    all.sort();
    all
}

#[test]
fn the_kyrgyz_report_gets_the_evaluators_remarks_with_quotes_and_places() {
    let output = tillsyn(&["check", &report("kg-2004-2006.docx")]);
    let shown = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    for expected in [
        "260 reached of 400 expected, and no reason is given",
        "The report gives 309 and 260 victims",
        "victims, 81 victims, 260 victims.",
        "3,500 is given as the whole, but 1,354 + 2,094 make 3,448",
        "table 1, row 2, column 2",
        "Ask:",
    ] {
        assert!(shown.contains(expected), "{expected}\n{shown}");
    }
    insta::assert_snapshot!("kg-2004-2006", shown);
}

#[test]
fn the_word_of_a_label_has_no_capital_within_a_sentence_and_a_name_keeps_its_own() {
    let said = |name: &str| text(&tillsyn(&["check", &report(name)]).stdout);
    let label = said("en-agriculture.xlsx");
    assert!(label.contains("14,300 beneficiaries are counted"), "{label}");
    let name = said("../held-out/iom-gambia.docx");
    assert!(name.contains("6,000 Gambians are counted"), "{name}");
}

#[test]
fn a_part_that_is_named_by_its_number_alone_is_shown_once() {
    let read = text(&tillsyn(&["read", &report("kg-2004-2006.docx")]).stdout);
    assert!(read.contains("260 victims; by part: 179, 81"), "{read}");
    assert!(read.contains("3,500 calls; by part: 1,354, 2,094"), "{read}");
}

#[test]
fn reports_are_told_in_swedish_to_who_asks_for_it() {
    for name in ["sv-vatten.docx", "en-agriculture.xlsx"] {
        let output = tillsyn(&["check", &report(name), "--language", "sv"]);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        insta::assert_snapshot!(format!("{name}-in-swedish"), text(&output.stdout));
    }
    let output = tillsyn(&["check", &report("sv-vatten.docx"), "--language", "se"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no rule speaks `se`"));
}

/// A program that reads JSON finds the same in any language, but for the texts.
#[test]
fn json_in_swedish_differs_in_its_texts_alone() {
    fn without_texts(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                for text in ["message", "ask", "source", "why", "language"] {
                    map.remove(text);
                }
                map.values_mut().for_each(without_texts);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(without_texts),
            _ => {}
        }
    }
    let read = |language: &[&str]| -> serde_json::Value {
        let name = report("sv-vatten.docx");
        let arguments = [&["check", &name, "--format", "json"], language].concat();
        let mut json = serde_json::from_slice(&tillsyn(&arguments).stdout).expect("valid JSON");
        without_texts(&mut json);
        json
    };
    assert_eq!(read(&[]), read(&["--language", "sv"]));
}

#[test]
fn rules_list_says_which_texts_a_rule_does_not_have_in_the_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = folder.path().display().to_string();
    assert_eq!(
        tillsyn(&["rules", "new", "own/length", "--in", &rules])
            .status
            .code(),
        Some(0)
    );
    let list = |language: &str| {
        let arguments = [
            "rules",
            "list",
            "--rules",
            "shipped",
            "--rules",
            &rules,
            "--language",
            language,
        ];
        text(&tillsyn(&arguments).stdout)
    };
    let told = list("sv");
    assert!(told.contains("Personer redovisas utan könsuppdelning"), "{told}");
    assert_eq!(
        told.matches("not in sv: title, why, message, ask").count(),
        1,
        "{told}"
    );
    assert_eq!(told.matches("not in sv").count(), 1, "{told}");
    assert!(!list("en").contains("not in"));
}

#[test]
fn both_formats_of_a_report_give_the_same_findings() {
    for name in [
        "kg-2002-2004",
        "kg-2004-2006",
        "kz-2001-2002",
        "kz-2002-2003",
        "kz-2003-2005",
    ] {
        let docx = findings(&["check", &report(&format!("{name}.docx")), "--format", "json"]);
        let markdown = findings(&["check", &report(&format!("{name}.md")), "--format", "json"]);
        assert_eq!(docx, markdown, "{name}");
        assert!(!docx.is_empty(), "{name}");
    }
}

#[test]
fn json_has_the_fields_that_the_schema_requires() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../schema/findings.schema.json")).expect("the schema is JSON");
    // The second is held against an earlier report and a framework.
    let second = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/history/aid-final.docx");
    let second = second.to_string_lossy();
    let output = tillsyn(&["check", &report("kz-2002-2003.md"), &second, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    let required = |at: &serde_json::Value| -> Vec<String> {
        at["required"]
            .as_array()
            .expect("required")
            .iter()
            .map(|name| name.as_str().unwrap_or_default().to_string())
            .collect()
    };
    let check = |schema: &serde_json::Value, value: &serde_json::Value| {
        for name in required(schema) {
            assert!(value.get(&name).is_some(), "{name} is missing in {value}");
        }
        for name in value.as_object().expect("an object").keys() {
            assert!(
                schema["properties"].get(name).is_some(),
                "{name} is not in the schema"
            );
        }
    };
    check(&schema, &json);
    for report in json["reports"].as_array().expect("reports") {
        check(&schema["$defs"]["report"], report);
        for finding in report["findings"].as_array().expect("findings") {
            check(&schema["$defs"]["finding"], finding);
            for evidence in finding["evidence"].as_array().expect("evidence") {
                check(&schema["$defs"]["evidence"], evidence);
            }
        }
    }
}

#[test]
fn unreadable_files_are_named_with_reason_and_the_others_are_still_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let docx = std::fs::read(report("kg-2002-2004.docx")).expect("the fixture");
    let random: Vec<u8> = (0..5_000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let mut no_docx = Vec::new();
    {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(&mut no_docx));
        zip.start_file("word/hello.txt", zip::write::SimpleFileOptions::default())
            .expect("a zip");
        std::io::Write::write_all(&mut zip, b"hello").expect("a zip");
        zip.finish().expect("a zip");
    }
    let cases = [
        (write(&folder, "empty.docx", b""), "is empty"),
        (
            write(&folder, "cut.docx", &docx[..docx.len() / 2]),
            "damaged or not whole",
        ),
        (write(&folder, "random.docx", &random), "is no report"),
        (
            write(&folder, "archive.docx", &no_docx),
            "no Word document is in it",
        ),
        (
            write(&folder, "scan.docx", b"%PDF-1.7 ..."),
            "not whole: it cannot be opened as a PDF",
        ),
        (
            write(
                &folder,
                "old.doc",
                &[&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat(),
            ),
            "Word 97",
        ),
        (
            write(
                &folder,
                "cut.xml",
                b"<iati-activities version=\"2.03\"><iati-activity><title>",
            ),
            "cut off inside activity 1",
        ),
        (
            write(
                &folder,
                "orgs.xml",
                b"<?xml version=\"1.0\"?><iati-organisations version=\"2.03\"/>",
            ),
            "IATI organisation file",
        ),
        (
            write(
                &folder,
                "old.xml",
                b"<iati-activities version=\"1.05\"><iati-activity/></iati-activities>",
            ),
            "version 1.x",
        ),
        (
            write(
                &folder,
                "deep.xml",
                ["<iati-activity>".repeat(5_000)].concat().as_bytes(),
            ),
            "nested",
        ),
        (
            folder.path().join("missing.docx").display().to_string(),
            "there is no such file",
        ),
    ];
    let good = report("kz-2003-2005.docx");
    let mut arguments = vec!["check"];
    arguments.extend(cases.iter().map(|(path, _)| path.as_str()));
    arguments.push(&good);
    let output = tillsyn(&arguments);
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    for (path, reason) in &cases {
        let told = errors
            .split(path.as_str())
            .nth(1)
            .unwrap_or_else(|| panic!("{path} is not named\n{errors}"));
        assert!(
            told.lines().next().unwrap_or_default().contains(reason),
            "{path}: {told}"
        );
        assert!(told.contains("help:"), "{path} has no remedy");
    }
    assert!(
        text(&output.stdout).contains("kz-2003-2005.docx"),
        "the good file is checked"
    );
    assert!(text(&output.stdout).contains("11 files could not be read"));
}

#[test]
fn fail_on_decides_the_exit_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let quiet = write(&folder, "quiet.md", b"# Note\n\nTwelve wells were repaired.\n");
    assert_eq!(tillsyn(&["check", &quiet]).status.code(), Some(0));
    let kg = report("kg-2004-2006.md");
    assert_eq!(
        tillsyn(&["check", &kg, "--fail-on", "never"]).status.code(),
        Some(0)
    );
    assert_eq!(tillsyn(&["check", &kg]).status.code(), Some(1));
    assert_eq!(
        tillsyn(&["check", &kg, "--fail-on", "sometimes"]).status.code(),
        Some(2)
    );
}

#[test]
fn an_exported_rules_folder_judges_alike_until_a_rule_in_it_is_changed_or_broken() {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = folder.path().join("rules").display().to_string();
    assert_eq!(tillsyn(&["rules", "export", &rules]).status.code(), Some(0));
    let kg = report("kg-2004-2006.md");
    let own = findings(&["check", &kg, "--format", "json", "--rules", &rules]);
    assert_eq!(own, findings(&["check", &kg, "--format", "json"]));
    let manifest = folder.path().join("rules/statistics/not-sex-disaggregated.toml");
    let changed = std::fs::read_to_string(&manifest)
        .expect("the manifest")
        .replace("default = 5", "default = 300");
    std::fs::write(&manifest, changed).expect("the manifest");
    let fewer = findings(&["check", &kg, "--format", "json", "--rules", &rules]);
    assert!(fewer.len() < own.len());
    let script = folder.path().join("rules/statistics/not-sex-disaggregated.rhai");
    std::fs::write(&script, "fn check_statistic(statistic, params) {\n    if statistic.numbr > 5 { return; }\n    finding(statistic\n}\n").expect("the script");
    let output = tillsyn(&["check", &kg, "--rules", &rules]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("not-sex-disaggregated.rhai:3:12: the ( of line 3 is never closed"),
        "{}",
        text(&output.stderr)
    );
    std::fs::write(&script, "fn check_statistic(statistic, params) {\n    if statistic.numbr > 5 { return; }\n    finding(statistic)\n}\n").expect("the script");
    let errors = text(&tillsyn(&["check", &kg, "--rules", &rules]).stderr);
    assert!(
        errors.contains("unknown property `numbr`") && errors.contains("did you mean `number`?"),
        "{errors}"
    );
}

#[test]
fn the_shipped_rules_fire_no_mustnot_and_miss_only_what_is_known() {
    let output = tillsyn(&["rules", "score", &report(""), "--format", "json"]);
    let score: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    assert_eq!(score["fired"], serde_json::json!([]));
    assert!(score["all"]["must"].as_u64() > Some(120));
    // Reports by other writers have faults that are not found yet: each is named, and one more is a step back.
    insta::assert_json_snapshot!(score["missed"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn labels_that_lie_among_reports_are_taken_for_no_report() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        &folder,
        "final.md",
        b"# Final report\n\nIn May, 25 farmers were trained.\n",
    );
    write(
        &folder,
        "final.gold.tsv",
        b"must\tstatistics/not-sex-disaggregated\t25 farmers\n",
    );
    write(&folder, "other.GOLD.TSV", b"must\tstatistics/no-source\t\n");
    write(
        &folder,
        "sentences.tsv",
        b"id\tlanguage\thalf\tclaims\ttext\n1\ten\tlearn\toutput\tA school was built.\n",
    );
    let table = b"Indicator\tTarget\tActual\nFarmers trained\t100\t25\n";
    write(&folder, "results.tsv", table);
    let path = folder.path().to_string_lossy().into_owned();
    let output = tillsyn(&["check", &path, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    let files: Vec<&str> = json["reports"]
        .as_array()
        .expect("reports")
        .iter()
        .filter_map(|report| report["file"].as_str())
        .collect();
    assert_eq!(
        files,
        ["final.md", "results.tsv"],
        "a table of results can be a report"
    );
}

#[test]
fn a_score_can_be_told_in_sums_without_one_word_of_a_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = "# Final report\n\nIn May, 25 farmers were trained.\n";
    write(&folder, "final.md", report.as_bytes());
    write(
        &folder,
        "final.gold.tsv",
        b"must\tgender/no-focal-point\t25 farmers\n",
    );
    let path = folder.path().to_string_lossy().into_owned();
    let score = |more: &[&str]| {
        let output = tillsyn(&[&["rules", "score", &path], more].concat());
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(score(&[]).contains("“25 farmers”"));
    for more in [vec!["--sums"], vec!["--sums", "--format", "json"]] {
        let told = score(&more);
        assert!(!told.contains("farmers") && !told.contains("final.md"), "{told}");
        assert!(told.contains("gender/no-focal-point"), "{told}");
    }
    let labels = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/labels/statistics.tsv");
    let told = tillsyn(&["rules", "score", labels, "--sums"]);
    assert!(!String::from_utf8_lossy(&told.stdout).contains("missed"));
}

#[test]
fn labelled_sentences_are_scored_where_they_stand_in_their_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = "# Final report\n\n## Results\n\nIn May 2023, 25 farmers were trained. They now sell their maize jointly.\n";
    write(&folder, "final.md", report.as_bytes());
    let labels = "id\tlanguage\thalf\treport\tclaims\ttext\n\
        1\ten\tlearn\tfinal.md\tdeed\tIn May 2023, 25 farmers were trained.\n\
        2\ten\tlearn\tfinal.md\tplan\tThey now sell their maize jointly.\n";
    let path = folder.path().join("labels.tsv");
    std::fs::write(&path, labels).expect("a file");
    let score = || tillsyn(&["rules", "score", &path.to_string_lossy()]);
    let told = String::from_utf8_lossy(&score().stdout).into_owned();
    for line in [
        "learn        deed                        1      1      1   1.00",
        "learn        deed asked about            1      1      1   1.00",
        "learn        plan                        1      0      0   0.00",
        "  plan missed: [en] They now sell their maize jointly.",
        "  outcome wrong: [en] They now sell their maize jointly.",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    std::fs::write(&path, labels.replace("final.md", "lost.md")).expect("a file");
    let lost = score();
    assert_eq!(lost.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&lost.stderr).contains("lost.md"));
}
