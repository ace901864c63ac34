//! `tillsyn rules list`: the rules in force, the profiles, and what one profile has otherwise than another.

mod switched;

use std::process::ExitCode;

use clap::Args;
use tillsyn::check::Checker;
use tillsyn::rules_folder::RulesFolder;

use crate::commands::{BROKEN, Book};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    book: Book,
    /// Only what differs from this profile, or from `none`: rules that judge with one of the two alone, levels, parameters,
    /// words
    #[arg(long, value_name = "NAME")]
    other_profile: Option<String>,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let Some((folder, checker)) = arguments.book.looked_after() else {
        return ExitCode::from(BROKEN);
    };
    match &arguments.other_profile {
        Some(other) => switched::run(&arguments.book, &folder, other),
        None => {
            print(&checker, &folder);
            ExitCode::SUCCESS
        }
    }
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
