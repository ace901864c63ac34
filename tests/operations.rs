//! What those who look after the daemon see on its pages.

mod asked;
mod daemon;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;

use asked::{address, doctor, get, get_as, until};
use daemon::Daemon;

const PEOPLE: &str = "# Report\n\nIn May, 25 social workers were trained.\n";
#[test]
fn health_names_what_is_wrong_and_the_remedy_until_it_is_mended() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("inbox")).expect("an inbox");
    std::fs::create_dir_all(folder.path().join("own/profiles")).expect("rules");
    std::fs::write(
        folder.path().join("own/profiles/own.toml"),
        "title = \"A\"\nabout = \"B\"\nextends = \"sida\"\n",
    )
    .expect("a profile");
    let configuration = "listen = \"127.0.0.1:0\"\nrules = [\"shipped\", \"own\"]\n";
    let mut daemon = Daemon::restart(folder, configuration);
    let address = address(&mut daemon);
    assert_eq!(until(&address, "/health", "\"status\": \"ok\"").0, 200);

    let profile = daemon.path("own/profiles/own.toml");
    std::fs::write(&profile, "titel = \"A\"\nabout = \"B\"\nextends = \"sida\"\n").expect("a profile");
    daemon.wait_for("stays in force");
    let (status, body) = until(&address, "/health", "own.toml:1:1: there is no key `titel` here");
    assert_eq!(status, 503);
    assert!(body.contains("did you mean `title`?"), "{body}");
    std::fs::write(&profile, "title = \"A\"\nabout = \"B\"\nextends = \"sida\"\n").expect("a profile");
    daemon.wait_for("the rules are whole again");
    until(&address, "/health", "\"status\": \"ok\"");

    std::fs::rename(daemon.path("inbox"), daemon.path("away")).expect("a folder");
    daemon.wait_for("the inbox is away");
    let (status, body) = until(&address, "/health", "the inbox is away");
    assert!(status == 503 && body.contains("mount its disk"), "{body}");
    std::fs::rename(daemon.path("away"), daemon.path("inbox")).expect("a folder");
    daemon.wait_for("the inbox is back");
    until(&address, "/health", "\"status\": \"ok\"");

    std::fs::rename(daemon.path("data"), daemon.path("lost")).expect("a folder");
    daemon.wait_for("the store is gone");
    let (status, body) = until(&address, "/health", "tillsyn.db: ");
    assert!(
        status == 503 && body.contains("\"store\": \"trouble\"") && body.contains("may write"),
        "{body}"
    );
    std::fs::rename(daemon.path("lost"), daemon.path("data")).expect("a folder");
    daemon.wait_for("the store can be used again");
    until(&address, "/health", "\"status\": \"ok\"");
}

#[test]
fn a_rule_whose_files_are_not_taken_any_more_is_told_by_health_and_by_the_doctor() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("inbox")).expect("an inbox");
    let exported = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["rules", "export"])
        .arg(folder.path().join("own"))
        .output()
        .expect("runs");
    assert!(exported.status.success());
    let mut daemon = Daemon::restart(folder, "listen = \"127.0.0.1:0\"\nrules = [\"own\"]\n");
    let address = address(&mut daemon);
    until(&address, "/health", "\"status\": \"ok\"");
    let rename = |daemon: &Daemon, kind: &str, back: bool| {
        let own = daemon.path(&format!("own/statistics/no-source.{kind}"));
        let other = daemon.path(&format!("own/statistics/no-source.{kind}.txt"));
        let (from, to) = if back { (other, own) } else { (own, other) };
        std::fs::rename(from, to).expect("a file");
    };

    rename(&daemon, "toml", false);
    let (status, body) = until(
        &address,
        "/health",
        "no-source.toml: this file is gone: it was there before",
    );
    assert_eq!(status, 503);
    assert!(
        body.contains("rename no-source.toml.txt to no-source.toml (the rules before it judge"),
        "{body}"
    );

    rename(&daemon, "rhai", false);
    rename(&daemon, "md", false);
    let (status, body) = until(&address, "/health", "the rule statistics/no-source is not in");
    assert_eq!(status, 503);
    assert!(
        body.contains("no-source.rhai.txt: this file is not taken"),
        "{body}"
    );
    for kind in ["rhai", "md", "toml"] {
        rename(&daemon, kind, true);
    }
    until(&address, "/health", "\"status\": \"ok\"");

    for kind in ["toml", "rhai", "md"] {
        rename(&daemon, kind, false);
    }
    let folder = daemon.kill();
    let (told, code) = doctor(
        folder.path(),
        "inbox = [\"inbox\"]\nout = \"out\"\nrules = [\"own\"]\n",
    );
    assert!(told.contains("rename it to no-source.toml"), "{told}");
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn a_new_rule_in_the_folder_in_force_is_refused_until_its_texts_are_written() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("inbox")).expect("an inbox");
    let new = |folder: &Path, id: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
            .args(["rules", "new", id, "--in"])
            .arg(folder.join("own"))
            .output()
            .expect("runs");
        assert!(output.status.success());
    };
    new(folder.path(), "training/length");
    let manifest = folder.path().join("own/training/length.toml");
    let text = std::fs::read_to_string(&manifest).expect("a rule");
    let written = |text: &str| {
        let filled = text
            .replace("What is wrong, in a sentence.", "It is short.")
            .replace("What to ask", "Ask")
            .replace("Why it matters", "It matters")
            .replace("Where the demand", "The demand");
        assert!(filled != text);
        filled
    };
    std::fs::write(&manifest, written(&text)).expect("a rule");
    let mut daemon = Daemon::restart(folder, "rules = [\"shipped\", \"own\"]\n");

    new(daemon.folder.path(), "training/depth");
    daemon.wait_for("depth.toml:4:1: the rule is not finished: lines 4, 5, 6 and 7");
    daemon.wait_for("stays in force");
    let manifest = daemon.path("own/training/depth.toml");
    let text = std::fs::read_to_string(&manifest).expect("a rule");
    std::fs::write(&manifest, written(&text)).expect("a rule");
    daemon.wait_for("the rules changed");
}

