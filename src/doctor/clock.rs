//! Whether the clock can be right: waivers end, digests go out and records are ordered by it.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Check;
use crate::inbox::Options;
use crate::notification;
use crate::store;

const NAME: &str = "clock";
const SET: &str = if cfg!(windows) {
    "set the clock, and let the system keep it right: w32tm /resync"
} else {
    "set the clock, and let the system keep it right: timedatectl set-ntp true"
};
const NAME_ZONE: &str = if cfg!(windows) {
    "name it: tzutil /s \"W. Europe Standard Time\""
} else {
    "name it: timedatectl set-timezone Europe/Stockholm, or TZ in the environment"
};

pub fn examine(options: &Options) -> Vec<Check> {
    let now = Timestamp::now();
    let newest = store::examine(&options.data).ok().flatten();
    let mut checks = vec![time(now, newest.and_then(|own| own.newest), program())];
    let digests = options.receivers.mails.iter().filter_map(|own| {
        let at = notification::next(now, own.digest?, TimeZone::system());
        Some(Check::ok(
            "digest",
            &own.name,
            format!("goes out next at {}", local(at)),
        ))
    });
    checks.extend(digests);
    checks
}

fn time(now: Timestamp, newest: Option<Timestamp>, program: Option<Timestamp>) -> Check {
    let here = local(now);
    if let Some(newest) = newest.filter(|own| now < *own) {
        let message = format!("stands before the last record of the store ({})", local(newest));
        return Check::error(NAME, here, message, SET);
    }
    if let Some(program) = program.filter(|own| now < *own) {
        let message = format!(
            "stands before the time of the program's own file ({})",
            local(program)
        );
        return Check::warning(NAME, here, message, SET);
    }
    match TimeZone::try_system() {
        Ok(zone) if !zone.is_unknown() => Check::ok(NAME, here, "is not behind what is recorded"),
        _ => Check::warning(
            NAME,
            here,
            "the time zone of this machine is not known: digests go out by UTC",
            NAME_ZONE,
        ),
    }
}

/// When the program's file was written.
fn program() -> Option<Timestamp> {
    let file = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let written = file
        .modified()
        .ok()?
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()?;
    Timestamp::from_second(i64::try_from(written.as_secs()).ok()?).ok()
}

fn local(time: Timestamp) -> String {
    time.to_zoned_datetime(TimeZone::system())
        .strftime("%Y-%m-%d %H:%M %Z")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn a_clock_before_the_newest_record_is_wrong() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        let (early, late) = (at("2026-01-01T00:00:00Z"), at("2026-03-01T00:00:00Z"));
        assert_eq!(time(early, Some(late), None).state, State::Error);
        assert_eq!(time(early, None, Some(late)).state, State::Warning);
        assert_ne!(time(late, Some(early), Some(early)).state, State::Error);
    }
}
