//! Finds the parts of a Word package by its relationships: their names are the writer's choice.

use super::super::ReadError;
use super::super::package::Package;
use super::super::tree::Element;

/// Names of the parts that are read.
#[derive(Debug)]
pub struct Parts {
    pub document: String,
    pub styles: String,
    pub footnotes: String,
    pub endnotes: String,
}

impl Parts {
    /// `None` when the package holds no Word document.
    ///
    /// # Errors
    /// The relationships cannot be read.
    pub fn find(package: &mut Package) -> Result<Option<Self>, ReadError> {
        let root = package.tree("_rels/.rels")?;
        let document = target(root.as_ref(), "officeDocument", "").unwrap_or("word/document.xml".to_string());
        if !package.has(&document) || ["xl/", "ppt/"].iter().any(|other| document.starts_with(other)) {
            return Ok(None);
        }
        let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
        let own = package.tree(&join(folder, &format!("_rels/{file}.rels")))?;
        let part = |kind: &str| {
            target(own.as_ref(), kind, folder).unwrap_or_else(|| join(folder, &format!("{kind}.xml")))
        };
        Ok(Some(Parts {
            styles: part("styles"),
            footnotes: part("footnotes"),
            endnotes: part("endnotes"),
            document,
        }))
    }
}

/// The name of the part that a relationship of a kind points to.
fn target(relationships: Option<&Element>, kind: &str, folder: &str) -> Option<String> {
    let own = relationships?.children.iter().find(|own| {
        own.attribute("Type")
            .and_then(|own| own.rsplit('/').next())
            .is_some_and(|own| own == kind)
    })?;
    let target = own.attribute("Target")?;
    Some(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_string(),
        None => join(folder, target.trim_start_matches("./")),
    })
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_string()
    } else {
        format!("{folder}/{name}")
    }
}
