//! `tillsyn rules backtest`: what edited rules would say of reports that the rules in force have judged.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Mutex, PoisonError};

use clap::{Args, ValueEnum};
use tempfile::TempDir;
use tillsyn::backtest::{Backtest, Books, Given, backtest, markdown};
use tillsyn::check::Checker;
use tillsyn::problem::Problem;
use tillsyn::remembered::Remembered;
use tillsyn::rule::NO_PROFILE;
use tillsyn::rules_folder::{RulesFolder, is_shipped};
use tillsyn::store::Store;
use tillsyn::write::docs::alone;

use crate::commands::check::{progress, sorted_out};
use crate::commands::store::{open, remembered};
use crate::commands::{BROKEN, Book, Data, opened, print_problems, without_words};

/// In the place of a folder: what the daemon remembers.
const STORE: &str = "store";

#[derive(Args)]
pub struct Arguments {
    /// Reports, or folders of reports; `store` for those that the daemon remembers, in their latest version
    #[arg(long, value_name = "FILE|DIR|store", num_args = 1..)]
    against: Vec<PathBuf>,
    /// Reports that were given without it
    #[arg(hide = true)]
    bare: Vec<PathBuf>,
    /// Which store
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    book: Book,
    /// Compare with this folder in the place of the last one of --rules: a copy from before the change. Without it the last
    /// folder is left out, or compared with the shipped rules when it is the only one
    #[arg(long, value_name = "DIR", conflicts_with = "since")]
    other: Option<PathBuf>,
    /// Compare with the last folder of --rules as it was in that revision of git
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// Profile to compare with, or `none`. The same rules judge on both sides, unless --other or --since names others.
    /// Without it: that of --profile, if the rules compared with have it
    #[arg(long, value_name = "NAME")]
    other_profile: Option<String>,
    /// How to print the differences
    #[arg(long, value_enum, default_value_t = Output::Text)]
    format: Output,
    /// Write to a file instead of the terminal
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    Text,
    Json,
    Markdown,
    Html,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match compare(arguments) {
        Ok((done, blind)) => match print(arguments, &done) {
            Ok(()) if blind => without_words("This comparison proves NOTHING"),
            Ok(()) => code(&done),
            Err(error) => {
                anstream::eprintln!("the comparison cannot be written: {error}");
                ExitCode::from(BROKEN)
            }
        },
        Err(problems) => {
            print_problems(&problems);
            ExitCode::from(BROKEN)
        }
    }
}

fn code(done: &Backtest) -> ExitCode {
    if done.reports == 0 || !done.problems.is_empty() {
        ExitCode::from(BROKEN)
    } else {
        ExitCode::from(u8::from(!done.is_same()))
    }
}

/// The comparison, and whether it was made without word lists.
fn compare(arguments: &Arguments) -> Result<(Backtest, bool), Vec<Problem>> {
    if let Some(problem) = not_named(arguments) {
        return Err(vec![problem]);
    }
    let books = books(arguments)?;
    let (stored, named): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.against.iter().cloned().partition(|path| is_store(path));
    let found = sorted_out(&named);
    let mut given: Vec<Given> = found.taken.into_iter().map(Given::from).collect();
    let mut gone = Vec::new();
    let mut store = None;
    let failed = |told: String| vec![Problem::new(STORE, told)];
    if !stored.is_empty() {
        let mut own = open(&arguments.data).map_err(failed)?;
        let (lying, lost) = known(&mut own).map_err(failed)?;
        // A file that is named too, by whatever path, is judged once and as a whole.
        let named: BTreeSet<PathBuf> = given.iter().map(|own| real(&own.path)).collect();
        given.extend(lying.into_iter().filter(|own| !named.contains(&real(&own.path))));
        gone = lost;
        store = Some(own);
    }
    let (store, lost) = (Mutex::new(store), Mutex::new(Vec::new()));
    let recall = |file: &Path| {
        let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
        let found = store.as_mut().map(|store| remembered(store, file));
        found
            .unwrap_or_else(|| Ok(Remembered::default()))
            .unwrap_or_else(|error| {
                let mut lost = lost.lock().unwrap_or_else(PoisonError::into_inner);
                lost.push(format!(
                    "{}: not held against its earlier reports: {error}",
                    file.display()
                ));
                Remembered::default()
            })
    };
    let progress = progress(given.len());
    let mut done = backtest(&books, &given, &recall, &|file| {
        progress.set_message(file.display().to_string());
        progress.inc(1);
    });
    progress.finish_and_clear();
    let left_out = found.left_out.iter();
    done.left_out = left_out
        .map(|(file, why)| format!("{} ({why})", file.display()))
        .collect();
    done.gone.extend(gone);
    done.problems
        .extend(lost.into_inner().unwrap_or_else(PoisonError::into_inner));
    let blind = books.before.lacks_words() || books.now.lacks_words();
    Ok((done, blind))
}

