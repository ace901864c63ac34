//! `tillsyn rules`: list, export and score; the others have a file each.

pub mod definitions;
pub mod docs;

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use tillsyn::check::Checker;
use tillsyn::rules_folder::RulesFolder;
use tillsyn::score::{self, HEADING};

use super::{BROKEN, checker, print_problems};
use crate::Format;

pub fn list(rules: Option<&Path>) -> ExitCode {
    let Some(checker) = checker(rules) else {
        return ExitCode::from(BROKEN);
    };
    for rule in checker.rules() {
        anstream::println!(
            "{:<38} {:<8} {}",
            rule.id,
            rule.manifest.level.as_str(),
            rule.manifest.title
        );
    }
    ExitCode::SUCCESS
}

pub fn export(folder: &Path) -> ExitCode {
    match write_rules(folder) {
        Ok(count) => {
            anstream::println!(
                "{count} files written to {}; use them with --rules {}",
                folder.display(),
                folder.display()
            );
            ExitCode::SUCCESS
        }
        Err(message) => {
            anstream::eprintln!("{}: {message}", folder.display());
            ExitCode::from(BROKEN)
        }
    }
}

fn write_rules(folder: &Path) -> Result<usize, String> {
    let taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken {
        return Err("is not empty: name a new folder, so that no changed rule is overwritten".to_string());
    }
    let rules = RulesFolder::embedded();
    for (path, text) in rules.files() {
        let target = folder.join(path);
        let parent = target.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&target, text))
            .map_err(|error| format!("cannot be written: {error}"))?;
    }
    Ok(rules.files().count())
}

/// A folder of labelled reports, or a file of single labelled texts.
pub fn score(labels: &Path, rules: Option<&Path>, format: Format) -> ExitCode {
    let Some(checker) = checker(rules) else {
        return ExitCode::from(BROKEN);
    };
    if labels.is_file() {
        return score_labels(&checker, labels, format);
    }
    match score::score(&checker, labels) {
        Ok(score) => {
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

fn score_labels(checker: &Checker, labels: &Path, format: Format) -> ExitCode {
    match score::labels::score(checker, labels) {
        Ok(score) => {
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
