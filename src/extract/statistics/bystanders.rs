//! Those who are counted and whom nothing reached: the project's own staff, its givers, one person's family, all who live
//! in a place.

use rust_decimal::Decimal;

use super::super::estimates::tells_deed;
use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::counts::Count;
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
            || are_givers(sentence, count)
            || are_kin_of_one(sentence, count)
            || is_apiece(sentence, count)
            || live_in_a_place(sentence, count))
}

fn noun_is(sentence: &Sentence, count: &Count, list: List) -> bool {
    let phrase = if count.elided {
        count.noun_end.saturating_sub(1)..count.noun_end
    } else {
        count.start + 1..count.noun_end
    };
    phrase.into_iter().any(|at| sentence.at(list, at))
}

/// Whether a word of a list ends right before the number, but for "about".
fn stands_before(sentence: &Sentence, list: List, count: &Count) -> bool {
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
        noun_is(sentence, count, List::OwnStaff) && stands_before(sentence, List::Employing, count)
    };
    let colon = |other: &Count| {
        let mut between = sentence.tokens[other.end..count.start].iter();
        between.any(|token| token.lower == ":")
    };
    let of_them = |other: &Count| colon(other) || (count.elided && other.noun_stem == count.noun_stem);
    let before = counts.iter().filter(|other| other.end <= count.start);
    own && (staff(count) || before.filter(|other| staff(other)).any(of_them))
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

/// "The village has 45 households and some 500 people": all who live there.
fn live_in_a_place(sentence: &Sentence, count: &Count) -> bool {
    let place = sentence.all(List::Settlements).any(|hit| hit.start < SUBJECT);
    let anybody = noun_is(sentence, count, List::AnyPeople) || noun_is(sentence, count, List::Inhabitants);
    let homes = sentence.numbers.iter().any(|number| number.end < count.start);
    let joined = stands_before(sentence, List::AndWords, count);
    let reached = [
        List::PersonObjects,
        List::HelpWords,
        List::ActivityVerbs,
        List::OutputVerbs,
    ];
    let told = tells_deed(sentence) || reached.into_iter().any(|list| sentence.has(list));
    place && anybody && homes && joined && !told
}
