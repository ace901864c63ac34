//! Trying the examples of the rules in force aside, where rules are taken without the gate.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use log::warn;

use super::Rules;
use super::source::Books;
use crate::rules_folder::RulesFolder;

/// Examples that fail do not keep rules from being in force without the gate, but somebody should know. Trying them takes
/// longer than the next report or the next saved change should wait.
pub struct Aside {
    /// The last state of the folders of which all that failed was told.
    tried: Arc<Mutex<RulesFolder>>,
    /// The trial that was begun last is to end.
    stop: Arc<AtomicBool>,
}

impl Aside {
    pub fn new() -> Self {
        Aside {
            tried: Arc::new(Mutex::new(RulesFolder::embedded())),
            stop: Arc::default(),
        }
    }

    /// All examples of that state came out as their pages say.
    fn known(&self, folder: RulesFolder) {
        *self.tried.lock().unwrap_or_else(PoisonError::into_inner) = folder;
    }

    /// Ends the trial that is under way. Of a book that is not in force any more nobody needs to know, and a saved change
    /// took half as long again while the examples of those before it were tried; the next trial tries what this one left.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Tries the examples that may come out otherwise than in the last state of which all was told.
    fn begin(&mut self, books: Arc<Books>, folder: RulesFolder) {
        self.stop();
        self.stop = Arc::default();
        let (stop, tried) = (Arc::clone(&self.stop), Arc::clone(&self.tried));
        std::thread::spawn(move || {
            let tell = || {
                let before = tried.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let failed = books.failed_examples(&folder, &before, &stop, |_| {});
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                for problem in failed {
                    warn!(
                        "these rules are in force, but not all of their examples come out as the pages say: {problem}"
                    );
                }
                *tried.lock().unwrap_or_else(PoisonError::into_inner) = folder;
            };
            // One thread of its own: the reports that come in have the others.
            match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
                Ok(aside) => aside.install(tell),
                Err(error) => warn!("the examples of the rules are not tried: {error}"),
            }
        });
    }
}

impl Rules {
    /// Tries the examples of the book in force, or what a trial that was stopped has left of them; with the gate they were
    /// tried before it was.
    pub(super) fn try_examples(&mut self) {
        if self.source.gate {
            self.aside.known(self.folder.clone());
        } else {
            self.aside.begin(self.current(), self.folder.clone());
        }
    }
}
