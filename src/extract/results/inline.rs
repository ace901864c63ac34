//! Targets and values in brackets of the account: "Household ponds (baseline 12, target 150): 94 ponds are in use."

use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::against::{self, Pair, Value};
use super::single_period;
use crate::document::{Block, BlockKind};
use crate::report::{Figure, Indicator, Kind, ResultStatement};

/// Tokens from a label to its number: "target for 2023: 5,000".
const LABELLED: usize = 4;
/// Tokens between the value and the bracket before or after it: "46 per cent (target: 45 per cent)".
const BESIDE: usize = 2;
const BEHIND: usize = 8;
/// Sentences after a figure that may say why it is so.
const EXPLAINED: usize = 2;

/// What a bracket sets out.
struct Set<'a> {
    target: &'a NumberToken,
    baseline: Option<&'a NumberToken>,
    actual: Option<&'a NumberToken>,
    year: Option<&'a str>,
    at_most: bool,
    open: usize,
    close: usize,
}

/// The indicators of the running text, each with its value; where a reason follows nothing is owed.
///
/// `framed`: the results that are known already; what the text repeats of their figures is theirs.
pub fn results(reader: &Reader, framed: &[ResultStatement]) -> Vec<ResultStatement> {
    let blocks = reader.document.blocks.iter().enumerate();
    blocks
        .filter(|(index, block)| {
            let prose = matches!(
                block.kind,
                BlockKind::Paragraph { .. } | BlockKind::ListItem { .. } | BlockKind::Footnote { .. }
            );
            let ahead = matches!(reader.role(*index), Role::Future | Role::Plan | Role::Expected);
            prose && !ahead
        })
        .flat_map(|(_, block)| in_block(reader, block, framed))
        .collect()
}

fn in_block(reader: &Reader, block: &Block, framed: &[ResultStatement]) -> Vec<ResultStatement> {
    let text = block.text().unwrap_or_default();
    let sentences = reader.sentences(text);
    let explained = |at: usize| {
        sentences[at..]
            .iter()
            .take(EXPLAINED + 1)
            .enumerate()
            .take_while(|(place, other)| *place == 0 || set(other).is_none())
            .any(|(_, other)| gives_reason(other))
    };
    (0..sentences.len())
        .filter(|at| !explained(*at))
        .filter_map(|at| {
            let (own, next) = (&sentences[at], sentences.get(at + 1));
            let against = || {
                // Half-way, the target of the end is not due.
                let due = reader.kind != Kind::Interim || !own.has(List::WholeWords);
                against::short(own, next).filter(|pair| due && !is_framed(reader, framed, own, pair))
            };
            indicator(own, next, block).or_else(|| Some(implied(own, block, &against()?, own)))
        })
        .map(|indicator| ResultStatement {
            text: indicator.text.clone(),
            location: indicator.location.clone(),
            indicators: vec![indicator],
            indicator_only: true,
            ..ResultStatement::default()
        })
        .collect()
}

/// Whether a framework has the target already: what the text repeats of a result's figures names its value or its matter.
fn is_framed(reader: &Reader, framed: &[ResultStatement], sentence: &Sentence, pair: &Pair) -> bool {
    let holds = |figure: &Option<Figure>, value: Value| {
        figure
            .as_ref()
            .is_some_and(|figure| figure.number == Some(value.number) && figure.percent == value.percent)
    };
    let words = sentence.content();
    let names = |text: &str| {
        let own = reader.sentence(text);
        let own = own.content();
        own.iter().any(|word| words.contains(word))
    };
    framed.iter().any(|result| {
        result.indicators.iter().any(|indicator| {
            indicator.periods.iter().any(|period| {
                holds(&period.target, pair.target)
                    && (holds(&period.actual, pair.actual) || names(&indicator.text) || names(&result.text))
            })
        })
    })
}

/// The indicator that a sentence implies by a target and a value; the value may stand in another: `said`.
fn implied(sentence: &Sentence, block: &Block, pair: &Pair, said: &Sentence) -> Indicator {
    let figures = (
        figure(pair.target, sentence, block),
        figure(pair.actual, said, block),
    );
    Indicator {
        text: sentence.text.trim().to_string(),
        location: block.location.clone(),
        implied: true,
        periods: single_period(Some(figures.0), Some(figures.1), Vec::new()),
        ..Indicator::default()
    }
}

fn figure(value: Value, said: &Sentence, block: &Block) -> Figure {
    Figure {
        number: Some(value.number),
        percent: value.percent,
        text: said.text.trim().to_string(),
        location: block.location.clone(),
        ..Figure::default()
    }
}

fn gives_reason(sentence: &Sentence) -> bool {
    [List::ReasonWords, List::HinderWords, List::CauseWords]
        .into_iter()
        .any(|list| sentence.has(list))
}

fn indicator(sentence: &Sentence, next: Option<&Sentence>, block: &Block) -> Option<Indicator> {
    let set = set(sentence)?;
    let actual = set
        .actual
        .or_else(|| before(sentence, &set))
        .or_else(|| after(sentence, &set))
        .map(|number| (number, sentence))
        .or_else(|| next.and_then(|next| Some((alike(sentence, &set, next)?, next))));
    let (actual, said) = actual.filter(|(actual, _)| actual.percent == set.target.percent)?;
    let pair = Pair {
        target: Value::of(set.target),
        actual: Value::of(actual),
    };
    let mut indicator = implied(sentence, block, &pair, said);
    for period in &mut indicator.periods {
        period.label = set.year.map(str::to_string);
    }
    let falls = set
        .baseline
        .is_some_and(|baseline| baseline.number.low > set.target.number.low);
    Some(Indicator {
        ascending: (falls || set.at_most || set.baseline.is_some()).then_some(!(falls || set.at_most)),
        baseline: set
            .baseline
            .map(|number| figure(Value::of(number), sentence, block)),
        ..indicator
    })
}

