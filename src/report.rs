//! What a report says, in the terms of the OECD-DAC Glossary on Evaluation and Results-Based Management;
//! in those of the IATI Standard where it is more exact.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::document::{Location, Passage};

mod activity;
mod agreement;
mod amount;
mod budget;
mod claimed;
mod contradiction;
mod cost;
mod course;
mod dated;
mod element;
mod figures;
mod gender;
mod moved;
mod past;
mod result;
mod statement;
mod statistic;
mod sum;
mod trafficking;

pub use activity::{Activity, ActivityKind, Duration, TimeUnit, Untold};
pub use agreement::{Agreed, AgreedPeriod, AgreedSection, Agreement, Extent};
pub use amount::Amount;
pub use budget::BudgetSum;
pub use claimed::Claimed;
pub use contradiction::Contradiction;
pub use cost::{Cost, Volume};
pub use course::{Point, Process, Series, Verdict};
pub use dated::Dated;
pub use element::{ATTRIBUTES, ELEMENTS, Element};
pub use figures::{ComparedValue, Comparison, Estimate, Figure, Number, Origin, Ratio, RatioKind};
pub use gender::{Contents, Gender, GenderMarker};
pub use moved::MovedTarget;
pub use past::{Compared, Counterpart};
pub use result::{Indicator, IndicatorPeriod, Measure, Observes, ResultLevel, ResultStatement};
pub use statement::{Asserts, Claim, Start, Statement};
pub use statistic::{Breakdown, Counted, Dimension, Disaggregation, SeenIn, Statistic};
pub use sum::Sum;
pub use trafficking::Trafficking;

/// Everything that the rules can ask about one report. A reader of structured data (IATI) fills what the data
/// states; extraction adds what it finds in text and tables.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    pub source: Source,
    pub title: Option<Passage>,
    /// The organisation that reports.
    pub organisation: Option<String>,
    /// Agreement, contribution or IATI identifier.
    pub reference: Option<String>,
    pub kind: Kind,
    /// News of the work, a page for givers, a bulletin or a list of milestones: no place for lessons or analyses.
    #[serde(skip)]
    pub is_notice: bool,
    pub period: Period,
    /// Where the report says what time it tells of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_stated: Option<PeriodStated>,
    /// From start to end of the project, where the report states it.
    pub project_period: Period,
    /// What an interim report says that it covers.
    pub reporting_period: Period,
    /// The share of a year that had passed, where the report tells its months ("January – October"), goes by the year's
    /// targets, and names no year.
    #[serde(skip)]
    pub year_passed: Option<Decimal>,
    /// Day of the data, where the format states it (IATI `last-updated-datetime`): what lies after it cannot be reported yet.
    pub as_of: Option<Date>,
    /// The data state that the activity has ended, and not only when it was meant to.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// ISO 639-1 code of the language most of the text is in, as recognised, not as declared.
    pub language: Option<String>,
    /// There are no word lists for the language: rules that need words cannot tell.
    pub language_unsupported: bool,
    /// Words of running text read.
    pub words: usize,
    /// Pages and words without annexes.
    pub extent: Extent,
    /// What the agreement asks of the report's form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreed>,
    pub results: Vec<ResultStatement>,
    pub statistics: Vec<Statistic>,
    pub ratios: Vec<Ratio>,
    pub comparisons: Vec<Comparison>,
    pub budget_sums: Vec<BudgetSum>,
    /// Sums of money.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount>,
    /// What campaigns and services cost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub costs: Vec<Cost>,
    /// Where the report says what one of something costs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unit_costs: Vec<Passage>,
    pub estimates: Vec<Estimate>,
    /// Where figures are given for a calendar year.
    pub calendar_years: Vec<Passage>,
    /// A list of sources, which may tell of a figure what its place does not.
    pub sources_listed: Option<Passage>,
    pub statements: Vec<Statement>,
    pub activities: Vec<Activity>,
    pub series: Vec<Series>,
    pub processes: Vec<Process>,
    /// What it says of its targets in all.
    pub verdicts: Vec<Verdict>,
    /// What it says in two ways of which only one can be right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// Wholes that running text splits into parts that do not make them up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sums: Vec<Sum>,
    pub sections: Vec<Section>,
    pub gender: Gender,
    /// Of a report on trafficking in persons, what it says of fighting it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trafficking: Option<Trafficking>,
    /// DAC gender equality policy marker.
    pub gender_marker: Option<GenderMarker>,
    /// Version of the IATI Standard that the data say they follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// What an IATI activity publishes of results and policy markers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<Element>,
    /// Where it says that a target, an indicator or a figure was changed, and not surely which.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<Passage>,
    /// The reports on the project that came before, the oldest first.
    #[serde(skip)]
    pub earlier: Vec<Compared>,
    /// The results that were agreed on.
    #[serde(skip)]
    pub framework: Option<Compared>,
    /// What could not be read faithfully: lower case, no final stop.
    pub doubts: Vec<String>,
}

