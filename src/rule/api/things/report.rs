//! The report as a whole, and its sections.

use std::sync::Arc;

use rhai::EvalAltResult;
use rust_decimal::Decimal;

use super::{
    AgreementRef, Api, BudgetSumRef, ContradictionRef, ElementRef, GenderRef, Handle, IndicatorRef, List,
    ProcessRef, ResultRef, SectionRef, SeriesRef, StatementRef, StatisticRef, SumRef, VerdictRef,
    days_between, passages, past,
};
use crate::document::{Location, Passage};
use crate::report::{Counted, Kind, Report, Statistic};
use crate::rule::api::{Thing, quotable};

#[derive(Clone)]
pub struct ReportRef(pub Handle);
pub fn register(api: &mut Api) {
    quotable::<ReportRef>(
        api,
        "The whole report, or the data record of one IATI activity, with everything that was read in it.",
    );
    header(api);
    past::of_report(api);
    marker(api);
    contents(api);
    figures(api);
    api.property(
        "agreement",
        "What the agreement asks of the report's form: `agreement.toml` beside the report, or `[agreement]` of the profile.",
        |it: &ReportRef| {
            let agreed = it.0.agreement.clone();
            agreed.map(|agreed| AgreementRef(Arc::clone(&it.0), agreed))
        },
    );
    time(api);
}

fn header(api: &mut Api) {
    api.property(
        "title",
        "The title of the report in its own words.",
        |it: &ReportRef| {
            let title = it.0.title.as_ref();
            title.map_or(String::new(), |title| title.text.clone())
        },
    );
    api.word(
        "kind",
        KINDS,
        "What kind of document it is: `proposal`, `interim` (a progress report), `final`, `evaluation` or `activity` \
         (an IATI data record).",
        |it: &ReportRef| kind(it.0.kind),
    )
    .missing("`other`");
    api.property(
        "tells_of_work",
        "Whether the report gives an account of a project's own work, which a list of grants, an unfilled form or news of the work \
         does not.",
        |it: &ReportRef| it.0.tells_of_work(),
    );
    api.property(
        "is_activity_record",
        "Whether it is an IATI data record on an activity, not a report written by people.",
        |it: &ReportRef| it.0.kind == Kind::Activity,
    );
    api.property(
        "language",
        "The language that most of the text is in, as recognised, by its code of two letters: `en`, `sv`, `fr`, `es`, `ru`.",
        |it: &ReportRef| it.0.language.clone().unwrap_or_default(),
    );
    api.property(
        "words",
        "How many words of running text were read, and of table cells in which somebody writes; a short text is a summary, from \
         whose silence little follows.",
        |it: &ReportRef| count(it.0.words),
    );
    api.property(
        "standard",
        "The version of the IATI Standard that a data record says it follows: `2.03`.",
        |it: &ReportRef| it.0.standard.clone().unwrap_or_default(),
    );
    api.property(
        "doubts",
        "What could not be read faithfully, one text for each doubt.",
        |it: &ReportRef| List(it.0.doubts.clone()),
    );
}

fn marker(api: &mut Api) {
    api.property(
        "gender",
        "Where and how the report treats gender.",
        |it: &ReportRef| GenderRef(Arc::clone(&it.0)),
    );
    api.property(
        "has_gender_marker",
        "Whether the report or data record states the OECD-DAC gender equality policy marker.",
        |it: &ReportRef| it.0.gender_marker.is_some(),
    );
    api.property(
        "gender_marker",
        "The OECD-DAC gender equality policy marker: 0 not targeted, 1 significant objective, 2 principal objective.",
        |it: &ReportRef| {
            let marker = it.0.gender_marker.as_ref();
            marker.map_or(-1, |marker| i64::from(marker.significance))
        },
    )
    .missing("-1");
    api.property(
        "gender_marker_at",
        "Where the report claims the gender marker, in words or by an element: one passage, or none.",
        |it: &ReportRef| {
            let marker = it.0.gender_marker.as_ref().map(|marker| &marker.quote);
            passages(&it.0, marker.map(std::slice::from_ref).unwrap_or_default())
        },
    );
}

