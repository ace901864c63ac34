//! Which rule book was in force from when to when: one JSON object a line, only ever added to.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use log::error;
use serde::Serialize;

use super::reload::Source;
use crate::problem::Problem;
use crate::rules_folder::Changes;
use crate::user;

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
    /// For whom it judges; null for the profile of those who chose none.
    profiles: BTreeSet<Option<&'a str>>,
    /// Who runs the daemon, where the system tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    run_by: Option<String>,
    /// Ids of the rules in force that are not as the program has them, where the daemon has just begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    own_rules: Option<&'a BTreeSet<String>>,
    /// What is other than in the book before, which the daemon had in force. Where it has just begun there is none.
    #[serde(flatten)]
    changes: Option<&'a Changes>,
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    problems: &'a [Problem],
}

impl<'a> Entry<'a> {
    pub fn in_force(rulebook: &'a str, source: &'a Source) -> Self {
        Self::new("in force", rulebook, source, &[])
    }

    pub fn refused(rulebook: &'a str, source: &'a Source, problems: &'a [Problem]) -> Self {
        Self::new("refused", rulebook, source, problems)
    }

    pub fn stopped(rulebook: &'a str, source: &'a Source) -> Self {
        Self::new("stopped", rulebook, source, &[])
    }

    /// With what is other than in the book before.
    pub fn after(self, changes: &'a Changes) -> Self {
        Entry {
            changes: Some(changes),
            ..self
        }
    }

    /// With the rules of one's own in it.
    pub fn with(self, own_rules: &'a BTreeSet<String>) -> Self {
        Entry {
            own_rules: Some(own_rules),
            ..self
        }
    }

    fn new(event: &'static str, rulebook: &'a str, source: &'a Source, problems: &'a [Problem]) -> Self {
        Entry {
            at: Timestamp::now(),
            event,
            rulebook,
            folders: source.named_folders(),
            profiles: source.profiles(),
            run_by: user::name(),
            own_rules: None,
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
                let before = file.metadata()?.len();
                // On a full disk half of it would be left, and the next line would go on from there.
                file.write_all(format!("{line}\n").as_bytes())
                    .inspect_err(|_| drop(file.set_len(before)))
            });
        if let Err(error) = written {
            error!(
                "{}; `tillsyn audit` tells of these rules all the same, once the store can be written",
                Problem::unwritten(&self.path, "which rules are in force", &error)
            );
        }
    }
}
