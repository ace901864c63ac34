//! `tillsyn rules words`: the lists that a word is in, and the lists that there are.

use std::collections::BTreeSet;
use std::process::ExitCode;

use clap::Args;
use tillsyn::check::Checker;
use tillsyn::rules_folder::RulesFolder;

use crate::commands::{BROKEN, Book};

#[derive(Args)]
pub struct Arguments {
    /// Words as they stand in a report, one after the other; without them the lists are named
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    /// Language of the lists, in two letters: en, sv, fr, es or ru
    #[arg(long, value_name = "CODE", default_value = "en")]
    lexicon: String,
    #[command(flatten)]
    book: Book,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let Some((folder, checker)) = arguments.book.loaded() else {
        return ExitCode::from(BROKEN);
    };
    if !checker.languages().contains(&arguments.lexicon.as_str()) {
        let known = checker.languages().join(", ");
        anstream::eprintln!(
            "there are no word lists for `{}`: there are {known}",
            arguments.lexicon
        );
        return ExitCode::from(BROKEN);
    }
    match arguments.text.join(" ") {
        text if text.trim().is_empty() => name(&checker, &folder, &arguments.lexicon),
        text => tell(&checker, &folder, &text, &arguments.lexicon),
    }
    ExitCode::SUCCESS
}

fn tell(checker: &Checker, folder: &RulesFolder, text: &str, language: &str) {
    let lists = checker.word_lists(folder, language);
    let known = checker.whereabouts(folder, text, language);
    if known.is_empty() {
        anstream::println!("no list has a word of “{text}”");
    }
    for own in known {
        let list = lists.iter().find(|list| list.name == own.list);
        let about = list.map_or("", |list| list.about.as_str());
        let files = shown(folder, &own.files);
        let by = shown(folder, &own.taken_out_by);
        let place = match (own.in_force, by.is_empty()) {
            (true, true) => files,
            (true, false) => format!("{files}, of which {by} takes out other forms"),
            (false, _) => format!("NOT in force: {by} takes it out of {files}"),
        };
        let line = format!("{:<24} {:<20} {place}  {about}", own.words, own.list);
        anstream::println!("{}", line.trim_end());
    }
}

fn shown(folder: &RulesFolder, files: &BTreeSet<String>) -> String {
    let one = |file: &String| {
        let shipped = folder.shipped(file).map_or("", |_| " (shipped)");
        format!("{}{shipped}", folder.path(file).display())
    };
    files.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn name(checker: &Checker, folder: &RulesFolder, language: &str) {
    for list in checker.word_lists(folder, language) {
        anstream::println!("{:<24} {:>5} words  {}", list.name, list.words.len(), list.about);
    }
}
