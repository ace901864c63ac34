//! Where adults and children are told apart.

use rust_decimal::Decimal;

use crate::document::Passage;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Dimension, Disaggregation, SeenIn};

/// Years of those who are no small children.
const YOUNG: i64 = 14;

/// Adults and children are told apart, or one of them is named, in the labels of a table or in an indicator.
pub fn ages(labels: &[Sentence], place: &Passage) -> Option<Breakdown> {
    let named = labels
        .iter()
        .find_map(|label| Some((label, age_named(label).next()?)));
    named.map(|(label, hit)| breakdown(label, hit, place))
}

/// The same in one of these sentences, where it is told of how many.
pub fn ages_in_prose<'a>(
    sentences: impl IntoIterator<Item = &'a Sentence>,
    place: &Passage,
) -> Option<Breakdown> {
    let told = sentences.into_iter().find_map(|sentence| {
        let hit = age_named(sentence).find(|hit| is_told(sentence, hit))?;
        Some((sentence, hit))
    });
    told.map(|(sentence, hit)| breakdown(sentence, hit, place))
}

fn breakdown(sentence: &Sentence, hit: &Hit, place: &Passage) -> Breakdown {
    Breakdown {
        dimension: Dimension::Age,
        parts: vec![Disaggregation {
            dimension: Dimension::Age,
            value: sentence.written(hit).to_string(),
            number: None,
            seen_in: SeenIn::Sentence,
            location: place.location.clone(),
        }],
        complete: false,
    }
}

/// Not the years of a project, nor those for whom a place is, nor "young people", who are of any age.
fn age_named(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    // "16 to 24 years" is an age, "three years" is none.
    let years = move |hit: &Hit| {
        let unit = hit.end == hit.start + 1 && sentence.starts(List::YearUnits, hit.start);
        let aged = sentence.numbers.iter().any(|number| {
            let span = number.number.low != number.number.high;
            // "54 per cent of them are under 15 years".
            let bound = sentence.ends(List::AtMost, number.start);
            number.end == hit.start && (span || bound) && number.number.high >= Decimal::from(YOUNG)
        });
        unit && !aged
    };
    let vague = move |hit: &Hit| sentence.at(List::MayBeMinors, hit.start);
    sentence.all(List::Age).filter(move |hit| {
        !describes_a_place(sentence, hit)
            && !years(hit)
            && !vague(hit)
            && !is_lumped(sentence, hit)
            && !is_only_mentioned(sentence, hit)
    })
}

/// "Among them are also children", "adults and minors got advice": minors are there, and how many nobody says.
pub fn mentions_minors(sentence: &Sentence) -> bool {
    sentence.all(List::Age).any(|hit| {
        let sexed = sentence.at(List::Female, hit.start) || sentence.at(List::Male, hit.start);
        !sexed && !sentence.at(List::Adults, hit.start) && is_only_mentioned(sentence, hit)
    })
}

/// "690 patients, children among them", "adults and minors".
fn is_only_mentioned(sentence: &Sentence, age: &Hit) -> bool {
    let word = |at: usize| sentence.tokens[at].is_word();
    let among = sentence.all(List::AmongThem).any(|hit| {
        let before =
            hit.end <= age.start && age.start - hit.end <= MENTION_REACH && (hit.end..age.start).all(word);
        before || hit.start == age.end
    });
    let adults = |at: usize| sentence.starts(List::Adults, at);
    let with_adults = (sentence.starts(List::AndWords, age.end) && adults(age.end + 1))
        || (age.start >= 2 && sentence.ends(List::AndWords, age.start) && adults(age.start - 2));
    let paired = sentence.starts(List::AndWords, age.end) && adults(age.start);
    !is_numbered(sentence, age) && (among || with_adults || paired)
}

/// A number beside the age; a comma parts that of "690 patients, children among them".
fn is_numbered(sentence: &Sentence, age: &Hit) -> bool {
    let joined = |from: usize, until: usize| {
        let plain = |at: usize| sentence.tokens[at].is_word() || sentence.tokens[at].lower == "(";
        until >= from && until - from <= MENTION_REACH && (from..until).all(plain)
    };
    sentence
        .numbers
        .iter()
        .any(|number| joined(number.end, age.start) || joined(age.end, number.start))
}

