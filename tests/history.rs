//! A report held against earlier reports of its project and against the framework.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/history");
    folder.join(name).to_string_lossy().into_owned()
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .current_dir(folder)
        .arg("check")
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn report(arguments: &[&str], folder: &Path) -> Value {
    let output = run(&[arguments, &["--format", "json"]].concat(), folder);
    let json: Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    json["reports"][0].clone()
}

/// The findings of rules whose id begins so: each rule, and what is quoted with the file it stands in.
fn found(report: &Value, rules: &str) -> Vec<(String, Vec<(String, String)>)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let findings = report["findings"].as_array().expect("findings");
    findings
        .iter()
        .filter(|finding| text(&finding["rule"]).starts_with(rules))
        .map(|finding| {
            let evidence = finding["evidence"].as_array().expect("evidence");
            let quotes = evidence
                .iter()
                .map(|own| (text(&own["quote"]), text(&own["file"])));
            (text(&finding["rule"]), quotes.collect())
        })
        .collect()
}

fn rules(report: &Value, of: &str) -> Vec<String> {
    found(report, of).into_iter().map(|(rule, _)| rule).collect()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn table(title: &str, rows: &[&str]) -> String {
    format!(
        "# {title}\n\n| Expected result | Indicator | Baseline | Target | 2022 | 2023 |\n|---|---|---|---|---|---|\n{}\n",
        rows.join("\n")
    )
}

const WATER_2022: &str = "| Families have safe water | Families with a tap | 10 | 400 | 160 | |";
const WATER_2023: &str = "| Families have safe water | Families with a tap | 10 | 400 | 140 | 150 |";

#[test]
fn a_restated_figure_quotes_both_reports_and_says_which_is_which() {
    let folder = folder(&[
        ("then.md", &table("Annual report 2022", &[WATER_2022])),
        ("now.md", &table("Annual report 2023", &[WATER_2023])),
    ]);
    let own = report(&["now.md", "--earlier", "then.md"], folder.path());
    let quotes = &found(&own, "history/restated-figure")[0].1;
    assert!(quotes.contains(&("140".to_string(), String::new())));
    assert!(quotes.contains(&("160".to_string(), "then.md".to_string())));
    assert_eq!(own["earlier"][0]["file"], "then.md");
    let told = run(&["now.md", "--earlier", "then.md"], folder.path());
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.contains("column 5, line 5, in then.md"), "{told}");
}

#[test]
fn without_an_earlier_report_or_a_framework_no_rule_of_history_says_anything() {
    let folder = folder(&[("now.md", &table("Annual report 2023", &[WATER_2023]))]);
    let own = report(&["now.md"], folder.path());
    assert!(rules(&own, "history/").is_empty());
    let unsure = own["could_not_tell"].as_array().expect("a list");
    let named = |one: &Value| one["rule"].as_str().unwrap_or_default().starts_with("history/");
    assert!(!unsure.iter().any(named));
}

#[test]
fn a_year_of_a_real_project_is_compared_with_the_one_before_and_with_the_logframe() {
    let logframe = fixture("harvest-logframe.xlsx");
    let own = report(
        &[
            &fixture("harvest-2024.docx"),
            "--earlier",
            &fixture("harvest-2023.docx"),
            "--framework",
            &logframe,
        ],
        Path::new("."),
    );
    let quoted = |rule: &str| -> Vec<String> {
        let all = found(&own, rule).into_iter();
        all.filter_map(|(_, quotes)| Some(quotes.first()?.0.clone()))
            .collect()
    };
    assert_eq!(
        quoted("history/moved-target"),
        ["2.1.a Women trained in leadership"]
    );
    assert_eq!(
        quoted("history/restated-figure"),
        [
            "1.1.b Number of farmers who are members, by sex",
            "1.b Average income of member households from sales (USD)",
            "In 2023, 64 extension workers were trained in post-harvest handling; in 2024, 22 more were trained.",
        ]
    );
    assert_eq!(
        found(&own, "results/not-reported"),
        [(
            "results/not-reported".to_string(),
            vec![(
                "Output 2.2: A hotline for complaints is open to members".to_string(),
                "harvest-logframe.xlsx".to_string()
            )]
        )]
    );
    // The framework tells of the same result already.
    assert!(rules(&own, "history/dropped-result").is_empty());
}

#[test]
fn of_several_earlier_reports_the_last_one_that_gave_a_figure_says_what_stands() {
    let corrected = "| Families have safe water | Families with a tap | 10 | 400 | 140 | |";
    let first = format!(
        "{}\nReporting period: January 2022 – June 2022.\n",
        table("Report", &[WATER_2022])
    );
    let second = format!(
        "{}\nReporting period: July 2022 – December 2022.\n",
        table("Report", &[corrected])
    );
    let now = table("Annual report 2023", &[WATER_2023]);
    let folder = folder(&[("one.md", &first), ("two.md", &second), ("now.md", &now)]);
    // In whatever order they are named.
    for files in [["one.md", "two.md"], ["two.md", "one.md"]] {
        let own = report(&["now.md", "--earlier", files[0], files[1]], folder.path());
        assert!(rules(&own, "history/restated-figure").is_empty());
        assert_eq!(own["earlier"][1]["file"], "two.md");
    }
}

#[test]
fn a_later_report_and_the_report_itself_are_no_earlier_ones() {
    let now = table("Annual report 2023", &[WATER_2023]);
    let later = table("Annual report 2024", &[WATER_2022]);
    let folder = folder(&[("now.md", &now), ("later.md", &later)]);
    let own = report(&["now.md", "--earlier", "later.md", "now.md"], folder.path());
    assert!(rules(&own, "history/").is_empty());
    assert_eq!(own["earlier"], Value::Null);
    let doubts = own["doubts"].to_string();
    assert!(doubts.contains("later.md tells of a later time"), "{doubts}");
    assert!(doubts.contains("now.md is this very report"), "{doubts}");
}

