//! Time from document to report: `cargo bench --bench extraction`.
//!
//! The English reports among the fixtures, one after the other, to the length of a report of 40 pages.

mod timed;

use std::path::{Path, PathBuf};

use tillsyn::document::{Block, BlockKind, Document};
use tillsyn::extract::extract;
use tillsyn::extract::lexicon::Lexicons;
use tillsyn::read::read;
use tillsyn::report::Report;
use tillsyn::rule::RuleBook;
use tillsyn::rules_folder::RulesFolder;
use timed::median;

const RUNS: usize = 31;

/// Characters of 40 pages.
const LENGTH: usize = 100_000;

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found: Vec<PathBuf> = ["held-out", "reports"]
        .into_iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("the fixtures are there"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            matches!(ending, Some("md" | "docx" | "txt"))
        })
        .collect();
    found.sort();
    found
}

fn length(block: &Block) -> usize {
    let count = |text: &str| text.chars().count();
    match &block.kind {
        BlockKind::Table(table) => table.cells().iter().map(|cell| count(&cell.text)).sum(),
        _ => block.text().map_or(0, count),
    }
}

/// The blocks of English fixtures until there are enough.
fn report(lexicons: &Lexicons) -> (Document, usize) {
    let mut whole = Document::default();
    let mut characters = 0;
    for path in fixtures() {
        read(&path, &mut |reading| {
            let report = extract(&reading.document, Report::default(), lexicons);
            if report.language.as_deref() == Some("en") && characters < LENGTH {
                characters += reading.document.blocks.iter().map(length).sum::<usize>();
                whole.blocks.extend(reading.document.blocks);
            }
        })
        .expect("the fixture can be read");
    }
    (whole, characters)
}

fn main() {
    let folder = RulesFolder::embedded();
    let load = || Lexicons::load(&folder).unwrap_or_else(|problems| panic!("{problems:?}"));
    let lexicons = load();
    let (document, characters) = report(&lexicons);
    println!("extract from {characters} characters: {:?} (at most 10 ms)", {
        median(RUNS, || extract(&document, Report::default(), &lexicons))
    });
    let english = || load().language("en").is_abbreviation("e.g");
    println!("word lists of one language: {:?}", median(RUNS, english));
    println!(
        "load the rules: {:?}",
        median(RUNS, || RuleBook::load(&folder, None))
    );
    println!("digest of the rules: {:?}", median(RUNS, || folder.digest()));
}
