//! The watched folders: which give events, which are looked through how often, and which are away.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use log::{info, warn};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::Inbox;
use super::mount::{identity, is_network};
use crate::config::Mode;

/// An inbox that is away or was swapped for another folder is noticed so soon.
const LOOK: Duration = Duration::from_secs(5);
const CLOSED: &str = "cannot be looked through";
const OPEN_IT: &str = "give the user of this program the right to read and to enter it";
const FIND_IT: &str = "mount its disk or make the folder again, or name another `inbox` in tillsyn.toml";

pub struct Folders {
    watcher: Option<RecommendedWatcher>,
    inboxes: Vec<Own>,
    rules: Vec<PathBuf>,
    /// Files found by looking, of which no event told.
    unannounced: BTreeSet<PathBuf>,
    rescan: Duration,
    poll: Duration,
    next_look: Instant,
}

/// Why an inbox cannot be looked through.
#[derive(PartialEq, Eq)]
enum Trouble {
    Away,
    Closed(String),
}

struct Own {
    folder: PathBuf,
    mode: Mode,
    polled: bool,
    /// Why it cannot be looked through.
    trouble: Option<Trouble>,
    /// The folder that gives events.
    watched: Option<(u64, u64)>,
    /// It was looked through since it is there.
    known: bool,
    next_scan: Instant,
    /// When it was last looked through.
    scanned: Option<Timestamp>,
    /// Folders in it that could not be looked through then, and why.
    closed: BTreeMap<PathBuf, String>,
}

impl Folders {
    pub fn new(
        inboxes: &[Inbox],
        watcher: Option<RecommendedWatcher>,
        rescan: Duration,
        poll: Duration,
    ) -> Self {
        Folders {
            watcher,
            inboxes: inboxes.iter().map(Own::new).collect(),
            rules: Vec::new(),
            unannounced: BTreeSet::new(),
            rescan,
            poll,
            next_look: Instant::now(),
        }
    }

    /// Other inboxes, or other times: what is known of those that stay is kept.
    pub fn set(&mut self, inboxes: &[Inbox], rescan: Duration, poll: Duration) {
        let mut before = std::mem::take(&mut self.inboxes);
        for inbox in inboxes {
            let same = |own: &Own| own.folder == inbox.folder && own.mode == inbox.mode;
            let own = before
                .iter()
                .position(same)
                .map(|index| before.swap_remove(index));
            self.inboxes.push(own.unwrap_or_else(|| Own::new(inbox)));
        }
        for own in before.iter().filter(|own| own.watched.is_some()) {
            if let Some(watcher) = &mut self.watcher {
                let _ = watcher.unwatch(&own.folder);
            }
        }
        (self.rescan, self.poll) = (rescan, poll);
        self.rescan_now();
    }

    /// Everything is looked through at the next opportunity.
    pub fn rescan_now(&mut self) {
        let now = Instant::now();
        self.next_look = now;
        self.inboxes.iter_mut().for_each(|own| own.next_scan = now);
    }

    /// The folders whose turn it is to be looked through.
    pub fn due(&mut self, now: Instant) -> Vec<PathBuf> {
        let look = now >= self.next_look;
        if look {
            self.next_look = now + LOOK.min(self.poll).min(self.rescan);
        }
        let mut due = Vec::new();
        for own in &mut self.inboxes {
            if look {
                own.look(&mut self.watcher, self.poll);
            }
            if own.trouble.is_none() && now >= own.next_scan {
                own.next_scan = now + if own.polled { self.poll } else { self.rescan };
                due.push(own.folder.clone());
            }
        }
        due
    }

    /// A file was found by looking, and not because of an event.
    pub fn found(&mut self, folder: &Path, file: &Path) {
        let mut inboxes = self.inboxes.iter();
        // At the start, and when a folder comes back, nothing could have told of its files.
        if inboxes.any(|own| own.folder == folder && own.known) {
            self.unannounced.insert(file.to_path_buf());
        }
    }

    /// `closed` are the folders in it that could not be.
    pub fn looked_through(&mut self, folder: &Path, closed: BTreeMap<PathBuf, String>) {
        let mut inboxes = self.inboxes.iter_mut();
        if let Some(own) = inboxes.find(|own| own.folder == folder) {
            own.known = true;
            own.scanned = Some(Timestamp::now());
            let news = closed.iter().filter(|(path, _)| !own.closed.contains_key(*path));
            for (path, error) in news {
                warn!("{}: {CLOSED}: {error}; {OPEN_IT}", path.display());
            }
            own.closed = closed;
        }
    }

    /// What keeps reports from being found: where, what is wrong, and what to do.
    pub fn troubles(&self) -> Vec<(&Path, String, &'static str)> {
        let mut found = Vec::new();
        for own in &self.inboxes {
            let closed = |error: &String| format!("{CLOSED}: {error}");
            match &own.trouble {
                Some(Trouble::Away) => {
                    found.push((own.folder.as_path(), "the inbox is away".to_string(), FIND_IT));
                }
                Some(Trouble::Closed(error)) => found.push((own.folder.as_path(), closed(error), OPEN_IT)),
                None => found.extend(
                    own.closed
                        .iter()
                        .map(|(path, error)| (path.as_path(), closed(error), OPEN_IT)),
                ),
            }
        }
        found
    }