#[test]
fn a_finding_that_stood_in_the_last_report_is_told_again_and_one_that_is_new_is_not() {
    let row = "| Schools have latrines | Number of latrines in use | | 12 | 2 | 11 |";
    let folder = folder(&[
        ("then.md", &table("Annual report 2022", &[WATER_2022, row])),
        (
            "now.md",
            &table(
                "Annual report 2023",
                &[
                    WATER_2022,
                    row,
                    "| Clinics are staffed | Number of nurses employed | | 4 | 4 | 4 |",
                ],
            ),
        ),
    ]);
    let own = report(&["now.md", "--earlier", "then.md"], folder.path());
    let baseline = own["findings"].as_array().expect("findings").iter();
    let repeated = baseline.filter(|finding| finding["rule"] == "history/repeated-finding");
    let messages: Vec<String> = repeated.map(|finding| finding["message"].to_string()).collect();
    assert!(!messages.is_empty());
    assert!(
        messages.iter().all(|message| !message.contains("nurses")),
        "{messages:?}"
    );
}

#[test]
fn the_agreement_beside_a_report_names_its_framework_and_earlier_reports() {
    let then = table(
        "Annual report 2022",
        &[
            WATER_2022,
            "| Pumps are kept in order | Share of pumps in use | 40 % | 90 % | 60 % | |",
        ],
    );
    let now = table(
        "Annual report 2023",
        &[
            WATER_2023,
            "| Pumps are kept in order | Share of pumps in use | 40 % | 90 % | 60 % | 70 % |",
        ],
    );
    let frame = "| Expected result | Indicator | Baseline | Target |\n|---|---|---|---|\n\
        | Families have safe water | Families with a tap | 10 | 400 |\n\
        | Pumps are kept in order | Share of pumps in use | 40 % | 90 % |\n\
        | Girls stay at school | Drop-outs among girls of grade 6 | 30 | 5 |\n";
    let folder = folder(&[
        ("then.md", &then),
        ("now.md", &now),
        ("frame.md", frame),
        (
            "now.agreement.toml",
            "framework = \"frame.md\"\nearlier = [\"then.md\"]\n",
        ),
    ]);
    let own = report(&["now.md"], folder.path());
    assert_eq!(own["framework"]["file"], "frame.md");
    assert!(rules(&own, "history/restated-figure").len() == 1);
    assert!(rules(&own, "results/not-reported").len() == 1);
    // Of a folder, the framework is no report.
    let output = run(&[".", "--format", "json"], folder.path());
    let json: Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    let files: Vec<&str> = json["reports"]
        .as_array()
        .expect("reports")
        .iter()
        .filter_map(|report| report["file"].as_str())
        .collect();
    assert_eq!(files, ["now.md", "then.md"]);
}

#[test]
fn an_agreement_that_names_a_missing_file_is_told_with_its_line() {
    let folder = folder(&[
        ("now.md", &table("Annual report 2023", &[WATER_2023])),
        ("agreement.toml", "max_pages = 20\nframework = \"logfame.xlsx\"\n"),
    ]);
    let output = run(&["now.md"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("agreement.toml:2:1") && told.contains("logfame.xlsx"),
        "{told}"
    );
}

#[test]
fn an_activity_of_a_data_file_is_compared_with_the_same_activity_only() {
    let activity = |id: &str, updated: &str, value: &str| {
        format!(
            "<iati-activity last-updated-datetime=\"{updated}T00:00:00Z\" default-currency=\"SEK\">\
             <iati-identifier>{id}</iati-identifier><title><narrative>Water</narrative></title>\
             <result type=\"1\"><title><narrative>Wells are repaired</narrative></title>\
             <indicator measure=\"1\"><title><narrative>Number of wells repaired</narrative></title>\
             <period><period-start iso-date=\"2021-01-01\"/><period-end iso-date=\"2021-12-31\"/>\
             <target value=\"20\"/><actual value=\"{value}\"/></period></indicator></result></iati-activity>"
        )
    };
    let file = |activities: &[String]| {
        format!(
            "<iati-activities version=\"2.03\">{}</iati-activities>",
            activities.concat()
        )
    };
    let then = file(&[
        activity("SE-1", "2022-03-01", "12"),
        activity("SE-2", "2022-03-01", "18"),
    ]);
    let now = file(&[
        activity("SE-1", "2023-03-01", "15"),
        activity("SE-2", "2023-03-01", "18"),
    ]);
    let folder = folder(&[("then.xml", &then), ("now.xml", &now)]);
    let output = run(
        &["now.xml", "--earlier", "then.xml", "--format", "json"],
        folder.path(),
    );
    let json: Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    let reports = json["reports"].as_array().expect("reports");
    assert_eq!(rules(&reports[0], "history/restated-figure").len(), 1);
    assert!(rules(&reports[1], "history/").is_empty());
}

#[test]
fn earlier_reports_are_of_one_report_only() {
    let folder = folder(&[
        ("one.md", &table("Annual report 2022", &[WATER_2022])),
        ("two.md", &table("Annual report 2023", &[WATER_2023])),
    ]);
    let files: Vec<PathBuf> = vec!["one.md".into(), "two.md".into()];
    let named: Vec<&str> = files.iter().filter_map(|file| file.to_str()).collect();
    let output = run(&[&named[..], &["--earlier", "one.md"]].concat(), folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("are for one report"));
}
