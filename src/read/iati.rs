//! Reads IATI 2.0x activity files: one report for each activity, streamed, so that memory does not grow with the file.

mod activity;
mod node;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Each, ReadError, xml};
use crate::report::Source;
use node::Node;

/// Deeper nesting than any IATI element has.
const MAX_DEPTH: usize = 64;
/// Text that one activity may hold.
const MAX_ACTIVITY_BYTES: usize = 32 << 20;

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    let file = File::open(path).map_err(|error| {
        ReadError::new(
            path,
            format!("cannot be opened: {error}"),
            "check that you may read it",
        )
    })?;
    let mut reader = Reader::from_reader(Lines {
        inner: BufReader::with_capacity(1 << 16, file),
        line: 1,
    });
    reader.config_mut().trim_text(false);
    let mut walk = Walk {
        path,
        source,
        stack: Vec::new(),
        activities: 0,
        rooted: false,
        outermost: None,
        bytes: 0,
    };
    let mut buffer = Vec::new();
    loop {
        let line = reader.get_ref().line;
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| walk.damaged(line, &error.to_string()))?;
        match event {
            Event::Eof => break,
            event => walk.event(&event, line, each)?,
        }
        buffer.clear();
    }
    walk.finish(reader.get_ref().line)
}

/// Counts the lines that were consumed.
struct Lines<R> {
    inner: R,
    line: u32,
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.line += newlines(&buffer[..read]);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let consumed = self
            .inner
            .fill_buf()
            .map_or(0, |buffer| newlines(&buffer[..amount.min(buffer.len())]));
        self.line += consumed;
        self.inner.consume(amount);
    }
}

fn newlines(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(0)
}

struct Walk<'a> {
    path: &'a Path,
    source: Source,
    /// Open elements of the current activity.
    stack: Vec<Node>,
    activities: usize,
    rooted: bool,
    /// The outermost element, when it is not IATI's.
    outermost: Option<String>,
    bytes: usize,
}

impl Walk<'_> {
    fn event(&mut self, event: &Event, line: u32, each: Each) -> Result<(), ReadError> {
        match event {
            Event::Start(start) => self.open(start, line)?,
            Event::Empty(start) => {
                self.open(start, line)?;
                self.close(each);
            }
            Event::End(_) => self.close(each),
            Event::Text(text) => self.text(text, line)?,
            Event::CData(data) => self.text(data, line)?,
            Event::GeneralRef(reference) => self.text(&xml::reference(reference), line)?,
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, start: &BytesStart, line: u32) -> Result<(), ReadError> {
        let name = xml::name(start);
        if self.stack.is_empty() && !self.rooted {
            self.check_root(&name, start)?;
        }
        if self.stack.is_empty() && name != "iati-activity" {
            return Ok(());
        }
        if self.stack.len() >= MAX_DEPTH {
            return Err(self.error(
                format!("line {line}: elements are nested deeper than {MAX_DEPTH}"),
                "this is no IATI data: ask the publisher for a valid file",
            ));
        }
        if self.stack.is_empty() {
            self.activities += 1;
            self.bytes = 0;
        }
        let attributes = xml::attributes(start);
        let index = self.stack.last().map_or(self.activities, |parent| {
            parent.children.iter().filter(|child| child.name == name).count() + 1
        });
        let path = match self.stack.last() {
            Some(parent) => format!("{}/{name}[{index}]", parent.path),
            None => format!("/iati-activities/{name}[{index}]"),
        };
        self.stack.push(Node {
            name,
            attributes,
            text: String::new(),
            children: Vec::new(),
            line,
            path,
        });
        Ok(())
    }

    fn close(&mut self, each: Each) {
        let Some(node) = self.stack.pop() else { return };
        match self.stack.last_mut() {
            Some(parent) => {
                if node.name == "narrative" || activity::is_read(&node.name) {
                    parent.children.push(node);
                }
            }
            None => each(activity::reading(&node, &self.source)),
        }
    }

    fn text(&mut self, text: &str, line: u32) -> Result<(), ReadError> {
        self.bytes += text.len();
        if self.bytes > MAX_ACTIVITY_BYTES {
            return Err(self.error(
                format!(
                    "line {line}: one activity holds more than {} MiB of text",
                    MAX_ACTIVITY_BYTES >> 20
                ),
                "ask the publisher for a valid file",
            ));
        }
        if let Some(node) = self.stack.last_mut() {
            node.text.push_str(text);
        }
        Ok(())
    }

    /// Old data services wrapped the activities in an element of their own: the first element that is IATI's decides.
    fn check_root(&mut self, name: &str, start: &BytesStart) -> Result<(), ReadError> {
        let attributes = xml::attributes(start);
        let version = attributes
            .into_iter()
            .find(|(key, _)| key == "version")
            .map(|(_, value)| value);
        match (name, version) {
            ("iati-organisations", _) => Err(self.error("is an IATI organisation file: it has budgets and documents, but no activities and no results", "name the publisher's activity file")),
            ("iati-activities", Some(version)) if version.starts_with("1.") => {
                Err(self.error(format!("is IATI version {version}; versions 2.01 to 2.03 are read"), "ask the publisher for the file in version 2.03"))
            }
            ("iati-activities", None) => Err(self.error("is IATI without a version, as it was before version 2; versions 2.01 to 2.03 are read", "ask the publisher for the file in version 2.03")),
            ("iati-activities" | "iati-activity", _) => {
                self.rooted = true;
                Ok(())
            }
            (other, _) => {
                self.outermost.get_or_insert_with(|| other.to_string());
                Ok(())
            }
        }
    }

    fn finish(self, line: u32) -> Result<(), ReadError> {
        if !self.stack.is_empty() {
            return Err(self.error(format!("line {line}: the file ends in the middle of an activity"), "ask for the file again: it was not sent whole; the activities before this place were checked"));
        }
        if let (0, Some(outermost)) = (self.activities, &self.outermost) {
            return Err(self.error(
                format!("is XML, but no IATI activity file: its outermost element is <{outermost}>"),
                "name an IATI activity file, or save the report as DOCX",
            ));
        }
        if self.activities == 0 {
            return Err(self.error(
                "has no activity in it",
                "ask the publisher whether the right file was sent",
            ));
        }
        Ok(())
    }

    fn damaged(&self, line: u32, what: &str) -> ReadError {
        self.error(
            format!("line {line}: is damaged XML: {what}"),
            "ask for the file again; the activities before this place were checked",
        )
    }

    fn error(&self, reason: impl Into<String>, remedy: impl Into<String>) -> ReadError {
        ReadError::new(self.path, reason, remedy)
    }
}
