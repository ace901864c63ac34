//! Things counted twice: "eleven cooperation agreements" in the summary, "nine cooperation agreements" in the chapter, or a
//! number in prose beside another in the results table.

use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use crate::document::{BlockKind, Passage};
use crate::report::{Counted, Figure, Number, ResultStatement, Statistic};

/// Hundredths: a figure further from another is of something else.
const ALIKE: i64 = 65;
/// Smaller numbers count too many things.
const LEAST: i64 = 5;
/// Words of what is counted, and words around the number that say what became of it.
const NOUN: usize = 4;
const AROUND: usize = 14;
/// Paragraphs in which a word may stand that tells one thing from another: so many, or one in so many.
const COMMON: usize = 8;
const ONE_IN: usize = 5;

/// A number of things, and how the report speaks of them.
struct Quantity {
    number: Decimal,
    quote: Passage,
    noun: String,
    /// Stems of what is counted: all of its words, the last or first of which names it.
    things: HashSet<String>,
    /// Stems of those and of the words around.
    words: HashSet<String>,
    /// It claims to be the whole: of a summary, marked as a total, or an indicator's value.
    whole: bool,
    /// Other values that are told with it.
    beside: Vec<Decimal>,
    indicator: bool,
}

/// Gives things that are counted twice with two results a common `same_as`.
pub fn group(reader: &Reader, results: &[ResultStatement], statistics: &mut Vec<Statistic>) {
    let told = told(reader);
    if told.is_empty() {
        return;
    }
    let mut quantities = told.iter().collect::<Vec<_>>();
    let indicators: Vec<Quantity> = results
        .iter()
        .flat_map(|result| of_indicators(reader, result))
        .collect();
    quantities.extend(&indicators);
    let common = paragraphs_with(reader);
    let most = COMMON.max(reader.document.blocks.len() / ONE_IN);
    let rare = |word: &String| common.get(word).is_none_or(|count| *count <= most);
    let mut taken: HashSet<usize> = HashSet::default();
    for later in 0..quantities.len() {
        let free = |at: &usize| !taken.contains(at);
        let conflict = (0..later)
            .filter(free)
            .find(|earlier| conflict(quantities[*earlier], quantities[later], rare));
        let Some(earlier) = conflict else { continue };
        taken.extend([earlier, later]);
        let key = format!("things #{earlier}");
        for at in [earlier, later] {
            mark(statistics, quantities[at], &key);
        }
    }
}

fn mark(statistics: &mut Vec<Statistic>, quantity: &Quantity, key: &str) {
    let own = statistics.iter_mut().find(|own| {
        own.same_as.is_empty() && own.number.low == quantity.number && own.quote.text == quantity.quote.text
    });
    if let Some(own) = own {
        own.same_as = key.to_string();
        return;
    }
    statistics.push(Statistic {
        number: Number::exact(quantity.number),
        written: quantity.number.normalize().to_string(),
        noun: quantity.noun.clone(),
        counted: Counted::Other,
        quote: quantity.quote.clone(),
        same_as: key.to_string(),
        ..Statistic::default()
    });
}

fn conflict(one: &Quantity, other: &Quantity, rare: impl Fn(&String) -> bool) -> bool {
    if one.indicator && other.indicator {
        return false;
    }
    let (low, high) = (one.number.min(other.number), one.number.max(other.number));
    let near = low < high && low * Decimal::ONE_HUNDRED >= high * Decimal::from(ALIKE);
    let told = one.beside.contains(&other.number) || other.beside.contains(&one.number);
    let apart = one.quote.location != other.quote.location;
    if !near || told || !apart || !(one.whole || other.whole) {
        return false;
    }
    let things = one.things.intersection(&other.things).count();
    let words: Vec<&String> = one.words.intersection(&other.words).collect();
    // The thing itself, and something that tells it from others of its kind.
    things > 0 && words.len() > 1 && words.into_iter().filter(|word| rare(word)).count() > 1
}

/// Numbers of things in running text.
fn told(reader: &Reader) -> Vec<Quantity> {
    let mut found = Vec::new();
    for (index, block) in reader.document.blocks.iter().enumerate() {
        let text = match &block.kind {
            // Items of a list are what was promised as often as what was done.
            BlockKind::Paragraph { text } => text,
            _ => continue,
        };
        if !matches!(reader.role(index), Role::Achieved | Role::Other) {
            continue;
        }
        let sentences = reader.sentences(text);
        let beside: Vec<Decimal> = sentences.iter().flat_map(values).collect();
        let heading = block.location.section.last();
        let summary = heading.is_some_and(|heading| {
            let heading = reader.sentence(heading);
            heading.has(List::HeadingSummary) || heading.has(List::FrontMatter)
        });
        for sentence in sentences.iter() {
            let whole =
                summary || sentence.has(List::WholeWords) || sentence.has(List::Total) || spans(sentence);
            for number in sentence
                .numbers
                .iter()
                .filter(|number| counts(sentence, number) && may_be_whole(sentence, number))
            {
                let things = things(sentence, number);
                if things.is_empty() {
                    continue;
                }
                found.push(Quantity {
                    number: number.number.low,
                    quote: Passage::new(&sentence.text, block.location.clone()),
                    noun: noun(sentence, number),
                    things: things.clone(),
                    words: around(sentence, number),
                    whole,
                    beside: beside.clone(),
                    indicator: false,
                });
            }
        }
    }
    found
}

