//! What is counted twice: "eleven cooperation agreements" in the summary, "nine cooperation agreements" in the chapter, or a
//! number in prose beside another in a table.

mod cells;
mod neighbours;
mod restated;
mod told;

use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::same::is_swapped;
use crate::document::{Location, Passage};
use crate::report::{Counted, Figure, Number, ResultStatement, Statistic};
use neighbours::Neighbours;
use restated::Mentions;

/// Hundredths: a figure further from another is of something else.
const ALIKE: i64 = 65;
/// Hundredths: how near a cell comes to a sentence that says all that its label says.
const CLOSE: i64 = 80;
/// Words of a cell's label that tell what it counts.
const TELLING: usize = 2;
/// Words that "the 42 wells" must share with other wells to be the same.
const POINTED: usize = 3;
/// Letters from which the end of a compound is its noun: "grundutbildning", "utbildning".
const NOUN_LETTERS: usize = 6;
/// Paragraphs in which a word may stand that tells one thing from another: so many, or one in so many.
const COMMON: usize = 8;
const ONE_IN: usize = 5;

/// Where a quantity stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Sentence,
    /// Items of a list are what was promised as often as what was done.
    Item,
    Indicator,
    Cell,
}

/// A number of things or people, and how the report speaks of them.
struct Quantity {
    number: Decimal,
    quote: Passage,
    noun: String,
    /// Stems of what is counted: all of its words, the last or first of which names it.
    things: HashSet<String>,
    /// Stems of those and of the words around.
    words: HashSet<String>,
    source: Source,
    people: bool,
    /// It claims to be the whole: of a summary, marked as a total, or an indicator's value.
    whole: bool,
    /// It stands in a summary.
    summary: bool,
    /// "The 42 wells": it speaks of all that there are.
    pointed: bool,
    /// "Communities that keep to their plan": only some of them.
    restricted: bool,
    /// Stems of what a label says of some of a set: "with a connection", "who keep to their plan".
    qualities: HashSet<String>,
    years: Vec<String>,
    /// Other values that are told with it.
    beside: Vec<Decimal>,
}

/// Gives what is counted twice with two results a common `same_as`.
pub fn group(reader: &Reader, results: &[ResultStatement], statistics: &mut Vec<Statistic>) {
    let mut quantities = told::quantities(reader);
    if quantities.is_empty() {
        return;
    }
    quantities.extend(results.iter().flat_map(|result| of_indicators(reader, result)));
    quantities.extend(cells::quantities(reader));
    let grouped = grouped(statistics);
    quantities.retain(|quantity| {
        let places = grouped.get(&quantity.number);
        !places.is_some_and(|places| places.contains(&&quantity.quote.location))
    });
    let common = paragraphs_with(reader);
    let most = COMMON.max(reader.document.blocks.len() / ONE_IN);
    let rare = |word: &String| common.get(word).is_none_or(|count| *count <= most);
    let compounds = reader.lexicon.grammar.compounds;
    let summed_up = quantities.iter().any(|quantity| quantity.summary);
    let mentions = if summed_up {
        Mentions::of(reader)
    } else {
        Mentions::default()
    };
    let neighbours = Neighbours::of(quantities.iter().map(|own| own.number));
    let mut taken: HashSet<usize> = HashSet::default();
    for later in 0..quantities.len() {
        let free = |at: &usize| !taken.contains(at);
        let near = neighbours.of_number(quantities[later].number);
        let conflict = near.range(..later).copied().filter(free).find(|earlier| {
            let (one, other) = (&quantities[*earlier], &quantities[later]);
            conflict(one, other, compounds, rare)
                || restated::conflict(one, other, compounds, rare, &mentions)
        });
        let Some(earlier) = conflict else { continue };
        taken.extend([earlier, later]);
        let key = format!("things #{earlier}");
        for at in [earlier, later] {
            mark(statistics, &quantities[at], &key);
        }
    }
}

