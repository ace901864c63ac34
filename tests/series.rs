//! The daemon holds a report against the earlier ones on its project that its store has.

mod daemon;

use std::path::{Path, PathBuf};
use std::process::Command;

use daemon::Daemon;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/history")
        .join(name)
}

fn drop_fixture(daemon: &mut Daemon, name: &str) {
    std::fs::copy(fixture(name), daemon.path("inbox").join(name)).expect("a report");
    daemon.wait_for(&format!("{name}: "));
}

fn checked(report: &Path, earlier: &Path) -> Vec<u8> {
    Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["check", "--format", "json"])
        .arg(report)
        .arg("--earlier")
        .arg(earlier)
        .output()
        .expect("runs")
        .stdout
}

fn written(daemon: &Daemon, name: &str) -> Vec<u8> {
    std::fs::read(daemon.path("out").join(format!("{name}.findings.json"))).expect("findings")
}

fn of_history(daemon: &Daemon, name: &str) -> usize {
    let fired = daemon.rules_fired(name);
    fired.iter().filter(|rule| rule.starts_with("history/")).count()
}

fn earlier(daemon: &Daemon, name: &str) -> Vec<String> {
    let report = &daemon.findings(name)["reports"][0];
    let all = report["earlier"].as_array().cloned().unwrap_or_default();
    all.iter()
        .map(|own| own["file"].as_str().unwrap_or_default().to_string())
        .collect()
}

#[test]
fn a_report_is_held_against_the_year_before_as_check_holds_it_with_the_file_named() {
    let mut daemon = Daemon::configured("");
    for [then, now] in [
        ["kolara-2022.docx", "kolara-2023.docx"],
        ["skolor-2022.docx", "skolor-2023.docx"],
        ["harvest-2023.docx", "harvest-2024.docx"],
    ] {
        drop_fixture(&mut daemon, then);
        assert_eq!(of_history(&daemon, then), 0, "{then}");
        drop_fixture(&mut daemon, now);
        assert!(of_history(&daemon, now) > 0, "{now}");
        let inbox = daemon.path("inbox");
        assert!(
            written(&daemon, now) == checked(&inbox.join(now), &inbox.join(then)),
            "{now}"
        );
    }
    let held = daemon.findings("kolara-2023.docx")["reports"][0]["earlier"][0].clone();
    assert_eq!(held["file"], "kolara-2022.docx");
    assert_eq!(held["period"]["end"], "2022-12-31");
    assert!(
        std::fs::read_to_string(daemon.path("out/kolara-2023.docx.findings.txt"))
            .expect("findings")
            .contains("held against kolara-2022.docx (2022-01-01 – 2022-12-31), SHA-256 ")
    );
}

#[test]
fn backtest_and_explain_hold_a_stored_report_against_the_year_before_as_the_daemon_does() {
    let mut daemon = Daemon::configured("");
    drop_fixture(&mut daemon, "kolara-2022.docx");
    drop_fixture(&mut daemon, "kolara-2023.docx");
    let folder = daemon.kill();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .expect("runs");
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    };
    run(&["rules", "export", "own"]);
    let rule = folder.path().join("own/history/dropped-result.toml");
    let text = std::fs::read_to_string(&rule).expect("a rule");
    let level = text
        .lines()
        .find(|line| line.starts_with("level"))
        .expect("a level");
    std::fs::write(&rule, text.replacen(level, "level = \"note\"", 1)).expect("a rule");

    let backtest = ["rules", "backtest", "--rules", "own", "--against"];
    let store = run(&[&backtest[..], &["store", "--data", "data"]].concat());
    assert!(store.contains("~ history/dropped-result"), "{store}");
    assert!(
        store.contains("1 of them was held against earlier reports"),
        "{store}"
    );
    let alone = run(&[&backtest[..], &[&path("inbox")]].concat());
    assert!(alone.contains("the rules of history were not tried"), "{alone}");

    let explain = ["rules", "explain"];
    let report = path("inbox/kolara-2023.docx");
    let stored = [&report, "history/dropped-result", "--data", "data"];
    let stored = run(&[&explain[..], &stored].concat());
    assert!(
        stored.contains("fired on 1") && stored.contains("held against kolara-2022.docx"),
        "{stored}"
    );
    let first = path("inbox/kolara-2022.docx");
    let alone = run(&[&explain[..], &[&first, "history/dropped-result"]].concat());
    assert!(alone.contains("the rules of history were not tried"), "{alone}");
}

#[test]
fn a_report_that_came_before_the_year_before_is_judged_again_when_that_comes() {
    let mut daemon = Daemon::configured("");
    drop_fixture(&mut daemon, "kolara-2023.docx");
    assert_eq!(of_history(&daemon, "kolara-2023.docx"), 0);
    drop_fixture(&mut daemon, "kolara-2022.docx");
    daemon.wait_for("an earlier report on its project came");
    daemon.wait_for("kolara-2023.docx: ");
    let then = written(&daemon, "kolara-2023.docx");
    let json: serde_json::Value = serde_json::from_slice(&then).expect("JSON");
    let is_new = |own: &&serde_json::Value| own["change"] == "new";
    let findings = json["reports"][0]["findings"].as_array().expect("findings");
    let new = findings.iter().filter(is_new);
    let of_history = |own: &serde_json::Value| {
        own["rule"]
            .as_str()
            .is_some_and(|rule| rule.starts_with("history/"))
    };
    assert!(new.clone().count() > 0 && new.clone().all(of_history), "{json}");
    // What it was held against is remembered: a restart judges nothing once more.
    let folder = daemon.kill();
    let mut daemon = Daemon::restart(folder, "");
    daemon.drop_report(
        "other.md",
        "# Report\n\nIn May, 25 social workers were trained.\n",
    );
    daemon.wait_for("other.md: ");
    assert!(
        !daemon.heard.iter().any(|line| line.contains("kolara")),
        "{:?}",
        daemon.heard
    );
}

