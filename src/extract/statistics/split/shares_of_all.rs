//! "Of those who used the services 92% are men and 8% are women": the split of all who were reached.

use rust_decimal::Decimal;

use super::sexed_numbers;
use crate::document::{BlockKind, Passage};
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::statistics::breakdown_by_sex;
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Counted, SeenIn, Statistic};

/// Both shares, rounded.
const WHOLE: [i64; 3] = [99, 100, 101];

/// The number of people that is told most often, or else the greatest, takes the shares.
pub fn told(reader: &Reader, found: &mut [Statistic]) {
    let Some(shares) = shares_of_all(reader) else {
        return;
    };
    let times = |number: Decimal| {
        let same = |own: &&Statistic| is_of_those_reached(own) && own.number.low == number;
        found.iter().filter(same).count()
    };
    let most_told = found
        .iter()
        .filter(|own| is_of_those_reached(own))
        .map(|own| (times(own.number.low), own.number.low))
        .max();
    let Some((_, reached)) = most_told else {
        return;
    };
    for own in found.iter_mut().filter(|own| is_of_those_reached(own)) {
        if own.number.low == reached && !own.is_split_by_sex() {
            own.breakdowns.push(shares.clone());
        }
    }
}

fn is_of_those_reached(own: &Statistic) -> bool {
    own.counted == Counted::People && !(own.part || own.planned || own.context)
}

fn shares_of_all(reader: &Reader) -> Option<Breakdown> {
    let blocks = reader.document.blocks.iter();
    blocks
        .filter(|block| !matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Table(_)))
        .find_map(|block| {
            let sentences = reader.sentences(block.text()?);
            sentences.iter().find_map(|sentence| {
                let place = Passage::new(&sentence.text, block.location.clone());
                shares(sentence, &place)
            })
        })
}

/// Two shares that make up a whole, or one and the rest, of nobody who is counted in the same sentence.
fn shares(sentence: &Sentence, place: &Passage) -> Option<Breakdown> {
    let all = [List::ThoseReached, List::AnyPeople, List::HumanRelatives]
        .into_iter()
        .any(|list| sentence.has(list));
    // "Of the teachers who came 60% are women": of them alone.
    let named = [List::ThoseReached, List::AnyPeople, List::Female, List::Male];
    let of_some = sentence
        .all(List::People)
        .any(|hit| !named.into_iter().any(|list| sentence.at(list, hit.start)));
    let told = sentence.numbers.iter().filter(|number| !number.in_words);
    let (shares, others): (Vec<_>, Vec<_>) = told.partition(|number| number.percent);
    let whole = match shares[..] {
        [one, other] => {
            let sum = one.number.low + other.number.low;
            WHOLE.into_iter().any(|whole| sum == Decimal::from(whole))
        }
        // "45% are females and the rest are males".
        [_] => sentence.has(List::Remainders) && sentence.has(List::Female) && sentence.has(List::Male),
        _ => false,
    };
    let alone = others.iter().all(|number| sentence.is_year(number));
    if !all || of_some || !whole || !alone || sentence.has(List::ExpectedWords) {
        return None;
    }
    let parts = sexed_numbers(sentence, 0, sentence.tokens.len(), place, SeenIn::Sentence);
    breakdown_by_sex(parts)
        .into_iter()
        .next()
        .filter(|split| split.parts.len() == shares.len())
}
