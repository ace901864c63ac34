//! Counts of different kinds that are added up, set in proportion or taken for one another across sentences and items.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::statistics::counts::{self, Count};
use super::super::words::Sentence;
use crate::document::{BlockKind, Location, Passage};
use crate::report::{ComparedValue, Comparison, Counted};

/// Smaller sums come about by chance.
const SUMMED: i64 = 50;
/// Counts that may make up a sum.
const TERMS: usize = 8;
/// Counts before a proportion of which it may speak.
const REACH: usize = 3;
/// Blocks between a proportion and its counts.
const BLOCKS: usize = 2;
/// Hundredths by which "thirty times as much" may be off.
const LOOSE: [i64; 2] = [95, 115];
/// Smaller and rounder numbers are equal by chance.
const TELLING: i64 = 100;

/// A count and where it stands.
struct Told {
    count: Count,
    sentence: Sentence,
    place: Location,
    block: usize,
    listed: bool,
}

impl Told {
    fn number(&self) -> Decimal {
        self.count.number.low
    }

    fn value(&self) -> ComparedValue {
        ComparedValue {
            written: format!("{} {}", self.count.written, self.count.noun),
            counted: self.count.counted,
            quote: Passage::new(&self.sentence.text, self.place.clone()),
        }
    }
}

pub fn comparisons(reader: &Reader) -> Vec<Comparison> {
    let told = told(reader);
    let mut found = sums(&told);
    found.extend(proportions(reader, &told));
    found.extend(equal(&told));
    found
}

fn told(reader: &Reader) -> Vec<Told> {
    let mut found = Vec::new();
    for (block, own) in reader.document.blocks.iter().enumerate() {
        let listed = matches!(own.kind, BlockKind::ListItem { .. });
        if !listed && !matches!(own.kind, BlockKind::Paragraph { .. }) {
            continue;
        }
        for sentence in reader.sentences(own.text().unwrap_or_default()).iter() {
            let counts = counts::counts(sentence).into_iter();
            let counts = counts.filter(|count| is_mixable(count.counted));
            found.extend(counts.map(|count| Told {
                count,
                sentence: sentence.clone(),
                place: own.location.clone(),
                block,
                listed,
            }));
        }
    }
    found
}

fn is_mixable(kind: Counted) -> bool {
    kind == Counted::People || super::are_taken_for_another(kind, Counted::People)
}

/// "1,985 people: 640 members, 95 boat-builders and 1,250 visits": a whole before or after what makes it up exactly.
fn sums(told: &[Told]) -> Vec<Comparison> {
    let whole = |at: usize| {
        let total = &told[at];
        let after = at + 1..told.len().min(at + 1 + TERMS);
        let before = at.saturating_sub(TERMS)..at;
        let terms = adding_up(told, total, after, true).or_else(|| adding_up(told, total, before, false))?;
        // "Nine cases, five girls and four boys" says who they are.
        let people = total.count.counted == Counted::People && total.number() >= Decimal::from(SUMMED);
        let mixed = people && terms.iter().any(|term| is_other(term, terms[0]));
        mixed.then(|| Comparison {
            quote: Passage::new(&total.sentence.text, total.place.clone()),
            values: terms.into_iter().chain([total]).map(Told::value).collect(),
        })
    };
    (0..told.len()).filter_map(whole).collect()
}

/// The counts next to a total that make it up: at least two, near it.
fn adding_up<'a>(told: &'a [Told], total: &Told, near: Range<usize>, onward: bool) -> Option<Vec<&'a Told>> {
    let mut sum = Decimal::ZERO;
    let mut terms: Vec<&Told> = Vec::new();
    let mut next: Vec<&Told> = told[near].iter().collect();
    if !onward {
        next.reverse();
    }
    for term in next {
        if !term.listed && !total.listed && term.block != total.block {
            break;
        }
        sum += term.number();
        terms.push(term);
        if sum >= total.number() {
            break;
        }
    }
    (terms.len() >= 2 && sum == total.number()).then_some(terms)
}

/// People here and calls, cases or visits there.
fn is_other(one: &Told, other: &Told) -> bool {
    super::are_taken_for_another(one.count.counted, other.count.counted)
}

