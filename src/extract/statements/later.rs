//! What of a plan had no turn yet: a figure of nothing where the text says that its time is to come.

use rust_decimal::Decimal;

use super::owners::content;
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::report::{Claim, Indicator, ResultStatement, Statement};

/// "Cash-for-winter: 0", and "preparations were made in order to give cash for the winter from November on".
pub fn mark(reader: &Reader, results: &mut [ResultStatement], statements: &[Statement]) {
    let texts: Vec<Vec<String>> = results
        .iter()
        .map(|result| content(&reader.sentence(&result.text)))
        .collect();
    for at in 0..results.len() {
        let unreached = results[at].indicators.iter().any(is_unreached);
        if !unreached {
            continue;
        }
        let others = || texts.iter().enumerate().filter(|(other, _)| *other != at);
        let own: Vec<&String> = texts[at]
            .iter()
            .filter(|word| !others().any(|(_, words)| words.contains(word)))
            .collect();
        let ahead = statements.iter().any(|statement| {
            let sentence = reader.sentence(&statement.text);
            let words = content(&sentence);
            let planned = sentence.has(List::PlanWords) || sentence.has(List::Future);
            let named = own.iter().filter(|word| words.contains(word)).count();
            planned
                && !statement.claims(Claim::Shortfall)
                && statement.location.table.is_none()
                && named * 2 > own.len()
        });
        let unreached = results[at]
            .indicators
            .iter_mut()
            .filter(|indicator| is_unreached(indicator));
        unreached.for_each(|indicator| indicator.begins_later = ahead);
    }
}

fn is_unreached(indicator: &Indicator) -> bool {
    let actuals = indicator
        .periods
        .iter()
        .filter_map(|period| period.actual.as_ref());
    let mut numbers = actuals.filter_map(|figure| figure.number).peekable();
    numbers.peek().is_some() && numbers.all(|number| number.high == Decimal::ZERO)
}
