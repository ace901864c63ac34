//! Styles: which are headings, titles, captions, lists, contents lists, bold or hidden.

use std::collections::HashMap;

use super::super::outline::named_list_depth;
use super::super::tree::Element;

#[derive(Debug, Clone, Default)]
pub struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list_depth: Option<u8>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
}

impl Styles {
    pub fn read(part: Option<&Element>) -> Self {
        let styles = part
            .into_iter()
            .flat_map(|part| &part.children)
            .filter(|element| element.name == "style");
        let by_id = styles
            .filter_map(|element| {
                let id = element.attribute("styleId")?.to_string();
                let paragraph = element.child("pPr");
                let style = Style {
                    name: element.value("name").unwrap_or_default().to_lowercase(),
                    based_on: element.value("basedOn").map(String::from),
                    outline: paragraph
                        .and_then(|paragraph| paragraph.value("outlineLvl"))
                        .and_then(|level| level.parse().ok()),
                    list_depth: paragraph
                        .and_then(|paragraph| paragraph.child("numPr"))
                        .map(|list| {
                            list.value("ilvl")
                                .and_then(|level| level.parse().ok())
                                .unwrap_or(0)
                        }),
                    bold: element.child("rPr").and_then(|run| run.is_on("b")),
                    hidden: element.child("rPr").and_then(|run| run.is_on("vanish")),
                };
                Some((id, style))
            })
            .collect();
        Styles { by_id }
    }

    /// A style and those it is based on; a circle ends.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        std::iter::successors(id.and_then(|id| self.by_id.get(id)), |style| {
            style.based_on.as_deref().and_then(|id| self.by_id.get(id))
        })
        .take(12)
    }

    /// 1 to 9 for headings. The file names Word's own styles in English whatever language Word speaks; a style of one's
    /// own is known by its outline level, of which the tenth means body text.
    pub fn heading(&self, id: Option<&str>) -> Option<u8> {
        let own = id?;
        if !self.by_id.contains_key(own) {
            return own.strip_prefix("Heading").and_then(level);
        }
        self.chain(id)
            .find_map(|style| match style.outline {
                Some(outline) if outline >= 9 => Some(None),
                outline => style
                    .name
                    .strip_prefix("heading ")
                    .and_then(level)
                    .or(outline.map(|outline| outline + 1))
                    .map(Some),
            })
            .flatten()
    }

    pub fn is_title(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|style| style.name == "title")
    }

    pub fn is_caption(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|style| style.name == "caption")
    }

    /// A line of a contents list.
    pub fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id)
            .any(|style| style.name.starts_with("toc ") || style.name == "table of figures")
    }

    /// Depth from 1.
    pub fn list_depth(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id)
            .find_map(|style| {
                let named = named_list_depth(&style.name).map(|depth| depth - 1);
                match style.list_depth {
                    Some(0) | None => named.or(style.list_depth),
                    deeper => deeper,
                }
            })
            .map(|depth| depth.saturating_add(1))
    }

    /// What a paragraph or character style says of weight.
    pub fn bold(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|style| style.bold)
    }

    pub fn is_hidden(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|style| style.hidden).unwrap_or(false)
    }
}

fn level(text: &str) -> Option<u8> {
    text.trim()
        .parse::<u8>()
        .ok()
        .filter(|level| (1..=9).contains(level))
}
