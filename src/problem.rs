//! A mistake in a file that a person wrote (rule, lexicon, configuration): where it is and how to mend it.

mod thousands;
mod toml;
mod unwritten;

pub use thousands::Apart;
pub use toml::{Whole, read};

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

/// One mistake, with its place and its remedy. All mistakes of a load are collected before anyone gives up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, as the person named it or as it stands inside the rules folder.
    pub path: PathBuf,
    /// Line from 1, where it is known.
    pub line: Option<usize>,
    /// Column from 1, where it is known.
    pub column: Option<usize>,
    /// The faulty line of the file, or what stands there line by line.
    pub snippet: Option<String>,
    /// What is wrong: lower case, no final stop.
    pub message: String,
    /// What to do about it: lower case, no final stop.
    pub remedy: Option<String>,
}

impl Problem {
    pub fn new(path: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Problem {
            path: path.into(),
            line: None,
            column: None,
            snippet: None,
            message: message.into(),
            remedy: None,
        }
    }

    /// Places the problem at a line and column (both from 1) of the file's text, and keeps that line as snippet.
    pub fn at(mut self, text: &str, line: usize, column: Option<usize>) -> Self {
        self.line = Some(line);
        self.column = column;
        self.snippet = text
            .lines()
            .nth(line.saturating_sub(1))
            .map(|line| line.trim_end().to_string());
        self
    }

    /// Places the problem at a byte offset of the file's text.
    pub fn at_offset(self, text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        self.at(text, line, Some(column))
    }

    /// "rules/lib/people.rhai:3:7".
    pub fn place(&self) -> String {
        let numbers = [self.line, self.column].into_iter().map_while(|own| own);
        let numbers = numbers.map(|own| format!(":{own}"));
        format!("{}{}", self.path.display(), numbers.collect::<String>())
    }

    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.message)?;
        if let Some(snippet) = &self.snippet {
            let gutter = self.line.map(|line| line.to_string()).unwrap_or_default();
            let mut lines = snippet.lines();
            write!(f, "\n  {gutter} | {}", lines.next().unwrap_or_default())?;
            for line in lines {
                write!(f, "\n  {} | {line}", " ".repeat(gutter.len()))?;
            }
            if let Some(column) = self.column {
                let indent: String = snippet
                    .chars()
                    .take(column.saturating_sub(1))
                    .map(|c| if c == '\t' { '\t' } else { ' ' })
                    .collect();
                write!(f, "\n  {} | {indent}^", " ".repeat(gutter.len()))?;
            }
        }
        if let Some(remedy) = &self.remedy {
            write!(f, "\n  help: {remedy}")?;
        }
        Ok(())
    }
}

/// The name that was probably meant by one that is not known, if any is near.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let nearest = names.min_by_key(|other| strsim::damerau_levenshtein(name, other))?;
    (strsim::damerau_levenshtein(name, nearest) <= 1 + name.len() / 3).then(|| nearest.to_string())
}
