//! `tillsyn.toml`: which folders the daemon watches, by which rules, and where it writes.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::problem::Problem;

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
}

/// A folder in which reports arrive: its path, or its path with its profile or language.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(
    untagged,
    expecting = "an inbox is a path, or { folder = \"…\", profile = \"…\", language = \"…\" }"
)]
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

impl Inbox {
    fn folder_mut(&mut self) -> &mut PathBuf {
        match self {
            Inbox::Folder(folder) => folder,
            Inbox::Own(own) => &mut own.folder,
        }
    }
}

impl Config {
    /// Reads a configuration file; paths in it are relative to its folder.
    ///
    /// # Errors
    /// The file cannot be read, is no TOML, or has a key that does not exist.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Problem::new(path, format!("cannot be read: {error}")))?;
        let mut config: Config = toml::from_str(&text).map_err(|error| {
            Problem::of_toml(
                path,
                &text,
                &error,
                "`tillsyn rules docs daemon` explains every key",
            )
        })?;
        if config
            .stable_seconds
            .is_some_and(|seconds| !(0.0..=3600.0).contains(&seconds))
        {
            return Err(Problem::new(path, "stable_seconds must lie between 0 and 3600"));
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
            .map(Inbox::folder_mut)
            .chain(config.out.iter_mut())
            .for_each(|own| *own = folder.join(&*own));
        Ok(config)
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
