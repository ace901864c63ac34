//! `tillsyn rules definitions`: the script API for editors.

use std::path::Path;
use std::process::ExitCode;

use tillsyn::check::Checker;
use tillsyn::write::definitions::definitions;

use crate::commands::{BROKEN, folder, print_problems, write_file};

/// Into a file, or without one to the terminal.
pub fn run(rules: Option<&Path>, out: Option<&Path>) -> ExitCode {
    let loaded = folder(rules).and_then(|folder| Checker::load(&folder).map(|checker| (folder, checker)));
    let (folder, checker) = match loaded {
        Ok(loaded) => loaded,
        Err(problems) => {
            print_problems(&problems);
            return ExitCode::from(BROKEN);
        }
    };
    let done = checker.reference(&folder).and_then(|reference| {
        let text = definitions(&reference);
        match out {
            Some(out) => write_file(out, &text),
            None => {
                anstream::print!("{text}");
                Ok(())
            }
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            anstream::eprintln!("{message}");
            ExitCode::from(BROKEN)
        }
    }
}
