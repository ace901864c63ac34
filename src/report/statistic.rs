//! Numbers that a report counts with, and their splits by sex, age and whatever else.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Certainty, Number, Period};
use crate::document::{Location, Passage};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Sex,
    Age,
    Disability,
    Location,
    Other,
}

/// Where a disaggregation was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SeenIn {
    /// IATI `dimension` element.
    Element,
    SiblingIndicator,
    Wording,
    Cell,
    Sentence,
    /// Sibling rows or columns of the same table, or a table that the sentence refers to.
    Table,
    Comment,
}

/// One part of a figure: "86 women".
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Disaggregation {
    pub dimension: Dimension,
    /// As written: "women", "Gender - genre: Female".
    pub value: String,
    /// `None` where the wording asks for the split but no number is given.
    pub number: Option<Decimal>,
    pub seen_in: SeenIn,
    pub location: Location,
}

/// What is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    People,
    /// Legal or social cases.
    Cases,
    Events,
    /// Printed matter, goods, buildings.
    Products,
    /// Calls, visits, consultations.
    Contacts,
    Organisations,
    Households,
    Share,
    #[default]
    Other,
}

/// A number in running text or in a table, and what it counts.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Statistic {
    pub number: Number,
    /// The number as written.
    pub written: String,
    /// The noun counted: "victims".
    pub noun: String,
    /// The noun in the singular: figures of one unit can be compared.
    pub unit: String,
    /// Minors may be among the people counted.
    pub may_be_minors: bool,
    /// The noun tells adults or children itself: "widows", "teachers", "toddlers".
    pub tells_age: bool,
    /// Its words name adults and minors together: "women and girls".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mixes_ages: bool,
    pub counted: Counted,
    /// The words around the number that say who is counted and what happened to them.
    pub subject: String,
    /// Groups statistics of the same quantity, subject and period; empty when that could not be told.
    pub same_as: String,
    pub period: Period,
    /// Told for a stretch of more than one calendar year: "from 2020 to 2024", "so far".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub over_years: bool,
    /// The sentence or cell.
    pub quote: Passage,
    /// Splits of this number, each by one dimension.
    pub breakdowns: Vec<Breakdown>,
    /// The number is itself a part of another statistic's breakdown or carries a sex in its noun ("86 women").
    pub part: bool,
    /// A share of a group that is named with it: the 100 of "100 of the 127 people".
    pub of_whole: bool,
    /// A population, estimate or national figure given as context, or a figure from another source.
    pub context: bool,
    /// The same people are counted before, by the statistic of this index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_before: Option<usize>,
    /// It is of a row of a table of activities: the most people that one of its rows counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_in_table: Option<Decimal>,
    /// Marked as the whole: "in all", "a total of".
    pub total: bool,
    /// Its passage speaks of the whole period.
    pub whole_in_passage: bool,
    /// Planned, not counted.
    pub planned: bool,
    /// Indices of result and indicator, when the number is an indicator's actual.
    pub indicator: Option<(usize, usize)>,
    /// Index of the result that the sentence belongs to.
    pub result: Option<usize>,
    pub certainty: Certainty,
}

impl Statistic {
    /// Whether women and men are told apart in it, be it in part.
    pub fn is_split_by_sex(&self) -> bool {
        self.breakdowns
            .iter()
            .any(|split| split.dimension == Dimension::Sex)
    }
}

/// A total and its stated parts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Breakdown {
    pub dimension: Dimension,
    pub parts: Vec<Disaggregation>,
    /// The parts are meant to make up the whole.
    pub complete: bool,
}

impl Breakdown {
    /// The parts added up; a part without a number counts as nothing.
    pub fn sum(&self) -> Decimal {
        self.parts.iter().filter_map(|part| part.number).sum()
    }
}
