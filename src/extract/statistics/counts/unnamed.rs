//! People whom no list names: only people are women and men, come with "who", take part and are interviewed.

use std::ops::Range;

use super::frames::{ends_phrase, is_just_before};
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
    let known = former(sentence, number.end).or_else(|| counted_person(sentence, number.end));
    if let Some(end) = known {
        return Some(Noun {
            counted: Counted::People,
            start: number.end,
            end,
            one_sex: false,
        });
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

/// Where a name ends that begins with "ex-": "ex-militia", "ex-poppy planters".
fn former(sentence: &Sentence, from: usize) -> Option<usize> {
    let [ex, hyphen, word] = sentence.tokens.get(from..from + 3)? else {
        return None;
    };
    let plural = |at: usize| {
        let next = sentence.tokens.get(at)?;
        (sentence.head_last() && next.lower.ends_with('s') && next.lower != next.singular).then_some(at + 1)
    };
    let end = from + 3;
    (matches!(ex.lower.as_str(), "ex" | "экс") && hyphen.joins && word.is_word())
        .then(|| plural(end).filter(|_| word.lower == word.singular).unwrap_or(end))
}

/// Where a name ends that means people only where they are counted: "73 Afghans", "40 young Tuareg"; not "12 Lao words".
fn counted_person(sentence: &Sentence, from: usize) -> Option<usize> {
    let reach = if sentence.head_last() {
        from..from + DESCRIBED
    } else {
        from..from + 1
    };
    let plain = |at: usize| sentence.tokens[at].is_word() && !sentence.starts(List::NounStops, at);
    let hit = sentence
        .all(List::CountedPersons)
        .filter(|hit| reach.contains(&hit.start) && (from..hit.start).all(plain))
        .min_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)))?;
    let own = &sentence.tokens[hit.end - 1];
    let several = !sentence.head_last() || own.lower != own.singular || ends_phrase(sentence, hit.end);
    several.then_some(hit.end)
}

/// Words that may stand between a number and those whom it counts.
const DESCRIBED: usize = 3;

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
    // "23 информационно-аналитических": the first part of a word is no noun.
    if sentence.tokens[until].joins {
        return None;
    }
    let head = if sentence.head_last() {
        until.checked_sub(1)?
    } else {
        from
    };
    // "Subscribers" may be of a channel; those "who pay" are people.
    let next = until..=until + 1;
    let who = sentence
        .all(List::HumanRelatives)
        .any(|hit| next.contains(&hit.start));
    let thing = crate::extract::lexicon::THINGS
        .iter()
        .filter(|list| !(who && **list == List::NoPerson))
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
