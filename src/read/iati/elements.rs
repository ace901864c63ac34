//! The elements that the Standard's own rules speak of, as they were published.

use std::sync::Arc;

use crate::report::{ELEMENTS, Element};

use super::tree::{Id, ROOT, Tree};
use super::{activity, words};

pub fn read(tree: &Tree, section: &Arc<[String]>) -> Vec<Element> {
    let mut elements = Vec::new();
    add(tree, ROOT, None, section, &mut elements);
    elements
}

/// No deeper than the few levels that the tree has.
fn add(tree: &Tree, parent: Id, above: Option<usize>, section: &Arc<[String]>, elements: &mut Vec<Element>) {
    let kept = tree
        .all_children(parent)
        .filter(|id| ELEMENTS.contains(&tree.name(*id)));
    for id in kept {
        elements.push(Element {
            name: tree.name(id),
            attributes: tree.attributes(id).to_vec(),
            narrated: tree.child(id, "narrative").is_some(),
            text: text(tree, id),
            parent: above,
            location: tree.location(id, section),
        });
        let own = elements.len() - 1;
        add(tree, id, Some(own), section, elements);
    }
}

/// A title that is only a filler gives way to the description.
fn text(tree: &Tree, id: Id) -> String {
    let parts = match tree.name(id) {
        "result" | "indicator" => ["title", "description"].as_slice(),
        "baseline" | "target" | "actual" => &["comment"],
        _ => return activity::narrative(tree, id).map(words::flat).unwrap_or_default(),
    };
    let texts = || {
        let children = parts.iter().filter_map(|part| tree.child(id, part));
        children.filter_map(|child| activity::narrative(tree, child))
    };
    let telling = texts().find(|text| !words::is_placeholder(&words::flat(text)));
    telling
        .or_else(|| texts().next())
        .map(words::flat)
        .unwrap_or_default()
}
