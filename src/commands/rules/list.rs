//! `tillsyn rules list`: the rules in force, and the profiles.

use std::process::ExitCode;

use tillsyn::check::Checker;
use tillsyn::rules_folder::RulesFolder;

use crate::commands::{BROKEN, Book, print_problems};

pub fn run(book: &Book) -> ExitCode {
    let loaded = RulesFolder::open_all(&book.rules)
        .and_then(|folder| Ok((Checker::load(&folder, book.profile.as_deref())?, folder)));
    match loaded {
        Ok((checker, folder)) => {
            print(&checker, &folder);
            ExitCode::SUCCESS
        }
        Err(problems) => {
            print_problems(&problems);
            ExitCode::from(BROKEN)
        }
    }
}

fn print(checker: &Checker, folder: &RulesFolder) {
    for rule in checker.rules() {
        anstream::println!(
            "{:<38} {:<8} {}",
            rule.id,
            rule.manifest.level.as_str(),
            rule.manifest.title
        );
        if let Some((_, earlier)) = folder.replaced().find(|(id, _)| *id == rule.id) {
            anstream::println!("{:<47} in the place of {}", "", earlier.display());
        }
    }
    if checker.profiles().iter().next().is_some() {
        anstream::println!("\nProfiles (--profile):");
    }
    for (name, profile) in checker.profiles().iter() {
        anstream::println!("{name:<12} {}. {}", profile.title, profile.about);
    }
    for warning in &checker.stamp().problems {
        anstream::eprintln!("\n{warning}");
    }
}
