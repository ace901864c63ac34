//! An indicator of a result, and its periods with target and actual.

use std::sync::Arc;

use jiff::ToSpan as _;

use super::statement::claim;
use super::statistic::dimension;
use super::{
    Api, FigureRef, Handle, List, ResultRef, Word, code_and_text, passages, past, short, statements,
};
use crate::document::Passage;
use crate::report::{Certainty, Indicator, IndicatorPeriod, Kind, Measure, Observes, Report, SeenIn};
use crate::rule::api::{Detail, Thing, quotable};

/// Result, indicator.
#[derive(Clone)]
pub struct IndicatorRef(pub Handle, pub usize, pub usize);
/// Result, indicator, period.
#[derive(Clone)]
pub struct PeriodRef(pub Handle, pub usize, pub usize, pub usize);

pub fn register(api: &mut Api) {
    quotable::<IndicatorRef>(
        api,
        "What a result is measured by: its wording, baseline, targets and actual values. A result that gives figures \
         without naming an indicator has an implied one.",
    );
    wording(api);
    nature(api);
    figures(api);
    past::of_indicator(api);
    quotable::<PeriodRef>(
        api,
        "What was planned and reached for an indicator in one period, or in one column of the results matrix.",
    );
    planned_and_reached(api);
    dates(api);
}

fn wording(api: &mut Api) {
    api.property(
        "text",
        "The indicator in the report's words.",
        |it: &IndicatorRef| it.get().text.clone(),
    );
    api.property(
        "code",
        "The indicator's number or code as the report writes it, such as “1.2”.",
        |it: &IndicatorRef| it.get().code.clone().unwrap_or_default(),
    );
    api.property(
        "placeholder",
        "Whether the wording is only a filler, such as “Not applicable” or “Output Indicator”.",
        |it: &IndicatorRef| it.get().placeholder,
    );
    api.property(
        "implied",
        "Whether the report names no indicator here: the result's own figures stand for one.",
        |it: &IndicatorRef| it.get().implied,
    );
    api.property(
        "names_gender",
        "Whether the wording names gender, women and girls, or men and boys.",
        |it: &IndicatorRef| it.get().names_gender,
    );
    api.property(
        "asks_sex",
        "Whether the wording itself asks for women and men, or names one of them.",
        |it: &IndicatorRef| it.get().asks_sex,
    );
    api.property(
        "measurable",
        "Whether the wording names a quantity, a share or a state that two observers would measure alike.",
        |it: &IndicatorRef| it.get().measurable,
    );
    api.property(
        "abstract_change",
        "Whether the wording names a change or quality that cannot be seen as such: awareness, resilience, capacity.",
        |it: &IndicatorRef| it.get().abstract_change,
    );
}

/// What its numbers are, and where it belongs.
fn nature(api: &mut Api) {
    api.property(
        "measure",
        "What its numbers are: `people`, `things`, `percentage`, `money`, `index` (a score or rating) or `qualitative`.",
        |it: &IndicatorRef| Word(measure(it.get().measure).to_string()),
    )
    .missing("`unknown`");
    api.property(
        "tells_change",
        "Whether any part of the wording observes a use or change. A wording with several indicators in it can observe \
         deliveries for the most part and a change in one.",
        |it: &IndicatorRef| it.get().tells_change,
    );
    api.property(
        "observes",
        "The part of the results chain that the wording observes, whatever its label says: `delivery` (inputs, \
         activities, outputs) or `change` (outcomes, impact).",
        |it: &IndicatorRef| Word(observes(it.get().observes).to_string()),
    )
    .missing("`unclear`");
    api.property(
        "labelled_delivery",
        "Whether its own label calls it an output or an activity: \"Output 1.2\" in the rows under an outcome.",
        |it: &IndicatorRef| it.get().labelled_delivery,
    );
    api.property(
        "is_descending",
        "Whether the figure should fall: deaths, drop-outs, waiting time.",
        |it: &IndicatorRef| it.get().ascending == Some(false),
    );
    api.property(
        "is_part",
        "Whether it is one part of a split that stands beside it as indicators of their own: “of them women”.",
        |it: &IndicatorRef| {
            let parts = &it.get().disaggregations;
            parts.iter().any(|part| part.seen_in == SeenIn::SiblingIndicator)
        },
    );
    api.property(
        "is_certain",
        "Whether the table or text was read beyond doubt; where not, better say `could_not_tell`.",
        |it: &IndicatorRef| it.get().certainty == Certainty::Sure,
    );
    api.property(
        "result",
        "The expected result that it measures.",
        |it: &IndicatorRef| ResultRef(Arc::clone(&it.0), it.1),
    );
    api.property(
        "statements",
        "The sentences of the report that speak of this indicator's own figures.",
        |it: &IndicatorRef| statements(&it.0, &it.get().statements),
    );
    api.question(
        "claims",
        "reason",
        "Whether any of these sentences makes this kind of claim; the words are those of `claims` of a statement.",
        |it: &IndicatorRef, name: &str| {
            let claim = claim(name)?;
            let mut own = it.get().statements.iter();
            Ok(own.any(|index| it.0.statements[*index].claims(claim)))
        },
    );
    api.question(
        "disaggregated_by",
        "sex",
        "Whether its figures or its wording are split by `sex`, `age`, `disability`, `location` or `other`.",
        |it: &IndicatorRef, name: &str| Ok(it.get().disaggregated_by(dimension(name)?)),
    );
}

