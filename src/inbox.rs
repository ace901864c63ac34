//! The daemon: watches folders, waits until a report is whole, checks it and writes its findings.

mod audit;
mod configuration;
mod findings;
mod reload;
mod stability;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

use log::{Level, error, info, log, warn};
use notify::{RecursiveMode, Watcher};

use crate::agreement::{self, is_agreement, is_framework};
use crate::problem::Problem;
use crate::texts;
use audit::Audit;
use configuration::Configuration;
use reload::{Rules, Source};
use stability::{Stability, State};

/// Everything is looked through again so often, should an event have been lost.
const RESCAN: Duration = Duration::from_secs(300);
/// A folder that is away is looked for so often.
const RETRY: Duration = Duration::from_secs(5);
/// How long to wait for an event before looking at the clock.
const TICK: Duration = Duration::from_millis(50);

/// What the daemon needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    pub inboxes: Vec<Inbox>,
    pub out: PathBuf,
    /// Rules folders, laid over each other; none: the shipped rules.
    pub rules: Vec<PathBuf>,
    /// Changed rules are taken only when the examples of their pages come out as the pages say.
    pub gate: bool,
    /// Time without change after which a file counts as whole.
    pub stable: Duration,
    /// The configuration file, which is read again when it is saved.
    pub config: Option<PathBuf>,
}

/// A folder in which reports arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    pub folder: PathBuf,
    pub audience: Audience,
}

/// For whom reports are judged.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Audience {
    pub profile: Option<String>,
    /// Of the texts, where it is another than the profile's.
    pub language: Option<String>,
}

/// A message that wakes the daemon.
pub enum Wake {
    Changed(Vec<PathBuf>),
    /// The rules are to be read again.
    Reload,
    Stop,
}

/// Why the daemon did not start.
#[derive(Debug)]
pub enum NotStarted {
    /// The folder for findings cannot be used.
    Out(String),
    Rules(Vec<Problem>),
}

/// What the configuration and the command line say together at the time of the call; or what is wrong.
pub type ReadOptions<'a> = &'a dyn Fn() -> Result<Options, String>;

/// Runs until [`Wake::Stop`] arrives; what `read` said is `options`.
///
/// # Errors
/// The output folder cannot be made or lies inside an inbox, or the rules are broken.
pub fn run(
    options: &Options,
    read: ReadOptions,
    stop: &dyn Fn(std::sync::mpsc::Sender<Wake>),
) -> Result<(), NotStarted> {
    std::fs::create_dir_all(&options.out)
        .map_err(|error| NotStarted::Out(format!("{}: cannot be made: {error}", options.out.display())))?;
    refuse_nested(options).map_err(NotStarted::Out)?;
    let rules = Rules::open(options.source(), Audit::in_folder(&options.out)).map_err(NotStarted::Rules)?;
    let (sender, receiver) = channel();
    stop(sender.clone());
    let events = sender.clone();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a report is an event too: only changes count, or the daemon would wake itself.
        let paths = match event {
            Ok(event) if matches!(event.kind, notify::EventKind::Access(_)) => return,
            Ok(event) => event.paths,
            Err(error) => {
                warn!("events were lost ({error}); the folders are looked through again");
                Vec::new()
            }
        };
        let _ = events.send(Wake::Changed(paths));
    });
    let watcher = match watcher {
        Ok(watcher) => Some(watcher),
        Err(error) => {
            warn!(
                "this system gives no file events ({error}): folders are looked through every {} s",
                RETRY.as_secs()
            );
            None
        }
    };
    let mut daemon = Daemon {
        options: options.clone(),
        configuration: Configuration::new(options, read),
        rules,
        stability: Stability::new(options.stable),
        watcher,
        missing: Vec::new(),
        watched: Vec::new(),
    };
    daemon.work(&receiver);
    Ok(())
}

fn refuse_nested(options: &Options) -> Result<(), String> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let out = real(&options.out);
    let mut folders = options.inboxes.iter().map(|inbox| &inbox.folder);
    match folders.find(|inbox| out.starts_with(real(inbox))) {
        Some(inbox) => Err(format!(
            "{}: the folder for findings lies inside the inbox {}; name another with --out",
            options.out.display(),
            inbox.display()
        )),
        None => Ok(()),
    }
}

impl Options {
    fn source(&self) -> Source {
        let mut audiences: Vec<Audience> = self.inboxes.iter().map(|inbox| inbox.audience.clone()).collect();
        audiences.sort();
        audiences.dedup();
        Source {
            folders: self.rules.clone(),
            audiences,
            gate: self.gate,
            config: self.config.clone(),
        }
    }

