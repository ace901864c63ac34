//! What in the rules folders is not as the program has it.

use std::collections::{BTreeMap, BTreeSet};

use super::{EMBEDDED, RulesFolder, SHIPPED_FILES, rule_of};

impl RulesFolder {
    /// Ids of the rules that are not as the program has them.
    pub fn own_rules(&self) -> BTreeSet<String> {
        let other = self.files.keys().filter(|path| !self.is_as_shipped(path));
        let ids: BTreeSet<&str> = other
            .filter_map(|path| rule_of(path).map(|(rule, _)| rule))
            .collect();
        let mut rules = self.rules();
        rules.retain(|rule| ids.contains(rule.as_str()));
        rules
    }

    /// Whether a file is that of the binary or a copy of it, which was tried before it was shipped.
    pub fn is_as_shipped(&self, path: &str) -> bool {
        self.shipped(path).is_some()
            || self
                .text(path)
                .is_some_and(|text| Self::in_binary(path) == Some(text))
    }

    /// The text of a file as the program has it.
    pub fn in_binary(path: &str) -> Option<&'static str> {
        SHIPPED_FILES.get(path).copied()
    }

    /// Whether the program brings along word lists of a language.
    pub fn ships_words_of(language: &str) -> bool {
        !language.is_empty() && EMBEDDED.get_dir(format!("lexicons/{language}")).is_some()
    }

    /// The files that are not as the program has them, by path; nothing for those of the program that are not there.
    pub fn own_files(&self) -> BTreeMap<String, Option<String>> {
        let own = self.files().filter(|(path, _)| !self.is_as_shipped(path));
        let own = own.map(|(path, text)| (path.to_string(), Some(text.to_string())));
        let shipped = Self::embedded();
        let gone = shipped.files().filter(|(path, _)| self.text(path).is_none());
        own.chain(gone.map(|(path, _)| (path.to_string(), None)))
            .collect()
    }

    /// The rules of the program with such files.
    pub fn embedded_with(own: BTreeMap<String, Option<String>>) -> Self {
        let shipped = Self::embedded();
        let mut files: BTreeMap<String, String> = shipped
            .files()
            .map(|(path, text)| (path.to_string(), text.to_string()))
            .collect();
        for (path, text) in own {
            match text {
                Some(text) => files.insert(path, text),
                None => files.remove(&path),
            };
        }
        Self::from_files(files)
    }
}