    /// Every inbox was looked through then or later.
    pub fn last_rescan(&self) -> Option<Timestamp> {
        let scanned = self.inboxes.iter().map(|own| own.scanned);
        scanned.min().flatten()
    }

    /// An event tells of a path. True when it is an inbox itself, whose coming and going is to be looked at.
    pub fn told(&mut self, path: &Path) -> bool {
        self.unannounced.remove(path);
        let is_inbox = self.inboxes.iter().any(|own| own.folder == path);
        if is_inbox {
            self.next_look = Instant::now();
        }
        is_inbox
    }

    /// A file is whole. Where no event ever told of it, events cannot be relied on.
    pub fn whole(&mut self, file: &Path) {
        if !self.unannounced.remove(file) {
            return;
        }
        let inboxes = self.inboxes.iter_mut();
        let innermost = inboxes
            .filter(|own| file.starts_with(&own.folder))
            .max_by_key(|own| own.folder.as_os_str().len());
        if let Some(own) = innermost.filter(|own| own.mode == Mode::Auto && !own.polled) {
            warn!(
                "{}: {} came and no event told of it; the folder is looked through every {} from now on",
                own.folder.display(),
                file.display(),
                seconds(self.poll)
            );
            own.polled = true;
            own.next_scan = Instant::now();
        }
    }

    /// Watches the rules folders anew: an editor or an administrator may have replaced them, and only their parents hear of
    /// that.
    pub fn watch_rules(&mut self, folders: Vec<(PathBuf, RecursiveMode)>) {
        self.rules.clear();
        for (folder, mode) in folders {
            if self.rules.contains(&folder) || self.inboxes.iter().any(|own| own.folder == folder) {
                continue;
            }
            if watch(&mut self.watcher, &folder, mode) {
                self.rules.push(folder);
            }
        }
    }
}

impl Own {
    fn new(inbox: &Inbox) -> Self {
        Own {
            folder: inbox.folder.clone(),
            mode: inbox.mode,
            polled: inbox.mode == Mode::Poll,
            trouble: None,
            scanned: None,
            closed: BTreeMap::new(),
            watched: None,
            known: false,
            next_scan: Instant::now(),
        }
    }

    /// Notices when the folder went, came back or is another one.
    fn look(&mut self, watcher: &mut Option<RecommendedWatcher>, poll: Duration) {
        let trouble = trouble(&self.folder);
        if trouble != self.trouble {
            let (folder, wait) = (self.folder.display(), seconds(LOOK.min(poll)));
            match &trouble {
                Some(Trouble::Away) => warn!("{folder}: the inbox is away; looking for it every {wait}"),
                Some(Trouble::Closed(error)) => {
                    warn!("{folder}: {CLOSED}: {error}; {OPEN_IT}; it is tried every {wait}");
                }
                None => info!("{folder}: the inbox is back"),
            }
            if trouble.is_some() {
                self.known = false;
                self.watched = None;
            } else {
                self.next_scan = Instant::now();
            }
            self.trouble = trouble;
        }
        let now = identity(&self.folder);
        if self.trouble.is_some() || self.mode == Mode::Poll || (now == self.watched && now.is_some()) {
            return;
        }
        let swapped = self.watched.is_some();
        self.watched = now;
        self.known = false;
        self.next_scan = Instant::now();
        if self.mode == Mode::Auto && is_network(&self.folder) {
            if !self.polled {
                info!(
                    "{}: lies on a network disk; it is looked through every {}",
                    self.folder.display(),
                    seconds(poll)
                );
            }
            self.polled = true;
        } else {
            if swapped {
                info!("{}: is another folder than before", self.folder.display());
            }
            self.polled = !watch(watcher, &self.folder, RecursiveMode::Recursive);
        }
    }
}

fn trouble(folder: &Path) -> Option<Trouble> {
    let error = std::fs::read_dir(folder).err()?;
    Some(match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Trouble::Away,
        _ => Trouble::Closed(error.to_string()),
    })
}

fn watch(watcher: &mut Option<RecommendedWatcher>, folder: &Path, mode: RecursiveMode) -> bool {
    let Some(watcher) = watcher else {
        return false;
    };
    // What was watched under this name may be gone; events of it stop in silence.
    let _ = watcher.unwatch(folder);
    watcher
        .watch(folder, mode)
        .inspect_err(|error| {
            let remedy = match error.kind {
                notify::ErrorKind::MaxFilesWatch => {
                    "; for events at once, raise fs.inotify.max_user_watches with sysctl"
                }
                _ => "",
            };
            warn!(
                "{}: gives no events ({error}); it is looked through now and then{remedy}",
                folder.display()
            );
        })
        .is_ok()
}

fn seconds(time: Duration) -> String {
    format!("{} s", time.as_secs_f64())
}
