//! Fractions: "½", "2½", "1/2 of", "two thirds".

use rust_decimal::Decimal;

use super::{NumberToken, digits, value_at};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Token;

const SIGNS: [(char, i64, i64); 10] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅛', 1, 8),
];

pub const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

pub fn has_sign(text: &str) -> bool {
    !text.is_ascii() && text.contains(SIGNS.map(|(sign, ..)| sign))
}

/// A fraction and the token after it.
pub struct Fraction {
    pub value: Decimal,
    /// A part of something that is counted: a share, not a number of things.
    pub share: bool,
    pub end: usize,
}

/// The fraction that begins at a token.
pub fn fraction(tokens: &[Token], hits: &[Hit], at: usize) -> Option<Fraction> {
    signed(tokens, hits, at)
        .or_else(|| in_digits(tokens, hits, at))
        .or_else(|| in_words(tokens, hits, at))
}

/// "½", "2½"; "½ of" is a share.
fn signed(tokens: &[Token], hits: &[Hit], at: usize) -> Option<Fraction> {
    let text = &tokens[at].lower;
    let last = text.chars().next_back()?;
    let (_, above, below) = SIGNS.iter().find(|(sign, ..)| *sign == last)?;
    let whole = text.strip_suffix(last)?;
    let part = Decimal::from(*above) / Decimal::from(*below);
    let value = if whole.is_empty() {
        part
    } else {
        digits::parse(whole)? + part
    };
    Some(Fraction {
        value,
        share: whole.is_empty() && is_of(hits, at + 1),
        end: at + 1,
    })
}

/// "1/2 of"; without "of" it may be a date, a code or "one of two".
fn in_digits(tokens: &[Token], hits: &[Hit], at: usize) -> Option<Fraction> {
    let [above, slash, below] = tokens.get(at..at + 3)? else {
        return None;
    };
    if slash.lower != "/" || !is_of(hits, at + 3) {
        return None;
    }
    let (above, below) = (digits::parse(&above.lower)?, digits::parse(&below.lower)?);
    (above < below && below <= Decimal::from(12)).then(|| Fraction {
        value: above / below,
        share: true,
        end: at + 3,
    })
}

/// "two thirds", "three-quarters".
fn in_words(tokens: &[Token], hits: &[Hit], at: usize) -> Option<Fraction> {
    let (above, next) = value_at(hits, List::NumberWords, at)?;
    let hyphen = tokens.get(next).is_some_and(|token| token.lower == "-");
    let (below, end) = value_at(hits, List::Fractions, next + usize::from(hyphen))?;
    let value = Decimal::from(above) / Decimal::from(below.max(1));
    (above > 0 && value < Decimal::ONE).then_some(Fraction {
        value,
        share: true,
        end,
    })
}

fn is_of(hits: &[Hit], at: usize) -> bool {
    hits.iter()
        .any(|hit| hit.list == List::OfWords && hit.start == at)
}

/// "Two and a half"; of a range the higher end, "two to three and a half". Behind a year or a large number another thing is named.
pub fn and_a_half(hits: &[Hit], token: &mut NumberToken) {
    let more = hits
        .iter()
        .filter(|hit| hit.list == List::HalfMore && hit.start == token.end);
    let whole = token.number.high.scale() == 0 && token.number.high < Decimal::ONE_HUNDRED;
    if let (Some(hit), true) = (more.max_by_key(|hit| hit.end), whole) {
        if token.number.low == token.number.high {
            token.number.low += HALF;
        }
        token.number.high += HALF;
        token.end = hit.end;
    }
}
