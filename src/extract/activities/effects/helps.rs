//! "Helped": those who got help, or what they did with it.

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Tokens between "helped" and how many: "ayudó a unas 300 familias".
const TO_NUMBER: usize = 2;
/// Words of those who were helped: "300 poor rural families".
const NOUN: usize = 4;

/// Whether people were helped, and no more is said of them.
pub(super) fn is_served(sentence: &Sentence, hit: &Hit) -> bool {
    let helps = (hit.start..hit.end).any(|at| sentence.starts(List::HelpWords, at));
    helps && (helps_with(sentence, hit) || helps_alone(sentence, hit))
}

/// "It has helped 539 people who came from Ukraine", and not "helped 539 people to find work".
fn helps_alone(sentence: &Sentence, hit: &Hit) -> bool {
    let Some(whom) = counted_after(sentence, hit.end) else {
        return false;
    };
    let goes_on = |at: &usize| {
        let mark = matches!(
            sentence.tokens[*at].lower.as_str(),
            "," | ";" | ":" | "(" | "." | "–"
        );
        !mark && !sentence.at(List::Relatives, *at)
    };
    let mut rest = (whom.end..sentence.tokens.len()).take_while(goes_on);
    let named = [List::OfWords, List::Articles];
    let marks = |at: usize| {
        let other = [List::OfWords, List::Articles, List::BenefitMarks];
        sentence.at(List::InfinitiveMarks, at) && !other.into_iter().any(|list| sentence.at(list, at))
    };
    let does = |at: usize| {
        marks(at) || sentence.is_infinitive(at) && !named.into_iter().any(|list| sentence.ends(list, at))
    };
    !is_bare_verb(sentence, whom.end) && !rest.any(does)
}

/// "Helped 539 people find work", where no quality would stand behind the noun.
fn is_bare_verb(sentence: &Sentence, at: usize) -> bool {
    let verb = sentence
        .tokens
        .get(at)
        .filter(|next| next.is_word() && !next.is_small && !next.capital);
    let told = verb.is_some_and(|verb| {
        !sentence.is_passive(&verb.lower) && !sentence.is_past(&verb.lower) && !sentence.acts(&verb.lower)
    });
    told && sentence.head_last()
}

/// Whom a number soon after the verb counts.
fn counted_after(sentence: &Sentence, from: usize) -> Option<&Hit> {
    let near = from..=from + TO_NUMBER;
    let number = sentence
        .numbers
        .iter()
        .find(|number| near.contains(&number.start))?;
    let mut people = [List::People, List::Households]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    people.find(|hit| (number.end..number.end + NOUN).contains(&hit.start))
}

/// "It has helped 300 families with food parcels": what they were given.
fn helps_with(sentence: &Sentence, hit: &Hit) -> bool {
    let whom = [List::People, List::Households, List::Places, List::ThoseReached];
    let named = |at: usize| {
        sentence.tokens[at - 1].lower == "," || whom.into_iter().any(|list| sentence.ends(list, at))
    };
    let with = sentence
        .all(List::Having)
        .find(|with| with.start > hit.end && named(with.start));
    let counts = |with: &Hit| {
        let mut numbers = sentence.numbers.iter();
        numbers.any(|number| (hit.end..with.start).contains(&number.start))
    };
    // "Helped 300 farmers with disabilities find work".
    let theirs = [List::OutcomeVerbs, List::DeedVerbs]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|verb| verb.start >= hit.end);
    !theirs && with.is_some_and(counts)
}
