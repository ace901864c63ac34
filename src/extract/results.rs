//! Expected results with their indicators, targets and actuals: from frameworks in tables, from labelled prose and lists.

mod prose;
mod quantity;
mod table;

use super::Reader;
use super::lexicon::List;
use super::words::Sentence;
use crate::document::{BlockKind, Passage};
use crate::report::{Figure, Indicator, IndicatorPeriod, Measure, Observes, ResultLevel, ResultStatement};

pub use table::is_framework;

/// All results of a document. Where prose announces a result that a table then reports on, the table's stands.
pub fn results(reader: &Reader) -> Vec<ResultStatement> {
    let mut found: Vec<ResultStatement> = Vec::new();
    for block in &reader.document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            for result in table::results(reader, table) {
                merge(reader, &mut found, result);
            }
        }
    }
    for result in prose::results(reader) {
        merge(reader, &mut found, result);
    }
    for result in &mut found {
        complete(reader, result);
    }
    found
}

/// The same expected result may stand in a list, in prose and in a table: one of them is kept, with all that was said.
fn merge(reader: &Reader, found: &mut Vec<ResultStatement>, new: ResultStatement) {
    let words = |text: &str| -> Vec<String> {
        reader
            .sentence(text)
            .content()
            .iter()
            .map(|word| (*word).to_string())
            .collect()
    };
    let new_words = words(&new.text);
    let twin = found
        .iter_mut()
        .find(|old| similarity(&words(&old.text), &new_words) >= 0.6);
    match twin {
        Some(old) => {
            if new.text.len() > old.text.len() && old.progress.is_empty() && !new.progress.is_empty() {
                old.location = new.location;
            }
            old.progress.extend(new.progress);
            old.indicators.extend(new.indicators);
            old.progress_left_blank &= new.progress_left_blank || old.progress.is_empty();
            if old.level == ResultLevel::Unspecified {
                old.level = new.level;
            }
        }
        None => found.push(new),
    }
}

/// Share of the shorter text's words that both have.
pub fn similarity(one: &[String], other: &[String]) -> f64 {
    let shorter = one.len().min(other.len());
    if shorter < 3 {
        return if one == other && shorter > 0 { 1.0 } else { 0.0 };
    }
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared as f64 / one.len().max(other.len()) as f64
}

/// Adds what a result's own words say: implied indicator, measures, what is observed.
fn complete(reader: &Reader, result: &mut ResultStatement) {
    if result.indicators.is_empty() {
        result.indicators.extend(quantity::implied(reader, result));
    }
    result.names_gender = super::gender::named_in(&reader.sentence(&result.text));
    for indicator in &mut result.indicators {
        understand(reader, indicator);
    }
    if result.level == ResultLevel::Unspecified {
        result.level = level_of_label(&reader.sentence(&result.text));
    }
}

/// Reads off an indicator's wording what it measures and which part of the results chain it observes.
pub fn understand(reader: &Reader, indicator: &mut Indicator) {
    let sentence = reader.sentence(&indicator.text);
    let numbers_known = |figure: Option<&Figure>| figure.is_some_and(|figure| figure.percent);
    let percent = indicator.text.contains('%')
        || sentence.has(List::PercentageWords)
        || indicator
            .periods
            .iter()
            .any(|period| numbers_known(period.actual.as_ref()) || numbers_known(period.target.as_ref()));
    if indicator.measure == Measure::Unknown {
        indicator.measure = if percent {
            Measure::Percentage
        } else if sentence.has(List::Currency) {
            Measure::Money
        } else {
            noun_measure(&sentence)
        };
    }
    if indicator.observes == Observes::Unclear {
        indicator.observes = observes(&sentence, indicator.measure);
    }
    indicator.ascending = direction(&sentence, indicator);
    indicator.placeholder |= is_placeholder(&sentence);
    indicator.names_gender = super::gender::named_in(&sentence);
    indicator.measurable = !matches!(indicator.measure, Measure::Unknown | Measure::Qualitative)
        || !sentence.numbers.is_empty()
        || counting_phrase(&sentence).is_some()
        || sentence.has(List::MeasureWords);
    indicator.abstract_change = sentence.has(List::AbstractWords);
}

/// Publishers set `ascending` carelessly: an indicator falls only when its wording or its own figures say so.
fn direction(sentence: &Sentence, indicator: &Indicator) -> Option<bool> {
    let baseline = indicator.baseline.as_ref().and_then(|figure| figure.number);
    let target = indicator
        .periods
        .iter()
        .rev()
        .find_map(|period| period.target.as_ref()?.number);
    let falls = matches!((baseline, target), (Some(baseline), Some(target)) if target.high < baseline.low);
    let rises = matches!((baseline, target), (Some(baseline), Some(target)) if target.low > baseline.high);
    match (falls, rises) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ if indicator.ascending == Some(false) && sentence.has(List::Falling) => Some(false),
        _ => indicator.ascending.filter(|ascending| *ascending),
    }
}