/// "Sixty-two women" and "1,915 overnight stays", and then "thirty times as much".
fn proportions(reader: &Reader, told: &[Told]) -> Vec<Comparison> {
    let mut found = Vec::new();
    for (block, own) in reader.document.blocks.iter().enumerate() {
        let text = own
            .text()
            .filter(|_| !matches!(own.kind, BlockKind::Heading { .. }));
        for sentence in reader.sentences(text.unwrap_or_default()).iter() {
            let Some((times, of_share)) = times(sentence) else {
                continue;
            };
            let near: Vec<&Told> = told
                .iter()
                .filter(|own| {
                    own.block <= block && own.block + BLOCKS >= block && !own.count.number.low.is_zero()
                })
                .collect();
            let near = &near[near.len().saturating_sub(REACH)..];
            let pair = near.iter().enumerate().find_map(|(at, one)| {
                let others = near[at + 1..].iter();
                let other = others
                    .into_iter()
                    .find(|other| is_other(one, other) && is_times(one, other, times))?;
                let named = other.sentence.text == sentence.text || one.sentence.text == sentence.text;
                let apart = one.sentence.text != other.sentence.text;
                let beside = one.block == block
                    || shares_word(&one.sentence, sentence)
                    || shares_word(&other.sentence, sentence);
                if !apart || !beside || (of_share && !(named && one.block == other.block)) {
                    return None;
                }
                Some([*one, *other])
            });
            found.extend(pair.map(|pair| {
                Comparison {
                    quote: Passage::new(&sentence.text, own.location.clone()),
                    values: pair
                        .into_iter()
                        .map(Told::value)
                        .chain([of_claim(sentence, &own.location)])
                        .collect(),
                }
            }));
        }
    }
    found
}

fn of_claim(sentence: &Sentence, place: &Location) -> ComparedValue {
    ComparedValue {
        written: String::new(),
        counted: Counted::Share,
        quote: Passage::new(&sentence.text, place.clone()),
    }
}

/// How many times the smaller goes into the larger by what a sentence says, and whether it says it as a share.
fn times(sentence: &Sentence) -> Option<(Decimal, bool)> {
    let many = sentence
        .numbers
        .iter()
        .find(|number| !number.percent && sentence.starts(List::TimesWords, number.end))
        .map(|number| number.number.low);
    let multiple = || sentence.first(List::Multiples)?.value.map(Decimal::from);
    let share = || {
        let share = sentence
            .numbers
            .iter()
            .find(|number| number.percent && number.in_words)?;
        (!share.number.low.is_zero()).then(|| Decimal::ONE_HUNDRED / share.number.low)
    };
    let counted = many.or_else(multiple).map(|times| (times, false));
    let told = counted.or_else(|| Some((share()?, true)));
    told.filter(|(times, _)| *times > Decimal::ONE)
}

fn is_times(one: &Told, other: &Told, times: Decimal) -> bool {
    let (low, high) = (one.number().min(other.number()), one.number().max(other.number()));
    let expected = low * times;
    let [least, most] = LOOSE.map(Decimal::from);
    high * Decimal::ONE_HUNDRED >= expected * least && high * Decimal::ONE_HUNDRED <= expected * most
}

/// "The book has 512 calls", and elsewhere "512 women called us".
fn equal(told: &[Told]) -> Vec<Comparison> {
    let telling = |own: &&Told| {
        let number = own.number();
        number >= Decimal::from(TELLING) && !(number % Decimal::from(TELLING / 2)).is_zero()
    };
    let exact: Vec<&Told> = told.iter().filter(telling).collect();
    let mut found = Vec::new();
    for (at, one) in exact.iter().enumerate() {
        let same = exact[at + 1..].iter().find(|other| {
            let alike = other.number() == one.number() && other.block != one.block;
            alike
                && is_other(one, other)
                && is_contact(one, other)
                && shares_word(&one.sentence, &other.sentence)
        });
        found.extend(same.map(|other| Comparison {
            quote: Passage::new(&other.sentence.text, other.place.clone()),
            values: vec![one.value(), other.value()],
        }));
    }
    found
}

/// For each case or household one person may stand, but who calls may call again.
fn is_contact(one: &Told, other: &Told) -> bool {
    let contact = |own: &&Told| own.count.counted == Counted::Contacts;
    [one, other].iter().any(contact)
}

/// A word, a year or a part of a compound stands in both.
fn shares_word(one: &Sentence, other: &Sentence) -> bool {
    let years = |sentence: &Sentence| -> Vec<Decimal> {
        let years = sentence.numbers.iter().filter(|number| sentence.is_year(number));
        years.map(|number| number.number.low).collect()
    };
    let content = other.content();
    one.content().iter().any(|word| content.contains(word))
        || years(one).iter().any(|year| years(other).contains(year))
}
