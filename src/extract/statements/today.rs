//! What is told of today, unlike before.

use super::changes::quantities;
use super::users::is_of_users;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words behind "now" among which it is told what is given.
const GIVEN: usize = 3;

/// Today is unlike before: "no longer", "for the first time". With a comparative and no figure it is only asserted.
pub fn today(sentence: &Sentence) -> Option<&Hit> {
    let shown = quantities(sentence).next().is_some() || !sentence.has(List::BetterWords);
    today_of_users(sentence).filter(|_| shown)
}

/// "The women now sell", and neither "so far", "up to now" nor "now is the time".
pub fn today_of_users(sentence: &Sentence) -> Option<&Hit> {
    let mut hits = sentence.all(List::TodayWords);
    hits.find(|hit| {
        // "No more than 35 per cent".
        let held = sentence.starts(List::ThanWords, hit.end);
        !held
            && !sentence.at(List::WholeWords, hit.start)
            && !tells_otherwise(sentence, hit)
            && is_of_users(sentence, hit)
    })
}

/// "The children now receive therapy", "now let us follow them": what is given today, or asked of the reader.
fn tells_otherwise(sentence: &Sentence, now: &Hit) -> bool {
    let near = now.end..now.end + GIVEN;
    let given = [List::ServedWords, List::Attending, List::FirstPersons];
    let received = sentence.at(List::TakingPart, now.end) && !sentence.at(List::BeWords, now.end);
    received
        || near
            .into_iter()
            .any(|at| given.into_iter().any(|list| sentence.starts(list, at)))
}
