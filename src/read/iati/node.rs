//! One element of an activity, with its children.

use crate::document::Location;

#[derive(Debug, Clone, Default)]
pub struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Node>,
    pub line: u32,
    pub path: String,
}

impl Node {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub fn first(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The narrative to read: English where it is declared, else the first with text.
    pub fn narrative(&self) -> Option<String> {
        let english = |node: &&Node| {
            node.attribute("lang")
                .is_some_and(|lang| lang.to_lowercase().starts_with("en"))
        };
        let filled = |node: &&Node| !node.text.trim().is_empty();
        let chosen = self
            .all("narrative")
            .filter(filled)
            .find(english)
            .or_else(|| self.all("narrative").find(filled));
        chosen.map(|node| node.text.trim().to_string())
    }

    /// The narrative of a child element.
    pub fn narrative_of(&self, name: &str) -> Option<String> {
        self.first(name).and_then(Node::narrative)
    }

    pub fn place(&self, section: &std::sync::Arc<[String]>) -> Location {
        Location {
            section: std::sync::Arc::clone(section),
            line: Some(self.line),
            path: Some(self.path.clone()),
            ..Location::default()
        }
    }
}