/// "The main groups were girls, boys and women": no age of those who are counted, unless it is said of all or of none.
fn is_told(sentence: &Sentence, age: &Hit) -> bool {
    let said = [List::Shares, List::Negations, List::Adults, List::WholeWords];
    is_numbered(sentence, age) && !is_told_apart(sentence, age)
        || said.into_iter().any(|list| sentence.has(list))
}

/// "It reached 159,569 people, and 46,304 children were vaccinated": what else was done, and no part of the people.
fn is_told_apart(sentence: &Sentence, age: &Hit) -> bool {
    let number = sentence.numbers.iter().rfind(|number| number.end <= age.start);
    let comma = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.lower == ",");
    let opened = number.is_some_and(|number| {
        let joined = sentence.ends(List::AndWords, number.start) && number.start >= 2;
        let listed = number.start >= 1 && comma(number.start - 1);
        listed || joined && comma(number.start - 2) || sentence.ends(List::WhileWords, number.start)
    });
    let verbs = [List::Auxiliaries, List::BeWords, List::TakingPart];
    let acts = verbs.into_iter().any(|list| sentence.starts(list, age.end));
    let of_them = [List::SexPronouns, List::AmongThem]
        .into_iter()
        .any(|list| sentence.has(list));
    opened && acts && !of_them && !sentence.in_brackets(age.start)
}

/// Words between "among them" and the children.
const MENTION_REACH: usize = 3;

/// "655 women and girls, 93 men and boys", "70 per cent of them women and adolescent girls": one number for both tells of
/// neither.
fn is_lumped(sentence: &Sentence, age: &Hit) -> bool {
    let adults = |at: usize| {
        let sexed = sentence.at(List::Female, at) || sentence.at(List::Male, at);
        sexed && !sentence.at(List::Age, at)
    };
    let numbered = |at: usize| {
        let plain = |at: usize| sentence.tokens[at].is_small || sentence.at(List::SexPronouns, at);
        sentence
            .numbers
            .iter()
            .any(|number| number.end <= at && at - number.end <= PRONOUN && (number.end..at).all(plain))
    };
    let young = |at: usize| sentence.at(List::Age, at);
    let start = (0..age.start).rev().find(|at| !young(*at)).map_or(0, |at| at + 1);
    let end = (age.end..sentence.tokens.len())
        .find(|at| !young(*at))
        .unwrap_or(sentence.tokens.len());
    let after =
        start >= 3 && sentence.ends(List::AndWords, start) && adults(start - 2) && numbered(start - 2);
    let before = numbered(start) && sentence.starts(List::AndWords, end) && adults(end + 1);
    after || before
}

/// Words between a number and those of whom it is: "70 per cent of them women".
const PRONOUN: usize = 2;

/// "Women and girls", counted together.
pub fn lumps_ages(sentence: &Sentence) -> bool {
    sentence.all(List::Age).any(|hit| is_lumped(sentence, hit))
}

/// "Youth clubs", "centres de jeunes".
pub fn names_places_of_the_young(sentence: &Sentence) -> bool {
    sentence
        .all(List::Age)
        .any(|hit| describes_a_place(sentence, hit))
}

fn describes_a_place(sentence: &Sentence, age: &Hit) -> bool {
    let place = |at: usize| {
        [List::Places, List::Organisations, List::Events]
            .into_iter()
            .any(|list| sentence.at(list, at))
    };
    if sentence.head_last() {
        return place(age.end);
    }
    let counted = |at: usize| {
        [List::People, List::Counting, List::Shares, List::Total]
            .into_iter()
            .any(|list| sentence.at(list, at))
    };
    let of = sentence.ends(List::OfWords, age.start) && age.start >= 2;
    of && sentence.tokens[age.start - 2].is_word() && !counted(age.start - 2)
}
