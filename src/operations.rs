//! How a running daemon is: the board on which it writes that down, and the pages `/health` and `/metrics` that show it to
//! this machine. Whoever asks never reaches into the work itself.

mod health;
mod metrics;
mod server;

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use jiff::Timestamp;

pub use health::{Health, Part, Trouble};
pub use metrics::{Ended, Metrics, Told};
pub use server::Server;

/// What the daemon writes down for those who ask.
#[derive(Default)]
pub struct Board {
    pub metrics: Metrics,
    vitals: Mutex<Option<(Instant, Vitals)>>,
}

/// How the daemon is at one time.
#[derive(Debug, Clone, Default)]
pub struct Vitals {
    pub troubles: Vec<Trouble>,
    pub waiting: Waiting,
    /// Each inbox was looked through at that time or after it.
    pub last_rescan: Option<Timestamp>,
    /// Digest of the rule book in force.
    pub rulebook: String,
    /// Saved changes of the rules since the start.
    pub rules_taken: usize,
    pub rules_refused: usize,
    pub store_errors: usize,
    pub store_bytes: u64,
}

/// Files that wait to be checked.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// Seen, and perhaps not whole yet.
    pub settling: usize,
    pub new: usize,
    /// To be judged again when nothing else waits.
    pub again: usize,
    /// Not read the first time, and tried again later.
    pub retry: usize,
    /// Since when the oldest of the new ones waits.
    pub oldest: Option<Instant>,
}

impl Board {
    pub fn post(&self, vitals: Vitals) {
        let mut own = self.vitals.lock().unwrap_or_else(PoisonError::into_inner);
        *own = Some((Instant::now(), vitals));
    }

    pub fn health(&self) -> Health {
        let now = Instant::now();
        match self.posted() {
            Some((at, vitals)) => Health::of(&vitals, now.duration_since(at), now),
            None => Health::starting(),
        }
    }

    /// In the text format of Prometheus.
    pub fn metrics(&self) -> String {
        let health = self.health();
        let vitals = self.posted().map(|(_, vitals)| vitals).unwrap_or_default();
        self.metrics.text(&vitals, &health)
    }

    fn posted(&self) -> Option<(Instant, Vitals)> {
        let own = self.vitals.lock().unwrap_or_else(PoisonError::into_inner);
        own.clone()
    }
}
