//! The properties of each handle, registered one by one: a misspelt one is an error, never a missing value.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, EvalAltResult};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{
    BreakdownRef, FigureRef, GenderRef, IndicatorRef, PassageRef, PeriodRef, Quotable, ReportRef, ResultRef,
    SectionRef, StatementRef, StatisticRef, array, number_value,
};
use crate::document::Passage;
use crate::report::{
    Breakdown, Certainty, Claim, Counted, Dimension, Figure, Indicator, IndicatorPeriod, Kind, Measure,
    Observes, ResultLevel, ResultStatement, Statement, Statistic,
};

/// Every property that scripts can read, for the check at load.
pub const PROPERTIES: &[&str] = &[
    "title",
    "kind",
    "language",
    "words",
    "results",
    "indicators",
    "statistics",
    "statements",
    "sections",
    "gender",
    "has_gender_marker",
    "gender_marker",
    "is_activity_record",
    "doubts",
    "statistic_groups",
    "heading",
    "level",
    "code",
    "text",
    "progress",
    "progress_left_blank",
    "unmentioned_actors",
    "report",
    "is_certain",
    "has_progress",
    "measure",
    "observes",
    "placeholder",
    "implied",
    "baseline",
    "periods",
    "latest",
    "result",
    "has_target",
    "has_actual",
    "is_descending",
    "label",
    "target",
    "actual",
    "comments",
    "start_known",
    "end_known",
    "ended",
    "is_known",
    "is_number",
    "value",
    "low",
    "high",
    "approximate",
    "is_percent",
    "number",
    "number_high",
    "written",
    "noun",
    "counted",
    "counts_people",
    "subject",
    "breakdowns",
    "part",
    "context",
    "planned",
    "is_indicator",
    "indicator",
    "result_known",
    "period_known",
    "dimension",
    "sum",
    "complete",
    "negated",
    "mentions",
    "analysis",
    "objectives",
    "follow_up",
    "men",
    "women",
    "parts_text",
];

pub fn register(engine: &mut Engine) {
    report(engine);
    result(engine);
    indicator(engine);
    figure(engine);
    statistic(engine);
    statement(engine);
}

fn short(text: &str) -> Value {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 14 {
        words.join(" ").into()
    } else {
        format!("{} …", words[..14].join(" ")).into()
    }
}

