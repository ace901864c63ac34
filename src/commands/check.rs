//! `tillsyn check`: reads reports and prints the findings.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use tillsyn::agreement;
use tillsyn::check::{Checker, Past};
use tillsyn::problem::Problem;
use tillsyn::read::{ReadError, is_labels};
use tillsyn::write::whole::unfinished;
use tillsyn::write::{Summary, Unreadable, Writer, writer};

use super::{Against, BROKEN, Book, without_words};
use crate::{FailOn, Format};

#[derive(Args)]
pub struct Arguments {
    /// Reports, or folders of reports
    #[arg(required = true, value_name = "FILE|DIR")]
    files: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    against: Against,
    #[command(flatten)]
    book: Book,
    /// The lowest level that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
    /// Write to a file instead of the terminal
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// File name endings that are read when a folder is named.
const ENDINGS: [&str; 21] = [
    "docx", "pdf", "odt", "fodt", "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "html", "htm", "xhtml",
    "md", "markdown", "txt", "xml", "iati", "doc", "zip",
];

pub fn run(arguments: &Arguments) -> ExitCode {
    let Some(checker) = arguments.book.finished() else {
        return ExitCode::from(BROKEN);
    };
    let files = files(&arguments.files);
    if arguments.against.is_named() && files.len() > 1 {
        anstream::eprintln!(
            "--earlier and --framework are for one report, and {} are named: check them one by one, or name the files in the agreement beside each",
            files.len()
        );
        return ExitCode::from(BROKEN);
    }
    let Some(past) = arguments.against.past(&checker) else {
        return ExitCode::from(BROKEN);
    };
    match check(arguments, &checker, &files, &past) {
        Ok(_) if checker.lacks_words() => without_words("These reports were NOT judged"),
        Ok(summary) => exit_code(&summary, arguments.fail_on),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let place = arguments
                .output
                .as_deref()
                .unwrap_or(Path::new("standard output"));
            anstream::eprintln!("{}", Problem::unwritten(place, "the findings", &error));
            ExitCode::from(BROKEN)
        }
    }
}

fn exit_code(summary: &Summary, fail_on: FailOn) -> ExitCode {
    if !summary.unreadable.is_empty() || !summary.failed_rules.is_empty() || summary.reports == 0 {
        return ExitCode::from(BROKEN);
    }
    let fails = fail_on
        .level()
        .is_some_and(|level| summary.gravest().is_some_and(|gravest| gravest >= level));
    ExitCode::from(u8::from(fails))
}

fn check(arguments: &Arguments, checker: &Checker, files: &[PathBuf], past: &Past) -> io::Result<Summary> {
    // A file that is there keeps what it has until the new one is whole; a pipe or a device has no place for that.
    let whole = match &arguments.output {
        Some(path) if path.is_file() || !path.exists() => Some(unfinished(folder_of(&target(path)))?),
        _ => None,
    };
    let file = match (&whole, &arguments.output) {
        (Some(whole), _) => Some(whole.as_file().try_clone()?),
        (None, Some(path)) => Some(File::create(path)?),
        (None, None) => None,
    };
    let mut out: Box<dyn Write> = match file {
        Some(file) => Box::new(BufWriter::new(anstream::StripStream::new(file))),
        None => Box::new(BufWriter::new(anstream::stdout())),
    };
    let mut writer = writer(arguments.format.name()).ok_or_else(|| io::Error::other("no such format"))?;
    let mut summary = Summary::default();
    let progress = progress(files.len());
    writer.begin(&mut out, checker.stamp())?;
    for file in files {
        progress.set_message(
            file.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
        );
        let outcome = check_file(checker, past, file, writer.as_mut(), &mut out, &mut summary)?;
        if let Err(error) = outcome {
            progress.suspend(|| anstream::eprintln!("{error}"));
            summary.unreadable.push(Unreadable::from(&error));
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    if files.is_empty() {
        anstream::eprintln!(
            "there is no report to read in the named folders: reports end in {}",
            ENDINGS.map(|end| format!(".{end}")).join(", ")
        );
    }
    writer.end(&mut out, &summary)?;
    out.flush()?;
    if let (Some(whole), Some(path)) = (whole, &arguments.output) {
        whole.persist(target(path)).map_err(|error| error.error)?;
    }
    Ok(summary)
}

/// Where the name is a link, what it leads to.
fn target(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The outer result is that of writing, the inner that of reading.
fn check_file(
    checker: &Checker,
    past: &Past,
    file: &Path,
    writer: &mut dyn Writer,
    out: &mut dyn Write,
    summary: &mut Summary,
) -> io::Result<Result<(), ReadError>> {
    let mut written = Ok(());
    // A panic in a library ends the check of one file, never that of the others.
    let read = catch_unwind(AssertUnwindSafe(|| {
        checker.check_after(file, &|_| past.clone(), &mut |result| {
            summary.add(&result);
            if written.is_ok() {
                written = writer.report(out, &result);
            }
        })
    }));
    written?;
    Ok(read.unwrap_or_else(|_| {
        Err(ReadError::new(
            file,
            "the program failed on this file",
            "send the file to the developers of tillsyn",
        ))
    }))
}

pub fn progress(files: usize) -> ProgressBar {
    if files < 2 {
        return ProgressBar::hidden();
    }
    // Draws to standard error, and only where that is a terminal.
    let bar = ProgressBar::new(files as u64);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Named files as they are; of folders every file that can be a report, in order of name.
pub fn files(named: &[PathBuf]) -> Vec<PathBuf> {
    sorted_out(named).taken
}

/// What was found in files and folders that somebody named.
#[derive(Default)]
pub struct SortedOut {
    pub taken: Vec<PathBuf>,
    /// Files of the folders that are no reports, and why.
    pub left_out: Vec<(PathBuf, &'static str)>,
}

pub fn sorted_out(named: &[PathBuf]) -> SortedOut {
    let mut found = SortedOut::default();
    let mut frameworks: Vec<PathBuf> = Vec::new();
    for path in named {
        if !path.is_dir() {
            found.taken.push(path.clone());
            continue;
        }
        for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    frameworks.extend(agreement::frameworks_in(entry.path()));
                }
                Ok(entry) if entry.file_type().is_file() => {
                    let framework = agreement::is_among(&frameworks, entry.path());
                    let framework = framework.then_some("the framework that an agreement names");
                    match framework.or_else(|| no_report(entry.path())) {
                        None => found.taken.push(entry.into_path()),
                        Some(why) => found.left_out.push((entry.into_path(), why)),
                    }
                }
                Ok(_) => {}
                // Reading it again gives the user the reason.
                Err(error) => found.taken.extend(error.path().map(Path::to_path_buf)),
            }
        }
    }
    found
}

/// Files that tell of the folder that they lie in.
const OF_FOLDERS: [&str; 6] = [
    "readme",
    "license",
    "licence",
    "copying",
    "changelog",
    "contributing",
];

/// Why a file in a folder is not taken for a report.
fn no_report(path: &Path) -> Option<&'static str> {
    let lower = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    let (name, stem, ending) = (
        lower(path.file_name()),
        lower(path.file_stem()),
        lower(path.extension()),
    );
    if name.starts_with(['.', '~']) {
        Some("hidden")
    } else if name.contains(".findings.") {
        Some("findings")
    } else if OF_FOLDERS.contains(&stem.as_str()) {
        Some("it tells of the folder")
    } else if is_labels(path) {
        Some("labels")
    } else if !ENDINGS.contains(&ending.as_str()) {
        Some("its name does not end as that of a report")
    } else {
        None
    }
}
