//! XML as a tree, each element with its place among its siblings.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::xml;

/// Deeper nesting than any document that Word or LibreOffice writes.
pub const MAX_DEPTH: usize = 256;
/// More elements than a report of a thousand pages has: each takes some 200 bytes of memory.
pub const MAX_ELEMENTS: usize = 4_000_000;

#[derive(Debug, Clone, Default)]
pub struct Element {
    /// Without the namespace prefix.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// Text before the first child.
    pub text: String,
    /// Text between this element's end and its next sibling.
    pub tail: String,
    /// Place among all children of its parent, from 1.
    pub position: usize,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// `w:val` of a child.
    pub fn value(&self, child: &str) -> Option<&str> {
        self.child(child)?.attribute("val")
    }

    /// A toggle such as `w:b`: on unless it says otherwise.
    pub fn is_on(&self, child: &str) -> Option<bool> {
        self.child(child)
            .map(|toggle| !matches!(toggle.attribute("val"), Some("0" | "false" | "off")))
    }

    pub fn all_text(&self) -> String {
        let mut text = self.text.clone();
        for child in &self.children {
            text.push_str(&child.all_text());
            text.push_str(&child.tail);
        }
        text
    }

    /// The path to this element, below the path to its parent.
    pub fn path(&self, above: &str) -> String {
        format!("{above}/{}[{}]", self.name, self.position)
    }
}

/// # Errors
/// What is wrong with the XML, in words.
pub fn parse(bytes: &[u8]) -> Result<Element, String> {
    let mut reader = Reader::from_reader(bytes);
    let mut stack = vec![Element::default()];
    let mut buffer = Vec::new();
    let mut elements = 0;
    loop {
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| format!("byte {}: {error}", reader.error_position()))?;
        if matches!(event, Event::Start(_) | Event::Empty(_)) {
            elements += 1;
            if elements > MAX_ELEMENTS {
                return Err(format!("there are more than {MAX_ELEMENTS} elements"));
            }
        }
        match event {
            Event::Start(start) => {
                if stack.len() > MAX_DEPTH {
                    return Err(format!("elements are nested deeper than {MAX_DEPTH}"));
                }
                let element = element(&start, stack.last());
                stack.push(element);
            }
            Event::Empty(start) => {
                let element = element(&start, stack.last());
                add(&mut stack, element);
            }
            Event::End(_) => {
                if let Some(element) = stack.pop() {
                    add(&mut stack, element);
                }
            }
            Event::Text(text) => push_text(&mut stack, &text),
            Event::CData(data) => push_text(&mut stack, &data),
            Event::GeneralRef(reference) => push_text(&mut stack, &xml::reference(&reference)),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    if stack.len() != 1 {
        return Err("the part ends before its last element is closed".to_string());
    }
    stack
        .pop()
        .and_then(|mut root| root.children.pop())
        .ok_or_else(|| "the part has no element".to_string())
}

fn element(start: &BytesStart, parent: Option<&Element>) -> Element {
    Element {
        name: xml::name(start),
        attributes: xml::attributes(start),
        position: parent.map_or(1, |parent| parent.children.len() + 1),
        ..Element::default()
    }
}

/// Adds an element to the one open now.
pub fn add(stack: &mut Vec<Element>, element: Element) {
    if let Some(parent) = stack.last_mut() {
        parent.children.push(element);
    } else {
        stack.push(element);
    }
}

/// Adds text to the element open now.
pub fn push_text(stack: &mut [Element], text: &str) {
    let Some(element) = stack.last_mut() else { return };
    match element.children.last_mut() {
        Some(child) => child.tail.push_str(text),
        None => element.text.push_str(text),
    }
}
