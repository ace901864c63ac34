//! Shares, changes and averages whose figures stand in the sentences before: "60 came, 45 of them stayed to the end. So
//! the rate was 60 per cent".

mod averages;
mod growth;
mod parted;

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::quantities::{Quantity, Unit, quantities};
use super::super::words::Sentence;
use crate::document::Passage;
use crate::report::Ratio;

/// Sentences back to the figures.
const BACK: usize = 2;

/// The sentences of a passage and what they tell.
pub struct Told<'a> {
    pub sentences: &'a [Sentence],
    pub quantities: Vec<Vec<Quantity>>,
    pub passage: &'a Passage,
}

/// A quantity and the sentence that it stands in.
#[derive(Clone)]
pub struct Own {
    pub at: usize,
    pub quantity: Quantity,
}

pub fn ratios(reader: &Reader, passage: &Passage) -> Vec<Ratio> {
    // Two figures and what they come to.
    let digits = passage.text.chars().filter(char::is_ascii_digit).count();
    if digits < 2 {
        return Vec::new();
    }
    let sentences = reader.sentences(&passage.text);
    let told = Told {
        quantities: sentences.iter().map(quantities).collect(),
        sentences: &sentences,
        passage,
    };
    let mut found = Vec::new();
    for at in 0..sentences.len() {
        found.extend(growth::changes(&told, at));
        found.extend(parted::shares(&told, at));
        found.extend(averages::averages(&told, at));
    }
    found
}

impl Told<'_> {
    /// The quantities told before a token of a sentence, as far as the sentences next before it.
    pub fn before(&self, at: usize, token: usize) -> Vec<Own> {
        let from = at.saturating_sub(BACK);
        let all = (from..=at).flat_map(|at| self.quantities[at].iter().map(move |own| (at, own)));
        let before = all.filter(|(own_at, own)| *own_at < at || own.end <= token);
        before
            .filter(|(_, own)| !own.article)
            .map(|(at, own)| Own {
                at,
                quantity: own.clone(),
            })
            .collect()
    }

    /// Those of which something may be reckoned: of more than two, not those that name a place ("in the five towns").
    pub fn bearing<'b>(&self, all: &'b [Own]) -> Vec<&'b Own> {
        let counted: Vec<&Own> = all
            .iter()
            .filter(|own| own.quantity.unit != Unit::Share)
            .collect();
        if counted.len() <= 2 {
            return counted;
        }
        let aside = |own: &&Own| {
            let sentence = &self.sentences[own.at];
            let start = own.quantity.start;
            let article = usize::from(sentence.ends(List::Articles, start));
            own.quantity.unit == Unit::Count && sentence.ends(List::InWords, start - article.min(start))
        };
        counted.into_iter().filter(|own| !aside(own)).collect()
    }

    /// Where a quantity stands.
    pub fn place(&self, at: usize) -> Passage {
        Passage::new(&self.sentences[at].text, self.passage.location.clone())
    }

    /// All values of the passage.
    pub fn values(&self) -> Vec<Decimal> {
        let all = self.quantities.iter().enumerate();
        let all: Vec<Own> = all
            .flat_map(|(at, own)| {
                own.iter().map(move |own| Own {
                    at,
                    quantity: own.clone(),
                })
            })
            .collect();
        let bearing = self.bearing(&all).into_iter();
        bearing
            .map(|own| own.quantity.value)
            .filter(|value| !value.is_zero())
            .collect()
    }
}

/// What stands so near behind a figure is told of it.
const OF_IT: usize = 3;

/// The figure is held against a target or another time, by words before it or just behind.
pub fn is_held_against(sentence: &Sentence, end: usize) -> bool {
    let near = |list: List| sentence.all(list).any(|hit| hit.start < end + OF_IT);
    near(List::ColumnTarget) || near(List::PercentagePoints) || near(List::RunningTotals)
}

/// Targets, plans and other times: what is held against them follows from other figures.
pub fn is_of_others(sentence: &Sentence) -> bool {
    [
        List::ColumnTarget,
        List::ComparedWith,
        List::PercentagePoints,
        List::RunningTotals,
    ]
    .into_iter()
    .any(|list| sentence.has(list))
}

pub fn written(sentence: &Sentence, own: &Quantity) -> String {
    sentence.between(own.start, own.end).to_string()
}