    /// The folder inside the folder of findings that an inbox has for itself when there are several: partners call their
    /// reports by the same names.
    fn out_of(&self, inbox: &Inbox) -> PathBuf {
        if self.inboxes.len() < 2 {
            return PathBuf::new();
        }
        let name = |inbox: &Inbox| inbox.folder.file_name().unwrap_or_default().to_owned();
        let before = self
            .inboxes
            .iter()
            .take_while(|other| other.folder != inbox.folder);
        let same = before.filter(|other| name(other) == name(inbox)).count();
        let mut own = name(inbox);
        if same > 0 {
            own.push(format!("-{}", same + 1));
        }
        own.into()
    }

    /// The inbox in which a file lies: the innermost, where they lie in each other.
    fn inbox_of(&self, path: &Path) -> Option<&Inbox> {
        self.inboxes
            .iter()
            .filter(|inbox| path.starts_with(&inbox.folder))
            .max_by_key(|inbox| inbox.folder.as_os_str().len())
    }
}

struct Daemon<'a> {
    options: Options,
    configuration: Configuration<'a>,
    rules: Rules,
    stability: Stability,
    watcher: Option<notify::RecommendedWatcher>,
    /// Inboxes that were away when last looked for.
    missing: Vec<PathBuf>,
    watched: Vec<PathBuf>,
}

