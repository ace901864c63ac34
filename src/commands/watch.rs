//! `tillsyn watch`: the daemon.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Duration;

use clap::Args;
use tillsyn::config::Config;
use tillsyn::inbox::{self, Options, Wake};

use super::{BROKEN, checker};

#[derive(Args)]
pub struct Arguments {
    /// Folders in which reports arrive
    #[arg(value_name = "INBOX")]
    inboxes: Vec<PathBuf>,
    /// Folder for findings
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Rules folder; changes in it judge the next report
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Configuration file; see tillsyn.example.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Seconds without change after which a file counts as whole (2 by default)
    #[arg(long, value_name = "SECONDS")]
    stable_seconds: Option<f64>,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let options = match options(arguments) {
        Ok(options) => options,
        Err(message) => {
            anstream::eprintln!("{message}");
            return ExitCode::from(BROKEN);
        }
    };
    let Some(checker) = checker(options.rules.as_deref()) else {
        return ExitCode::from(BROKEN);
    };
    let outcome = inbox::run(&options, checker, &|sender| {
        let sender = Mutex::new(sender);
        let handler = move || {
            if let Ok(sender) = sender.lock() {
                let _ = sender.send(Wake::Stop);
            }
        };
        if let Err(error) = ctrlc::set_handler(handler) {
            log::warn!("signals cannot be caught ({error}): stop the program by ending it");
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            anstream::eprintln!("{message}");
            ExitCode::from(BROKEN)
        }
    }
}

fn options(arguments: &Arguments) -> Result<Options, String> {
    let default = Path::new("tillsyn.toml");
    let config = match &arguments.config {
        Some(path) => Config::open(path).map_err(|problem| problem.to_string())?,
        None if default.is_file() => Config::open(default).map_err(|problem| problem.to_string())?,
        None => Config::default(),
    };
    let inboxes = if arguments.inboxes.is_empty() {
        config.inbox
    } else {
        arguments.inboxes.clone()
    };
    if inboxes.is_empty() {
        return Err(
            "no inbox is named: name the folder in which reports arrive, or write it in tillsyn.toml"
                .to_string(),
        );
    }
    let absolute = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
    let seconds = arguments.stable_seconds.or(config.stable_seconds).unwrap_or(2.0);
    Ok(Options {
        inboxes: inboxes.into_iter().map(absolute).collect(),
        out: absolute(
            arguments
                .out
                .clone()
                .or(config.out)
                .ok_or("no folder for findings is named: add --out DIR, or write it in tillsyn.toml")?,
        ),
        rules: arguments.rules.clone().or(config.rules).map(absolute),
        stable: Duration::try_from_secs_f64(seconds)
            .map_err(|_| "--stable-seconds must be a number from 0 on".to_string())?,
    })
}
