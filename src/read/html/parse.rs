//! Parses a page as browsers do, within limits, and hands on its elements as a tree.

use std::time::{Duration, Instant};

use ego_tree::iter::Edge;
use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::TendrilSink;
use scraper::{Html, HtmlTreeSink, Node};

use super::super::tree::{self, Element};
use super::guard;

/// The parser is fed in pieces, so that it can be stopped between two.
const PIECE: usize = 4 * 1024;
const MAX_NODES: usize = 2_000_000;
/// Badly nested pages make the parser slow in ways that no count foresees.
const MAX_TIME: Duration = Duration::from_secs(15);

/// # Errors
/// The page is nested too deeply, too large or too tangled, in words.
pub fn parse(text: &str) -> Result<Element, String> {
    if let Some(page) = as_xml(text) {
        return Ok(page);
    }
    if guard::is_too_deep(text) {
        return Err(too_deep());
    }
    element(&html(text)?)
}

fn too_deep() -> String {
    format!("its elements are nested deeper than {}", guard::MAX_OPEN)
}

/// XHTML that is sound XML. As HTML, `<title/>` would swallow the page; as XML, `&nbsp;` would be lost.
fn as_xml(text: &str) -> Option<Element> {
    let named = |text: &str| {
        text.split('&').skip(1).any(|after| {
            let name = after.split(';').next().unwrap_or_default();
            !name.starts_with('#') && !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
        })
    };
    let xml = text.trim_start_matches('\u{feff}').starts_with("<?xml");
    (xml && !named(text))
        .then(|| tree::parse(text.as_bytes()).ok())
        .flatten()
        .filter(|page| page.name == "html")
}

fn html(text: &str) -> Result<Html, String> {
    let start = Instant::now();
    let mut parser = driver::parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let piece = (PIECE.min(rest.len())..=rest.len())
            .find(|end| rest.is_char_boundary(*end))
            .unwrap_or(rest.len());
        parser.process(rest[..piece].into());
        rest = &rest[piece..];
        if parser.tokenizer.sink.sink.0.borrow().tree.values().len() > MAX_NODES {
            return Err(format!("it has more than {MAX_NODES} elements"));
        }
        if start.elapsed() > MAX_TIME {
            return Err("its elements are tangled beyond reading".to_string());
        }
    }
    Ok(parser.finish())
}

/// The page's `html` element.
fn element(page: &Html) -> Result<Element, String> {
    let mut stack = vec![Element::default()];
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(own) => {
                    if stack.len() > guard::MAX_OPEN {
                        return Err(too_deep());
                    }
                    let position = stack.last().map_or(0, |parent| parent.children.len()) + 1;
                    stack.push(Element {
                        name: own.name().to_string(),
                        attributes: own
                            .attrs()
                            .map(|(key, value)| (key.to_string(), value.to_string()))
                            .collect(),
                        position,
                        ..Element::default()
                    });
                }
                Node::Text(text) => tree::push_text(&mut stack, text),
                _ => {}
            },
            Edge::Close(node) if node.value().is_element() => {
                if let Some(element) = stack.pop() {
                    tree::add(&mut stack, element);
                }
            }
            Edge::Close(_) => {}
        }
    }
    let root = stack.pop().unwrap_or_default();
    root.children
        .into_iter()
        .find(|child| child.name == "html")
        .ok_or_else(|| "it is empty".to_string())
}