/// The first bracket with a target.
fn set(sentence: &Sentence) -> Option<Set<'_>> {
    let mark =
        |mark: &str, from: usize| (from..sentence.tokens.len()).find(|at| sentence.tokens[*at].lower == mark);
    let mut from = 0;
    while let Some(open) = mark("(", from) {
        let close = mark(")", open)?;
        from = close;
        // "62% of target, 67% of those registered": the label stands behind its number.
        let share_of = |label: &Hit| {
            let mut numbers = sentence.numbers.iter();
            numbers.any(|number| {
                number.percent && number.end < label.start && {
                    (number.end..label.start).all(|at| {
                        let lists = [List::OfWords, List::ComparedWith, List::Articles];
                        lists.into_iter().any(|list| sentence.at(list, at))
                    })
                }
            })
        };
        let labelled = |list: List| {
            let label = sentence
                .all(list)
                .find(|hit| hit.start > open && hit.end < close)?;
            let near = |number: &&NumberToken| {
                number.start >= label.end
                    && number.end <= close
                    && number.start - label.end <= LABELLED
                    && !sentence.is_year(number)
                    && !(share_of(label) && sentence.tokens[label.end].lower == ",")
            };
            let number = sentence.numbers.iter().find(near)?;
            // "Baseline not known, target 40": the number is of the second.
            let other = [List::ColumnBaseline, List::ColumnTarget, List::ColumnActual]
                .into_iter()
                .filter(|other| *other != list)
                .any(|other| {
                    sentence
                        .all(other)
                        .any(|hit| hit.start >= label.end && hit.end <= number.start)
                });
            (!other).then_some((label.end, number))
        };
        if let Some(target) = numbered_target(sentence, open, close).filter(|_| open > 0) {
            return Some(Set {
                target,
                baseline: None,
                actual: counted_before(sentence, open),
                year: None,
                at_most: false,
                open,
                close,
            });
        }
        let Some((label, target)) = labelled(List::ColumnTarget).filter(|_| open > 0) else {
            continue;
        };
        // "Indicator 2.2 (37 per cent against a milestone of 35)".
        let against = sentence
            .numbers
            .iter()
            .find(|number| number.start == open + 1 && number.end < label && !sentence.is_year(number));
        let year = sentence
            .numbers
            .iter()
            .find(|number| number.start >= label && number.end <= target.start && sentence.is_year(number));
        return Some(Set {
            target,
            baseline: labelled(List::ColumnBaseline).map(|(_, number)| number),
            actual: labelled(List::ColumnActual).map(|(_, number)| number).or(against),
            year: year.map(|year| sentence.tokens[year.start].lower.as_str()),
            at_most: sentence
                .all(List::AtMost)
                .any(|hit| hit.start > open && hit.end < close),
            open,
            close,
        });
    }
    None
}

/// "(of a 3,000 target)", "(41% of the 1,350 target)": the number stands before its label.
fn numbered_target(sentence: &Sentence, open: usize, close: usize) -> Option<&NumberToken> {
    let mut labels = sentence.all(List::ColumnTarget);
    let label = labels.find(|hit| hit.start > open && hit.end <= close)?;
    let mut numbers = sentence.numbers.iter();
    numbers.find(|number| {
        let of = (open + 1..number.start).any(|at| sentence.starts(List::OfWords, at));
        of && number.end == label.start && !number.percent && !sentence.is_year(number)
    })
}

/// The first number of the part of the sentence before a bracket: "2,524 people trained in food production (…".
fn counted_before(sentence: &Sentence, open: usize) -> Option<&NumberToken> {
    let part = sentence.tokens[..open]
        .iter()
        .rposition(|token| matches!(token.lower.as_str(), ";" | ":" | "."));
    let from = part.map_or(0, |at| at + 1);
    let mut numbers = sentence.numbers.iter();
    numbers
        .find(|number| (from..open).contains(&number.start) && !number.percent && !sentence.is_year(number))
}

/// "46 per cent (target: 45 per cent)", "four instead of six (target: 6)".
fn before<'a>(sentence: &'a Sentence, set: &Set) -> Option<&'a NumberToken> {
    let mut before = sentence
        .numbers
        .iter()
        .rev()
        .filter(|number| number.end <= set.open && !sentence.is_year(number));
    let last = before.next().filter(|last| set.open - last.end <= BESIDE)?;
    if last.number.low == set.target.number.low {
        before.next().or(Some(last))
    } else {
        Some(last)
    }
}

fn after<'a>(sentence: &'a Sentence, set: &Set) -> Option<&'a NumberToken> {
    let near = |number: &&NumberToken| {
        number.start > set.close && number.start - set.close <= BEHIND && !sentence.is_year(number)
    };
    sentence.numbers.iter().find(near)
}

/// "… (target: 5,000 calls). During the year 3,140 calls were answered."
fn alike<'a>(sentence: &Sentence, set: &Set, next: &'a Sentence) -> Option<&'a NumberToken> {
    let noun = |sentence: &Sentence, number: &NumberToken| {
        let token = sentence.tokens.get(number.end)?;
        token.is_word().then(|| token.stem.clone())
    };
    let wanted = noun(sentence, set.target)?;
    next.numbers
        .iter()
        .find(|number| noun(next, number).is_some_and(|own| own == wanted))
}
