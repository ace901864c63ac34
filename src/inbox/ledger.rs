//! The store as the daemon uses it: where it cannot be reached now, it is tried again, said once, and nothing is lost.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use log::{error, info};

use crate::store::{self, Missing, Store, StoreError};
use crate::write::counted;

/// A store that cannot be reached is tried again so soon.
const RETRY: Duration = Duration::from_secs(2);
/// On a full disk it opens, and fails at the first thing to record: it is well again when something was recorded, or when it
/// did not fail for longer than it takes to try.
const SETTLED: Duration = Duration::from_secs(3);

pub struct Ledger {
    folder: PathBuf,
    store: Option<Store>,
    /// It was open once: from then on a store that is not there is missed, and not made anew.
    known: bool,
    told: Option<StoreError>,
    /// How often it could not be used.
    pub failures: usize,
    next: Instant,
    opened: Instant,
    /// Held as long as the daemon runs.
    lock: Option<std::fs::File>,
}

impl Ledger {
    pub fn new(folder: &Path) -> Self {
        Ledger {
            folder: folder.to_path_buf(),
            store: None,
            known: false,
            told: None,
            failures: 0,
            next: Instant::now(),
            opened: Instant::now(),
            lock: None,
        }
    }

    /// Does something with the store; nothing where it cannot be reached now.
    pub fn with<T>(&mut self, work: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Option<T> {
        if !self.is_open() {
            return None;
        }
        let store = self.store.as_mut()?;
        match work(store) {
            Ok(done) => {
                self.note_recovery();
                Some(done)
            }
            Err(error) => {
                self.fail(error);
                None
            }
        }
    }

    /// Whether the store can be used; opens it when it is time to.
    pub fn is_open(&mut self) -> bool {
        if self.store.is_none() && Instant::now() >= self.next {
            match self.open() {
                Ok(store) => {
                    self.opened = Instant::now();
                    self.store = Some(store);
                    self.known = true;
                }
                Err(error) => self.fail(error),
            }
        }
        self.note_recovery();
        self.store.is_some()
    }

    fn note_recovery(&mut self) {
        let settled = self.opened.elapsed() >= SETTLED;
        let well = self
            .store
            .as_ref()
            .is_some_and(|own| settled || own.has_recorded());
        if well && self.told.take().is_some() {
            info!("{}: the store can be used again", self.folder.display());
        }
    }

    /// Why it cannot be used now.
    pub fn trouble(&self) -> Option<&StoreError> {
        self.told.as_ref()
    }

    fn open(&mut self) -> Result<Store, StoreError> {
        if self.known {
            store::still_there(&self.folder)?;
        }
        let missing = if self.known {
            Missing::Refuse
        } else {
            Missing::Make
        };
        let mut store = Store::open(&self.folder, missing)?;
        if self.lock.is_none() {
            self.lock = Some(lock(&self.folder)?);
        }
        // Once it was open, what is under way is this program's own.
        if !self.known {
            let interrupted = store.recover()?;
            if interrupted > 0 {
                let reports = counted(interrupted, "report");
                info!("being read when the program ended, and read again: {reports}");
            }
        }
        Ok(store)
    }

    fn fail(&mut self, error: StoreError) {
        self.failures += 1;
        if self.told.as_ref() != Some(&error) {
            error!(
                "{error}; nothing is lost: it is tried again every {} s, and reports wait until then",
                RETRY.as_secs()
            );
            self.told = Some(error);
        }
        self.store = None;
        self.next = Instant::now() + RETRY;
    }
}

/// Two daemons on one store would do everything twice.
#[cfg(unix)]
fn lock(folder: &Path) -> Result<std::fs::File, StoreError> {
    let path = folder.join("tillsyn.lock");
    let failed = |reason: String| StoreError {
        path: path.clone(),
        reason,
    };
    let file = std::fs::File::create(&path).map_err(|error| failed(format!("cannot be made: {error}")))?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive).map_err(|_| {
        failed(
            "another tillsyn works with this data folder; stop it, or name another with --data".to_string(),
        )
    })?;
    Ok(file)
}

#[cfg(not(unix))]
fn lock(folder: &Path) -> Result<std::fs::File, StoreError> {
    let path = folder.join("tillsyn.lock");
    std::fs::File::create(&path).map_err(|error| StoreError {
        path,
        reason: format!("cannot be made: {error}"),
    })
}
