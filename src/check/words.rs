//! Which words the lists know, and which file says so.

use std::collections::BTreeSet;

use super::Checker;
use crate::extract::known_words;
use crate::extract::lexicon::{self, Lexicons};
use crate::reference::WordList;
use crate::rules_folder::RulesFolder;

/// Words of a text that a list has, or had before a file took them out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whereabouts {
    pub words: String,
    pub list: &'static str,
    pub in_force: bool,
    /// Inside the rules folder: [`RulesFolder::path`] shows them.
    pub files: BTreeSet<String>,
    pub taken_out_by: BTreeSet<String>,
}

impl Checker {
    /// The lists of a language; the folder is the one that the rules were loaded from.
    pub fn word_lists(&self, folder: &RulesFolder, language: &str) -> Vec<WordList> {
        lexicon::lists(folder, language)
    }

    /// The words of a text that are in lists, in force or taken out of them again, with the files that say so.
    pub fn whereabouts(&self, folder: &RulesFolder, text: &str, language: &str) -> Vec<Whereabouts> {
        let mut found = Vec::new();
        for (words, list) in known_words(text, language, &self.lexicons) {
            at(&mut found, words, list).in_force = true;
        }
        for (_, path, file) in lexicon::of_lexicons(folder).filter(|(own, ..)| *own == language) {
            let [has, takes_out] = Lexicons::of_file(language, file);
            for (words, list) in known_words(text, language, &has) {
                at(&mut found, words, list).files.insert(path.to_string());
            }
            for (words, list) in known_words(text, language, &takes_out) {
                at(&mut found, words, list).taken_out_by.insert(path.to_string());
            }
        }
        // The rest are words that a longer phrase goes before.
        found.retain(|own| own.in_force || !own.taken_out_by.is_empty());
        found
    }
}

fn at<'a>(found: &'a mut Vec<Whereabouts>, words: String, list: &'static str) -> &'a mut Whereabouts {
    let known = found
        .iter()
        .position(|own| own.words == words && own.list == list);
    let index = known.unwrap_or_else(|| {
        found.push(Whereabouts {
            words,
            list,
            ..Whereabouts::default()
        });
        found.len() - 1
    });
    &mut found[index]
}
