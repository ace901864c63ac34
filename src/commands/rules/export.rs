//! `tillsyn rules export`: the shipped rules as files, to be changed.

use std::path::Path;
use std::process::ExitCode;

use tillsyn::rules_folder::RulesFolder;

use crate::commands::BROKEN;

pub fn run(folder: &Path) -> ExitCode {
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
