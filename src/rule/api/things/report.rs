//! The report as a whole, its sections, and what it says of gender.

use std::sync::Arc;

use jiff::civil::Date;
use rhai::{Array, Dynamic, Engine, EvalAltResult};
use rust_decimal::Decimal;

use super::{
    IndicatorRef, ProcessRef, ResultRef, SeriesRef, StatementRef, StatisticRef, array, passages, statements,
    texts,
};
use crate::document::{Location, Passage};
use crate::report::{Counted, Gender, Kind, Period, Report, Role, Section, Statistic};
use crate::rule::api::{Quotable, quotable};

#[derive(Clone)]
pub struct ReportRef(pub Arc<Report>);
#[derive(Clone)]
pub struct SectionRef(pub Arc<Report>, pub usize);
#[derive(Clone)]
pub struct GenderRef(pub Arc<Report>);

pub fn register(engine: &mut Engine) {
    report(engine);
    contents(engine);
    time(engine);
    section(engine);
    gender(engine);
}

fn report(engine: &mut Engine) {
    quotable::<ReportRef>(engine, "Report");
    engine.register_get("title", |it: &mut ReportRef| {
        it.0.title
            .as_ref()
            .map_or(String::new(), |title| title.text.clone())
    });
    engine.register_get("kind", |it: &mut ReportRef| kind(it.0.kind).to_string());
    engine.register_get("language", |it: &mut ReportRef| {
        it.0.language.clone().unwrap_or_default()
    });
    engine.register_get("words", |it: &mut ReportRef| count(it.0.words));
    engine.register_get("gender", |it: &mut ReportRef| GenderRef(Arc::clone(&it.0)));
    engine.register_get("has_gender_marker", |it: &mut ReportRef| {
        it.0.gender_marker.is_some()
    });
    engine.register_get("gender_marker", |it: &mut ReportRef| {
        it.0.gender_marker
            .as_ref()
            .map_or(-1, |marker| i64::from(marker.significance))
    });
    engine.register_get("is_activity_record", |it: &mut ReportRef| {
        it.0.kind == Kind::Activity
    });
    engine.register_get("tells_of_work", |it: &mut ReportRef| it.0.tells_of_work());
    engine.register_get("period_known", |it: &mut ReportRef| {
        it.0.period.start.is_some() && it.0.period.end.is_some()
    });
    engine.register_get("crosses_years", |it: &mut ReportRef| crosses_years(&it.0.period));
    engine.register_get("doubts", |it: &mut ReportRef| texts(&it.0.doubts));
}

/// The things that a report consists of.
fn contents(engine: &mut Engine) {
    engine.register_get("results", |it: &mut ReportRef| {
        array((0..it.0.results.len()).map(|index| ResultRef(Arc::clone(&it.0), index)))
    });
    engine.register_get("indicators", |it: &mut ReportRef| {
        array(
            IndicatorRef::places(&it.0).map(|(result, index)| IndicatorRef(Arc::clone(&it.0), result, index)),
        )
    });
    engine.register_get("statistics", |it: &mut ReportRef| {
        array((0..it.0.statistics.len()).map(|index| StatisticRef(Arc::clone(&it.0), index)))
    });
    engine.register_get("statements", |it: &mut ReportRef| {
        array((0..it.0.statements.len()).map(|index| StatementRef(Arc::clone(&it.0), index)))
    });
    engine.register_get("sections", |it: &mut ReportRef| {
        array((0..it.0.sections.len()).map(|index| SectionRef(Arc::clone(&it.0), index)))
    });
    engine.register_get("series", |it: &mut ReportRef| {
        array((0..it.0.series.len()).map(|index| SeriesRef(Arc::clone(&it.0), index)))
    });
    engine.register_get("processes", |it: &mut ReportRef| {
        array((0..it.0.processes.len()).map(|index| ProcessRef(Arc::clone(&it.0), index)))
    });
    engine.register_get("calendar_years", |it: &mut ReportRef| {
        passages(&it.0.calendar_years)
    });
    engine.register_get("has_list_of_sources", |it: &mut ReportRef| {
        it.0.sources_listed.is_some()
    });
    engine.register_get("statistic_groups", |it: &mut ReportRef| {
        groups(&it.0, |statistic| &statistic.same_as)
    });
    engine.register_get("people_by_unit", |it: &mut ReportRef| {
        groups(&it.0, |statistic| match statistic.counted {
            Counted::People => &statistic.unit,
            _ => "",
        })
    });
}

