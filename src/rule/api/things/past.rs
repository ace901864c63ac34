//! What earlier reports and the framework say, and what of it the report has.

use std::sync::Arc;

use rhai::EvalAltResult;
use rust_decimal::Decimal;
use serde_json::Value;

use super::moved::moved_targets;
use super::{Api, FigureRef, Handle, IndicatorRef, List, PassageRef, ReportRef, ResultRef, passages, short};
use crate::document::Passage;
use crate::report::{Compared, Counterpart, Dated, Figure, Report};
use crate::rule::api::{Detail, Thing, quotable};

/// A value with its period.
#[derive(Clone)]
pub struct ValueRef(pub Handle, pub Dated);

/// A result, or an indicator of it, that another report leads one to expect in this one.
#[derive(Clone)]
pub struct AwaitedRef {
    own: Handle,
    other: Handle,
    of_framework: bool,
    result: usize,
    indicator: Option<usize>,
}

pub fn register(api: &mut Api) {
    quotable::<ValueRef>(
        api,
        "A target or an actual value of an indicator together with the period that it is of.",
    );
    period(api);
    number(api);
    agreement(api);
    quotable::<AwaitedRef>(
        api,
        "A result of the last earlier report or of the framework, or an indicator of such a result, and what this report \
         has of it.",
    );
    awaited(api);
}

/// What came before it and what was agreed on.
pub(super) fn of_report(api: &mut Api) {
    api.property(
        "file",
        "The name of the file that the report came in.",
        |it: &ReportRef| file(&it.0),
    );
    api.property(
        "earlier",
        "The reports on the project that came before this one, the oldest first: of `check --earlier`, of `earlier` in the \
         agreement beside the report, or of the store.",
        |it: &ReportRef| -> List<ReportRef> {
            it.0.earlier
                .iter()
                .map(|compared| ReportRef(aside(compared)))
                .collect()
        },
    );
    api.property(
        "framework",
        "The logframe, proposal or data record that sets out what was agreed on: of `check --framework`, or of `framework` \
         in the agreement beside the report.",
        |it: &ReportRef| it.0.framework.as_ref().map(|compared| ReportRef(aside(compared))),
    );
    api.property(
        "awaited",
        "All results and indicators of the last earlier report and of the framework, each with what this report has of it.",
        |it: &ReportRef| all_awaited(&it.0),
    );
    api.property(
        "moved_targets",
        "The targets that are other than in the last report that has the indicator, or where that changed nothing, than in \
         the framework.",
        |it: &ReportRef| moved_targets(&it.0),
    );
    api.property(
        "revisions",
        "The sentences that say that a target, an indicator or a figure was changed or corrected, and not surely of which.",
        |it: &ReportRef| passages(&it.0, &it.0.revisions),
    );
}

/// Its values with their periods, and what other reports say of it.
pub(super) fn of_indicator(api: &mut Api) {
    api.property(
        "targets",
        "Its targets, each with the period that it is of; the period of a target for the whole project is an empty text.",
        |it: &IndicatorRef| -> List<ValueRef> {
            let all = it.0.targets(it.get()).into_iter();
            all.map(|value| ValueRef(Arc::clone(&it.0), value)).collect()
        },
    );
    api.property(
        "actuals",
        "What was reached, period by period, wherever the row gives it. A value without a period is of the time that the \
         report tells of.",
        |it: &IndicatorRef| -> List<ValueRef> {
            let all = it.0.actuals(it.get()).into_iter();
            all.map(|value| ValueRef(Arc::clone(&it.0), value)).collect()
        },
    );
    api.property(
        "earlier",
        "The same indicator in the earlier reports that surely have it, the oldest first.",
        |it: &IndicatorRef| -> List<IndicatorRef> {
            let earlier = it.0.earlier.iter();
            earlier
                .filter_map(|compared| same_indicator(compared, (it.1, it.2)))
                .collect()
        },
    );
    api.property(
        "in_framework",
        "The same indicator in the framework, where that surely has it.",
        |it: &IndicatorRef| same_indicator(it.0.framework.as_ref()?, (it.1, it.2)),
    );
    api.property(
        "revised",
        "Where the report says that the indicator's target or a figure of it was changed or corrected; for evidence.",
        |it: &IndicatorRef| {
            let quote = it.get().revised.clone().unwrap_or_default();
            PassageRef(quote, Some(Arc::clone(&it.0)))
        },
    )
    .missing("a passage without words, which adds no evidence");
}