fn report(engine: &mut Engine) {
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
    engine.register_get("results", |it: &mut ReportRef| {
        array((0..it.0.results.len()).map(|index| ResultRef(Arc::clone(&it.0), index)))
    });
    engine.register_get("indicators", |it: &mut ReportRef| {
        let pairs = it.0.results.iter().enumerate().flat_map(|(result, statement)| {
            (0..statement.indicators.len()).map(move |index| (result, index))
        });
        array(pairs.map(|(result, index)| IndicatorRef(Arc::clone(&it.0), result, index)))
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
    engine.register_get("doubts", |it: &mut ReportRef| {
        it.0.doubts.iter().cloned().map(Dynamic::from).collect::<Array>()
    });
    engine.register_get("statistic_groups", |it: &mut ReportRef| groups(it));
    engine.register_get("heading", |it: &mut SectionRef| {
        it.0.sections[it.1].heading.clone()
    });
    engine.register_get("level", |it: &mut SectionRef| {
        i64::from(it.0.sections[it.1].level)
    });
    engine.register_get("words", |it: &mut SectionRef| count(it.0.sections[it.1].words));
    let statements = |report: &ReportRefLike, indices: &[usize]| {
        array(
            indices
                .iter()
                .map(|index| StatementRef(Arc::clone(report), *index)),
        )
    };
    engine.register_get("mentions", move |it: &mut GenderRef| {
        statements(&it.0, &it.0.gender.mentions)
    });
    engine.register_get("analysis", move |it: &mut GenderRef| {
        statements(&it.0, &it.0.gender.analysis)
    });
    engine.register_get("objectives", move |it: &mut GenderRef| {
        statements(&it.0, &it.0.gender.objectives)
    });
    engine.register_get("follow_up", move |it: &mut GenderRef| {
        statements(&it.0, &it.0.gender.follow_up)
    });
    engine.register_get("men", move |it: &mut GenderRef| {
        statements(&it.0, &it.0.gender.men)
    });
    engine.register_get("women", move |it: &mut GenderRef| {
        statements(&it.0, &it.0.gender.women)
    });
}

type ReportRefLike = Arc<crate::report::Report>;

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Statistics of one quantity, subject and period, in arrays of two or more.
fn groups(report: &ReportRef) -> Array {
    let mut keys: Vec<&str> = Vec::new();
    for statistic in &report.0.statistics {
        if !statistic.same_as.is_empty() && !keys.contains(&statistic.same_as.as_str()) {
            keys.push(&statistic.same_as);
        }
    }
    keys.into_iter()
        .map(|key| {
            let members = report
                .0
                .statistics
                .iter()
                .enumerate()
                .filter(|(_, statistic)| statistic.same_as == key);
            Dynamic::from(array(
                members.map(|(index, _)| StatisticRef(Arc::clone(&report.0), index)),
            ))
        })
        .collect()
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

impl Quotable for ReportRef {
    fn passage(&self) -> Passage {
        self.0
            .title
            .clone()
            .unwrap_or_else(|| Passage::new(&self.0.source.file, crate::document::Location::default()))
    }
    fn about(&self) -> String {
        "report".to_string()
    }
}

impl Quotable for SectionRef {
    fn passage(&self) -> Passage {
        let section = &self.0.sections[self.1];
        Passage::new(&section.heading, section.location.clone())
    }
}

impl ResultRef {
    fn get(&self) -> &ResultStatement {
        &self.0.results[self.1]
    }
}

fn result(engine: &mut Engine) {
    engine.register_get("report", |it: &mut ResultRef| ReportRef(Arc::clone(&it.0)));
    engine.register_get("level", |it: &mut ResultRef| level(it.get().level).to_string());
    engine.register_get("code", |it: &mut ResultRef| {
        it.get().code.clone().unwrap_or_default()
    });
    engine.register_get("text", |it: &mut ResultRef| it.get().text.clone());
    engine.register_get("indicators", |it: &mut ResultRef| {
        array((0..it.get().indicators.len()).map(|index| IndicatorRef(Arc::clone(&it.0), it.1, index)))
    });
    engine.register_get("progress", |it: &mut ResultRef| {
        array(it.get().progress.iter().cloned().map(PassageRef))
    });
    engine.register_get("has_progress", |it: &mut ResultRef| has_progress(it.get()));
    engine.register_get("progress_left_blank", |it: &mut ResultRef| {
        it.get().progress_left_blank
    });
    engine.register_get("statements", |it: &mut ResultRef| {
        array(
            it.get()
                .statements
                .iter()
                .map(|index| StatementRef(Arc::clone(&it.0), *index)),
        )
    });
    engine.register_get("unmentioned_actors", |it: &mut ResultRef| {
        it.get()
            .unmentioned_actors
            .iter()
            .cloned()
            .map(Dynamic::from)
            .collect::<Array>()
    });
    engine.register_get("is_certain", |it: &mut ResultRef| {
        it.get().certainty == Certainty::Sure
    });
    engine.register_fn(
        "statements_claiming",
        |it: &mut ResultRef, name: &str| -> Result<Array, Box<EvalAltResult>> {
            let claim = claim(name)?;
            let report = &it.0;
            Ok(array(
                it.get()
                    .statements
                    .iter()
                    .filter(|index| report.statements[**index].claims(claim))
                    .map(|index| StatementRef(Arc::clone(report), *index)),
            ))
        },
    );
    engine.register_fn(
        "claims",
        |it: &mut ResultRef, name: &str| -> Result<bool, Box<EvalAltResult>> {
            let claim = claim(name)?;
            Ok(it
                .get()
                .statements
                .iter()
                .any(|index| it.0.statements[*index].claims(claim)))
        },
    );
}

fn has_progress(result: &ResultStatement) -> bool {
    let actual = |indicator: &Indicator| indicator.periods.iter().any(|period| period.actual.is_some());
    !result.progress.is_empty() || !result.statements.is_empty() || result.indicators.iter().any(actual)
}

fn level(level: ResultLevel) -> &'static str {
    match level {
        ResultLevel::Impact => "impact",
        ResultLevel::Outcome => "outcome",
        ResultLevel::Output => "output",
        ResultLevel::Activity => "activity",
        ResultLevel::Unspecified => "unspecified",
    }
}

fn claim(name: &str) -> Result<Claim, Box<EvalAltResult>> {
    Ok(match name {
        "activity" => Claim::Activity,
        "output" => Claim::Output,
        "outcome" => Claim::Outcome,
        "impact" => Claim::Impact,
        "assertion" => Claim::Assertion,
        "plan" => Claim::Plan,
        "reason" => Claim::Reason,
        "lesson" => Claim::Lesson,
        "shortfall" => Claim::Shortfall,
        "estimate" => Claim::Estimate,
        other => return Err(format!("there is no claim `{other}`: use activity, output, outcome, impact, assertion, plan, reason, lesson, shortfall or estimate").into()),
    })
}

impl Quotable for ResultRef {
    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
    fn about(&self) -> String {
        format!(
            "{} {}",
            self.get().code.as_deref().unwrap_or_default(),
            self.get().text
        )
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![("result", short(&self.get().text))]
    }
}

impl IndicatorRef {
    fn get(&self) -> &Indicator {
        &self.0.results[self.1].indicators[self.2]
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

fn indicator(engine: &mut Engine) {
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
    engine.register_get("is_descending", |it: &mut IndicatorRef| {
        it.get().ascending == Some(false)
    });
    engine.register_get("placeholder", |it: &mut IndicatorRef| it.get().placeholder);
    engine.register_get("implied", |it: &mut IndicatorRef| it.get().implied);
    engine.register_get("baseline", |it: &mut IndicatorRef| FigureRef {
        name: "baseline",
        figure: it.get().baseline.clone(),
    });
    engine.register_get("periods", |it: &mut IndicatorRef| {
        array((0..it.get().periods.len()).map(|index| PeriodRef(Arc::clone(&it.0), it.1, it.2, index)))
    });
    engine.register_get("latest", |it: &mut IndicatorRef| {
        it.latest().map_or(Dynamic::UNIT, |index| {
            Dynamic::from(PeriodRef(Arc::clone(&it.0), it.1, it.2, index))
        })
    });
    engine.register_get("result", |it: &mut IndicatorRef| {
        ResultRef(Arc::clone(&it.0), it.1)
    });
    engine.register_get("has_target", |it: &mut IndicatorRef| {
        it.get().periods.iter().any(|period| period.target.is_some())
    });
    engine.register_get("has_actual", |it: &mut IndicatorRef| {
        it.get().periods.iter().any(|period| period.actual.is_some())
    });
    engine.register_get("is_certain", |it: &mut IndicatorRef| {
        it.get().certainty == Certainty::Sure
    });
    engine.register_fn(
        "disaggregated_by",
        |it: &mut IndicatorRef, name: &str| -> Result<bool, Box<EvalAltResult>> {
            let dimension = dimension(name)?;
            Ok(it
                .get()
                .disaggregations
                .iter()
                .any(|part| part.dimension == dimension))
        },
    );
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
    engine.register_get("comments", |it: &mut PeriodRef| {
        array(it.get().comments.iter().cloned().map(PassageRef))
    });
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
    match (period.get().period.end, until) {
        _ if report.kind == Kind::Proposal => false,
        (Some(own), Some(until)) => own <= until,
        (Some(_), None) => false,
        (None, _) => report.kind != Kind::Activity,
    }
}

impl PeriodRef {
    fn get(&self) -> &IndicatorPeriod {
        &self.0.results[self.1].indicators[self.2].periods[self.3]
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

fn dimension(name: &str) -> Result<Dimension, Box<EvalAltResult>> {
    Ok(match name {
        "sex" => Dimension::Sex,
        "age" => Dimension::Age,
        "disability" => Dimension::Disability,
        "location" => Dimension::Location,
        "other" => Dimension::Other,
        _ => {
            return Err(format!(
                "there is no dimension `{name}`: use sex, age, disability, location or other"
            )
            .into());
        }
    })
}

impl Quotable for IndicatorRef {
    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
    fn about(&self) -> String {
        format!(
            "{} {}",
            self.get().code.as_deref().unwrap_or_default(),
            self.get().text
        )
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

impl Quotable for PassageRef {
    fn passage(&self) -> Passage {
        self.0.clone()
    }
}

impl Quotable for FigureRef {
    fn passage(&self) -> Passage {
        self.figure
            .as_ref()
            .map(|figure| Passage::new(&figure.text, figure.location.clone()))
            .unwrap_or_default()
    }
}

fn figure(engine: &mut Engine) {
    engine.register_get("text", |it: &mut PassageRef| it.0.text.clone());
    engine.register_get("is_known", |it: &mut FigureRef| it.figure.is_some());
    engine.register_get("is_number", |it: &mut FigureRef| {
        it.figure.as_ref().is_some_and(|figure| figure.number.is_some())
    });
    engine.register_get("is_percent", |it: &mut FigureRef| {
        it.figure.as_ref().is_some_and(|figure| figure.percent)
    });
    engine.register_get("approximate", |it: &mut FigureRef| {
        it.figure
            .as_ref()
            .and_then(|figure| figure.number)
            .is_some_and(|number| number.approximate)
    });
    engine.register_get("text", |it: &mut FigureRef| {
        it.figure
            .as_ref()
            .map_or(String::new(), |figure| figure.text.clone())
    });
    engine.register_get("value", |it: &mut FigureRef| number(it, |figure| figure.low));
    engine.register_get("low", |it: &mut FigureRef| number(it, |figure| figure.low));
    engine.register_get("high", |it: &mut FigureRef| number(it, |figure| figure.high));
    for operator in ["<", ">", "<=", ">=", "==", "!="] {
        engine.register_fn(operator, |it: FigureRef, _: Dynamic| compared(&it));
        engine.register_fn(operator, |_: Dynamic, it: FigureRef| compared(&it));
    }
}

fn number(
    it: &FigureRef,
    part: fn(&crate::report::Number) -> Decimal,
) -> Result<Decimal, Box<EvalAltResult>> {
    match &it.figure {
        Some(Figure {
            number: Some(number), ..
        }) => Ok(part(number)),
        Some(_) => Err(format!("the {} is given in words: ask `.is_number` first", it.name).into()),
        None => Err(format!("the {} is missing: ask `.is_known` first", it.name).into()),
    }
}

fn compared(it: &FigureRef) -> Result<bool, Box<EvalAltResult>> {
    Err(format!(
        "the {} itself cannot be compared: ask `.is_number`, then compare its `.value`",
        it.name
    )
    .into())
}

impl StatisticRef {
    fn get(&self) -> &Statistic {
        &self.0.statistics[self.1]
    }
}

fn statistic(engine: &mut Engine) {
    engine.register_get("number", |it: &mut StatisticRef| it.get().number.low);
    engine.register_get("number_high", |it: &mut StatisticRef| it.get().number.high);
    engine.register_get("approximate", |it: &mut StatisticRef| it.get().number.approximate);
    engine.register_get("written", |it: &mut StatisticRef| it.get().written.clone());
    engine.register_get("noun", |it: &mut StatisticRef| it.get().noun.clone());
    engine.register_get("counted", |it: &mut StatisticRef| {
        format!("{:?}", it.get().counted).to_lowercase()
    });
    engine.register_get("counts_people", |it: &mut StatisticRef| {
        it.get().counted == Counted::People
    });
    engine.register_get("subject", |it: &mut StatisticRef| it.get().subject.clone());
    engine.register_get("text", |it: &mut StatisticRef| it.get().quote.text.clone());
    engine.register_get("breakdowns", |it: &mut StatisticRef| {
        array((0..it.get().breakdowns.len()).map(|index| BreakdownRef(Arc::clone(&it.0), it.1, index)))
    });
    engine.register_get("part", |it: &mut StatisticRef| it.get().part);
    engine.register_get("context", |it: &mut StatisticRef| it.get().context);
    engine.register_get("planned", |it: &mut StatisticRef| it.get().planned);
    engine.register_get("is_indicator", |it: &mut StatisticRef| {
        it.get().indicator.is_some()
    });
    engine.register_get("result_known", |it: &mut StatisticRef| it.get().result.is_some());
    engine.register_get("period_known", |it: &mut StatisticRef| it.get().period.is_known());
    engine.register_get("is_certain", |it: &mut StatisticRef| {
        it.get().certainty == Certainty::Sure
    });
    engine.register_fn(
        "disaggregated_by",
        |it: &mut StatisticRef, name: &str| -> Result<bool, Box<EvalAltResult>> {
            let dimension = dimension(name)?;
            let statistic = it.get();
            let indicator = statistic
                .indicator
                .map(|(result, index)| &it.0.results[result].indicators[index]);
            Ok(statistic.breakdowns.iter().any(|own| own.dimension == dimension)
                || indicator.is_some_and(|indicator| {
                    indicator
                        .disaggregations
                        .iter()
                        .any(|part| part.dimension == dimension)
                }))
        },
    );
    engine.register_get("dimension", |it: &mut BreakdownRef| {
        format!("{:?}", it.get().dimension).to_lowercase()
    });
    engine.register_get("complete", |it: &mut BreakdownRef| it.get().complete);
    engine.register_get("sum", |it: &mut BreakdownRef| {
        it.get()
            .parts
            .iter()
            .filter_map(|part| part.number)
            .sum::<Decimal>()
    });
    engine.register_get("parts_text", |it: &mut BreakdownRef| parts_text(it.get()));
}

/// "86 women + 30 men", at most six of them.
fn parts_text(breakdown: &Breakdown) -> String {
    let shown = |part: &crate::report::Disaggregation| match part.number {
        Some(_) if part.value.contains(|c: char| c.is_ascii_digit()) => part.value.clone(),
        Some(number) => format!("{number} {}", part.value).trim().to_string(),
        None => part.value.clone(),
    };
    let mut texts: Vec<String> = breakdown.parts.iter().take(6).map(shown).collect();
    if breakdown.parts.len() > 6 {
        texts.push("…".to_string());
    }
    texts.join(" + ")
}

impl BreakdownRef {
    fn get(&self) -> &Breakdown {
        &self.0.statistics[self.1].breakdowns[self.2]
    }
}

impl Quotable for StatisticRef {
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().noun, self.get().subject)
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("number", number_value(self.get().number.low)),
            ("noun", self.get().noun.clone().into()),
        ]
    }
}

fn statement(engine: &mut Engine) {
    engine.register_get("text", |it: &mut StatementRef| it.get().text.clone());
    engine.register_get("negated", |it: &mut StatementRef| it.get().negated);
    engine.register_get("result_known", |it: &mut StatementRef| it.get().result.is_some());
    engine.register_fn(
        "claims",
        |it: &mut StatementRef, name: &str| -> Result<bool, Box<EvalAltResult>> {
            Ok(it.get().claims(claim(name)?))
        },
    );
}

impl StatementRef {
    fn get(&self) -> &Statement {
        &self.0.statements[self.1]
    }
}

impl Quotable for StatementRef {
    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
}
