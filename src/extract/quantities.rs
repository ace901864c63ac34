//! The quantities that a sentence tells, each once: "thirty-six episodes (36)" is one, a year or a phase's number is none.

use rust_decimal::Decimal;

use super::lexicon::List;
use super::numbers::NumberToken;
use super::ratios::prose::is_date;
use super::words::Sentence;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Count,
    Money,
    /// Kilometres, tonnes, litres.
    Measure,
    Time,
    Share,
}

#[derive(Debug, Clone)]
pub struct Quantity {
    pub value: Decimal,
    /// Token indices of the number, the end excluded.
    pub start: usize,
    pub end: usize,
    pub unit: Unit,
    /// "About", "over", a range.
    pub approximate: bool,
    /// "One", which may be an article.
    pub article: bool,
    /// Half of what the last digit stands for; nothing of whole numbers, which are counted.
    pub rounding: Decimal,
    /// By how much a scale word multiplies the digits.
    pub scale: Decimal,
}

/// All quantities of a sentence.
pub fn quantities(sentence: &Sentence) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    for number in &sentence.numbers {
        if is_label(sentence, number) {
            continue;
        }
        let own = quantity(sentence, number);
        let last = found.last_mut().filter(|last| last.unit == own.unit);
        match last {
            // "One third (33 %)": the digits are meant.
            Some(last) if is_told_again(sentence, last, &own) => {
                if own.unit == Unit::Share {
                    *last = Quantity {
                        start: last.start,
                        ..own
                    };
                }
            }
            _ => found.push(own),
        }
    }
    one_in_so_many(sentence, &mut found);
    found.extend(fractions(sentence));
    found.sort_by_key(|own| own.start);
    found.dedup_by(|own, last| {
        own.unit == Unit::Share && last.unit == own.unit && is_told_again(sentence, last, own) && {
            *last = Quantity {
                start: last.start,
                ..own.clone()
            };
            true
        }
    });
    found
}

/// "One in eight", "three out of four" are shares.
fn one_in_so_many(sentence: &Sentence, found: &mut Vec<Quantity>) {
    let mut at = 1;
    while at < found.len() {
        let (one, other) = (&found[at - 1], &found[at]);
        let linked = sentence
            .all(List::ShareLinks)
            .any(|hit| hit.start == one.end && hit.end == other.start);
        let in_words = |own: &Quantity| {
            sentence
                .numbers
                .iter()
                .any(|number| number.start == own.start && number.in_words)
        };
        let small =
            one.value < other.value && other.value <= Decimal::TEN && in_words(one) && in_words(other);
        if linked && small {
            found[at - 1] = Quantity {
                value: (one.value * Decimal::ONE_HUNDRED / other.value).round_dp(1),
                end: other.end,
                unit: Unit::Share,
                article: false,
                rounding: Decimal::from(ROUGHLY),
                ..one.clone()
            };
            found.remove(at);
        }
        at += 1;
    }
}

/// "A quarter", "half of them".
fn fractions(sentence: &Sentence) -> Vec<Quantity> {
    let free = |at: usize| {
        !sentence
            .numbers
            .iter()
            .any(|number| number.start <= at && at < number.end)
    };
    let hits = sentence.all(List::Fractions).filter(|hit| free(hit.start));
    let words = hits.filter(|hit| {
        let article = |at: usize| {
            let words = sentence.grammar().indefinite;
            words.contains(&sentence.tokens[at].lower.as_str())
        };
        let lone = hit.start.checked_sub(1).is_some_and(article)
            && sentence.tokens.get(hit.end).is_none_or(|next| !next.is_word());
        lone || sentence.starts(List::OfWords, hit.end)
    });
    // "Every third": one in two where no number is said.
    let nth = sentence.all(List::EveryNth).map(|hit| {
        let number = sentence
            .all(List::OrdinalNumbers)
            .find(|own| own.start >= hit.start && own.end <= hit.end);
        (hit.start, hit.end, number.and_then(|own| own.value).or(Some(2)))
    });
    words
        .map(|hit| (hit.start, hit.end, hit.value))
        .chain(nth)
        .filter_map(|(start, end, value)| {
            Some(Quantity {
                value: Decimal::ONE_HUNDRED
                    .checked_div(Decimal::from(value?))?
                    .round_dp(1),
                start,
                end,
                unit: Unit::Share,
                approximate: (start.saturating_sub(1)..=start).any(|at| sentence.ends(List::Approximate, at)),
                article: false,
                rounding: Decimal::from(ROUGHLY),
                scale: Decimal::ONE,
            })
        })
        .collect()
}

