//! Where a report tells the start of a share or a rise in another sentence: "from 13.1 % to 85.4 %", and below "85.4 % could
//! see" and "a rise of 72.3 points".

use rust_decimal::Decimal;

use crate::extract::words::Sentence;

/// Sentences and items between the two values of a change and the word on how large it is.
const NEAR: usize = 3;

/// The shares that a sentence tells, and whether they are held against an earlier time.
pub struct Shares {
    values: Vec<Decimal>,
    with_start: bool,
}

/// `starts`: whether the sentence holds a value against an earlier time.
pub fn shares(sentence: &Sentence, starts: bool) -> Shares {
    let percent = sentence.numbers.iter().filter(|number| number.percent);
    let values: Vec<Decimal> = percent.map(|number| number.number.low).collect();
    Shares {
        with_start: starts && values.len() > 1,
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
    // From nothing any share has risen by itself.
    values()
        .filter(|(_, from)| !from.is_zero())
        .find(|(_, from)| values().any(|(_, to)| to == *from + rise))
        .map(|(other, _)| other)
}
