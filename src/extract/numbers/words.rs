//! Numbers of several words: "ninety-six", "five hundred and twelve", "two thousand one hundred".

use rust_decimal::Decimal;

use super::value_at;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Token;

/// The whole number that goes on from its first word, and the token after it.
pub fn composed(tokens: &[Token], hits: &[Hit], end: usize, first: Decimal) -> (Decimal, usize) {
    let (mut above, mut value, mut end) = (Decimal::ZERO, first, end);
    loop {
        let next = end + usize::from(tokens.get(end).is_some_and(|token| token.lower == "-"));
        if let Some((scale, after)) = value_at(hits, List::Scales, next) {
            let scale = Decimal::from(scale);
            // "Mille cent".
            if value.is_zero() && above > scale {
                value = Decimal::ONE;
            }
            // "Two hundred thousand", but not "a thousand hundred".
            if value.is_zero() || value >= scale {
                return (above + value, end);
            }
            value *= scale;
            end = after;
            if scale > Decimal::ONE_HUNDRED {
                above += value;
                value = Decimal::ZERO;
            }
        } else if value >= Decimal::ONE_THOUSAND && (value % Decimal::ONE_THOUSAND).is_zero() {
            (above, value) = (above + value, Decimal::ZERO);
        } else if let Some((units, after)) = smaller_part(hits, next, value, above) {
            value += units;
            end = after;
        } else {
            return (above + value, end);
        }
    }
}

/// The next word, when it is of a lower order: units after tens, tens and units after hundreds.
fn smaller_part(hits: &[Hit], at: usize, value: Decimal, above: Decimal) -> Option<(Decimal, usize)> {
    let joined = hits
        .iter()
        .any(|hit| hit.list == List::AndWords && hit.start == at && hit.end == at + 1);
    let (units, after) = value_at(hits, List::NumberWords, at + usize::from(joined))?;
    let units = Decimal::from(units);
    let hundreds = !value.is_zero() && (value % Decimal::ONE_HUNDRED).is_zero();
    let whole_above = value.is_zero() && !above.is_zero();
    let tens = !joined && value >= Decimal::from(20) && (value % Decimal::TEN).is_zero();
    let limit = if hundreds {
        Decimal::ONE_HUNDRED
    } else if whole_above {
        Decimal::ONE_THOUSAND
    } else if tens {
        Decimal::TEN
    } else {
        return None;
    };
    // "One hundred and two hundred" are two numbers.
    let begins_another = joined && value_at(hits, List::Scales, after).is_some();
    (units > Decimal::ZERO && units < limit && !begins_another).then_some((units, after))
}
