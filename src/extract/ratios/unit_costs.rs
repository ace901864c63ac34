//! Unit costs: "85 SEK per call (42,515 calls)", and the amounts that they should follow from.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::amounts::{amounts, is_amount};
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts::{self, Count};
use super::super::words::Sentence;
use super::written;
use crate::document::Passage;
use crate::report::{Amount, Counted, Number, Ratio, RatioKind};

/// Letters that all forms of a noun share.
const BEGINNING: usize = 4;
/// Tokens between an amount and "per …".
const REACH: usize = 4;
/// So many unit costs that follow from the report's amounts show that the others are meant to as well.
const SIBLINGS: usize = 3;

/// A unit cost with the quantity it is for.
struct UnitCost {
    value: Number,
    written: String,
    quantity: Decimal,
    quote: Passage,
    /// Amounts in the same passage.
    beside: Vec<Decimal>,
    /// What the passage before says was spent.
    spent: Option<(Decimal, Passage)>,
}

/// What one of is paid for.
#[derive(Clone)]
struct Unit {
    counted: Counted,
    noun: String,
    start: usize,
    end: usize,
}

pub fn unit_costs(reader: &Reader, passages: &[Passage]) -> Vec<Ratio> {
    let costs: Vec<UnitCost> = passages
        .iter()
        .enumerate()
        .flat_map(|(at, passage)| {
            let own = in_passage(reader, passage);
            let open = own.iter().any(|cost| cost.beside.is_empty());
            let before = at.checked_sub(1).filter(|_| open);
            let spent = before.and_then(|before| spent_before(reader, &passages[before], passage));
            own.into_iter().map(move |cost| UnitCost {
                spent: spent.clone(),
                ..cost
            })
        })
        .collect();
    if costs.is_empty() {
        return Vec::new();
    }
    let amounts = amounts(reader);
    let siblings = costs
        .iter()
        .filter(|cost| amounts.iter().any(|amount| follows(cost, amount.number)))
        .count();
    costs
        .into_iter()
        .map(|cost| {
            let own = match cost.beside.as_slice() {
                [only] => Some((*only, None)),
                several => several
                    .iter()
                    .find(|amount| follows(&cost, **amount))
                    .map(|amount| (*amount, None)),
            };
            let before = || {
                let (amount, place) = cost.spent.as_ref()?;
                is_of_one_order(cost.value.low, cost.quantity, *amount)
                    .then(|| (*amount, Some(place.clone())))
            };
            let amount = own
                .or_else(|| elsewhere(&cost, &amounts, siblings))
                .or_else(before);
            Ratio {
                kind: RatioKind::UnitCost,
                value: cost.value,
                written: cost.written,
                figures: amount.as_ref().map(|(amount, _)| (*amount, cost.quantity)),
                quote: cost.quote,
                figures_at: amount.and_then(|(_, passage)| passage),
                ..Ratio::default()
            }
        })
        .collect()
}

/// "The campaign cost EUR 36,000." in a paragraph of its own, and then whom it reached: the one amount there.
fn spent_before(reader: &Reader, before: &Passage, own: &Passage) -> Option<(Decimal, Passage)> {
    let prose = before.location.table.is_none() && own.location.table.is_none();
    if !prose || before.location.section != own.location.section {
        return None;
    }
    let sentences = reader.sentences(&before.text);
    let mut amounts = sentences.iter().flat_map(|sentence| {
        let own = sentence
            .numbers
            .iter()
            .filter(|number| is_amount(sentence, number));
        own.map(move |number| (sentence, number))
    });
    let (sentence, number) = amounts.next().filter(|_| amounts.next().is_none())?;
    let spent = [List::SpendingWords, List::CostVerbs]
        .into_iter()
        .any(|list| sentence.has(list));
    let place = Passage::new(&sentence.text, before.location.clone());
    spent.then_some((number.number.low, place))
}

/// The amount of the report from which a unit cost follows; where its siblings do and it does not, the nearest.
fn elsewhere(cost: &UnitCost, amounts: &[Amount], siblings: usize) -> Option<(Decimal, Option<Passage>)> {
    let product = cost.value.low.checked_mul(cost.quantity)?;
    let nearest = amounts
        .iter()
        .min_by_key(|amount| (amount.number - product).abs())?;
    (follows(cost, nearest.number) || siblings >= SIBLINGS)
        .then(|| (nearest.number, Some(nearest.quote.clone())))
}

/// An amount that is at most twice or half of what a unit cost comes to is meant to be its sum.
fn is_of_one_order(value: Decimal, quantity: Decimal, amount: Decimal) -> bool {
    let Some(product) = value.checked_mul(quantity) else {
        return false;
    };
    product <= amount * Decimal::TWO && amount <= product * Decimal::TWO
}

