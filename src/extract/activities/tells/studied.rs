//! What an evaluation or a survey saw: "an independent evaluation found changes in the attitudes of parents".

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words before the study: "an independent external".
const OPENING: usize = 4;
/// Words from the study to what it saw, and from there to the change.
const NEAR: usize = 5;

/// Whether the sentence begins with a study that saw a change.
pub fn found_by_study(sentence: &Sentence) -> bool {
    let studies = [List::KindEvaluation, List::DataCollection];
    let mut studies = studies.into_iter().flat_map(|list| sentence.all(list));
    let follows = |one: &Hit, other: &Hit| other.start >= one.end && other.start - one.end <= NEAR;
    let saw = |study: &Hit| {
        let mut seen = sentence.all(List::SeenWords).filter(|seen| follows(study, seen));
        seen.any(|seen| {
            sentence
                .all(List::Improvements)
                .any(|change| follows(seen, change))
        })
    };
    let lists = [List::Negations, List::Future, List::ExpectedWords];
    !lists.into_iter().any(|list| sentence.has(list))
        && studies.any(|study| study.start <= OPENING && saw(study))
}
