//! Reads activities published to the IATI Standard, versions 2.01 to 2.03, one at a time from files of any size.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::report::Source;

use super::{ReadError, Reading};

mod activity;
mod codes;
mod elements;
mod figures;
mod markup;
mod results;
mod sexes;
mod stop;
mod stream;
mod tree;
mod words;

use stop::Stop;
use stream::Counted;
use tree::{ROOT, Tree};

const MAX_DEPTH: usize = 256;
/// Longer names are kept by the parser until their element closes.
const MAX_NAME: usize = 1024;

/// Whether a file begins like IATI: a root element (or one within a wrapper, as query services give) of its names.
pub fn recognise(head: &[u8]) -> bool {
    /// The datastore's answers wrap activities in one or two elements and their status.
    const LOOKED_AT: usize = 8;
    let (head, _, _) = stream::encoding_of(head).decode(head);
    let mut reader = Reader::from_str(&head);
    let mut seen = 0;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                if matches!(
                    tag.name().local_name().into_inner(),
                    "iati-activities" | "iati-activity" | "iati-organisations" | "iati-organisation"
                ) {
                    return true;
                }
                seen += 1;
            }
            Event::Text(text) if seen == 0 && !text.trim().is_empty() => return false,
            Event::Eof => return false,
            _ => {}
        }
        if seen == LOOKED_AT {
            return false;
        }
    }
    false
}

/// Hands on one reading for each activity of a file.
///
/// # Errors
/// The file is missing, damaged, too large in one place, of version 1.x, without activities, or not IATI.
pub fn read(path: &Path, source: Source, each: &mut dyn FnMut(Reading)) -> Result<(), ReadError> {
    let fail = |reason: String, remedy: &str| ReadError {
        path: path.to_path_buf(),
        reason,
        remedy: (!remedy.is_empty()).then(|| remedy.to_owned()),
    };
    let opened = stream::open(path);
    let input = opened.map_err(|error| {
        fail(
            format!("cannot be opened: {error}"),
            "check the name and the permissions",
        )
    })?;
    let mut parse = Parse::new(input, source);
    match parse.run(each) {
        Ok(()) => parse.verdict(),
        Err(stop) => Err(stop),
    }
    .map_err(|stop| fail(stop.reason, stop.remedy))
}

struct Parse {
    reader: Reader<Counted>,
    source: Source,
    tree: Tree,
    /// Names of the elements around the activities.
    outer: Vec<String>,
    root: Option<String>,
    version: Option<String>,
    prefix: Option<String>,
    /// Inside an activity.
    inside: bool,
    /// Elements open in an activity that are not kept.
    skipped: usize,
    depth: usize,
    line: u32,
    doubts: Vec<String>,
    activities: u32,
    old: u32,
    old_line: u32,
}

impl Parse {
    fn new(input: Counted, source: Source) -> Self {
        Parse {
            reader: Reader::from_reader(input),
            source,
            tree: Tree::default(),
            outer: Vec::new(),
            root: None,
            version: None,
            prefix: None,
            inside: false,
            skipped: 0,
            depth: 0,
            line: 1,
            doubts: Vec::new(),
            activities: 0,
            old: 0,
            old_line: 0,
        }
    }

