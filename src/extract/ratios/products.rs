//! Sums that the report works out itself: "11,000 x 11 = 121,000".

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::digits;
use crate::document::Passage;
use crate::report::{Number, Ratio, RatioKind};

/// Signs of a multiplication; letters only where they stand by themselves.
const SIGNS: [char; 3] = ['×', '*', '✕'];
const LETTERS: [char; 4] = ['x', 'X', 'х', 'Х'];
/// Letters beside a factor: "KES", "persons". More is a sentence.
const UNIT: usize = 24;

/// Every "a x b = c" of a passage.
pub fn products(reader: &Reader, passage: &Passage) -> Vec<Ratio> {
    let multiplies = |text: &str| text.contains(SIGNS) || text.contains(LETTERS);
    if !passage.text.contains('=') || !multiplies(&passage.text) {
        return Vec::new();
    }
    let sentences = reader.sentences(&passage.text);
    sentences
        .iter()
        .flat_map(|sentence| {
            let sides: Vec<&str> = sentence.text.split('=').collect();
            let read = sides
                .windows(2)
                .filter_map(|pair| worked_out(reader, pair[0], pair[1]));
            let place = || Passage::new(&sentence.text, passage.location.clone());
            let found: Vec<Ratio> = read
                .map(|own| Ratio {
                    quote: place(),
                    ..own
                })
                .collect();
            found
        })
        .collect()
}

fn worked_out(reader: &Reader, left: &str, right: &str) -> Option<Ratio> {
    let own = left.rsplit([':', ';', '•', '\n']).next()?;
    let factors: Vec<Decimal> = factors(own)?;
    let (last, others) = factors.split_last().filter(|(_, others)| !others.is_empty())?;
    let before = others
        .iter()
        .try_fold(Decimal::ONE, |product, own| product.checked_mul(*own))?;
    let (value, written) = leading(reader, right)?;
    Some(Ratio {
        kind: RatioKind::Product,
        value: Number {
            // A factor with decimals is rounded itself.
            approximate: factors.iter().any(|own| !own.fract().is_zero()),
            ..Number::exact(value)
        },
        written,
        figures: Some((before, *last)),
        ..Ratio::default()
    })
}

/// What is multiplied; nothing where anything but numbers with their units stands there.
fn factors(text: &str) -> Option<Vec<Decimal>> {
    let letters: Vec<char> = text.chars().collect();
    let sign = |at: usize| {
        let beside = |at: Option<usize>| {
            let other = at.and_then(|at| letters.get(at)).copied();
            other.is_none_or(|c| !c.is_alphabetic())
        };
        let alone = beside(at.checked_sub(1)) && beside(Some(at + 1));
        SIGNS.contains(&letters[at]) || LETTERS.contains(&letters[at]) && alone
    };
    let mut parts = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        if sign(at) {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(*letter);
        }
    }
    if parts.len() < 2 {
        return None;
    }
    parts.iter().map(|part| factor(part)).collect()
}

/// "(500F": one number and its unit.
fn factor(text: &str) -> Option<Decimal> {
    let (value, _) = first_number(text)?;
    let rest = text.chars().filter(|c| !c.is_ascii_digit());
    let others = rest.filter(|c| c.is_alphabetic()).count();
    let reckoned = text.contains(['+', '/', '÷', '%', '≈', '~']) || text.contains(" - ");
    (others <= UNIT && !reckoned && numbers_in(text) == 1).then_some(value)
}

fn numbers_in(text: &str) -> usize {
    let mut count = 0;
    let mut rest = text;
    while let Some((_, end)) = first_number(rest) {
        count += 1;
        rest = &rest[end..];
    }
    count
}

/// The first number and the byte after it; a space parts thousands only before three digits.
fn first_number(text: &str) -> Option<(Decimal, usize)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut end = start;
    while let Some(c) = text[end..].chars().next() {
        let after = &text[end + c.len_utf8()..];
        let group = after.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = match c {
            _ if c.is_ascii_digit() => true,
            '.' | ',' => group > 0,
            ' ' | '\u{a0}' | '\u{202f}' | '’' | '\'' => group == 3,
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += c.len_utf8();
    }
    Some((digits::parse(&text[start..end])?, end))
}

/// The number right after "=", perhaps with a currency before it.
fn leading(reader: &Reader, text: &str) -> Option<(Decimal, String)> {
    let (value, end) = first_number(text)?;
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let before = text[..start].trim();
    let short = before.chars().count() <= CURRENCY && !before.contains(['-', '~', '≈', '(']);
    // "= 4.2 million", "= 12 + 3": what follows goes on reckoning.
    let next = text[end..].trim_start();
    let on = next.starts_with(['+', '/', '%', '×', '*', '÷']) || next.starts_with(LETTERS) && !in_word(next);
    let scaled = reader.sentence(next).starts(List::Scales, 0);
    (short && !on && !scaled).then(|| (value, text[start..end].to_string()))
}

fn in_word(text: &str) -> bool {
    text.chars().nth(1).is_some_and(char::is_alphabetic)
}

/// Letters of a currency before its amount.
const CURRENCY: usize = 4;
