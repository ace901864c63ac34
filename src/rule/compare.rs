//! Comparisons that are errors where the engine would quietly answer "false": text against numbers, anything against
//! a missing value.

use std::cmp::Ordering;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, NativeCallContext};
use rust_decimal::Decimal;

/// An operator, and which orders it holds for.
pub type Order = (&'static str, fn(Ordering) -> bool);

pub const ORDERS: [Order; 4] = [
    ("<", Ordering::is_lt),
    ("<=", Ordering::is_le),
    (">", Ordering::is_gt),
    (">=", Ordering::is_ge),
];

/// What a script's missing value is called in messages.
pub const MISSING: &str = "a missing value";

/// Remedies, which follow a colon in what is thrown.
pub const UNQUOTED: &str =
    "write numbers without quotation marks, in the script and in the .toml file beside it";
pub const COUNT: &str = "ask `.len()` of the list for how many are in it";
pub const LIKE: &str = "compare like with like: numbers stand without quotation marks, texts between them";

/// The engine asks its own comparisons first unless it is told not to be fast.
pub fn register(engine: &mut Engine) {
    engine.set_fast_operators(false);
    for (name, holds) in ORDERS {
        engine.register_fn(
            name,
            move |context: NativeCallContext, left: &mut Dynamic, right: Dynamic| {
                order(&context, left, &right).map(holds)
            },
        );
    }
    for name in ["==", "!="] {
        engine.register_fn(name, |_: ImmutableString, _: i64| text_with_number());
        engine.register_fn(name, |_: i64, _: ImmutableString| text_with_number());
        engine.register_fn(name, |_: ImmutableString, _: Decimal| text_with_number());
        engine.register_fn(name, |_: Decimal, _: ImmutableString| text_with_number());
    }
}

fn order(
    context: &NativeCallContext,
    left: &Dynamic,
    right: &Dynamic,
) -> Result<Ordering, Box<EvalAltResult>> {
    if let Some(order) = known_order(left, right) {
        return Ok(order);
    }
    let (left, right) = (kind(context, left), kind(context, right));
    let both = [left.as_str(), right.as_str()];
    let ask = if both.contains(&MISSING) {
        ": ask first whether it is `()`".to_string()
    } else if both.contains(&"a number") && both.contains(&"text") {
        format!(": {UNQUOTED}")
    } else if both.contains(&"a number") && both.contains(&"a list") {
        format!(": {COUNT}")
    } else {
        String::new()
    };
    Err(format!("cannot compare {left} with {right}{ask}").into())
}

/// Nothing where the two cannot be compared.
pub fn known_order(left: &Dynamic, right: &Dynamic) -> Option<Ordering> {
    if let (Some(left), Some(right)) = (number(left), number(right)) {
        return Some(left.cmp(&right));
    }
    Some(text(left)?.cmp(&text(right)?))
}

fn text_with_number() -> Result<bool, Box<EvalAltResult>> {
    Err(format!("text and a number are never equal: {LIKE}").into())
}

pub fn number(value: &Dynamic) -> Option<Decimal> {
    value
        .as_int()
        .map(Decimal::from)
        .or_else(|_| value.as_decimal())
        .ok()
}

fn text(value: &Dynamic) -> Option<String> {
    (value.is_string() || value.is_char()).then(|| value.to_string())
}

/// What a value is, in words.
pub fn kind(context: &NativeCallContext, value: &Dynamic) -> String {
    if value.is_unit() {
        MISSING.to_string()
    } else if number(value).is_some() {
        "a number".to_string()
    } else if text(value).is_some() {
        "text".to_string()
    } else if value.is_bool() {
        "true or false".to_string()
    } else if value.is_array() {
        "a list".to_string()
    } else {
        format!("a {}", context.engine().map_type_name(value.type_name()))
    }
}
