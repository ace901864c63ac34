//! `tillsyn rules docs`: what scripts can ask, and a page for each rule.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use tillsyn::check::Checker;
use tillsyn::rules_folder::RulesFolder;
use tillsyn::write::docs::{Page, pages, site};

use crate::commands::{BROKEN, Book, ended, write_file};

#[derive(Args)]
pub struct Arguments {
    /// A rule's id, or `index`, `how-to`, `profiles`, `words`, `daemon`, `api` or `sample`; without it all pages
    #[arg(value_name = "PAGE", conflicts_with = "out")]
    page: Option<String>,
    /// Folder for the pages in HTML and in Markdown; without it they are printed
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    book: Book,
}

/// The site into a folder; without one, a page or all of them to the terminal.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Some((folder, checker)) = arguments.book.loaded() else {
        return ExitCode::from(BROKEN);
    };
    let done = match &arguments.out {
        Some(out) => write(&checker, &folder, out),
        None => print(&checker, &folder, arguments.page.as_deref()),
    };
    ended(done)
}

fn write(checker: &Checker, folder: &RulesFolder, out: &Path) -> Result<(), String> {
    let files = site(&checker.reference(folder)?, &checker.catalogue(folder));
    for (path, text) in &files {
        write_file(&out.join(path), text)?;
    }
    anstream::println!(
        "{} files written; open {}",
        files.len(),
        out.join("index.html").display()
    );
    Ok(())
}

fn print(checker: &Checker, folder: &RulesFolder, page: Option<&str>) -> Result<(), String> {
    let pages = pages(&checker.reference(folder)?, &checker.catalogue(folder));
    let wanted: Vec<&Page> = pages
        .iter()
        .filter(|own| page.is_none_or(|page| own.path == page))
        .collect();
    if wanted.is_empty() {
        let page = page.unwrap_or_default();
        return Err(format!(
            "there is no page `{page}`: name a rule's id, or one of index, how-to, profiles, words, daemon, api, sample"
        ));
    }
    let texts: Vec<&str> = wanted.iter().map(|page| page.markdown.as_str()).collect();
    anstream::println!("{}", texts.join("\n\n"));
    Ok(())
}
