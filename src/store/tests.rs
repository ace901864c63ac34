//! What the store promises, whatever the clock says and wherever it was cut off.

use jiff::Timestamp;

use super::*;
use crate::finding::{Change, Coverage, Finding, Level, ReportResult};
use crate::report::Kind;

pub(crate) fn key(sha256: &str, rulebook: &str) -> RunKey {
    RunKey {
        sha256: sha256.to_string(),
        language: "en".to_string(),
        rulebook: rulebook.to_string(),
        engine: "1".to_string(),
        ..RunKey::default()
    }
}

pub(crate) fn file(name: &str, sha256: &str) -> Submission {
    Submission {
        path: format!("/inbox/{name}"),
        inbox: "/inbox".to_string(),
        name: name.to_string(),
        sha256: sha256.to_string(),
        size: 1,
    }
}

pub(crate) fn finding(fingerprint: &str) -> Finding {
    Finding {
        rule: "pack/rule".to_string(),
        level: Level::Error,
        message: "M".to_string(),
        ask: "A".to_string(),
        source: "S".to_string(),
        evidence: Vec::new(),
        details: std::collections::BTreeMap::new(),
        fingerprint: fingerprint.to_string(),
        change: Change::New,
        suppression: None,
        whole_report: false,
    }
}

pub(crate) fn judged(sha256: &str, reference: Option<&str>, fingerprints: &[&str]) -> Vec<Judged> {
    let period = crate::report::Period {
        start: jiff::civil::Date::new(2020, 1, 1).ok(),
        end: None,
    };
    vec![Judged {
        facts: "{}".to_string(),
        reading: String::new(),
        period,
        organisation: None,
        result: ReportResult {
            file: "report".to_string(),
            sha256: sha256.to_string(),
            format: "markdown".to_string(),
            title: None,
            reference: reference.map(String::from),
            kind: Kind::Final,
            language: Some("en".to_string()),
            period,
            agreement: None,
            earlier: Vec::new(),
            framework: None,
            coverage: Coverage::default(),
            doubts: Vec::new(),
            findings: fingerprints.iter().map(|own| finding(own)).collect(),
            could_not_tell: Vec::new(),
            rule_errors: Vec::new(),
        },
    }]
}

/// Judges a file from beginning to end, and hands on each finding with its change.
pub(crate) fn run(
    store: &mut Store,
    file: &Submission,
    key: &RunKey,
    mut judged: Vec<Judged>,
) -> Vec<(String, Change)> {
    store.start([(file, key)].into_iter()).expect("started");
    let compared = store.compare(file, key, &mut judged).expect("compared");
    store
        .finish(file, key, &judged, &compared, None)
        .expect("finished");
    judged[0]
        .result
        .findings
        .iter()
        .map(|own| (own.fingerprint.clone(), own.change))
        .collect()
}

fn newest(store: &mut Store) -> ReportRow {
    let mut reports = store.reports(&Filter::default()).expect("reports");
    assert_eq!(reports.len(), 1, "{reports:?}");
    reports.remove(0)
}

#[test]
fn a_clock_that_jumps_back_does_not_turn_old_into_new() {
    let folder = tempfile::tempdir().expect("a folder");
    let future: fn() -> Timestamp = || "2040-01-01T00:00:00Z".parse().expect("a time");
    let past: fn() -> Timestamp = || "1999-01-01T00:00:00Z".parse().expect("a time");
    let open = |clock| Store::open_with_clock(folder.path(), Missing::Make, clock).expect("a store");
    let mut store = open(future);
    run(
        &mut store,
        &file("r.md", "a"),
        &key("a", "1"),
        judged("a", None, &["x", "y"]),
    );
    drop(store);
    let mut store = open(past);
    let second = run(
        &mut store,
        &file("r.md", "b"),
        &key("b", "1"),
        judged("b", None, &["y", "z"]),
    );
    assert_eq!(
        second,
        [
            ("y".to_string(), Change::Unchanged),
            ("z".to_string(), Change::New)
        ]
    );
    let report = newest(&mut store);
    assert_eq!((report.id.as_str(), report.previous.as_deref()), ("b", Some("a")));
    let again = run(
        &mut store,
        &file("r.md", "b"),
        &key("b", "2"),
        judged("b", None, &["y"]),
    );
    assert_eq!(again, [("y".to_string(), Change::Unchanged)]);
    let report = newest(&mut store);
    assert_eq!(report.rulebook, "2");
    let gone = store.findings(&report, "", "", "gone").expect("findings");
    assert_eq!(gone[0].text("fingerprint"), "z");
    let seqs: Vec<i64> = store.audit().expect("audit").iter().map(|own| own.seq).collect();
    assert_eq!(
        seqs,
        (1..=i64::try_from(seqs.len()).expect("few")).collect::<Vec<_>>()
    );
}

