//! The workers: they tell what a file is, and read, understand and judge it. They know no store and write nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::reload::Books;
use super::{Event, Inbox};
use crate::agreement;
use crate::check::{Checker, kept};
use crate::operations::Board;
use crate::read::{ReadError, cannot_open, sha256};
use crate::remembered::Remembered;
use crate::store::{Answer, Judged, RunKey, Submission, is_of_series};

/// Reports nest deep: the main thread of a program has as much.
const STACK: usize = 8 << 20;

/// A file that is to be judged.
#[derive(Debug, Clone)]
pub struct Job {
    /// Where it came in.
    pub path: PathBuf,
    /// Where it lies now, if it was moved.
    pub moved_to: Option<PathBuf>,
    pub inbox: Inbox,
    /// How often it could not be read.
    pub failures: u32,
    pub why: Why,
    /// When it came to wait.
    pub since: Instant,
}

/// Why a file is to be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Came,
    /// The rules changed.
    Recheck,
    /// A finding was waived, or is no longer.
    Waiver,
}

impl Job {
    pub fn place(&self) -> &Path {
        self.moved_to.as_deref().unwrap_or(&self.path)
    }
}

/// A job with what is known of its file.
pub struct Work {
    pub job: Job,
    pub file: Submission,
    pub key: RunKey,
    pub books: Arc<Books>,
    /// What the store knew of it before.
    pub known: Answer,
    /// Its agreement names the earlier reports, and the store is not asked.
    pub names_earlier: bool,
    pub earlier: Remembered,
}

pub enum Task {
    Identify(Box<Job>, Arc<Books>),
    Judge(Box<Work>),
}

pub enum Done {
    Identified(Box<Work>),
    Closed(Box<Closed>),
    Judged(Box<Work>, Vec<Judged>, Option<ReadError>),
    /// It changed or went while it was read.
    Changed(Box<Work>),
    /// It was not begun: the program ends.
    Left,
}

/// A file that cannot be opened, or is not to be.
pub struct Closed {
    pub job: Job,
    pub file: Submission,
    pub error: ReadError,
    /// It may be another time.
    pub again: bool,
    pub books: Arc<Books>,
}

pub struct Pool {
    tasks: Sender<Task>,
    closing: Arc<AtomicBool>,
    pub workers: usize,
}

impl Pool {
    pub fn start(workers: usize, answers: &Sender<Event>, board: &Arc<Board>) -> Self {
        let (tasks, queue) = channel();
        let queue = Arc::new(Mutex::new(queue));
        let closing = Arc::new(AtomicBool::new(false));
        for number in 1..=workers {
            let (queue, answers) = (Arc::clone(&queue), answers.clone());
            let (closing, board) = (Arc::clone(&closing), Arc::clone(board));
            let thread = std::thread::Builder::new()
                .name(format!("worker {number}"))
                .stack_size(STACK)
                .spawn(move || work(&queue, &closing, &answers, &board));
            if let Err(error) = thread {
                log::error!("worker {number} cannot be started: {error}");
            }
        }
        Pool {
            tasks,
            closing,
            workers,
        }
    }

    /// The workers begin nothing more.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    pub fn give(&self, task: Task) {
        let _ = self.tasks.send(task);
    }
}

fn work(queue: &Mutex<Receiver<Task>>, closing: &AtomicBool, answers: &Sender<Event>, board: &Board) {
    loop {
        let task = match queue.lock() {
            Ok(queue) => queue.recv(),
            Err(_) => break,
        };
        let Ok(task) = task else { break };
        let done = match task {
            _ if closing.load(Ordering::Relaxed) => Done::Left,
            Task::Identify(job, books) => identify(*job, books),
            Task::Judge(work) => board.metrics.checking(|| judge(work)),
        };
        if answers.send(Event::Done(done)).is_err() {
            break;
        }
    }
}

fn identify(job: Job, books: Arc<Books>) -> Done {
    let mut file = Submission::default();
    match identified(&job, &mut file, &books) {
        Ok(key) => Done::Identified(Box::new(Work {
            names_earlier: agreement::names_earlier(job.place()),
            job,
            file,
            key,
            books,
            known: Answer::None,
            earlier: Remembered::default(),
        })),
        Err((error, again)) => Done::Closed(Box::new(Closed {
            job,
            file,
            error,
            again,
            books,
        })),
    }
}

/// The error is with whether it may be gone another time.
fn identified(job: &Job, file: &mut Submission, books: &Books) -> Result<RunKey, (ReadError, bool)> {
    let place = job.place();
    *file = Submission {
        path: job.path.display().to_string(),
        inbox: job.inbox.folder.display().to_string(),
        name: job
            .path
            .strip_prefix(&job.inbox.folder)
            .unwrap_or(&job.path)
            .display()
            .to_string(),
        ..Submission::default()
    };
    let size = std::fs::metadata(place).map(|metadata| metadata.len());
    let limit = job.inbox.max_bytes.unwrap_or(u64::MAX);
    file.size = *size.as_ref().unwrap_or(&0);
    if file.size > limit {
        let error = ReadError::new(
            place,
            format!(
                "is larger than the {} MB that this inbox takes (max_megabytes)",
                limit / 1_000_000
            ),
            "ask for the report without pictures or in parts, or raise max_megabytes in tillsyn.toml",
        );
        return Err((error, false));
    }
    file.sha256 = size
        .and_then(|_| sha256(place))
        .map_err(|error| (cannot_open(place, &error), true))?;
    let Some(checker) = books.of(&job.inbox.audience) else {
        let error = ReadError::new(place, "no rules are loaded for its inbox", "restart the daemon");
        return Err((error, true));
    };
    let stamp = checker.stamp();
    Ok(RunKey {
        sha256: file.sha256.clone(),
        profile: stamp.profile.clone().unwrap_or_default(),
        language: stamp.language.clone(),
        agreement: agreement::digest(place).unwrap_or_default(),
        earlier: String::new(),
        rulebook: stamp.digest.clone(),
        engine: env!("CARGO_PKG_VERSION").to_string(),
    })
}

fn judge(work: Box<Work>) -> Done {
    let place = work.job.place();
    let Some(checker) = work.books.of(&work.job.inbox.audience) else {
        return Done::Changed(work);
    };
    let (judged, unread) = examine(checker, place, &work);
    // Readers open a file more than once: what they read is one content only if it is the same before and after.
    let same = sha256(place).is_ok_and(|sha256| sha256 == work.key.sha256)
        && agreement::digest(place).unwrap_or_default() == work.key.agreement;
    if same {
        Done::Judged(work, judged, unread)
    } else {
        Done::Changed(work)
    }
}

fn examine(checker: &Checker, path: &Path, work: &Work) -> (Vec<Judged>, Option<ReadError>) {
    let mut judged = Vec::new();
    let earlier = checker.recall_all(&work.earlier);
    // A panic in a library ends the check of one file, never the daemon.
    let read = catch_unwind(AssertUnwindSafe(|| {
        checker.examine_after(
            path,
            &|report| earlier.of(report),
            &mut |document, report, result| {
                judged.push(Judged {
                    facts: serde_json::to_string(report).unwrap_or_default(),
                    reading: if is_of_series(report.kind) {
                        kept(document, &report.source)
                    } else {
                        String::new()
                    },
                    organisation: report.organisation.clone(),
                    period: report.tells_of(),
                    result,
                });
            },
        )
    }));
    let read = read.unwrap_or_else(|_| {
        Err(ReadError::new(
            path,
            "the program failed on this file",
            "send the file to the developers of tillsyn",
        ))
    });
    (judged, read.err())
}