    fn run(&mut self, each: &mut dyn FnMut(Reading)) -> Result<(), Stop> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            self.reader.get_mut().begin_event();
            self.line = self.reader.get_ref().line();
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.damage(&error)),
            };
            match event {
                Event::Start(tag) => self.start(&tag)?,
                Event::Empty(tag) => {
                    self.start(&tag)?;
                    self.end(each);
                }
                Event::End(_) => self.end(each),
                Event::Text(text) => self.text(&text.xml10_content())?,
                Event::CData(text) => self.text(&text.xml10_content())?,
                Event::GeneralRef(entity) => self.entity(&entity)?,
                Event::Eof => break,
                _ => {}
            }
        }
        match self.depth {
            0 => Ok(()),
            _ => Err(self.cut_off()),
        }
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), Stop> {
        let qualified = tag.name();
        if qualified.as_ref().len() > MAX_NAME {
            return Err(self.malformed(&format!("the name of an element is longer than {MAX_NAME} bytes")));
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.malformed(&format!("elements are nested more than {MAX_DEPTH} deep")));
        }
        let (local, prefix) = qualified.decompose();
        let local = local.into_inner();
        let prefix = prefix.map(|prefix| prefix.into_inner());
        if !self.inside {
            return self.start_outside(tag, local, prefix);
        }
        // Publishers' extensions have prefixes of their own; their "result" is not the standard's.
        let foreign = prefix != self.prefix.as_deref();
        if self.skipped > 0 || foreign {
            self.skipped += 1;
            return Ok(());
        }
        match self.tree.open(local, self.line) {
            Some(id) => self.attributes(tag, id),
            None => {
                self.skipped += 1;
                Ok(())
            }
        }
    }

    fn start_outside(&mut self, tag: &BytesStart, local: &str, prefix: Option<&str>) -> Result<(), Stop> {
        match local {
            "iati-activity" => {
                self.inside = true;
                self.skipped = 0;
                self.activities += 1;
                self.prefix = prefix.map(str::to_owned);
                self.doubts.clear();
                self.root.get_or_insert_with(|| local.to_owned());
                let mut path: String = self.outer.iter().flat_map(|name| ["/", name]).collect();
                path.push_str("/iati-activity");
                if !self.outer.is_empty() {
                    path.push_str(&format!("[{}]", self.activities));
                }
                self.tree.start(path, self.line);
                self.attributes(tag, ROOT)
            }
            "iati-organisations" | "iati-organisation" if self.activities == 0 => Err(Stop::new(
                "this is an IATI organisation file, which tells of budgets and not of activities".into(),
                "give the publisher's activity file, whose root element is iati-activities",
            )),
            _ => {
                if self.root.is_none() {
                    self.root = Some(local.to_owned());
                }
                if local == "iati-activities" {
                    self.version = attribute(tag, "version");
                }
                self.outer.push(local.to_owned());
                Ok(())
            }
        }
    }

    fn attributes(&mut self, tag: &BytesStart, id: tree::Id) -> Result<(), Stop> {
        // Looking for doubles takes time that grows with the square of their number; the first one counts.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.malformed(&error.to_string()))?;
            let (name, prefix) = attribute.key.decompose();
            let name = name.into_inner();
            let lang = prefix.is_some_and(|prefix| prefix.into_inner() == "xml") && name == "lang";
            if prefix.is_some() && !lang {
                continue;
            }
            let value = attribute
                .normalized_value_with(XmlVersion::Implicit1_0, 1, predefined)
                .map_err(|error| self.malformed(&error.to_string()))?;
            self.tree.add_attribute(id, name, &value);
        }
        self.check_size()
    }

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        if self.inside && self.skipped == 0 {
            self.tree.add_text(text);
            return self.check_size();
        }
        let stray = self.depth == 0 && !text.trim_start_matches('\u{feff}').trim().is_empty();
        if stray {
            return Err(self.malformed("there is text outside of any element"));
        }
        Ok(())
    }

    /// Only the five names of XML itself and characters by number stand for text; entities that a file defines are
    /// never expanded.
    fn entity(&mut self, entity: &BytesRef) -> Result<(), Stop> {
        if !self.inside || self.skipped > 0 {
            return Ok(());
        }
        if let Some(character) = entity.resolve_char_ref().map_err(|error| self.damage(&error))? {
            return self.text(character.encode_utf8(&mut [0; 4]));
        }
        let known = quick_xml::escape::resolve_predefined_entity(entity);
        if known.is_none() {
            let name: String = entity.chars().take(40).collect();
            let line = self.line;
            activity::doubt(
                &mut self.doubts,
                format!("the entity \"&{name};\" on line {line} was left out"),
            );
        }
        self.text(known.unwrap_or_default())
    }

    fn check_size(&self) -> Result<(), Stop> {
        if !self.tree.is_too_large() {
            return Ok(());
        }
        Err(self.too_long(tree::MAX_BYTES))
    }

    fn end(&mut self, each: &mut dyn FnMut(Reading)) {
        self.depth = self.depth.saturating_sub(1);
        if !self.inside {
            self.outer.pop();
            return;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.tree.close() {
            self.inside = false;
            self.hand_on(each);
        }
    }

    fn hand_on(&mut self, each: &mut dyn FnMut(Reading)) {
        if self.is_old() {
            if self.old == 0 {
                self.old_line = self.tree.line(ROOT);
            }
            self.old += 1;
            return;
        }
        let doubts = std::mem::take(&mut self.doubts);
        let mut reading = activity::read(&self.tree, &self.source, doubts);
        reading.declared.standard = self.declared_version().map(str::to_owned);
        each(reading);
    }

    fn declared_version(&self) -> Option<&str> {
        self.tree.attribute(ROOT, "version").or(self.version.as_deref())
    }

    /// Version 1.x by what it says or, where it says nothing, by its shape: texts without `narrative`, dates with
    /// words for types.
    fn is_old(&self) -> bool {
        if let Some(version) = self
            .declared_version()
            .filter(|version| version.starts_with(|c: char| c.is_ascii_digit()))
        {
            return version.starts_with("1.") || version == "1";
        }
        let bare = ["title", "reporting-org"].iter().any(|name| {
            let child = self.tree.child(ROOT, name);
            child.is_some_and(|id| {
                !self.tree.text(id).is_empty() && self.tree.child(id, "narrative").is_none()
            })
        });
        let worded = self.tree.children(ROOT, "activity-date").any(|id| {
            let kind = self.tree.attribute(id, "type").unwrap_or_default();
            kind.starts_with("start") || kind.starts_with("end")
        });
        bare || worded
    }
}

/// Resolves XML's own entities, and any other to nothing.
fn predefined(name: &str) -> Option<&'static str> {
    quick_xml::escape::resolve_predefined_entity(name).or(Some(""))
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value.trim().to_owned())
}
