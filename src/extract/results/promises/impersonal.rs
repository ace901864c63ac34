//! Promises without a subject: "there was to be a course", "the plan for 2024 also provided for a course".

use super::super::super::lexicon::List;
use super::super::super::words::Sentence;
use super::super::told::begins_same;
use super::{is_settled, promised};

/// "También se ofreció para 2024 el montaje de un laboratorio": what is promised follows, perhaps behind its time.
pub fn impersonal(sentence: &Sentence) -> Vec<String> {
    let Some(verb) = sentence.first(List::PromiseImpersonals) else {
        return Vec::new();
    };
    let mut from = verb.end;
    if sentence.starts(List::NounStops, from) {
        let dated = |at: &usize| sentence.tokens.get(*at).is_some_and(|token| token.is_number());
        from = (from + 1..sentence.tokens.len())
            .find(|at| !dated(at))
            .unwrap_or(from);
    }
    promised(sentence, from).into_iter().collect()
}

/// One thing that a plan names, whatever the section tells, and of which the next sentence says nothing.
pub fn planned_alone(sentences: &[Sentence]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let planned = sentence.first(List::PromiseImpersonals).is_some_and(|verb| {
            [List::PlanDocuments, List::WorkPlans]
                .into_iter()
                .any(|list| sentence.all(list).any(|plan| plan.end <= verb.start))
        });
        if !planned || is_settled(sentences, at) {
            continue;
        }
        let goes_on = |text: &String| {
            let words = sentence.tokens.iter().filter(|token| {
                token.is_word() && token.lower.chars().count() >= WORD && text.contains(token.lower.as_str())
            });
            let next = sentences.get(at + 1).map(Sentence::content).unwrap_or_default();
            words
                .into_iter()
                .any(|token| next.iter().any(|own| begins_same(own, &token.stem)))
        };
        found.extend(impersonal(sentence).into_iter().filter(|text| !goes_on(text)));
    }
    found
}

/// Letters of a word by which the next sentence goes on.
const WORD: usize = 4;
