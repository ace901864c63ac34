//! The rule books in force: built anew aside when the rules folders change, swapped whole, and kept when the new ones are
//! broken.

mod aside;
mod gone;
mod source;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use jiff::Timestamp;
use log::{error, info, warn};
use notify::RecursiveMode;

use super::audit::{Audit, Entry};
use crate::finding::{Waiting, short_digest};
use crate::problem::Problem;
use crate::rules_folder::{Changes, RulesFolder};
use aside::Aside;
use gone::told_as_gone;
use source::Seen;
pub use source::{Books, Source};

/// Editors save in several steps: the folders are read when they have been quiet for so long.
const QUIET: Duration = Duration::from_millis(100);
/// Events get lost on network shares and when folders are swapped: the files are looked at so often in any case.
const LOOK: Duration = Duration::from_millis(500);

/// What the audit calls the rules of the program that nobody changed.
const SHIPPED_RULES: &str = "shipped rules";

/// The rules of a running daemon.
pub struct Rules {
    source: Source,
    /// What the configuration asks for since it was saved, until the rules are whole with it.
    wanted: Option<Source>,
    current: ArcSwap<Books>,
    /// The files that the books in force were made of.
    folder: RulesFolder,
    audit: Audit,
    changed: Option<Instant>,
    looked: Instant,
    seen: Vec<Seen>,
    /// The last problems told, so that they are not told at every event.
    told: Vec<Problem>,
    /// When the first change was refused since the rules were whole.
    refused_since: Option<Timestamp>,
    /// What is other than in the book that the store knows.
    pub changes: Changes,
    /// The files told that are not taken.
    untaken: Vec<Problem>,
    /// Ids of the rules in the folders.
    ids: BTreeSet<String>,
    /// Ids of rules that earlier books had, until somebody asks for the rules as they are now.
    vanished: BTreeSet<String>,
    aside: Aside,
    /// The program is to end, and the examples need not all be tried.
    pub stopping: Arc<AtomicBool>,
    pub reloads: usize,
    pub failures: usize,
    /// How often mistakes were taken back and the book before them stayed in force.
    pub mended: usize,
}

impl Rules {
    /// Loads the rules and notes in the audit which book is in force.
    ///
    /// # Errors
    /// Every mistake in the rules.
    pub fn open(source: Source, audit: Audit) -> Result<Self, Vec<Problem>> {
        let seen = source.signature();
        let folder = source.open()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let shipped = RulesFolder::embedded();
        let books = source.load(&folder, &shipped, &stopping, None)?;
        let own = folder.own_rules();
        audit.append(&Entry::in_force(books.digest(), &source).with(&own));
        books.warn(&[]);
        for one in folder.untaken() {
            warn!("{one}");
        }
        let untaken = folder.untaken().to_vec();
        let ids = folder.rules();
        let mut rules = Rules {
            source,
            wanted: None,
            current: ArcSwap::from_pointee(books),
            folder,
            audit,
            changed: None,
            looked: Instant::now(),
            seen,
            told: Vec::new(),
            refused_since: None,
            changes: Changes::default(),
            untaken,
            ids,
            vanished: BTreeSet::new(),
            aside: Aside::new(),
            stopping,
            reloads: 0,
            failures: 0,
            mended: 0,
        };
        rules.try_examples();
        Ok(rules)
    }

    /// The rules in the folders, each of one's own by its id, and how many of the shipped ones; a line for each profile and
    /// what it is about.
    pub fn contents(&self) -> String {
        let own: Vec<String> = self.folder.own_rules().into_iter().collect();
        let shipped = self.ids.len() - own.len();
        let own = if own.is_empty() {
            "none".to_string()
        } else {
            own.join(", ")
        };
        let profiles = self.source.profiles();
        let profiles = profiles.into_iter().flatten();
        let profiles =
            profiles.map(|name| format!("\nprofile {name}: {}", self.folder.told_of_profile(name)));
        let profiles: String = profiles.collect();
        format!("own and changed rules: {own}; {SHIPPED_RULES}: {shipped}{profiles}")
    }

    /// The files of the rules in force that are not as the program has them, to know later what has changed.
    pub fn own_files(&self) -> BTreeMap<String, Option<String>> {
        self.folder.own_files()
    }