/// The value of a series, by its name and labels.
fn value(metrics: &str, series: &str) -> f64 {
    let line = metrics.lines().find(|line| {
        line.strip_prefix(series)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    let value = line.and_then(|line| line.rsplit(' ').next()?.parse().ok());
    value.unwrap_or_else(|| panic!("no {series} in\n{metrics}"))
}

#[test]
fn metrics_count_what_was_done() {
    let mut daemon = Daemon::configured("listen = \"127.0.0.1:0\"\nretries = 0\n");
    let address = address(&mut daemon);
    let before = get(&address, "/metrics").1;
    assert!(value(&before, "tillsyn_checks_total{result=\"checked\"}") == 0.0);
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked");
    daemon.drop_report("two.md", PEOPLE);
    daemon.wait_for("is a duplicate");
    daemon.drop_report("broken.docx", "PK\u{3}\u{4} no zip");
    daemon.wait_for("unreadable: ");
    std::fs::write(daemon.path("tillsyn.toml"), "inbx = []\n").expect("a configuration");
    daemon.wait_for("the one before stays in force");
    let (_, metrics) = until(&address, "/metrics", "tillsyn_healthy{part=\"configuration\"} 0");
    for result in ["checked", "duplicate", "unreadable"] {
        let series = format!("tillsyn_checks_total{{result=\"{result}\"}}");
        assert!(value(&metrics, &series) == 1.0, "{series}\n{metrics}");
    }
    assert!(value(&metrics, "tillsyn_reports_total{result=\"error\"}") == 1.0);
    assert!(value(&metrics, "tillsyn_check_duration_seconds_count") == 3.0);
    assert!(value(&metrics, "tillsyn_jobs_waiting{queue=\"new\"}") == 0.0);
    assert!(value(&metrics, "tillsyn_store_size_bytes") > 0.0);
    assert!(value(&metrics, "process_start_time_seconds") > 1.7e9);
    // Each series has a help and a type before it, as Prometheus asks.
    for line in metrics.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split(['{', ' ']).next().expect("a name");
        let known = ["", "_bucket", "_sum", "_count"].iter().any(|end| {
            name.strip_suffix(end).is_some_and(|name| {
                metrics.contains(&format!("# HELP {name} ")) && metrics.contains(&format!("# TYPE {name} "))
            })
        });
        assert!(known, "{name}");
    }
}

#[test]
fn hostile_clients_and_a_taken_port_keep_no_report_waiting() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let mut daemon = Daemon::configured(&format!("listen = \"127.0.0.1:{port}\"\n"));
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked");
    assert!(
        daemon
            .heard
            .iter()
            .any(|line| line.contains("cannot be served") && line.contains("reports are checked meanwhile"))
    );
    drop(taken);
    let address = address(&mut daemon);
    let silent: Vec<TcpStream> = (0..100)
        .map(|_| TcpStream::connect(&address).expect("a connection"))
        .collect();
    daemon.drop_report("two.md", &PEOPLE.replace("25", "26"));
    daemon.wait_for("checked");
    drop(silent);
    let mut large = TcpStream::connect(&address).expect("a connection");
    let header = format!("x: {}\r\n", "y".repeat(100_000));
    let _ = write!(large, "GET /health HTTP/1.1\r\n{header}\r\n");
    let mut answer = String::new();
    let _ = large.read_to_string(&mut answer);
    assert!(!answer.contains("status\""), "{answer}");
    assert_eq!(get(&address, "/elsewhere").0, 404);
    assert_eq!(get(&address, "/health").0, 200);
}

#[test]
fn a_page_of_the_web_whose_name_leads_to_this_machine_is_told_nothing() {
    let mut daemon = Daemon::configured("listen = \"127.0.0.1:0\"\n");
    let address = address(&mut daemon);
    let port = address.split(':').next_back().expect("a port");
    for (host, page, status) in [
        ("evil.example", "/health", 403),
        (&format!("evil.example:{port}"), "/metrics", 403),
        ("127.0.0.1.evil.example", "/metrics", 403),
        ("192.0.2.1", "/metrics", 403),
        ("", "/metrics", 403),
        (&format!("LOCALHOST:{port}"), "/metrics", 200),
        (&format!("[::1]:{port}"), "/metrics", 200),
        ("127.0.0.1", "/metrics", 200),
    ] {
        let (told, body) = get_as(&address, &format!("GET {page}"), host);
        assert_eq!(told, status, "{host}");
        assert_eq!(body.contains("tillsyn_"), status == 200, "{host}: {body}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let (told, body) = get_as(&address, &format!("{method} /health"), "localhost");
        assert_eq!((told, body.as_str()), (405, "only GET\n"), "{method}");
    }
}

#[test]
fn an_address_that_others_can_reach_is_refused_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Daemon::begin(folder, "listen = \"0.0.0.0:9464\"\n");
    let mut daemon = daemon;
    let told = daemon.wait_for("can be reached from other machines");
    assert!(told.contains("tillsyn.toml:5:10: "), "{told}");
    daemon.wait_for("help: write listen = \"127.0.0.1:9464\"");
    assert_eq!(daemon.child.wait().expect("an end").code(), Some(2));
}
