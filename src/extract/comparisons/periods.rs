//! Counts that a sentence gives for each year, quarter or run of months.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::period::year;
use super::super::ratios::passages;
use super::super::statistics::counts::{self, Count};
use super::super::words::Sentence;
use super::{are_taken_for_another, is_mixable};
use crate::document::Passage;
use crate::report::{ComparedValue, Comparison, Counted};

/// Tokens from a period to the figure of it.
const NEAR: usize = 4;
/// So many figures by period are a series, whatever verbs stand between them.
const SERIES: usize = 3;

pub fn comparisons(reader: &Reader) -> Vec<Comparison> {
    let mut found = Vec::new();
    for passage in passages(reader) {
        let sentences = reader.sentences(&passage.text);
        let own = |sentence: &Sentence| by_year(sentence, &passage).or_else(|| listed(sentence, &passage));
        found.extend(sentences.iter().filter_map(own));
    }
    found
}

/// "17 cases were convicted in 2004 and 3 people in 2005", "from March to August 310 visits, from September to December 145
/// households": one count for each year, quarter or run of months.
fn by_year(sentence: &Sentence, passage: &Passage) -> Option<Comparison> {
    let counts: Vec<Count> = counts::counts(sentence)
        .iter()
        .filter(|count| !count.part && is_mixable(count.counted))
        .cloned()
        .collect();
    let times = [years(sentence).collect(), quarters(sentence), runs(sentence)];
    let times = times.into_iter().find(|times: &Vec<usize>| times.len() >= 2)?;
    if times.len() != counts.len() {
        return None;
    }
    let after = |at: usize| counts[at].end <= times[at];
    // Those after the first have no verb of their own: they share the first's.
    let shared = |at: usize| {
        times[at - 1] < counts[at].start
            && (counts[at].end..times[at]).all(|token| !sentence.at(List::Auxiliaries, token))
    };
    let before = |at: usize| {
        times[at] < counts[at].start && times.get(at + 1).is_none_or(|next| counts[at].end <= *next)
    };
    // "Advice was given in 310 cases in 2022 and in 2023 to 266 persons": one verb for all.
    let one_verb = |at: usize| at == 0 || !has_verb(sentence, times[at]);
    let ordered = ((0..times.len()).all(after) && (1..times.len()).all(shared))
        || ((0..times.len()).all(before) && (runs(sentence) == times || (0..times.len()).all(one_verb)));
    ordered.then(|| Comparison {
        quote: Passage::new(&sentence.text, passage.location.clone()),
        values: counts
            .iter()
            .map(|count| compared(sentence, count, passage))
            .collect(),
    })
}

/// "2016: 34 victims; 2017: 41; 2018: 22 cases", "1er trimestre : 18 séances ; 2e : 640 participantes": a figure after each
/// period, some without their unit.
fn listed(sentence: &Sentence, passage: &Passage) -> Option<Comparison> {
    let counts = counts::counts(sentence);
    let mut ordinals = quarters(sentence);
    ordinals.extend(numbered_periods(sentence));
    let is_period = |number: &&NumberToken| sentence.is_year(number) || ordinals.contains(&number.start);
    let mut periods: Vec<usize> = sentence
        .numbers
        .iter()
        .filter(is_period)
        .map(|year| year.start)
        .collect();
    periods.extend(&ordinals);
    periods.sort_unstable();
    periods.dedup();
    let figures: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| !is_period(number) && !number.percent && !sentence.in_brackets(number.start))
        .collect();
    let paired = |at: usize| {
        let (period, figure) = (periods[at], figures[at].start);
        let next = periods.get(at + 1).is_none_or(|next| figure < *next);
        period < figure && figure - period <= NEAR && next
    };
    let many = periods.len() >= 2 && periods.len() == figures.len();
    if !many || !(0..periods.len()).all(paired) {
        return None;
    }
    // Between a period and its figure nothing is said, or the same is said of three and more.
    let mute = |at: usize| {
        let between = periods[at] + 1..figures[at].start;
        between.clone().all(|token| is_mute(sentence, token))
            && between.clone().any(|token| is_mark(sentence, token))
    };
    if periods.len() < SERIES && !(0..periods.len()).all(mute) {
        return None;
    }
    let own = |figure: &&NumberToken| {
        counts
            .iter()
            .find(|count| count.start == figure.start && !count.elided)
    };
    let named: Vec<&Count> = figures
        .iter()
        .filter_map(own)
        .filter(|count| is_mixable(count.counted))
        .collect();
    let first = named.first()?;
    let other = named
        .iter()
        .find(|count| are_taken_for_another(first.counted, count.counted));
    let mut values: Vec<ComparedValue> = named
        .iter()
        .map(|count| compared(sentence, count, passage))
        .collect();
    if other.is_none() {
        // "Persons received: 2009: 1,310; 2010: 2,870 consultations".
        let label = head(sentence, periods[0])?;
        let bare = figures.len() > named.len();
        (bare && are_taken_for_another(first.counted, label)).then(|| {
            values.push(ComparedValue {
                written: String::new(),
                counted: label,
                quote: Passage::new(&sentence.text, passage.location.clone()),
            });
        })?;
    }
    Some(Comparison {
        quote: Passage::new(&sentence.text, passage.location.clone()),
        values,
    })
}

