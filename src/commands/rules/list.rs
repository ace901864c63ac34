//! `tillsyn rules list`: the rules in force, and the profiles.

use std::process::ExitCode;

use tillsyn::check::Checker;
use tillsyn::rules_folder::RulesFolder;

use crate::commands::{BROKEN, Book};

pub fn run(book: &Book) -> ExitCode {
    let Some((folder, checker)) = book.loaded() else {
        return ExitCode::from(BROKEN);
    };
    print(&checker, &folder);
    ExitCode::SUCCESS
}

fn print(checker: &Checker, folder: &RulesFolder) {
    for rule in checker.rules() {
        anstream::println!(
            "{:<42} {:<8} {}",
            rule.id,
            rule.manifest.level.as_str(),
            rule.manifest.title.of(&rule.language)
        );
        let untold = rule.manifest.untold(&rule.language);
        if !untold.is_empty() {
            anstream::println!("{:<51} not in {}: {}", "", rule.language, untold.join(", "));
        }
        if let Some((_, earlier)) = folder.replaced().find(|(id, _)| *id == rule.id) {
            anstream::println!("{:<51} in the place of {}", "", earlier.display());
        }
    }
    if checker.profiles().iter().next().is_some() {
        anstream::println!("\nProfiles (--profile):");
    }
    for (name, profile) in checker.profiles().iter() {
        anstream::println!("{name:<12} {}. {}", profile.title, profile.about);
    }
}
