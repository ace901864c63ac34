//! Numbers with two ends: "12–25", "12 to 25".

use rust_decimal::Decimal;

use super::super::lexicon::{Hit, List};
use super::super::words::Token;
use super::{NumberToken, digits};

pub fn is_joined_by_word(hits: &[Hit], at: usize) -> bool {
    hits.iter()
        .any(|hit| hit.list == List::RangeWords && hit.start == at)
}

/// Tokens from a change to its start: "the number of members has risen from".
const CHANGED: usize = 4;

/// "Rose from 435 to 495 members": the end of a change is no upper end of a guess.
pub fn begins_change(hits: &[Hit], from: usize) -> bool {
    let changes = [List::ChangeVerbs, List::Increase, List::Falling];
    let changed = |begun: &Hit| {
        let mut hits = hits.iter().filter(|hit| changes.contains(&hit.list));
        hits.any(|hit| hit.start < from && begun.start.saturating_sub(hit.end) <= CHANGED)
    };
    hits.iter()
        .any(|hit| hit.list == List::FromWords && hit.end == from && changed(hit))
}

/// Makes one number of both ends, where a second one follows.
pub fn extend(text: &str, tokens: &[Token], hits: &[Hit], token: &mut NumberToken) {
    let Some([dash, high]) = tokens.get(token.end..token.end + 2) else {
        return;
    };
    let word = is_joined_by_word(hits, token.end);
    let joined = word || matches!(dash.lower.as_str(), "-" | "‐" | "‑" | "–" | "—");
    let tight = word
        || text[tokens[token.start].start..high.end]
            .chars()
            .filter(|c| c.is_whitespace())
            .count()
            <= 2;
    if let (true, true, Some(value)) = (
        joined,
        tight,
        digits::parse(&high.lower).or_else(|| super::in_words(hits, token.end + 1)),
    ) {
        let years = token.number.low >= Decimal::from(1900)
            && value <= Decimal::from(2100)
            && token.number.low.scale() == 0;
        if value > token.number.low && !years {
            token.number.high = value;
            token.end += 2;
        }
    }
}
