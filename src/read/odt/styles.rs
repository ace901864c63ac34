//! Styles of an OpenDocument file: which paragraphs are titles, captions, bold or hidden, and which lists show a label.

use std::collections::{HashMap, HashSet};

use super::super::outline::named_list_depth;
use super::super::tree::Element;

#[derive(Debug, Default)]
struct Style {
    /// As the user sees it, in lower case.
    name: String,
    parent: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

#[derive(Debug, Default)]
pub struct Styles {
    /// By family ("paragraph", "text") and name.
    by_name: HashMap<(String, String), Style>,
    /// Name and level of the lists whose items have neither bullet nor number.
    without_label: HashSet<(String, u8)>,
}

impl Styles {
    /// From the parts that hold styles.
    pub fn read<'a>(parts: impl Iterator<Item = &'a Element>) -> Self {
        let mut styles = Styles::default();
        let elements = parts
            .flat_map(|part| &part.children)
            .filter(|child| matches!(child.name.as_str(), "styles" | "automatic-styles"))
            .flat_map(|child| &child.children);
        for element in elements {
            match element.name.as_str() {
                "style" => styles.add(element),
                "list-style" => styles.add_list(element),
                _ => {}
            }
        }
        styles
    }

    fn add(&mut self, element: &Element) {
        let (Some(family), Some(name)) = (element.attribute("family"), element.attribute("name")) else {
            return;
        };
        let text = element.child("text-properties");
        let property = |name: &str| text.and_then(|text| text.attribute(name));
        let style = Style {
            name: element
                .attribute("display-name")
                .unwrap_or(name)
                .to_lowercase()
                .replace("_20_", " "),
            parent: element.attribute("parent-style-name").map(String::from),
            bold: property("font-weight")
                .map(|weight| weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)),
            hidden: property("display").map(|display| display == "none"),
        };
        self.by_name.insert((family.to_string(), name.to_string()), style);
    }

    fn add_list(&mut self, element: &Element) {
        let Some(name) = element.attribute("name") else {
            return;
        };
        for level in &element.children {
            let shows = |attribute: &str| level.attribute(attribute).is_some_and(|value| !value.is_empty());
            let label = match level.name.as_str() {
                "list-level-style-number" => {
                    shows("num-format") || shows("num-prefix") || shows("num-suffix")
                }
                "list-level-style-bullet" => shows("bullet-char"),
                _ => true,
            };
            let number = level
                .attribute("level")
                .and_then(|level| level.parse::<u8>().ok());
            if let (false, Some(number)) = (label, number) {
                self.without_label.insert((name.to_string(), number));
            }
        }
    }

    /// A style and those that it inherits from; a circle ends.
    fn chain(&self, family: &str, name: Option<&str>) -> impl Iterator<Item = &Style> {
        let find = move |family: String, name: &str| self.by_name.get(&(family, name.to_string()));
        let family = family.to_string();
        std::iter::successors(name.and_then(|name| find(family.clone(), name)), move |style| {
            style
                .parent
                .as_deref()
                .and_then(|name| find(family.clone(), name))
        })
        .take(12)
    }

    pub fn is_title(&self, paragraph: Option<&str>) -> bool {
        self.chain("paragraph", paragraph)
            .any(|style| style.name == "title")
    }

    /// LibreOffice has a style of its own for the captions of tables.
    pub fn is_caption(&self, paragraph: Option<&str>) -> bool {
        let names: Vec<&str> = self
            .chain("paragraph", paragraph)
            .map(|style| style.name.as_str())
            .collect();
        let of_others = ["illustration", "figure", "drawing", "text"];
        names.iter().any(|name| matches!(*name, "caption" | "table"))
            && !names.iter().any(|name| of_others.contains(name))
    }

    /// Depth of the list that a paragraph's style is made for, as Word's styles are.
    pub fn list_depth(&self, paragraph: Option<&str>) -> Option<u8> {
        self.chain("paragraph", paragraph)
            .find_map(|style| named_list_depth(&style.name))
    }

    pub fn bold(&self, family: &str, name: Option<&str>) -> Option<bool> {
        self.chain(family, name).find_map(|style| style.bold)
    }

    pub fn is_hidden(&self, family: &str, name: Option<&str>) -> bool {
        self.chain(family, name)
            .find_map(|style| style.hidden)
            .unwrap_or(false)
    }

    /// Whether the items of a list have a bullet or a number: LibreOffice also uses lists to number headings, or nothing.
    pub fn has_label(&self, list: Option<&str>, depth: u8) -> bool {
        list.is_none_or(|list| !self.without_label.contains(&(list.to_string(), depth)))
    }
}
