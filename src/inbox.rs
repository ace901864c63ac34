//! The daemon: watches folders, waits until a report is whole, checks it once, and remembers and writes its findings.

mod again;
mod audit;
mod configuration;
mod daemon;
mod findings;
mod folders;
mod history;
mod jobs;
mod ledger;
mod mount;
mod moves;
mod queue;
mod record;
mod reload;
mod stability;
mod vitals;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, SystemTime};

use log::warn;

use crate::config::{Mode, Receivers, Recheck};
use crate::notification::Settings;
use crate::problem::Problem;
use crate::read::{is_labels, is_of_system};
pub(crate) use mount::is_network;

use audit::Audit;
use configuration::Configuration;
use daemon::Daemon;
use reload::{Rules, Source};
use stability::State;

/// What the daemon needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    pub inboxes: Vec<Inbox>,
    pub out: PathBuf,
    /// Folder of the store.
    pub data: PathBuf,
    /// Rules folders, laid over each other; none: the shipped rules.
    pub rules: Vec<PathBuf>,
    /// Changed rules are taken only when the examples of their pages come out as the pages say.
    pub gate: bool,
    /// Which stored reports are judged again when the rules change.
    pub recheck: Recheck,
    /// Time without change after which a file counts as whole.
    pub stable: Duration,
    /// Every inbox is looked through so often, should an event have been lost.
    pub rescan: Duration,
    /// Inboxes without events are looked through so often.
    pub poll: Duration,
    /// How often a file that cannot be read is tried again, and how long after the first time.
    pub retries: u32,
    pub retry: Duration,
    /// Reports that are read at the same time.
    pub workers: usize,
    /// Who is told of new findings.
    pub receivers: Receivers,
    /// Where this machine is told how the daemon is.
    pub listen: Option<SocketAddr>,
    /// The configuration file, which is read again when it is saved.
    pub config: Option<PathBuf>,
}

/// A folder in which reports arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    pub folder: PathBuf,
    pub audience: Audience,
    pub mode: Mode,
    /// Larger files are not read.
    pub max_bytes: Option<u64>,
    /// Reports that are read at the same time.
    pub max_at_once: Option<usize>,
    /// Where checked reports are moved; without it they stay.
    pub move_done: Option<PathBuf>,
    /// Where files are moved that could not be read.
    pub move_failed: Option<PathBuf>,
}

impl Inbox {
    pub fn new(folder: PathBuf) -> Self {
        Inbox {
            folder,
            audience: Audience::default(),
            mode: Mode::default(),
            max_bytes: None,
            max_at_once: None,
            move_done: None,
            move_failed: None,
        }
    }
}

/// For whom reports are judged.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Audience {
    pub profile: Option<String>,
    /// Of the texts, where it is another than the profile's.
    pub language: Option<String>,
}

/// What wakes the daemon.
enum Event {
    Changed(Vec<PathBuf>),
    Done(jobs::Done),
    Reload,
    Stop,
}

/// Tells a running daemon what to do. False where it has ended.
pub struct Remote {
    events: Sender<Event>,
    stopping: Arc<AtomicBool>,
}

impl Remote {
    /// The rules are to be read again.
    pub fn reload(&self) -> bool {
        self.events.send(Event::Reload).is_ok()
    }

    pub fn stop(&self) -> bool {
        self.stopping.store(true, Ordering::Relaxed);
        self.events.send(Event::Stop).is_ok()
    }
}

/// Why the daemon did not start.
#[derive(Debug)]
pub enum NotStarted {
    /// A folder cannot be used.
    Folder(String),
    Rules(Vec<Problem>),
}

/// What the configuration and the command line say together at the time of the call; or what is wrong.
pub type ReadOptions<'a> = &'a dyn Fn() -> Result<Options, String>;