fn period(api: &mut Api) {
    api.property(
        "period",
        "The period as it is compared: a year, two days, or the words of the column in small letters.",
        |it: &ValueRef| it.1.period.clone(),
    );
    api.property(
        "is_certain",
        "Whether the value is surely of this period alone. A count without a period of its own may run from the project's \
         beginning, and “Q1” means another quarter in another report.",
        |it: &ValueRef| it.1.certain,
    );
}

fn number(api: &mut Api) {
    const STOPS: &str = "the rule stops with an error: ask `is_number` first";
    api.property(
        "text",
        "The value as the report writes it, without the mark that ends its sentence.",
        |it: &ValueRef| written(&it.1.figure).to_string(),
    );
    api.property(
        "is_number",
        "Whether the report gives a number, or a range of numbers.",
        |it: &ValueRef| it.1.figure.number.is_some(),
    );
    api.property(
        "is_percent",
        "Whether it is written as a percentage; the value of “45 %” is then 45.",
        |it: &ValueRef| it.1.figure.percent,
    );
    api.property(
        "low",
        "The number; of a range, the lower end.",
        |it: &ValueRef| it.certain(|figure| figure.number.map(|number| number.low)),
    )
    .missing(STOPS);
    api.property(
        "high",
        "The number; of a range, the upper end.",
        |it: &ValueRef| it.certain(|figure| figure.number.map(|number| number.high)),
    )
    .missing(STOPS);
}

fn agreement(api: &mut Api) {
    let told = ("same_figure(one, other)", "bool");
    let meaning = "Whether two values or two figures are the same as far as both are written out: ranges that overlap and \
                   a number that is the other one rounded (“42 %” and “41.6 %”) are.";
    api.function(told, meaning, |one: ValueRef, other: ValueRef| {
        one.1.figure.agrees(&other.1.figure)
    });
    api.function(told, meaning, |one: FigureRef, other: FigureRef| {
        let both = one.figure().zip(other.figure());
        both.is_some_and(|(one, other)| one.agrees(other))
    });
}

fn awaited(api: &mut Api) {
    api.property(
        "result",
        "The result as the other report gives it.",
        |it: &AwaitedRef| ResultRef(Arc::clone(&it.other), it.result),
    );
    api.property(
        "indicator",
        "The indicator as the other report gives it, where it is one that is awaited.",
        |it: &AwaitedRef| {
            let own = it.indicator?;
            Some(IndicatorRef(Arc::clone(&it.other), it.result, own))
        },
    );
    api.property(
        "of_framework",
        "Whether the framework has it, and not the last earlier report.",
        |it: &AwaitedRef| it.of_framework,
    );
    api.word(
        "answer",
        ["same", "maybe", "told", "maybe_told", "missing", "unknown"],
        "What this report has of it: `same` (it stands there), `maybe` (something stands there that may be it), `told` (the \
         report speaks of it), `maybe_told`, `missing` or `unknown` (the words say too little, or are in another language).",
        |it: &AwaitedRef| it.answer().0,
    );
    api.property(
        "at",
        "Where this report has it or speaks of it; for evidence.",
        |it: &AwaitedRef| PassageRef(it.answer().1, Some(Arc::clone(&it.own))),
    )
    .missing("a passage without words, which adds no evidence");
}

