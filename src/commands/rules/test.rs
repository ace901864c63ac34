//! `tillsyn rules test`: the examples in the pages of the rules.

use std::io;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use tillsyn::check::{CameOut, Trial};

use crate::commands::{BROKEN, Book, mind, print_problems, without_words};

/// `only`: a rule's id, or the beginning of one.
pub fn run(book: &Book, only: Option<&str>, update: bool) -> ExitCode {
    let Some((folder, checker)) = book.loaded() else {
        return ExitCode::from(BROKEN);
    };
    if update && checker.languages().is_empty() {
        anstream::eprintln!(
            "no page is changed: without word lists most rules cannot tell, whatever is right"
        );
        return ExitCode::from(BROKEN);
    }
    match checker.try_examples(&folder, only, &AtomicBool::new(false)) {
        Ok(trial) => {
            mind(&trial.untried);
            let code = tell(&trial, update);
            if checker.lacks_words() {
                return without_words("These examples prove NOTHING");
            }
            code
        }
        Err(problems) => {
            print_problems(&problems);
            ExitCode::from(BROKEN)
        }
    }
}

fn tell(trial: &Trial, update: bool) -> ExitCode {
    if trial.tried == 0 && trial.untried.is_empty() {
        anstream::eprintln!(
            "there is no such rule: `tillsyn rules list` shows the ids of the rules in these folders and in this profile"
        );
    } else if trial.tried == 0 {
        anstream::eprintln!("there is no example to try");
    } else if trial.failed.is_empty() {
        anstream::println!("{} examples come out as their pages say", trial.tried);
        return ExitCode::SUCCESS;
    } else if update {
        return write_down(trial);
    } else {
        for problem in &trial.failed {
            anstream::println!("{problem}");
        }
        let failed = trial.failed.len();
        anstream::println!(
            "{failed} of {} examples come out otherwise than their pages say",
            trial.tried
        );
        return ExitCode::FAILURE;
    }
    ExitCode::from(BROKEN)
}

/// Changes the word after `report` in the pages.
fn write_down(trial: &Trial) -> ExitCode {
    let mut left = trial.failed.len();
    for own in &trial.came_out {
        match rewrite(own) {
            Ok(()) => {
                left -= 1;
                let word = own.outcome.word();
                anstream::println!("{}:{}: now `report {word}`", own.page.display(), own.line);
            }
            Err(error) => anstream::eprintln!("{}: cannot be changed: {error}", own.page.display()),
        }
    }
    if left > 0 {
        anstream::eprintln!(
            "{left} examples could not be written down: their rule failed, or their page is not on disk"
        );
    }
    ExitCode::from(u8::from(left > 0))
}

fn rewrite(own: &CameOut) -> io::Result<()> {
    let text = std::fs::read_to_string(&own.page)?;
    let lines: Vec<String> = text
        .split_inclusive('\n')
        .enumerate()
        .map(|(index, line)| match line.split_once("report ") {
            Some((fence, _)) if index + 1 == own.line => {
                let end = &line[line.trim_end().len()..];
                format!("{fence}report {}{end}", own.outcome.word())
            }
            _ => line.to_string(),
        })
        .collect();
    std::fs::write(&own.page, lines.concat())
}
