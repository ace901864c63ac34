//! Targets that an indicator sets in its own wording ("At least 200 wells are drilled by 2028"), and whether its row gives a
//! figure that answers them.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::prose::split_code;
use super::told::share;
use crate::report::{Figure, Indicator, ResultStatement};
use rust_decimal::Decimal;

/// Tokens of "By 2028:" and "An estimated" before a quantity that opens a wording.
const OPENING: usize = 6;
/// Words after a number among which stands what it counts.
const COUNTED: usize = 4;
/// A shorter entry is a value, or says that there is none yet.
const ACCOUNT: usize = 8;

/// The quantity that the wording sets, as written, where its row has a place for what was reached and no figure in it
/// answers.
pub fn unanswered(reader: &Reader, result: &ResultStatement, indicator: &Indicator) -> Option<String> {
    let aimed = indicator.periods.iter().any(|period| period.target.is_some());
    if result.plan_only || indicator.implied || indicator.placeholder || aimed {
        return None;
    }
    indicator.location.table?;
    let body = body(reader, indicator);
    let number = quantity(&body)?;
    let told: Vec<&str> = indicator
        .periods
        .iter()
        .flat_map(|period| {
            let actual = period.actual.iter().map(|actual| actual.text.as_str());
            actual.chain(period.comments.iter().map(|comment| comment.text.as_str()))
        })
        .collect();
    let open = if told.is_empty() {
        result.progress_left_blank
    } else {
        told.iter().all(|text| {
            let long = text.split_whitespace().count() >= ACCOUNT;
            let mut sentences = reader.sentences(text).to_vec().into_iter();
            long && !sentences.any(|own| answers(&own, &body, number))
        })
    };
    open.then(|| body.between(number.start, number.end).to_string())
}

/// "1,200 ha of reserve replanted | 310 ha | 1,184 ha": where each wording of a table sets a quantity, and none stands beside
/// it, what was reached is held against it.
pub fn set(reader: &Reader, found: &mut [ResultStatement]) {
    let mut own: Vec<&mut Indicator> = found
        .iter_mut()
        .flat_map(|result| &mut result.indicators)
        .collect();
    let aims: Option<Vec<Figure>> = own.iter().map(|indicator| aim(reader, indicator)).collect();
    let Some(aims) = aims.filter(|aims| aims.len() > 1) else {
        return;
    };
    for (indicator, aim) in own.iter_mut().zip(aims) {
        if let Some(period) = indicator
            .periods
            .iter_mut()
            .rfind(|period| period.actual.is_some())
        {
            period.target = Some(aim);
        }
    }
    // The share of its target tells nothing else.
    for result in found {
        let told: Vec<String> = result
            .indicators
            .iter()
            .filter(|own| !own.implied)
            .map(|own| own.text.clone())
            .collect();
        result
            .indicators
            .retain(|own| !own.implied || !told.contains(&own.text));
    }
}

fn aim(reader: &Reader, indicator: &Indicator) -> Option<Figure> {
    let body = body(reader, indicator);
    let number = quantity(&body)?;
    Some(Figure {
        number: Some(number.number),
        percent: number.percent,
        cumulative: false,
        text: body.between(number.start, number.end).to_string(),
        location: indicator.location.clone(),
    })
}

/// The wording without its code.
fn body(reader: &Reader, indicator: &Indicator) -> Sentence {
    reader.sentence(split_code(&reader.sentence(&indicator.text).text).1)
}

/// The number that a wording sets: with "at least", at its beginning, or as what something is to rise or fall to.
fn quantity(body: &Sentence) -> Option<&NumberToken> {
    let opening = |at: usize| {
        let lists = [
            List::Time,
            List::Approximate,
            List::Indefinites,
            List::EstimateWords,
            List::Function,
        ];
        !body.tokens[at].is_word()
            || body.tokens[at].is_number()
            || lists.into_iter().any(|list| body.at(list, at))
    };
    let plain = |number: &&NumberToken| {
        let counts = number.percent || body.tokens.get(number.end).is_some_and(|next| next.is_word());
        counts
            && !body.is_year(number)
            && !body.in_brackets(number.start)
            && number.number.high > Decimal::ONE
    };
    body.numbers.iter().filter(plain).find(|number| {
        let least = body.ends(List::AtLeast, number.start);
        let first = number.start <= OPENING && (0..number.start).all(opening);
        let changed = [List::ChangeVerbs, List::Increase, List::Falling]
            .into_iter()
            .flat_map(|list| body.all(list))
            .any(|hit| hit.end <= number.start);
        least || first || changed && body.ends(List::ToWords, number.start)
    })
}

/// A share answers a share; a count answers where it is of the same thing, in the same unit.
fn answers(own: &Sentence, body: &Sentence, set: &NumberToken) -> bool {
    let words = body.content();
    let done = body.tokens.iter().enumerate().any(|(at, token)| {
        let act = body.is_passive(&token.lower) && !body.in_brackets(at);
        act && own.tokens.iter().any(|other| other.stem == token.stem)
    });
    let denied = own.has(List::Negations);
    if (done || denied) && share(&own.content(), &words) {
        return true;
    }
    if set.percent {
        let two = own.numbers.iter().filter(|number| !own.is_year(number)).count() > 1;
        let part = two && (own.has(List::OutOf) || own.has(List::OfWords));
        return own.has(List::PercentageWords) || own.numbers.iter().any(|number| number.percent) || part;
    }
    let unit = |sentence: &Sentence, number: &NumberToken| {
        let next = sentence.tokens.get(number.end)?;
        let written = next.lower.chars().any(|c| c.is_ascii_digit());
        let unit = sentence.at(List::PhysicalUnits, number.end) || written && !next.is_number();
        unit.then(|| next.stem.clone())
    };
    let wanted = unit(body, set);
    own.numbers
        .iter()
        .filter(|number| !own.is_year(number))
        .any(|number| {
            if wanted.is_some() {
                return unit(own, number).is_some();
            }
            let end = (number.end + COUNTED).min(own.tokens.len());
            own.tokens[number.end..end]
                .iter()
                .any(|token| words.contains(&token.stem.as_str()))
        })
}
