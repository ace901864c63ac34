//! Numbers of things and people in running text.

use std::ops::Range;

use foldhash::HashSet;
use rust_decimal::Decimal;

use super::super::super::lexicon::List;
use super::super::super::numbers::NumberToken;
use super::super::super::words::Sentence;
use super::super::super::{Reader, Role};
use super::super::same::spans_years;
use super::{Quantity, Source, stems};
use crate::document::{Block, BlockKind, Passage};

/// Smaller numbers count too many things.
const LEAST: i64 = 5;
/// Words of what is counted, and words around the number that say what became of it.
const NOUN: usize = 4;
const AROUND: usize = 18;

pub fn quantities(reader: &Reader) -> Vec<Quantity> {
    let blocks = reader.document.blocks.iter().enumerate();
    blocks
        .filter_map(|(index, block)| match &block.kind {
            BlockKind::Paragraph { text } => Some((index, block, text, Source::Sentence)),
            BlockKind::ListItem { text, .. } => Some((index, block, text, Source::Item)),
            _ => None,
        })
        .flat_map(|(index, block, text, source)| of_passage(reader, reader.role(index), block, text, source))
        .collect()
}

fn of_passage(reader: &Reader, role: Role, block: &Block, text: &str, source: Source) -> Vec<Quantity> {
    let done = matches!(role, Role::Achieved | Role::Other);
    let sentences = reader.sentences(text);
    let beside: Vec<Decimal> = sentences.iter().flat_map(values).collect();
    let summary = reader.is_in_summary(&block.location);
    let heading = block.location.section.last();
    let front = heading.is_some_and(|heading| reader.sentence(heading).has(List::FrontMatter));
    let mut found = Vec::new();
    for sentence in sentences.iter() {
        let marked = sentence.has(List::WholeWords) || spans_years(sentence);
        let summary = summary || sums_up(sentence);
        for number in &sentence.numbers {
            let marked = marked || is_total(sentence, number);
            let pointed = points(sentence, number);
            let clause = clause(sentence, number, pointed);
            if !counts(sentence, number, pointed)
                || is_of_else(sentence, clause.clone())
                || !(done || pointed)
            {
                continue;
            }
            let phrase = phrase(sentence, number);
            let things = stems(sentence, phrase.clone());
            if things.is_empty() || phrase.clone().any(|at| sentence.at(List::Currency, at)) {
                continue;
            }
            found.push(Quantity {
                number: number.number.low,
                quote: Passage::new(&sentence.text, block.location.clone()),
                noun: sentence.between(phrase.start, phrase.end).to_string(),
                things,
                words: around(sentence, number),
                source,
                people: phrase.clone().any(|at| sentence.at(List::People, at)),
                whole: summary || front || marked,
                summary,
                pointed,
                restricted: sentence.starts(List::Relatives, phrase.end),
                qualities: HashSet::default(),
                years: years(sentence, clause),
                beside: beside.clone(),
            });
        }
    }
    found
}

/// "In short: …".
pub fn sums_up(sentence: &Sentence) -> bool {
    sentence.all(List::HeadingSummary).any(|hit| {
        let mark = sentence.tokens.get(hit.end);
        hit.start == 0 && mark.is_some_and(|mark| matches!(mark.lower.as_str(), ":" | ","))
    })
}

/// Tokens between a number and what marks it as the whole: "in all 42 wells", "42 wells with pumps in total".
const TOTAL_REACH: usize = 5;

fn is_total(sentence: &Sentence, number: &NumberToken) -> bool {
    let own = |from: usize, to: usize| {
        from <= to
            && to - from <= TOTAL_REACH
            && sentence
                .numbers
                .iter()
                .all(|other| other.start < from || other.start >= to)
    };
    sentence
        .all(List::Total)
        .any(|hit| own(hit.end, number.start) || own(number.end, hit.start))
}

/// "The 42 wells", "All 2,135 children", "Of the 146 inspectors", at the beginning.
fn points(sentence: &Sentence, number: &NumberToken) -> bool {
    let before = [List::Articles, List::EveryWords, List::OfWords, List::OutOf];
    let led = |at: usize| before.into_iter().any(|list| sentence.at(list, at));
    number.start > 0 && (0..number.start).all(led)
}

/// Tokens of a time that opens a sentence, with its comma.
const OPENING: usize = 4;