/// Baseline, targets and actuals of an indicator.
fn figures(api: &mut Api) {
    api.property(
        "baseline",
        "The value before the project, in the indicator's own unit.",
        |it: &IndicatorRef| FigureRef::Baseline(it.clone()),
    );
    api.property(
        "periods",
        "All periods or columns that give a target or an actual value, in the report's order.",
        |it: &IndicatorRef| -> List<PeriodRef> {
            (0..it.get().periods.len())
                .map(|index| it.period(index))
                .collect()
        },
    );
    api.property(
        "latest",
        "The last period with an actual value; where there is none, the last with a target. Ask `== ()` before its \
         `target` and `actual`.",
        |it: &IndicatorRef| it.latest().map(|index| it.period(index)),
    );
    api.property(
        "has_target",
        "Whether any of its periods has a target.",
        |it: &IndicatorRef| it.get().periods.iter().any(|period| period.target.is_some()),
    );
    api.property(
        "target_expected",
        "Whether some indicator of the same table or data record, this one included, has a target.",
        IndicatorRef::target_expected,
    );
    api.property(
        "has_actual",
        "Whether any of its periods gives a value that was reached.",
        |it: &IndicatorRef| it.get().has_actual(),
    );
}

fn planned_and_reached(api: &mut Api) {
    api.property(
        "label",
        "The heading of the period or site in the report: “2019”, “Year 2”, “Kenya”.",
        |it: &PeriodRef| it.get().label.clone().unwrap_or_default(),
    );
    api.property(
        "target",
        "The value planned for the period, in the indicator's own unit.",
        |it: &PeriodRef| FigureRef::Target(it.clone()),
    );
    api.property(
        "actual",
        "The value reached in the period, in the indicator's own unit.",
        |it: &PeriodRef| FigureRef::Actual(it.clone()),
    );
    api.property(
        "comments",
        "Remarks on the target, the actual value or the difference between them.",
        |it: &PeriodRef| passages(&it.0, &it.get().comments),
    );
}

fn dates(api: &mut Api) {
    api.property(
        "dates",
        "The first and the last day of the period, “2020-01-01 – 2020-12-31”; its label where it has no dates; else empty.",
        told_dates,
    );
    api.property(
        "due_otherwise",
        "Whether the target bears a date other than the end of the project, so that it may have been due earlier.",
        due_otherwise,
    );
    api.property(
        "start_known",
        "Whether the first day of the period is given.",
        |it: &PeriodRef| it.get().period.start.is_some(),
    );
    api.property(
        "end_known",
        "Whether the last day of the period is given.",
        |it: &PeriodRef| it.get().period.end.is_some(),
    );
    api.property(
        "ended",
        "Whether the period is over by the dates of the report or data record, never by today's date. Nothing has \
         ended in a proposal; in a report a period without dates counts as ended. In a data record on an activity that \
         has not ended a value is due three months after its period.",
        ended,
    );
}

/// Over by the report's own dates, never by today's: the same report must always get the same answer.
fn ended(period: &PeriodRef) -> bool {
    /// What was reached is published some time after a period; a closed activity has no more to come.
    const ACCOUNT_DUE: i32 = 90;
    let report = &period.0;
    let until = match (report.kind, report.closed) {
        (Kind::Activity, true) => report.as_of,
        (Kind::Activity, false) => report.as_of.map(|day| day.saturating_sub(ACCOUNT_DUE.days())),
        _ => report.period.end,
    };
    let own = period.get().period;
    match (own.end, until) {
        // Nothing is reached in a day: its end was not filled in.
        _ if report.kind == Kind::Activity && own.start.is_some() && own.start == own.end => false,
        // A period before the project began is a mistake in the dates: nothing was due in it.
        (Some(own), _) if report.kind == Kind::Activity && Some(own) < report.period.start => false,
        _ if report.kind == Kind::Proposal => false,
        (Some(own), Some(until)) => own <= until,
        (Some(_), None) => false,
        (None, _) => report.kind != Kind::Activity && !lies_ahead(period),
    }
}

