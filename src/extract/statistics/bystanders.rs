//! Those who are counted and whom nothing reached: the project's own staff, its givers, one person's family, all who live
//! in a place.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::counts::Count;
use super::dwellers;
use crate::report::Counted;

/// Children of one person.
const FAMILY: i64 = 12;
/// Tokens from a word to the number that it belongs to: "has about 12".
const NEAR: usize = 2;
/// Tokens at the beginning of a sentence in which its subject stands.
const SUBJECT: usize = 6;

pub fn stands(sentence: &Sentence, counts: &[Count], count: &Count) -> bool {
    count.counted == Counted::People
        && (are_own_staff(sentence, counts, count)
            || are_of_the_project(sentence, count)
            || are_a_team(sentence, count)
            || are_our_providers(sentence, count)
            || is_whole_of_share(sentence, count)
            || are_fewer_staff(sentence, counts, count)
            || are_givers(sentence, count)
            || are_kin_of_one(sentence, count)
            || is_apiece(sentence, count)
            || dwellers::stand(sentence, count))
}

pub fn noun_is(sentence: &Sentence, count: &Count, list: List) -> bool {
    let phrase = if count.elided {
        count.noun_end.saturating_sub(1)..count.noun_end
    } else {
        count.start + 1..count.noun_end
    };
    phrase.into_iter().any(|at| sentence.at(list, at))
}

/// Whether a word of a list ends right before the number, but for "about".
pub fn stands_before(sentence: &Sentence, list: List, count: &Count) -> bool {
    sentence
        .all(list)
        .any(|hit| hit.end <= count.start && count.start - hit.end <= NEAR && is_plain(sentence, hit, count))
}

fn is_plain(sentence: &Sentence, hit: &Hit, count: &Count) -> bool {
    (hit.end..count.start).all(|at| sentence.at(List::Approximate, at) || !sentence.tokens[at].is_word())
}

/// "The project has six employees: a cook, two guards …", "the association has 31 employees in Ghana and 10 in India".
fn are_own_staff(sentence: &Sentence, counts: &[Count], count: &Count) -> bool {
    let own = sentence.all(List::OwnBodies).any(|hit| hit.start < SUBJECT);
    let staff = |count: &Count| {
        // "В нашем бюро девять сотрудников": Russian needs no verb.
        let none = sentence.adjectives_end_alike() && stands_before(sentence, List::OwnBodies, count);
        noun_is(sentence, count, List::OwnStaff) && (none || stands_before(sentence, List::Employing, count))
    };
    let colon = |other: &Count| {
        let mut between = sentence.tokens[other.end..count.start].iter();
        between.any(|token| token.lower == ":")
    };
    let of_them = |other: &Count| colon(other) || (count.elided && other.noun_stem == count.noun_stem);
    let before = counts.iter().filter(|other| other.end <= count.start);
    own && (staff(count) || before.filter(|other| staff(other)).any(of_them))
}

/// "The office was cut from 40 to 25 staff": how many work there.
fn are_fewer_staff(sentence: &Sentence, counts: &[Count], count: &Count) -> bool {
    let staff = noun_is(sentence, count, List::OwnStaff) && !noun_is(sentence, count, List::AnyPeople);
    let to = sentence.all(List::ToWords).find(|hit| hit.end == count.start);
    let other = |at: usize| sentence.numbers.iter().find(|own| own.end == at);
    let from = to.and_then(|to| other(to.start));
    let counted = |start: usize| counts.iter().any(|own| own.start == start);
    staff && from.is_some_and(|from| sentence.ends(List::FromWords, from.start) || counted(from.start))
}

/// "14 staff of the project", "12 project officers": even where they are trained they are nobody whom it reaches.
fn are_of_the_project(sentence: &Sentence, count: &Count) -> bool {
    let staff = [List::OwnStaff, List::ProjectStaff]
        .into_iter()
        .any(|list| noun_is(sentence, count, list));
    let any = noun_is(sentence, count, List::AnyPeople);
    let named = (count.start + 1..count.noun_end).any(|at| sentence.at(List::OwnProject, at));
    let behind = sentence.behind_of(count.noun_end);
    let behind = behind.is_some_and(|at| sentence.starts(List::OwnProject, at));
    staff && !any && (named || behind)
}

/// "A team consisting of five consultants": those who serve. Whom the project trains it reaches.
fn are_a_team(sentence: &Sentence, count: &Count) -> bool {
    stands_before(sentence, List::Teams, count) && !sentence.has(List::TrainingWords)
}

