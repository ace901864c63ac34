//! The daemon is killed at random moments while reports arrive, and started again: at the end nothing is lost, nothing is
//! there twice, and everything is as `check` says.
//!
//! `cargo test --test crash` does it on a small scale; TILLSYN_CRASH_REPORTS and TILLSYN_CRASH_KILLS set the scale.

#![cfg(unix)]

mod daemon;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use daemon::Daemon;
use serde_json::Value;

const CONFIGURATION: &str = "rescan_seconds = 1\nretries = 0\n";
/// Milliseconds from one start to the next kill at the most: starting takes about half of it.
const LONGEST_LIFE: u64 = 1600;
const FIXTURES: [&str; 6] = [
    "kg-2002-2004.docx",
    "kg-2004-2006.md",
    "en-agriculture.xlsx",
    "es-microcredito-clean.md",
    "iati-sida.xml",
    "kz-2002-2003.docx",
];

fn scale(name: &str, small: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|own| own.parse().ok())
        .unwrap_or(small)
}

/// Numbers that differ from run to run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Every one is another content: text with its number, or a real file with a few bytes after its end.
fn report(number: u64) -> (String, Vec<u8>) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports");
    if number.is_multiple_of(10) {
        let name = FIXTURES[usize::try_from(number / 10).expect("few") % FIXTURES.len()];
        let mut bytes = fs::read(fixtures.join(name)).expect("a report");
        if name.ends_with("md") {
            bytes.extend(format!("\n\nThis is copy {number}.\n").bytes());
        } else if name.ends_with("xml") {
            bytes.extend(format!("<!-- {number} -->").bytes());
        } else {
            // The comment at the end of a zip file: its length stands in the two bytes before it.
            let comment = format!("{number:04}");
            let at = bytes.len() - 2;
            bytes[at] = u8::try_from(comment.len()).expect("short");
            bytes.extend(comment.bytes());
        }
        return (format!("{number:05}-{name}"), bytes);
    }
    let text = format!(
        "# Final report {number}\n\nIn May 2021, {} social workers and {} teachers were trained.\n",
        20 + number,
        30 + number % 7
    );
    (format!("{number:05}.md"), text.into_bytes())
}

fn events(daemon: &Daemon) -> Vec<Value> {
    let json = daemon.ask(&["audit", "--format", "json"]);
    json.as_array().expect("entries").clone()
}

fn finished(daemon: &Daemon) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for event in events(daemon) {
        if event["event"] == "run finished" {
            *count
                .entry(event["subject"].as_str().unwrap_or_default().to_string())
                .or_default() += 1;
        }
    }
    count
}

#[test]
fn killed_at_any_moment_it_loses_nothing_and_records_nothing_twice() {
    let reports = scale("TILLSYN_CRASH_REPORTS", 20);
    let kills = scale("TILLSYN_CRASH_KILLS", 5);
    let mut chance = Chance(u64::from(std::process::id()));
    println!("seed {}", chance.0);
    let mut daemon = Daemon::configured(CONFIGURATION);
    let begun = Instant::now();
    let mut dropped = 0;
    for kill in 1..=kills {
        // A third lies there from the beginning: there is work whenever it is killed.
        while dropped < reports / 3 + (reports - reports / 3) * kill / kills {
            let (name, bytes) = report(dropped);
            fs::write(daemon.path("inbox").join(name), bytes).expect("a report");
            dropped += 1;
        }
        std::thread::sleep(Duration::from_millis(chance.below(LONGEST_LIFE)));
        let folder = daemon.kill();
        daemon = Daemon::begin(folder, CONFIGURATION);
    }
    let count = usize::try_from(reports).expect("few");
    while finished(&daemon).len() < count {
        std::thread::sleep(Duration::from_millis(200));
        assert!(daemon.child.try_wait().expect("a state").is_none(), "it runs");
    }
    let audit = events(&daemon);
    let cut_off = audit
        .iter()
        .filter(|own| own["event"] == "run interrupted")
        .count();
    println!(
        "{reports} reports, {kills} kills in {:?}, {cut_off} runs cut off and done again",
        begun.elapsed()
    );
    let twice = finished(&daemon).values().filter(|count| **count != 1).count();
    assert_eq!(twice, 0, "each run finished once");
    let seqs: Vec<u64> = audit.iter().filter_map(|own| own["seq"].as_u64()).collect();
    assert_eq!(
        seqs,
        (1..=seqs.len() as u64).collect::<Vec<_>>(),
        "no entry is missing"
    );
    each_run_is_begun_before_it_ends(&audit);
    let listed = daemon.ask(&["reports", "--superseded", "--format", "json"]);
    assert_eq!(
        listed["files"].as_array().expect("files").len(),
        0,
        "{}",
        listed["files"]
    );
    let mut names: Vec<&str> = listed["reports"]
        .as_array()
        .expect("reports")
        .iter()
        .filter_map(|report| report["name"].as_str())
        .collect();
    names.dedup();
    assert_eq!(names.len(), count, "every report is there");
    let left: Vec<PathBuf> = fs::read_dir(daemon.path("out"))
        .expect("out")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().contains(".tillsyn-"))
        .collect();
    assert!(left.is_empty(), "half written: {left:?}");
    findings_are_those_of_check(&daemon);
}

fn each_run_is_begun_before_it_ends(audit: &[Value]) {
    let mut open: BTreeMap<&str, bool> = BTreeMap::new();
    for entry in audit {
        let subject = entry["subject"].as_str().unwrap_or_default();
        match entry["event"].as_str() {
            Some("run started") => {
                open.insert(subject, true);
            }
            Some("run finished" | "run interrupted") => {
                assert_eq!(open.insert(subject, false), Some(true), "{entry}");
            }
            _ => {}
        }
    }
    assert!(open.values().all(|open| !open), "no run is left open");
}

fn findings_are_those_of_check(daemon: &Daemon) {
    let checked = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["check", "--format", "json", "--fail-on", "never"])
        .arg(daemon.path("inbox"))
        .output()
        .expect("runs");
    let checked: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let mut by_file: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for report in checked["reports"].as_array().expect("reports") {
        let name = report["file"].as_str().unwrap_or_default().to_string();
        by_file.entry(name).or_default().push(plain(report.clone()));
    }
    for (name, expected) in by_file {
        let json = daemon.findings(&name);
        let own: Vec<Value> = json["reports"]
            .as_array()
            .expect("reports")
            .iter()
            .cloned()
            .map(plain)
            .collect();
        assert_eq!(own, expected, "{name}");
    }
}

/// Without what only a memory can tell.
fn plain(mut report: Value) -> Value {
    for finding in report["findings"].as_array_mut().expect("findings") {
        finding["change"] = Value::Null;
    }
    report
}
