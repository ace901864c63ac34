//! Fractions: "½", "2½", "1/2 of", "two thirds".

use rust_decimal::Decimal;

use super::{NUMBER_WORDS, parse_digits};
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
const PARTS: [(&str, i64); 8] = [
    ("half", 2),
    ("halve", 2),
    ("third", 3),
    ("quarter", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("eighth", 8),
    ("tenth", 10),
];

/// A fraction and the token after it.
pub struct Fraction {
    pub value: Decimal,
    /// A part of something that is counted: a share, not a number of things.
    pub share: bool,
    pub end: usize,
}

/// The fraction that begins at a token.
pub fn fraction(tokens: &[Token], at: usize) -> Option<Fraction> {
    signed(tokens, at)
        .or_else(|| in_digits(tokens, at))
        .or_else(|| in_words(tokens, at))
}

/// "½", "2½"; "½ of" is a share.
fn signed(tokens: &[Token], at: usize) -> Option<Fraction> {
    let text = &tokens[at].lower;
    let last = text.chars().next_back()?;
    let (_, above, below) = SIGNS.iter().find(|(sign, ..)| *sign == last)?;
    let whole = text.strip_suffix(last)?;
    let part = Decimal::from(*above) / Decimal::from(*below);
    let value = if whole.is_empty() {
        part
    } else {
        parse_digits(whole)? + part
    };
    Some(Fraction {
        value,
        share: whole.is_empty() && is(tokens, at + 1, "of"),
        end: at + 1,
    })
}

/// "1/2 of"; without "of" it may be a date, a code or "one of two".
fn in_digits(tokens: &[Token], at: usize) -> Option<Fraction> {
    let [above, slash, below, of] = tokens.get(at..at + 4)? else {
        return None;
    };
    if slash.lower != "/" || of.lower != "of" {
        return None;
    }
    let (above, below) = (parse_digits(&above.lower)?, parse_digits(&below.lower)?);
    (above < below && below <= Decimal::from(12)).then(|| Fraction {
        value: above / below,
        share: true,
        end: at + 3,
    })
}

/// "two thirds", "three-quarters".
fn in_words(tokens: &[Token], at: usize) -> Option<Fraction> {
    let above = NUMBER_WORDS.iter().position(|word| *word == tokens[at].lower)?;
    let next = if is(tokens, at + 1, "-") { at + 2 } else { at + 1 };
    let part = &tokens.get(next)?.singular;
    let (_, below) = PARTS.iter().find(|(name, _)| name == part)?;
    let value = Decimal::from(above) / Decimal::from(*below);
    (above > 0 && value < Decimal::ONE).then_some(Fraction {
        value,
        share: true,
        end: next + 1,
    })
}

fn is(tokens: &[Token], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.lower == word)
}
