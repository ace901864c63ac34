//! The figures of prose, each with what it counts where its noun is known.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts::{self, Count};
use super::super::words::Sentence;
use super::{are_taken_for_another, is_mixable};
use crate::document::{BlockKind, Location, Passage};
use crate::report::{ComparedValue, Counted};

/// Smaller numbers are equal by chance.
const TELLING: i64 = 100;
/// Rounder numbers are equal by chance.
const ROUND: i64 = 50;

/// A figure and where it stands.
pub struct Told {
    pub number: Decimal,
    pub kind: Option<Counted>,
    /// Names a sex, or is of a whole that follows: makes up another figure.
    pub part: bool,
    /// Its noun stands elsewhere.
    pub elided: bool,
    pub noun_end: usize,
    pub start: usize,
    /// After the number and the noun that follows it.
    pub end: usize,
    pub sentence: Sentence,
    pub place: Location,
    pub block: usize,
    /// Sentences before it in the document.
    pub at: usize,
    pub listed: bool,
    written: String,
}

impl Told {
    pub fn value(&self) -> ComparedValue {
        ComparedValue {
            written: self.written.clone(),
            counted: self.kind.unwrap_or(Counted::Other),
            quote: Passage::new(&self.sentence.text, self.place.clone()),
        }
    }

    /// Of people, or of what is taken for people.
    pub fn is_mixable(&self) -> bool {
        self.kind.is_some_and(is_mixable)
    }

    /// People here and calls, cases or visits there.
    pub fn is_other(&self, other: &Told) -> bool {
        let pair = self.kind.zip(other.kind);
        pair.is_some_and(|(one, other)| are_taken_for_another(one, other))
    }

    /// Neither small nor round.
    pub fn is_telling(&self) -> bool {
        self.number >= Decimal::from(TELLING) && self.is_exact()
    }

    pub fn is_exact(&self) -> bool {
        !(self.number % Decimal::from(ROUND)).is_zero()
    }
}

/// Every figure of the paragraphs and lists, but for shares, years and money.
pub fn told(reader: &Reader) -> Vec<Told> {
    let mut found = Vec::new();
    let mut at = 0;
    for (block, own) in reader.document.blocks.iter().enumerate() {
        let listed = matches!(own.kind, BlockKind::ListItem { .. });
        if !listed && !matches!(own.kind, BlockKind::Paragraph { .. }) {
            continue;
        }
        for sentence in reader.sentences(own.text().unwrap_or_default()).iter() {
            found.extend(of_sentence(sentence, &own.location, block).map(|told| Told { at, listed, ..told }));
            at += 1;
        }
    }
    found
}

/// The counts of cells: "141 leaders trained in four workshops".
pub fn in_cells(reader: &Reader) -> Vec<Told> {
    let mut found = Vec::new();
    for (block, own) in reader.document.blocks.iter().enumerate() {
        let BlockKind::Table(table) = &own.kind else {
            continue;
        };
        for cell in table.cells().iter().filter(|cell| cell.row > 0) {
            let sentence = reader.sentence(&cell.text);
            found.extend(of_sentence(&sentence, &cell.location, block).filter(|told| told.kind.is_some()));
        }
    }
    found
}

fn of_sentence<'a>(
    sentence: &'a Sentence,
    place: &'a Location,
    block: usize,
) -> impl Iterator<Item = Told> + 'a {
    let counts = counts::counts(sentence);
    let bare = |number: &NumberToken| {
        let other = number.percent || sentence.is_year(number) || sentence.is_money(number);
        !other && counts::counts_something(sentence, number)
    };
    sentence.numbers.iter().filter_map(move |number| {
        let count = counts.iter().find(|count| count.start == number.start);
        (count.is_some() || bare(number)).then(|| Told {
            number: number.number.low,
            kind: count.map(|count| count.counted),
            part: count.is_some_and(|count| count.part || count.of_whole),
            elided: count.is_some_and(|count| count.elided),
            noun_end: count.map_or(number.end, |count| count.noun_end),
            start: number.start,
            end: count.map_or(number.end, |count| count.end),
            written: written(sentence, number, count),
            sentence: sentence.clone(),
            place: place.clone(),
            block,
            at: 0,
            listed: false,
        })
    })
}

fn written(sentence: &Sentence, number: &NumberToken, count: Option<&Count>) -> String {
    match count {
        Some(count) => format!("{} {}", count.written, count.noun),
        None => sentence.between(number.start, number.end).to_string(),
    }
}

/// "Calls and callers are kept apart", "4.8 members to a household": said so, or converted.
pub fn is_told_apart(reader: &Reader, blocks: std::ops::RangeInclusive<usize>) -> bool {
    let all = &reader.document.blocks;
    let last = (*blocks.end()).min(all.len().saturating_sub(1));
    all[*blocks.start()..=last].iter().any(|block| {
        let text = block.text().unwrap_or_default();
        let mut sentences = reader.sentences(text).to_vec().into_iter();
        sentences.any(|sentence| sentence.has(List::ApartWords))
    })
}
