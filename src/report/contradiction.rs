//! What a report says in two ways of which only one can be right.

use serde::Serialize;

use crate::document::Passage;

/// Two figures, dates or lengths of time for one thing, as the report writes them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Contradiction {
    pub first: String,
    pub second: String,
    /// Where the second stands.
    pub quote: Passage,
    /// Where the first stands.
    pub other: Passage,
}
