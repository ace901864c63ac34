//! Shares of a population in a state that nobody of the project brought about: "every second child is out of school".

use super::in_words::share_in_words;
use super::shares::is_share_of_people;
use super::{tells_deed, written};
use crate::extract::lexicon::List;
use crate::extract::statistics::counts::is_share_in_words;
use crate::extract::words::Sentence;

/// How large a part is said to live in poverty, without water or school. What has changed, is meant to, or is said of
/// those whom the work reached is no such figure.
pub(super) fn share_in_a_state(sentence: &Sentence) -> Option<String> {
    let state = [List::Conditions, List::LivingConditions];
    let other = [
        List::OwnAgents,
        List::ThoseReached,
        List::TodayWords,
        List::ChangeVerbs,
        List::Future,
        List::PlanWords,
        List::IntentionWords,
        List::ObjectiveWords,
        List::AnsweringWords,
    ];
    let has = |lists: &[List]| lists.iter().any(|list| sentence.has(*list));
    if !has(&state) || has(&other) || tells_deed(sentence) {
        return None;
    }
    let number = sentence.numbers.iter().find(|number| {
        number.percent && is_share_of_people(sentence, number) || is_share_in_words(sentence, number)
    });
    // "Uno de cada dos niños", "every second adult".
    let nth = || {
        let hit = sentence.first(List::EveryNth)?;
        let mut numbers = sentence.numbers.iter();
        let counted = numbers.find(|number| number.start == hit.end);
        let whom = counted.map_or(hit.end, |number| number.end);
        let named = sentence.tokens.get(whom).is_some_and(|token| token.is_word());
        Some(sentence.between(hit.start, whom + usize::from(named)))
    };
    let part = || {
        let of = |end: usize| sentence.starts(List::OfWords, end);
        let hit = sentence.all(List::Shares).find(|hit| of(hit.end))?;
        Some(sentence.written(hit))
    };
    number
        .map(|number| written(sentence, number))
        .or_else(|| nth().map(str::to_string))
        .or_else(|| share_in_words(sentence))
        .or_else(|| part().map(str::to_string))
}