impl Daemon<'_> {
    fn work(&mut self, receiver: &Receiver<Wake>) {
        self.rescan();
        info!(
            "watching {}; findings go to {}",
            list(&self.options),
            self.options.out.display()
        );
        let mut next_scan = Instant::now() + self.pause();
        loop {
            match receiver.recv_timeout(TICK) {
                Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(Wake::Changed(paths)) => self.changed(&paths),
                Ok(Wake::Reload) => self.reload_now(),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let more: Vec<Wake> = receiver.try_iter().take(10_000).collect();
            if more.iter().any(|wake| matches!(wake, Wake::Stop)) {
                break;
            }
            for wake in &more {
                match wake {
                    Wake::Changed(paths) => self.changed(paths),
                    Wake::Reload => self.reload_now(),
                    Wake::Stop => {}
                }
            }
            if Instant::now() >= next_scan {
                self.rescan();
                next_scan = Instant::now() + self.pause();
            }
            if self.rules.is_due() {
                self.reload();
            }
            for path in self.stability.whole(Instant::now(), &state) {
                if is_agreement(&path) || is_framework(&path) {
                    self.agreed_anew(&path);
                } else {
                    self.check(&path);
                }
            }
        }
        info!("stopped");
    }

    fn reload_now(&mut self) {
        self.rules.told_to_reload();
        self.reload();
    }

    /// Reads the configuration and the rules; what is wrong in one of them does not keep back the other.
    fn reload(&mut self) {
        if let Some(options) = self.configuration.read(&self.options) {
            self.rules.want(options.source());
        }
        self.rules.reload();
        let rules = &self.rules;
        let taken = self
            .configuration
            .wanted
            .take_if(|new| rules.follow(&new.source()));
        if let Some(options) = taken {
            info!("the configuration changed: watching {}", list(&options));
            self.stability.set_quiet(options.stable);
            self.options = options;
            self.rescan();
        }
        self.watch_rules();
    }

    fn pause(&self) -> Duration {
        if self.watcher.is_none() || !self.missing.is_empty() {
            RETRY
        } else {
            RESCAN
        }
    }

    fn changed(&mut self, paths: &[PathBuf]) {
        if paths.is_empty() {
            self.rescan();
        }
        for path in paths {
            if self.rules.concerns(path) {
                self.rules.note_change();
            } else if self.options.inbox_of(path).is_none() {
                // The folder beside the rules is watched too, and is no inbox.
            } else if path.is_dir() {
                self.scan(path);
            } else if is_agreement(path) && !path.exists() {
                self.agreed_anew(path);
            } else if is_report(path) {
                self.stability.seen(path, Instant::now(), &state);
            }
        }
    }

    /// The reports beside an agreement that came, changed or went are looked at once more.
    fn agreed_anew(&mut self, agreement: &Path) {
        let folder = agreement.parent().unwrap_or(agreement);
        let frameworks = agreement::frameworks_in(folder);
        let framed = |path: &Path| frameworks.iter().any(|own| agreement::is_same_file(own, path));
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_file() && is_report(&path) && !is_agreement(&path) && !framed(&path) {
                self.stability.forget(&path);
                self.stability.seen(&path, Instant::now(), &state);
            }
        }
    }

    /// Looks for every report, and for inboxes that were away.
    fn rescan(&mut self) {
        let inboxes = self.options.inboxes.clone();
        for Inbox { folder: inbox, .. } in inboxes {
            if !inbox.is_dir() {
                if !self.missing.contains(&inbox) {
                    warn!(
                        "{}: the inbox is away; looking for it every {} s",
                        inbox.display(),
                        RETRY.as_secs()
                    );
                    self.missing.push(inbox.clone());
                }
                self.watched.retain(|own| *own != inbox);
                continue;
            }
            let was_missing = self.missing.contains(&inbox);
            if was_missing {
                info!("{}: the inbox is back", inbox.display());
                self.missing.retain(|own| *own != inbox);
            }
            self.watch(&inbox, RecursiveMode::Recursive);
            self.scan(&inbox);
        }
        self.watch_rules();
    }

    fn watch_rules(&mut self) {
        // An editor or an administrator may replace the whole folder: only its parent hears of that.
        for (folder, mode) in self.rules.folders() {
            self.watched.retain(|own| *own != folder);
            self.watch(&folder, mode);
        }
    }

    fn watch(&mut self, folder: &Path, mode: RecursiveMode) {
        if self.watched.iter().any(|own| own == folder) {
            return;
        }
        if let Some(watcher) = &mut self.watcher {
            match watcher.watch(folder, mode) {
                Ok(()) => self.watched.push(folder.to_path_buf()),
                Err(error) => warn!(
                    "{}: gives no events ({error}); it is looked through every {} s",
                    folder.display(),
                    RESCAN.as_secs()
                ),
            }
        }
    }

    fn scan(&mut self, folder: &Path) {
        for entry in walkdir::WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter()
            .flatten()
        {
            if entry.file_type().is_file() && is_report(entry.path()) {
                self.stability.seen(entry.path(), Instant::now(), &state);
            }
        }
    }

    fn check(&mut self, path: &Path) {
        let books = self.rules.current();
        let Some(inbox) = self.options.inbox_of(path) else {
            return;
        };
        let Some(checker) = books.of(&inbox.audience) else {
            return;
        };
        let target = self.target(path);
        let agreement = agreement::beside(path).map(|beside| beside.digest);
        let done = |agreement: Option<String>| {
            findings::already_done(path, &target, checker.stamp(), agreement.as_deref())
        };
        if agreement.is_ok_and(done) {
            return;
        }
        match findings::write(checker, path, &target) {
            Ok(summary) => log!(
                if summary.failed_rules.is_empty() {
                    Level::Info
                } else {
                    Level::Error
                },
                "checked {}: {} → {}",
                path.display(),
                summary.sentence(texts::DEFAULT),
                findings::with_end(&target, "txt").display()
            ),
            Err(error) => {
                error!(
                    "{}: the findings cannot be written: {error}; it is tried again at the next look through the inbox",
                    findings::with_end(&target, "json").display()
                );
                self.stability.forget(path);
            }
        }
    }

    /// The path of the findings without ".json": sub-folders of the inbox are kept apart.
    fn target(&self, path: &Path) -> PathBuf {
        let inbox = self.options.inbox_of(path);
        let inside = inbox
            .and_then(|inbox| path.strip_prefix(&inbox.folder).ok())
            .unwrap_or(path);
        let name = format!(
            "{}.findings",
            inside.file_name().unwrap_or_default().to_string_lossy()
        );
        let own = inbox.map(|inbox| self.options.out_of(inbox)).unwrap_or_default();
        self.options.out.join(own).join(inside.with_file_name(name))
    }
}

fn list(options: &Options) -> String {
    let shown = |inbox: &Inbox| match &inbox.audience.profile {
        Some(profile) => format!("{} (profile {profile})", inbox.folder.display()),
        None => inbox.folder.display().to_string(),
    };
    options.inboxes.iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn state(path: &Path) -> Option<State> {
    let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    Some(State {
        size: metadata.len(),
        modified: metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH),
    })
}

/// Lock files, hidden files and half-copied files are no reports.
fn is_report(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = ["part", "tmp", "crdownload", "partial"]
        .iter()
        .any(|end| name.to_lowercase().ends_with(&format!(".{end}")));
    !(name.starts_with("~$") || name.starts_with('.') || unfinished)
}
