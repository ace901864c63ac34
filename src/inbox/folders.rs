//! The watched folders: which give events, which are looked through how often, and which are away.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use log::{info, warn};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::Inbox;
use super::mount::{identity, is_network};
use crate::config::Mode;

/// An inbox that is away or was swapped for another folder is noticed so soon.
const LOOK: Duration = Duration::from_secs(5);

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

struct Own {
    folder: PathBuf,
    mode: Mode,
    polled: bool,
    away: bool,
    /// The folder that gives events.
    watched: Option<(u64, u64)>,
    /// It was looked through since it is there.
    known: bool,
    next_scan: Instant,
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
            if !own.away && now >= own.next_scan {
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

    pub fn looked_through(&mut self, folder: &Path) {
        let mut inboxes = self.inboxes.iter_mut();
        if let Some(own) = inboxes.find(|own| own.folder == folder) {
            own.known = true;
        }
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
            away: false,
            watched: None,
            known: false,
            next_scan: Instant::now(),
        }
    }

    /// Notices when the folder went, came back or is another one.
    fn look(&mut self, watcher: &mut Option<RecommendedWatcher>, poll: Duration) {
        let now = identity(&self.folder).filter(|_| self.folder.is_dir());
        match (now, self.away) {
            (None, false) => {
                warn!(
                    "{}: the inbox is away; looking for it every {}",
                    self.folder.display(),
                    seconds(LOOK.min(poll))
                );
                self.away = true;
                self.known = false;
                self.watched = None;
            }
            (Some(_), true) => {
                info!("{}: the inbox is back", self.folder.display());
                self.away = false;
                self.next_scan = Instant::now();
            }
            _ => {}
        }
        if self.away || self.mode == Mode::Poll || (now == self.watched && now.is_some()) {
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

fn watch(watcher: &mut Option<RecommendedWatcher>, folder: &Path, mode: RecursiveMode) -> bool {
    let Some(watcher) = watcher else {
        return false;
    };
    // What was watched under this name may be gone; events of it stop in silence.
    let _ = watcher.unwatch(folder);
    watcher
        .watch(folder, mode)
        .inspect_err(|error| {
            warn!(
                "{}: gives no events ({error}); it is looked through now and then",
                folder.display()
            );
        })
        .is_ok()
}

fn seconds(time: Duration) -> String {
    format!("{} s", time.as_secs_f64())
}
