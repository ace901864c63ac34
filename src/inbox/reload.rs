//! The rule book in force: built anew aside when the rules folder changes, swapped whole, and kept when the new one is broken.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use log::{error, info};
use notify::RecursiveMode;

use crate::check::Checker;
use crate::problem::Problem;
use crate::rules_folder::RulesFolder;

/// Editors save in several steps: the folder is read when it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(100);

pub struct Rules {
    folder: Option<PathBuf>,
    current: ArcSwap<Checker>,
    changed: Option<Instant>,
    /// The last problems told, so that they are not told at every event.
    told: Vec<Problem>,
}

impl Rules {
    pub fn new(folder: Option<PathBuf>, checker: Checker) -> Self {
        Rules {
            folder,
            current: ArcSwap::from_pointee(checker),
            changed: None,
            told: Vec::new(),
        }
    }

    pub fn current(&self) -> Arc<Checker> {
        self.current.load_full()
    }

    /// The rules folder and its parent.
    pub fn folders(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let Some(folder) = self.folder.as_ref() else {
            return Vec::new();
        };
        let parent = folder
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let own = folder
            .is_dir()
            .then(|| (folder.clone(), RecursiveMode::Recursive));
        own.into_iter()
            .chain([(parent.to_path_buf(), RecursiveMode::NonRecursive)])
            .collect()
    }

    pub fn concerns(&self, path: &Path) -> bool {
        self.folder
            .as_ref()
            .is_some_and(|folder| path.starts_with(folder))
    }

    pub fn note_change(&mut self) {
        self.changed = Some(Instant::now());
    }

    /// Reads the folder when it changed and is quiet again. True when it was read.
    pub fn reload_if_due(&mut self) -> bool {
        if self.changed.is_none_or(|changed| changed.elapsed() < QUIET) {
            return false;
        }
        self.changed = None;
        let Some(folder) = self.folder.clone() else {
            return false;
        };
        match RulesFolder::open(&folder).and_then(|opened| {
            if opened.digest() == self.current().stamp().digest {
                Ok(None)
            } else {
                Checker::load(&opened).map(Some)
            }
        }) {
            Ok(None) => self.told.clear(),
            Ok(Some(checker)) => {
                info!(
                    "the rules in {} changed; rule book {} is in force",
                    folder.display(),
                    &checker.stamp().digest[..12]
                );
                self.current.store(Arc::new(checker));
                self.told.clear();
            }
            Err(problems) if problems != self.told => {
                for problem in &problems {
                    error!("{problem}");
                }
                error!(
                    "the rules in {} are broken; rule book {} stays in force",
                    folder.display(),
                    &self.current().stamp().digest[..12]
                );
                self.told = problems;
            }
            Err(_) => {}
        }
        true
    }
}
