//! Whether a length in a sentence is that of the training, or of something else that the sentence speaks of.

use super::{How, Length};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::TimeUnit;

/// What has the length that is asked for.
const HELD: [List; 2] = [List::TrainingWords, List::CampaignWords];
/// Words between a length and its noun: "a three-day residential training".
const NOUN: usize = 8;
/// Small words between a noun and its length: "a course with a length of about three days".
const LINK: usize = 5;
/// Words between a length and what has it: "three years of professional experience".
const OTHER: usize = 3;

/// Its form, or the words beside it, tell that it is; else that nothing speaks against it.
pub(super) fn is_of_training(sentence: &Sentence, length: &Length) -> bool {
    if length.how == How::Dated {
        return !is_in_clause(sentence, length.start) && !follows_other(sentence, length);
    }
    if is_in_its_name(sentence, length) || names_what_follows(sentence, length) {
        return true;
    }
    if length.how == How::Attribute {
        // "The course was three-day."
        return ends_there(sentence, length.end) && !is_of_other(sentence, length);
    }
    if is_elapsed(sentence, length) {
        return false;
    }
    let told = follows_its_name(sentence, length.start) || lasted(sentence, length);
    told || !(is_part_of(sentence, length.end)
        || is_of_other(sentence, length)
        || is_in_clause(sentence, length.start))
}

fn held_at(sentence: &Sentence, at: usize) -> bool {
    HELD.into_iter().any(|list| sentence.starts(list, at))
}

/// "En tredagarskurs".
fn is_in_its_name(sentence: &Sentence, length: &Length) -> bool {
    (length.start..length.end).any(|at| HELD.into_iter().any(|list| sentence.at(list, at)))
}

/// "A 3-day refresher course", "five days of training".
fn names_what_follows(sentence: &Sentence, length: &Length) -> bool {
    let end = length.end;
    let skipped = |at: &usize| sentence.tokens[*at].joins || sentence.starts(List::OfWords, *at);
    let from = (end..sentence.tokens.len()).find(|at| !skipped(at));
    let Some(from) = from else { return false };
    // "Пять дней обучения": without a word between them only what stands right beside it.
    let linked = length.how == How::Attribute || sentence.starts(List::OfWords, end);
    let reach = if linked { NOUN } else { 1 };
    for at in from..sentence.tokens.len().min(from + reach) {
        if held_at(sentence, at) {
            return true;
        }
        let token = &sentence.tokens[at];
        let other = sentence.at(List::People, at) || sentence.at(List::OtherLengths, at);
        let joined = token.joins || sentence.tokens.get(at + 1).is_some_and(|next| next.joins);
        if other || !(joined || token.lower == "," || token.is_word() && !token.is_small) {
            return false;
        }
    }
    false
}

fn ends_there(sentence: &Sentence, end: usize) -> bool {
    sentence
        .tokens
        .get(end)
        .is_none_or(|next| !next.is_word() && !next.joins)
}

/// Nothing but small words.
fn only_links(sentence: &Sentence, from: usize, to: usize) -> bool {
    let link = |at: usize| {
        let token = &sentence.tokens[at];
        token.is_small
            || token.lower == "("
            || [
                List::Approximate,
                List::Auxiliaries,
                List::BeWords,
                List::LastingWords,
            ]
            .into_iter()
            .any(|list| sentence.at(list, at))
    };
    from <= to && to - from <= LINK && (from..to).all(link)
}

/// "Training of three days", "a workshop (two days)", "were trained for 8 hours".
fn follows_its_name(sentence: &Sentence, start: usize) -> bool {
    let mut names = HELD.into_iter().flat_map(|list| sentence.all(list));
    names.any(|name| only_links(sentence, name.end, start))
}

/// "Lasted three days", "tres días de duración"; not where it was the follow-up that did.
pub(super) fn lasted(sentence: &Sentence, length: &Length) -> bool {
    let mut words = sentence.all(List::LastingWords);
    words.any(|word| {
        let before = word.end <= length.start && only_links(sentence, word.end, length.start);
        let after = word.start >= length.end && only_links(sentence, length.end, word.start);
        let subject = (0..word.start)
            .rev()
            .find(|at| held_at(sentence, *at) || sentence.at(List::OtherLengths, *at));
        (before || after) && subject.is_none_or(|at| held_at(sentence, at))
    })
}

/// "Three years of experience", "the 2 years of the project"; "five days on hygiene" are of it.
fn is_part_of(sentence: &Sentence, end: usize) -> bool {
    sentence.starts(List::OfWords, end) && !sentence.starts(List::SubjectMarks, end)
}

/// "Had worked for three years", "un suivi de trois mois", "three years' work".
fn is_of_other(sentence: &Sentence, length: &Length) -> bool {
    let near = length.end..length.end + OTHER;
    let leads = |other: &Hit| {
        near.contains(&other.start)
            && (length.end..other.start)
                .all(|at| !matches!(sentence.tokens[at].lower.as_str(), "," | "." | ";"))
    };
    follows_other(sentence, length) || sentence.all(List::OtherLengths).any(leads)
}

/// "Had worked for three years", "is open from Monday to Friday".
fn follows_other(sentence: &Sentence, length: &Length) -> bool {
    let mut others = sentence.all(List::OtherLengths);
    others.any(|other| other.end <= length.start && only_links(sentence, other.end, length.start))
}

/// "Who had been mayors for three years": what is told of people, things and places besides.
fn is_in_clause(sentence: &Sentence, start: usize) -> bool {
    let relatives = sentence.all(List::Relatives).filter(|own| own.start < start);
    let last = relatives.max_by_key(|own| own.start);
    last.is_some_and(|own| {
        !(own.end..start).any(|at| held_at(sentence, at) || sentence.at(List::LastingWords, at))
    })
}

/// "Over two years 300 farmers were trained": how long the work took.
fn is_elapsed(sentence: &Sentence, length: &Length) -> bool {
    let long = matches!(length.unit, TimeUnit::Month | TimeUnit::Year);
    let mut marks = sentence.all(List::ElapsedMarks);
    let spans = marks.any(|mark| {
        let lasts = (0..mark.start).any(|at| sentence.at(List::LastingWords, at));
        !lasts && mark.end <= length.start && only_links(sentence, mark.end, length.start)
    });
    long && (spans || sentence.ends(List::Articles, length.start))
}