/// Within rounding as people round costs.
fn follows(cost: &UnitCost, amount: Decimal) -> bool {
    let Some(quotient) = amount.checked_div(cost.quantity) else {
        return false;
    };
    (quotient - cost.value.low).abs() * Decimal::from(20) <= cost.value.low
}

fn in_passage(reader: &Reader, passage: &Passage) -> Vec<UnitCost> {
    let sentences = reader.sentences(&passage.text);
    let mut found = Vec::new();
    let mut last_unit: Option<Unit> = None;
    let mut last_amounts: Vec<Decimal> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let counted = |at: usize, unit: &Unit| only(counts::counts(&sentences[at]), unit);
        let money: Vec<&NumberToken> = sentence
            .numbers
            .iter()
            .filter(|number| is_amount(sentence, number))
            .collect();
        let unit = unit(sentence)
            .or_else(|| one_that_costs(sentence))
            .or_else(|| money.iter().find_map(|number| for_one(sentence, number)));
        let mut of_this = Vec::new();
        for number in &money {
            let stated = unit
                .as_ref()
                .filter(|unit| cost_of(sentence, &money, unit) == Some(number.start));
            let bracket = [Some(number.end), stated.map(|unit| unit.end)]
                .into_iter()
                .flatten()
                .find_map(|from| quantity_in_brackets(sentence, from));
            let quantity = match (stated, bracket) {
                (_, Some(quantity)) if unit.is_some() || last_unit.is_some() => Some(quantity),
                (Some(unit), None) => counted(index, unit)
                    .or_else(|| index.checked_sub(1).and_then(|before| counted(before, unit))),
                _ => None,
            };
            if let Some(quantity) = quantity {
                of_this.push((
                    number.start,
                    number.number,
                    with_currency(sentence, number),
                    quantity,
                ));
            }
        }
        let beside: Vec<Decimal> = money
            .iter()
            .filter(|number| of_this.iter().all(|(start, ..)| *start != number.start))
            .map(|number| number.number.low)
            .collect();
        // "The line cost EUR 132,000. With 5,500 calls it is EUR 24 for a call."
        let before = |value: Number, quantity: Decimal| match last_amounts[..] {
            [only] if beside.is_empty() && is_of_one_order(value.low, quantity, only) => vec![only],
            _ => beside.clone(),
        };
        found.extend(of_this.iter().map(|(_, value, written, quantity)| UnitCost {
            value: *value,
            written: written.clone(),
            quantity: *quantity,
            quote: Passage::new(&sentence.text, passage.location.clone()),
            beside: before(*value, *quantity),
            spent: None,
        }));
        // What one of something costs is no sum.
        last_amounts = if of_this.is_empty() && !is_told(sentence) {
            beside
        } else {
            Vec::new()
        };
        last_unit = unit.or(last_unit);
    }
    found
}

/// The amount as written, with the currency before or after it: a word or a sign.
pub fn with_currency(sentence: &Sentence, number: &NumberToken) -> String {
    let own = written(sentence, number);
    let token = |at: usize| sentence.between(at, at + 1);
    let before = number.start.checked_sub(1);
    match before.filter(|before| sentence.at(List::Currency, *before)) {
        _ if sentence.at(List::Currency, number.end) => format!("{own} {}", token(number.end)),
        Some(before) => format!("{} {own}", token(before)),
        None => match before.filter(|before| sentence.is_currency_sign(*before)) {
            Some(before) => {
                // "US$ 5,000" begins with its country.
                let glued = |at: &usize| {
                    let (own, sign) = (&sentence.tokens[*at], &sentence.tokens[before]);
                    own.is_word() && own.end == sign.start
                };
                let start = before.checked_sub(1).filter(glued).unwrap_or(before);
                sentence.between(start, number.end).to_string()
            }
            None if sentence.is_currency_sign(number.end) => {
                sentence.between(number.start, number.end + 1).to_string()
            }
            None => own,
        },
    }
}

/// Whether a sentence says what one of something costs: "85 SEK per call", "the unit cost was 85 SEK".
pub fn is_told(sentence: &Sentence) -> bool {
    let money: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| is_amount(sentence, number))
        .collect();
    let priced = || {
        let unit = unit(sentence).or_else(|| one_that_costs(sentence));
        unit.is_some_and(|unit| cost_of(sentence, &money, &unit).is_some())
            || money.iter().any(|number| is_of_one(sentence, number))
    };
    !money.is_empty() && (is_named(sentence) || priced())
}