/// The things that a report consists of.
fn contents(api: &mut Api) {
    api.property(
        "results",
        "The expected results of the project, in the report's order.",
        |it: &ReportRef| -> List<ResultRef> {
            let results = 0..it.0.results.len();
            results.map(|index| ResultRef(Arc::clone(&it.0), index)).collect()
        },
    );
    api.property(
        "indicators",
        "The indicators of all results, in the report's order.",
        |it: &ReportRef| -> List<IndicatorRef> {
            IndicatorRef::places(&it.0)
                .map(|(result, index)| IndicatorRef(Arc::clone(&it.0), result, index))
                .collect()
        },
    );
    api.property(
        "statements",
        "The sentences of the report that were read as statements.",
        |it: &ReportRef| -> List<StatementRef> {
            let statements = 0..it.0.statements.len();
            statements
                .map(|index| StatementRef(Arc::clone(&it.0), index))
                .collect()
        },
    );
    api.property(
        "sections",
        "The headings of the report with what stands under them.",
        |it: &ReportRef| -> List<SectionRef> {
            let sections = 0..it.0.sections.len();
            sections
                .map(|index| SectionRef(Arc::clone(&it.0), index))
                .collect()
        },
    );
    api.property(
        "elements",
        "What an IATI activity publishes of its results and policy markers, element by element, in the activity's order.",
        |it: &ReportRef| -> List<ElementRef> {
            let elements = 0..it.0.elements.len();
            elements
                .map(|index| ElementRef(Arc::clone(&it.0), index))
                .collect()
        },
    );
    api.property(
        "series",
        "Figures that are given for several periods, one after the other.",
        |it: &ReportRef| -> List<SeriesRef> {
            let series = 0..it.0.series.len();
            series.map(|index| SeriesRef(Arc::clone(&it.0), index)).collect()
        },
    );
    api.property(
        "processes",
        "Sentences that count people or cases in a trial, a referral or another process that has an end.",
        |it: &ReportRef| -> List<ProcessRef> {
            let processes = 0..it.0.processes.len();
            processes
                .map(|index| ProcessRef(Arc::clone(&it.0), index))
                .collect()
        },
    );
    api.property(
        "verdicts",
        "Sentences that say of the targets in all how many were met.",
        |it: &ReportRef| -> List<VerdictRef> {
            let verdicts = 0..it.0.verdicts.len();
            verdicts
                .map(|index| VerdictRef(Arc::clone(&it.0), index))
                .collect()
        },
    );
    api.property(
        "sums",
        "Wholes that running text splits into parts that do not make them up, beyond the breakdowns of the statistics.",
        |it: &ReportRef| -> List<SumRef> {
            let sums = 0..it.0.sums.len();
            sums.map(|index| SumRef(Arc::clone(&it.0), index)).collect()
        },
    );
    api.property(
        "contradictions",
        "What the report says in two ways of which only one can be right, beyond the numbers of `statistic_groups`.",
        |it: &ReportRef| -> List<ContradictionRef> {
            let contradictions = 0..it.0.contradictions.len();
            contradictions
                .map(|index| ContradictionRef(Arc::clone(&it.0), index))
                .collect()
        },
    );
}

fn figures(api: &mut Api) {
    api.property(
        "statistics",
        "Every number with what it counts, in the report's order.",
        |it: &ReportRef| -> List<StatisticRef> {
            let statistics = 0..it.0.statistics.len();
            statistics
                .map(|index| StatisticRef(Arc::clone(&it.0), index))
                .collect()
        },
    );
    api.property(
        "statistic_groups",
        "The numbers that speak of the same quantity, subject and period, each group a list of its own.",
        |it: &ReportRef| groups(&it.0, |statistic| &statistic.same_as),
    );
    api.property(
        "people_by_unit",
        "The counts of people, grouped by the noun counted: all counts of victims in one list, of teachers in another.",
        |it: &ReportRef| {
            groups(&it.0, |statistic| match statistic.counted {
                Counted::People => &statistic.unit,
                _ => "",
            })
        },
    );
    api.property(
        "budget_sums",
        "The totals of the tables of money, one for each column with amounts.",
        |it: &ReportRef| -> List<BudgetSumRef> {
            let sums = 0..it.0.budget_sums.len();
            sums.map(|index| BudgetSumRef(Arc::clone(&it.0), index)).collect()
        },
    );
    api.property(
        "calendar_years",
        "The passages that give figures for a calendar year.",
        |it: &ReportRef| passages(&it.0, &it.0.calendar_years),
    );
    api.property(
        "has_list_of_sources",
        "Whether the report has a list of sources under a heading of its own.",
        |it: &ReportRef| it.0.sources_listed.is_some(),
    );
}