/// "Q1", and of quarters "1st", "2e".
fn numbered_periods(sentence: &Sentence) -> impl Iterator<Item = usize> {
    let named = sentence.has(List::PeriodLabels);
    let tokens = sentence.tokens.iter().enumerate();
    tokens.filter_map(move |(at, token)| {
        let digit = token.lower.chars().any(|c| c.is_ascii_digit());
        let letter = token.lower.chars().any(char::is_alphabetic);
        (named && digit && letter).then_some(at)
    })
}

fn is_mark(sentence: &Sentence, at: usize) -> bool {
    matches!(
        sentence.tokens[at].lower.as_str(),
        ":" | "," | "=" | "-" | "–" | "—"
    )
}

/// A mark, or "year", "quarter".
fn is_mute(sentence: &Sentence, at: usize) -> bool {
    let named = [List::PeriodLabels, List::YearUnits, List::Time];
    !sentence.tokens[at].is_word() || named.into_iter().any(|list| sentence.at(list, at))
}

/// What the words before a token count.
fn head(sentence: &Sentence, to: usize) -> Option<Counted> {
    let hits = counts::NOUNS
        .iter()
        .flat_map(|(list, counted)| sentence.all(*list).map(move |hit| (hit.start, *counted)));
    let first = hits.filter(|(at, _)| *at < to).min_by_key(|(at, _)| *at);
    first.map(|(_, counted)| counted)
}

fn compared(sentence: &Sentence, count: &Count, passage: &Passage) -> ComparedValue {
    ComparedValue {
        written: format!("{} {}", count.written, count.noun),
        counted: count.counted,
        quote: Passage::new(&sentence.text, passage.location.clone()),
    }
}

/// Whether what follows has a verb of its own, as far as the next pause.
fn has_verb(sentence: &Sentence, from: usize) -> bool {
    let pause = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":" | "(");
    let end = (from..sentence.tokens.len())
        .find(pause)
        .unwrap_or(sentence.tokens.len());
    [
        List::Auxiliaries,
        List::PeopleActions,
        List::ActivityVerbs,
        List::OutputVerbs,
        List::PersonSubjects,
    ]
    .into_iter()
    .flat_map(|list| sentence.all(list))
    .any(|hit| (from..end).contains(&hit.start))
}

/// "In the first quarter", and then "in the second".
fn quarters(sentence: &Sentence) -> Vec<usize> {
    let named = sentence.has(List::PeriodLabels);
    let ordinals = sentence.all(List::Ordinals).map(|hit| hit.start);
    ordinals.filter(|_| named).collect()
}

/// "From March to August": where each run of months begins.
fn runs(sentence: &Sentence) -> Vec<usize> {
    let months = sentence.all(List::Months).map(|hit| hit.start);
    let begins = |at: &usize| sentence.ends(List::FromWords, *at) && sentence.starts(List::ToWords, at + 1);
    months.filter(begins).collect()
}

/// Calendar years of a sentence ("in 2004"), without months and ranges.
pub fn years(sentence: &Sentence) -> impl Iterator<Item = usize> {
    sentence.tokens.iter().enumerate().filter_map(|(index, token)| {
        let year = year(&token.lower).is_some();
        let range = sentence
            .tokens
            .get(index + 1)
            .is_some_and(|next| matches!(next.lower.as_str(), "-" | "–" | "—" | "/"));
        // "412 calls 2022, 438 calls 2023".
        let behind = || {
            let nouns = counts::NOUNS.iter().flat_map(|(list, _)| sentence.all(*list));
            let counted = |at: usize| sentence.numbers.iter().any(|number| number.end == at);
            nouns.filter(|hit| hit.end == index).any(|hit| counted(hit.start))
        };
        (year && !range && (sentence.ends(List::YearWords, index) || behind())).then_some(index)
    })
}
