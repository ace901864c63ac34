//! A period of an indicator, or a column of a results matrix, with target and actual.

use jiff::ToSpan as _;
use rhai::EvalAltResult;

use super::{Api, FigureRef, Handle, days_between, passages};
use crate::document::Passage;
use crate::report::{IndicatorPeriod, Kind};
use crate::rule::api::{Thing, quotable};

/// Result, indicator, period.
#[derive(Clone)]
pub struct PeriodRef(pub Handle, pub usize, pub usize, pub usize);

pub fn register(api: &mut Api) {
    quotable::<PeriodRef>(
        api,
        "What was planned and reached for an indicator in one period, or in one column of the results matrix.",
    );
    planned_and_reached(api);
    dates(api);
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
    api.property(
        "comments_on_actual",
        "The remarks that are not on the target alone: in a data record target and actual value have comments of their \
         own.",
        |it: &PeriodRef| passages(&it.0, &comments_on_actual(it.get())),
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
    api.property(
        "days_over_known",
        "Whether the data record tells how long the period has been over.",
        |it: &PeriodRef| days_over(it).is_some(),
    );
    api.property(
        "days_over",
        "Days from the last day of the period to the day of which the data record tells the state.",
        |it: &PeriodRef| -> Result<i64, Box<EvalAltResult>> {
            days_over(it)
                .ok_or_else(|| "the period is not over, or has no dates: ask `.days_over_known` first".into())
        },
    )
    .missing("the rule stops with an error: ask `days_over_known` first");
}

/// Days from the last day of the period to the day that the data tell the state of.
fn days_over(period: &PeriodRef) -> Option<i64> {
    let (end, told) = period.get().period.end.zip(period.0.as_of)?;
    days_between(end, told).filter(|days| *days >= 0)
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

impl PeriodRef {
    pub(super) fn get(&self) -> &IndicatorPeriod {
        &self.0.results[self.1].indicators[self.2].periods[self.3]
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

fn comments_on_actual(period: &IndicatorPeriod) -> Vec<Passage> {
    let on_target = |comment: &&Passage| {
        let path = comment.location.path.as_deref().unwrap_or_default();
        path.contains("/target[")
    };
    let comments = period.comments.iter();
    comments.filter(|comment| !on_target(comment)).cloned().collect()
}