/// Statistics of one key in a list; those without a key in none.
fn groups(report: &Handle, key_of: fn(&Statistic) -> &str) -> List<List<StatisticRef>> {
    let mut keys: Vec<&str> = Vec::new();
    for statistic in &report.statistics {
        let key = key_of(statistic);
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    }
    let members = |key: &str| {
        let all = report.statistics.iter().enumerate();
        all.filter(|(_, statistic)| key_of(statistic) == key)
            .map(|(index, _)| StatisticRef(Arc::clone(report), index))
            .collect()
    };
    keys.into_iter().map(members).collect()
}

/// The report's period, and how much of the project's time had passed when it ended.
fn time(api: &mut Api) {
    api.property(
        "period_known",
        "Whether the first and the last day of the report's period are both known.",
        |it: &ReportRef| it.0.period.start.is_some() && it.0.period.end.is_some(),
    );
    api.property(
        "period_days",
        "Days from the first to the last of the report's period, both counted.",
        |it: &ReportRef| -> Result<i64, Box<EvalAltResult>> {
            period_days(&it.0)
                .ok_or_else(|| "the report's period is missing: ask `.period_known` first".into())
        },
    )
    .missing("the rule stops with an error: ask `period_known` first");
    api.property(
        "crosses_years",
        "Whether the report's period lies in more than one calendar year: by its dates, or as the project lasted for more \
         than a year.",
        |it: &ReportRef| crosses_years(&it.0),
    );
    api.property(
        "period_stated",
        "The passage in which the report states its period, or how many years the project lasted.",
        |it: &ReportRef| {
            let stated = it.0.period_stated.as_slice();
            let stated: Vec<Passage> = stated.iter().map(|stated| stated.passage.clone()).collect();
            passages(&it.0, &stated)
        },
    )
    .missing("the list is empty");
    api.property(
        "elapsed_known",
        "Whether the report gives the project's first and last day and the end of its own period, or the months of a \
         year whose targets it goes by, so that the time passed can be computed.",
        |it: &ReportRef| elapsed(&it.0).is_some(),
    );
    api.property(
        "elapsed",
        "The share of the project's time that had passed when the reporting period ended: 0.5 is half-way, 1 the end.",
        |it: &ReportRef| -> Result<Decimal, Box<EvalAltResult>> {
            elapsed(&it.0).ok_or_else(|| {
                "the project's or the reporting period is missing: ask `.elapsed_known` first".into()
            })
        },
    )
    .missing("the rule stops with an error: ask `elapsed_known` first");
}

/// A share between 0 and 1, by the report's own dates or, where it tells no year, by its months.
fn elapsed(report: &Report) -> Option<Decimal> {
    if report.year_passed.is_some() {
        return report.year_passed;
    }
    let (start, end) = (report.project_period.start?, report.project_period.end?);
    let now = report.reporting_period.end?;
    let (passed, all) = (days_between(start, now)?, days_between(start, end)?);
    (passed > 0 && passed <= all).then(|| Decimal::from(passed) / Decimal::from(all))
}

fn period_days(report: &Report) -> Option<i64> {
    Some(days_between(report.period.start?, report.period.end?)? + 1)
}

fn crosses_years(report: &Report) -> bool {
    let dates = report.period.start.zip(report.period.end);
    let told = report.period_stated.as_ref().and_then(|stated| stated.years);
    dates.is_some_and(|(start, end)| start.year() != end.year())
        || told.is_some_and(|years| years > Decimal::ONE)
}

pub fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

const KINDS: [&str; 6] = ["proposal", "interim", "final", "evaluation", "activity", "other"];

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

impl Thing for ReportRef {
    const NAME: &'static str = "Report";
    const MANY: &'static str = "reports";
    const QUOTED: bool = false;

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
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
