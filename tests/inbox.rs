//! What can happen to an inbox and to the data folder, and that no report is lost or checked half.

mod daemon;

use std::fs;
use std::time::{Duration, SystemTime};

use daemon::Daemon;

const PEOPLE: &str = "# Report\n\nIn May, 25 social workers were trained.\n";

fn quotes(daemon: &Daemon, name: &str, part: &str) -> bool {
    daemon.findings(name).to_string().contains(part)
}

#[test]
fn a_polled_inbox_needs_no_events() {
    let mut daemon =
        Daemon::configured("inbox = [{ folder = \"inbox\", mode = \"poll\" }]\npoll_seconds = 0.2\n");
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked");
    daemon.drop_report("one.md", &PEOPLE.replace("social workers", "teachers"));
    daemon.wait_for("checked");
    assert!(quotes(&daemon, "one.md", "25 teachers"));
}

/// Linux tells a folder of what is done to a file under its name there, and not of what is done under another name.
#[cfg(target_os = "linux")]
#[test]
fn an_inbox_whose_events_stay_away_is_polled_from_then_on() {
    let mut daemon = Daemon::configured("rescan_seconds = 0.5\npoll_seconds = 0.2\n");
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked");
    let outside = daemon.path("outside.md");
    fs::hard_link(daemon.path("inbox/one.md"), &outside).expect("a link");
    fs::write(&outside, PEOPLE.replace("social workers", "teachers")).expect("a report");
    daemon.wait_for("no event told of it; the folder is looked through every 0.2 s from now on");
    daemon.wait_for("checked");
    assert!(quotes(&daemon, "one.md", "25 teachers"));
}

#[test]
fn an_inbox_that_goes_and_comes_back_is_noticed_and_so_is_one_swapped_for_another() {
    let mut daemon = Daemon::configured("poll_seconds = 0.2\n");
    fs::rename(daemon.path("inbox"), daemon.path("away")).expect("a folder");
    daemon.wait_for("the inbox is away");
    fs::write(daemon.path("away/one.md"), PEOPLE).expect("a report");
    fs::rename(daemon.path("away"), daemon.path("inbox")).expect("a folder");
    daemon.wait_for("the inbox is back");
    daemon.wait_for("one.md");
    fs::create_dir(daemon.path("other")).expect("a folder");
    fs::write(daemon.path("other/two.md"), PEOPLE.replace("25", "26")).expect("a report");
    fs::rename(daemon.path("inbox"), daemon.path("away")).expect("a folder");
    fs::rename(daemon.path("other"), daemon.path("inbox")).expect("a folder");
    daemon.wait_for("two.md");
    daemon.drop_report("three.md", &PEOPLE.replace("25", "27"));
    daemon.wait_for("three.md");
}

/// A report that takes seconds to check.
fn long_report() -> String {
    let groups =
        (0..4000).map(|group| format!("In group {group}, 25 social workers were trained in May 2021.\n\n"));
    format!("# Report\n\n{}", groups.collect::<String>())
}

fn audit(daemon: &Daemon) -> String {
    String::from_utf8_lossy(&daemon.command(&["audit"]).stdout).into_owned()
}

#[test]
fn what_was_read_of_a_file_that_is_replaced_meanwhile_does_not_count() {
    let mut daemon = Daemon::configured("");
    daemon.drop_report("one.md", &long_report());
    while !audit(&daemon).contains("run started") {}
    fs::write(daemon.path("new.md"), PEOPLE).expect("a report");
    fs::rename(daemon.path("new.md"), daemon.path("inbox/one.md")).expect("a report");
    daemon.wait_for("changed while it was read; what was read of it does not count");
    daemon.wait_for("checked");
    assert!(!quotes(&daemon, "one.md", "In group"));
    let audit = audit(&daemon);
    assert_eq!(audit.matches("run finished").count(), 1, "{audit}");
}

#[cfg(unix)]
#[test]
fn stopped_in_the_midst_of_its_work_it_ends_cleanly_and_does_the_rest_after_the_next_start() {
    let mut daemon = Daemon::configured("workers = 1\n");
    daemon.drop_report("one.md", &long_report());
    for number in 2..6 {
        daemon.drop_report(
            &format!("{number}.md"),
            &PEOPLE.replace("25", &number.to_string()),
        );
    }
    while !audit(&daemon).contains("run started") {}
    let id = daemon.child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-TERM", &id]).status();
    assert!(sent.expect("kill").success());
    daemon.wait_for("stopped");
    assert_eq!(daemon.child.wait().expect("an end").code(), Some(0));
    let folder = daemon.kill();
    let daemon = Daemon::restart(folder, "");
    while audit(&daemon).matches("run finished").count() < 5 {}
    let json = daemon.ask(&["reports", "--format", "json"]);
    assert_eq!(json["reports"].as_array().expect("reports").len(), 5);
}

