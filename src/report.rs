//! What a report says, in the terms of the OECD-DAC Glossary on Evaluation and Results-Based Management;
//! in those of the IATI Standard where it is more exact.

mod figures;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::document::{Location, Passage};

mod activity;
mod agreement;
mod amount;
mod budget;
mod claimed;
mod cost;
mod course;
mod dated;
mod element;
mod gender;
mod moved;
mod past;
mod trafficking;

pub use activity::{Activity, ActivityKind, Duration, TimeUnit};
pub use agreement::{Agreed, AgreedPeriod, AgreedSection, Agreement, Extent};
pub use amount::Amount;
pub use budget::BudgetSum;
pub use claimed::Claimed;
pub use cost::{Cost, Volume};
pub use course::{Point, Process, Series};
pub use dated::Dated;
pub use element::{ATTRIBUTES, ELEMENTS, Element};
pub use figures::{ComparedValue, Comparison, Estimate, Figure, Number, Ratio, RatioKind};
pub use gender::{Contents, Gender, GenderMarker};
pub use moved::MovedTarget;
pub use past::{Compared, Counterpart};
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
    /// questions says nothing of the kind.
    pub fn tells_of_work(&self) -> bool {
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
        self.results.iter().any(|result| !result.plan_only)
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
    pub counted: Counted,
    /// The words around the number that say who is counted and what happened to them.
    pub subject: String,
    /// Groups statistics of the same quantity, subject and period; empty when that could not be told.
    pub same_as: String,
    pub period: Period,
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

/// What a sentence claims, after the DAC Glossary's results chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Something was done.
    Activity,
    /// Something was produced or delivered.
    Output,
    /// Use or change was observed.
    Outcome,
    /// Long-term change was observed.
    Impact,
    /// Change is asserted without any observation: "awareness has increased".
    Assertion,
    /// Something is intended.
    Plan,
    /// Why something deviated from plan.
    Reason,
    Lesson,
    /// Something expected did not happen, or not in time.
    Shortfall,
    Estimate,
}

impl Claim {
    /// By the name that scripts use.
    pub const NAMES: [(&'static str, Claim); 10] = [
        ("activity", Claim::Activity),
        ("output", Claim::Output),
        ("outcome", Claim::Outcome),
        ("impact", Claim::Impact),
        ("assertion", Claim::Assertion),
        ("plan", Claim::Plan),
        ("reason", Claim::Reason),
        ("lesson", Claim::Lesson),
        ("shortfall", Claim::Shortfall),
        ("estimate", Claim::Estimate),
    ];

    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, claim)| *claim == self)
            .map_or("", |(name, _)| name)
    }
}

/// A sentence and what it claims.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Statement {
    pub text: String,
    pub location: Location,
    /// Each claim with the words that made it so.
    pub claims: Vec<(Claim, String)>,
    pub negated: bool,
    /// An outcome is said to be reached, and only what was delivered is told to show it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shown_by_delivery: bool,
    /// It names an indicator of a change that cannot be seen as such.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub names_vague_indicator: bool,
    /// It stands in a table as what came of a programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed: Option<Claimed>,
    /// A change is said to have come, and only the work that was to bring it is told to show it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shown_by_work: bool,
    /// A share, or a rise, is told without the level from which it came.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub lacks_start: bool,
    /// Index of the result that the sentence speaks of.
    pub result: Option<usize>,
    pub certainty: Certainty,
}

impl Statement {
    pub fn claims(&self, claim: Claim) -> bool {
        self.claims.iter().any(|(kind, _)| *kind == claim)
    }
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