/// "Our 33 health educators were able to reach them": those who serve, as above.
fn are_our_providers(sentence: &Sentence, count: &Count) -> bool {
    stands_before(sentence, List::OurWords, count)
        && noun_is(sentence, count, List::Providers)
        && !sentence.has(List::TrainingWords)
}

/// Words between those who live somewhere and the share of them that was reached.
const SHARE: usize = 16;

/// "With 269,000 people in the district, we reached over 8 per cent of them": all who live there.
fn is_whole_of_share(sentence: &Sentence, count: &Count) -> bool {
    let place = sentence.starts(List::InWords, count.noun_end);
    let after = count.noun_end..count.noun_end + SHARE;
    let share = sentence
        .numbers
        .iter()
        .filter(|number| number.percent && after.contains(&number.start));
    let of_them = |at: usize| {
        sentence
            .all(List::SexPronouns)
            .any(|of| (at..=at + 1).contains(&of.start))
    };
    let reached = [List::PersonObjects, List::OutputVerbs, List::TakingPart]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start < count.start && !sentence.at(List::BeWords, hit.start));
    place && !reached && share.into_iter().any(|number| of_them(number.end))
}

/// "104 employees at Diakonia" in a report of Diakonia, "employees of the organisation".
pub fn are_staff_of(reader: &Reader, sentence: &Sentence, count: &Count) -> bool {
    let staff = noun_is(sentence, count, List::OwnStaff) && !noun_is(sentence, count, List::AnyPeople);
    let reached = [List::TrainingWords, List::PersonObjects]
        .into_iter()
        .any(|list| sentence.has(list));
    let own = |at: usize| {
        let token = sentence.tokens.get(at).filter(|token| token.capital);
        token.is_some_and(|token| {
            let mut names = names_in_title(reader).into_iter();
            names.any(|name| is_one_name(&name, &token.lower))
        })
    };
    let employer = |hit: &Hit| {
        let near = hit.end..=hit.end + ARTICLE;
        near.into_iter()
            .any(|at| own(at) || sentence.starts(List::OwnBodies, at))
    };
    let mut at = sentence.all(List::EmployedAt);
    count.counted == Counted::People
        && staff
        && !reached
        && at.any(|hit| hit.start == count.noun_end && employer(hit))
}

/// Letters from which on a name is known: "Diakonias årsberättelse" is that of Diakonia.
const NAME_LETTERS: usize = 5;
/// An article may stand before a name.
const ARTICLE: usize = 1;

fn is_one_name(one: &str, other: &str) -> bool {
    let long = |name: &str| name.chars().count() >= NAME_LETTERS;
    long(one) && long(other) && (one.starts_with(other) || other.starts_with(one))
}

/// Names in the report's title, in small letters.
fn names_in_title(reader: &Reader) -> Vec<String> {
    let title = reader.document.title.as_ref();
    let tokens = title.map(|title| reader.sentence(&title.text)).into_iter();
    tokens
        .flat_map(|title| title.tokens.clone())
        .filter(|token| token.is_word() && token.capital)
        .map(|token| token.lower.clone())
        .collect()
}

/// "27 people are present" at the general assembly of the association itself.
pub fn attend(sentence: &Sentence, count: &Count) -> bool {
    let near = count.start.saturating_sub(NEAR)..=count.noun_end + NEAR;
    let mut present = sentence.all(List::Attending);
    count.counted == Counted::People
        && noun_is(sentence, count, List::Joiners)
        && present.any(|hit| near.contains(&hit.start))
}

/// "260 monthly donors", "the quorum was reached with 60 proxies of members".
fn are_givers(sentence: &Sentence, count: &Count) -> bool {
    noun_is(sentence, count, List::Givers)
        || (sentence.has(List::Ballots) && noun_is(sentence, count, List::Joiners))
}

/// "She is a widow and cares for five children": the family in one person's story.
fn are_kin_of_one(sentence: &Sentence, count: &Count) -> bool {
    let few = count.number.high <= Decimal::from(FAMILY);
    let one = sentence.all(List::OneCarer).any(|hit| hit.start < count.start);
    let kin = noun_is(sentence, count, List::Kin);
    few && one && kin && stands_before(sentence, List::Rearing, count)
}

/// "Two classes with some 20 children in each": how large each is, and not how many there are.
fn is_apiece(sentence: &Sentence, count: &Count) -> bool {
    let ends = |hit: &Hit| {
        let next = sentence.tokens.get(hit.end);
        hit.end - hit.start > 1 || next.is_none_or(|next| !next.is_word() && next.lower != ":")
    };
    let mut apiece = sentence.all(List::Apiece);
    !count.elided && apiece.any(|hit| hit.start == count.noun_end && ends(hit))
}