/// "Over the three years".
fn spans(sentence: &Sentence) -> bool {
    let years = |number: &NumberToken| !number.percent && sentence.starts(List::YearUnits, number.end);
    sentence
        .numbers
        .iter()
        .any(|number| years(number) && number.number.low > Decimal::ONE)
}

/// Neither of an earlier time or of one year, nor held against a plan, by what its clause says.
fn may_be_whole(sentence: &Sentence, number: &NumberToken) -> bool {
    let parts = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":" | "(" | ")");
    let start = (0..number.start).rev().find(parts).unwrap_or(0);
    let end = (number.end..sentence.tokens.len())
        .find(parts)
        .unwrap_or(sentence.tokens.len());
    let other = [
        List::EarlierWords,
        List::ExpectedWords,
        List::FurtherWords,
        List::BesidesWords,
        List::EveryYear,
        List::EstimateWords,
        List::Months,
    ];
    let says = |list: List| sentence.all(list).any(|hit| (start..end).contains(&hit.start));
    let dated = |own: &NumberToken| (start..end).contains(&own.start) && sentence.is_year(own);
    !other.into_iter().any(says) && !sentence.numbers.iter().any(dated)
}

fn counts(sentence: &Sentence, number: &NumberToken) -> bool {
    let value = number.number;
    // "Over the three years 1,420 composters"
    let named = value.low < Decimal::ONE_THOUSAND;
    let refers = named && number.start > 0 && sentence.at(List::References, number.start - 1);
    let beside = sentence.numbers.iter().any(|other| other.end + 1 == number.start);
    let part = [List::SexPronouns, List::FromWords, List::ToWords]
        .into_iter()
        .any(|list| sentence.ends(list, number.start))
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
fn phrase(sentence: &Sentence, number: &NumberToken) -> std::ops::Range<usize> {
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

fn noun(sentence: &Sentence, number: &NumberToken) -> String {
    let phrase = phrase(sentence, number);
    sentence.between(phrase.start, phrase.end).to_string()
}

fn things(sentence: &Sentence, number: &NumberToken) -> HashSet<String> {
    let phrase = phrase(sentence, number);
    let people = phrase
        .clone()
        .any(|at| sentence.at(List::People, at) || sentence.at(List::Currency, at));
    if people {
        return HashSet::default();
    }
    stems(sentence, phrase)
}

/// What is said of them, as far as the next number.
fn around(sentence: &Sentence, number: &NumberToken) -> HashSet<String> {
    let parts = |at: &usize| {
        sentence.tokens[*at].lower == ";" || sentence.numbers.iter().any(|other| other.start == *at)
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

fn stems(sentence: &Sentence, range: std::ops::Range<usize>) -> HashSet<String> {
    range
        .filter(|at| {
            let token = &sentence.tokens[*at];
            token.is_word() && token.lower.chars().count() > 3 && !sentence.at(List::Function, *at)
        })
        .map(|at| sentence.tokens[at].stem.clone())
        .collect()
}

/// What the indicators of a result came to: the highest of their values, which may be given year by year.
fn of_indicators(reader: &Reader, result: &ResultStatement) -> Vec<Quantity> {
    let mut found = Vec::new();
    for indicator in result.indicators.iter().filter(|own| !own.implied) {
        let value = |figure: &Figure| figure.number.filter(|_| !figure.percent).map(|own| own.high);
        let periods = indicator.periods.iter();
        let actuals: Vec<&Figure> = periods.filter_map(|period| period.actual.as_ref()).collect();
        let numbers: Vec<Decimal> = actuals.iter().filter_map(|actual| value(actual)).collect();
        let Some(most) = numbers.iter().max().copied() else {
            continue;
        };
        let known = indicator.baseline.iter().filter_map(value);
        let sum: Decimal = numbers.iter().sum();
        let beside: Vec<Decimal> = known.chain(numbers.iter().copied()).chain([sum]).collect();
        let sentence = reader.sentence(&indicator.text);
        let percent = sentence.has(List::PercentageWords) || sentence.has(List::Percent);
        let Some(last) = actuals.last().filter(|_| !percent && !sentence.has(List::People)) else {
            continue;
        };
        let words = stems(&sentence, 0..sentence.tokens.len());
        found.push(Quantity {
            number: most,
            quote: Passage::new(&indicator.text, last.location.clone()),
            noun: indicator.text.clone(),
            things: words.clone(),
            words,
            whole: true,
            beside,
            indicator: true,
        });
    }
    found
}

/// In how many paragraphs each word stands.
fn paragraphs_with(reader: &Reader) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::default();
    for text in reader.document.blocks.iter().filter_map(|block| block.text()) {
        let sentences = reader.sentences(text);
        let words: HashSet<&str> = sentences.iter().flat_map(|sentence| sentence.content()).collect();
        for word in words {
            *counts.entry(word.to_string()).or_default() += 1;
        }
    }
    counts
}
