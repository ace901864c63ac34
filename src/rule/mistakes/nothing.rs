//! What of a script was missing when it was asked for more, or compared or calculated with.

use rhai::Position;

use super::ASK;
use crate::rule::compare::{COUNT, LIKE, MISSING, UNQUOTED};

const OF_PROPERTY: &str = "is asked of a missing value";

/// Whether the message is of a property that was asked for.
pub fn of_property(message: &str) -> bool {
    message.ends_with(OF_PROPERTY)
}

/// What our own functions throw, parted from the remedy that they give with it.
pub fn of_thrown(message: &str) -> (String, Option<&'static str>) {
    let parted = [ASK, UNQUOTED, COUNT, LIKE].into_iter().find_map(|remedy| {
        let told = message.strip_suffix(remedy)?.strip_suffix(": ")?;
        Some((told.to_string(), Some(remedy)))
    });
    parted.unwrap_or_else(|| (message.to_string(), None))
}

/// What is missing, as the script writes it before the point at which it was asked for a property, or on the side of the
/// operator that the message tells; nothing where that is more than a name.
pub fn asked<'a>(message: &str, text: &'a str, position: Position) -> Option<&'a str> {
    let line = text.lines().nth(position.line()?.checked_sub(1)?)?;
    let (at, _) = line.char_indices().nth(position.position()?.checked_sub(1)?)?;
    let (before, operator) = line.split_at(at);
    if of_property(message) {
        return name_before(before);
    }
    let left = [
        format!("cannot compare {MISSING} with "),
        format!("cannot be used between {MISSING} and "),
    ];
    let right = [
        format!(" with {MISSING}"),
        format!(" and {MISSING}"),
        format!("cannot divide by {MISSING}"),
    ];
    if left.iter().any(|part| message.contains(part)) {
        name_before(before)
    } else if message.starts_with(MISSING) && message.contains("is compared with") {
        name_before(before).or_else(|| name_after(operator))
    } else if right.iter().any(|part| message.ends_with(part)) {
        name_after(operator)
    } else {
        None
    }
}

fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '.')
}

fn name_before(text: &str) -> Option<&str> {
    let name = text.trim_end().rsplit(|sign| !is_of_name(sign)).next()?;
    is_name(name.trim_end_matches('.'))
}

/// What stands right after an operator, and is no call.
fn name_after(text: &str) -> Option<&str> {
    let operand = text.trim_start_matches(|sign: char| sign.is_whitespace() || "<>=!+-*/%".contains(sign));
    let end = operand.find(|sign| !is_of_name(sign)).unwrap_or(operand.len());
    let (name, rest) = operand.split_at(end);
    is_name(name).filter(|_| !rest.starts_with(['(', '[']))
}

fn is_name(name: &str) -> Option<&str> {
    let begins = name.starts_with(|sign: char| sign.is_alphabetic() || sign == '_');
    Some(name).filter(|name| begins && !matches!(*name, "true" | "false"))
}
