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
    /// A rule's id, or `index`, `how-to`, `profiles`, `profiles/NAME`, `tables`, `words`, `daemon`, `api` or `sample`; without it the pages are named
    #[arg(value_name = "PAGE", conflicts_with = "out")]
    page: Option<String>,
    /// Folder for the pages in HTML and in Markdown; without it they are printed
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    book: Book,
}

/// The site into a folder; without one, a page to the terminal, or what pages there are.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Some((folder, checker)) = arguments.book.looked_after() else {
        return ExitCode::from(BROKEN);
    };
    let done = match &arguments.out {
        Some(out) => write(&checker, &folder, out),
        None => print(&checker, &folder, arguments),
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

fn print(checker: &Checker, folder: &RulesFolder, arguments: &Arguments) -> Result<(), String> {
    let pages = pages(&checker.reference(folder)?, &checker.catalogue(folder));
    let Some(wanted) = &arguments.page else {
        name(&pages, &arguments.book);
        return Ok(());
    };
    match pages.iter().find(|own| own.path == *wanted) {
        Some(page) => {
            anstream::println!("{}", page.markdown);
            Ok(())
        }
        None => Err(unknown(&pages, wanted)),
    }
}

fn unknown(pages: &[Page], wanted: &str) -> String {
    let meant = super::meant(wanted, || pages.iter().map(|own| own.path.as_str()));
    let remedy = meant.map_or_else(
        || {
            "name a rule's id, or one of index, how-to, profiles, tables, words, daemon, api, sample"
                .to_string()
        },
        |meant| format!("did you mean `{meant}`?"),
    );
    format!("there is no page `{wanted}`: {remedy}")
}

/// The pages, those of rules by their packs.
fn name(pages: &[Page], book: &Book) {
    let (rules, topics): (Vec<&Page>, Vec<&Page>) = pages.iter().partition(|page| page.path.contains('/'));
    anstream::println!("Pages:");
    for page in topics.iter().chain(&rules) {
        anstream::println!("  {:<42} {}", page.path, page.title);
    }
    let laid: String = book
        .rules
        .iter()
        .map(|folder| format!(" --rules {}", folder.display()))
        .collect();
    anstream::println!(
        "\nTo read one:             tillsyn rules docs how-to{laid}\n\
         All of them in a folder: tillsyn rules docs --out rules-docs{laid}"
    );
}
