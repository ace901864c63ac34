//! An indicator of a result, and its periods with target and actual.

use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult};
use serde_json::Value;

use super::statement::claim;
use super::statistic::dimension;
use super::{FigureRef, ResultRef, array, code_and_text, passages, short, statements};
use crate::document::Passage;
use crate::report::{Certainty, Indicator, IndicatorPeriod, Kind, Measure, Observes, Report, SeenIn};
use crate::rule::api::{Quotable, quotable};

/// Result, indicator.
#[derive(Clone)]
pub struct IndicatorRef(pub Arc<Report>, pub usize, pub usize);
/// Result, indicator, period.
#[derive(Clone)]
pub struct PeriodRef(pub Arc<Report>, pub usize, pub usize, pub usize);

pub fn register(engine: &mut Engine) {
    indicator(engine);
    figures(engine);
    period(engine);
}

fn indicator(engine: &mut Engine) {
    quotable::<IndicatorRef>(engine, "Indicator");
    engine.register_get("text", |it: &mut IndicatorRef| it.get().text.clone());
    engine.register_get("code", |it: &mut IndicatorRef| {
        it.get().code.clone().unwrap_or_default()
    });
    engine.register_get("measure", |it: &mut IndicatorRef| {
        measure(it.get().measure).to_string()
    });
    engine.register_get("observes", |it: &mut IndicatorRef| {
        observes(it.get().observes).to_string()
    });
    engine.register_get("tells_change", |it: &mut IndicatorRef| it.get().tells_change);
    engine.register_get("is_descending", |it: &mut IndicatorRef| {
        it.get().ascending == Some(false)
    });
    engine.register_get("placeholder", |it: &mut IndicatorRef| it.get().placeholder);
    engine.register_get("implied", |it: &mut IndicatorRef| it.get().implied);
    engine.register_get("names_gender", |it: &mut IndicatorRef| it.get().names_gender);
    engine.register_get("asks_sex", |it: &mut IndicatorRef| it.get().asks_sex);
    engine.register_get("measurable", |it: &mut IndicatorRef| it.get().measurable);
    engine.register_get("abstract_change", |it: &mut IndicatorRef| {
        it.get().abstract_change
    });
    engine.register_get("is_part", |it: &mut IndicatorRef| {
        it.get()
            .disaggregations
            .iter()
            .any(|part| part.seen_in == SeenIn::SiblingIndicator)
    });
    engine.register_get("is_certain", |it: &mut IndicatorRef| {
        it.get().certainty == Certainty::Sure
    });
    engine.register_get("result", |it: &mut IndicatorRef| {
        ResultRef(Arc::clone(&it.0), it.1)
    });
    engine.register_get("statements", |it: &mut IndicatorRef| {
        statements(&it.0, &it.get().statements)
    });
    engine.register_fn(
        "claims",
        |it: &mut IndicatorRef, name: &str| -> Result<bool, Box<EvalAltResult>> {
            let claim = claim(name)?;
            let mut own = it.get().statements.iter();
            Ok(own.any(|index| it.0.statements[*index].claims(claim)))
        },
    );
    engine.register_fn(
        "disaggregated_by",
        |it: &mut IndicatorRef, name: &str| -> Result<bool, Box<EvalAltResult>> {
            Ok(it.get().disaggregated_by(dimension(name)?))
        },
    );
}

/// Baseline, targets and actuals of an indicator.
fn figures(engine: &mut Engine) {
    engine.register_get("baseline", |it: &mut IndicatorRef| FigureRef {
        name: "baseline",
        figure: it.get().baseline.clone(),
    });
    engine.register_get("periods", |it: &mut IndicatorRef| {
        array((0..it.get().periods.len()).map(|index| it.period(index)))
    });
    engine.register_get("latest", |it: &mut IndicatorRef| {
        it.latest()
            .map_or(Dynamic::UNIT, |index| Dynamic::from(it.period(index)))
    });
    engine.register_get("has_target", |it: &mut IndicatorRef| {
        it.get().periods.iter().any(|period| period.target.is_some())
    });
    engine.register_get("target_expected", |it: &mut IndicatorRef| it.target_expected());
    engine.register_get("has_actual", |it: &mut IndicatorRef| it.get().has_actual());
}

fn period(engine: &mut Engine) {
    quotable::<PeriodRef>(engine, "Period");
    engine.register_get("label", |it: &mut PeriodRef| {
        it.get().label.clone().unwrap_or_default()
    });
    engine.register_get("target", |it: &mut PeriodRef| FigureRef {
        name: "target",
        figure: it.get().target.clone(),
    });
    engine.register_get("actual", |it: &mut PeriodRef| FigureRef {
        name: "actual",
        figure: it.get().actual.clone(),
    });
    engine.register_get("due_otherwise", |it: &mut PeriodRef| due_otherwise(it));
    engine.register_get("comments", |it: &mut PeriodRef| passages(&it.get().comments));
    engine.register_get("start_known", |it: &mut PeriodRef| {
        it.get().period.start.is_some()
    });
    engine.register_get("end_known", |it: &mut PeriodRef| it.get().period.end.is_some());
    engine.register_get("ended", |it: &mut PeriodRef| ended(it));
}

/// Over by the report's own dates, never by today's: the same report must always get the same answer.
fn ended(period: &PeriodRef) -> bool {
    let report = &period.0;
    let until = if report.kind == Kind::Activity {
        report.as_of
    } else {
        report.period.end
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

    fn get(&self) -> &Indicator {
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
    fn get(&self) -> &IndicatorPeriod {
        &self.0.results[self.1].indicators[self.2].periods[self.3]
    }
}

impl Quotable for IndicatorRef {
    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
    fn about(&self) -> String {
        code_and_text(self.get().code.as_deref(), &self.get().text)
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("indicator", short(&self.get().text)),
            ("result", short(&self.0.results[self.1].text)),
        ]
    }
}

impl Quotable for PeriodRef {
    fn passage(&self) -> Passage {
        let figure = self.get().actual.as_ref().or(self.get().target.as_ref());
        figure
            .map(|figure| Passage::new(&figure.text, figure.location.clone()))
            .unwrap_or_default()
    }
}
