//! The daemon's loop: what comes is queued, worked on by the pool, and recorded, in this one thread.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use log::info;
use notify::RecommendedWatcher;

use super::again::Waivers;
use super::configuration::{Configuration, changes};
use super::folders::Folders;
use super::jobs::{Done, Job, Pool, Task, Why};
use super::ledger::Ledger;
use super::queue::Queue;
use super::reload::Rules;
use super::stability::{By, Stability};
use super::{Event, Options, is_report, list, state};
use crate::agreement::{self, is_agreement};
use crate::notification::Notifier;
use crate::operations::{Board, Server};

/// How long to wait for an event before looking at the clock.
const TICK: Duration = Duration::from_millis(50);
/// Events taken before anything else is done.
const MAX_EVENTS: usize = 10_000;
/// Files that the workers know of, for each worker: what is recorded at once.
const DEPTH: usize = 8;
/// What is being read may be finished before the program ends.
const LAST: Duration = Duration::from_secs(3);

pub struct Daemon<'a> {
    pub options: Options,
    pub configuration: Configuration<'a>,
    pub rules: Rules,
    pub stability: Stability,
    pub folders: Folders,
    pub queue: Queue,
    pub pool: Pool,
    pub ledger: Ledger,
    /// Files with the workers.
    in_flight: usize,
    /// Runs with the workers, by id.
    pub running: BTreeSet<String>,
    /// What the workers told and is not recorded yet.
    pub told: Vec<Done>,
    /// Findings cannot be written: not before then.
    pub hold: Option<Instant>,
    /// Why findings could not be written the last time, if it was said.
    pub unwritten: Option<std::io::ErrorKind>,
    /// Digest of the rule book that the store knows to be in force.
    pub noted: String,
    /// How many refused changes of the rules the store knows.
    pub noted_failures: usize,
    /// How often it knows that the rules were whole again.
    pub noted_mended: usize,
    pub waivers: Waivers,
    notifier: Notifier,
    pub board: Arc<Board>,
    server: Option<Server>,
    /// When the board was last written.
    pub posted: Option<Instant>,
}

impl<'a> Daemon<'a> {
    pub fn new(
        options: Options,
        configuration: Configuration<'a>,
        rules: Rules,
        watcher: Option<RecommendedWatcher>,
        answers: &Sender<Event>,
    ) -> Self {
        let board = Arc::new(Board::default());
        Daemon {
            folders: Folders::new(&options.inboxes, watcher, options.rescan, options.poll),
            stability: Stability::new(options.stable),
            queue: Queue::default(),
            pool: Pool::start(options.workers, answers, &board),
            ledger: Ledger::new(&options.data),
            in_flight: 0,
            running: BTreeSet::new(),
            told: Vec::new(),
            hold: None,
            unwritten: None,
            noted: String::new(),
            noted_failures: 0,
            noted_mended: 0,
            waivers: Waivers::default(),
            notifier: Notifier::start(&options.data, options.settings(), &board),
            server: options
                .listen
                .and_then(|address| Server::start(address, Arc::clone(&board))),
            posted: None,
            board,
            options,
            configuration,
            rules,
        }
    }

    pub fn work(&mut self, events: &Receiver<Event>) {
        self.folders.watch_rules(self.rules.folders());
        self.look_through();
        info!(
            "watching {}; findings go to {}, and are remembered in {}",
            list(&self.options),
            self.options.out.display(),
            self.options.data.display()
        );
        info!("judging by {}", self.rules.in_force());
        while self.hear(events) {
            self.look_through();
            if self.rules.is_due() {
                self.reload();
            }
            let whole = self.stability.whole(Instant::now(), &state);
            self.take_in(whole);
            self.note_book();
            self.note_waivers();
            self.record();
            self.dispatch();
            self.post();
        }
        self.finish(events);
        self.note_end();
        info!("stopped");
    }

