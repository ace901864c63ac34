//! An indicator of a result.

use std::sync::Arc;

use super::breakdown::{dimension, split_of};
use super::statement::claim;
use super::{
    Api, FigureRef, Handle, List, PeriodRef, ResultRef, claimed, code_and_text, passage_of, past, short,
    statements,
};
use crate::document::Passage;
use crate::report::{Certainty, Figure, Indicator, Measure, Observes, Report, SeenIn};
use crate::rule::api::{Detail, Thing, quotable, quoted};

/// Result, indicator.
#[derive(Clone)]
pub struct IndicatorRef(pub Handle, pub usize, pub usize);
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
    api.word(
        "measure",
        MEASURES,
        "What its numbers are: `people`, `things`, `percentage`, `money`, `index` (a score or rating) or `qualitative`.",
        |it: &IndicatorRef| measure(it.get().measure),
    )
    .missing("`unknown`");
    api.property(
        "tells_change",
        "Whether any part of the wording observes a use or change. A wording with several indicators in it can observe \
         deliveries for the most part and a change in one.",
        |it: &IndicatorRef| it.get().tells_change,
    );
    api.word(
        "observes",
        ["delivery", "change", "unclear"],
        "The part of the results chain that the wording observes, whatever its label says: `delivery` (inputs, \
         activities, outputs) or `change` (outcomes, impact).",
        |it: &IndicatorRef| observes(it.get().observes),
    )
    .missing("`unclear`");
    api.property(
        "labelled_delivery",
        "Whether its own label calls it an output or an activity: \"Output 1.2\" in the rows under an outcome.",
        |it: &IndicatorRef| it.get().labelled_delivery,
    );
    api.reasoned(
        "is_descending",
        "Whether the figure should fall: its target lies below its baseline, or where these do not tell, its wording \
         names what nobody wants more of, such as deaths, drop-outs or waiting time.",
        |it: &IndicatorRef| it.get().ascending == Some(false),
        |it| {
            let told = it.get().falls_by.as_deref();
            told.map(quoted).unwrap_or_default()
        },
    );
    api.property(
        "begins_later",
        "Whether nothing was reached so far and the report says that its time is still to come.",
        |it: &IndicatorRef| it.get().begins_later,
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
    api.reasoned_question(
        "claims",
        "reason",
        "Whether any of these sentences makes this kind of claim; the words are those of `claims` of a statement.",
        |it: &IndicatorRef, name: &str| {
            let claim = claim(name)?;
            let mut own = it.get().statements.iter();
            Ok(own.any(|index| it.0.statements[*index].claims(claim)))
        },
        |it, name| Ok(claimed(&it.0, &it.get().statements, claim(name)?)),
    );
    api.reasoned_question(
        "disaggregated_by",
        "sex",
        "Whether its figures or its wording are split by `sex`, `age`, `disability`, `location` or `other`.",
        |it: &IndicatorRef, name: &str| Ok(it.get().disaggregated_by(dimension(name)?)),
        |it, name| Ok(split_of(it.get(), dimension(name)?)),
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
    api.reasoned(
        "has_target",
        "Whether any of its periods has a target.",
        |it: &IndicatorRef| it.get().periods.iter().any(|period| period.target.is_some()),
        |it| {
            first(
                it.get()
                    .periods
                    .iter()
                    .filter_map(|period| period.target.as_ref()),
            )
        },
    );
    api.property(
        "own_target_open",
        "The quantity that the wording itself sets (“At least 200 wells are drilled”), as written, where its row has a place \
         for what was reached and no figure there answers it; empty otherwise.",
        |it: &IndicatorRef| it.get().own_target_open.clone().unwrap_or_default(),
    );
    api.property(
        "target_expected",
        "Whether some indicator of the same table or data record, this one included, has a target.",
        IndicatorRef::target_expected,
    );
    api.property(
        "baseline_expected",
        "Whether some other indicator of the same table has a baseline.",
        |it: &IndicatorRef| {
            it.get().location.table.is_some() && it.is_beside(|other| other.baseline.is_some())
        },
    );
    api.reasoned(
        "has_actual",
        "Whether any of its periods gives a value that was reached.",
        |it: &IndicatorRef| it.get().has_actual(),
        |it| {
            first(
                it.get()
                    .periods
                    .iter()
                    .filter_map(|period| period.actual.as_ref()),
            )
        },
    );
}

/// The first of some figures.
fn first<'a>(mut figures: impl Iterator<Item = &'a Figure>) -> Option<Passage> {
    figures.next().map(passage_of)
}

const MEASURES: [&str; 7] = [
    "people",
    "things",
    "percentage",
    "money",
    "index",
    "qualitative",
    "unknown",
];

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
        self.is_beside(|other| other.periods.iter().any(|period| period.target.is_some()))
    }

    fn is_beside(&self, wanted: impl Fn(&Indicator) -> bool) -> bool {
        let own = &self.get().location;
        let beside =
            |other: &&Indicator| other.location.table == own.table && other.location.sheet == own.sheet;
        let mut all = self
            .0
            .results
            .iter()
            .flat_map(|result| &result.indicators)
            .filter(beside);
        all.any(wanted)
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

impl Thing for IndicatorRef {
    const NAME: &'static str = "Indicator";
    const MANY: &'static str = "indicators";
    const DETAILS: &'static [Detail<Self>] = &[
        (
            "indicator",
            "the wording of the indicator, cut to at most its first 14 words",
            |it| short(&it.get().text),
        ),
        (
            "result",
            "the wording of its result, cut to at most its first 14 words",
            |it| short(&it.0.results[it.1].text),
        ),
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
