//! Sentences that name a training or a campaign and tell of none that was held: begun, described, or under a picture.

use super::tells::is_served;
use super::{ACTS, Paragraph};
use crate::extract::lexicon::{Hit, List};
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

/// "Develop an action plan", "capacitar a las maestras", "renforcer les comités": what is to be done; "distribution of kits" was.
pub fn is_task(sentence: &Sentence) -> bool {
    let mut acts = ACTS.into_iter().flat_map(|list| sentence.all(list));
    let opens = acts.any(|act| act.start == 0 && !sentence.starts(List::OfWords, act.end));
    let nouns = [
        List::TrainingWords,
        List::Events,
        List::Products,
        List::ServiceNouns,
        List::Facilities,
    ];
    // "Atelier de formation", "entre janvier et mars": in French and Spanish other words end like verbs.
    let small = [List::NounStops, List::Function, List::Months];
    let mut others = nouns.into_iter().chain(small);
    let named = others.any(|list| sentence.at(list, 0)) || sentence.starts(List::OfWords, 1);
    !named && sentence.opens_with_infinitive() || opens && sentence.in_present(&sentence.tokens[0].lower)
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