impl Report {
    /// The part of the project's time that it covers, or all that it names where it does not tell.
    pub fn tells_of(&self) -> Period {
        if self.reporting_period.end.is_some() {
            self.reporting_period
        } else {
            self.period
        }
    }

    /// A whole sentence, a result or a figure says that something was done, delivered or changed: a list of grants or of
    /// questions says nothing of the kind, and news of the work give no account of it.
    pub fn tells_of_work(&self) -> bool {
        if self.is_notice {
            return false;
        }
        let done = [
            Claim::Activity,
            Claim::Output,
            Claim::Outcome,
            Claim::Impact,
            Claim::Assertion,
        ];
        // "The project seeks better health" is an aim.
        let told = |(index, statement): (usize, &Statement)| {
            statement.text.ends_with('.')
                && !self.gender.objectives.contains(&index)
                && !statement.claims(Claim::Plan)
                && done.into_iter().any(|claim| statement.claims(claim))
        };
        let counted = |statistic: &Statistic| !statistic.context && !statistic.planned;
        let reported = |result: &ResultStatement| !result.plan_only && !result.unanswered;
        self.results.iter().any(reported)
            || self.statements.iter().enumerate().any(told)
            || self.statistics.iter().any(counted)
    }
}

/// The file that a report came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// File name as given on the command line or found in the inbox.
    pub file: String,
    /// Name of the format: "docx", "odt", "html", "markdown", "text", "iati".
    pub format: String,
    /// SHA-256 of the file, in lower-case hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// It stands beside the report that is judged: an earlier one, or the framework.
    #[serde(skip)]
    pub beside: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Proposal,
    Interim,
    Final,
    Evaluation,
    /// An IATI activity: data about a project, not a report on it.
    Activity,
    #[default]
    Other,
}

/// Calendar days, both inclusive; either may be unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Period {
    pub start: Option<Date>,
    pub end: Option<Date>,
}

impl Period {
    pub fn is_known(&self) -> bool {
        self.start.is_some() || self.end.is_some()
    }
}

/// How surely something was read. `Doubtful` readings make a rule answer "could not tell".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    #[default]
    Sure,
    Doubtful,
}

/// The last year that a period's label names: "Dec. 2025", "2023–2026".
pub fn year_in(label: &str) -> Option<i16> {
    label
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1980..2100).contains(year))
        .max()
}

/// The passage from which the report's period was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodStated {
    pub passage: Passage,
    /// How long the project lasted, where that is all that is told of the period: "this three-year project".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<Decimal>,
}

/// What a part of the report is for, told by its headings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Expected,
    Plan,
    Achieved,
    Context,
    /// How data were gathered: whom evaluators met is no result.
    Method,
    Lessons,
    Future,
    Finance,
    #[default]
    Other,
}

/// A heading and the running text directly under it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Section {
    pub heading: String,
    pub level: u8,
    pub location: Location,
    /// Words under the heading, subsections included.
    pub words: usize,
    /// What its own heading says that it is for.
    pub role: Role,
    /// The heading names gender, or women and girls or men and boys.
    pub names_gender: bool,
    /// The heading names lessons or difficulties, whatever else it names.
    pub names_lessons: bool,
    /// The heading promises impact, outcomes or changes, and under it only what was done is counted.
    pub only_deliveries: bool,
}
