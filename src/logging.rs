//! What is logged, and in which form.

use std::io::Write;

use env_logger::{Builder, DEFAULT_FILTER_ENV, Env};
use log::Level;

/// A refused certificate is told by whoever met it, with the name of the receiver.
const FILTER: &str = "info,notify=warn,rustls_platform_verifier=off";

pub fn start() {
    let mut builder = Builder::from_env(Env::default().default_filter_or(FILTER));
    // Which part of the program speaks is of use to who asked for its inner life, and a riddle to everyone else.
    let with_part = std::env::var_os(DEFAULT_FILTER_ENV).is_some();
    builder.format_target(with_part);
    if is_journal() {
        builder.format(move |out, record| {
            let begin = format!("<{}>", priority(record.level()));
            let text = match with_part {
                true => format!("{}: {}", record.target(), record.args()),
                false => record.args().to_string(),
            };
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
