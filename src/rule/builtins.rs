//! Built-in functions whose result or time has no bound of its own, with one; and those that rules do without.

use rhai::{Array, Dynamic, Engine, EvalAltResult, FnPtr, ImmutableString, NativeCallContext, Position};

use super::engine::{MAX_ITEMS, MAX_TEXT};

/// Why the functions below are refused.
const SAME_ANSWER: &str = "the same report must always get the same answer";
const BY_NAME: &str = "call a function by its name, so that it can be checked before it runs";
const NO_NEED: &str = "rules do without it";

/// Functions that no rule may call, by name. A function that is called by a name made at run time could be any of them.
const REFUSED: [(&str, &str); 26] = [
    ("sleep", SAME_ANSWER),
    ("timestamp", SAME_ANSWER),
    ("rand", SAME_ANSWER),
    ("Fn", BY_NAME),
    ("call", BY_NAME),
    ("curry", BY_NAME),
    ("eval", BY_NAME),
    ("exit", "write `return`"),
    ("print", "return a finding"),
    ("debug", "return a finding"),
    ("take", NO_NEED),
    ("tag", NO_NEED),
    ("set_tag", NO_NEED),
    ("is_shared", NO_NEED),
    ("parse_json", NO_NEED),
    ("to_json", NO_NEED),
    ("get_fn_metadata_list", NO_NEED),
    ("to_chars", "use `split(\"\")`"),
    ("split_rev", "use `split`"),
    ("sort_desc", "use `sort` and `reverse`"),
    ("sort_by", "use `sort`"),
    ("order", "use `sort`"),
    ("order_by", "use `sort`"),
    ("order_desc", "use `sort` and `reverse`"),
    ("dedup", "use `contains` before `push`"),
    ("blob", NO_NEED),
];

/// Why a function is not allowed, if it is not.
pub fn refusal(name: &str) -> Option<String> {
    REFUSED
        .iter()
        .find(|(refused, _)| *refused == name)
        .map(|(_, why)| format!("`{name}` is not allowed in rules: {why}"))
}

type Outcome<T> = Result<T, Box<EvalAltResult>>;

pub fn register(engine: &mut Engine) {
    replace(engine);
    split(engine);
    engine.register_fn("sort", sort);
}

/// The engine's own makes the whole text before it looks at its length.
fn replace(engine: &mut Engine) {
    engine.register_fn("replace", |text: &mut ImmutableString, find: &str, with: &str| {
        replaced(text, find, with)
    });
    engine.register_fn("replace", |text: &mut ImmutableString, find: char, with: &str| {
        replaced(text, &find.to_string(), with)
    });
    engine.register_fn("replace", |text: &mut ImmutableString, find: &str, with: char| {
        replaced(text, find, &with.to_string())
    });
}

fn replaced(text: &mut ImmutableString, find: &str, with: &str) -> Outcome<()> {
    let found = text.matches(find).count();
    let length = (text.len() - found * find.len()).saturating_add(found.saturating_mul(with.len()));
    if length > MAX_TEXT {
        return Err(too_large("Length of string"));
    }
    *text = text.replace(find, with).into();
    Ok(())
}

/// The engine's own makes all the pieces before it counts them.
fn split(engine: &mut Engine) {
    engine.register_fn("split", |text: &mut ImmutableString| {
        pieces(text.split_whitespace())
    });
    engine.register_fn("split", |text: &mut ImmutableString, at: &str| {
        pieces(text.split(at))
    });
    engine.register_fn("split", |text: &mut ImmutableString, at: char| {
        pieces(text.split(at))
    });
    engine.register_fn("split", |text: &mut ImmutableString, at: &str, most: i64| {
        pieces(text.splitn(usize::try_from(most).unwrap_or(1).max(1), at))
    });
    engine.register_fn("split", |text: &mut ImmutableString, at: char, most: i64| {
        pieces(text.splitn(usize::try_from(most).unwrap_or(1).max(1), at))
    });
}

fn pieces<'a>(pieces: impl Iterator<Item = &'a str>) -> Outcome<Array> {
    let found: Array = pieces
        .take(MAX_ITEMS + 1)
        .map(|piece| Dynamic::from(piece.to_string()))
        .collect();
    if found.len() > MAX_ITEMS {
        return Err(too_large("Size of array/BLOB"));
    }
    Ok(found)
}

fn too_large(what: &str) -> Box<EvalAltResult> {
    EvalAltResult::ErrorDataTooLarge(what.to_string(), Position::NONE).into()
}

/// The engine's own takes an error of the comparing function for an answer, and calls it on long after the deadline.
fn sort(context: NativeCallContext, items: &mut Array, compare: FnPtr) -> Outcome<()> {
    let before = |left: &Dynamic, right: &Dynamic| -> Outcome<bool> {
        let answer = compare.call_raw(&context, None, [left.clone(), right.clone()])?;
        match (answer.as_int(), answer.as_bool()) {
            (Ok(order), _) => Ok(order <= 0),
            (_, Ok(before)) => Ok(before),
            _ => Err(
                "what sorts must say with a number or with true and false which of two comes first".into(),
            ),
        }
    };
    *items = merged(std::mem::take(items), &before)?;
    Ok(())
}

fn merged(mut items: Array, before: &dyn Fn(&Dynamic, &Dynamic) -> Outcome<bool>) -> Outcome<Array> {
    if items.len() < 2 {
        return Ok(items);
    }
    let right = merged(items.split_off(items.len() / 2), before)?;
    let left = merged(items, before)?;
    let mut sorted = Array::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        let next = if before(first, second)? {
            left.next()
        } else {
            right.next()
        };
        sorted.extend(next);
    }
    sorted.extend(left);
    sorted.extend(right);
    Ok(sorted)
}
