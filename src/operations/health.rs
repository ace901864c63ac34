//! `/health`: whether a person must do something, and what.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Vitals;

/// The daemon writes its board every half second; a look through a large inbox on a slow disk may take a while.
const STALE: Duration = Duration::from_secs(60);
/// A rules folder that was half deleted has hundreds of mistakes: the first of them tell enough.
const MOST: usize = 10;

/// What can be in trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    Daemon,
    Store,
    Inbox,
    Rules,
    Configuration,
    Findings,
}

impl Part {
    pub const ALL: [Part; 6] = [
        Part::Daemon,
        Part::Store,
        Part::Inbox,
        Part::Rules,
        Part::Configuration,
        Part::Findings,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Part::Daemon => "daemon",
            Part::Store => "store",
            Part::Inbox => "inbox",
            Part::Rules => "rules",
            Part::Configuration => "configuration",
            Part::Findings => "findings",
        }
    }
}

/// What is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    pub part: Part,
    pub message: String,
    pub remedy: String,
}

impl Trouble {
    pub fn new(part: Part, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Trouble {
            part,
            message: message.into(),
            remedy: remedy.into(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Ok,
    Trouble,
}

/// What `/health` says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Health {
    pub status: State,
    /// Version of the program.
    pub tillsyn: String,
    pub parts: BTreeMap<Part, State>,
    pub troubles: Vec<Trouble>,
    /// Troubles that are left out.
    pub more: usize,
    /// Files that are not checked yet.
    pub waiting: usize,
    pub oldest_waiting_seconds: f64,
    pub last_rescan: Option<Timestamp>,
    pub rulebook: String,
}

impl Health {
    pub(super) fn starting() -> Self {
        let starting = Trouble::new(Part::Daemon, "it is starting", "ask again in a moment");
        Self::told(vec![starting])
    }

    /// `age` is that of the vitals.
    pub(super) fn of(vitals: &Vitals, age: Duration, now: Instant) -> Self {
        let mut troubles = vitals.troubles.clone();
        if age > STALE {
            troubles.insert(
                0,
                Trouble::new(
                    Part::Daemon,
                    format!("it has not come to itself for {} s", age.as_secs()),
                    "a disk that does not answer holds it up: see the last lines of its log, mend the disk of the inboxes, and start it anew if it does not go on by itself",
                ),
            );
        }
        let waiting = &vitals.waiting;
        let oldest = waiting.oldest.map(|since| now.saturating_duration_since(since));
        Health {
            waiting: waiting.settling + waiting.new + waiting.again + waiting.retry,
            oldest_waiting_seconds: oldest.unwrap_or_default().as_millis() as f64 / 1000.0,
            last_rescan: vitals.last_rescan,
            rulebook: vitals.rulebook.clone(),
            ..Self::told(troubles)
        }
    }

    fn told(mut troubles: Vec<Trouble>) -> Self {
        let state = |wrong: bool| if wrong { State::Trouble } else { State::Ok };
        let parts = Part::ALL.map(|part| (part, state(troubles.iter().any(|own| own.part == part))));
        let status = state(!troubles.is_empty());
        let more = troubles.len().saturating_sub(MOST);
        troubles.truncate(MOST);
        Health {
            status,
            tillsyn: env!("CARGO_PKG_VERSION").to_string(),
            parts: parts.into(),
            troubles,
            more,
            waiting: 0,
            oldest_waiting_seconds: 0.0,
            last_rescan: None,
            rulebook: String::new(),
        }
    }

    pub fn is_ok(&self) -> bool {
        self.status == State::Ok
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_daemon_that_hangs_is_told_although_it_cannot_say_so_itself() {
        let vitals = Vitals::default();
        let now = Instant::now();
        assert!(Health::of(&vitals, Duration::from_secs(59), now).is_ok());
        let hung = Health::of(&vitals, Duration::from_secs(61), now);
        assert_eq!(hung.parts[&Part::Daemon], State::Trouble);
        assert_eq!(hung.troubles[0].message, "it has not come to itself for 61 s");
    }
}
