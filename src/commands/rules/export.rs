//! `tillsyn rules export`: the shipped rules as files, to be changed.

use std::path::Path;
use std::process::ExitCode;

use tillsyn::rules_folder::RulesFolder;

use crate::commands::{BROKEN, write_file};

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
            anstream::eprintln!("{message}");
            ExitCode::from(BROKEN)
        }
    }
}

fn write_rules(folder: &Path) -> Result<usize, String> {
    let taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken {
        return Err(format!(
            "{}: is not empty: name a new folder, so that no changed rule is overwritten",
            folder.display()
        ));
    }
    let rules = RulesFolder::embedded();
    for (path, text) in rules.files() {
        write_file(&folder.join(path), text).map_err(|told| {
            format!(
                "{told}\n  then delete what there is of {}, which is not whole, and do this again",
                folder.display()
            )
        })?;
    }
    Ok(rules.files().count())
}
