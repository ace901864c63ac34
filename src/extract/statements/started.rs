//! Where a report tells the start of a share or a rise in another sentence: "from 13.1 % to 85.4 %", and below "85.4 % could
//! see" and "a rise of 72.3 points".

use rust_decimal::Decimal;

use super::starts::tells_start;
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::words::Sentence;
use crate::report::Statement;

/// Sentences and items between the two values of a change and the word on how large it is.
const NEAR: usize = 3;

/// The shares that a sentence tells, and whether they are held against an earlier time.
pub struct Shares {
    values: Vec<Decimal>,
    with_start: bool,
}

pub fn shares(reader: &Reader, statement: &Statement) -> Shares {
    let sentence = reader.sentence(&statement.text);
    let percent = sentence.numbers.iter().filter(|number| number.percent);
    let values: Vec<Decimal> = percent.map(|number| number.number.low).collect();
    Shares {
        with_start: values.len() > 1 && tells_start(&sentence),
        values,
    }
}

/// The place in which the start of what this statement tells stands.
pub fn elsewhere(told: &[Shares], at: usize) -> Option<usize> {
    let own = &told[at];
    let again = (0..told.len()).find(|other| {
        let shares = &told[*other];
        *other != at && shares.with_start && own.values.iter().any(|own| shares.values.contains(own))
    });
    again.or_else(|| difference(told, at))
}

/// "1.0 % before the surgery", "83.0 % after it", "a rise of 82.0 points": the one who computed the rise has told both ends.
fn difference(told: &[Shares], at: usize) -> Option<usize> {
    let [rise] = told[at].values[..] else { return None };
    let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(told.len());
    let others = || near.clone().filter(|other| *other != at);
    let values = || others().flat_map(|other| told[other].values.iter().map(move |value| (other, *value)));
    let whole = |value: &Decimal| value.is_zero();
    values()
        .filter(|(_, from)| !whole(from))
        .find(|(_, from)| values().any(|(_, to)| to == *from + rise))
        .map(|(other, _)| other)
}

/// "Only 1.0 % could see before the surgery": the share is the start itself.
pub fn is_start(sentence: &Sentence) -> bool {
    let mut values = sentence.numbers.iter().filter(|number| !sentence.is_year(number));
    let (Some(only), None) = (values.next(), values.next()) else {
        return false;
    };
    let mut before = sentence.all(List::EarlierWords);
    only.percent && before.any(|hit| hit.start >= only.end && sentence.starts(List::Articles, hit.end))
}
