//! Reports that are looked at once more although they did not change: the rules did, or somebody waived a finding.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use log::{info, warn};

use super::daemon::Daemon;
use super::jobs::{Job, Why};
use crate::config;
use crate::rules_folder::Changes;
use crate::store::{Book, Recheck};
use crate::write::counted;

/// Waivers are looked for so often.
const LOOK: Duration = Duration::from_secs(2);

/// How far the waivers are known.
#[derive(Default)]
pub struct Waivers {
    /// Number of the last entry in the audit that was looked at.
    seen: Option<i64>,
    next: Option<Instant>,
}

impl Daemon<'_> {
    /// The store learns which rule book is in force, and which reports were judged by another.
    pub fn note_book(&mut self) {
        self.note_refused();
        let books = self.rules.current();
        let (digest, engine) = (books.digest(), env!("CARGO_PKG_VERSION"));
        let from = self.rules.source().told();
        let noted = format!("{digest} {from} {:?}", self.rules.source().audiences);
        if noted == self.noted {
            return;
        }
        let only_open = match self.options.recheck {
            config::Recheck::None => None,
            config::Recheck::Open => Some(true),
            config::Recheck::All => Some(false),
        };
        let begun = self.noted.is_empty();
        let rules = &self.rules;
        let options = &self.options;
        let found = self.ledger.with(|store| {
            let mut book = Book {
                digest,
                source: &format!("{engine}; {from}"),
                changes: rules.changes.lines().join("\n"),
                contents: &rules.contents(),
                own_files: &rules.own_files(),
                since_end: false,
            };
            if begun {
                store.began(digest, book.source)?;
                // It was changed while no daemon ran.
                if let Some(before) = store.own_files_before(digest)? {
                    book.changes = rules.changes_since(before).lines().join("\n");
                    book.since_end = true;
                }
            }
            store.in_force(&book)?;
            only_open.map_or(Ok(Vec::new()), |only_open| {
                store.to_recheck(digest, engine, only_open, |path| {
                    let inbox = options.inbox_of(Path::new(path))?;
                    let stamp = books.of(&inbox.audience)?.stamp();
                    Some((stamp.profile.clone().unwrap_or_default(), stamp.language.clone()))
                })
            })
        });
        let Some(found) = found else { return };
        self.noted = noted;
        self.rules.changes = Changes::default();
        let mut count = 0;
        for own in found {
            count += usize::from(self.recheck(own));
        }
        if count > 0 {
            let files = counted(count, "file");
            info!("another rule book or profile judged {files}: that is done again when nothing else waits");
        }
    }

    fn note_refused(&mut self) {
        self.note_mended();
        let failures = self.rules.failures;
        if failures == self.noted_failures {
            return;
        }
        let mistakes = self.rules.refused();
        let mistakes = mistakes.iter().map(|own| (own.place(), &*own.message));
        if self.ledger.with(|store| store.refused(mistakes)).is_some() {
            self.noted_failures = failures;
        }
    }

    /// A refused change was taken back: what was in force is what lies in the folder again.
    fn note_mended(&mut self) {
        let mended = self.rules.mended;
        if mended == self.noted_mended {
            return;
        }
        let books = self.rules.current();
        if self.ledger.with(|store| store.mended(books.digest())).is_some() {
            self.noted_mended = mended;
        }
    }

    /// The store learns that the daemon ends.
    pub fn note_end(&mut self) {
        let books = self.rules.current();
        if !self.noted.is_empty() {
            self.ledger.with(|store| store.ended(books.digest()));
        }
    }

    /// The files of findings in which something was waived, or is no longer, are written anew.
    pub fn note_waivers(&mut self) {
        if self.waivers.next.is_some_and(|next| Instant::now() < next) || !self.ledger.is_open() {
            return;
        }
        self.waivers.next = Some(Instant::now() + LOOK);
        let Some(ended) = self.ledger.with(|store| store.end_waivers()) else {
            return;
        };
        if ended > 0 {
            let waivers = counted(ended, "waiver");
            info!("the last day of {waivers} is over: what was waived is open again");
        }
        let seen = self.waivers.seen;
        let Some((last, paths)) = self.ledger.with(|store| store.waived_since(seen)) else {
            return;
        };
        self.waivers.seen = Some(last);
        for (path, moved_to) in paths {
            let moved_to = Some(moved_to).filter(|to| !to.is_empty()).map(PathBuf::from);
            self.once_more(PathBuf::from(path), moved_to, Why::Waiver);
        }
    }

    /// Judges a file once more where that can be done; says so where not.
    pub fn recheck(&mut self, own: Recheck) -> bool {
        let path = PathBuf::from(own.path);
        let moved_to = Some(own.moved_to).filter(|to| !to.is_empty()).map(PathBuf::from);
        let left = if moved_to.is_some() && own.had_agreement {
            Some("it was moved away from its agreement")
        } else if !moved_to.as_ref().unwrap_or(&path).is_file() {
            Some("it is gone")
        } else {
            None
        };
        match left {
            Some(why) => {
                warn!("{}: is not judged again: {why}", path.display());
                false
            }
            None => self.once_more(path, moved_to, Why::Recheck),
        }
    }

    fn once_more(&mut self, path: PathBuf, moved_to: Option<PathBuf>, why: Why) -> bool {
        let Some(inbox) = self.options.inbox_of(&path).cloned() else {
            return false;
        };
        self.queue.push(Job {
            path,
            moved_to,
            inbox,
            failures: 0,
            why,
            since: Instant::now(),
        });
        true
    }
}
