//! What is logged, and in which form.

use std::io::Write;

use env_logger::{Builder, Env};
use log::Level;

/// A refused certificate is told by whoever met it, with the name of the receiver.
const FILTER: &str = "info,notify=warn,rustls_platform_verifier=off";

pub fn start() {
    let mut builder = Builder::from_env(Env::default().default_filter_or(FILTER));
    if is_journal() {
        builder.format(|out, record| {
            let begin = format!("<{}>", priority(record.level()));
            let text = format!("{}: {}", record.target(), record.args());
            text.lines().try_for_each(|line| writeln!(out, "{begin}{line}"))
        });
    }
    builder.init();
}

/// As syslog has them: `journalctl -p warning` asks for them.
fn priority(level: Level) -> u8 {
    match level {
        Level::Error => 3,
        Level::Warn => 4,
        Level::Info => 6,
        Level::Debug | Level::Trace => 7,
    }
}

/// Whether the log goes to the journal of systemd, which has times and priorities of its own. Programs that a service
/// started have the variable too.
#[cfg(target_os = "linux")]
fn is_journal() -> bool {
    let named = std::env::var("JOURNAL_STREAM");
    let own = rustix::fs::fstat(std::io::stderr()).map(|own| format!("{}:{}", own.st_dev, own.st_ino));
    matches!((named, own), (Ok(named), Ok(own)) if named == own)
}

#[cfg(not(target_os = "linux"))]
fn is_journal() -> bool {
    false
}
