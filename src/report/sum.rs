//! A whole and its parts as running text tells them.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::document::Passage;

/// A whole that does not come to what its parts make, though the report says that they are all.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Sum {
    pub total: Decimal,
    pub parts: Vec<Decimal>,
    /// The sentence of the whole.
    pub quote: Passage,
    /// The sentence of the parts, where it is another.
    pub parts_at: Option<Passage>,
}

impl Sum {
    /// What the parts make.
    pub fn of_parts(&self) -> Decimal {
        self.parts.iter().sum()
    }
}
