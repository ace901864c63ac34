//! One file per command.

pub mod check;
pub mod read;
pub mod rules;
pub mod watch;

use std::path::Path;

use tillsyn::check::Checker;
use tillsyn::problem::Problem;
use tillsyn::rules_folder::RulesFolder;

/// Exit code for wrong usage, unreadable input and broken rules.
pub const BROKEN: u8 = 2;

fn folder(rules: Option<&Path>) -> Result<RulesFolder, Vec<Problem>> {
    rules.map_or_else(|| Ok(RulesFolder::embedded()), RulesFolder::open)
}

/// The checker of a rules folder, or of the shipped rules; problems are printed.
fn checker(rules: Option<&Path>) -> Option<Checker> {
    folder(rules)
        .and_then(|folder| Checker::load(&folder))
        .map_err(|problems| print_problems(&problems))
        .ok()
}

/// Writes a file, and the folders that it lies in.
fn write_file(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("{}: cannot be written: {error}", path.display()))
}

fn print_problems(problems: &[Problem]) {
    for problem in problems {
        anstream::eprintln!("{problem}");
    }
    let count = problems.len();
    anstream::eprintln!(
        "{count} problem{}: nothing was checked",
        if count == 1 { "" } else { "s" }
    );
}
