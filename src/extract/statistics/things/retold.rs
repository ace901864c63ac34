//! A quantity told anew elsewhere in other words: "21 midwives: diploma awarded", "nineteen midwives took their diploma".

use std::ops::Range;
use std::rc::Rc;

use foldhash::HashSet;
use rust_decimal::Decimal;

use super::super::super::Reader;
use super::super::super::lexicon::List;
use super::super::super::numbers::NumberToken;
use super::super::super::words::Sentence;
use super::{Quantity, stems};
use crate::document::{Block, BlockKind};

/// Hundredths: a figure further from another is of something else.
const ALIKE: i64 = 65;
/// Letters from which two words of one root are the same: "återuppbyggdes", "återuppbyggnad".
const ROOT: usize = 6;
/// Letters from which the end of a word is a word: "трудоустроено", "устроен".
const ENDING: usize = 5;
/// What must be said of both beside what is counted: of a count, and of a share, whose noun is not known.
const SAID: usize = 2;
const SAID_OF_SHARE: usize = 3;
/// What else may be said of one and not of the other.
const UNSAID: usize = 3;

/// Of what kind a number is: only numbers of one kind are compared.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Unit {
    #[default]
    Count,
    Share,
    Money,
}

impl Unit {
    pub fn of(sentence: &Sentence, number: &NumberToken) -> Self {
        if number.percent {
            Unit::Share
        } else if sentence.is_money(number) {
            Unit::Money
        } else {
            Unit::Count
        }
    }
}

/// What a sentence says of a number beside what it counts.
#[derive(Default)]
pub struct Telling {
    /// Stems of what is said of it, as far as the next number that counts something.
    said: HashSet<String>,
    /// What was done to people, or what they did.
    acts: HashSet<String>,
    /// Names: places, organisations.
    names: HashSet<String>,
    years: Vec<i64>,
    months: Vec<i64>,
    ordinals: HashSet<String>,
    /// Stems of its paragraph and of the headings above, common to all numbers of the paragraph.
    context: Rc<HashSet<String>>,
    pub unit: Unit,
    /// It is an item of a list, with others beside it.
    item: bool,
}

impl Telling {
    pub fn of(
        reader: &Reader,
        block: &Block,
        context: Rc<HashSet<String>>,
        sentence: &Sentence,
        number: &NumberToken,
    ) -> Self {
        let around = around(sentence, number);
        let pause = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":");
        let clause_end = (number.end..around.end).find(pause).unwrap_or(around.end);
        let names = (around.start..clause_end)
            .filter(|at| {
                let named = *at > 0 && sentence.tokens[*at].capital && !sentence.at(List::Months, *at);
                named || (sentence.at(List::People, *at) && *at < number.start)
            })
            .map(|at| sentence.tokens[at].stem.clone())
            .collect();
        let told = |list: List| sentence.all(list).filter(|hit| around.contains(&hit.start));
        let mut own = Telling {
            said: stems_of_all(sentence, around.clone()),
            acts: told(List::PeopleActions)
                .map(|hit| sentence.tokens[hit.start].stem.clone())
                .collect(),
            names,
            years: years(sentence, |at| around.contains(&at)),
            months: told(List::Months).filter_map(|hit| hit.value).collect(),
            ordinals: told(List::Ordinals)
                .map(|hit| sentence.tokens[hit.start].stem.clone())
                .collect(),
            context,
            unit: Unit::of(sentence, number),
            item: matches!(block.kind, BlockKind::ListItem { .. }),
        };
        own.said.extend(beside(sentence, number, &around));
        own.date_by_heading(reader, block);
        own
    }

    /// What the label and the header of a cell say of it.
    pub fn of_cell(label: &Sentence, column: &Sentence, topic: &Sentence) -> Self {
        let texts = [label, column];
        let told = |list: List| texts.into_iter().flat_map(move |text| text.all(list));
        let mut own = Telling {
            said: texts.into_iter().flat_map(super::all_stems).collect(),
            years: texts.into_iter().flat_map(|text| years(text, |_| true)).collect(),
            months: told(List::Months).filter_map(|hit| hit.value).collect(),
            context: Rc::new(super::all_stems(topic)),
            ..Telling::default()
        };
        if own.years.is_empty() {
            own.years = years(topic, |_| true);
        }
        own
    }

    /// Under "July 2019" stands what was so in July 2019.
    fn date_by_heading(&mut self, reader: &Reader, block: &Block) {
        let Some(heading) = block.location.section.last().map(|own| reader.sentence(own)) else {
            return;
        };
        if self.years.is_empty() {
            self.years = years(&heading, |_| true);
        }
        if self.months.is_empty() {
            self.months = heading.all(List::Months).filter_map(|hit| hit.value).collect();
        }
    }
}

/// Stems of a paragraph and of the headings above it.
pub fn context(reader: &Reader, block: &Block, passage: &[Sentence]) -> Rc<HashSet<String>> {
    let headings = block
        .location
        .section
        .iter()
        .map(|heading| reader.sentence(heading));
    let mut found: HashSet<String> = passage.iter().flat_map(super::all_stems).collect();
    found.extend(headings.flat_map(|heading| super::all_stems(&heading)));
    Rc::new(found)
}

/// Without women and men, of whom every total may tell.
fn stems_of_all(sentence: &Sentence, range: Range<usize>) -> HashSet<String> {
    let sexed = |at: &usize| sentence.at(List::Female, *at) || sentence.at(List::Male, *at);
    let sexes: HashSet<String> = range
        .clone()
        .filter(sexed)
        .map(|at| sentence.tokens[at].stem.clone())
        .collect();
    let mut found = stems(sentence, range);
    found.retain(|stem| !sexes.contains(stem));
    found
}