/// Percentage points by which a share in words is rounded.
const ROUGHLY: i64 = 5;

fn quantity(sentence: &Sentence, number: &NumberToken) -> Quantity {
    let value = number.number;
    let unit = if number.percent {
        Unit::Share
    } else if sentence.is_money(number) {
        Unit::Money
    } else if sentence.starts(List::Time, number.end) {
        Unit::Time
    } else if (number.end..number.end + UNIT).any(|at| sentence.starts(List::PhysicalUnits, at)) {
        Unit::Measure
    } else {
        Unit::Count
    };
    let digits = sentence.between(number.start, number.start + 1);
    let decimals = super::numbers::digits::parse(digits).map(|bare| (bare, bare.scale()));
    let scale = decimals
        .filter(|(bare, _)| !number.in_words && !bare.is_zero() && value.low != *bare)
        .and_then(|(bare, _)| value.low.checked_div(bare))
        .filter(|scale| scale.is_integer() && !number.percent)
        .unwrap_or(Decimal::ONE);
    let places = decimals.map_or(0, |(_, places)| places);
    let rounded = places > 0 || scale > Decimal::ONE || number.percent;
    let rounding = if rounded {
        Decimal::new(5, places + 1) * scale
    } else {
        Decimal::ZERO
    };
    Quantity {
        value: value.low,
        start: number.start,
        end: number.end,
        unit,
        approximate: value.approximate || value.low != value.high,
        article: number.in_words && value.low <= Decimal::ONE,
        rounding,
        scale,
    }
}

/// Words from a number to its unit: "10.5 km", "3.5 cubic metres".
const UNIT: usize = 2;

/// A date, a class, a threshold or the number in a name.
fn is_label(sentence: &Sentence, number: &NumberToken) -> bool {
    let token = |at: usize| sentence.tokens.get(at);
    let glued = |at: usize| {
        let (Some(own), Some(before)) = (token(at), at.checked_sub(1).and_then(token)) else {
            return false;
        };
        own.start == before.end && matches!(own.lower.as_str(), "-" | "‑" | "/" | ":" | "_" | "°")
    };
    let joined = glued(number.end)
        && token(number.end + 1).is_some_and(|next| next.start == token(number.end).map_or(0, |own| own.end));
    let behind = number.start > 0
        && glued(number.start - 1)
        && sentence.tokens[number.start - 1].end == sentence.tokens[number.start].start;
    let named = [
        List::References,
        List::Time,
        List::OrdinalMarks,
        List::PeriodUnits,
    ]
    .into_iter()
    .any(|list| sentence.ends(list, number.start))
        && !number.percent
        && number.number.low < Decimal::ONE_HUNDRED
        && !sentence
            .tokens
            .get(number.end)
            .is_some_and(|next| next.is_word() && !sentence.at(List::Function, number.end));
    let ordinal = sentence.starts(List::OrdinalMarks, number.end);
    let bound = [List::AtLeast, List::AtMost, List::BetweenWords]
        .into_iter()
        .any(|list| sentence.ends(list, number.start));
    // "1) surveys; 2) lists".
    let item =
        token(number.end).is_some_and(|token| token.lower == ")") && !sentence.in_brackets(number.start);
    is_date(sentence, number) || item || joined || behind || named || ordinal || bound
}

/// "Thirty-six episodes (36)", "ten and a half kilometres (10.5 km)", "one third (33 %)".
fn is_told_again(sentence: &Sentence, last: &Quantity, own: &Quantity) -> bool {
    let near = own.unit == Unit::Share && (last.value - own.value).abs() <= Decimal::ONE;
    let opens = own
        .start
        .checked_sub(1)
        .is_some_and(|at| sentence.tokens[at].lower == "(");
    let closed = (own.end..own.end + UNIT + 1)
        .any(|at| sentence.tokens.get(at).is_some_and(|token| token.lower == ")"));
    (last.value == own.value || near) && opens && closed
}
