//! Which result a sentence speaks of, and what of a result no sentence speaks of.

use foldhash::HashMap;
use rust_decimal::Decimal;

use super::deviations::adversity;
use crate::extract::Reader;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::{Claim, Figure, Indicator, IndicatorPeriod, ResultStatement, Statement};

/// "Only 41 survivors stayed, where 50 had been expected, because …": a reason that names both actual and target is theirs.
pub fn reasons_elsewhere(reader: &Reader, results: &mut [ResultStatement], statements: &mut [Statement]) {
    accounts_elsewhere(reader, results, statements);
    comments_explain(reader, results, statements);
    for (index, statement) in statements.iter().enumerate() {
        if !statement.claims(Claim::Reason) {
            continue;
        }
        let sentence = reader.sentence(&statement.text);
        let names = |figure: &Option<Figure>| {
            let number = figure.as_ref().and_then(|figure| figure.number);
            number.is_some_and(|own| sentence.numbers.iter().any(|number| number.number.low == own.low))
        };
        for result in results
            .iter_mut()
            .filter(|result| !result.statements.contains(&index))
        {
            let theirs = result
                .indicators
                .iter()
                .flat_map(|indicator| &indicator.periods)
                .filter(|period| !same_number(&period.target, &period.actual))
                .any(|period| names(&period.target) && names(&period.actual));
            if theirs {
                result.statements.push(index);
            }
        }
    }
}

/// The statements of prose, each with its place among all.
fn in_prose(reader: &Reader, statements: &[Statement]) -> Vec<(usize, Sentence)> {
    let all = statements.iter().enumerate();
    all.filter(|(_, statement)| statement.location.table.is_none())
        .map(|(at, statement)| (at, reader.sentence(&statement.text)))
        .collect()
}

/// "Twenty-nine of 40 earth dams were completed. From August the price of diesel …": a sentence of prose that gives both
/// figures of a missed target speaks of it wherever it stands, and what hindered it stands in the same paragraph.
fn accounts_elsewhere(reader: &Reader, results: &mut [ResultStatement], statements: &mut [Statement]) {
    let said = in_prose(reader, statements);
    for result in results {
        for indicator in result.indicators.iter().filter(|indicator| !indicator.implied) {
            let words = content(&reader.sentence(&indicator.text));
            for (target, actual) in indicator
                .periods
                .iter()
                .filter_map(|period| missed(indicator, period))
            {
                let telling = said.iter().find(|(_, sentence)| {
                    let gives = |wanted| sentence.numbers.iter().any(|number| number.number.low == wanted);
                    gives(target)
                        && gives(actual)
                        && content(sentence).iter().any(|word| words.contains(word))
                });
                let Some((telling, _)) = telling.cloned() else {
                    continue;
                };
                let place = statements[telling].location.clone();
                for (index, statement) in statements.iter_mut().enumerate().skip(telling) {
                    if statement.location != place {
                        continue;
                    }
                    let sentence = reader.sentence(&statement.text);
                    let hindered = adversity(&sentence).map(|hit| sentence.written(hit).to_string());
                    let tells = statement.claims(Claim::Reason) || index == telling;
                    if let Some(word) = hindered.filter(|_| !tells && !statement.claims(Claim::Plan)) {
                        statement.claims.push((Claim::Reason, word));
                    }
                    if (tells || statement.claims(Claim::Reason)) && !result.statements.contains(&index) {
                        result.statements.push(index);
                    }
                }
            }
        }
    }
}

/// "No women available for forming groups", "a separate room is not to be had", in the comment on a missed target: that there
/// was none of something is why, though no word for a reason stands there.
fn comments_explain(reader: &Reader, results: &[ResultStatement], statements: &mut [Statement]) {
    for indicator in results.iter().flat_map(|result| &result.indicators) {
        let missed = |period: &&IndicatorPeriod| missed(indicator, period).is_some();
        for comment in indicator
            .periods
            .iter()
            .filter(missed)
            .flat_map(|period| &period.comments)
        {
            for statement in statements.iter_mut() {
                let beside = comment.location == statement.location && comment.text.contains(&statement.text);
                if statement.claims(Claim::Reason) || !beside {
                    continue;
                }
                if let Some(word) = lacks(&reader.sentence(&statement.text)) {
                    statement.claims.push((Claim::Reason, word));
                }
            }
        }
    }
}

/// Words between "no" and "available".
const LACKING: usize = 5;

/// There was none of something.
fn lacks(sentence: &Sentence) -> Option<String> {
    let none = [List::NoneWords, List::Negations];
    let mut none = none.into_iter().flat_map(|list| sentence.all(list));
    let on_hand = |none: &&Hit| {
        let mut words = sentence.all(List::OnHand);
        words.any(|word| word.end > none.start && word.start <= none.end + LACKING)
    };
    none.find(on_hand).map(|hit| sentence.written(hit).to_string())
}

