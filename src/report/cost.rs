//! What campaigns and services cost, and how many they reached.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::document::Passage;

/// An amount with the campaign or service that it paid for.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Cost {
    /// What was paid for, in the report's word: "hotline".
    pub name: String,
    pub amount: Decimal,
    /// The amount as written, with its currency where that stands beside it.
    pub written: String,
    /// The sentence or the row of the budget.
    pub quote: Passage,
    /// What it came to, where the report counts that of the same campaign or service.
    pub volume: Option<Volume>,
    /// The report says what one of them costs.
    pub unit_told: bool,
}

/// How many were reached, or how much was delivered.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Volume {
    pub number: Decimal,
    pub noun: String,
    pub quote: Passage,
}