/// On which reports the rules are tried must be said by name: what stands alone could be a folder of rules.
fn not_named(arguments: &Arguments) -> Option<Problem> {
    let told = |what: String, named: &str| {
        Problem::new("rules backtest", what).remedy(format!(
            "name the reports with --against: tillsyn rules backtest --against {named} --rules shipped --rules <your folder>"
        ))
    };
    match arguments.bare.first() {
        Some(first) => {
            let first = first.display();
            Some(told(
                format!("`{first}` stands alone: is it the reports, or the rules?"),
                &first.to_string(),
            ))
        }
        None => arguments
            .against
            .is_empty()
            .then(|| told("there are no reports to try the rules on".to_string(), "reports/")),
    }
}

/// "mine laid over the shipped rules"; `of`: the state of the last folder, where that is an earlier one.
fn laid(folders: &[PathBuf], of: Option<&str>) -> String {
    let last = folders.len().saturating_sub(1);
    let named = folders.iter().enumerate().map(|(at, folder)| {
        let name = if is_shipped(folder) {
            "the shipped rules".to_string()
        } else {
            folder.display().to_string()
        };
        match of.filter(|_| at == last) {
            Some(revision) => format!("{name} as of {revision}"),
            None => name,
        }
    });
    let mut named: Vec<String> = named.collect();
    named.reverse();
    if named.is_empty() {
        return "the shipped rules".to_string();
    }
    named.join(" laid over ")
}

/// Where the rules before and those now lie.
fn named(arguments: &Arguments) -> (String, String) {
    let now = laid(&arguments.book.rules, None);
    let before = match &arguments.since {
        None if arguments.other_profile.is_some() && arguments.other.is_none() => now.clone(),
        Some(revision) => laid(&arguments.book.rules, Some(revision)),
        None => laid(&in_force(arguments), None),
    };
    (before, now)
}

