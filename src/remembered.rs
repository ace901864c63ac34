//! What was read of the earlier reports on a project: the store gives it, and reports are held against it.

use std::collections::BTreeMap;

use crate::hex::digest;

/// The earlier reports of each report of a file: by the content of the report the ids of the others, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History(pub BTreeMap<String, Vec<String>>);

impl History {
    /// One name for all of it; "" where there is nothing.
    pub fn digest(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let told = self
            .0
            .iter()
            .map(|(own, earlier)| format!("{own}: {}", earlier.join(" ")));
        digest(&told.collect::<Vec<_>>().join("\n"))
    }

    /// Every earlier report of any of them.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        self.0.values().flatten()
    }

    /// Content of a report and the ids of its earlier ones.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.0.iter()
    }
}

/// The earlier reports of each report of a file, with what was read of them.
#[derive(Debug, Clone, Default)]
pub struct Remembered {
    pub history: History,
    /// As JSON, by the ids of the reports.
    pub readings: BTreeMap<String, String>,
}