/// "SEK 100 per spot", whatever a spot is, but not a month.
fn is_of_one(sentence: &Sentence, amount: &NumberToken) -> bool {
    let end = amount.end + usize::from(sentence.at(List::Currency, amount.end));
    [List::ForEach, List::PerWords].into_iter().any(|list| {
        sentence.all(list).any(|hit| {
            let next = sentence.tokens.get(hit.end);
            let named = next.is_some_and(|token| token.is_word() && !token.is_number());
            hit.start == end && named && !sentence.at(List::Time, hit.end)
        })
    })
}

/// "Cost per person", "unit cost".
pub fn is_named(text: &Sentence) -> bool {
    text.has(List::UnitCostWords) && !text.has(List::Negations)
}

/// "per hotline call", "per victim": no time, and something that is counted.
fn unit(sentence: &Sentence) -> Option<Unit> {
    let mut hits = sentence.all(List::PerWords);
    let per = hits.next()?;
    // "per person per day" needs a third figure.
    if hits.next().is_some() {
        return None;
    }
    named(sentence, per.start, per.end)
}

/// "One call cost 480 SEK".
fn one_that_costs(sentence: &Sentence) -> Option<Unit> {
    sentence
        .numbers
        .iter()
        .filter(|number| number.in_words && number.number.low == Decimal::ONE)
        .filter_map(|one| named(sentence, one.start, one.end))
        .find(|unit| sentence.starts(List::CostVerbs, unit.end))
}

/// "480 SEK a call", "9 сомов за штуку": right after the amount.
fn for_one(sentence: &Sentence, amount: &NumberToken) -> Option<Unit> {
    let end = amount.end + usize::from(sentence.at(List::Currency, amount.end));
    let each = sentence.all(List::ForEach).find(|hit| hit.start == end)?;
    named(sentence, each.start, each.end)
        .filter(|unit| unit.end == each.end + 1 && sentence.tokens[each.end].lower == unit.noun)
}

/// What the noun after a token names.
fn named(sentence: &Sentence, start: usize, from: usize) -> Option<Unit> {
    let noun = counts::noun_after(sentence, from)?;
    Some(Unit {
        counted: noun.counted,
        noun: sentence.tokens[noun.end - 1].singular.clone(),
        start,
        end: noun.end,
    })
}

/// Where the cost of one stands: "85 SEK per call", else "the cost per victim is 34,000 SEK".
fn cost_of(sentence: &Sentence, money: &[&NumberToken], unit: &Unit) -> Option<usize> {
    let bare = |from: usize, to: usize| {
        to - from <= REACH
            && (from..to).all(|token| sentence.tokens[token].is_word() || sentence.at(List::Currency, token))
    };
    let before = money
        .iter()
        .rev()
        .find(|number| number.end <= unit.start)
        .filter(|number| bare(number.end, unit.start));
    let after = || {
        money
            .iter()
            .find(|number| number.start >= unit.end)
            .filter(|number| bare(unit.end, number.start))
    };
    before.or_else(after).map(|number| number.start)
}

/// "(42,515 calls)" right after an amount or its unit.
fn quantity_in_brackets(sentence: &Sentence, from: usize) -> Option<Decimal> {
    let open =
        (from..sentence.tokens.len().min(from + 2)).find(|token| sentence.tokens[*token].lower == "(")?;
    let quantity = sentence.numbers.iter().find(|number| number.start == open + 1)?;
    let close = (quantity.end..sentence.tokens.len().min(quantity.end + REACH))
        .find(|token| sentence.tokens[*token].lower == ")")?;
    let plain = !quantity.percent
        && quantity.number.low == quantity.number.high
        && quantity.number.low > Decimal::ONE
        && !(quantity.end..close)
            .any(|token| sentence.at(List::Currency, token) || sentence.at(List::Time, token));
    plain.then_some(quantity.number.low)
}

/// Inflection may take a vowel out: "звонок", "звонков".
fn is_same_noun(one: &str, other: &str) -> bool {
    let beginning = |noun: &str| noun.chars().take(BEGINNING).collect::<String>();
    beginning(one) == beginning(other)
}

/// The one count of what is paid for.
fn only(counts: &[Count], unit: &Unit) -> Option<Decimal> {
    let mut alike = counts.iter().filter(|count| {
        // "4,000 listeners (2,300 women and 1,700 men)".
        !count.part
            && count.counted == unit.counted
            && (is_same_noun(&count.noun_stem, &unit.noun) || unit.counted == Counted::People)
            && count.number.low == count.number.high
            && count.number.low > Decimal::ONE
    });
    let first = alike.next()?;
    alike.next().is_none().then_some(first.number.low)
}