fn years(sentence: &Sentence, within: impl Fn(usize) -> bool) -> Vec<i64> {
    let dated = sentence
        .numbers
        .iter()
        .filter(|own| sentence.is_year(own) && within(own.start));
    dated.filter_map(|own| own.number.low.try_into().ok()).collect()
}

/// The numbers that stand with it: "the eleven houses received 2,870 guests".
fn beside<'a>(
    sentence: &'a Sentence,
    number: &'a NumberToken,
    around: &Range<usize>,
) -> impl Iterator<Item = String> + 'a {
    let near = around.start.saturating_sub(1)..around.end + 1;
    let others = sentence.numbers.iter().filter(move |own| {
        let led = own.end <= number.start || (number.percent && own.start > number.start);
        led && !sentence.is_year(own) && near.contains(&own.start)
    });
    others.map(|own| own.number.low.normalize().to_string())
}

/// From the number before to the number after, years and durations aside.
pub fn around(sentence: &Sentence, number: &NumberToken) -> Range<usize> {
    let bounds = |own: &&NumberToken| {
        own.start != number.start
            && !sentence.is_year(own)
            && !sentence.starts(List::Time, own.end)
            && !sentence.starts(List::Months, own.end)
            && own.number.low > Decimal::ONE
    };
    let others = || sentence.numbers.iter().filter(bounds);
    let start = others()
        .filter(|own| own.end <= number.start)
        .map(|own| own.end)
        .max();
    let end = others()
        .filter(|own| own.start >= number.end)
        .map(|own| own.start)
        .min();
    start.unwrap_or(0)..end.unwrap_or(sentence.tokens.len())
}

/// Two numbers of one thing, of which the same is said and nothing that tells them apart.
pub fn is_retold(one: &Quantity, other: &Quantity, rare: impl Fn(&String) -> bool) -> bool {
    let (Some(own), Some(others)) = (&one.telling, &other.telling) else {
        return false;
    };
    if own.unit != others.unit || !super::near(one, other, ALIKE) {
        return false;
    }
    let told = one.beside.contains(&other.number) || other.beside.contains(&one.number);
    if told || one.number == other.number || one.quote.location == other.quote.location {
        return false;
    }
    let siblings = own.item && others.item && one.quote.location.section == other.quote.location.section;
    let things = alike(&one.things, &other.things).count();
    if siblings || things == 0 || !may_be_of_one_time(own, others) || names_differ(one, other) {
        return false;
    }
    let (said, heard) = (all(one, own), all(other, others));
    // What is counted is a word of both.
    let shared = alike(&said, &heard)
        .filter(|word| rare(word))
        .count()
        .saturating_sub(1);
    let dated = usize::from(!own.years.is_empty() && own.years == others.years)
        + usize::from(!own.months.is_empty() && own.months == others.months);
    let whole = usize::from(one.whole || other.whole);
    let covered = usize::from((shared + 1) * 2 >= said.len().min(heard.len()));
    let acts =
        own.acts.is_empty() || others.acts.is_empty() || alike(&own.acts, &others.acts).next().is_some();
    let least = if own.unit != Unit::Count {
        SAID_OF_SHARE
    } else {
        SAID
    } + usize::from(!acts);
    let missing = |said: &HashSet<String>, context: &HashSet<String>, against: &HashSet<String>| {
        said.iter()
            .filter(|word| !context.contains(*word) && alike_word(word, against).is_none())
            .count()
    };
    let unsaid = missing(&said, &others.context, &heard).min(missing(&heard, &own.context, &said));
    let score = shared + dated + whole + covered;
    shared > 0 && score >= least && unsaid <= UNSAID + score
}

fn all(quantity: &Quantity, telling: &Telling) -> HashSet<String> {
    quantity.things.union(&telling.said).cloned().collect()
}

fn may_be_of_one_time(one: &Telling, other: &Telling) -> bool {
    let agree = |own: &[i64], others: &[i64]| own.is_empty() || others.is_empty() || own[0] == others[0];
    // What is told of one year is part of what is told of none.
    let dated = one.years.first() == other.years.first();
    let order = one.ordinals.is_empty() || other.ordinals.is_empty() || one.ordinals == other.ordinals;
    order && dated && agree(&one.months, &other.months)
}

/// Each names what the other's passage does not, or the smaller does: it is of a part of what the larger is of.
fn names_differ(one: &Quantity, other: &Quantity) -> bool {
    let (Some(own), Some(others)) = (&one.telling, &other.telling) else {
        return false;
    };
    let lacks = |names: &HashSet<String>, context: &HashSet<String>| {
        names
            .iter()
            .any(|name| !context.contains(name) && alike_word(name, context).is_none())
    };
    let (own, others) = (
        lacks(&own.names, &others.context),
        lacks(&others.names, &own.context),
    );
    let smaller = if one.number < other.number { own } else { others };
    smaller || (own && others)
}

fn alike<'a>(one: &'a HashSet<String>, other: &HashSet<String>) -> impl Iterator<Item = &'a String> {
    one.iter().filter(move |word| alike_word(word, other).is_some())
}

/// A word that is the same, begins alike, or is the end of a compound.
fn alike_word<'a>(word: &str, others: &'a HashSet<String>) -> Option<&'a String> {
    others
        .get(word)
        .or_else(|| others.iter().find(|other| one_root(word, other)))
}

fn one_root(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let letters = short.chars().count();
    if letters < ENDING {
        return false;
    }
    let alike = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .count();
    long.ends_with(short) || (alike >= ROOT && alike + 2 >= letters)
}
