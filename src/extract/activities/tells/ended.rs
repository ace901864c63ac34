//! What has come to an end, or has not happened since.

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words before a verb among which its subject stands.
const SUBJECT: usize = 6;
/// Words between "no" and what there is none of: "no new case of".
const NONE_OF: usize = 4;

/// "The complaints ceased", "eleven weddings were called off", "no fight has been registered since". Work that stopped is
/// none.
pub(super) fn ended(sentence: &Sentence) -> bool {
    let works = [
        List::TrainingWords,
        List::CampaignWords,
        List::Events,
        List::OwnAgents,
        List::OwnProject,
        List::FirstPersons,
        List::Funds,
        List::HelpWords,
        List::OutsideCauses,
        List::ServiceNouns,
    ];
    let of_work = |hit: &Hit| {
        let near = hit.start.saturating_sub(SUBJECT)..(hit.end + NONE_OF).min(sentence.tokens.len());
        near.into_iter()
            .any(|at| works.into_iter().any(|list| sentence.at(list, at)))
    };
    let other = [List::ExpectedWords, List::Future, List::ReactionWords];
    if other.into_iter().any(|list| sentence.has(list)) {
        return false;
    }
    // "When the spread has to be stopped": nothing has ended yet.
    let meant = |hit: &Hit| {
        let be = hit.start > 0 && sentence.at(List::BeWords, hit.start - 1);
        let start = hit.start - usize::from(be);
        [List::InfinitiveMarks, List::Negations, List::Obligations]
            .into_iter()
            .any(|list| sentence.ends(list, start))
    };
    let ceased = || {
        sentence
            .all(List::CeasingWords)
            .any(|hit| !meant(hit) && !of_work(hit))
    };
    ceased() || is_spared(sentence)
}

/// "Not one death in the two districts since May": of what nobody wants, none, in a time that is told.
fn is_spared(sentence: &Sentence) -> bool {
    let timed = [
        List::SinceWords,
        List::FormerWords,
        List::TodayWords,
        List::LaterWords,
        List::Time,
    ];
    let ill = |from: usize| {
        let ills = [List::Ills, List::Harms, List::Illnesses, List::Deaths];
        (from..from + NONE_OF).any(|at| ills.into_iter().any(|list| sentence.starts(list, at)))
    };
    let none = [List::Negations, List::NoneWords]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    timed.into_iter().any(|list| sentence.has(list)) && none.into_iter().any(|hit| ill(hit.end))
}