#[test]
fn a_configuration_that_cannot_be_meant_is_refused_with_the_key_and_what_it_takes() {
    for (wrong, told) in [
        (
            "recheck = \"sometimes\"\n",
            "`sometimes` is none of open, all, none",
        ),
        ("poll_seconds = 0\n", "poll_seconds must lie between 0.1 and 3600"),
        ("workers = 0\n", "workers must lie between 1 and 64"),
        (
            "inbox = [{ folder = \"inbox\", move_done = \"inbox/done\" }]\n",
            "lies inside the inbox",
        ),
        (
            "inbox = [{ folder = \"inbox\", mode = \"guess\" }]\n",
            "tillsyn.toml:4:37: `guess` is none of events, poll, auto",
        ),
        ("inbox = [\"inbox\", 3]\n", "tillsyn.toml:4:19: the number 3"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut daemon = Daemon::begin(folder, wrong);
        daemon.wait_for(told);
        assert_eq!(daemon.child.wait().expect("an end").code(), Some(2), "{wrong}");
    }
    for (wrong, place) in [
        ("inbox = [{ foldr = \"inbox\" }]\n", "tillsyn.toml:4:12: "),
        (
            "recheck = \"all\"\n[[inbox]]\nfoldr = \"inbox\" # inbox =\n",
            "tillsyn.toml:6:1: ",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut daemon = Daemon::begin(folder, wrong);
        let told = daemon.wait_for("there is no key `foldr` here");
        assert!(told.contains(place), "{told}");
        daemon.wait_for("did you mean `folder`?");
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tillsyn.toml"), "[[inbox]]\nmode = \"pol\"\n").expect("a file");
    let refused = std::process::Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .current_dir(folder.path())
        .args(["watch", "--out", "out"])
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("tillsyn.toml:1:1: there is no `folder`"), "{said}");
    assert!(said.contains("tillsyn.toml:2:8: `pol` is none of"), "{said}");
    assert!(!said.contains("there is no key"), "{said}");
}

#[test]
fn files_dated_in_the_past_and_the_future_are_checked_and_so_is_an_older_file_in_their_place() {
    let mut daemon = Daemon::configured("");
    let dated = |daemon: &Daemon, text: &str, time: SystemTime| {
        let path = daemon.path("dated.md");
        fs::write(&path, text).expect("a report");
        let file = fs::File::options().write(true).open(&path).expect("a report");
        file.set_modified(time).expect("a time");
        fs::rename(path, daemon.path("inbox/dated.md")).expect("a report");
    };
    let year = Duration::from_secs(365 * 24 * 3600);
    dated(&daemon, PEOPLE, SystemTime::now() + 50 * year);
    daemon.wait_for("checked");
    dated(
        &daemon,
        &PEOPLE.replace("social workers", "teachers"),
        SystemTime::UNIX_EPOCH + year,
    );
    daemon.wait_for("checked");
    assert!(quotes(&daemon, "dated.md", "25 teachers"));
    // The same size and time, and yet another file.
    dated(
        &daemon,
        &PEOPLE.replace("social workers", "farmers!"),
        SystemTime::UNIX_EPOCH + year,
    );
    daemon.wait_for("checked");
    assert!(quotes(&daemon, "dated.md", "25 farmers"));
}

#[cfg(unix)]
#[test]
fn a_data_folder_that_may_not_be_written_is_told_and_nothing_is_lost() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["inbox", "out", "data"] {
        fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    let writable = |folder: &std::path::Path, may: bool| {
        let mode = if may { 0o777 } else { 0o555 };
        fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    writable(folder.path(), true);
    writable(&folder.path().join("out"), true);
    writable(&folder.path().join("data"), false);
    let data = folder.path().join("data");
    let mut daemon = Daemon::restart_as_nobody(folder, "");
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("nothing is lost: it is tried again every 2 s, and reports wait until then");
    assert!(!daemon.path("out/one.md.findings.json").exists());
    writable(&data, true);
    daemon.wait_for("the store can be used again");
    daemon.wait_for("checked");
}

#[test]
fn a_store_that_is_locked_or_goes_away_is_waited_for() {
    let mut daemon = Daemon::configured("");
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked");
    let store = daemon.path("data/tillsyn.db");
    locked(&store, || {
        daemon.drop_report("locked.md", &PEOPLE.replace("25", "27"));
        daemon.wait_for("database is locked");
    });
    daemon.wait_for("the store can be used again");
    daemon.wait_for("checked");
    fs::rename(daemon.path("data"), daemon.path("elsewhere")).expect("a folder");
    daemon.drop_report("two.md", &PEOPLE.replace("25", "26"));
    daemon.wait_for("the store is gone");
    fs::rename(daemon.path("elsewhere"), daemon.path("data")).expect("a folder");
    daemon.wait_for("the store can be used again");
    daemon.wait_for("two.md");
    let json = daemon.ask(&["reports", "--format", "json"]);
    assert_eq!(json["reports"].as_array().expect("reports").len(), 3);
}

#[test]
fn findings_that_cannot_be_written_are_waited_with_and_that_is_said_once() {
    let mut daemon = Daemon::configured("");
    fs::rename(daemon.path("out"), daemon.path("elsewhere")).expect("a folder");
    fs::write(daemon.path("out"), "in the way").expect("a file");
    daemon.drop_report("one.md", PEOPLE);
    daemon.drop_report("two.md", &PEOPLE.replace("25", "26"));
    daemon.wait_for("the findings cannot be written");
    fs::remove_file(daemon.path("out")).expect("a file");
    fs::rename(daemon.path("elsewhere"), daemon.path("out")).expect("a folder");
    daemon.wait_for("findings can be written again");
    daemon.wait_for("checked");
    daemon.wait_for("checked");
    let complaints = daemon.heard.iter().filter(|line| line.contains("ERROR")).count();
    assert_eq!(complaints, 1, "{:?}", daemon.heard);
    let audit = audit(&daemon);
    assert!(!audit.contains("interrupted"), "{audit}");
}

/// Another program holds the database.
fn locked(store: &std::path::Path, meanwhile: impl FnOnce()) {
    use sqlx::Connection;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let address = format!("sqlite://{}", store.display());
    let connection = runtime.block_on(sqlx::SqliteConnection::connect(&address));
    let mut connection = connection.expect("a connection");
    let mut say = |sql: &'static str| {
        let said = runtime.block_on(sqlx::query(sql).execute(&mut connection));
        said.expect("said");
    };
    say("BEGIN EXCLUSIVE");
    meanwhile();
    say("ROLLBACK");
}

#[test]
fn two_daemons_do_not_share_a_store() {
    let mut first = Daemon::configured("");
    let data = first.path("data").display().to_string();
    let mut second = Daemon::configured(&format!("data = \"{data}\"\n"));
    second.wait_for("another tillsyn works with this data folder");
    first.drop_report("one.md", PEOPLE);
    first.wait_for("checked");
}

#[test]
fn files_are_moved_away_only_when_configured_and_never_over_another() {
    let mut daemon = Daemon::configured(
        "inbox = [{ folder = \"inbox\", move_done = \"done\", move_failed = \"failed\", max_megabytes = 1 }]\nretries = 0\n",
    );
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked");
    daemon.drop_report("broken.docx", "PK\u{3}\u{4} no zip");
    daemon.wait_for("checked");
    daemon.drop_report("one.md", &PEOPLE.replace("25", "26"));
    daemon.wait_for("checked");
    daemon.drop_report("large.md", &"x".repeat(1_000_001));
    daemon.wait_for("is larger than");
    daemon.drop_report("last.md", &PEOPLE.replace("25", "27"));
    daemon.wait_for("checked");
    for file in [
        "done/one.md",
        "done/one-2.md",
        "failed/broken.docx",
        "failed/large.md",
    ] {
        assert!(daemon.path(file).is_file(), "{file}");
    }
    let shown = daemon.ask(&["reports", "--format", "json"]).to_string();
    assert!(shown.contains("failed/broken.docx"), "{shown}");
}

#[test]
fn a_zip_of_reports_is_judged_report_by_report_and_a_file_above_the_limit_not_at_all() {
    use std::io::Write;
    let mut daemon = Daemon::configured("inbox = [{ folder = \"inbox\", max_megabytes = 1 }]\n");
    let mut zip = zip::ZipWriter::new(fs::File::create(daemon.path("two.zip")).expect("a file"));
    for (name, text) in [("a.md", PEOPLE.to_string()), ("b.md", PEOPLE.replace("25", "26"))] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a zip");
    fs::rename(daemon.path("two.zip"), daemon.path("inbox/two.zip")).expect("a zip");
    daemon.wait_for("checked");
    let json = daemon.ask(&["reports", "--format", "json"]);
    let names: Vec<&str> = json["reports"]
        .as_array()
        .expect("reports")
        .iter()
        .filter_map(|report| report["name"].as_str())
        .collect();
    assert_eq!(names, ["two.zip/a.md", "two.zip/b.md"]);
    daemon.drop_report("large.md", &"x".repeat(1_000_001));
    daemon.wait_for("is larger than the 1 MB that this inbox takes");
}

#[test]
fn a_file_that_could_not_be_read_is_told_again_when_it_changes() {
    let mut daemon = Daemon::configured("retries = 1\nretry_seconds = 0.1\n");
    daemon.drop_report("broken.docx", "PK\u{3}\u{4} no zip");
    daemon.wait_for("it is tried again");
    daemon.wait_for("unreadable: ");
    daemon.drop_report("broken.docx", "PK\u{3}\u{4} no zip either");
    daemon.wait_for("it is tried again");
    daemon.wait_for("unreadable: ");
    daemon.drop_report("broken.docx", PEOPLE);
    daemon.wait_for("0 notes in 1 report");
    let json = daemon.ask(&["reports", "--format", "json"]);
    assert_eq!(json["files"].as_array().expect("files").len(), 0);
}

#[test]
fn labels_beside_a_report_are_no_report() {
    let mut daemon = Daemon::configured("");
    daemon.drop_report("final.gold.tsv", "must\tstatistics/not-sex-disaggregated\t25\n");
    daemon.drop_report("final.md", PEOPLE);
    daemon.wait_for("checked");
    let json = daemon.ask(&["reports", "--format", "json"]);
    assert_eq!(json["reports"].as_array().expect("reports").len(), 1, "{json}");
    assert_eq!(json["reports"][0]["name"], "final.md");
}
