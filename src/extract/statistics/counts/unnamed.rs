//! People whom no list names: only people are women and men, come with "who", take part and are interviewed.

use std::ops::Range;

use super::frames::is_just_before;
use super::noun::Noun;
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Counted;

/// Words of a name for people: "labour attachés".
const LONGEST: usize = 4;

/// The unknown noun after a number, where the sentence can only speak of people.
pub fn unnamed_people(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    // "Against 36 planned, 11 women and 24 men".
    if sentence.starts(List::ExpectedWords, number.end) {
        return None;
    }
    let phrase = phrase(sentence, number.end)?;
    let told = with_human_relative(sentence, phrase.end)
        || sentence.starts(List::PersonSubjects, phrase.end)
        || is_split_after(sentence, number, phrase.end)
        || sentence
            .all(List::PersonObjects)
            .any(|verb| is_just_before(sentence, verb.end, number));
    told.then_some(Noun {
        counted: Counted::People,
        start: phrase.start,
        end: phrase.end,
        one_sex: false,
    })
}

/// The words after a number that can be a noun and what describes it.
fn phrase(sentence: &Sentence, from: usize) -> Option<Range<usize>> {
    let ends = |at: usize| {
        !sentence.tokens[at].is_word()
            || [
                List::NounStops,
                List::Auxiliaries,
                List::AndWords,
                List::OfWords,
                List::HumanRelatives,
                List::PersonSubjects,
            ]
            .into_iter()
            .any(|list| sentence.starts(list, at))
    };
    let until = (from..sentence.tokens.len()).find(|at| ends(*at))?;
    let head = if sentence.head_last() {
        until.checked_sub(1)?
    } else {
        from
    };
    let thing = crate::extract::lexicon::THINGS
        .iter()
        .any(|list| sentence.at(*list, head));
    (until > from && until - from <= LONGEST && !thing && !is_bare(sentence, from)).then_some(from..until)
}

/// A sign, an ordinal or a unit after the number.
fn is_bare(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens[at].lower.chars().count() < 3
        || sentence.starts(List::Percent, at)
        || sentence.starts(List::Shares, at)
        || sentence.starts(List::OutOf, at)
}

/// "… who took part", "…, eight of whom".
fn with_human_relative(sentence: &Sentence, at: usize) -> bool {
    sentence
        .all(List::HumanRelatives)
        .any(|hit| hit.start >= at && hit.start <= at + 3)
}

/// "… (15 women, 11 men)", "…, three of them women"; in "312 people in the three shelters, 164 women" the part is of more.
fn is_split_after(sentence: &Sentence, whole: &NumberToken, at: usize) -> bool {
    let apart = sentence
        .tokens
        .get(at)
        .is_some_and(|token| matches!(token.lower.as_str(), "," | "(" | ":" | ";" | "–" | "—"));
    let begin = at + usize::from(apart);
    let link = sentence.all(List::SexPronouns).find(|hit| hit.start == begin);
    let first = link.map_or(begin, |link| link.end);
    let number = sentence
        .numbers
        .iter()
        .find(|number| number.start >= first && number.start <= first + 1);
    let Some(number) =
        number.filter(|part| (apart || link.is_some()) && part.number.low <= whole.number.high)
    else {
        return false;
    };
    // "Three of them women".
    let linked = sentence
        .all(List::SexPronouns)
        .find(|hit| hit.start == number.end);
    let sexed = linked.map_or(number.end, |hit| hit.end);
    let told = sexed + usize::from(sentence.starts(List::Auxiliaries, sexed));
    // Animals too are male and female.
    sentence.starts(List::People, told)
        && [List::Female, List::Male]
            .into_iter()
            .any(|list| sentence.starts(list, told))
}
