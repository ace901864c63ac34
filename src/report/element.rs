//! The elements of an IATI activity as published, for rules on the data themselves and not on what they mean.

use serde::Serialize;

use crate::document::Location;

/// The elements that are kept.
pub const ELEMENTS: [&str; 10] = [
    "policy-marker",
    "result",
    "indicator",
    "reference",
    "baseline",
    "period",
    "period-start",
    "period-end",
    "target",
    "actual",
];

/// The attributes that are read, wherever they stand.
pub const ATTRIBUTES: [&str; 14] = [
    "value",
    "year",
    "iso-date",
    "last-updated-datetime",
    "type",
    "code",
    "significance",
    "vocabulary",
    "measure",
    "ascending",
    "name",
    "ref",
    "version",
    "lang",
];

/// One element, in a list in which every element comes before those in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Element {
    pub name: &'static str,
    /// Those of [`ATTRIBUTES`] that it has, empty ones too.
    pub attributes: Vec<(&'static str, String)>,
    /// It has a narrative, be it empty.
    pub narrated: bool,
    /// Its title, its comment or its narrative.
    pub text: String,
    /// Index of the element around it.
    pub parent: Option<usize>,
    pub location: Location,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let own = self.attributes.iter().find(|(own, _)| *own == name);
        own.map(|(_, value)| value.as_str())
    }
}