fn told_dates(period: &PeriodRef) -> String {
    let period = period.get();
    match (period.period.start, period.period.end) {
        (Some(start), Some(end)) => format!("{start} – {end}"),
        (Some(day), None) | (None, Some(day)) => day.to_string(),
        (None, None) => period.label.clone().unwrap_or_default(),
    }
}

/// "Target 2026" in a report on 2025 is not yet due, where a value so far is given.
fn lies_ahead(period: &PeriodRef) -> bool {
    if !period.0.results[period.1].indicators[period.2].has_actual() {
        return false;
    }
    let told = period.0.reporting_period.end.or(period.0.period.end);
    let label = period.get().label.as_deref().unwrap_or_default();
    let year = crate::report::year_in(label);
    year.zip(told).is_some_and(|(due, told)| due > told.year())
}

/// The target bears a date, and not that of the project's end.
fn due_otherwise(period: &PeriodRef) -> bool {
    if period.0.kind != Kind::Activity && lies_ahead(period) {
        return false;
    }
    let end = period.0.project_period.end;
    let label = period.get().label.as_deref().unwrap_or_default();
    match (period.get().period.end, end) {
        (Some(own), Some(end)) => own < end,
        (Some(_), None) => true,
        (None, Some(end)) if label.contains(&end.year().to_string()) => false,
        (None, _) => label.contains(|c: char| c.is_ascii_digit()),
    }
}

fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::People => "people",
        Measure::Things => "things",
        Measure::Percentage => "percentage",
        Measure::Money => "money",
        Measure::Index => "index",
        Measure::Qualitative => "qualitative",
        Measure::Unknown => "unknown",
    }
}

fn observes(observes: Observes) -> &'static str {
    match observes {
        Observes::Delivery => "delivery",
        Observes::Change => "change",
        Observes::Unclear => "unclear",
    }
}

impl IndicatorRef {
    /// Where the indicators of a report are: result and place in it.
    pub fn places(report: &Report) -> impl Iterator<Item = (usize, usize)> {
        report
            .results
            .iter()
            .enumerate()
            .flat_map(|(result, statement)| (0..statement.indicators.len()).map(move |index| (result, index)))
    }

    pub(super) fn get(&self) -> &Indicator {
        &self.0.results[self.1].indicators[self.2]
    }

    /// Another indicator of the same table, or of the same data record, has a target.
    fn target_expected(&self) -> bool {
        let place = |indicator: &Indicator| (indicator.location.table, indicator.location.sheet.clone());
        let own = place(self.get());
        let all = self.0.results.iter().flat_map(|result| &result.indicators);
        all.filter(|indicator| place(indicator) == own)
            .any(|indicator| indicator.periods.iter().any(|period| period.target.is_some()))
    }

    fn period(&self, index: usize) -> PeriodRef {
        PeriodRef(Arc::clone(&self.0), self.1, self.2, index)
    }

    /// The last period that says anything.
    fn latest(&self) -> Option<usize> {
        let periods = &self.get().periods;
        periods
            .iter()
            .rposition(|period| period.actual.is_some())
            .or_else(|| periods.iter().rposition(|period| period.target.is_some()))
    }
}

impl PeriodRef {
    pub(super) fn get(&self) -> &IndicatorPeriod {
        &self.0.results[self.1].indicators[self.2].periods[self.3]
    }
}

impl Thing for IndicatorRef {
    const NAME: &'static str = "Indicator";
    const MANY: &'static str = "indicators";
    const DETAILS: &'static [Detail<Self>] = &[
        ("indicator", |it| short(&it.get().text)),
        ("result", |it| short(&it.0.results[it.1].text)),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
    fn about(&self) -> String {
        code_and_text(self.get().code.as_deref(), &self.get().text)
    }
}

impl Thing for PeriodRef {
    const NAME: &'static str = "Period";
    const MANY: &'static str = "periods";

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        let figure = self.get().actual.as_ref().or(self.get().target.as_ref());
        figure
            .map(|figure| Passage::new(&figure.text, figure.location.clone()))
            .unwrap_or_default()
    }
}
