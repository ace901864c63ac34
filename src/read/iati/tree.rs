//! The elements of one activity that are of use, as a small tree that is thrown away before the next activity is read.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::document::Location;
use crate::report::ATTRIBUTES;

use super::markup;

/// What one activity may hold, so that memory stays flat whatever a file contains.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
const NODE_BYTES: usize = 160;

pub type Id = usize;

#[derive(Debug, Default)]
struct Node {
    name: &'static str,
    /// Place among the siblings of the same name, from 1.
    index: u32,
    line: u32,
    parent: Option<Id>,
    children: Vec<Id>,
    attributes: Vec<(&'static str, String)>,
    text: String,
}

#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    open: Vec<Id>,
    /// Children seen so far, by name, of each open element.
    seen: Vec<Vec<(&'static str, u32)>>,
    bytes: usize,
    path: String,
}

pub const ROOT: Id = 0;

impl Tree {
    /// Forgets the last activity; `path` leads to the new one.
    pub fn start(&mut self, path: String, line: u32) {
        self.nodes.clear();
        self.open.clear();
        self.seen.clear();
        self.bytes = 0;
        self.path = path;
        self.nodes.push(Node {
            name: "iati-activity",
            index: 1,
            line,
            ..Node::default()
        });
        self.open.push(ROOT);
        self.seen.push(Vec::new());
    }

    /// Opens a child of the element open now, if it is one that is of use there.
    pub fn open(&mut self, name: &str, line: u32) -> Option<Id> {
        let parent = *self.open.last()?;
        let name = known(self.nodes[parent].name, name)?;
        let id = self.nodes.len();
        let index = self.count(name);
        self.nodes.push(Node {
            name,
            index,
            line,
            parent: Some(parent),
            ..Node::default()
        });
        self.nodes[parent].children.push(id);
        self.open.push(id);
        self.seen.push(Vec::new());
        self.bytes += NODE_BYTES;
        Some(id)
    }

    fn count(&mut self, name: &'static str) -> u32 {
        let Some(seen) = self.seen.last_mut() else {
            return 1;
        };
        if let Some((_, count)) = seen.iter_mut().find(|(known, _)| *known == name) {
            *count += 1;
            return *count;
        }
        seen.push((name, 1));
        1
    }

    /// Closes the element open now; true when that was the activity.
    pub fn close(&mut self) -> bool {
        if let Some(id) = self.open.pop()
            && let Some(cleaned) = markup::clean(&self.nodes[id].text)
        {
            self.nodes[id].text = cleaned;
        }
        self.seen.pop();
        self.open.is_empty()
    }

    pub fn add_attribute(&mut self, id: Id, name: &str, value: &str) {
        let Some(name) = ATTRIBUTES.iter().find(|known| **known == name) else {
            return;
        };
        let attributes = &mut self.nodes[id].attributes;
        if attributes.iter().all(|(known, _)| known != name) {
            attributes.push((name, value.trim().to_owned()));
            self.bytes += value.len() + 48;
        }
    }

    pub fn add_text(&mut self, text: &str) {
        let Some(id) = self.open.last() else { return };
        let node = &mut self.nodes[*id];
        if node.text.is_empty() && text.trim().is_empty() {
            return;
        }
        node.text.push_str(text);
        self.bytes += text.len();
    }

    pub fn is_too_large(&self) -> bool {
        self.bytes > MAX_BYTES
    }

    pub fn name(&self, id: Id) -> &'static str {
        self.nodes[id].name
    }

    pub fn all_children(&self, id: Id) -> impl Iterator<Item = Id> {
        self.nodes[id].children.iter().copied()
    }

    /// Empty ones too.
    pub fn attributes(&self, id: Id) -> &[(&'static str, String)] {
        &self.nodes[id].attributes
    }

    pub fn children<'a>(&'a self, id: Id, name: &'a str) -> impl Iterator<Item = Id> + 'a {
        let children = self.nodes[id].children.iter().copied();
        children.filter(move |child| self.nodes[*child].name == name)
    }

    pub fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id, name).next()
    }

    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let found = self.nodes[id].attributes.iter();
        let mut found = found.filter(|(known, _)| *known == name);
        found
            .next()
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The text of the element itself, not of its children.
    pub fn text(&self, id: Id) -> &str {
        self.nodes[id].text.trim()
    }

    pub fn line(&self, id: Id) -> u32 {
        self.nodes[id].line
    }

    pub fn location(&self, id: Id, section: &Arc<[String]>) -> Location {
        Location {
            section: Arc::clone(section),
            line: Some(self.nodes[id].line),
            path: Some(self.path_to(id)),
            ..Location::default()
        }
    }

    fn path_to(&self, id: Id) -> String {
        let mut steps = Vec::new();
        let mut at = id;
        while let Some(parent) = self.nodes[at].parent {
            steps.push(at);
            at = parent;
        }
        let mut path = self.path.clone();
        for step in steps.into_iter().rev() {
            let node = &self.nodes[step];
            // Writing to a String cannot fail.
            let _ = write!(path, "/{}[{}]", node.name, node.index);
        }
        path
    }
}

/// The elements that are read, by the element they stand in.
fn known(parent: &str, name: &str) -> Option<&'static str> {
    let names: &[&'static str] = match parent {
        "iati-activity" => &[
            "result",
            "description",
            "title",
            "activity-date",
            "policy-marker",
            "reporting-org",
            "iati-identifier",
        ],
        "result" => &["indicator", "title", "description", "reference"],
        "indicator" => &["period", "title", "description", "baseline", "reference"],
        "period" => &["target", "actual", "period-start", "period-end"],
        "target" | "actual" | "baseline" => &["comment", "dimension", "location"],
        "title" | "description" | "reporting-org" | "comment" | "policy-marker" => &["narrative"],
        _ => &[],
    };
    names.iter().copied().find(|known| *known == name)
}
