//! Where rule books come from, and how they are made.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use log::{info, warn};

use crate::check::Checker;
use crate::config::Config;
use crate::inbox::Audience;
use crate::problem::Problem;
use crate::rules_folder::{Changes, RulesFolder, SHIPPED};
use crate::user;
use crate::write::counted;

/// A file with its time, size and identity.
pub(super) type Seen = (PathBuf, Option<SystemTime>, u64, u64);

/// Where the rules come from, and for whom they judge.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    /// Rules folders, laid over each other; none: the shipped rules.
    pub folders: Vec<PathBuf>,
    /// Everyone for whom an inbox is judged.
    pub audiences: Vec<Audience>,
    /// Rules whose examples fail are not taken.
    pub gate: bool,
    /// The configuration file that says so, if any.
    pub config: Option<PathBuf>,
}

/// The books of one state of the rules folders, one for each audience.
pub struct Books(Vec<(Audience, Checker)>);

impl Source {
    /// The books, and the files that are not taken because of their names.
    ///
    /// # Errors
    /// Every mistake in the rules.
    pub fn read(&self) -> Result<(Books, Vec<Problem>), Vec<Problem>> {
        let folder = self.open()?;
        let books = self.load(&folder, &RulesFolder::embedded(), &AtomicBool::new(false), None)?;
        Ok((books, folder.untaken().to_vec()))
    }

    /// The rules folders, each laid over the ones before; "shipped" for the rules in the program.
    pub fn named_folders(&self) -> Vec<String> {
        match self.folders.as_slice() {
            [] => vec![SHIPPED.to_string()],
            folders => folders.iter().map(|own| own.display().to_string()).collect(),
        }
    }

    /// Profiles by which an inbox is judged; none where every rule judges as it is written.
    pub fn profiles(&self) -> BTreeSet<Option<&str>> {
        self.audiences.iter().map(|own| own.profile.as_deref()).collect()
    }

    /// Folders, profiles and who runs the daemon, for a person.
    pub fn told(&self) -> String {
        let profiles = self.profiles();
        let named: Vec<&str> = profiles.iter().flatten().copied().collect();
        let profiles = match (named.as_slice(), profiles.contains(&None)) {
            ([], _) => "no profile".to_string(),
            (named, false) => format!("profile {}", named.join(", ")),
            (named, true) => format!(
                "profile {} for some inboxes and none for others",
                named.join(", ")
            ),
        };
        let run_by = user::name().map(|name| format!("; daemon run by {name}"));
        format!(
            "rules from {}; {profiles}{}",
            self.named_folders().join(", then "),
            run_by.unwrap_or_default()
        )
    }

    pub(super) fn open(&self) -> Result<RulesFolder, Vec<Problem>> {
        RulesFolder::open_all(&self.folders)
    }

    /// The books of a state of the folders. With `gate` the examples are tried that may come out otherwise than in the state
    /// that was tried before. `before`: the books that were in force.
    ///
    /// # Errors
    /// Every mistake in the rules, and with `gate` every example that fails.
    pub(super) fn load(
        &self,
        folder: &RulesFolder,
        tried: &RulesFolder,
        stopping: &AtomicBool,
        before: Option<&Books>,
    ) -> Result<Books, Vec<Problem>> {
        let located = |problem| match &self.config {
            Some(config) => Config::locate(config, problem),
            None => problem,
        };
        self.load_named(folder, tried, stopping, before)
            .map_err(|problems| problems.into_iter().map(located).collect())
    }

    fn load_named(
        &self,
        folder: &RulesFolder,
        tried: &RulesFolder,
        stopping: &AtomicBool,
        before: Option<&Books>,
    ) -> Result<Books, Vec<Problem>> {
        let mut audiences = self.audiences.clone();
        // Profiles change thresholds on purpose: the pages speak of the rules as they are written.
        if audiences.iter().all(|own| own.profile.is_some()) {
            audiences.push(Audience::default());
        }
        let profiles: Vec<Option<&str>> = audiences.iter().map(|own| own.profile.as_deref()).collect();
        let before = before
            .and_then(|books| books.0.first())
            .map(|(_, checker)| checker);
        let mut checkers = Checker::load_each(folder, &profiles, before)?;
        let unfinished = checkers.first().map_or(&[][..], Checker::unfinished);
        if !unfinished.is_empty() {
            return Err(unfinished.to_vec());
        }
        for (audience, checker) in audiences.iter().zip(&mut checkers) {
            if let Some(language) = &audience.language {
                checker.speak(language).map_err(|problem| vec![problem])?;
            }
        }
        let books = Books(audiences.into_iter().zip(checkers).collect());
        let failed = if self.gate {
            // Of all of them it takes seconds, in which no report is judged.
            books.failed_examples(folder, tried, stopping, |told| {
                info!("trying the examples of {told} …");
            })
        } else {
            Vec::new()
        };
        if failed.is_empty() { Ok(books) } else { Err(failed) }
    }

