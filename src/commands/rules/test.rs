//! `tillsyn rules test`: the examples in the pages of the rules.

use std::process::ExitCode;

use crate::commands::{BROKEN, Book, print_problems};

/// `only`: a rule's id, or the beginning of one.
pub fn run(book: &Book, only: Option<&str>) -> ExitCode {
    let Some((folder, checker)) = book.loaded() else {
        return ExitCode::from(BROKEN);
    };
    match checker.try_examples(&folder, only) {
        Ok(trial) if trial.tried == 0 => {
            anstream::eprintln!(
                "there is no example to try: `tillsyn rules list` shows the ids of the rules in these folders and in this profile"
            );
            ExitCode::from(BROKEN)
        }
        Ok(trial) if trial.failed.is_empty() => {
            anstream::println!("{} examples come out as their pages say", trial.tried);
            ExitCode::SUCCESS
        }
        Ok(trial) => {
            for problem in &trial.failed {
                anstream::println!("{problem}");
            }
            let failed = trial.failed.len();
            anstream::println!(
                "{failed} of {} examples come out otherwise than their pages say",
                trial.tried
            );
            ExitCode::FAILURE
        }
        Err(problems) => {
            print_problems(&problems);
            ExitCode::from(BROKEN)
        }
    }
}
