//! Results and their indicators: what was expected, by what it is measured, and what was reached.

use serde::Serialize;

use super::{Certainty, Counted, Dimension, Disaggregation, Figure, Period};
use crate::document::{Location, Passage};

/// DAC: the place of a result in the results chain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultLevel {
    Impact,
    Outcome,
    Output,
    Activity,
    #[default]
    Unspecified,
}

/// One expected result of the project, with everything that the report says of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ResultStatement {
    pub level: ResultLevel,
    /// Code as written: "1.2", "SO 1".
    pub code: Option<String>,
    /// The expected result in the report's words.
    pub text: String,
    pub location: Location,
    pub indicators: Vec<Indicator>,
    /// What the report says was achieved, in the table row or under the result's own heading.
    pub progress: Vec<Passage>,
    /// Of these, what says by which indicators it is followed.
    #[serde(skip)]
    pub measures_named: Vec<Passage>,
    /// There is a place for progress (a column, a heading, an "Achieved:" line) and it is left empty.
    pub progress_left_blank: bool,
    /// It stands in a table that has no place for what was reached: a plan.
    pub plan_only: bool,
    /// Only an indicator stands in its place: the table states no result above it.
    pub indicator_only: bool,
    /// What beside its own words made it an expected result where it stands in running text: the heading or the sentence above
    /// its list.
    #[serde(skip)]
    pub stated_by: String,
    /// The report calls it an expected result, by a label or a header.
    pub expected: bool,
    /// Indices into [`Report::statements`] of the sentences that speak of this result's achievement.
    pub statements: Vec<usize>,
    /// Of these, and of others where its place has no account, those that may tell that something changed for it.
    #[serde(skip)]
    pub changes: Vec<usize>,
    /// The report speaks of this promised activity elsewhere.
    pub told: bool,
    /// Its row in a framework names a year after the one that is told of: it is not yet due.
    #[serde(skip)]
    pub due_later: bool,
    /// An aim, or a part of the work, that was read because nothing in the report answers it.
    #[serde(skip)]
    pub unanswered: bool,
    /// Groups of actors that the result names and of which the report's account of results never speaks.
    pub unmentioned_actors: Vec<String>,
    /// The wording names gender, or women and girls or men and boys.
    pub names_gender: bool,
    /// One of several that a framework, or the activity's data, sets out with indicators.
    pub framed: bool,
    pub certainty: Certainty,
}

impl ResultStatement {
    /// By their codes: "Outcome 1" above "Output 1.1", "R1.2" above "1.2.3".
    pub fn is_above(&self, lower: &ResultStatement) -> bool {
        let codes = self.code.as_deref().zip(lower.code.as_deref());
        codes.is_some_and(|(upper, lower)| {
            lower
                .strip_prefix(upper)
                .is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// Both stand in running text, with neither code nor indicator, under one heading or the one under the other's.
    pub fn is_listed_beside(&self, other: &ResultStatement) -> bool {
        let plain = |own: &ResultStatement| {
            let place = &own.location;
            let written = place.table.is_none() && place.sheet.is_none();
            written && own.code.is_none() && own.indicators.iter().all(|indicator| indicator.implied)
        };
        let (one, two) = (&self.location.section, &other.location.section);
        plain(self) && plain(other) && (one.starts_with(two) || two.starts_with(one))
    }

    /// A sentence of the running text that gives a target and what was reached of it.
    pub fn tells_itself(&self) -> bool {
        let implied = self.indicators.iter().all(|indicator| indicator.implied);
        self.indicator_only && implied && self.location.table.is_none() && self.location.sheet.is_none()
    }

    /// Whether the report tells anything of what became of it.
    pub fn has_account(&self) -> bool {
        self.told
            || !self.progress.is_empty()
            || !self.statements.is_empty()
            || self.indicators.iter().any(Indicator::has_actual)
    }
}

/// What an indicator's numbers are. IATI's `measure` where it says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    People,
    Things,
    Percentage,
    Money,
    /// Score, rating or index.
    Index,
    Qualitative,
    #[default]
    Unknown,
}

/// Which part of the results chain an indicator observes, whatever its label says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Observes {
    /// What the project did or handed over: inputs, activities, outputs.
    Delivery,
    /// Use or change that follows from it: outcomes, impact.
    Change,
    #[default]
    Unclear,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Indicator {
    pub code: Option<String>,
    pub text: String,
    pub location: Location,
    pub measure: Measure,
    /// What its numbers count, or of what they are a share.
    pub counted: Counted,
    /// The wording asks for women and men, or is of one sex only.
    pub asks_sex: bool,
    /// The wording names a quantity, a share or a state that two observers would measure alike.
    pub measurable: bool,
    /// Of several indicators in one wording what most observe.
    pub observes: Observes,
    /// It observes a change, or one of several in its wording does.
    pub tells_change: bool,
    /// True: more is better. `None`: not said.
    pub ascending: Option<bool>,
    /// What says that its figure should fall: a word of it, or its baseline and its target.
    #[serde(skip)]
    pub falls_by: Option<String>,
    /// The text is a filler ("Not applicable", "Output Indicator").
    pub placeholder: bool,
    /// The indicator stands for a result that gives figures but names no indicator of its own.
    pub implied: bool,
    /// Its own label calls it an output or an activity, whatever the result is under which it stands.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub labelled_delivery: bool,
    /// The wording names gender, or women and girls or men and boys.
    pub names_gender: bool,
    /// The wording names a change or a quality that cannot be seen as such: awareness, resilience, capacity.
    pub abstract_change: bool,
    /// Nothing was reached yet, and the report says that it is still to come.
    #[serde(skip)]
    pub begins_later: bool,
    pub baseline: Option<Figure>,
    pub periods: Vec<IndicatorPeriod>,
    /// What was reached in each column that is of one period, before several were taken together.
    #[serde(skip)]
    pub columns: Vec<(String, Figure)>,
    pub disaggregations: Vec<Disaggregation>,
    /// Indices into [`Report::statements`] of the sentences of its result's account that speak of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<usize>,
    /// The quantity that the wording itself sets, as written, where no figure in the row answers it.
    #[serde(skip)]
    pub own_target_open: Option<String>,
    /// Where the report says that its target or a figure of it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revised: Option<Passage>,
    pub certainty: Certainty,
}

impl Indicator {
    pub fn has_actual(&self) -> bool {
        self.periods.iter().any(|period| period.actual.is_some())
    }

    pub fn disaggregated_by(&self, dimension: Dimension) -> bool {
        self.disaggregations
            .iter()
            .any(|part| part.dimension == dimension)
    }
}

/// What was planned and reached in one period of an indicator.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct IndicatorPeriod {
    pub period: Period,
    /// Label of the period or site in the report: "2019", "Year 2", "Kenya".
    pub label: Option<String>,
    pub target: Option<Figure>,
    pub actual: Option<Figure>,
    /// Remarks on target, actual or deviation.
    pub comments: Vec<Passage>,
}
