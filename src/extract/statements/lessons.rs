//! What the authors say they learnt: not lessons held at school, advice that others gave, or what somebody quoted thinks.

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::{Sentence, quotes};

/// Tokens between what names a lesson and what says that it was drawn: "the first lesson", "lessons from the pilot are drawn".
const REACH: usize = 4;
/// Tokens from a word that opens a clause to what is said in it: "that domestic workers in towns should have".
const CLAUSE: usize = 6;

/// The words that draw a lesson.
pub fn lesson(sentence: &Sentence) -> Option<&Hit> {
    if quotes::begins_quoted(&sentence.text) {
        return None;
    }
    let named = || {
        sentence
            .all(List::LessonNouns)
            .find(|noun| is_drawn(sentence, noun))
    };
    let judged = || {
        sentence
            .all(List::JudgementWords)
            .find(|hit| !is_in_clause(sentence, hit))
    };
    sentence.first(List::LessonWords).or_else(named).or_else(judged)
}

/// "Lesson: …", "the first lesson is …", "lessons learned", "a lesson is that …".
fn is_drawn(sentence: &Sentence, noun: &Hit) -> bool {
    let labels = match sentence.tokens.get(noun.end) {
        Some(next) => next.lower == ":",
        None => noun.start == 0,
    };
    let near = noun.start.saturating_sub(REACH)..noun.end + REACH;
    let marked = sentence
        .all(List::LessonMarks)
        .any(|mark| near.contains(&mark.start));
    let tells = (noun.end..noun.end + REACH)
        .any(|at| sentence.at(List::BeWords, at) && sentence.at(List::ThatWords, at + 1));
    labels || marked || tells
}

/// "The systems that should have noticed", "why one ought to", "more than they would have".
fn is_in_clause(sentence: &Sentence, hit: &Hit) -> bool {
    let near = hit.start.saturating_sub(CLAUSE)..hit.start;
    [
        List::HowWords,
        List::HumanRelatives,
        List::ThatWords,
        List::ThanWords,
    ]
    .into_iter()
    .flat_map(|list| sentence.all(list))
    .any(|opening| near.contains(&opening.start))
}
