//! What a number counts where its noun does not follow it.

use super::Count;
use super::noun::{Noun, noun_after};
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Counted;

/// "91, or 78 per cent, were assisted": people by the verb, when the sentence counts people before.
pub fn passive_people(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> Option<Noun> {
    let window = number.end..(number.end + 8).min(sentence.tokens.len());
    let verb = window
        .clone()
        .find(|index| sentence.at(List::PeopleActions, *index))?;
    let auxiliary = window
        .clone()
        .take_while(|index| *index < verb)
        .any(|index| sentence.starts(List::Auxiliaries, index));
    let numbers_between = sentence
        .numbers
        .iter()
        .any(|other| other.start > number.start && other.start < verb && !other.percent);
    let people = found
        .iter()
        .rev()
        .find(|count| matches!(count.counted, Counted::People | Counted::Cases))?;
    (auxiliary && !numbers_between).then(|| Noun {
        counted: Counted::People,
        start: people.end.saturating_sub(1).max(people.start + 1),
        end: people.end.max(people.start + 2),
        one_sex: people.part,
    })
}

/// A bare number joined to a counted one by "and", or marked as their total.
pub fn neighbour(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> Option<Noun> {
    let token = |index: usize| {
        sentence
            .tokens
            .get(index)
            .map_or("", |token| token.lower.as_str())
    };
    let total = sentence
        .all(List::Total)
        .any(|hit| hit.start == number.end || (hit.end <= number.start && number.start - hit.end <= 1));
    let joined_after = (sentence.starts(List::AndWords, number.end)
        || matches!(token(number.end), "+" | ","))
        && sentence
            .tokens
            .get(number.end + 1)
            .is_some_and(|next| next.is_number());
    if joined_after {
        return noun_after(sentence, number.end + 2);
    }
    let after_and = [List::AndWords, List::FurtherWords]
        .into_iter()
        .any(|list| sentence.ends(list, number.start));
    let earlier = found.last()?;
    (total || after_and).then(|| Noun {
        counted: earlier.counted,
        start: earlier.end - 1,
        end: earlier.end,
        one_sex: earlier.part,
    })
}
