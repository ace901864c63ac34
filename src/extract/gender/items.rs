//! Several things one after another in a sentence: what something was about, and not where or by what means.

use crate::extract::lexicon::List;
use crate::extract::words::Sentence;

/// Words to the first comma of a list.
const ITEM: usize = 20;

pub fn commas(sentence: &Sentence, from: usize) -> Vec<usize> {
    let tokens = &sentence.tokens;
    (from..tokens.len())
        .filter(|at| matches!(tokens[*at].lower.as_str(), "," | ";" | "?"))
        .collect()
}

/// Items that are no names and no figures.
fn are_subjects(sentence: &Sentence, begins: impl IntoIterator<Item = usize>) -> bool {
    let named = |at: &usize| sentence.tokens.get(*at).is_some_and(|token| token.capital);
    let begins: Vec<usize> = begins.into_iter().collect();
    begins.iter().filter(|at| named(at)).count() * 2 <= begins.len() && !are_forms(sentence, &begins)
}

/// "Radio, posters and theatre", "lectures, a moot hearing and a visit", "in markets, churches and schools": by what means
/// and where, and not on what.
fn are_forms(sentence: &Sentence, begins: &[usize]) -> bool {
    let last = begins.iter().max().copied().unwrap_or(0);
    let mut and = sentence.all(List::AndWords).filter(|and| and.start > last);
    let begins: Vec<usize> = begins
        .iter()
        .copied()
        .chain(and.next().map(|and| and.end))
        .collect();
    let forms = [
        List::CampaignWords,
        List::TrainingWords,
        List::Products,
        List::Events,
        List::Facilities,
        List::Places,
    ];
    let is_form = |at: &&usize| {
        let article = usize::from(sentence.starts(List::Articles, **at));
        forms
            .into_iter()
            .any(|list| sentence.starts(list, **at + article))
    };
    begins.len() > 1 && begins.iter().filter(is_form).count() * 2 > begins.len()
}

/// "Four of 40 schools": what was about nothing that is counted.
pub fn counts(sentence: &Sentence, from: usize) -> bool {
    let written = sentence.numbers.iter().filter(|number| {
        let written = number.start >= from && !number.in_words;
        written && !sentence.is_year(number)
    });
    let item = |at: usize| at == from || matches!(sentence.tokens[at - 1].lower.as_str(), "," | ";" | "(");
    let starts: Vec<usize> = written.map(|number| number.start).collect();
    starts.len() > 1 || starts.iter().any(|at| item(*at))
}

pub fn lists_after_colon(sentence: &Sentence, from: usize) -> bool {
    let colon = (from..sentence.tokens.len().min(from + ITEM)).find(|at| sentence.tokens[*at].lower == ":");
    let Some(colon) = colon else { return false };
    let commas = commas(sentence, colon);
    let joined = sentence
        .all(List::AndWords)
        .any(|and| commas.first().is_some_and(|comma| and.start > comma + 1));
    (commas.len() > 1 || joined)
        && !counts(sentence, colon)
        && are_subjects(sentence, commas.iter().map(|comma| comma + 1))
}

/// Several things one after another.
pub fn lists(sentence: &Sentence, from: usize) -> bool {
    let commas = commas(sentence, from);
    let Some(first) = commas.first() else { return false };
    let joined = [List::AndWords, List::OrWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|and| and.start > first + 1);
    let near = first - from <= ITEM;
    let begins = commas.iter().map(|comma| comma + 1).chain([from]);
    lists_after_colon(sentence, from) || (near && joined && are_subjects(sentence, begins))
}
