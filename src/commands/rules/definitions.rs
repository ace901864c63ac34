//! `tillsyn rules definitions`: the script API for editors.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use tillsyn::write::definitions::definitions;

use crate::commands::{BROKEN, Book, ended, write_file};

#[derive(Args)]
pub struct Arguments {
    /// File to write; without it the definitions are printed
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    book: Book,
}

/// Into a file, or without one to the terminal.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Some((folder, checker)) = arguments.book.loaded() else {
        return ExitCode::from(BROKEN);
    };
    let done = checker.reference(&folder).and_then(|reference| {
        let text = definitions(&reference);
        match &arguments.out {
            Some(out) => write_file(out, &text),
            None => {
                anstream::print!("{text}");
                Ok(())
            }
        }
    });
    ended(done)
}
