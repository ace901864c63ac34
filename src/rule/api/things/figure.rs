//! A figure that may be missing (target, actual, baseline), and a passage of the report.

use rhai::{Dynamic, Engine, EvalAltResult};
use rust_decimal::Decimal;

use crate::document::Passage;
use crate::report::{Figure, Number};
use crate::rule::api::{Quotable, quotable};

/// A figure that may be missing, and what it is called in messages.
#[derive(Clone)]
pub struct FigureRef {
    pub name: &'static str,
    pub figure: Option<Figure>,
}
#[derive(Clone)]
pub struct PassageRef(pub Passage);

pub fn register(engine: &mut Engine) {
    quotable::<PassageRef>(engine, "Passage");
    engine.register_get("text", |it: &mut PassageRef| it.0.text.clone());
    quotable::<FigureRef>(engine, "Figure");
    engine.register_get("is_known", |it: &mut FigureRef| it.figure.is_some());
    engine.register_get("is_number", |it: &mut FigureRef| it.number().is_some());
    engine.register_get("is_percent", |it: &mut FigureRef| {
        it.figure.as_ref().is_some_and(|figure| figure.percent)
    });
    engine.register_get("approximate", |it: &mut FigureRef| {
        it.number().is_some_and(|number| number.approximate)
    });
    engine.register_get("text", |it: &mut FigureRef| {
        it.figure
            .as_ref()
            .map_or(String::new(), |figure| figure.text.clone())
    });
    engine.register_get("value", |it: &mut FigureRef| it.certain(|number| number.low));
    engine.register_get("low", |it: &mut FigureRef| it.certain(|number| number.low));
    engine.register_get("high", |it: &mut FigureRef| it.certain(|number| number.high));
    for operator in ["<", ">", "<=", ">=", "==", "!="] {
        engine.register_fn(operator, |it: FigureRef, _: Dynamic| it.compared());
        engine.register_fn(operator, |_: Dynamic, it: FigureRef| it.compared());
    }
}

impl FigureRef {
    fn number(&self) -> Option<&Number> {
        self.figure.as_ref().and_then(|figure| figure.number.as_ref())
    }

    /// A part of the number, or a message that says why there is none.
    fn certain(&self, part: fn(&Number) -> Decimal) -> Result<Decimal, Box<EvalAltResult>> {
        match (self.number(), &self.figure) {
            (Some(number), _) => Ok(part(number)),
            (None, Some(_)) => {
                Err(format!("the {} is given in words: ask `.is_number` first", self.name).into())
            }
            (None, None) => Err(format!("the {} is missing: ask `.is_known` first", self.name).into()),
        }
    }

    fn compared(&self) -> Result<bool, Box<EvalAltResult>> {
        Err(format!(
            "the {} itself cannot be compared: ask `.is_number`, then compare its `.value`",
            self.name
        )
        .into())
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

impl Quotable for PassageRef {
    fn passage(&self) -> Passage {
        self.0.clone()
    }
}
