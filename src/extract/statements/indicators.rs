//! What of a result's account speaks of which of its indicators.

use rust_decimal::Decimal;

use super::owners::content;
use crate::extract::Reader;
use crate::extract::words::Sentence;
use crate::report::{Claim, Indicator, ResultStatement, Statement};

/// Words that a sentence shares with an indicator it speaks of.
const SHARED: usize = 2;

pub fn assign(reader: &Reader, results: &mut [ResultStatement], statements: &[Statement]) {
    for result in results {
        let account = std::mem::take(&mut result.statements);
        let own = result
            .indicators
            .iter()
            .filter(|indicator| !indicator.implied)
            .count();
        for indicator in &mut result.indicators {
            indicator.statements = if own > 1 && !indicator.implied {
                of(reader, indicator, &account, statements)
            } else {
                account.clone()
            };
        }
        result.statements = account;
    }
}

/// The sentences that name it, those of its row, and what their paragraphs say of a shortfall and its reason.
fn of(reader: &Reader, indicator: &Indicator, account: &[usize], statements: &[Statement]) -> Vec<usize> {
    let words = content(&reader.sentence(&indicator.text));
    let figures = figures(indicator);
    let named = |statement: &Statement| {
        let place = &statement.location;
        if place.table.is_some() {
            return place.table == indicator.location.table && place.row == indicator.location.row;
        }
        let fell_short = statement.claims(Claim::Shortfall);
        names(&reader.sentence(&statement.text), &words, &figures, fell_short)
    };
    let naming: Vec<usize> = account
        .iter()
        .copied()
        .filter(|at| named(&statements[*at]))
        .collect();
    let beside = |at: usize| {
        let statement = &statements[at];
        let told = statement.claims(Claim::Reason) || statement.claims(Claim::Shortfall);
        told && naming
            .iter()
            .any(|own| statements[*own].location == statement.location)
    };
    account
        .iter()
        .copied()
        .filter(|at| naming.contains(at) || beside(*at))
        .collect()
}

/// `fell_short`: what did not come needs no number ("The fifth centre was not opened").
fn names(sentence: &Sentence, words: &[String], figures: &[Decimal], fell_short: bool) -> bool {
    let own = content(sentence);
    let shared = words.iter().filter(|word| own.contains(word)).count();
    let figure = sentence
        .numbers
        .iter()
        .any(|number| figures.contains(&number.number.low));
    let most = shared * 2 >= words.len();
    (figure && shared > 0) || (most && (shared >= SHARED || (fell_short && shared > 0)))
}

fn figures(indicator: &Indicator) -> Vec<Decimal> {
    let both = |period: &crate::report::IndicatorPeriod| {
        [&period.target, &period.actual]
            .into_iter()
            .filter_map(|figure| Some(figure.as_ref()?.number?.low))
            .collect::<Vec<Decimal>>()
    };
    indicator.periods.iter().flat_map(both).collect()
}