/// Statistics of one key in arrays; those without a key in none.
fn groups(report: &Arc<Report>, key_of: fn(&Statistic) -> &str) -> Array {
    let mut keys: Vec<&str> = Vec::new();
    for statistic in &report.statistics {
        let key = key_of(statistic);
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.into_iter()
        .map(|key| {
            let members = report
                .statistics
                .iter()
                .enumerate()
                .filter(|(_, statistic)| key_of(statistic) == key);
            Dynamic::from(array(
                members.map(|(index, _)| StatisticRef(Arc::clone(report), index)),
            ))
        })
        .collect()
}

/// How much of the project's time had passed when the reporting period ended.
fn time(engine: &mut Engine) {
    engine.register_get("elapsed_known", |it: &mut ReportRef| elapsed(&it.0).is_some());
    engine.register_get(
        "elapsed",
        |it: &mut ReportRef| -> Result<Decimal, Box<EvalAltResult>> {
            elapsed(&it.0).ok_or_else(|| {
                "the project's or the reporting period is missing: ask `.elapsed_known` first".into()
            })
        },
    );
}

/// A share between 0 and 1, by the report's own dates.
fn elapsed(report: &Report) -> Option<Decimal> {
    let (start, end) = (report.project_period.start?, report.project_period.end?);
    let now = report.reporting_period.end?;
    let days = |until: Date| start.until(until).ok().map(|span| Decimal::from(span.get_days()));
    let (passed, all) = (days(now)?, days(end)?);
    (passed > Decimal::ZERO && passed <= all).then(|| passed / all)
}

/// The period lies in more than one calendar year.
fn crosses_years(period: &Period) -> bool {
    let years = period.start.zip(period.end);
    years.is_some_and(|(start, end)| start.year() != end.year())
}

fn section(engine: &mut Engine) {
    quotable::<SectionRef>(engine, "Section");
    engine.register_get("heading", |it: &mut SectionRef| it.get().heading.clone());
    engine.register_get("level", |it: &mut SectionRef| i64::from(it.get().level));
    engine.register_get("words", |it: &mut SectionRef| count(it.get().words));
    engine.register_get("role", |it: &mut SectionRef| role(it.get().role).to_string());
    engine.register_get("names_gender", |it: &mut SectionRef| it.get().names_gender);
}

fn gender(engine: &mut Engine) {
    type Indices = fn(&Gender) -> &[usize];
    let parts: [(&str, Indices); 6] = [
        ("mentions", |gender| &gender.mentions),
        ("analysis", |gender| &gender.analysis),
        ("objectives", |gender| &gender.objectives),
        ("follow_up", |gender| &gender.follow_up),
        ("men", |gender| &gender.men),
        ("treated", |gender| &gender.treated),
    ];
    type Passages = fn(&Gender) -> &[Passage];
    let quoted: [(&str, Passages); 5] = [
        ("unanswered", |gender| &gender.unanswered),
        ("focal_points", |gender| &gender.focal_points),
        ("nobody_responsible", |gender| &gender.nobody_responsible),
        ("gendered_actions", |gender| &gender.gendered_actions),
        ("other_actions", |gender| &gender.other_actions),
    ];
    engine.register_type_with_name::<GenderRef>("Gender");
    for (name, part) in quoted {
        engine.register_get(name, move |it: &mut GenderRef| passages(part(&it.0.gender)));
    }
    for (name, indices) in parts {
        engine.register_get(name, move |it: &mut GenderRef| {
            statements(&it.0, indices(&it.0.gender))
        });
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "proposal",
        Kind::Interim => "interim",
        Kind::Final => "final",
        Kind::Evaluation => "evaluation",
        Kind::Activity => "activity",
        Kind::Other => "other",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Expected => "expected",
        Role::Plan => "plan",
        Role::Achieved => "achieved",
        Role::Context => "context",
        Role::Method => "method",
        Role::Lessons => "lessons",
        Role::Future => "future",
        Role::Finance => "finance",
        Role::Other => "other",
    }
}

impl SectionRef {
    fn get(&self) -> &Section {
        &self.0.sections[self.1]
    }
}

impl Quotable for ReportRef {
    const QUOTED: bool = false;
    fn passage(&self) -> Passage {
        self.0
            .title
            .clone()
            .unwrap_or_else(|| Passage::new(&self.0.source.file, Location::default()))
    }
    fn about(&self) -> String {
        "report".to_string()
    }
}

impl Quotable for SectionRef {
    fn passage(&self) -> Passage {
        Passage::new(&self.get().heading, self.get().location.clone())
    }
}