#[test]
fn a_version_is_known_by_project_and_period_under_any_name_but_not_by_its_period_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path(), Missing::Make).expect("a store");
    let project = Some("SE-0-123");
    run(
        &mut store,
        &file("draft.md", "a"),
        &key("a", "1"),
        judged("a", project, &["x"]),
    );
    run(
        &mut store,
        &file("final.md", "b"),
        &key("b", "1"),
        judged("b", project, &["x"]),
    );
    assert_eq!(newest(&mut store).previous.as_deref(), Some("a"));
    run(
        &mut store,
        &file("other.md", "c"),
        &key("c", "1"),
        judged("c", None, &["x"]),
    );
    run(
        &mut store,
        &file("third.md", "d"),
        &key("d", "1"),
        judged("d", None, &["x"]),
    );
    let all = store.reports(&Filter::default()).expect("reports");
    let previous: Vec<Option<&str>> = all.iter().map(|own| own.previous.as_deref()).collect();
    assert_eq!(previous, [Some("a"), None, None]);
}

#[test]
fn the_same_name_for_another_period_is_another_report_and_content_that_comes_back_counts_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path(), Missing::Make).expect("a store");
    let of = |sha256: &str, year: i16| {
        let mut judged = judged(sha256, None, &["x"]);
        judged[0].period = crate::report::Period {
            start: jiff::civil::Date::new(year, 1, 1).ok(),
            end: jiff::civil::Date::new(year, 12, 31).ok(),
        };
        judged
    };
    run(&mut store, &file("report.md", "a"), &key("a", "1"), of("a", 2020));
    run(&mut store, &file("report.md", "b"), &key("b", "1"), of("b", 2021));
    run(&mut store, &file("report.md", "c"), &key("c", "1"), of("c", 2021));
    let listed = |store: &mut Store| -> Vec<String> {
        let reports = store.reports(&Filter::default()).expect("reports");
        reports.into_iter().map(|report| report.id).collect()
    };
    assert_eq!(listed(&mut store), ["a", "c"]);
    run(&mut store, &file("report.md", "b"), &key("b", "1"), of("b", 2021));
    assert!(listed(&mut store).contains(&"b".to_string()));
}

#[test]
fn what_was_begun_and_not_finished_is_begun_again_and_nothing_is_recorded_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, key) = (file("r.md", "a"), key("a", "1"));
    let mut store = Store::open(folder.path(), Missing::Make).expect("a store");
    store.start([(&file, &key)].into_iter()).expect("started");
    drop(store);
    let mut store = Store::open(folder.path(), Missing::Make).expect("a store");
    assert_eq!(store.recover().expect("recovered"), 1);
    assert_eq!(store.answer(&file, &key).expect("an answer"), Answer::None);
    run(&mut store, &file, &key, judged("a", None, &["x"]));
    assert_eq!(store.answer(&file, &key).expect("an answer"), Answer::Same);
    run(&mut store, &file, &key, judged("a", None, &["x"]));
    assert_eq!(store.recover().expect("recovered"), 0);
    let report = newest(&mut store);
    assert_eq!(store.findings(&report, "", "", "").expect("findings").len(), 1);
    let shown = store.show(report).expect("a report");
    assert_eq!(shown.runs.len(), 1);
}

