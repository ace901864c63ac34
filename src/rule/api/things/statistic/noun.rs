//! The word for what is counted, as it stands within the sentence of a message.

use crate::report::{Report, Statistic};

/// Labels and headers of tables begin with a capital letter, which has no place in the middle of a sentence: "14,300
/// beneficiaries". Names keep theirs, and so does what the report itself writes so within a sentence.
pub fn within_a_sentence(report: &Report, statistic: &Statistic) -> String {
    let noun = &statistic.noun;
    let is_label = statistic.quote.location.table.is_some() || statistic.indicator.is_some();
    let mut words = noun.split_whitespace();
    let first = words.next().unwrap_or_default();
    let mut letters = first.chars();
    let Some(initial) = letters.next().filter(|_| is_label) else {
        return noun.clone();
    };
    // "CAHWs", "Output 1.3 …".
    let ordinary = letters.clone().all(char::is_lowercase) && initial.is_uppercase();
    let numbered = words
        .next()
        .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    if !ordinary || letters.as_str().is_empty() || numbered || is_name(report, first) {
        return noun.clone();
    }
    let rest = &noun[initial.len_utf8()..];
    initial.to_lowercase().chain(rest.chars()).collect()
}

/// "More than 6,000 Gambians returned": a capital after a word or a number.
fn is_name(report: &Report, word: &str) -> bool {
    let within = |text: &str| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].trim_end();
            let alone = !text[at + word.len()..].starts_with(char::is_alphanumeric);
            alone && before.len() < at && before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        })
    };
    let statements = report.statements.iter();
    statements
        .filter(|own| own.location.table.is_none())
        .any(|own| within(&own.text))
}
