//! Tells programs and people once of each new set of findings: in a thread of its own, so that a receiver that is dead never
//! keeps a report waiting. What is to be told, and what was, is in the store.

mod desk;
mod mail;
mod templates;
mod trust;
mod webhook;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use jiff::Timestamp;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::Receivers;
use crate::operations::Board;
use desk::Desk;
pub(crate) use desk::next;
pub(crate) use mail::greets;
pub use templates::Templates;
pub(crate) use trust::authorities;

/// New findings are looked for so often.
const TICK: Duration = Duration::from_secs(1);
/// A message under way may be finished before the program ends.
const LAST: Duration = Duration::from_secs(1);
/// A receiver that does not answer for so long is dead.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whom to tell, and where the findings are that they are told of.
pub struct Settings {
    pub receivers: Receivers,
    /// Folder for findings.
    pub out: PathBuf,
    /// Path, inside that folder, of the findings of a file that came in.
    pub findings_of: Box<dyn Fn(&Path) -> PathBuf + Send>,
}

impl Settings {
    /// Where the receivers find the findings of a file.
    fn link(&self, path: &str) -> String {
        /// What a path in an address may not hold as it is.
        const NOT_IN_PATHS: AsciiSet = CONTROLS
            .add(b' ')
            .add(b'"')
            .add(b'#')
            .add(b'%')
            .add(b'<')
            .add(b'>')
            .add(b'?');
        let inside = (self.findings_of)(Path::new(path));
        match &self.receivers.link {
            Some(base) if base.contains("://") => {
                let inside = inside.to_string_lossy().replace('\\', "/");
                let inside = utf8_percent_encode(&inside, &NOT_IN_PATHS);
                format!("{}/{inside}", base.trim_end_matches('/'))
            }
            Some(base) => Path::new(base).join(inside).display().to_string(),
            None => self.out.join(inside).display().to_string(),
        }
    }
}

/// The thread that tells.
pub struct Notifier {
    orders: Option<Sender<Settings>>,
    ended: Receiver<()>,
    stopping: Arc<AtomicBool>,
}

impl Notifier {
    pub fn start(data: &Path, settings: Settings, board: &Arc<Board>) -> Self {
        let (orders, heard) = channel();
        let (end, ended) = channel();
        let stopping = Arc::new(AtomicBool::new(false));
        let mut desk = Desk::new(data, settings, Arc::clone(&stopping), Arc::clone(board));
        let thread = std::thread::Builder::new()
            .name("notifications".to_string())
            .spawn(move || {
                work(&mut desk, &heard);
                let _ = end.send(());
            });
        if let Err(error) = thread {
            log::error!("nobody can be told of new findings: the thread cannot be started: {error}");
        }
        Notifier {
            orders: Some(orders),
            ended,
            stopping,
        }
    }

    /// From now on others are told.
    pub fn set(&self, settings: Settings) {
        if let Some(orders) = &self.orders {
            let _ = orders.send(settings);
        }
    }
}

impl Drop for Notifier {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::Relaxed);
        self.orders = None;
        let _ = self.ended.recv_timeout(LAST);
    }
}

fn work(desk: &mut Desk, orders: &Receiver<Settings>) {
    loop {
        desk.turn(Timestamp::now());
        match orders.recv_timeout(TICK) {
            Ok(settings) => desk.set(settings),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
}

#[cfg(test)]
#[path = "../tests/receivers/mod.rs"]
mod local;
#[cfg(test)]
mod tests;
