//! The daemon as a service of systemd: it says when it works, and its log has the priorities of the journal.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

const CONFIGURATION: &str = "inbox = [\"inbox\", \"elsewhere\"]\nout = \"out\"\n";

/// Its log goes to a file that is said to be the journal.
fn start(folder: &Path, configuration: &str) -> Child {
    std::fs::write(folder.join("tillsyn.toml"), configuration).expect("a configuration");
    let log = File::create(folder.join("log")).expect("a log");
    let metadata = log.metadata().expect("a log");
    Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["watch", "--config"])
        .arg(folder.join("tillsyn.toml"))
        .env("NOTIFY_SOCKET", folder.join("manager"))
        .env("JOURNAL_STREAM", format!("{}:{}", metadata.dev(), metadata.ino()))
        .stderr(log)
        .spawn()
        .expect("the daemon starts")
}

#[test]
fn the_manager_hears_when_it_works_and_its_journal_gets_priorities() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("inbox")).expect("an inbox");
    let manager = UnixDatagram::bind(folder.path().join("manager")).expect("a socket");
    let mut broken = start(folder.path(), "inbx = []\n");
    assert_eq!(broken.wait().expect("an end").code(), Some(2));
    manager.set_nonblocking(true).expect("no wait");
    let mut told = [0; 64];
    assert!(manager.recv(&mut told).is_err(), "it never worked");

    let mut daemon = start(folder.path(), CONFIGURATION);
    manager.set_nonblocking(false).expect("a wait");
    manager
        .set_read_timeout(Some(Duration::from_secs(300)))
        .expect("a wait");
    let length = manager.recv(&mut told).expect("news");
    assert_eq!(told[..length].trim_ascii(), b"READY=1");
    let log = loop {
        let log = std::fs::read_to_string(folder.path().join("log")).expect("a log");
        if log.contains("watching ") && log.contains("the inbox is away") {
            break log;
        }
    };
    daemon.kill().expect("killed");
    daemon.wait().expect("an end");
    assert!(log.lines().any(|line| line.starts_with("<6>watching")), "{log}");
    assert!(
        log.lines()
            .any(|line| line.starts_with("<4>") && line.contains("the inbox is away")),
        "{log}"
    );
}