/// Runs until [`Remote::stop`]; what `read` said is `options`.
///
/// # Errors
/// A folder that is written to cannot be made or lies inside an inbox, or the rules are broken.
pub fn run(options: &Options, read: ReadOptions, control: &dyn Fn(Remote)) -> Result<(), NotStarted> {
    std::fs::create_dir_all(&options.out)
        .map_err(|error| NotStarted::Folder(format!("{}: cannot be made: {error}", options.out.display())))?;
    options.refuse_nested().map_err(NotStarted::Folder)?;
    if is_network(&options.data) {
        warn!(
            "{}: lies on a network disk, on which the database does not work: what it remembers may be damaged; name a folder on a disk of this machine with `data` in tillsyn.toml",
            options.data.display()
        );
    }
    findings::clear_unfinished(&options.out);
    let rules = Rules::open(options.source(), Audit::in_folder(&options.out)).map_err(NotStarted::Rules)?;
    let (sender, receiver) = channel();
    control(Remote {
        events: sender.clone(),
        stopping: Arc::clone(&rules.stopping),
    });
    let watcher = watcher(sender.clone());
    let configuration = Configuration::new(options, read);
    Daemon::new(options.clone(), configuration, rules, watcher, &sender).work(&receiver);
    Ok(())
}

/// Reads the rules as the daemon would: the digest of the rule book, and what is probably not meant.
///
/// # Errors
/// Every mistake that would keep the daemon from starting.
pub fn judges(options: &Options) -> Result<(String, Vec<Problem>), Vec<Problem>> {
    let (books, untaken) = options.source().read()?;
    let warnings = books.warnings().into_iter().chain(untaken).collect();
    Ok((books.digest().to_string(), warnings))
}

fn watcher(events: Sender<Event>) -> Option<notify::RecommendedWatcher> {
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
        let _ = events.send(Event::Changed(paths));
    });
    watcher
        .inspect_err(|error| warn!("this system gives no file events ({error}): folders are looked through"))
        .ok()
}

impl Options {
    pub(crate) fn refuse_nested(&self) -> Result<(), String> {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let moves = self
            .inboxes
            .iter()
            .flat_map(|inbox| [&inbox.move_done, &inbox.move_failed])
            .flatten();
        let written = [&self.out, &self.data].into_iter().chain(moves);
        for folder in written {
            let own = real(folder);
            let mut folders = self.inboxes.iter().map(|inbox| &inbox.folder);
            if let Some(inbox) = folders.find(|inbox| own.starts_with(real(inbox))) {
                return Err(format!(
                    "{}: this folder is written to, and lies inside the inbox {}; name another",
                    folder.display(),
                    inbox.display()
                ));
            }
        }
        Ok(())
    }

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

    fn settings(&self) -> Settings {
        let own = self.clone();
        Settings {
            receivers: self.receivers.clone(),
            out: self.out.clone(),
            findings_of: Box::new(move |path| {
                let target = findings::with_end(&own.target(path), "txt");
                target.strip_prefix(&own.out).unwrap_or(&target).to_path_buf()
            }),
        }
    }

    /// The inbox in which a file lies: the innermost, where they lie in each other.
    fn inbox_of(&self, path: &Path) -> Option<&Inbox> {
        self.inboxes
            .iter()
            .filter(|inbox| path.starts_with(&inbox.folder))
            .max_by_key(|inbox| inbox.folder.as_os_str().len())
    }

    /// The path of a file's findings without their ends: sub-folders of the inbox are kept apart.
    fn target(&self, path: &Path) -> PathBuf {
        let inbox = self.inbox_of(path);
        let inside = inbox
            .and_then(|inbox| path.strip_prefix(&inbox.folder).ok())
            .unwrap_or(path);
        let name = format!(
            "{}.findings",
            inside.file_name().unwrap_or_default().to_string_lossy()
        );
        let own = inbox.map(|inbox| self.out_of(inbox)).unwrap_or_default();
        self.out.join(own).join(inside.with_file_name(name))
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
        identity: mount::identity(path).map_or(0, |(_, number)| number),
    })
}

/// Lock files, hidden files, half-copied files, labels and what systems put beside reports are none.
pub(crate) fn is_report(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = ["part", "tmp", "crdownload", "partial"]
        .iter()
        .any(|end| name.to_lowercase().ends_with(&format!(".{end}")));
    !(name.starts_with("~$")
        || name.starts_with('.')
        || unfinished
        || is_labels(path)
        || is_of_system(&name))
}
