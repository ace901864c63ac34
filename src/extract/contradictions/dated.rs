//! "On 28 February the fund set aside CHF 298,747", "CHF 326,090 was granted on 28 February": one grant, two amounts.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::period::dates;
use super::super::ratios::written;
use super::super::words::Sentence;
use super::Told;
use crate::document::Passage;
use crate::report::Contradiction;

/// Smaller numbers stand in two sentences by chance.
const TELLING: i64 = 100;

struct Grant<'a> {
    told: &'a Told,
    sentence: &'a Sentence,
    amount: &'a NumberToken,
    /// The month of the one date, and its day.
    date: (Date, Decimal),
    currency: String,
    /// What else is counted.
    others: Vec<Decimal>,
}

impl Grant<'_> {
    /// The sentence as far as the amount and its day: behind them it tells what the money was for.
    fn quote(&self) -> Passage {
        let years = self
            .sentence
            .numbers
            .iter()
            .filter(|number| self.sentence.is_year(number));
        let end = years.map(|year| year.end).chain([self.amount.end]).max();
        let text = end.map_or(self.sentence.text.as_str(), |end| self.sentence.between(0, end));
        Passage::new(text, self.told.place.clone())
    }
}

pub fn contradictions(told: &[Told]) -> Vec<Contradiction> {
    let all: Vec<Grant> = told
        .iter()
        .flat_map(|told| {
            told.sentences
                .iter()
                .filter_map(move |sentence| grant(told, sentence))
        })
        .collect();
    let pairs = all.iter().enumerate().filter_map(|(at, later)| {
        let earlier = all[..at].iter().find(|earlier| {
            earlier.date == later.date
                && earlier.currency == later.currency
                && earlier.amount.number.low != later.amount.number.low
                && earlier.others.iter().any(|number| later.others.contains(number))
        })?;
        Some((earlier, later))
    });
    pairs
        .map(|(earlier, later)| Contradiction {
            first: format!(
                "{} {}",
                written(earlier.sentence, earlier.amount),
                earlier.currency.to_uppercase()
            ),
            second: format!(
                "{} {}",
                written(later.sentence, later.amount),
                later.currency.to_uppercase()
            ),
            quote: later.quote(),
            other: earlier.quote(),
        })
        .collect()
}

/// A sentence that grants one sum on one day.
fn grant<'a>(told: &'a Told, sentence: &'a Sentence) -> Option<Grant<'a>> {
    if !sentence.has(List::FundingActs) {
        return None;
    }
    let mut sums = sentence.numbers.iter().filter(|number| sentence.is_money(number));
    let amount = sums.next().filter(|sum| sum.number.low == sum.number.high)?;
    let alone = sums.next().is_none() && !amount.number.approximate;
    let [(month, last)] = dates(sentence)[..] else {
        return None;
    };
    let day = sentence
        .numbers
        .iter()
        .find(|number| number.number.low <= Decimal::from(31) && sentence.is_beside_month(number))?;
    let beside = [Some(amount.end), amount.start.checked_sub(1)];
    let currency = beside
        .into_iter()
        .flatten()
        .find(|at| sentence.at(List::Currency, *at) || sentence.is_currency_sign(*at))?;
    let others = sentence
        .numbers
        .iter()
        .map(|number| number.number.low)
        .filter(|number| *number >= Decimal::from(TELLING) && *number != amount.number.low);
    let in_month = month.last_of_month() == last || month == last;
    (alone && in_month).then(|| Grant {
        told,
        sentence,
        amount,
        date: (month.first_of_month(), day.number.low),
        currency: sentence.tokens[currency].lower.clone(),
        others: others.filter(|number| !is_year(*number)).collect(),
    })
}

fn is_year(number: Decimal) -> bool {
    (Decimal::from(1900)..=Decimal::from(2100)).contains(&number)
}
