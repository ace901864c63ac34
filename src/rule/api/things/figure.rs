//! A figure that may be missing (target, actual, baseline), and a passage of the report.

use rhai::{Dynamic, EvalAltResult};
use rust_decimal::Decimal;

use super::{Api, Handle, IndicatorRef, PeriodRef};
use crate::document::Passage;
use crate::report::{Figure, Number};
use crate::rule::api::{Thing, quotable, quoted};

/// A figure that may be missing, by where it stands.
#[derive(Clone)]
pub enum FigureRef {
    Baseline(IndicatorRef),
    Target(PeriodRef),
    Actual(PeriodRef),
}
/// A passage, and the report in which it stands.
#[derive(Clone)]
pub struct PassageRef(pub Passage, pub Option<Handle>);

pub fn register(api: &mut Api) {
    quotable::<PassageRef>(
        api,
        "A piece of the report with its place: a sentence, a cell of a table, a heading.",
    );
    api.property(
        "text",
        "The words as they stand in the report.",
        |it: &PassageRef| it.0.text.clone(),
    );
    quotable::<FigureRef>(
        api,
        "A baseline, target or actual value. It may be missing, or given in words instead of a number: ask `is_known` \
         or `is_number` first.",
    );
    known(api);
    numbers(api);
    for operator in ["<", ">", "<=", ">=", "==", "!="] {
        api.refusal(operator, |it: FigureRef, _: Dynamic| it.compared());
        api.refusal(operator, |_: Dynamic, it: FigureRef| it.compared());
    }
}

/// What is there at all.
fn known(api: &mut Api) {
    api.property(
        "is_known",
        "Whether the report gives anything for it, be it a number or words.",
        |it: &FigureRef| it.figure().is_some(),
    );
    api.property(
        "is_number",
        "Whether the report gives a number for it, or a range of numbers.",
        |it: &FigureRef| it.number().is_some(),
    );
    api.property(
        "is_percent",
        "Whether it is written as a percentage; the value of “45 %” is then 45.",
        |it: &FigureRef| it.figure().is_some_and(|figure| figure.percent),
    );
    api.property(
        "approximate",
        "Whether the report says “about”, “over”, “nearly” or the like of the number.",
        |it: &FigureRef| it.number().is_some_and(|number| number.approximate),
    );
    api.property(
        "text",
        "The figure as the report writes it, in its own words and digits.",
        |it: &FigureRef| it.figure().map_or(String::new(), |figure| figure.text.clone()),
    );
}

fn numbers(api: &mut Api) {
    const STOPS: &str = "the rule stops with an error: ask `is_number` first";
    api.property(
        "value",
        "The figure as a number to compare and calculate with, in the indicator's own unit; of a range, the lower end.",
        |it: &FigureRef| it.certain(|number| number.low),
    )
    .missing(STOPS);
    api.property(
        "low",
        "The lower end where the report gives a range (“40–50”), else the number itself.",
        |it: &FigureRef| it.certain(|number| number.low),
    )
    .missing(STOPS);
    api.property(
        "high",
        "The upper end where the report gives a range (“40–50”), else the number itself.",
        |it: &FigureRef| it.certain(|number| number.high),
    )
    .missing(STOPS);
}

impl FigureRef {
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            FigureRef::Baseline(indicator) => indicator.get().baseline.as_ref(),
            FigureRef::Target(period) => period.get().target.as_ref(),
            FigureRef::Actual(period) => period.get().actual.as_ref(),
        }
    }

    /// As messages call it.
    fn name(&self) -> &'static str {
        match self {
            FigureRef::Baseline(_) => "baseline",
            FigureRef::Target(_) => "target",
            FigureRef::Actual(_) => "actual",
        }
    }

    fn number(&self) -> Option<&Number> {
        self.figure().and_then(|figure| figure.number.as_ref())
    }

    /// A part of the number, or a message that says why there is none.
    fn certain(&self, part: fn(&Number) -> Decimal) -> Result<Decimal, Box<EvalAltResult>> {
        match (self.number(), self.figure()) {
            (Some(number), _) => Ok(part(number)),
            (None, Some(_)) => {
                Err(format!("the {} is given in words: ask `.is_number` first", self.name()).into())
            }
            (None, None) => Err(format!("the {} is missing: ask `.is_number` first", self.name()).into()),
        }
    }

    fn compared(&self) -> Result<bool, Box<EvalAltResult>> {
        Err(format!(
            "the {} itself cannot be compared: ask `.is_number`, then compare its `.value`",
            self.name()
        )
        .into())
    }
}

impl Thing for FigureRef {
    const NAME: &'static str = "Figure";
    const MANY: &'static str = "figures";
    const MISSING: &'static str = "a figure of which `is_known` is no";

    fn shown(&self) -> String {
        self.figure()
            .map_or_else(|| "missing".to_string(), |figure| quoted(&figure.text))
    }

    fn report(&self) -> Option<&Handle> {
        match self {
            FigureRef::Baseline(it) => it.report(),
            FigureRef::Target(it) | FigureRef::Actual(it) => it.report(),
        }
    }
    fn passage(&self) -> Passage {
        self.figure()
            .map(|figure| Passage::new(&figure.text, figure.location.clone()))
            .unwrap_or_default()
    }
}

impl Thing for PassageRef {
    const NAME: &'static str = "Passage";
    const MANY: &'static str = "passages";

    fn report(&self) -> Option<&Handle> {
        self.1.as_ref()
    }
    fn passage(&self) -> Passage {
        self.0.clone()
    }
}