    /// Every file of the folders, and the configuration, with its time, size and identity: what changes when anything is saved or swapped.
    pub(super) fn signature(&self) -> Vec<Seen> {
        let entries = self.folders.iter().chain(&self.config).flat_map(|folder| {
            walkdir::WalkDir::new(folder)
                .follow_links(true)
                .sort_by_file_name()
        });
        entries
            .flatten()
            .filter_map(|entry| {
                let metadata = std::fs::metadata(entry.path()).ok()?;
                metadata.is_file().then(|| {
                    let identity = identity(&metadata);
                    (
                        entry.into_path(),
                        metadata.modified().ok(),
                        metadata.len(),
                        identity,
                    )
                })
            })
            .collect()
    }
}

/// Tells a file from another of the same name, time and size.
#[cfg(unix)]
fn identity(metadata: &std::fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ino()
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> u64 {
    0
}

/// Rules that are named one by one; more are counted.
const NAMED: usize = 3;

/// Whose examples are tried, and why those of rules too that nobody touched.
fn named(concerned: &BTreeSet<&str>, changes: &Changes) -> String {
    let list = |rules: &[&str]| match rules.len() {
        ..=NAMED => rules.join(", "),
        count => counted(count, "rule"),
    };
    let touched = |rule: &&str| changes.added.contains(*rule) || changes.changed.contains(*rule);
    let (own, others): (Vec<&str>, Vec<&str>) = concerned.iter().copied().partition(touched);
    let why = if changes.may_concern_all() {
        "which a word list or helper that changed may concern"
    } else if others.len() == 1 {
        "which judges what other rules find"
    } else {
        "which judge what other rules find"
    };
    match (own.as_slice(), others.as_slice()) {
        (own, []) => list(own),
        ([], others) => format!("{}, {why}", list(others)),
        (own, others) => format!("{}, and of {}, {why}", list(own), list(others)),
    }
}

/// An example that came out as its page says until a default, a text or a word list was changed: that goes before the script.
fn blamed(
    mut problem: Problem,
    folder: &RulesFolder,
    concerned: &BTreeSet<&str>,
    changes: &Changes,
) -> Problem {
    let is_page = |rule: &&&str| folder.path(&format!("{rule}.md")) == problem.path;
    let what = concerned
        .iter()
        .find(is_page)
        .and_then(|rule| changes.beside_script(rule));
    if let (Some(what), Some(remedy)) = (what, &problem.remedy) {
        problem.remedy = Some(format!("take back what was changed ({what}), or {remedy}"));
    }
    problem
}

impl Books {
    pub(super) fn all(&self) -> impl Iterator<Item = &(Audience, Checker)> {
        self.0.iter()
    }

    pub fn digest(&self) -> &str {
        self.0
            .first()
            .map_or("", |(_, checker)| checker.stamp().digest.as_str())
    }

    /// The checker of an audience that the source names.
    pub fn of(&self, audience: &Audience) -> Option<&Checker> {
        let mut books = self.0.iter();
        books.find(|(own, _)| own == audience).map(|(_, checker)| checker)
    }

    /// What keeps the rules from judging well, and what is probably not meant in them, each once.
    pub fn warnings(&self) -> Vec<Problem> {
        let mut found: Vec<Problem> = Vec::new();
        for warning in self
            .0
            .iter()
            .flat_map(|(_, checker)| checker.stamp().problems.iter().chain(checker.remarks()))
        {
            if !found.contains(warning) {
                found.push(warning.clone());
            }
        }
        found
    }

    pub(super) fn warn(&self, told: &[Problem]) {
        for warning in self.warnings().iter().filter(|own| !told.contains(own)) {
            warn!("{warning}");
        }
    }

    /// The examples that come out otherwise than the folder's pages say, and those that cannot be tried. Not tried are those
    /// of rules that are as in the state that was tried before.
    pub(super) fn failed_examples(
        &self,
        folder: &RulesFolder,
        tried: &RulesFolder,
        stopping: &AtomicBool,
        begin: impl Fn(&str),
    ) -> Vec<Problem> {
        let Some((_, checker)) = self.0.iter().find(|(own, _)| own.profile.is_none()) else {
            return Vec::new();
        };
        let changes = folder.changes_since(tried);
        let concerned = checker.concerned(&changes);
        if concerned.is_empty() {
            return Vec::new();
        }
        begin(&named(&concerned, &changes));
        let trial = checker.try_examples(folder, &|rule| concerned.contains(rule), stopping);
        let failed = trial.map_or_else(|problems| problems, |trial| trial.failed);
        failed
            .into_iter()
            .map(|problem| blamed(problem, folder, &concerned, &changes))
            .collect()
    }
}
