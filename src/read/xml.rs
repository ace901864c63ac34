//! What all XML readers share: names without prefix, attributes, and entities that are never expanded.

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart};

/// The element's name without its namespace prefix.
pub fn name(start: &BytesStart) -> String {
    start.local_name().as_ref().to_string()
}

/// Attributes without namespace prefix; malformed ones are left out.
pub fn attributes(start: &BytesStart) -> Vec<(String, String)> {
    start
        .attributes()
        .flatten()
        .map(|attribute| {
            let value = unescape(&attribute.value)
                .map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
            (attribute.key.local_name().as_ref().to_string(), value)
        })
        .collect()
}

/// A character number or one of the five entities of XML; any other stands for nothing and is never expanded.
pub fn reference(reference: &BytesRef) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(reference)
            .unwrap_or_default()
            .to_string(),
    }
}