/// A file or folder of that name goes before.
fn is_store(path: &Path) -> bool {
    path.as_os_str() == STORE && !path.exists()
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The files with the latest versions of the reports that the store knows, and those that are not there any more.
fn known(store: &mut Store) -> Result<(Vec<Given>, Vec<String>), String> {
    let places = store.places_of_latest().map_err(|error| error.to_string())?;
    let mut lying: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let mut gone = BTreeSet::new();
    for same in places.chunk_by(|(one, _), (other, _)| one == other) {
        // Reports of the same content are told apart by a number.
        let sha256 = same[0].0.split('-').next().unwrap_or_default();
        match same.iter().find(|(_, place)| place.is_file()) {
            Some((_, place)) => drop(lying.entry(place.clone()).or_default().insert(sha256.to_string())),
            None => drop(gone.insert(format!("{}: the file is gone", same[0].1.display()))),
        }
    }
    let given = lying.into_iter().map(|(path, reports)| Given {
        path,
        only: Some(reports),
    });
    Ok((given.collect(), gone.into_iter().collect()))
}

fn books(arguments: &Arguments) -> Result<Books, Vec<Problem>> {
    let now = opened(&arguments.book.rules)?;
    let before = match &arguments.since {
        // Of two profiles the difference is asked for: what else differs between the folders would pass for theirs.
        None if arguments.other_profile.is_some() && arguments.other.is_none() => now.clone(),
        Some(revision) => {
            let (folders, _kept) = folders_since(&arguments.book.rules, revision).map_err(|one| vec![one])?;
            RulesFolder::open_all(&folders)?
        }
        None => RulesFolder::open_all(&in_force(arguments))?,
    };
    let word_lists = |folder: &RulesFolder| folder.digest_of("lexicons/");
    let judge = arguments.book.of(&now)?;
    let changes = now.changes_since(&before);
    let judging = |id: &String| judge.rules().iter().any(|rule| rule.id == *id);
    let profiled = arguments.book.profile.is_some();
    let left_out = now.rules().into_iter().filter(|id| profiled && !judging(id));
    Ok(Books {
        named: named(arguments),
        left_out: left_out.collect(),
        all: now.rules(),
        chosen_profile: arguments.other_profile.is_some(),
        changes,
        same_words: word_lists(&before) == word_lists(&now),
        before: judge_before(arguments, &before, &judge)?,
        now: judge,
    })
}

/// The checker of the rules compared with. It speaks the language of the other: all findings would differ by it, and hide
/// what else does.
fn judge_before(arguments: &Arguments, before: &RulesFolder, now: &Checker) -> Result<Checker, Vec<Problem>> {
    let profile = profile_before(arguments, before);
    if let Some(name) = arguments
        .other_profile
        .as_deref()
        .filter(|name| means_none(name, before))
    {
        let told = Problem::new("--other-profile", format!("there is no profile `{name}`"));
        return Err(vec![told.remedy(
            "write `--other-profile none`: without a profile every rule judges as it is written",
        )]);
    }
    let mut judge = arguments.book.of_profile(before, profile)?;
    let language = &now.stamp().language;
    if judge.stamp().language != *language {
        // Where no rule speaks it, nothing can be told in it.
        let _ = judge.speak(language);
    }
    Ok(judge)
}

/// Somebody who wants no profile to be compared with, and writes another word for it than ours.
fn means_none(name: &str, before: &RulesFolder) -> bool {
    let meant = NO_PROFILE.contains(&name.to_lowercase().as_str());
    meant && name != super::NO_PROFILE && before.text(&format!("profiles/{name}.toml")).is_none()
}

/// A new profile is compared with every rule as it is written, unless another one is asked for.
fn profile_before<'a>(arguments: &'a Arguments, before: &RulesFolder) -> Option<&'a str> {
    let has = |name: &&str| before.text(&format!("profiles/{name}.toml")).is_some();
    let same = arguments.book.profile.as_deref().filter(has);
    match arguments.other_profile.as_deref() {
        Some(super::NO_PROFILE) => None,
        other => other.or(same),
    }
}

fn print(arguments: &Arguments, done: &Backtest) -> io::Result<()> {
    let text = match arguments.format {
        Output::Text => done.to_string(),
        Output::Json => serde_json::to_string_pretty(done).map_err(io::Error::other)? + "\n",
        Output::Markdown => markdown::page(done),
        Output::Html => alone("Backtest", &markdown::page(done)),
    };
    match &arguments.output {
        Some(path) => fs::write(path, text),
        None => {
            anstream::print!("{text}");
            Ok(())
        }
    }
}

/// The rules folders with another, or none, in the place of the last.
fn in_force(arguments: &Arguments) -> Vec<PathBuf> {
    let mut folders = arguments.book.rules.clone();
    folders.pop();
    folders.extend(arguments.other.clone());
    folders
}

/// The rules folders with the last one as it was in a revision, in a folder that lives as long as the second value.
fn folders_since(rules: &[PathBuf], revision: &str) -> Result<(Vec<PathBuf>, TempDir), Problem> {
    let (last, others) = rules.split_last().ok_or_else(|| {
        Problem::new("--since", "there is no rules folder to look back in").remedy("name one with --rules")
    })?;
    let failed = |why: String| {
        Problem::new(last, format!("the revision `{revision}` cannot be read: {why}")).remedy(
            "name a commit, a branch or a date such as HEAD@{yesterday}; the folder must be kept in git",
        )
    };
    let old = tempfile::tempdir().map_err(|error| failed(error.to_string()))?;
    let list = git(last, &["ls-tree", "-r", "--name-only", "-z", revision, "."]).map_err(&failed)?;
    for name in String::from_utf8_lossy(&list)
        .split('\0')
        .filter(|name| !name.is_empty())
    {
        let text = git(last, &["show", &format!("{revision}:./{name}")]).map_err(&failed)?;
        let target = old.path().join(name);
        fs::create_dir_all(target.parent().unwrap_or(old.path()))
            .and_then(|()| fs::write(&target, text))
            .map_err(|error| failed(error.to_string()))?;
    }
    let mut folders = others.to_vec();
    folders.push(old.path().to_path_buf());
    Ok((folders, old))
}

/// What git prints, or its complaint.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .map_err(|error| format!("git cannot be run: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_string())
    }
}
