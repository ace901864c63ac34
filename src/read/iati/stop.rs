//! Why reading a file of activities stopped, and what to do about it.

use std::io;

use quick_xml::errors::{Error, SyntaxError};

use super::Parse;
use super::stream::Counted;
use super::tree::ROOT;

/// Why reading stopped.
pub(super) struct Stop {
    pub(super) reason: String,
    pub(super) remedy: &'static str,
}

impl Stop {
    pub(super) fn new(reason: String, remedy: &'static str) -> Self {
        Stop { reason, remedy }
    }
}

impl Parse {
    /// What is wrong with a file that was read to its end.
    pub(super) fn verdict(&self) -> Result<(), Stop> {
        const CONVERT: &str = "ask the publisher for the file in version 2.03, or convert it";
        if self.old > 0 && self.old == self.activities {
            return Err(Stop::new(
                "the activities follow version 1.x of the IATI standard, which is no longer in use".into(),
                CONVERT,
            ));
        }
        if self.old > 0 {
            let (old, all, line) = (self.old, self.activities, self.old_line);
            let reason = format!(
                "{old} of {all} activities, the first on line {line}, follow version 1.x of the IATI standard and were not read"
            );
            return Err(Stop::new(reason, CONVERT));
        }
        match self.root.as_deref() {
            _ if self.activities > 0 => Ok(()),
            None => Err(Stop::new(
                "there is no XML in the file".into(),
                "give an IATI activity file",
            )),
            Some("iati-activities") => Err(Stop::new(
                "the file has no activities: iati-activities is empty".into(),
                "check that the export from which it comes selected any",
            )),
            Some(root) => {
                let root: String = root.chars().take(60).collect();
                let reason = format!("this is XML but not IATI: its root element is \"{root}\"");
                Err(Stop::new(
                    reason,
                    "give a file whose root element is iati-activities",
                ))
            }
        }
    }

    pub(super) fn malformed(&self, what: &str) -> Stop {
        let what = what.trim_end_matches('.');
        Stop::new(
            format!("line {}: the XML is malformed: {what}", self.line),
            "mend the XML, or publish the file again; activities before that line were read",
        )
    }

    pub(super) fn cut_off(&self) -> Stop {
        let place = match (self.inside, self.outer.last()) {
            (true, _) => format!(
                "inside activity {}, which begins on line {}",
                self.activities,
                self.tree.line(ROOT)
            ),
            (false, Some(outer)) => format!("before {outer} is closed"),
            (false, None) => "inside its first element".to_owned(),
        };
        let line = self.reader.get_ref().line();
        Stop::new(
            format!("line {line}: the file is cut off {place}"),
            "get the file again; activities before that line were read",
        )
    }

    pub(super) fn damage(&self, error: &Error) -> Stop {
        match error {
            _ if self.reader.get_ref().over_limit() => self.too_long(Counted::LIMIT),
            Error::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => Stop::new(
                format!("line {}: the file cannot be read on: {error}", self.line),
                "check the disk, or copy the file again",
            ),
            Error::Syntax(syntax) if !matches!(syntax, SyntaxError::InvalidBangMarkup) => self.cut_off(),
            Error::Encoding(_) => Stop::new(
                format!("line {}: there are bytes that are not UTF-8", self.line),
                "save the file as UTF-8, or name its encoding in the XML declaration",
            ),
            error => self.malformed(&error.to_string()),
        }
    }

    pub(super) fn too_long(&self, limit: usize) -> Stop {
        let place = match self.inside {
            true => format!("activity {}", self.activities),
            false => "the file".to_owned(),
        };
        let mebibytes = limit / 1024 / 1024;
        Stop::new(
            format!(
                "line {}: {place} holds more than {mebibytes} MiB of text in one place",
                self.line
            ),
            "look for an element that was never closed, or split the activity",
        )
    }
}
