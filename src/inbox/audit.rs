//! Which rule book was in force from when to when: one JSON object a line, only ever added to.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use log::error;
use serde::Serialize;

use crate::problem::Problem;
use crate::rules_folder::{Changes, SHIPPED};

/// Name of the file in the folder for findings.
const FILE: &str = "rule-books.jsonl";

pub struct Audit {
    path: PathBuf,
}

/// A line of the audit.
#[derive(Serialize)]
pub struct Entry<'a> {
    at: Timestamp,
    /// "in force", "refused" (the book named stays in force) or "stopped".
    event: &'static str,
    /// SHA-256 over all rule and lexicon files.
    rulebook: &'a str,
    /// The rules folders, each laid over the ones before; "shipped" for those in the program.
    folders: Vec<String>,
    /// What is other than in the book before, which the daemon had in force. Where it has just begun there is none.
    #[serde(flatten)]
    changes: Option<&'a Changes>,
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    problems: &'a [Problem],
}

impl<'a> Entry<'a> {
    pub fn in_force(rulebook: &'a str, folders: &[PathBuf]) -> Self {
        Self::new("in force", rulebook, folders, &[])
    }

    pub fn refused(rulebook: &'a str, folders: &[PathBuf], problems: &'a [Problem]) -> Self {
        Self::new("refused", rulebook, folders, problems)
    }

    pub fn stopped(rulebook: &'a str, folders: &[PathBuf]) -> Self {
        Self::new("stopped", rulebook, folders, &[])
    }

    /// With what is other than in the book before.
    pub fn after(self, changes: &'a Changes) -> Self {
        Entry {
            changes: Some(changes),
            ..self
        }
    }

    fn new(event: &'static str, rulebook: &'a str, folders: &[PathBuf], problems: &'a [Problem]) -> Self {
        let named = folders.iter().map(|folder| folder.display().to_string());
        let folders = match folders {
            [] => vec![SHIPPED.to_string()],
            _ => named.collect(),
        };
        Entry {
            at: Timestamp::now(),
            event,
            rulebook,
            folders,
            changes: None,
            problems,
        }
    }
}

impl Audit {
    /// In the folder for findings.
    pub fn in_folder(folder: &Path) -> Self {
        Audit {
            path: folder.join(FILE),
        }
    }

    /// A line that cannot be written is told, and nothing else suffers from it.
    pub fn append(&self, entry: &Entry) {
        let written = serde_json::to_string(entry)
            .map_err(std::io::Error::other)
            .and_then(|line| {
                let mut file = OpenOptions::new().create(true).append(true).open(&self.path)?;
                writeln!(file, "{line}")
            });
        if let Err(error) = written {
            error!("{}: cannot be written: {error}", self.path.display());
        }
    }
}
