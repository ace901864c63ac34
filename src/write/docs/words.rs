//! The page on word lists.

use super::{cell, head, row};
use crate::reference::Reference;

const ABOUT: &str = include_str!("words.md");
/// Words of a list that are shown as examples.
const SHOWN: usize = 5;

pub fn page(reference: &Reference) -> String {
    let mut text = format!(
        "{ABOUT}\n{}",
        head(&["List", "What its words have in common", "For example", "File"])
    );
    for list in &reference.word_lists {
        let shown = list.words.iter().take(SHOWN).map(|word| word.replace('=', ""));
        let shown: Vec<String> = shown.collect();
        let files = list.files.iter().filter_map(|file| file.file_name());
        let files: Vec<String> = files
            .map(|name| format!("`{}`", name.to_string_lossy()))
            .collect();
        text += &row(&[
            format!("`{}`", list.name),
            cell(&list.about),
            cell(&shown.join(", ")),
            files.join(", "),
        ]);
    }
    text
}