/// The numbers that have a `same_as` already, and where they stand.
fn grouped(statistics: &[Statistic]) -> HashMap<Decimal, Vec<&Location>> {
    let mut found: HashMap<Decimal, Vec<&Location>> = HashMap::default();
    for own in statistics.iter().filter(|own| !own.same_as.is_empty()) {
        found.entry(own.number.low).or_default().push(&own.quote.location);
    }
    found
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

fn conflict(one: &Quantity, other: &Quantity, compounds: bool, rare: impl Fn(&String) -> bool) -> bool {
    let in_prose = |own: &Quantity| matches!(own.source, Source::Sentence | Source::Item);
    if !in_prose(one) && !in_prose(other) {
        return false;
    }
    // Asked first: most pairs have no thing in common, and a cell needs none.
    let things = shared(&one.things, &other.things, compounds).count();
    let of_cell = one.source == Source::Cell || other.source == Source::Cell;
    if things == 0 && !of_cell {
        return false;
    }
    let told = one.beside.contains(&other.number) || other.beside.contains(&one.number);
    if told || one.number == other.number || one.quote.location == other.quote.location {
        return false;
    }
    let words: Vec<&String> = shared(&one.words, &other.words, compounds).collect();
    let telling = words.iter().filter(|word| rare(word)).count();
    // The thing itself, and something that tells it from others of its kind.
    let alike = things > 0 && words.len() > 1;
    if is_swapped(one.number, other.number) {
        return alike && telling > 0 && may_be_of_one_time(one, other);
    }
    if [one, other].into_iter().any(|own| own.source == Source::Item)
        || in_prose(one) && in_prose(other) && one.restricted != other.restricted
    {
        return false;
    }
    if !tells_the_qualities(one, other, compounds) || !tells_the_qualities(other, one, compounds) {
        return false;
    }
    if of_cell {
        return says_the_label(one, other, compounds);
    }
    // What people did tells more of them than their name.
    if one.people || other.people {
        return false;
    }
    let whole = one.whole || other.whole || ((one.pointed || other.pointed) && words.len() >= POINTED);
    let undated = one.years.is_empty() && other.years.is_empty();
    // "300 families were trained on kitchen gardens", "250 families were trained in group management".
    let most = things > 1 || words.len() * 2 >= one.words.len().min(other.words.len());
    alike
        && most
        && !is_of_some(one, other, compounds)
        && !is_of_some(other, one, compounds)
        && telling > 1
        && whole
        && undated
        && near(one, other, ALIKE)
}

/// "Stations with complete registers: 25" are some of the "28 stations inspected".
fn is_of_some(indicator: &Quantity, told: &Quantity, compounds: bool) -> bool {
    let said = shared(&indicator.words, &told.words, compounds).count();
    let fewer = indicator.source == Source::Indicator && indicator.number < told.number;
    fewer && said < indicator.words.len()
}

fn qualities(label: &Sentence) -> HashSet<String> {
    let qualified = [List::Relatives, List::Having]
        .into_iter()
        .flat_map(|list| label.all(list))
        .map(|hit| hit.end)
        .min();
    qualified.map_or_else(HashSet::default, |from| stems(label, from..label.tokens.len()))
}

/// A label of some of a set is met only by a sentence that says of which.
fn tells_the_qualities(label: &Quantity, told: &Quantity, compounds: bool) -> bool {
    2 * shared(&label.qualities, &told.words, compounds).count() >= label.qualities.len()
}

fn near(one: &Quantity, other: &Quantity, least: i64) -> bool {
    let (low, high) = (one.number.min(other.number), one.number.max(other.number));
    low * Decimal::ONE_HUNDRED >= high * Decimal::from(least)
}

fn may_be_of_one_time(one: &Quantity, other: &Quantity) -> bool {
    one.years.is_empty() || other.years.is_empty() || one.years == other.years
}

/// A sentence with all words of a row's label, of the year that stands above the cell.
fn says_the_label(one: &Quantity, other: &Quantity, compounds: bool) -> bool {
    let (cell, sentence) = if one.source == Source::Cell {
        (one, other)
    } else {
        (other, one)
    };
    let said = shared(&cell.things, &sentence.words, compounds).count();
    // "38 municipalities in East and West Kavango" is no count of what the row "West Kavango" counts.
    let counted = shared(&cell.words, &sentence.things, compounds).next().is_some();
    let dated = cell.years == sentence.years && (!cell.years.is_empty() || (cell.whole && sentence.whole));
    said >= TELLING && said == cell.things.len() && counted && dated && near(one, other, CLOSE)
}

/// Words of one that the other has too, by itself or at the end of a compound.
fn shared<'a>(
    one: &'a HashSet<String>,
    other: &'a HashSet<String>,
    compounds: bool,
) -> impl Iterator<Item = &'a String> {
    let ends = |long: &str, short: &str| short.chars().count() >= NOUN_LETTERS && long.ends_with(short);
    one.iter().filter(move |word| {
        other.contains(*word) || (compounds && other.iter().any(|own| ends(own, word) || ends(word, own)))
    })
}

fn all_stems(sentence: &Sentence) -> HashSet<String> {
    stems(sentence, 0..sentence.tokens.len())
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
        let Some(last) = actuals.last().filter(|_| !percent) else {
            continue;
        };
        let words = all_stems(&sentence);
        found.push(Quantity {
            number: most,
            quote: Passage::new(&indicator.text, last.location.clone()),
            noun: indicator.text.clone(),
            things: words.clone(),
            words,
            source: Source::Indicator,
            people: sentence.has(List::People),
            whole: true,
            summary: false,
            pointed: false,
            restricted: false,
            qualities: qualities(&sentence),
            years: Vec::new(),
            beside,
        });
    }
    found
}

/// In how many paragraphs each word stands.
fn paragraphs_with(reader: &Reader) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::default();
    for text in reader.document.blocks.iter().filter_map(|block| block.text()) {
        let sentences = reader.sentences(text);
        let words: HashSet<&str> = sentences
            .iter()
            .flat_map(|sentence| sentence.content_stems())
            .collect();
        for word in words {
            *counts.entry(word.to_string()).or_default() += 1;
        }
    }
    counts
}
