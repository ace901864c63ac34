//! Several indicators in one wording, and what they observe together.

use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::report::Observes;

/// Words of more than three letters that an indicator has at least.
const MIN_WORDS: usize = 2;

/// The indicators in one wording: "1.1 Number of … 1.2 Number of …", "a. … b. …".
pub fn segments(sentence: &Sentence) -> Vec<&str> {
    if sentence.tokens.is_empty() {
        return vec![sentence.text.as_str()];
    }
    let mut starts = vec![0];
    for at in 1..sentence.tokens.len() {
        let own = &sentence.tokens[starts[starts.len() - 1]..at];
        // "ACC-I1 – Number of …" is one.
        let long = own
            .iter()
            .filter(|token| token.is_word() && token.lower.len() > 3)
            .count()
            >= MIN_WORDS;
        if long && begins(sentence, at) {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([sentence.tokens.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| sentence.between(*start, end))
        .collect()
}

fn begins(sentence: &Sentence, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let lower = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let before = lower(at - 1);
    let inside = matches!(before, "(" | "/" | "&" | "+") || sentence.ends(List::AndWords, at);
    if inside {
        // "(b) Number of …"
        return before == "(" && lower(at + 1) == ")" && enumerates(sentence, at);
    }
    let numbered = sentence.tokens.get(at + 1).is_some_and(|token| token.is_number());
    if token.lower == "•" || token.lower == "#" && !numbered {
        return true;
    }
    let parted = !sentence.tokens[at - 1].is_word() && !sentence.tokens[at - 1].is_number();
    if sentence.starts(List::Counting, at) {
        return token.capital || parted && before != ",";
    }
    if sentence.starts(List::ColumnTarget, at) || sentence.starts(List::ColumnBaseline, at) {
        return lower(at + 1) == ":";
    }
    enumerates(sentence, at)
}

/// "2.", "2)", "2.1", "b." before a capital or a counting word.
fn enumerates(sentence: &Sentence, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let numbered = token.is_number() && token.lower.len() <= 7;
    let lettered = token.is_word() && token.lower.chars().count() == 1;
    let dash = matches!(token.lower.as_str(), "-" | "–") && !sentence.tokens[at - 1].is_word();
    let mark = |at: usize| {
        sentence
            .tokens
            .get(at)
            .is_some_and(|token| matches!(token.lower.as_str(), "." | ")" | "-" | "–" | ":"))
    };
    let dotted = numbered && token.lower.contains('.');
    let next = match (numbered || lettered, mark(at + 1)) {
        (true, true) => at + 2,
        (true, false) if dotted => at + 1,
        _ if dash => at + 1,
        _ => return false,
    };
    sentence.tokens.get(next).is_some_and(|next| next.capital) || sentence.starts(List::Counting, next)
}

/// What most of several indicators observe; of as many of each the first.
pub fn most(read: &[Observes]) -> Observes {
    let count = |wanted: Observes| read.iter().filter(|read| **read == wanted).count();
    let (delivery, change) = (count(Observes::Delivery), count(Observes::Change));
    match delivery.cmp(&change) {
        std::cmp::Ordering::Greater => Observes::Delivery,
        std::cmp::Ordering::Less => Observes::Change,
        std::cmp::Ordering::Equal => read
            .iter()
            .find(|read| **read != Observes::Unclear)
            .copied()
            .unwrap_or(Observes::Unclear),
    }
}
