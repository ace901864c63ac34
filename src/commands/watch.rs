//! `tillsyn watch`: the daemon.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use tillsyn::config;
use tillsyn::inbox::{self, Audience, Inbox, NotStarted, Options, Remote};
use tillsyn::notification::Templates;
use tillsyn::rules_folder::is_shipped;

use super::{BROKEN, Book, Data};

/// More readers at a time than this gain nothing by default: each may take 1 GiB.
const MAX_WORKERS: usize = 4;

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
    #[command(flatten)]
    pub data: Data,
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
    match inbox::run(&options, &|| self::options(arguments), &|remote| {
        heed_signals(remote);
        ready();
    }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(NotStarted::Folder(message)) => {
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

/// The service manager may go on: the configuration and the rules are whole, and signals are heeded.
fn ready() {
    #[cfg(target_os = "linux")]
    if let Err(error) = sd_notify::notify(&[sd_notify::NotifyState::Ready]) {
        log::warn!("systemd cannot be told that the daemon works: {error}");
    }
}

/// Ends on Ctrl-C and SIGTERM, reads the rules anew on SIGHUP.
#[cfg(unix)]
fn heed_signals(remote: Remote) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    match signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) {
        Ok(mut signals) => {
            std::thread::spawn(move || {
                for signal in signals.forever() {
                    let heard = if signal == SIGHUP {
                        remote.reload()
                    } else {
                        remote.stop()
                    };
                    if !heard {
                        break;
                    }
                }
            });
        }
        Err(error) => no_signals(&error),
    }
}

#[cfg(not(unix))]
fn heed_signals(remote: Remote) {
    let remote = std::sync::Mutex::new(remote);
    let handler = move || {
        if let Ok(remote) = remote.lock() {
            remote.stop();
        }
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        no_signals(&error);
    }
}

fn no_signals(error: &dyn std::error::Error) {
    log::warn!("signals cannot be caught ({error}): stop the program by ending it");
}

pub fn options(arguments: &Arguments) -> Result<Options, String> {
    let config = arguments.data.config()?;
    let data = arguments.data.folder(&config);
    let of_all = Audience {
        profile: arguments.book.profile.clone().or(config.profile),
        language: arguments.book.language.clone().or(config.language),
    };
    let named = arguments.inboxes.iter().cloned().map(config::Inbox::Folder);
    let chosen: Vec<config::Inbox> = if arguments.inboxes.is_empty() {
        config.inbox
    } else {
        named.collect()
    };
    if chosen.is_empty() {
        return Err(
            "no inbox is named: name the folder in which reports arrive, or write it in tillsyn.toml"
                .to_string(),
        );
    }
    Templates::load(config.receivers.templates.as_deref())?;
    let rules = if arguments.book.rules.is_empty() {
        config.rules.into_vec()
    } else {
        arguments.book.rules.clone()
    };
    let seconds = |own: Option<f64>, default: f64| {
        Duration::try_from_secs_f64(own.unwrap_or(default))
            .map_err(|_| "--stable-seconds must be a number from 0 on".to_string())
    };
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    Ok(Options {
        inboxes: chosen.into_iter().map(|own| inbox(own, &of_all)).collect(),
        out: absolute(
            arguments
                .out
                .clone()
                .or(config.out)
                .ok_or("no folder for findings is named: add --out DIR, or write it in tillsyn.toml")?,
        ),
        data: absolute(data),
        rules: rules.into_iter().map(rules_folder).collect(),
        gate: arguments.gate || config.gate,
        recheck: config.recheck,
        stable: seconds(arguments.stable_seconds.or(config.stable_seconds), 2.0)?,
        rescan: seconds(config.rescan_seconds, 300.0)?,
        poll: seconds(config.poll_seconds, 10.0)?,
        retries: config.retries.unwrap_or(3),
        retry: seconds(config.retry_seconds, 5.0)?,
        workers: config.workers.unwrap_or(cores.min(MAX_WORKERS)),
        receivers: config.receivers,
        listen: config.listen,
        config: arguments.data.config_file().map(absolute),
    })
}

fn inbox(own: config::Inbox, of_all: &Audience) -> Inbox {
    match own {
        config::Inbox::Folder(folder) => Inbox {
            audience: of_all.clone(),
            ..Inbox::new(absolute(folder))
        },
        config::Inbox::Own(own) => Inbox {
            folder: absolute(own.folder),
            audience: Audience {
                profile: own.profile.or(of_all.profile.clone()),
                language: own.language.or(of_all.language.clone()),
            },
            mode: own.mode,
            max_bytes: own.max_megabytes.map(|own| own.saturating_mul(1_000_000)),
            max_at_once: own.max_at_once,
            move_done: own.move_done.map(absolute),
            move_failed: own.move_failed.map(absolute),
        },
    }
}

fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

fn rules_folder(path: PathBuf) -> PathBuf {
    if is_shipped(&path) { path } else { absolute(path) }
}
