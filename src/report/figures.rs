//! Figures and what a report says with them beyond counting: shares, unit costs, comparisons and estimates.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Counted;
use crate::document::{Location, Passage};

/// A value as the report gives it: a number, or words, or both.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figure {
    pub number: Option<Number>,
    pub percent: bool,
    /// Counted from the project's beginning, by the header of its column.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cumulative: bool,
    /// As written.
    pub text: String,
    pub location: Location,
}

/// An exact number or a range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Number {
    pub low: Decimal,
    pub high: Decimal,
    /// "about", "over", "nearly".
    pub approximate: bool,
}

impl Number {
    pub fn exact(value: Decimal) -> Self {
        Number {
            low: value,
            high: value,
            approximate: false,
        }
    }
}

/// What a ratio is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RatioKind {
    /// A percentage: part by whole.
    #[default]
    Share,
    /// A rise or fall in per cent: difference by first value.
    Change,
    /// Money for one of something: amount by quantity.
    UnitCost,
    /// A change in percentage points: from one percentage to another.
    PointChange,
    /// A mean of changes in percentage points.
    MeanPointChange,
    /// A rise to so many times as much: last value by first.
    Multiple,
    /// A multiplication that the report works out: the result of both factors.
    Product,
    /// How many or how much comes to one of something: amount by number.
    Average,
    /// A percentage of a target that is not told: a count, and the whole number of which it is nearest to so much.
    OfTarget,
}

/// A percentage or a unit cost that the report states, and the figures that it should follow from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Ratio {
    pub kind: RatioKind,
    pub value: Number,
    /// The value as written.
    pub written: String,
    /// A share of a group or of things counted, which cannot exceed it. `None`: the report does not say of what.
    pub of_whole: Option<bool>,
    /// Said to fall a little short: "nearly doubled".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub falls_short: bool,
    /// A change said to be of more than so much: "an increase of over 100 %".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
    /// Part and whole, difference and first value, amount and quantity, the percentages at both ends, last value and first, or the two factors.
    pub figures: Option<(Decimal, Decimal)>,
    /// The sentence or the row.
    pub quote: Passage,
    /// Where the figures stand, when they do not stand in the quotation.
    pub figures_at: Option<Passage>,
}

/// Figures that the report sets side by side as values of one thing.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// The row, the column's sum or the sentence.
    pub quote: Passage,
    pub values: Vec<ComparedValue>,
}

/// One value of a comparison, with its own unit.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ComparedValue {
    pub written: String,
    pub counted: Counted,
    pub quote: Passage,
}

/// An estimated figure, or one of a country or population, and whether its origin is told.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Estimate {
    pub written: String,
    /// A study, an institution, a note or a year of publication that is named with it.
    pub source: Option<Origin>,
    pub quote: Passage,
}

/// Where it is told from where a figure comes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// By words of its own sentence.
    Words(String),
    /// By a sentence beside it.
    Beside(String),
    /// By a note or a line with a name of a source before or after its passage.
    Note(String),
    /// By a sentence elsewhere that gives the same figure.
    Elsewhere(String),
}