    /// What is other than in rules of which these files were not as the program has them.
    pub fn changes_since(&self, own_files: BTreeMap<String, Option<String>>) -> Changes {
        self.folder.changes_since(&RulesFolder::embedded_with(own_files))
    }

    pub fn current(&self) -> Arc<Books> {
        self.current.load_full()
    }

    /// The mistakes that keep the saved rules from being in force.
    pub fn refused(&self) -> &[Problem] {
        &self.told
    }

    /// The saved change that is not taken.
    pub fn waiting(&self) -> Option<Waiting> {
        let since = self.refused_since.filter(|_| !self.told.is_empty())?;
        Some(Waiting {
            since,
            problems: self.told.clone(),
        })
    }

    /// Files that were meant to judge and do not, because of their names.
    pub fn untaken(&self) -> &[Problem] {
        &self.untaken
    }

    /// Rules that judged before and are not there any more.
    pub fn vanished(&self) -> &BTreeSet<String> {
        &self.vanished
    }

    /// Other folders, audiences or another gate from the next reading on.
    pub fn want(&mut self, source: Source) {
        self.wanted = (source != self.source).then_some(source);
    }

    /// Where the books in force come from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    fn next(&self) -> &Source {
        self.wanted.as_ref().unwrap_or(&self.source)
    }

    /// Whether the books in force are those of a source.
    pub fn follow(&self, source: &Source) -> bool {
        self.source == *source
    }

    /// The rules folders and their parents, and that of the configuration.
    pub fn folders(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let mut found = Vec::new();
        let next = self.next();
        for folder in &next.folders {
            let parent = folder
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty())
                .unwrap_or(Path::new("."));
            if folder.is_dir() {
                found.push((folder.clone(), RecursiveMode::Recursive));
            }
            found.push((parent.to_path_buf(), RecursiveMode::NonRecursive));
        }
        let config = next.config.iter().filter_map(|config| config.parent());
        found.extend(config.map(|parent| (parent.to_path_buf(), RecursiveMode::NonRecursive)));
        found
    }

    pub fn concerns(&self, path: &Path) -> bool {
        let next = self.next();
        let mut own = next.folders.iter().chain(&next.config);
        own.any(|own| path.starts_with(own))
    }

    pub fn note_change(&mut self) {
        self.changed = Some(Instant::now());
    }

    /// The folders are read at once, asked for or not by a change.
    pub fn told_to_reload(&mut self) {
        info!("the rules are read again, as asked for");
        self.told.clear();
        self.vanished.clear();
    }

    /// Whether the folders changed and are quiet again.
    pub fn is_due(&mut self) -> bool {
        if self.changed.is_none() && self.looked.elapsed() >= LOOK {
            self.looked = Instant::now();
            if self.next().signature() != self.seen {
                self.note_change();
            }
        }
        self.changed.is_some_and(|changed| changed.elapsed() >= QUIET)
    }

    /// How long the folders must be quiet yet, where they changed: to wait longer for other events costs some 25 ms.
    pub fn due_in(&self) -> Option<Duration> {
        self.changed
            .map(|changed| QUIET.saturating_sub(changed.elapsed()))
    }

    /// Reads the folders.
    pub fn reload(&mut self) {
        self.changed = None;
        self.aside.stop();
        let source = self.next();
        let signature = source.signature();
        let in_force = self.current();
        let read = source.open();
        // Somebody is still saving: what was read may be half of one state and half of another. Times of files are too
        // coarse to tell.
        if read != source.open() {
            self.note_change();
            return;
        }
        let untaken = read
            .as_ref()
            .map_or_else(|_| Vec::new(), |folder| folder.untaken().to_vec());
        // Without the gate nobody knows how the examples of the rules in force came out.
        let shipped = RulesFolder::embedded();
        let tried = if self.source.gate { &self.folder } else { &shipped };
        let loaded = read.and_then(|folder| {
            let changed = self.wanted.is_some() || folder.digest() != in_force.digest();
            changed
                .then(|| {
                    let books = source.load(&folder, tried, &self.stopping, Some(&in_force))?;
                    Ok((books, folder))
                })
                .transpose()
        });
        let loaded = loaded.map_err(|problems| {
            let own = problems.into_iter();
            own.map(|problem| told_as_gone(problem, &self.folder))
                .collect::<Vec<_>>()
        });
        if self.stopping.load(Ordering::Relaxed) {
            // Not all of their examples were tried.
            return;
        }
        let saved = self.seen != signature;
        self.seen = signature;
        let other_folders = self.next().folders != self.source.folders;
        if loaded.is_ok() {
            self.source = self.next().clone();
            self.wanted = None;
        }
        self.tell_untaken(untaken);
        match loaded {
            Ok(None) => self.whole_again(),
            Ok(Some((books, folder))) => {
                self.note_vanished(folder.rules(), other_folders);
                self.take(books, folder);
            }
            Err(problems) if problems != self.told => self.refuse(problems),
            Err(problems) if saved => {
                let files: BTreeSet<String> = problems
                    .iter()
                    .map(|own| own.path.display().to_string())
                    .collect();
                let files: Vec<String> = files.into_iter().collect();
                error!(
                    "the saved change is not taken: the mistakes told before are still in {}",
                    files.join(", ")
                );
            }
            Err(_) => {}
        }
        self.try_examples();
    }

    /// Files that are not taken because of their names change nothing, and somebody waits for what they say.
    fn tell_untaken(&mut self, untaken: Vec<Problem>) {
        for one in untaken.iter().filter(|own| !self.untaken.contains(own)) {
            warn!("{one}");
        }
        self.untaken = untaken;
    }

    /// A rule that is deleted, or whose files an editor gave other names, is missed by nobody who reads findings. Other
    /// folders have other rules on purpose.
    fn note_vanished(&mut self, now: BTreeSet<String>, other_folders: bool) {
        if other_folders {
            self.vanished.clear();
        } else {
            let gone = self.ids.difference(&now);
            for rule in gone.clone() {
                warn!("the rule {rule} is not in the rules folders any more: nothing is judged by it");
            }
            self.vanished.extend(gone.cloned());
            self.vanished.retain(|rule| !now.contains(rule));
        }
        self.ids = now;
    }

    /// A mistake was taken back: what was in force is what lies in the folder.
    fn whole_again(&mut self) {
        if !self.told.is_empty() {
            let current = self.current();
            let book = short_digest(current.digest());
            info!("the rules are whole again; rule book {book} stays in force");
            self.audit
                .append(&Entry::in_force(current.digest(), &self.source));
            self.mended += 1;
            self.told.clear();
            self.refused_since = None;
        }
    }

    /// The digest is of the files alone: where it is the same, other inboxes or profiles are asked for.
    fn take(&mut self, books: Books, folder: RulesFolder) {
        self.told.clear();
        self.refused_since = None;
        let changes = folder.changes_since(&self.folder);
        let (book, what) = (short_digest(books.digest()), told::brief(&changes.to_string()));
        if books.digest() == self.current().digest() {
            info!("the rules are the same for another configuration; rule book {book} stays in force");
        } else {
            self.reloads += 1;
            info!(
                "the rules changed ({what}); rule book {book} is in force (change {}, refused {})",
                self.reloads, self.failures
            );
        }
        books.warn(&self.current().warnings());
        self.audit
            .append(&Entry::in_force(books.digest(), &self.source).after(&changes));
        self.changes.extend(&changes);
        self.current.store(Arc::new(books));
        self.folder = folder;
    }

    fn refuse(&mut self, problems: Vec<Problem>) {
        self.failures += 1;
        self.refused_since.get_or_insert_with(Timestamp::now);
        for problem in &problems {
            error!("{problem}");
        }
        let digest = self.current().digest().to_string();
        error!(
            "the saved change is not taken; rule book {} stays in force (changes {}, refused {})",
            short_digest(&digest),
            self.reloads,
            self.failures
        );
        self.audit
            .append(&Entry::refused(&digest, &self.source, &problems));
        self.told = problems;
    }
}

impl Drop for Rules {
    fn drop(&mut self) {
        let current = self.current();
        self.audit.append(&Entry::stopped(current.digest(), &self.source));
    }
}

#[cfg(test)]
mod tests;