    /// Takes what happened; false when it is time to stop.
    fn hear(&mut self, events: &Receiver<Event>) -> bool {
        let wait = self.rules.due_in().map_or(TICK, |left| left.min(TICK));
        let first = match events.recv_timeout(wait) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return false,
        };
        for event in first.into_iter().chain(events.try_iter().take(MAX_EVENTS)) {
            match event {
                Event::Stop => return false,
                Event::Changed(paths) => self.changed(&paths),
                Event::Reload => self.reload_now(),
                Event::Done(done) => self.take(done),
            }
        }
        true
    }

    fn reload_now(&mut self) {
        self.rules.told_to_reload();
        self.reload();
        // Templates may have changed while the configuration did not.
        self.notifier.set(self.options.settings());
    }

    /// Reads the configuration and the rules; what is wrong in one of them does not keep back the other.
    fn reload(&mut self) {
        if let Some(options) = self.configuration.read(&self.options) {
            self.rules.want(options.source());
        }
        self.rules.reload();
        let rules = &self.rules;
        let taken = self
            .configuration
            .wanted
            .take_if(|new| rules.follow(&new.source()));
        if let Some(options) = taken {
            info!(
                "the configuration changed ({}): watching {}",
                changes(&self.options, &options),
                list(&options)
            );
            self.stability.set_quiet(options.stable);
            self.folders.set(&options.inboxes, options.rescan, options.poll);
            self.options = options;
            self.listen();
            self.notifier.set(self.options.settings());
        }
        self.folders.watch_rules(self.rules.folders());
    }

    /// Another address, or none any more.
    fn listen(&mut self) {
        let wanted = self.options.listen;
        if self.server.as_ref().map(|own| own.address) != wanted {
            self.server = None;
            self.server = wanted.and_then(|address| Server::start(address, Arc::clone(&self.board)));
        }
    }

    fn take(&mut self, done: Done) {
        self.in_flight -= 1;
        self.told.push(done);
    }

    /// What the workers have begun is recorded, if it does not take too long; the rest is done after the next start.
    fn finish(&mut self, events: &Receiver<Event>) {
        let end = Instant::now() + LAST;
        self.pool.close();
        while self.in_flight > 0 {
            match events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(Event::Done(done)) => self.take(done),
                Ok(_) => {}
                Err(_) => break,
            }
            self.told
                .retain(|done| !matches!(done, Done::Identified(_) | Done::Left));
            self.record();
        }
    }

    fn changed(&mut self, paths: &[PathBuf]) {
        if paths.is_empty() {
            self.folders.rescan_now();
        }
        for path in paths {
            if self.rules.concerns(path) {
                self.rules.note_change();
            } else if self.options.inbox_of(path).is_none() || self.folders.told(path) {
                // The folder beside the rules is watched too, and is no inbox.
            } else if path.is_dir() {
                for file in reports_in(path, &mut BTreeMap::new()) {
                    self.folders.told(&file);
                    self.stability.seen(&file, By::Event, Instant::now(), &state);
                }
            } else if is_agreement(path) && !path.exists() {
                self.agreed_anew(path);
            } else if is_report(path) {
                self.stability.seen(path, By::Event, Instant::now(), &state);
            }
        }
    }

    /// The reports beside an agreement that came, changed or went are looked at once more.
    fn agreed_anew(&mut self, changed: &Path) {
        let folder = changed.parent().unwrap_or(changed);
        let frameworks = agreement::frameworks_in(folder);
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_file()
                && is_report(&path)
                && !is_agreement(&path)
                && !agreement::is_among(&frameworks, &path)
            {
                self.look_again(&path);
            }
        }
    }

    /// The file counts as not seen yet.
    pub fn look_again(&mut self, path: &Path) {
        self.stability.forget(path);
        self.stability.seen(path, By::Event, Instant::now(), &state);
    }

    fn look_through(&mut self) {
        for folder in self.folders.due(Instant::now()) {
            let mut closed = BTreeMap::new();
            for file in reports_in(&folder, &mut closed) {
                if self.stability.seen(&file, By::Scan, Instant::now(), &state) {
                    self.folders.found(&folder, &file);
                }
            }
            self.folders.looked_through(&folder, closed);
        }
    }

    /// Files that are whole. A folder's agreements are read once for all of them: thousands may come at a time.
    fn take_in(&mut self, whole: Vec<PathBuf>) {
        let mut frameworks: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
        for path in whole {
            self.folders.whole(&path);
            let folder = path.parent().unwrap_or(&path);
            let named = frameworks
                .entry(folder.to_path_buf())
                .or_insert_with(|| agreement::frameworks_in(folder));
            if is_agreement(&path) || agreement::is_among(named, &path) {
                self.agreed_anew(&path);
            } else if let Some(inbox) = self.options.inbox_of(&path).cloned() {
                self.queue.push(Job {
                    path,
                    moved_to: None,
                    inbox,
                    failures: 0,
                    why: Why::Came,
                    since: Instant::now(),
                });
            }
        }
    }

    /// Gives the workers more to do, unless what they did waits to be recorded.
    fn dispatch(&mut self) {
        if !self.told.is_empty() || !self.ledger.is_open() {
            return;
        }
        while self.in_flight < self.pool.workers * DEPTH {
            let Some(mut job) = self.queue.next(Instant::now()) else {
                break;
            };
            match self.options.inbox_of(&job.path) {
                Some(inbox) if *inbox == job.inbox => {}
                // Another configuration is in force than when the file came.
                Some(inbox) => {
                    self.queue.done(&job);
                    job.inbox = inbox.clone();
                    self.queue.push(job);
                    continue;
                }
                None => {
                    self.queue.done(&job);
                    self.stability.forget(&job.path);
                    continue;
                }
            }
            self.give(Task::Identify(Box::new(job), self.rules.current()));
        }
    }

    pub fn give(&mut self, task: Task) {
        self.in_flight += 1;
        self.pool.give(task);
    }
}

/// Folders in it that cannot be looked through are added to `closed`, with why.
fn reports_in(folder: &Path, closed: &mut BTreeMap<PathBuf, String>) -> impl Iterator<Item = PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let readable = entries.into_iter().filter_map(|entry| {
        let known = entry.map_err(|error| {
            // What went meanwhile is no trouble.
            let why = error.io_error().filter(|why| why.kind() != ErrorKind::NotFound);
            if let (Some(path), Some(why)) = (error.path(), why) {
                closed.insert(path.to_path_buf(), why.to_string());
            }
        });
        known.ok()
    });
    readable
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| is_report(path))
}
