//! `tillsyn read`: shows what was read of a report, before any rule judged it.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;
use tillsyn::document::Document;
use tillsyn::report::Report;
use tillsyn::write::reading;

use super::{BROKEN, Book};
use crate::Format;

#[derive(Args)]
pub struct Arguments {
    /// The report
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    book: Book,
}

/// A report of the file, as JSON.
#[derive(Serialize)]
struct Read<'a> {
    document: &'a Document,
    report: &'a Report,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let Some(checker) = arguments.book.checker() else {
        return ExitCode::from(BROKEN);
    };
    let mut out = BufWriter::new(anstream::stdout());
    let mut written = Ok(());
    let read = checker.understand(&arguments.file, &mut |document, report| {
        if written.is_ok() {
            written = write(&mut out, arguments.format, document, &report);
        }
    });
    match (written.and_then(|()| out.flush()), read) {
        (Err(error), _) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        (Err(error), _) => {
            anstream::eprintln!("{}: {error}", Path::new("standard output").display());
            ExitCode::from(BROKEN)
        }
        (_, Err(error)) => {
            anstream::eprintln!("{error}");
            ExitCode::from(BROKEN)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn write(out: &mut dyn Write, format: Format, document: &Document, report: &Report) -> io::Result<()> {
    match format {
        Format::Text => reading::reading(out, document, report),
        Format::Json => {
            serde_json::to_writer(&mut *out, &Read { document, report })?;
            writeln!(out)
        }
    }
}
