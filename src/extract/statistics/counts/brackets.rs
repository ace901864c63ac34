//! Brackets after a number that split it another time.

use rust_decimal::Decimal;

use super::Count;
use crate::extract::words::Sentence;
use crate::report::Counted;

/// "54 members (26 women and 28 men; 25 refugees and 29 hosts)": what makes up the whole before the bracket are parts of it,
/// and of its kind.
pub fn mark_other_splits(sentence: &Sentence, found: &mut [Count]) {
    for index in 0..found.len() {
        let (before, after) = found.split_at_mut(index + 1);
        let whole = &before[index];
        let opens = sentence
            .tokens
            .get(whole.end)
            .is_some_and(|token| token.lower == "(");
        if !opens || whole.number.low != whole.number.high {
            continue;
        }
        let segments = segments(sentence, whole.end + 1);
        // "2,341 people (1,943 by the hotline and 398 in the centres)" is told as one split, which may add calls to people.
        if segments.len() == 1 && whole.counted == Counted::People {
            continue;
        }
        for segment in segments {
            let numbers = sentence
                .numbers
                .iter()
                .filter(|number| segment.contains(&number.start) && !number.percent);
            let values: Vec<Decimal> = numbers.map(|number| number.number.low).collect();
            if values.len() < 2 || values.iter().sum::<Decimal>() != whole.number.low {
                continue;
            }
            let people =
                |count: &&mut Count| segment.contains(&count.start) && count.counted == Counted::People;
            for part in after.iter_mut().filter(people) {
                part.part = true;
                part.counted = whole.counted;
            }
        }
    }
}

/// What stands between semicolons, up to the bracket's end; nothing in a bracket that is not closed.
fn segments(sentence: &Sentence, from: usize) -> Vec<std::ops::Range<usize>> {
    let Some(close) = (from..sentence.tokens.len()).find(|at| sentence.tokens[*at].lower == ")") else {
        return Vec::new();
    };
    let mut start = from;
    let mut found = Vec::new();
    for at in from..=close {
        if at == close || sentence.tokens[at].lower == ";" {
            found.push(start..at);
            start = at + 1;
        }
    }
    found
}