/// What lies between the marks around a number; of a set that is known, as far as it is said what will become of it.
fn clause(sentence: &Sentence, number: &NumberToken, pointed: bool) -> Range<usize> {
    let parts = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":" | "(" | ")");
    // "In 2023, 4,812 births": when it was belongs to the clause.
    let start = (OPENING..number.start).rev().find(parts).unwrap_or(0);
    let end = (number.end..sentence.tokens.len())
        .find(parts)
        .unwrap_or(sentence.tokens.len());
    let later = [List::Future, List::IntentionWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .map(|hit| hit.start)
        .filter(|at| pointed && *at > number.end)
        .min();
    start..later.map_or(end, |later| later.min(end))
}

/// Of an earlier time or of a month, or held against a plan, by what its clause says.
fn is_of_else(sentence: &Sentence, clause: Range<usize>) -> bool {
    let other = [
        List::EarlierWords,
        List::ExpectedWords,
        List::FurtherWords,
        List::BesidesWords,
        List::EveryYear,
        List::EstimateWords,
        List::Months,
    ];
    let says = |list: List| sentence.all(list).any(|hit| clause.contains(&hit.start));
    other.into_iter().any(says)
}

/// The years that the clause names.
fn years(sentence: &Sentence, clause: Range<usize>) -> Vec<String> {
    let dated = sentence.numbers.iter().filter(|own| sentence.is_year(own));
    dated
        .filter(|own| clause.contains(&own.start))
        .map(|own| sentence.tokens[own.start].lower.clone())
        .collect()
}

fn counts(sentence: &Sentence, number: &NumberToken, pointed: bool) -> bool {
    let value = number.number;
    // "Over the three years 1,420 composters"
    let named = value.low < Decimal::ONE_THOUSAND;
    let refers = named && number.start > 0 && sentence.at(List::References, number.start - 1);
    let beside = sentence.numbers.iter().any(|other| other.end + 1 == number.start);
    let part = !pointed
        && (sentence.ends(List::SexPronouns, number.start)
            || sentence.ends(List::FromWords, number.start)
            // "Support was given to 46 groups" is no change.
            || (sentence.ends(List::ToWords, number.start)
                && sentence.all(List::FromWords).any(|hit| hit.start < number.start)))
        || (beside && sentence.ends(List::AndWords, number.start));
    let follows = [
        List::Time,
        List::PercentagePoints,
        List::Months,
        List::SexPronouns,
        List::OrdinalMarks,
    ]
    .into_iter()
    .any(|list| sentence.starts(list, number.end));
    let meant = [List::Future, List::IntentionWords].into_iter().any(|list| {
        let mut hits = sentence.all(list);
        hits.any(|hit| hit.start < number.start)
    });
    let exact = value.low == value.high && !value.approximate && value.low.is_integer();
    exact
        && value.low >= Decimal::from(LEAST)
        && !(number.percent || refers || part || follows || meant)
        && !sentence.is_money(number)
        && !sentence.in_brackets(number.start)
}

fn values(sentence: &Sentence) -> Vec<Decimal> {
    sentence.numbers.iter().map(|number| number.number.low).collect()
}

/// Where the noun phrase after a number lies: "of the" may stand before it.
fn phrase(sentence: &Sentence, number: &NumberToken) -> Range<usize> {
    let mut from = number.end;
    while sentence.starts(List::OfWords, from) || sentence.starts(List::Articles, from) {
        from += 1;
    }
    let ends = |at: &usize| {
        !sentence.tokens[*at].is_word()
            || [List::NounStops, List::Auxiliaries, List::AndWords]
                .into_iter()
                .any(|list| sentence.starts(list, *at))
    };
    let end = (from..sentence.tokens.len())
        .find(ends)
        .unwrap_or(sentence.tokens.len());
    from..end.min(from + NOUN)
}

/// What is said of them, as far as the next number.
fn around(sentence: &Sentence, number: &NumberToken) -> HashSet<String> {
    // "En" is an article more often than a number.
    let counts = |other: &NumberToken| !other.in_words || other.number.low > Decimal::ONE;
    let parts = |at: &usize| {
        let number = |other: &NumberToken| other.start == *at && counts(other);
        sentence.tokens[*at].lower == ";" || sentence.numbers.iter().any(number)
    };
    let end = (number.end..sentence.tokens.len())
        .find(parts)
        .unwrap_or(sentence.tokens.len())
        .min(number.end + AROUND);
    let start = (0..number.start)
        .rev()
        .find(parts)
        .map_or(0, |at| at + 1)
        .max(number.start.saturating_sub(AROUND));
    stems(sentence, start..end)
}
