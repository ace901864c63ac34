//! Tables of money.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::document::Passage;

/// The total of one column of a table of money, and what its lines come to.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct BudgetSum {
    /// What the column is called: "Budget", "Actual, SEK".
    pub column: String,
    /// The row with the total.
    pub total: Passage,
    pub stated: Decimal,
    /// What the lines come to; none where it is not sure which lines make up the total.
    pub computed: Option<Decimal>,
    /// How many lines were added.
    pub lines: usize,
    /// By how much rounding alone may change the sum.
    pub rounding: Decimal,
    /// Rows for running the project, and what they come to.
    pub administration: Vec<Passage>,
    pub administration_cost: Decimal,
}
