//! What became of the rules that found nothing, and what reports are called.

use super::{Backtest, Books, OfReport};
use crate::write::counted;

impl Backtest {
    /// Rules without findings are not in the table: some looked, some could not tell. Those of history were not tried where
    /// there is no earlier report, and that is told of its own.
    pub(super) fn sort_silent(&mut self, books: &Books) {
        let history = self.held_against_earlier > 0;
        let rules = books.now.rules().iter();
        let tried = rules.filter(|rule| self.reports > 0 && (history || !rule.of_history));
        let silent = tried.filter(|rule| !self.rules.contains_key(&rule.id));
        let silent = silent.map(|rule| rule.id.clone());
        let in_doubt = |rule: &String| self.doubts.get(rule) == Some(&self.reports);
        let (doubtful, silent) = silent.partition(in_doubt);
        self.could_not_tell = doubtful;
        self.found_nothing = silent;
    }

    /// What became of the rules that are not in the table.
    pub(super) fn told_silent(&self) -> Vec<String> {
        let told = [
            ("looked and found nothing, before and now", &self.found_nothing),
            ("could not tell of any report", &self.could_not_tell),
        ];
        let told = told.into_iter().filter(|(_, rules)| !rules.is_empty());
        told.map(|(what, rules)| format!("{} {what}: {}", counted(rules.len(), "rule"), rules.join(", ")))
            .collect()
    }
}

impl OfReport {
    pub(super) fn named(&self) -> String {
        match &self.reference {
            Some(reference) => format!("{} {reference}", self.file),
            None => self.file.clone(),
        }
    }
}
