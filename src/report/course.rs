//! What goes on over time: figures of several periods, and cases taken into a process that has an end.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Number;
use crate::document::{Location, Passage};

/// The same quantity in consecutive periods: a row or column of a table, or a sentence with figures by year.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Series {
    /// What is counted, in the report's words.
    pub subject: String,
    /// Less is better: deaths, dropouts.
    pub should_fall: bool,
    pub points: Vec<Point>,
    /// The row or sentence.
    pub quote: Passage,
}

/// The figure of one period.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Point {
    /// The period as written: "2004", "Y2".
    pub period: String,
    pub number: Number,
    pub location: Location,
    /// Somebody speaks of how the thing went in this period, in the same row, or where its name stands.
    pub explained: bool,
}

/// People or cases taken into a trial, an investigation, a referral or a placement.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Process {
    pub quote: Passage,
    /// The word that names the process.
    pub name: String,
    /// The report tells how it ended.
    pub end_told: bool,
    /// It tells so of fewer than half of them, and nothing of the others.
    pub end_of_few: bool,
}

/// A sentence on the targets in all ("12 of 13 indicators exceeded their targets"), and what the indicators show.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Verdict {
    pub quote: Passage,
    /// All are said to be met.
    pub claims_all: bool,
    /// How many are said to be met; `None` where "all" is not counted.
    pub claimed_met: Option<Decimal>,
    /// Of how many it speaks.
    pub claimed: Option<Decimal>,
    /// Indicators with a target and a value in the part of the report that it speaks of, and how many of them are met.
    pub measured: usize,
    pub met: usize,
    /// Those that are not.
    pub missed: Vec<Passage>,
}
