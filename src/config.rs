//! `tillsyn.toml`: which folders the daemon watches, by which rules, and where it writes.

mod listen;
mod mistake;
mod receivers;

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::problem::{self, Problem};
use mistake::Mistake;
pub use receivers::{Mail, Receivers, Secret, Smtp, Tls, Webhook};

/// What the configuration file says; the command line goes before it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Folders in which reports arrive.
    #[serde(default)]
    pub inbox: Vec<Inbox>,
    /// Folder for findings.
    pub out: Option<PathBuf>,
    /// Rules folders, laid over each other; the shipped rules where there is none.
    #[serde(default)]
    pub rules: OneOrMore,
    /// Profile of the inboxes that name none.
    pub profile: Option<String>,
    /// ISO 639-1 code of the language of messages, for the inboxes that name none.
    pub language: Option<String>,
    /// Changed rules are taken only when the examples of their pages come out as the pages say.
    #[serde(default)]
    pub gate: bool,
    /// Seconds without change after which a file counts as whole.
    pub stable_seconds: Option<f64>,
    /// Folder of the store.
    pub data: Option<PathBuf>,
    /// Which stored reports are judged again when the rules change.
    #[serde(default)]
    pub recheck: Recheck,
    /// Seconds after which every inbox is looked through, whatever events tell.
    pub rescan_seconds: Option<f64>,
    /// Seconds after which inboxes without events are looked through.
    pub poll_seconds: Option<f64>,
    /// How often a file that cannot be read is tried again.
    pub retries: Option<u32>,
    /// Seconds before the first time; each later one waits four times as long.
    pub retry_seconds: Option<f64>,
    /// Reports that are read at the same time.
    pub workers: Option<usize>,
    #[serde(rename = "listen")]
    written_listen: Option<Spanned<String>>,
    /// Address of this machine at which `/health` and `/metrics` are told.
    #[serde(skip)]
    pub listen: Option<SocketAddr>,
    /// Where others reach the folder for findings.
    link: Option<String>,
    /// Folder of templates for e-mails.
    templates: Option<PathBuf>,
    #[serde(default)]
    webhook: Vec<Webhook>,
    smtp: Option<Smtp>,
    #[serde(default)]
    mail: Vec<Mail>,
    /// The five keys above, together.
    #[serde(skip)]
    pub receivers: Receivers,
}

/// How an inbox is watched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The system tells of changes.
    Events,
    /// The folder is looked through every `poll_seconds`.
    Poll,
    /// Events, but a network disk is looked through, and so is a folder whose events stay away.
    #[default]
    Auto,
}

/// Which stored reports are judged again when the rules change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Recheck {
    /// Those with findings that are not waived, in their latest version.
    Open,
    All,
    #[default]
    None,
}

/// A folder in which reports arrive: its path, or its path with its own settings.
#[derive(Debug, Clone, PartialEq)]
pub enum Inbox {
    Folder(PathBuf),
    Own(OwnInbox),
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnInbox {
    pub folder: PathBuf,
    pub profile: Option<String>,
    pub language: Option<String>,
    #[serde(default)]
    pub mode: Mode,
    /// Larger files are not read.
    pub max_megabytes: Option<u64>,
    /// Reports of this inbox that are read at the same time.
    pub max_at_once: Option<usize>,
    /// Where checked reports are moved.
    pub move_done: Option<PathBuf>,
    /// Where files are moved that could not be read.
    pub move_failed: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "`rules` is a path, or a list of paths")]
pub enum OneOrMore {
    One(PathBuf),
    More(Vec<PathBuf>),
}

impl Default for OneOrMore {
    fn default() -> Self {
        OneOrMore::More(Vec::new())
    }
}

impl OneOrMore {
    pub fn into_vec(self) -> Vec<PathBuf> {
        match self {
            OneOrMore::One(path) => vec![path],
            OneOrMore::More(paths) => paths,
        }
    }
}