#[test]
fn an_earlier_report_that_was_moved_away_and_deleted_is_not_forgotten() {
    let mut daemon = Daemon::configured("inbox = [{ folder = \"inbox\", move_done = \"done\" }]\n");
    drop_fixture(&mut daemon, "kolara-2022.docx");
    let moved = daemon.path("done/kolara-2022.docx");
    while !moved.exists() {}
    std::fs::remove_file(&moved).expect("removed");
    drop_fixture(&mut daemon, "kolara-2023.docx");
    while !daemon.path("done/kolara-2023.docx").exists() {}
    assert!(of_history(&daemon, "kolara-2023.docx") > 0);
    assert!(
        written(&daemon, "kolara-2023.docx")
            == checked(
                &daemon.path("done/kolara-2023.docx"),
                &fixture("kolara-2022.docx")
            )
    );
}

fn year(title: &str, year: i32, told: &str) -> String {
    format!(
        "# {title} {year}\n\nReporting period: January {year} – December {year}.\n\n{told}\n\n| Expected result | Indicator | Baseline | Target | Achieved {year} |\n|---|---|---|---|---|\n| Families have safe water | Families with a tap | 10 | {} | 90 |\n",
        if year == 2022 { 400 } else { 300 }
    )
}

#[test]
fn a_corrected_version_takes_the_place_of_the_first_and_is_no_earlier_report_of_it() {
    let mut daemon = Daemon::configured("");
    let title = "Annual report, Water for Namori";
    daemon.drop_report("water-2022.md", &year(title, 2022, "First."));
    daemon.wait_for("water-2022.md: ");
    daemon.drop_report("water-2022.md", &year(title, 2022, "Corrected."));
    daemon.wait_for("water-2022.md: ");
    assert!(earlier(&daemon, "water-2022.md").is_empty());
    daemon.drop_report("water-2023.md", &year(title, 2023, "Next."));
    daemon.wait_for("water-2023.md: ");
    let held = daemon.findings("water-2023.md")["reports"][0]["earlier"].clone();
    assert_eq!(held.as_array().map(Vec::len), Some(1), "{held}");
    assert_eq!(
        held[0]["sha256"],
        daemon.findings("water-2022.md")["reports"][0]["sha256"]
    );
    assert_eq!(of_history(&daemon, "water-2023.md"), 1);
}

#[test]
fn reports_that_are_not_surely_of_one_project_are_not_held_against_each_other() {
    let mut daemon = Daemon::configured("");
    for (name, title, when) in [
        ("report-2022.md", "Annual report", 2022),
        ("report-2023.md", "Annual report", 2023),
        ("a-2022.md", "Annual report, Water for Namori", 2022),
        ("b-2023.md", "Annual report, Water for Kolara", 2023),
    ] {
        daemon.drop_report(name, &year(title, when, ""));
        daemon.wait_for(&format!("{name}: "));
        assert!(earlier(&daemon, name).is_empty(), "{name}");
    }
}

#[test]
fn what_the_agreement_names_goes_before_what_the_store_knows() {
    let mut daemon = Daemon::configured("");
    let title = "Annual report, Water for Namori";
    daemon.drop_report("water-2022.md", &year(title, 2022, ""));
    daemon.wait_for("water-2022.md: ");
    std::fs::write(daemon.path("given.md"), year(title, 2021, "")).expect("a report");
    std::fs::write(
        daemon.path("inbox/water-2023.agreement.toml"),
        "earlier = [\"../given.md\"]\n",
    )
    .expect("an agreement");
    daemon.drop_report("water-2023.md", &year(title, 2023, ""));
    daemon.wait_for("water-2023.md: ");
    assert_eq!(earlier(&daemon, "water-2023.md"), ["given.md"]);
}

#[test]
fn a_reference_on_the_cover_tells_the_project_whatever_the_files_are_called() {
    let mut daemon = Daemon::configured("");
    for (name, title, number, when) in [
        ("first.md", "Annual report", 52_040_112, 2022),
        ("other.md", "Annual report", 52_040_999, 2022),
        ("second.md", "Progress report", 52_040_112, 2023),
    ] {
        let cover = format!("Agreement no. {number}. Submitted by: Water for All");
        daemon.drop_report(name, &year(title, when, &cover));
        daemon.wait_for(&format!("{name}: "));
    }
    assert_eq!(earlier(&daemon, "second.md"), ["first.md"]);
    let found = |filter: &[&str]| {
        let json = daemon.ask(&[&["reports", "--format", "json"], filter].concat());
        json["reports"].as_array().map(Vec::len)
    };
    assert_eq!(found(&["--project", "52040112"]), Some(2));
    assert_eq!(found(&["--partner", "water for all"]), Some(3));
}
