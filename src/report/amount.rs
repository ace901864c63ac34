//! Sums of money.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::document::Passage;

/// A sum of money, in a sentence or in a cell of a table of money.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Amount {
    pub number: Decimal,
    /// As written, with its currency where that stands beside it.
    pub written: String,
    /// In the report's word, from the amount itself or from the header, caption or heading of its table: "SEK".
    pub currency: String,
    /// The sentence or the cell.
    pub quote: Passage,
}
