//! An effect that says itself of what it is: "the booking app made it possible for ten countries to move their services".

use foldhash::HashSet;

use crate::extract::lexicon::List;
use crate::extract::words::Sentence;

/// What stands for all of the work, or for what was told before.
const OF_ANY: [List; 6] = [
    List::ThisWords,
    List::SubjectPronouns,
    List::TrainingWords,
    List::CampaignWords,
    List::OwnAgents,
    List::ConsequenceWords,
];

/// Whether it came of something else than the work whose words are given.
pub(super) fn is_of_another_cause(sentence: &Sentence, words: &HashSet<String>) -> bool {
    let Some(led) = sentence.first(List::BringingAbout) else {
        return false;
    };
    let cause = 0..led.start;
    let any = OF_ANY
        .into_iter()
        .any(|list| sentence.all(list).any(|hit| cause.contains(&hit.start)));
    let mut stems = sentence.content_stems();
    let is_shared = |stem: &str| words.contains(stem);
    let named = |at: usize| sentence.tokens[at].is_word() && !sentence.tokens[at].is_small;
    !any && cause.clone().any(named)
        && !stems.any(|stem| is_shared(stem) && cause.clone().any(|at| sentence.tokens[at].stem == stem))
}
