//! Sentences that name a training or a campaign and tell of none that was held: begun, described, or under a picture.

use super::Paragraph;
use super::tells::is_served;
use crate::extract::lexicon::{Hit, List};
pub use crate::extract::statements::is_task;
use crate::extract::words::Sentence;

/// Words of a line under a picture.
const CAPTION: usize = 12;
/// Words before the subject of a sentence: "In all, the activities of the project …".
const OPENING: usize = 4;

/// "Courses were started for 30 women": nobody is through them yet.
pub fn is_only_begun(sentence: &Sentence) -> bool {
    let near = |list| {
        let mut hits = sentence.all(list);
        hits.any(|own| {
            let mut begun = sentence.all(List::BegunWords);
            begun.any(|hit| {
                hit.start.saturating_sub(own.end) <= OPENING && own.start.saturating_sub(hit.end) <= OPENING
            })
        })
    };
    let begun = near(List::TrainingWords) || near(List::CampaignWords);
    begun && !is_served(sentence, 0..usize::MAX) && !sentence.has(List::CompletedWords)
}

/// "39 field schools have been identified", "a platform was designed for workshops": nobody was taught yet.
pub fn is_only_prepared(sentence: &Sentence) -> bool {
    let prepared = |verb: &Hit| sentence.at(List::PreparingWords, verb.start);
    sentence.has(List::PreparingWords)
        && !sentence.has(List::People)
        && sentence.all(List::ActivityVerbs).all(prepared)
}

/// "The activities focus on training in …": what the work consists of.
pub fn describes_work(sentence: &Sentence) -> bool {
    let mut works = sentence
        .all(List::LevelActivity)
        .filter(|hit| hit.start <= OPENING);
    works.any(|work| {
        let mut verbs = sentence.all(List::DescribingVerbs);
        verbs.any(|verb| verb.start >= work.end && verb.start - work.end <= OPENING)
    })
}

/// "Our latest 40 midwives completing their training", in a line without a full stop that is no item of a list.
pub fn is_caption(paragraph: &Paragraph) -> bool {
    let [told] = paragraph.sentences.as_slice() else {
        return false;
    };
    let text = &told.sentence.text;
    let ends = text.ends_with(|c: char| !c.is_alphanumeric());
    !paragraph.is_item && !ends && text.split_whitespace().count() <= CAPTION
}
