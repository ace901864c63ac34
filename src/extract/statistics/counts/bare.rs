//! Numbers without a noun where only people can be meant: "340 attended", "operated on 167", "the 19 who were arrested".

use rust_decimal::Decimal;

use super::Count;
use super::frames::{ends_phrase, is_just_before};
use super::noun::{NOUNS, Noun};
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::{Sentence, Token};
use crate::report::Counted;

/// Small words between a number and its verb: "have", "also".
const SMALL: usize = 2;
/// From so many on a number after a word is seldom the name of a group: "group 4".
const NO_NAME: i64 = 10;
/// Tokens from a relative pronoun to its verb.
const RELATIVE: usize = 3;

/// Who is counted by a number that has no noun; its noun is the number itself.
pub fn bare_people(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> Option<Noun> {
    let others = |count: &Count| count.counted == Counted::People || count.number.low >= number.number.high;
    if found.iter().any(others) || is_of_others(sentence, number) {
        return None;
    }
    let told = act(sentence, number)
        || come_to(sentence, number)
        || are_they(sentence, number)
        || are_present(sentence, number)
        || was_done_to_them(sentence, number)
        || are_object(sentence, number)
        || are_reached(sentence, number)
        || are_those_who(sentence, number)
        || are_called_by_adjective(sentence, number);
    told.then(|| nameless(sentence, number))
}

/// A noun that stands nowhere; of one sex where its sentence speaks of one alone before.
pub fn nameless(sentence: &Sentence, number: &NumberToken) -> Noun {
    let before = |list: List| sentence.all(list).any(|hit| hit.end <= number.start);
    Noun {
        counted: Counted::People,
        start: number.start,
        end: number.end,
        one_sex: before(List::Female) != before(List::Male),
    }
}

/// Some of those who are numbered before, or of a whole: "40 of 58", "200 were asked, and 120", "the other 187".
fn is_of_others(sentence: &Sentence, number: &NumberToken) -> bool {
    let larger = |own: &NumberToken| {
        let before = own.end <= number.start && !own.percent && !sentence.is_year(own);
        before && own.number.high >= number.number.low
    };
    let first = number.start - usize::from(number.start > 0 && sentence.ends(List::Articles, number.start));
    let whole = [List::OfWords, List::OutOf, List::Remainders]
        .into_iter()
        .any(|list| sentence.ends(list, first));
    whole || sentence.numbers.iter().any(larger)
}

/// "The course was attended by 44", "the seminar drew 120 from all over the valley".
fn come_to(sentence: &Sentence, number: &NumberToken) -> bool {
    let mut before = sentence.all(List::BeforePeople);
    // "За консультацией обратились 230".
    let mut did = sentence.all(List::PersonSubjects);
    let near = |hit: &Hit| is_just_before(sentence, hit.end, number) || is_timed(sentence, hit.end, number);
    ends_phrase(sentence, number.end)
        && !sentence.starts(List::SexPronouns, number.end)
        && (before.any(near) || sentence.adjectives_end_alike() && did.any(near))
}

/// "They were 63 at the start".
fn are_they(sentence: &Sentence, number: &NumberToken) -> bool {
    let mut there = sentence.all(List::ThereAre);
    let begins =
        |hit: &Hit| hit.start == 0 && sentence.starts(List::SubjectPronouns, 0) && hit.end - hit.start > 1;
    ends_phrase(sentence, number.end)
        && there.any(|hit| begins(hit) && is_just_before(sentence, hit.end, number))
}

/// "340 attended", "336 have also graduated".
fn act(sentence: &Sentence, number: &NumberToken) -> bool {
    let does = |at: usize| sentence.starts(List::PersonSubjects, at) || sentence.starts(List::BareActs, at);
    let verb = (number.end..=number.end + SMALL).find(|at| does(*at));
    let small = |at: usize| {
        let have = sentence.starts(List::Auxiliaries, at) && !sentence.at(List::BeWords, at);
        have || sentence.starts(List::NounStops, at) && !sentence.at(List::BeWords, at)
    };
    verb.is_some_and(|verb| (number.end..verb).all(small)) && is_no_name(sentence, number)
}

/// "Village assembly: 276 present".
fn are_present(sentence: &Sentence, number: &NumberToken) -> bool {
    let mut present = sentence.all(List::Attending);
    present.any(|hit| hit.start == number.end && ends_phrase(sentence, hit.end))
        && is_no_name(sentence, number)
}

/// "71 were trained", "45 have been vaccinated", "71 utbildades".
fn was_done_to_them(sentence: &Sentence, number: &NumberToken) -> bool {
    let verb = (number.end..=number.end + SMALL).find(|at| sentence.starts(List::PersonObjects, *at));
    let passive = |verb: usize| {
        let mut small = number.end..verb;
        let helped = small.all(|at| sentence.starts(List::Auxiliaries, at) || sentence.at(List::BeWords, at));
        let be = (number.end..verb).any(|at| sentence.at(List::BeWords, at));
        helped && (be || sentence.passive_alone(&sentence.tokens[verb].lower))
    };
    verb.is_some_and(passive) && is_no_name(sentence, number)
}

/// "The surgeons operated on 167 in nine days".
fn are_object(sentence: &Sentence, number: &NumberToken) -> bool {
    let mut verbs = sentence.all(List::PersonObjects);
    ends_phrase(sentence, number.end)
        && !sentence.starts(List::SexPronouns, number.end)
        && verbs
            .any(|verb| is_just_before(sentence, verb.end, number) || is_timed(sentence, verb.end, number))
}

/// "Employs at present 18": two words tell when.
fn is_timed(sentence: &Sentence, end: usize, number: &NumberToken) -> bool {
    number.start == end + 2
        && sentence.starts(List::NounStops, end)
        && sentence.tokens[end + 1].is_word()
        && !sentence.starts(List::Articles, end + 1)
}

/// What reaches nobody but people.
const REACHING: [List; 5] = [
    List::TrainingWords,
    List::CampaignWords,
    List::Services,
    List::HelpWords,
    List::Events,
];

/// "The hotline served 4,500 in its first year", "the training reached 340": whom an activity reaches.
fn are_reached(sentence: &Sentence, number: &NumberToken) -> bool {
    let reach =
        |hit: &&Hit| is_just_before(sentence, hit.end, number) && !sentence.at(List::BeWords, hit.start);
    let Some(verb) = sentence.all(List::PeopleActions).find(reach) else {
        return false;
    };
    let acts = |list: List| sentence.all(list).any(|hit| hit.end <= verb.start);
    ends_phrase(sentence, number.end)
        && !sentence.starts(List::SexPronouns, number.end)
        && REACHING.into_iter().any(acts)
        && !sentence.has(List::PerWords)
        && !THINGS_TOLD.into_iter().any(acts)
}

/// What is counted, too, where it is named.
const THINGS_TOLD: [List; 3] = [List::Products, List::Cases, List::Contacts];

/// "The 19 who were arrested".
fn are_those_who(sentence: &Sentence, number: &NumberToken) -> bool {
    let near = number.end + 1..=number.end + RELATIVE;
    let does = |list: List| sentence.all(list).any(|hit| near.contains(&hit.start));
    let relative = |list: List| sentence.starts(list, number.end);
    // "Rotary District 3292, which gave the roof": the number of a name.
    let named = number.start > 1 && sentence.tokens[number.start - 1].capital;
    !named
        && (relative(List::HumanRelatives)
            || relative(List::Relatives) && (does(List::PersonSubjects) || does(List::PersonObjects)))
}

/// "29 amputerade", "57 незрячих согласились": an adjective that no noun follows.
fn are_called_by_adjective(sentence: &Sentence, number: &NumberToken) -> bool {
    let Some(adjective) = sentence.tokens.get(number.end).filter(|token| token.is_word()) else {
        return false;
    };
    let alone = ends_phrase(sentence, number.end + 1) || begins_predicate(sentence, number.end + 1);
    if sentence.starts(List::PersonAdjectives, number.end) {
        return alone;
    }
    let things = NOUNS
        .iter()
        .filter(|(_, counted)| *counted != Counted::People)
        .any(|(list, _)| sentence.all(*list).any(|hit| hit.end <= number.start));
    sentence.adjectives_end_alike()
        && alone
        && !things
        && ![List::NoPerson, List::PlainAdjectives, List::Ordinals]
            .into_iter()
            .any(|list| sentence.starts(list, number.end))
        && ends(adjective, sentence.grammar().counted_adjectives)
}

/// "… согласились", "… opererades".
fn begins_predicate(sentence: &Sentence, at: usize) -> bool {
    let Some(word) = sentence.tokens.get(at).filter(|token| token.is_word()) else {
        return false;
    };
    if sentence.adjectives_end_alike() {
        return ends(word, sentence.grammar().predicates);
    }
    sentence.passive_alone(&word.lower)
        || [List::PersonSubjects, List::PeopleActions, List::TakingPart]
            .into_iter()
            .any(|list| sentence.starts(list, at))
}

fn ends(word: &Token, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.lower.ends_with(ending))
}

/// No number that names: "group 4 attended".
fn is_no_name(sentence: &Sentence, number: &NumberToken) -> bool {
    let word = number
        .start
        .checked_sub(1)
        .filter(|at| sentence.tokens[*at].is_word());
    let small = |at: usize| {
        [
            List::NounStops,
            List::Approximate,
            List::Articles,
            List::FurtherWords,
            List::AndWords,
            List::Time,
        ]
        .into_iter()
        .any(|list| sentence.at(list, at))
    };
    // "Model 20 passed".
    let opens = word == Some(0) && sentence.head_last();
    number.number.low >= Decimal::from(NO_NAME) && !opens || word.is_none_or(small)
}