fn missed(indicator: &Indicator, period: &IndicatorPeriod) -> Option<(Decimal, Decimal)> {
    let low = |figure: &Option<Figure>| Some(figure.as_ref()?.number?.low);
    let (target, actual) = (low(&period.target)?, low(&period.actual)?);
    let short = if indicator.ascending == Some(false) {
        actual > target
    } else {
        actual < target
    };
    short.then_some((target, actual))
}

/// A target that was met leaves nothing to explain.
fn same_number(target: &Option<Figure>, actual: &Option<Figure>) -> bool {
    let low = |figure: &Option<Figure>| {
        figure
            .as_ref()
            .and_then(|figure| figure.number)
            .map(|own| own.low)
    };
    low(target) == low(actual)
}

pub fn content(sentence: &Sentence) -> Vec<String> {
    let mut words: Vec<String> = sentence.content().into_iter().map(String::from).collect();
    words.sort();
    words.dedup();
    words
}

/// The words of results, and which results have each.
#[derive(Default)]
pub struct Keys {
    lengths: Vec<usize>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Keys {
    pub fn of<'a>(reader: &Reader, results: impl Iterator<Item = &'a ResultStatement>) -> Self {
        let mut keys = Keys::default();
        for (index, result) in results.enumerate() {
            // A sentence that gives both its target and its value speaks for itself; what nothing answers has no account.
            let words = if result.tells_itself() || result.unanswered {
                Vec::new()
            } else {
                content(&reader.sentence(&result.text))
            };
            keys.lengths.push(words.len());
            for word in words {
                keys.by_word.entry(word).or_default().push(index);
            }
        }
        keys
    }
}

/// The result with which a sentence shares most words: at least two, and a good part of the result's own.
pub fn owner(sentence: &Sentence, keys: &Keys) -> Option<usize> {
    let mut words = sentence.content();
    words.sort_unstable();
    words.dedup();
    let mut shared = vec![0; keys.lengths.len()];
    for word in words {
        for index in keys.by_word.get(word).into_iter().flatten() {
            shared[*index] += 1;
        }
    }
    let lengths = keys.lengths.iter();
    shared
        .iter()
        .zip(lengths)
        .enumerate()
        .map(|(index, (shared, length))| (index, *shared, *length))
        .filter(|(_, shared, length)| *shared >= 3 || (*shared == 2 && *length <= 6))
        .filter(|(_, shared, length)| shared * 3 >= *length || *shared >= 4)
        .max_by_key(|(_, shared, _): &(usize, usize, usize)| *shared)
        .map(|(index, _, _)| index)
}

/// Groups of actors that a result names and of which nothing in the account of results speaks.
pub fn unmentioned_actors(
    reader: &Reader,
    result: &ResultStatement,
    statements: &[Statement],
) -> Vec<String> {
    let own = reader.sentence(&result.text);
    if result.progress.is_empty() || !own.has(List::Actors) {
        return Vec::new();
    }
    let account: Vec<Sentence> = statements
        .iter()
        .filter(|statement| !statement.claims(Claim::Plan) && !statement.negated)
        .filter(|statement| {
            result
                .statements
                .iter()
                .any(|index| statements[*index].text == statement.text)
                || statement.result.is_some()
                || statement.tells_deed()
                || statement.claims(Claim::Outcome)
        })
        .map(|statement| reader.sentence(&statement.text))
        .collect();
    let mut missing: Vec<String> = own
        .all(List::Actors)
        .filter(|hit| {
            let stems: Vec<&str> = own.tokens[hit.start..hit.end]
                .iter()
                .map(|token| token.stem.as_str())
                .filter(|stem| *stem != "-")
                .collect();
            // Police are law enforcement, whatever the report calls them.
            let law = own.at(List::LawEnforcement, hit.start);
            !account.iter().any(|sentence| {
                if law && sentence.has(List::LawEnforcement) {
                    return true;
                }
                let words: Vec<&str> = sentence
                    .tokens
                    .iter()
                    .map(|token| token.stem.as_str())
                    .filter(|stem| *stem != "-")
                    .collect();
                words.windows(stems.len().max(1)).any(|window| window == stems)
            })
        })
        .map(|hit| own.written(hit).to_string())
        .collect();
    missing.dedup();
    // Where none of the actors is named the account uses other words: nothing can be concluded.
    if missing.len() < own.all(List::Actors).count() {
        missing
    } else {
        Vec::new()
    }
}
