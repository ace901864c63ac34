//! `tillsyn watch`: the daemon.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::Sender;
use std::time::Duration;

use clap::Args;
use tillsyn::config::{self, Config};
use tillsyn::inbox::{self, Audience, Inbox, NotStarted, Options, Wake};
use tillsyn::rules_folder::is_shipped;

use super::{BROKEN, Book};

#[derive(Args)]
pub struct Arguments {
    /// Folders in which reports arrive
    #[arg(value_name = "INBOX")]
    inboxes: Vec<PathBuf>,
    /// Folder for findings
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    book: Book,
    /// Take changed rules only when the examples in their pages come out as the pages say
    #[arg(long)]
    gate: bool,
    /// Configuration file; `tillsyn rules docs daemon` explains every key
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
    match inbox::run(&options, &|| self::options(arguments), &|sender| {
        heed_signals(sender)
    }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(NotStarted::Out(message)) => {
            anstream::eprintln!("{message}");
            ExitCode::from(BROKEN)
        }
        Err(NotStarted::Rules(problems)) => {
            for problem in &problems {
                anstream::eprintln!("{problem}");
            }
            anstream::eprintln!("nothing is watched until this is mended");
            ExitCode::from(BROKEN)
        }
    }
}

/// Ends on Ctrl-C and SIGTERM, reads the rules anew on SIGHUP.
#[cfg(unix)]
fn heed_signals(sender: Sender<Wake>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    match signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) {
        Ok(mut signals) => {
            std::thread::spawn(move || {
                for signal in signals.forever() {
                    let wake = if signal == SIGHUP {
                        Wake::Reload
                    } else {
                        Wake::Stop
                    };
                    if sender.send(wake).is_err() {
                        break;
                    }
                }
            });
        }
        Err(error) => no_signals(&error),
    }
}

#[cfg(not(unix))]
fn heed_signals(sender: Sender<Wake>) {
    let sender = std::sync::Mutex::new(sender);
    let handler = move || {
        if let Ok(sender) = sender.lock() {
            let _ = sender.send(Wake::Stop);
        }
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        no_signals(&error);
    }
}

fn no_signals(error: &dyn std::error::Error) {
    log::warn!("signals cannot be caught ({error}): stop the program by ending it");
}

fn options(arguments: &Arguments) -> Result<Options, String> {
    let default = Path::new("tillsyn.toml");
    let named = arguments.config.as_deref();
    let file = named.or(Some(default).filter(|file| file.is_file()));
    let config = match file {
        Some(file) => Config::open(file).map_err(|problem| problem.to_string())?,
        None => Config::default(),
    };
    let of_all = Audience {
        profile: arguments.book.profile.clone().or(config.profile),
        language: arguments.book.language.clone().or(config.language),
    };
    let inbox = |own: config::Inbox| match own {
        config::Inbox::Folder(folder) => Inbox {
            folder: absolute(folder),
            audience: of_all.clone(),
        },
        config::Inbox::Own(own) => Inbox {
            folder: absolute(own.folder),
            audience: Audience {
                profile: own.profile.or(of_all.profile.clone()),
                language: own.language.or(of_all.language.clone()),
            },
        },
    };
    let named = arguments.inboxes.iter().cloned().map(config::Inbox::Folder);
    let inboxes: Vec<Inbox> = if arguments.inboxes.is_empty() {
        config.inbox.into_iter().map(inbox).collect()
    } else {
        named.map(inbox).collect()
    };
    if inboxes.is_empty() {
        return Err(
            "no inbox is named: name the folder in which reports arrive, or write it in tillsyn.toml"
                .to_string(),
        );
    }
    let rules = if arguments.book.rules.is_empty() {
        config.rules.into_vec()
    } else {
        arguments.book.rules.clone()
    };
    let seconds = arguments.stable_seconds.or(config.stable_seconds).unwrap_or(2.0);
    Ok(Options {
        inboxes,
        out: absolute(
            arguments
                .out
                .clone()
                .or(config.out)
                .ok_or("no folder for findings is named: add --out DIR, or write it in tillsyn.toml")?,
        ),
        rules: rules.into_iter().map(rules_folder).collect(),
        gate: arguments.gate || config.gate,
        stable: Duration::try_from_secs_f64(seconds)
            .map_err(|_| "--stable-seconds must be a number from 0 on".to_string())?,
        config: file.map(Path::to_path_buf).map(absolute),
    })
}

fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

fn rules_folder(path: PathBuf) -> PathBuf {
    if is_shipped(&path) { path } else { absolute(path) }
}
