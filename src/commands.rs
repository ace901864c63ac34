//! One file per command.

pub mod check;
pub mod doctor;
pub mod read;
pub mod rules;
pub mod store;
pub mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use tillsyn::check::{Checker, Others, Past};
use tillsyn::config::Config;
use tillsyn::problem::Problem;
use tillsyn::rules_folder::RulesFolder;
use tillsyn::store::{Missing, Store};
use tillsyn::write::counted;

/// Exit code for wrong usage, unreadable input and broken rules.
pub const BROKEN: u8 = 2;

/// At the end, where what was printed would pass for an answer. `told`: what it is worth.
fn without_words(told: &str) -> ExitCode {
    anstream::eprintln!(
        "{told}: there are no whole word lists in these rules folders, and nearly every rule needs them. Lay your folder over the shipped rules: --rules shipped --rules <your folder>"
    );
    ExitCode::from(BROKEN)
}

/// Rules folders; what in them is not taken is told.
fn opened(rules: &[PathBuf]) -> Result<RulesFolder, Vec<Problem>> {
    RulesFolder::open_all(rules).inspect(|folder| mind(folder.untaken()))
}

/// What is no mistake, and probably not meant.
fn mind(warnings: &[Problem]) {
    for warning in warnings {
        anstream::eprintln!("mind: {warning}\n");
    }
}

/// Which rules judge.
#[derive(Args)]
pub struct Book {
    /// Rules folder; several are laid over each other, and `shipped` stands for the shipped rules
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Profile: which of the rules, with what levels, parameters and words (see `tillsyn rules list`)
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Language of titles, messages and asks: `en`, `es`, `fr` or `sv`; English where a rule does not speak it
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
}

impl Book {
    /// The checker of these rules; problems are printed.
    fn checker(&self) -> Option<Checker> {
        self.loaded().map(|(_, checker)| checker)
    }

    /// The same, unless there are rules in it that are only begun.
    fn finished(&self) -> Option<Checker> {
        let all = opened(&self.rules)
            .and_then(|folder| self.of(&folder))
            .and_then(|checker| match checker.unfinished() {
                [] => Ok(checker),
                unfinished => Err(unfinished.to_vec()),
            });
        all.inspect(|checker| mind(&checker.stamp().problems))
            .map_err(|problems| print_problems(&problems))
            .ok()
    }

    /// The checker of the folder's rules, in this profile and language.
    fn of(&self, folder: &RulesFolder) -> Result<Checker, Vec<Problem>> {
        self.of_profile(folder, self.profile.as_deref())
    }

    fn of_profile(&self, folder: &RulesFolder, profile: Option<&str>) -> Result<Checker, Vec<Problem>> {
        let mut checker = Checker::load(folder, profile)?;
        if let Some(language) = &self.language {
            checker.speak(language).map_err(|problem| vec![problem])?;
        }
        Ok(checker)
    }

    /// The same for who looks after the rules: what is probably not meant in them is printed too.
    fn looked_after(&self) -> Option<(RulesFolder, Checker)> {
        self.loaded().inspect(|(_, checker)| mind(checker.remarks()))
    }

    /// The rules folder and its checker; problems are printed.
    fn loaded(&self) -> Option<(RulesFolder, Checker)> {
        opened(&self.rules)
            .and_then(|folder| self.of(&folder).map(|checker| (folder, checker)))
            .inspect(|(_, checker)| {
                mind(&checker.stamp().problems);
                mind(checker.unfinished());
            })
            .map_err(|problems| print_problems(&problems))
            .ok()
    }
}

/// Which configuration and which store.
#[derive(Args)]
pub struct Data {
    /// Configuration file, `tillsyn.toml` by default; `tillsyn rules docs daemon` explains every key
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of the store in which the daemon remembers (`tillsyn-data` by default)
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Data {
    fn config(&self) -> Result<Config, String> {
        match self.config_file() {
            Some(path) => Config::open(&path).map_err(|problems| {
                let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
                told.join("\n")
            }),
            None => Ok(Config::default()),
        }
    }

    fn config_file(&self) -> Option<PathBuf> {
        let default = Path::new("tillsyn.toml");
        let named = self.config.as_deref();
        named
            .or(Some(default).filter(|file| file.is_file()))
            .map(Path::to_path_buf)
    }

    /// The store, where there is one or one was named.
    fn store_if_any(&self) -> Result<Option<Store>, String> {
        let folder = self.folder(&self.config()?);
        if self.data.is_none() && !tillsyn::store::is_there(&folder) {
            return Ok(None);
        }
        let opened = Store::open(&folder, Missing::Refuse);
        opened.map(Some).map_err(|error| error.to_string())
    }

    fn folder(&self, config: &Config) -> PathBuf {
        let beside = self
            .config
            .as_deref()
            .and_then(Path::parent)
            .unwrap_or(Path::new(""));
        self.data
            .clone()
            .or_else(|| config.data.clone())
            .unwrap_or_else(|| beside.join("tillsyn-data"))
    }
}

/// What a report is held against.
#[derive(Args)]
pub struct Against {
    /// Earlier reports of the same project: what they said is compared
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub earlier: Vec<PathBuf>,
    /// The results that were agreed on: a logframe, a proposal or an IATI activity
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
}

impl Against {
    fn is_named(&self) -> bool {
        !self.earlier.is_empty() || self.framework.is_some()
    }

    /// The files, read and understood; what cannot be read is printed.
    fn past(&self, checker: &Checker) -> Option<Past> {
        let others = Others {
            earlier: self.earlier.clone(),
            framework: self.framework.clone(),
        };
        let past = checker.past(&others);
        past.inspect_err(|error| anstream::eprintln!("{error}")).ok()
    }
}

/// The end of a command that either did its work or says why it could not.
fn ended(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            anstream::eprintln!("{message}");
            ExitCode::from(BROKEN)
        }
    }
}

/// Writes a file, and the folders that it lies in.
fn write_file(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| Problem::unwritten(path, "", &error).to_string())
}

fn print_problems(problems: &[Problem]) {
    for problem in problems {
        anstream::eprintln!("{problem}");
    }
    anstream::eprintln!("{}: nothing was checked", counted(problems.len(), "problem"));
}
