//! The bare name of an indicator: "Number of teachers trained", "% of women who know their rights". It says what is to be
//! counted, and not that anything was done.

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words between a change and the value that it is said to have come to.
const VALUE: usize = 2;

/// What a name of an indicator begins with.
const OPENINGS: [List; 3] = [List::Counting, List::PercentageWords, List::IndicatorOpenings];

/// "1.2 Number of wells drilled", and neither "Number of wells drilled: 14" nor "Number of visits rose".
pub fn names_indicator(sentence: &Sentence) -> bool {
    opening(sentence).is_some_and(|opening| !tells_value(sentence, opening) && !has_verb(sentence, opening))
}

/// At the beginning, or behind a code, a letter or the word "indicator".
fn opening(sentence: &Sentence) -> Option<&Hit> {
    let begins = |at: usize| (0..at).all(|before| is_code(sentence, before));
    let hits = OPENINGS.into_iter().flat_map(|list| sentence.all(list));
    let openings = hits.filter(|hit| begins(hit.start) && !is_counted(sentence, hit));
    openings.max_by_key(|hit| hit.end)
}

/// "1.2.1", "a)", "Indicator 3:".
fn is_code(sentence: &Sentence, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let closed = |mark: &str| matches!(mark, ")" | "." | ":" | "-");
    let next = sentence.tokens.get(at + 1);
    let letters = token.lower.chars().count() <= LETTERS && next.is_some_and(|next| closed(&next.lower));
    !token.is_word()
        || letters
        || [List::IndicatorNames, List::ColumnIndicator]
            .into_iter()
            .any(|list| sentence.at(list, at))
}

/// Letters of "iii)".
const LETTERS: usize = 3;

/// "Total of 40 women", "40 %": the value comes first.
fn is_counted(sentence: &Sentence, hit: &Hit) -> bool {
    sentence
        .numbers
        .iter()
        .any(|number| number.start == hit.end || number.start < hit.end && hit.start < number.end)
}

/// "…: 14", "– 14", "(14)".
fn tells_value(sentence: &Sentence, opening: &Hit) -> bool {
    let marked = |at: usize| {
        let mark = sentence.tokens[at].lower.as_str();
        matches!(mark, ":" | "-" | "–" | "—" | "=" | "(" | "→")
    };
    let mut numbers = sentence.numbers.iter();
    numbers.any(|number| number.start > opening.end && marked(number.start - 1) && !sentence.is_year(number))
}

/// "Was 40", "has risen", "rose to 40"; "women who were trained" are only described.
fn has_verb(sentence: &Sentence, opening: &Hit) -> bool {
    let described = |at: usize| {
        let mut relatives = sentence.all(List::Relatives);
        relatives.any(|relative| relative.start >= opening.end && relative.end <= at)
    };
    let helps = [List::BeWords, List::Auxiliaries]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    let helped = helps
        .into_iter()
        .any(|verb| verb.start >= opening.end && !described(verb.start));
    let valued = |verb: &Hit| {
        let near = verb.end..=verb.end + VALUE;
        sentence.numbers.iter().any(|number| near.contains(&number.start))
    };
    let changed = [List::ChangeVerbs, List::AchievedWords, List::Falling]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    // "Number of visits rose", "antalet besök ökade"; and not "number of improved latrines".
    let told = |verb: &Hit| {
        let form = sentence.tokens[verb.start].lower.as_str();
        sentence.compounds()
            || !sentence.is_passive(form) && !sentence.in_present(form) && !sentence.acts(form)
    };
    let moved = changed
        .into_iter()
        .any(|verb| verb.start >= opening.end && !described(verb.start) && (valued(verb) || told(verb)));
    helped || moved
}
