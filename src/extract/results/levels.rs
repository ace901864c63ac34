//! On which level of the results chain a label, a bracket or a header puts a result.

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::ResultLevel;

const LEVELS: [(List, ResultLevel); 4] = [
    (List::LevelOutcome, ResultLevel::Outcome),
    (List::LevelImpact, ResultLevel::Impact),
    (List::LevelOutput, ResultLevel::Output),
    (List::LevelActivity, ResultLevel::Activity),
];

/// The level that a label ("Outcome 1.2: …") states.
pub fn of_label(sentence: &Sentence) -> ResultLevel {
    let at_start = |list| {
        sentence
            .all(list)
            .any(|hit| hit.start == 0 && labelled(sentence, hit.end))
    };
    LEVELS
        .into_iter()
        .find(|(list, _)| at_start(*list))
        .map_or_else(|| at_end(sentence), |(_, level)| level)
}

/// Tokens in a bracket that says no more than the level: "(output level)".
const IN_BRACKET: usize = 4;

/// "Farmers keep bees (outcome)", "Villages plant trees [output 1.2]".
pub fn at_end(sentence: &Sentence) -> ResultLevel {
    let mark = |at: usize, marks: [&str; 2]| marks.contains(&sentence.tokens[at].lower.as_str());
    let last = sentence.tokens.iter().rposition(|token| token.lower != ".");
    let Some(close) = last.filter(|close| mark(*close, [")", "]"])) else {
        return ResultLevel::Unspecified;
    };
    let Some(open) = (1..close).rev().find(|at| mark(*at, ["(", "["])) else {
        return ResultLevel::Unspecified;
    };
    let inside = open + 1..close;
    let within = |list| {
        let mut hits = sentence.all(list);
        hits.find(|hit| inside.start <= hit.start && hit.end <= inside.end)
    };
    // "(goal 40)" is a target.
    let rest = |hit: &Hit, level: ResultLevel| {
        inside.clone().all(|at| {
            let token = &sentence.tokens[at];
            let number = token.is_number() && level != ResultLevel::Impact;
            let plain = !token.is_word() && !token.is_number();
            (hit.start..hit.end).contains(&at) || plain || number || sentence.at(List::ColumnLevel, at)
        })
    };
    let short = inside.len() <= IN_BRACKET;
    LEVELS
        .into_iter()
        .filter(|_| short)
        .find(|(list, level)| within(*list).is_some_and(|hit| rest(hit, *level)))
        .map_or(ResultLevel::Unspecified, |(_, level)| level)
}

fn labelled(sentence: &Sentence, end: usize) -> bool {
    sentence.tokens.get(end).is_none_or(|next| {
        next.is_number()
            || matches!(next.lower.as_str(), ":" | "." | "–" | "-")
            || next.lower.chars().count() == 1
    })
}

/// The level that a text names, where it names one alone.
pub fn named_in(sentence: &Sentence) -> ResultLevel {
    let mut levels = LEVELS.into_iter().filter(|(list, _)| sentence.has(*list));
    match (levels.next(), levels.next()) {
        (Some((_, only)), None) => only,
        _ => ResultLevel::Unspecified,
    }
}
