//! What the daemon remembers, as its users meet it: reports, versions, findings, waivers, duplicates, new rules.

mod daemon;

use std::path::Path;
use std::process::Command;

use daemon::Daemon;
use serde_json::Value;

const HEAD: &str = "# Final report\n\nReporting period: 1 July 2019 to 30 June 2021.\n\n";
const TRAINED: &str = "In May 2021, 25 social workers were trained.\n\n";
const REACHED: &str = "In June 2021, 310 farmers took part in field days.\n\n";
const RULE: &str = "statistics/not-sex-disaggregated";

fn list(json: &Value, key: &str) -> Vec<String> {
    json.as_array()
        .expect("a list")
        .iter()
        .map(|own| own[key].as_str().unwrap_or_default().to_string())
        .collect()
}

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

#[test]
fn a_new_version_tells_what_is_new_unchanged_and_gone_and_a_waiver_goes_with_it() {
    let mut daemon = Daemon::configured("");
    daemon.drop_report("final.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("checked");
    let first = daemon.ask(&["findings", "--rule", RULE, "--format", "json"]);
    let pattern = format!("{}*", RULE.trim_end_matches("ed"));
    let by_pattern = daemon.ask(&["findings", "--rule", &pattern, "--format", "json"]);
    assert_eq!(by_pattern, first);
    assert_eq!(list(&first, "change"), ["new"]);
    let fingerprint = list(&first, "fingerprint").remove(0);

    let refused = daemon.command(&["waive", &fingerprint, "--reason", " ", "--author", "Ada"]);
    assert_eq!(refused.status.code(), Some(2));
    let short = daemon.command(&["waive", &fingerprint[..5], "--reason", "x", "--author", "Ada"]);
    assert!(
        said(&short).contains("at least the first 6 digits"),
        "{}",
        said(&short)
    );
    let unknown = daemon.command(&["waive", "zzzzzz", "--reason", "x", "--author", "Ada"]);
    assert!(
        said(&unknown).contains("there is no such finding"),
        "{}",
        said(&unknown)
    );
    let waive = [
        "waive",
        &fingerprint[..8],
        "--reason",
        "agreed by letter",
        "--author",
        "Ada",
    ];
    assert!(daemon.command(&waive).status.success());
    let waived = daemon.ask(&["findings", "--rule", RULE, "--format", "json"]);
    assert_eq!(waived[0]["suppression"]["justification"], "agreed by letter");
    assert_eq!(waived[0]["suppression"]["author"], "Ada");
    let line = daemon.wait_for("checked");
    assert!(line.contains("1 waived"), "{line}");
    let text = std::fs::read_to_string(daemon.path("out/final.md.findings.txt")).expect("findings");
    assert!(text.contains("Waived by Ada on "), "{text}");

    daemon.drop_report("final.md", &format!("{HEAD}{TRAINED}{REACHED}"));
    daemon.wait_for("checked");
    let second = daemon.ask(&["findings", "--rule", RULE, "--format", "json"]);
    let mut changes = list(&second, "change");
    changes.sort();
    assert_eq!(changes, ["new", "unchanged"]);
    let written = daemon.findings("final.md")["reports"][0]["findings"].to_string();
    assert!(written.contains("agreed by letter"), "{written}");

    let again = ["unwaive", &fingerprint, "--author", "Ada"];
    assert!(daemon.command(&again).status.success());
    daemon.wait_for("checked");
    assert!(said(&daemon.command(&again)).contains("is not waived"));

    daemon.drop_report("final.md", &format!("{HEAD}{REACHED}"));
    daemon.wait_for("checked");
    let gone = daemon.ask(&["findings", "--change", "gone", "--rule", RULE, "--format", "json"]);
    assert_eq!(list(&gone, "fingerprint"), std::slice::from_ref(&fingerprint));
    assert!(
        !daemon.findings("final.md").to_string().contains(&fingerprint),
        "the file of findings tells of the report as it is"
    );

    let now = daemon.ask(&["reports", "--format", "json"]);
    assert_eq!(list(&now["reports"], "name"), ["final.md"]);
    let all = daemon.ask(&["reports", "--superseded", "--format", "json"]);
    assert_eq!(all["reports"].as_array().expect("reports").len(), 3);
    assert_eq!(now["reports"][0]["previous"], all["reports"][1]["id"]);
    assert_eq!(now["reports"][0]["first"], all["reports"][0]["id"]);
    let done = list(&daemon.ask(&["audit", "--format", "json"]), "event");
    assert_eq!(done.iter().filter(|event| *event == "waived").count(), 1);
    assert_eq!(done.iter().filter(|event| *event == "unwaived").count(), 1);
}

#[test]
fn a_waiver_whose_last_day_is_over_opens_its_finding_in_the_file_of_findings_too() {
    let mut daemon = Daemon::configured("");
    daemon.drop_report("final.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("checked");
    let found = daemon.ask(&["findings", "--rule", RULE, "--format", "json"]);
    let fingerprint = list(&found, "fingerprint").remove(0);
    let waive = |until| {
        let reason = ["waive", &fingerprint, "--reason", "a letter", "--author", "Ada"];
        daemon.command(&[&reason[..], &["--until", until]].concat())
    };
    let over = waive("2020-01-01");
    assert!(said(&over).contains("that day is over"), "{}", said(&over));
    assert!(waive("2999-01-01").status.success());
    let line = daemon.wait_for("checked");
    assert!(line.contains("1 waived"), "{line}");
    daemon.change_store("UPDATE suppression SET until = '2020-01-01'");
    daemon.wait_for("the last day of 1 waiver is over");
    let line = daemon.wait_for("checked");
    assert!(!line.contains("waived"), "{line}");
    let written = daemon.findings("final.md")["reports"][0]["findings"].to_string();
    assert!(!written.contains("a letter"), "{written}");
    let audit = daemon.ask(&["audit", "--format", "json"]);
    let ended = list(&audit, "event")
        .iter()
        .filter(|own| *own == "waiver ended")
        .count();
    assert_eq!(ended, 1);
}

#[test]
fn reports_are_found_by_project_period_and_state_and_shown_with_their_facts() {
    let mut daemon = Daemon::configured("retries = 0\n");
    daemon.drop_report("final.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("checked");
    daemon.drop_report("broken.docx", "PK\u{3}\u{4} no zip");
    daemon.wait_for("checked");
    let names = |arguments: &[&str]| {
        let json = daemon.ask(&[&["reports", "--format", "json"], arguments].concat());
        [list(&json["reports"], "name"), list(&json["files"], "state")].concat()
    };
    assert_eq!(names(&[]), ["final.md", "unreadable"]);
    assert_eq!(names(&["--project", "final rep"]), ["final.md"]);
    assert_eq!(names(&["--project", "annual"]), [""; 0]);
    assert_eq!(names(&["--partner", "/INBOX"]), ["final.md"]);
    assert_eq!(names(&["--period", "2020"]), ["final.md"]);
    assert_eq!(names(&["--period", "2021-07..2022"]), [""; 0]);
    assert_eq!(names(&["--status", "open"]), ["final.md"]);
    assert_eq!(names(&["--status", "unreadable"]), ["unreadable"]);
    let reports = daemon.ask(&["reports", "--format", "json"]);
    let id = reports["reports"][0]["id"].as_str().expect("an id").to_string();
    let shown = daemon.ask(&["report", "show", &id[..10], "--format", "json"]);
    let shown_findings = shown["result"]["findings"].clone();
    assert_eq!(
        shown_findings,
        daemon.findings("final.md")["reports"][0]["findings"]
    );
    let facts = daemon.ask(&["report", "show", &id[..10], "--facts"]);
    assert_eq!(facts["statistics"][0]["number"]["low"], "25");
    for name in ["final.md", "inbox/final.md"] {
        let by_name = daemon.ask(&["report", "show", name, "--format", "json"]);
        assert_eq!(by_name, shown, "{name}");
        assert_eq!(daemon.ask(&["report", name, "--format", "json"]), shown, "{name}");
    }
    let unknown = daemon.command(&["report", "show", "zz"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("there is no such report"));
}

#[test]
fn the_same_content_at_another_place_is_a_duplicate_and_no_failure() {
    let mut daemon = Daemon::configured("");
    daemon.drop_report("one.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("checked");
    daemon.drop_report("copy of one.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("is a duplicate of");
    assert_eq!(
        daemon.findings("copy of one.md")["reports"][0]["findings"],
        daemon.findings("one.md")["reports"][0]["findings"]
    );
    let json = daemon.ask(&["reports", "--format", "json"]);
    assert_eq!(list(&json["reports"], "name"), ["one.md"]);
    assert_eq!(list(&json["files"], "state"), ["duplicate"]);
    let id = json["reports"][0]["id"].as_str().expect("an id");
    let shown = daemon.ask(&["report", "show", id, "--format", "json"]);
    assert_eq!(shown["runs"].as_array().expect("runs").len(), 1);
}

#[test]
fn a_backtest_against_the_store_judges_the_latest_versions_where_they_lie_and_names_those_that_are_gone() {
    let mut daemon = Daemon::configured("");
    let mut come = |name: &str, text: &str| {
        daemon.drop_report(name, text);
        daemon.wait_for(&format!("checked {}", daemon.path("inbox").join(name).display()));
    };
    come("old.md", &format!("{HEAD}{TRAINED}"));
    come("old.md", &format!("{HEAD}{REACHED}"));
    come("gone.md", &format!("# Another\n\n{TRAINED}"));
    come("changed.md", &format!("# A third\n\n{TRAINED}"));
    let folder = daemon.kill();
    let inbox = folder.path().join("inbox");
    std::fs::remove_file(inbox.join("gone.md")).expect("deleted");
    std::fs::write(inbox.join("changed.md"), "# Nothing\n").expect("a report");
    std::fs::write(inbox.join("unknown.md"), TRAINED).expect("a report");

    let own = folder.path().join("own");
    let exported = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["rules", "export"])
        .arg(&own)
        .output()
        .expect("runs");
    assert!(exported.status.success());
    let manifest = own.join(format!("{RULE}.toml"));
    let text = std::fs::read_to_string(&manifest).expect("a rule");
    std::fs::write(&manifest, text.replace("default = 5", "default = 5000")).expect("a rule");
    let backtest = |data: &str, format: &str| {
        Command::new(env!("CARGO_BIN_EXE_tillsyn"))
            .current_dir(folder.path())
            .args(["rules", "backtest", "--against", "store", "--rules", "own"])
            .args(["--data", data, "--format", format])
            .output()
            .expect("runs")
    };
    let output = backtest("data", "json");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let json: Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    assert_eq!(json["reports"], 1);
    let removed = &json["different"][0]["lines"][0];
    assert_eq!(removed["change"], "removed");
    assert!(removed["before"]["message"].to_string().contains("310 farmers"));
    let gone = json["gone"].to_string();
    assert!(gone.contains("gone.md: the file is gone"), "{gone}");
    assert!(gone.contains("changed.md: the file was changed"), "{gone}");
    let told = said(&backtest("data", "text"));
    assert!(
        told.contains("2 of the files that the store knows could not be compared"),
        "{told}"
    );
    let nowhere = backtest("nowhere", "text");
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(
        said(&nowhere).contains("there is no store here"),
        "{}",
        said(&nowhere)
    );
}

#[test]
fn a_backtest_judges_a_file_once_that_is_named_by_a_relative_path_and_stands_in_the_store() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("inbox")).expect("an inbox");
    let named = [
        "inbox",
        "--out",
        "out",
        "--data",
        "data",
        "--stable-seconds",
        "0.2",
    ];
    let mut daemon = Daemon::watch_from_inside(folder, &named);
    daemon.drop_report("one.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("checked");
    let folder = daemon.kill();
    let reports = |inside: &str, data: &str, against: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
            .current_dir(folder.path().join(inside))
            .args([
                "rules",
                "backtest",
                "--format",
                "json",
                "--data",
                data,
                "--against",
            ])
            .args(against)
            .output()
            .expect("runs");
        let json: Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
        assert_eq!(json["gone"], serde_json::json!([]));
        json["reports"].clone()
    };
    assert_eq!(reports("inbox", "../data", &["store"]), 1);
    assert_eq!(reports("", "data", &["store", "inbox"]), 1);
    assert_eq!(reports("inbox", "../data", &["./one.md", "store"]), 1);
}

#[test]
fn a_restart_checks_nothing_twice_and_a_lost_file_of_findings_is_written_again() {
    let mut daemon = Daemon::configured("");
    daemon.drop_report("one.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("checked");
    let before = daemon.findings("one.md");
    let folder = daemon.kill();
    std::fs::remove_file(folder.path().join("out/one.md.findings.json")).expect("findings");
    let mut daemon = Daemon::restart(folder, "");
    daemon.wait_for("checked");
    assert_eq!(daemon.findings("one.md"), before);
    let folder = daemon.kill();
    let mut daemon = Daemon::restart(folder, "");
    daemon.drop_report("two.md", TRAINED);
    daemon.wait_for("checked");
    assert!(
        !daemon.heard.iter().any(|line| line.contains("one.md")),
        "{:?}",
        daemon.heard
    );
    let events = list(&daemon.ask(&["audit", "--format", "json"]), "event");
    let started = events.iter().filter(|event| *event == "run started").count();
    assert_eq!(started, 2);
}

#[test]
fn when_the_rules_change_stored_reports_are_judged_again_if_asked_for() {
    let recheck = |mode: &str| format!("rules = \"rules\"\nrecheck = \"{mode}\"\n");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("inbox")).expect("a folder");
    let exported = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["rules", "export"])
        .arg(folder.path().join("rules"))
        .output()
        .expect("runs");
    assert!(exported.status.success());
    let manifest = folder.path().join(format!("rules/{RULE}.toml"));
    let change = |from: &str, to: &str| {
        let text = std::fs::read_to_string(&manifest).expect("a rule");
        assert!(text.contains(from));
        std::fs::write(&manifest, text.replace(from, to)).expect("a rule");
    };
    let mut daemon = Daemon::restart(folder, &recheck("open"));
    daemon.drop_report("open.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("checked");
    daemon.drop_report("copy.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("is a duplicate of");
    change("default = 5", "default = 50");
    daemon.wait_for("another rule book or profile judged 2 files");
    daemon.wait_for("checked");
    // Two workers take them up at once: whichever comes first is judged.
    daemon.wait_for("is a duplicate of");
    let audit = daemon.ask(&["audit", "--format", "json"]);
    let finished = list(&audit, "event")
        .iter()
        .filter(|own| *own == "run finished")
        .count();
    assert_eq!(finished, 2, "the content is judged once by each book");
    let gone = daemon.ask(&["findings", "--change", "gone", "--format", "json"]);
    assert_eq!(list(&gone, "rule"), [RULE]);

    let folder = daemon.kill();
    change("default = 50", "default = 5");
    let mut daemon = Daemon::restart(folder, &recheck("none"));
    let told = daemon.wait_for("not judged again");
    assert!(told.contains("recheck = \"open\" or \"all\""), "{told}");
    daemon.drop_report("later.md", &format!("{TRAINED}{REACHED}"));
    daemon.wait_for("later.md");
    let judged = |line: &String| line.contains("open.md") && !line.contains("not judged again");
    assert!(!daemon.heard.iter().any(judged));
    let reports = daemon.ask(&["reports", "--format", "json"]);
    let id = list(&reports["reports"], "id").remove(0);
    let found = daemon.ask(&["findings", "--report", &id, "--rule", RULE, "--format", "json"]);
    let fingerprint = list(&found, "fingerprint").remove(0);
    let waive = ["waive", &fingerprint, "--report", &id, "--reason", "a letter"];
    let waived = daemon.command(&[&waive[..], &["--author", "Ada"]].concat());
    assert!(waived.status.success(), "{}", said(&waived));
    daemon.wait_for("1 waived");
}

#[test]
fn a_backup_is_a_whole_store_and_never_written_over_another_file() {
    let mut daemon = Daemon::configured("");
    daemon.drop_report("one.md", &format!("{HEAD}{TRAINED}"));
    daemon.wait_for("checked");
    std::fs::create_dir(daemon.path("copy")).expect("a folder");
    let copy = daemon.path("copy/tillsyn.db").display().to_string();
    assert!(daemon.command(&["backup", &copy]).status.success());
    assert!(said(&daemon.command(&["backup", &copy])).contains("is there already"));
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["reports", "--format", "json", "--data"])
        .arg(daemon.path("copy"))
        .output()
        .expect("runs");
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(list(&json["reports"], "name"), ["one.md"]);
}

#[test]
fn the_daemon_and_check_give_the_same_json_to_the_byte() {
    let mut daemon = Daemon::configured("");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports");
    for name in ["kg-2004-2006.docx", "en-agriculture.xlsx", "iati-sida.xml"] {
        std::fs::copy(fixtures.join(name), daemon.path("inbox").join(name)).expect("a report");
        daemon.wait_for("checked");
        let checked = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
            .args(["check", "--format", "json"])
            .arg(daemon.path("inbox").join(name))
            .output()
            .expect("runs");
        let written =
            std::fs::read(daemon.path("out").join(format!("{name}.findings.json"))).expect("findings");
        assert!(written == checked.stdout, "{name}");
    }
}
