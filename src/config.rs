//! `tillsyn.toml`: which folders the daemon watches and where it writes.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::problem::Problem;

/// What the configuration file says; the command line goes before it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Folders in which reports arrive.
    #[serde(default)]
    pub inbox: Vec<PathBuf>,
    /// Folder for findings.
    pub out: Option<PathBuf>,
    /// Rules folder; the shipped rules where there is none.
    pub rules: Option<PathBuf>,
    /// Seconds without change after which a file counts as whole.
    pub stable_seconds: Option<f64>,
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
            Problem::new(path, error.message().replace('\n', " "))
                .at_offset(&text, error.span().map_or(0, |span| span.start))
                .remedy("tillsyn.example.toml explains every key")
        })?;
        if config
            .stable_seconds
            .is_some_and(|seconds| !(0.0..=3600.0).contains(&seconds))
        {
            return Err(Problem::new(path, "stable_seconds must lie between 0 and 3600"));
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        config
            .inbox
            .iter_mut()
            .chain(config.out.iter_mut())
            .chain(config.rules.iter_mut())
            .for_each(|own| *own = folder.join(&*own));
        Ok(config)
    }
}
