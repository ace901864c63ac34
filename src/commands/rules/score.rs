//! `tillsyn rules score`: how well reports are read and judged, by labels made by hand.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use tillsyn::check::Checker;
use tillsyn::score::{self, HEADING};

use crate::Format;
use crate::commands::{BROKEN, Book, print_problems};

/// A folder of labelled reports, or a file of single labelled texts.
pub fn run(labels: &Path, book: &Book, format: Format, sums: bool) -> ExitCode {
    let Some(checker) = book.checker() else {
        return ExitCode::from(BROKEN);
    };
    if labels.is_file() {
        return score_labels(&checker, labels, format, sums);
    }
    match score::score(&checker, labels) {
        Ok(mut score) => {
            if sums {
                score.wrong = None;
            }
            print_score(&score, &format!("{HEADING}\n{score}"), format);
            ExitCode::from(u8::from(
                score.all.must_found < score.all.must || score.all.mustnot_fired > 0,
            ))
        }
        Err(problems) => {
            print_problems(&problems);
            ExitCode::from(BROKEN)
        }
    }
}

fn score_labels(checker: &Checker, labels: &Path, format: Format, sums: bool) -> ExitCode {
    match score::labels::score(checker, labels) {
        Ok(mut score) => {
            if sums {
                score.differences = None;
            }
            print_score(&score, &score.to_string(), format);
            ExitCode::SUCCESS
        }
        Err(problems) => {
            print_problems(&problems);
            ExitCode::from(BROKEN)
        }
    }
}

fn print_score(score: &impl Serialize, text: &str, format: Format) {
    match format {
        Format::Text => anstream::print!("{text}"),
        Format::Json => match serde_json::to_string_pretty(score) {
            Ok(json) => anstream::println!("{json}"),
            Err(error) => anstream::eprintln!("the score cannot be written: {error}"),
        },
    }
}
