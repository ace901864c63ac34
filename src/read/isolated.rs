//! Reads a file in a process of its own, so that no input can end the program or take the machine: a stack overflow
//! or a failed allocation cannot be caught, but the process in which it happens can be spared.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Each, Format, ReadError, Reading};
use crate::document::Document;
use crate::report::{Report, Source};

/// The first argument that makes the program read one file for another process.
pub const COMMAND: &str = "read-isolated";

/// Memory that reading one file may take, in bytes.
const MAX_MEMORY: u64 = 1 << 30;

/// The allocator takes addresses from the system in steps as large as all that a file may take, which would leave none for
/// anything else.
const MEMORY_STEP: &str = "32MiB";
/// Seconds of computing for a file, and one more for each MiB of it.
const MAX_SECONDS: u64 = 8;
/// Seconds of waiting beyond those of computing, for a busy machine.
const PATIENCE: u64 = 20;
/// Bytes that the other process may answer.
const MAX_ANSWER: u64 = 512 << 20;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program that reads for this one, which calls [`answer`] when started with [`COMMAND`]. Until it is named,
/// files are read in this process.
pub fn use_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

pub fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// A line of the answer.
#[derive(Serialize, Deserialize)]
enum Answer {
    Document(Document),
    Refused {
        reason: String,
        remedy: Option<String>,
    },
    /// Nothing follows: an answer without it is not whole.
    End,
}

/// Reads a file of a known format in another process.
pub fn read(
    program: &Path,
    format: &Format,
    path: &Path,
    source: &Source,
    each: Each,
) -> Result<(), ReadError> {
    let seconds = MAX_SECONDS + (source.size >> 20);
    let mut child = Command::new(program)
        .args([COMMAND, format.name, &seconds.to_string()])
        .arg(path)
        .env("RUST_BACKTRACE", "0")
        .env("MIMALLOC_ARENA_RESERVE", MEMORY_STEP)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(path, &format!("the reading process cannot be started: {error}")))?;
    let answers = listen(&mut child);
    let complaint = complaints(&mut child);
    let mut ended = Err(None);
    loop {
        match answers.recv_timeout(Duration::from_secs(seconds + PATIENCE)) {
            Ok(Ok(Answer::Document(document))) => each(Reading {
                document,
                declared: Report {
                    source: source.clone(),
                    ..Report::default()
                },
            }),
            Ok(Ok(Answer::Refused { reason, remedy })) => {
                ended = Err(Some(ReadError {
                    path: path.to_path_buf(),
                    reason,
                    remedy,
                }));
            }
            Ok(Ok(Answer::End)) => ended = ended.or_else(|told| told.map_or(Ok(()), |told| Err(Some(told)))),
            Ok(Err(())) => ended = Err(Some(too_large(path))),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                ended = Err(Some(too_slow(path, seconds)));
                break;
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    let _ = child.kill();
    let status = child.wait();
    let complaint = complaint.join().unwrap_or_default();
    log::debug!("{}: reading process: {status:?} {complaint}", path.display());
    ended.map_err(|told| told.unwrap_or_else(|| died(path, status.ok(), &complaint, seconds)))
}

/// What the process answers, line by line; an error where a line is not what it should be.
fn listen(child: &mut Child) -> mpsc::Receiver<Result<Answer, ()>> {
    let (sender, answers) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(output.take(MAX_ANSWER)).split(b'\n') {
                let Ok(line) = line else { break };
                let answer = serde_json::from_slice(&line).map_err(|_| ());
                if sender.send(answer).is_err() {
                    break;
                }
            }
        });
    }
    answers
}

fn complaints(child: &mut Child) -> std::thread::JoinHandle<String> {
    let errors = child.stderr.take();
    std::thread::spawn(move || {
        let mut text = Vec::new();
        if let Some(mut errors) = errors {
            let _ = (&mut errors).take(8 << 10).read_to_end(&mut text);
            let _ = std::io::copy(&mut errors, &mut std::io::sink());
        }
        String::from_utf8_lossy(&text).into_owned()
    })
}

/// Why the process ended without a whole answer.
fn died(path: &Path, status: Option<ExitStatus>, complaint: &str, seconds: u64) -> ReadError {
    if complaint.contains("overflowed its stack") {
        ReadError::new(
            path,
            "is nested deeper than any report: reading it was stopped",
            "do not open it: ask the sender what it is",
        )
    } else if complaint.contains("memory allocation") || complaint.contains("capacity overflow") {
        ReadError::new(
            path,
            format!(
                "needs more than {} GiB of memory to read: reading it was stopped",
                MAX_MEMORY >> 30
            ),
            "do not open it: ask the sender what it is",
        )
    } else if was_out_of_time(status) {
        too_slow(path, seconds)
    } else {
        failed(path, "the program failed on this file")
    }
}

#[cfg(unix)]
fn was_out_of_time(status: Option<ExitStatus>) -> bool {
    use std::os::unix::process::ExitStatusExt;
    let out_of_time = rustix::process::Signal::XCPU.as_raw();
    status.and_then(|status| status.signal()) == Some(out_of_time)
}

#[cfg(not(unix))]
fn was_out_of_time(_: Option<ExitStatus>) -> bool {
    false
}

fn too_slow(path: &Path, seconds: u64) -> ReadError {
    ReadError::new(
        path,
        format!("takes longer than {seconds} seconds to read: reading it was stopped"),
        "send the report in parts, or save it anew in the program that it was made with",
    )
}

fn too_large(path: &Path) -> ReadError {
    ReadError::new(
        path,
        "unpacks to far more than a report can hold",
        "send the report in parts",
    )
}

fn failed(path: &Path, reason: &str) -> ReadError {
    ReadError::new(
        path,
        reason,
        "save it anew in the program that it was made with; if that does not help, send it to the developers of tillsyn",
    )
}

/// Reads one file for the process that started this one: `arguments` are format, seconds and path.
pub fn answer(arguments: &[std::ffi::OsString]) -> ExitCode {
    let [format, seconds, path] = arguments else {
        return ExitCode::from(2);
    };
    let seconds = seconds
        .to_str()
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or(MAX_SECONDS);
    limit(seconds);
    let Some(format) = super::FORMATS
        .iter()
        .find(|own| format.to_str() == Some(own.name))
    else {
        return ExitCode::from(2);
    };
    let path = Path::new(path);
    let source = Source {
        size: std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
        ..Source::default()
    };
    let mut written = true;
    let read = (format.read)(path, source, &mut |reading| {
        written &= say(&Answer::Document(reading.document));
    });
    if let Err(error) = read {
        written &= say(&Answer::Refused {
            reason: error.reason,
            remedy: error.remedy,
        });
    }
    written &= say(&Answer::End);
    ExitCode::from(u8::from(!written))
}

fn say(answer: &Answer) -> bool {
    let Ok(mut line) = serde_json::to_vec(answer) else {
        return false;
    };
    line.push(b'\n');
    let mut out = std::io::stdout().lock();
    out.write_all(&line).and_then(|()| out.flush()).is_ok()
}

/// Memory, computing time, and no files written. Where the system refuses a limit, the starter's clock still holds.
#[cfg(unix)]
fn limit(seconds: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |resource, most| {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        let _ = setrlimit(resource, limit);
    };
    at_most(Resource::As, MAX_MEMORY);
    let _ = setrlimit(
        Resource::Cpu,
        Rlimit {
            current: Some(seconds),
            maximum: Some(seconds + 1),
        },
    );
    at_most(Resource::Fsize, 0);
    at_most(Resource::Core, 0);
}

#[cfg(not(unix))]
fn limit(_: u64) {}
