//! Asks a running daemon, and the doctor, how things are.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::daemon::Daemon;

/// Long enough for any machine; nothing waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(300);

/// The address that the log names.
pub fn address(daemon: &mut Daemon) -> String {
    let told = || "tell how it is";
    let heard = daemon.heard.iter().find(|line| line.contains(told())).cloned();
    let line = heard.unwrap_or_else(|| daemon.wait_for(told()));
    let after = line.split("http://").nth(1).expect("an address");
    after.split('/').next().expect("an address").to_string()
}

/// The status and the body of what a page answers.
pub fn get(address: &str, page: &str) -> (u16, String) {
    get_as(address, &format!("GET {page}"), address)
}

/// The same, of a method and a page that are asked for by a name of this machine.
pub fn get_as(address: &str, what: &str, host: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "{what} HTTP/1.1\r\nhost: {host}\r\n\r\n").expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).and_then(|own| own.parse().ok());
    (status.expect("a status"), body.to_string())
}

/// Asks until the page says so: the log said it, and the board is written twice a second.
pub fn until(address: &str, page: &str, says: &str) -> (u16, String) {
    let end = Instant::now() + PATIENCE;
    loop {
        let (status, body) = get(address, page);
        if body.contains(says) {
            return (status, body);
        }
        assert!(Instant::now() < end, "{page} never said “{says}”: {body}");
    }
}

/// What the doctor says, with what differs from machine to machine left out, and how it ends.
pub fn doctor(folder: &Path, configuration: &str) -> (String, Option<i32>) {
    std::fs::write(folder.join("tillsyn.toml"), configuration).expect("a configuration");
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["doctor", "--config"])
        .arg(folder.join("tillsyn.toml"))
        .env("TZ", "Europe/Stockholm")
        .output()
        .expect("runs");
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let told = String::from_utf8_lossy(&output.stdout).replace(&folder.display().to_string(), "…");
    let mut lines: Vec<String> = told.lines().map(String::from).collect();
    let root = lines.iter().position(|line| line.contains(" user "));
    if let Some(root) = root {
        lines.drain(root..root + 2);
    }
    lines.retain(|line| !line.contains(" clock ") && !line.contains("timedatectl"));
    // The last line counts what was left out.
    lines.pop();
    let lines = lines.iter().map(|line| {
        let line = line
            .split_once("; ")
            .filter(|(_, free)| free.ends_with("free"))
            .map_or(line.as_str(), |(begin, _)| begin);
        let line = line
            .split_once("rule book ")
            .map_or(line, |(begin, _)| begin)
            .trim_end();
        format!("{line}\n")
    });
    (lines.collect(), output.status.code())
}