#[test]
fn a_waiver_is_of_one_report_and_ends_on_its_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let on = |clock: fn() -> Timestamp| {
        Store::open_with_clock(folder.path(), Missing::Make, clock).expect("a store")
    };
    let mut store = on(|| "2026-03-01T12:00:00Z".parse().expect("a time"));
    run(
        &mut store,
        &file("one.md", "a"),
        &key("a", "1"),
        judged("a", None, &["x"]),
    );
    run(
        &mut store,
        &file("two.md", "b"),
        &key("b", "1"),
        judged("b", None, &["x"]),
    );
    assert_eq!(store.lineages("x").expect("reports"), ["a", "b"]);
    let waiver = Waiver {
        fingerprint: "x".to_string(),
        lineage: "a".to_string(),
        justification: "agreed".to_string(),
        author: "Ada".to_string(),
        until: jiff::civil::Date::new(2026, 3, 1).ok(),
    };
    store.waive(&waiver).expect("waived");
    let waived = |store: &mut Store| -> Vec<usize> {
        let reports = store.reports(&Filter::default()).expect("reports");
        reports.iter().map(|report| report.counts.waived).collect()
    };
    assert_eq!(waived(&mut store), [1, 0]);
    drop(store);
    let mut store = on(|| "2026-03-02T00:00:01Z".parse().expect("a time"));
    assert_eq!(waived(&mut store), [0, 0]);
}

fn book_of(digest: &str) -> Book<'_> {
    static NONE: std::collections::BTreeMap<String, Option<String>> = std::collections::BTreeMap::new();
    Book {
        digest,
        source: "1; rules from shipped",
        changes: String::new(),
        contents: "shipped rules: 56",
        own_files: &NONE,
        since_end: false,
    }
}

#[test]
fn the_book_in_force_is_the_one_noted_last_although_the_clock_was_set_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let note = |clock: fn() -> Timestamp, book: &str| {
        let store = Store::open_with_clock(folder.path(), Missing::Make, clock);
        let mut store = store.expect("a store");
        store.in_force(&book_of(book)).expect("noted");
        store.audit().expect("audit").len()
    };
    let ahead: fn() -> Timestamp = || "2031-01-01T00:00:00Z".parse().expect("a time");
    let right: fn() -> Timestamp = || "2026-01-01T00:00:00Z".parse().expect("a time");
    assert_eq!(note(ahead, "a"), 1);
    assert_eq!(note(right, "b"), 2);
    assert_eq!(note(right, "b"), 2);
}

#[test]
fn the_audit_cannot_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path(), Missing::Make).expect("a store");
    store.in_force(&book_of("book")).expect("noted");
    for sql in ["DELETE FROM audit", "UPDATE audit SET actor = 'me'"] {
        let changed = store.change(async |db| sqlx::query(sql).execute(db).await);
        assert!(changed.is_err_and(|error| error.reason.contains("only ever added to")));
    }
    assert_eq!(store.audit().expect("audit").len(), 1);
}

#[test]
fn a_report_that_is_news_waits_in_the_outbox_and_one_that_is_none_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path(), Missing::Make).expect("a store");
    run(
        &mut store,
        &file("r.md", "a"),
        &key("a", "1"),
        judged("a", None, &["x"]),
    );
    run(
        &mut store,
        &file("r.md", "a"),
        &key("a", "2"),
        judged("a", None, &["x"]),
    );
    run(
        &mut store,
        &file("r.md", "a"),
        &key("a", "3"),
        judged("a", None, &[]),
    );
    let waiting: Vec<(String,)> = store
        .look(async |db| {
            sqlx::query_as("SELECT run FROM outbox ORDER BY made, run")
                .fetch_all(db)
                .await
        })
        .expect("the outbox");
    let mut expected = [key("a", "1").id(), key("a", "3").id()];
    expected.sort();
    let mut waiting: Vec<String> = waiting.into_iter().map(|(run,)| run).collect();
    waiting.sort();
    assert_eq!(waiting, expected);
}