/// All that the last earlier report, and the framework, lead one to expect.
pub fn all_awaited(report: &Handle) -> List<AwaitedRef> {
    let last = report.earlier.last().map(|compared| (compared, false));
    let framework = report.framework.as_ref().map(|compared| (compared, true));
    let both = last.into_iter().chain(framework);
    both.flat_map(|(compared, of_framework)| {
        let other = aside(compared);
        let results = 0..compared.report.results.len();
        results.flat_map(move |result| {
            let indicators = other.results[result].indicators.len();
            let own = Arc::clone(report);
            let other = Arc::clone(&other);
            let parts = std::iter::once(None).chain((0..indicators).map(Some));
            parts.map(move |indicator| AwaitedRef {
                own: Arc::clone(&own),
                other: Arc::clone(&other),
                of_framework,
                result,
                indicator,
            })
        })
    })
    .collect()
}

/// A handle onto the other report.
pub fn aside(compared: &Compared) -> Handle {
    Arc::new(Arc::clone(&compared.report))
}

/// The same indicator in the other report.
pub fn same_indicator(compared: &Compared, own: (usize, usize)) -> Option<IndicatorRef> {
    let (result, indicator) = compared.indicator(own)?;
    Some(IndicatorRef(aside(compared), result, indicator))
}

impl ValueRef {
    fn certain(&self, part: fn(&Figure) -> Option<Decimal>) -> Result<Decimal, Box<EvalAltResult>> {
        part(&self.1.figure).ok_or_else(|| "the value is given in words: ask `.is_number` first".into())
    }
}

impl AwaitedRef {
    fn compared(&self) -> Option<&Compared> {
        if self.of_framework {
            self.own.framework.as_ref()
        } else {
            self.own.earlier.last()
        }
    }

    /// The word for it, and where it stands.
    fn answer(&self) -> (&'static str, Passage) {
        let Some(compared) = self.compared() else {
            return ("unknown", Passage::default());
        };
        match self.indicator {
            None => told(&compared.results[self.result], |at| {
                let own = &self.own.results[*at];
                Passage::new(&own.text, own.location.clone())
            }),
            Some(indicator) => told(&compared.indicators[self.result][indicator], |(result, at)| {
                let own = &self.own.results[*result].indicators[*at];
                Passage::new(&own.text, own.location.clone())
            }),
        }
    }

    fn text(&self) -> (Option<&str>, &str, &crate::document::Location) {
        let result = &self.other.results[self.result];
        match self.indicator {
            None => (result.code.as_deref(), &result.text, &result.location),
            Some(at) => {
                let own = &result.indicators[at];
                (own.code.as_deref(), &own.text, &own.location)
            }
        }
    }
}

fn told<T>(counterpart: &Counterpart<T>, place: impl Fn(&T) -> Passage) -> (&'static str, Passage) {
    match counterpart {
        Counterpart::Same(at) => ("same", place(at)),
        Counterpart::MayBe(at) => ("maybe", place(at)),
        Counterpart::Told(quote) => ("told", quote.clone()),
        Counterpart::MayBeTold(quote) => ("maybe_told", quote.clone()),
        Counterpart::Missing => ("missing", Passage::default()),
        Counterpart::Unknown => ("unknown", Passage::default()),
    }
}

/// In prose the mark that ends the sentence stands with the value.
pub fn written(figure: &Figure) -> &str {
    figure.text.trim_end_matches(['.', ',', ';'])
}

/// The name of the file that a report came from.
pub fn file(report: &Report) -> String {
    report.source.file.clone()
}

impl Thing for ValueRef {
    const NAME: &'static str = "Value";
    const MANY: &'static str = "values";

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::new(&self.1.figure.text, self.1.figure.location.clone())
    }
}

impl Thing for AwaitedRef {
    const NAME: &'static str = "Awaited";
    const MANY: &'static str = "awaited results and indicators";
    const DETAILS: &'static [Detail<Self>] = &[
        (
            "awaited",
            "the wording of the result or indicator that is awaited, cut to at most its first 14 words",
            |it| short(it.text().1),
        ),
        ("file", "the name of the file that sets it out", |it| {
            Value::from(file(&it.other))
        }),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.other)
    }
    fn passage(&self) -> Passage {
        let (_, text, location) = self.text();
        Passage::new(text, location.clone())
    }
    fn about(&self) -> String {
        let (code, text, _) = self.text();
        super::code_and_text(code, text)
    }
}