/// By hand, because what is derived for either of two kinds forgets which key was wrong, and where.
impl<'de> Deserialize<'de> for Inbox {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Inbox;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a path, or a table with the key folder")
            }
            fn visit_str<E: Error>(self, folder: &str) -> Result<Inbox, E> {
                Ok(Inbox::Folder(folder.into()))
            }
            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Inbox, A::Error> {
                OwnInbox::deserialize(MapAccessDeserializer::new(table)).map(Inbox::Own)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl Inbox {
    fn paths_mut(&mut self) -> Vec<&mut PathBuf> {
        match self {
            Inbox::Folder(folder) => vec![folder],
            Inbox::Own(own) => [&mut own.folder]
                .into_iter()
                .chain(&mut own.move_done)
                .chain(&mut own.move_failed)
                .collect(),
        }
    }
}

impl Config {
    /// Reads a configuration file; paths in it are relative to its folder.
    ///
    /// # Errors
    /// The file cannot be read, is no TOML, or has keys that do not exist or values that cannot be meant: all of them.
    pub fn open(path: &Path) -> Result<Self, Vec<Problem>> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| vec![Problem::new(path, format!("cannot be read: {error}"))])?;
        let read = problem::read::<Config>(path, &text, "`tillsyn rules docs daemon` explains every key");
        let mut problems = read.problems;
        let Some(mut config) = read.value else {
            return Err(problems);
        };
        if let Some(own) = config.written_listen.take() {
            match listen::address(path, &text, &own) {
                Ok(address) => config.listen = Some(address),
                Err(problem) => problems.push(problem),
            }
        }
        config.receivers = Receivers {
            webhooks: std::mem::take(&mut config.webhook),
            smtp: config.smtp.take(),
            mails: std::mem::take(&mut config.mail),
            link: config.link.take(),
            templates: config.templates.take(),
        };
        // What was mended to be read on is no mistake of anybody's.
        let mistakes = config
            .mistakes()
            .into_iter()
            .filter(|own| !read.entries.contains(&own.entry));
        problems.extend(mistakes.map(|own| own.problem(path, &text)));
        if !problems.is_empty() {
            problems.sort_by_key(|own| (own.line, own.column));
            return Err(problems);
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let rules = config.rules.into_vec().into_iter();
        config.rules = OneOrMore::More(
            rules
                .map(|own| {
                    if own.as_os_str() == crate::rules_folder::SHIPPED {
                        own
                    } else {
                        folder.join(own)
                    }
                })
                .collect(),
        );
        config
            .inbox
            .iter_mut()
            .flat_map(Inbox::paths_mut)
            .chain(config.out.iter_mut())
            .chain(config.data.iter_mut())
            .chain(config.receivers.paths_mut())
            .for_each(|own| *own = folder.join(&*own));
        Ok(config)
    }

    /// What cannot be meant.
    fn mistakes(&self) -> Vec<Mistake> {
        let seconds = [
            ("stable_seconds", self.stable_seconds, 0.0),
            ("rescan_seconds", self.rescan_seconds, 0.1),
            ("poll_seconds", self.poll_seconds, 0.1),
            ("retry_seconds", self.retry_seconds, 0.0),
        ];
        let counts = [
            (
                "workers",
                self.workers.map(|own| (1..=64).contains(&own)),
                "1 and 64",
            ),
            ("retries", self.retries.map(|own| own <= 10), "0 and 10"),
        ];
        let seconds = seconds
            .into_iter()
            .filter(|(_, own, least)| own.is_some_and(|own| !(*least..=3600.0).contains(&own)))
            .map(|(key, _, least)| (key, format!("{least} and 3600")));
        let counts = counts
            .into_iter()
            .filter(|(_, right, _)| *right == Some(false))
            .map(|(key, _, range)| (key, range.to_string()));
        let numbers = seconds.chain(counts).map(|(key, range)| Mistake {
            entry: key.to_string(),
            at: key.to_string(),
            message: format!("{key} must lie between {range}"),
            remedy: format!("write a number between {range}, or delete the line"),
        });
        numbers.chain(self.receivers.mistakes()).collect()
    }

    /// A problem with the value of a key, such as a profile that does not exist, at the line that gives it; as it is
    /// when the command line gave it.
    pub fn locate(path: &Path, problem: Problem) -> Problem {
        let Ok(text) = std::fs::read_to_string(path) else {
            return problem;
        };
        let key = problem.path.to_string_lossy();
        let value = problem.message.split('`').nth(1).unwrap_or_default();
        let given = text.match_indices(value).map(|(at, _)| at).find(|at| {
            let before = text[..*at].trim_end_matches(['"', '\'']).trim_end();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let name = line.strip_suffix('=').map(str::trim_end);
            name.is_some_and(|name| name.ends_with(&*key) && !name.contains('#'))
        });
        match given {
            Some(at) => Problem {
                path: path.to_path_buf(),
                ..problem
            }
            .at_offset(&text, at),
            None => problem,
        }
    }
}
