//! The thing that a promise or an expected result names: what the report must speak of to have told of it.

use crate::extract::lexicon::{List, RESULT_NAMES};
use crate::extract::words::Sentence;

/// Tokens of a matter before its colon.
pub(super) const TOPIC: usize = 5;

/// The words between the verb and whatever says where, for whom or of what: "a mobile clinic in Osh" → mobile, clinic.
/// Where a noun stands for the verb, itself or what follows: "selection and training of committees".
pub(super) fn objects(sentence: &Sentence) -> Vec<Vec<String>> {
    let marks = usize::from(sentence.starts(List::InfinitiveMarks, 0));
    let verb = [List::ActivityVerbs, List::OutputVerbs]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|hit| hit.start == marks)
        .map(|hit| hit.end)
        .max();
    let infinitive = sentence.is_infinitive(marks).then_some(marks + 1);
    let aside = (after_aside(sentence, marks + 1) > marks + 1).then_some(marks + 1);
    // "The OIM organises a study visit": of the visit.
    let subject = [List::ActivityVerbs, List::OutputVerbs]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| (1..TOPIC).contains(&hit.start) && sentence.tokens[hit.start - 1].capital)
        .map(|hit| hit.end);
    let Some(from) = verb.or(infinitive).or(aside).or(subject) else {
        // "Waste: manuals and training": the matter, and what is to be done in it.
        let colon = sentence.tokens.iter().position(|token| token.lower == ":");
        if let Some(colon) = colon.filter(|colon| (1..=TOPIC).contains(colon)) {
            let phrases = [topic(sentence, colon), phrase(sentence, colon + 1)];
            return phrases.into_iter().filter(|phrase| !phrase.is_empty()).collect();
        }
        // "Policies, made with help of a consultant": of the help, not of the policies.
        let parted = |at: usize| {
            let joins = sentence.starts(List::OfWords, at) || sentence.starts(List::AndWords, at);
            !joins && (sentence.starts(List::NounStops, at) || !sentence.tokens[at].is_word())
        };
        let code = sentence
            .tokens
            .iter()
            .take_while(|token| is_code(&token.lower))
            .count();
        let of = sentence
            .first(List::OfWords)
            .filter(|of| !(code..of.start).any(parted))
            .map(|of| phrase(sentence, of.end));
        let own = phrase(sentence, 0);
        // "An assessment of Upper River Region": the place is no thing.
        let of = of.filter(|_| !is_place(sentence));
        // "Installation of a laboratory": whatever else was installed.
        let act = own.len() == 1 && of.as_ref().is_some_and(|of| !of.is_empty());
        let phrases = [Some(own).filter(|_| !act), of].into_iter().flatten();
        return phrases.filter(|phrase| !phrase.is_empty()).collect();
    };
    let from = after_partner(sentence, after_aside(sentence, from));
    // "Hold this year's round of the school of democracy": of the school.
    let end = phrase_tokens(sentence, from).last().map_or(from, |last| last + 1);
    let of = sentence
        .starts(List::OfWords, end)
        .then(|| phrase(sentence, end + 1));
    let phrases = [Some(phrase(sentence, from)), of].into_iter().flatten();
    phrases.filter(|phrase| !phrase.is_empty()).collect()
}

/// Whether all that stands behind the first "of" is a name.
fn is_place(sentence: &Sentence) -> bool {
    let of = sentence.first(List::OfWords).map_or(0, |of| of.end);
    phrase_tokens(sentence, of)
        .into_iter()
        .all(|at| sentence.tokens[at].capital)
}

/// The verb with which a promise begins.
pub(super) fn act(sentence: &Sentence) -> Option<usize> {
    let at = usize::from(sentence.starts(List::InfinitiveMarks, 0));
    let listed = [List::ActivityVerbs, List::OutputVerbs]
        .into_iter()
        .any(|list| sentence.starts(list, at));
    (listed || sentence.is_infinitive(at)).then_some(at)
}

/// "Review, together with the councils, the by-laws": with whom it is done is not what is done.
fn after_aside(sentence: &Sentence, from: usize) -> usize {
    let comma = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.lower == ",");
    let end = (from + 1..sentence.tokens.len()).find(|at| comma(*at));
    let with = |end: usize| (from..end).any(|at| sentence.starts(List::NounStops, at));
    end.filter(|end| comma(from) && with(*end))
        .map_or(from, |end| end + 1)
}

/// "Agree with the ministry on a model file": with whom it is agreed is not what is agreed.
fn after_partner(sentence: &Sentence, from: usize) -> usize {
    if !sentence.starts(List::NounStops, from) {
        return from;
    }
    let end = phrase_tokens(sentence, from).last().map_or(from, |last| last + 1);
    let of = (end..sentence.tokens.len()).find(|at| !sentence.starts(List::OfWords, *at));
    // "The ministry of health" is one partner.
    let end = of.filter(|of| *of > end).map_or(end, |of| {
        phrase_tokens(sentence, of).last().map_or(end, |last| last + 1)
    });
    if sentence.starts(List::NounStops, end) {
        end
    } else {
        from
    }
}

fn topic(sentence: &Sentence, colon: usize) -> Vec<String> {
    sentence.tokens[..colon]
        .iter()
        .enumerate()
        .filter(|(at, token)| token.is_word() && !sentence.at(List::Function, *at))
        .map(|(_, token)| token.stem.clone())
        .collect()
}

/// What a result says behind its label and code.
pub fn wording(sentence: &Sentence) -> &str {
    let labels = |at: &usize| {
        let token = &sentence.tokens[*at];
        let named = RESULT_NAMES.into_iter().any(|list| sentence.at(list, *at));
        let stop = matches!(token.lower.as_str(), ":" | "." | ")" | "–" | "-" | "—");
        named || stop || token.is_number() || token.lower.chars().any(|c| c.is_ascii_digit())
    };
    let from = (0..sentence.tokens.len()).take_while(labels).count();
    sentence
        .tokens
        .get(from)
        .map_or("", |token| &sentence.text[token.start..])
}

/// The words of the thing that a result names first, and what it is of: "six waiting homes", "zones de recharge".
pub(super) fn head(sentence: &Sentence) -> Vec<String> {
    let mut found = phrase(sentence, 0);
    let end = head_end(sentence);
    if sentence.starts(List::OfWords, end + 1) {
        found.extend(phrase(sentence, end + 2));
    }
    found
}

/// The last token of the first phrase.
pub(super) fn head_end(sentence: &Sentence) -> usize {
    phrase_tokens(sentence, 0).last().copied().unwrap_or_default()
}

/// "A4.", "2.1", "b)" before a promise.
pub(super) fn is_code(lower: &str) -> bool {
    lower.len() <= 2 || lower.chars().any(|c| c.is_ascii_digit())
}

pub(super) fn phrase(sentence: &Sentence, from: usize) -> Vec<String> {
    let tokens = phrase_tokens(sentence, from).into_iter();
    tokens.map(|at| sentence.tokens[at].stem.clone()).collect()
}

pub(super) fn phrase_tokens(sentence: &Sentence, from: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate().skip(from) {
        let stops = [List::NounStops, List::OfWords, List::AndWords]
            .into_iter()
            .any(|list| sentence.starts(list, at));
        if (stops || matches!(token.lower.as_str(), "(" | ",")) && !found.is_empty() {
            break;
        }
        let means = token.is_word() && token.lower.chars().count() > 2 && !sentence.at(List::Function, at);
        if means && !sentence.at(List::NumberWords, at) {
            found.push(at);
        }
    }
    found
}
