//! What can be done with values, as the engine of rules does it. Nothing where it says anything else than a value.

use rhai::{Array, Dynamic};
use rust_decimal::Decimal;

use crate::rule::compare::number;

/// Longer texts and lists are for the engine, which has bounds on what a script may hold.
const MAX_TEXT: usize = 10_000;
const MAX_ITEMS: usize = 1_000;

/// What a text or a list is asked, with what stands in the brackets.
pub type Method = fn(&Dynamic, Option<&Dynamic>) -> Option<Dynamic>;

const METHODS: [(&str, Method); 8] = [
    ("is_empty", |of, with| alone(with, (length(of)? == 0).into())),
    ("len", |of, with| alone(with, length(of)?.into())),
    ("to_lower", |of, with| {
        alone(with, text(of, str::to_lowercase)?.into())
    }),
    // A list of one item or none stays as it is.
    ("reverse", |of, with| {
        let stays = of.as_array_ref().is_ok_and(|items| items.len() < 2);
        alone(with, Dynamic::UNIT).filter(|_| stays)
    }),
    ("contains", |of, with| contains(of, with?).map(Dynamic::from)),
    ("starts_with", |of, with| {
        texts(of, with?, |of, with| of.starts_with(with)).map(Dynamic::from)
    }),
    ("ends_with", |of, with| {
        texts(of, with?, |of, with| of.ends_with(with)).map(Dynamic::from)
    }),
    ("split", |of, with| texts(of, with?, pieces)),
];

/// An answer, where nothing stands in the brackets.
fn alone(with: Option<&Dynamic>, answer: Dynamic) -> Option<Dynamic> {
    with.is_none().then_some(answer)
}

pub fn method(name: &str) -> Option<Method> {
    let own = METHODS.iter().find(|(own, _)| *own == name);
    own.map(|(_, method)| *method)
}

/// An operator, for whole numbers and for all; one joins texts as well.
pub struct Reckoning {
    name: &'static str,
    joins: bool,
    whole: fn(i64, i64) -> Option<i64>,
    exact: fn(Decimal, Decimal) -> Option<Decimal>,
}

static RECKONINGS: [Reckoning; 3] = [
    Reckoning {
        name: "+",
        joins: true,
        whole: i64::checked_add,
        exact: Decimal::checked_add,
    },
    Reckoning {
        name: "-",
        joins: false,
        whole: i64::checked_sub,
        exact: Decimal::checked_sub,
    },
    Reckoning {
        name: "*",
        joins: false,
        whole: i64::checked_mul,
        exact: Decimal::checked_mul,
    },
];

pub fn reckoning(name: &str) -> Option<&'static Reckoning> {
    RECKONINGS.iter().find(|own| own.name == name)
}

impl Reckoning {
    pub fn of(&self, left: &Dynamic, right: &Dynamic) -> Option<Dynamic> {
        if let (Ok(left), Ok(right)) = (left.as_int(), right.as_int()) {
            return (self.whole)(left, right).map(Dynamic::from);
        }
        if self.joins
            && let Some(joined) = texts(left, right, |left, right| format!("{left}{right}"))
        {
            return Some(joined.into());
        }
        (self.exact)(number(left)?, number(right)?).map(Dynamic::from_decimal)
    }
}

pub fn equal(left: &Dynamic, right: &Dynamic) -> Option<bool> {
    if let (Ok(left), Ok(right)) = (left.as_bool(), right.as_bool()) {
        return Some(left == right);
    }
    if let (Some(left), Some(right)) = (number(left), number(right)) {
        return Some(left == right);
    }
    texts(left, right, |left, right| left == right)
}

/// Whether a value takes so little that no bound on what a script holds is near.
pub fn is_small(value: &Dynamic) -> bool {
    if let Ok(items) = value.as_array_ref() {
        let letters: usize = items.iter().filter_map(|item| text(item, str::len)).sum();
        let nested = items.iter().any(|item| item.is_array() || item.is_map());
        return items.len() <= MAX_ITEMS && letters <= MAX_TEXT && !nested;
    }
    !value.is_map() && text(value, str::len).is_none_or(|length| length <= MAX_TEXT)
}

/// Letters of a text, items of a list.
fn length(of: &Dynamic) -> Option<i64> {
    let items = of.as_array_ref().ok().map(|items| items.len());
    let length = items.or_else(|| text(of, |text| text.chars().count()))?;
    i64::try_from(length).ok()
}

fn contains(of: &Dynamic, sought: &Dynamic) -> Option<bool> {
    let Ok(items) = of.as_array_ref() else {
        return texts(of, sought, |of, sought| of.contains(sought));
    };
    for item in items.iter() {
        if texts(item, sought, |item, sought| item == sought)? {
            return Some(true);
        }
    }
    sought.is_string().then_some(false)
}

fn pieces(text: &str, at: &str) -> Dynamic {
    let pieces = text.split(at).map(|piece| Dynamic::from(piece.to_string()));
    pieces.collect::<Array>().into()
}

fn text<T>(value: &Dynamic, ask: impl FnOnce(&str) -> T) -> Option<T> {
    value.as_immutable_string_ref().ok().map(|text| ask(&text))
}

fn texts<T>(left: &Dynamic, right: &Dynamic, ask: impl FnOnce(&str, &str) -> T) -> Option<T> {
    text(left, |left| text(right, |right| ask(left, right)))?
}
