//! One figure that counts calls or households here and people there.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::told::{Told, in_cells};
use crate::document::Passage;
use crate::report::{Comparison, Counted};

/// Words that two passages on the same households and people have in common.
const WORDS: usize = 2;

/// "The book has 512 calls", and elsewhere "512 women called us".
pub fn comparisons(reader: &Reader, told: &[Told]) -> Vec<Comparison> {
    let cells = in_cells(reader);
    let exact: Vec<&Told> = told
        .iter()
        .chain(&cells)
        .filter(|own| own.is_telling() && own.is_mixable())
        .collect();
    let mut found = Vec::new();
    for (at, one) in exact.iter().enumerate() {
        let same = exact[at + 1..].iter().find(|other| {
            other.number == one.number
                && other.block != one.block
                && one.is_other(other)
                && ((is_contact(one, other) && shares_word(one, other))
                    || (is_household(one, other) && shared_words(one, other) >= WORDS))
        });
        found.extend(same.map(|other| Comparison {
            quote: Passage::new(&other.sentence.text, other.place.clone()),
            values: vec![one.value(), other.value()],
        }));
    }
    found
}

/// For each case or event one person may stand, but who calls may call again.
fn is_contact(one: &Told, other: &Told) -> bool {
    [one, other].iter().any(|own| own.kind == Some(Counted::Contacts))
}

/// For each household one woman, head or member may stand, but not one inhabitant.
fn is_household(one: &Told, other: &Told) -> bool {
    let household = |own: &Told| own.kind == Some(Counted::Households);
    // Young people are chosen, inhabitants are not.
    let anybody = |own: &Told| own.sentence.starts(List::Inhabitants, own.start + 1);
    (household(one) && anybody(other)) || (household(other) && anybody(one))
}

/// A word or a year stands in both passages.
fn shares_word(one: &Told, other: &Told) -> bool {
    let years = |told: &Told| -> Vec<Decimal> {
        let numbers = told.sentence.numbers.iter();
        let years = numbers.filter(|number| told.sentence.is_year(number));
        years.map(|number| number.number.low).collect()
    };
    shared_words(one, other) > 0 || years(one).iter().any(|year| years(other).contains(year))
}

fn shared_words(one: &Told, other: &Told) -> usize {
    let content = other.sentence.content();
    let mut own = one.sentence.content();
    own.sort_unstable();
    own.dedup();
    own.iter().filter(|word| content.contains(word)).count()
}