/// The first noun that can be counted decides: "number of training sessions for teachers" counts sessions.
fn noun_measure(sentence: &Sentence) -> Measure {
    let nouns = [
        (List::People, Measure::People),
        (List::Households, Measure::Things),
        (List::Cases, Measure::Things),
        (List::Events, Measure::Things),
        (List::Products, Measure::Things),
        (List::Contacts, Measure::Things),
        (List::Organisations, Measure::Things),
        (List::Places, Measure::Things),
    ];
    let start = counting_phrase(sentence);
    let first = sentence
        .hits
        .iter()
        .filter(|hit| hit.start >= start.unwrap_or(0))
        .filter_map(|hit| {
            nouns
                .iter()
                .find(|(list, _)| *list == hit.list)
                .map(|(_, measure)| (hit, *measure))
        })
        .min_by_key(|(hit, _)| (hit.start, usize::MAX - hit.end));
    match (start, first) {
        (None, _) if sentence.numbers.is_empty() => Measure::Unknown,
        (_, Some((hit, measure))) => {
            // "school children", "police officers": of two nouns side by side the last is counted.
            let next = sentence.all(List::People).any(|people| people.start == hit.end);
            if next { Measure::People } else { measure }
        }
        (_, None) => Measure::Unknown,
    }
}

/// Token after "number of", "no. of", "#".
fn counting_phrase(sentence: &Sentence) -> Option<usize> {
    let sign = sentence.tokens.iter().position(|token| token.lower == "#");
    let words = sentence.first(List::Counting).map(|hit| hit.end);
    sign.map(|at| at + 1).or(words)
}

fn observes(sentence: &Sentence, measure: Measure) -> Observes {
    if sentence.has(List::ChangeUse) {
        return Observes::Change;
    }
    let delivery = sentence.first(List::DeliveryWords).map(|hit| hit.start);
    let change = sentence.first(List::ChangeWords).map(|hit| hit.start);
    match (delivery, change) {
        (Some(delivery), Some(change)) if counting_phrase(sentence).is_some() => {
            if delivery < change {
                Observes::Delivery
            } else {
                Observes::Change
            }
        }
        (_, Some(_)) => Observes::Change,
        (Some(_), None) if measure == Measure::Percentage => Observes::Unclear,
        (Some(_), None) => Observes::Delivery,
        (None, None) => Observes::Unclear,
    }
}

fn is_placeholder(sentence: &Sentence) -> bool {
    let words = sentence.tokens.iter().filter(|token| token.is_word()).count();
    // "DD5", "5260-A": a code names an indicator and says nothing of it.
    let only_code = !sentence
        .tokens
        .iter()
        .any(|token| token.is_word() && token.lower.chars().filter(|c| c.is_alphabetic()).count() > 3);
    // "Not applicable" is the whole text; "No indicator available – only a description …" begins it.
    only_code
        || sentence
            .all(List::Placeholders)
            .any(|hit| hit.start == 0 && (hit.end >= words || hit.end >= 3))
}

/// The level that a label ("Outcome 1.2: …") states.
pub fn level_of_label(sentence: &Sentence) -> ResultLevel {
    let at_start = |list| {
        sentence
            .all(list)
            .any(|hit| hit.start == 0 && labelled(sentence, hit.end))
    };
    [
        (List::LevelOutcome, ResultLevel::Outcome),
        (List::LevelImpact, ResultLevel::Impact),
        (List::LevelOutput, ResultLevel::Output),
        (List::LevelActivity, ResultLevel::Activity),
    ]
    .into_iter()
    .find(|(list, _)| at_start(*list))
    .map_or(ResultLevel::Unspecified, |(_, level)| level)
}

fn labelled(sentence: &Sentence, end: usize) -> bool {
    sentence.tokens.get(end).is_none_or(|next| {
        next.is_number() || matches!(next.lower.as_str(), ":" | "." | "–" | "-") || next.lower.len() == 1
    })
}

/// A cell or line that gives no value: empty, a dash, "n/a", "tbc".
pub fn is_blank(sentence: &Sentence) -> bool {
    let words = sentence
        .tokens
        .iter()
        .filter(|token| token.is_word() || token.is_number())
        .count();
    words == 0
        || sentence
            .all(List::Blank)
            .any(|hit| hit.start == 0 && hit.end >= sentence.tokens.len())
}

/// An indicator with a single period, as tables and prose give it.
fn single_period(
    target: Option<Figure>,
    actual: Option<Figure>,
    comments: Vec<Passage>,
) -> Vec<IndicatorPeriod> {
    if target.is_none() && actual.is_none() && comments.is_empty() {
        return Vec::new();
    }
    vec![IndicatorPeriod {
        target,
        actual,
        comments,
        ..IndicatorPeriod::default()
    }]
}
