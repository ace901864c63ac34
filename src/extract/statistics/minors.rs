//! Whether minors may be among those who are counted.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::counts::Count;
use super::{MANY, split};
use crate::document::Passage;
use crate::report::{Breakdown, Counted, Statistic};

/// Words between a group and its members: "savings groups with in all some 62,000 members".
const BEFORE: usize = 6;
/// Words between those who are counted and what they do: "beneficiaries in livestock production".
const AFTER: usize = 6;

/// "Every adult returnee was offered counselling": sentences before in which it is told whose age is meant.
const BACK: usize = 2;
/// From so many on the same number speaks of the same people.
const AGAIN: i64 = 20;

/// How adults and minors of a count are told apart in the sentences around it, or where its number comes up again.
/// `mixed`: its words name both, "women and girls".
pub fn ages_told(
    sentences: &[Sentence],
    index: usize,
    count: &Count,
    mixed: bool,
    place: &Passage,
) -> Option<Breakdown> {
    let own = &sentences[index];
    let end = (index + 2).min(sentences.len());
    // "Women and girls" tells no age; "54 per cent of them under 15" does.
    let bounded = || own.all(List::Age).any(|hit| !own.at(List::Young, hit.start));
    let tells = !mixed || own.has(List::SexPronouns) && bounded();
    let near = (index.saturating_sub(BACK)..end).filter(|at| tells || *at != index);
    let near = near.filter(|at| *at <= index || !is_of_minors(&sentences[*at]));
    let near = near.map(|at| &sentences[at]);
    // "The sessions had 2,772 participants. … 96 of the 2,772 were under 18".
    let again = |other: &&Sentence| {
        count.number.low >= Decimal::from(AGAIN)
            && other.numbers.iter().any(|number| number.number == count.number)
    };
    let later = sentences[end..].iter().filter(again);
    split::ages_in_prose(near.chain(later), place)
}

/// "15–49 years: 260 patients", "80+ years: 253": a row of a split by age.
pub fn are_of_age_band(sentence: &Sentence, count: &Count) -> bool {
    band(sentence).is_some_and(|colon| colon + 1 == count.start)
}

/// The colon after the years of a band.
fn band(sentence: &Sentence) -> Option<usize> {
    let colon = sentence.tokens.iter().position(|token| token.lower == ":")?;
    let aged = |at: usize| {
        let years =
            |number: &NumberToken| number.end <= at && at - number.end <= BAND && number.start <= BAND;
        sentence.numbers.iter().any(years)
    };
    (0..colon)
        .any(|at| sentence.at(List::YearUnits, at) && aged(at))
        .then_some(colon)
}

/// Where the bands of a split by age make up nearly all who are counted under one noun, their ages are told, and so are those
/// of whom is counted among them.
pub fn told_by_bands(reader: &Reader, found: &mut [Statistic]) {
    let people = |own: &Statistic| own.counted == Counted::People && !own.context && !own.planned;
    let of_band = |own: &&Statistic| people(own) && band(&reader.sentence(&own.quote.text)).is_some();
    let bands: Vec<&Statistic> = found.iter().filter(of_band).collect();
    let Some(unit) = bands
        .first()
        .map(|own| own.unit.clone())
        .filter(|_| bands.len() >= BANDS)
    else {
        return;
    };
    let sum: Decimal = bands.iter().map(|own| own.number.low).sum();
    let quote = bands[0].quote.clone();
    let whole = found.iter().filter(|own| people(own) && own.unit == unit);
    let whole = whole.map(|own| own.number.high).max().unwrap_or_default();
    if sum * Decimal::TEN < whole * Decimal::from(NEARLY_ALL) {
        return;
    }
    let told = split::ages(&[reader.sentence(&quote.text)], &quote);
    for own in found.iter_mut().filter(|own| people(own) && own.unit == unit) {
        own.breakdowns.extend(told.clone());
    }
}

/// "Of the 672, 94 were minors and 578 adults": wherever else the same number of people stands, their ages are told.
pub fn told_of_the_whole(reader: &Reader, found: &mut [Statistic]) {
    let mut told: Vec<(Decimal, Breakdown)> = Vec::new();
    for (_, passage) in reader.passages() {
        for sentence in reader.sentences(&passage.text).iter() {
            let led = [List::AmongWords, List::OfWords, List::OutOf]
                .into_iter()
                .any(|list| sentence.starts(list, 0));
            let whole = sentence.numbers.first().filter(|first| led && first.start <= LED);
            let whole = whole.map(|whole| whole.number.low);
            let Some(whole) = whole.filter(|whole| *whole >= Decimal::from(AGAIN)) else {
                continue;
            };
            told.extend(split::ages_in_prose([sentence], &passage).map(|ages| (whole, ages)));
        }
    }
    let people = |own: &&mut Statistic| own.counted == Counted::People && own.may_be_minors;
    for own in found.iter_mut().filter(people) {
        let ages = told.iter().filter(|(whole, _)| *whole == own.number.low);
        own.breakdowns.extend(ages.map(|(_, ages)| ages.clone()).take(1));
    }
}

/// Tokens before the whole: "of the".
const LED: usize = 3;

/// Rows of a split by age, at the least.
const BANDS: usize = 3;
/// Tenths of all.
const NEARLY_ALL: i64 = 9;

/// Tokens between the years of a band and their unit: "80 + years".
const BAND: usize = 2;

/// "Of the children, 4,590 …": what follows is of them alone.
fn is_of_minors(sentence: &Sentence) -> bool {
    let of = |list: List| sentence.all(list).find(|hit| hit.start == 0);
    let Some(of) = of(List::AmongWords).or_else(|| of(List::OfWords)) else {
        return false;
    };
    let named = of.end + usize::from(sentence.starts(List::Articles, of.end));
    sentence.starts(List::Young, named)
}

pub fn may_be_among(sentence: &Sentence, count: &Count) -> bool {
    if are_adults_by_what_they_do(sentence, count) {
        return false;
    }
    is_public(sentence, count)
        || is_served(sentence, count)
        || is_where_the_young_are(sentence, count)
        || sentence.at(List::MayBeMinors, head(sentence, count))
        || (count.counted == Counted::People && split::lumps_ages(sentence))
}

/// "1,042 workers got advice. Among them are also adolescents": minors are there, whatever the noun says.
pub fn are_said_to_be_among(sentence: &Sentence, next: Option<&Sentence>, count: &Count) -> bool {
    let young = sentence.at(List::Age, count.noun_end - 1);
    let goes_on = |next: &&Sentence| next.all(List::AmongThem).any(|hit| hit.start == 0);
    let told = split::mentions_minors(sentence) || next.filter(goes_on).is_some_and(split::mentions_minors);
    count.counted == Counted::People && !count.part && !young && told
}

/// Words of a list of groups: "children below the age of two and pregnant and breastfeeding women".
const GROUPS: usize = 14;

/// Words between "below" and the years: "the age of".
const BOUND: usize = 4;

/// "1,277 men, women and children", "5,000 adolescent girls and women": one number for adults and minors.
pub fn are_counted_with_adults(sentence: &Sentence, count: &Count) -> bool {
    let ends = |at: &usize| {
        let verbs = [List::Auxiliaries, List::BeWords, List::Relatives, List::Negations];
        let mark = matches!(
            sentence.tokens[*at].lower.as_str(),
            "." | ";" | ":" | "(" | ")" | "–" | "—"
        );
        mark || verbs.into_iter().any(|list| sentence.at(list, *at))
    };
    let own = sentence.numbers.iter().find(|number| number.start == count.start);
    let from = own.map_or(count.start + 1, |own| own.end);
    let until = (from + GROUPS).min(sentence.tokens.len());
    let until = (from..until).find(ends).unwrap_or(until);
    // "Below the age of two".
    let of_age = |at: usize| {
        let near = at.saturating_sub(BOUND)..at;
        let mut bounds = sentence.all(List::AtMost);
        bounds.any(|hit| near.contains(&(hit.end - 1)))
    };
    let another = sentence.numbers.iter().map(|number| number.start);
    let until = another
        .filter(|at| !of_age(*at))
        .find(|at| (from..until).contains(at))
        .unwrap_or(until);
    let of_split = sentence.in_brackets(count.start);
    count.counted == Counted::People && !of_split && names_both_ages(sentence, from, until)
}

/// "Adults & children", "children and pregnant women": grown people and minors side by side.
pub fn names_both_ages(sentence: &Sentence, from: usize, until: usize) -> bool {
    let within = |hit: &&Hit| hit.start >= from && hit.end <= until;
    let young = |hit: &&Hit| within(hit) && !sentence.ends(List::Negations, hit.start);
    let grown = |hit: &&Hit| within(hit) && !sentence.at(List::Young, hit.start);
    let young = sentence.all(List::Young).find(young);
    let grown = [List::Female, List::Male, List::Adults]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(grown);
    let (Some(young), Some(grown)) = (young, grown) else {
        return false;
    };
    let mut between = young.end.min(grown.end)..young.start.max(grown.start);
    let mark = |at: usize| matches!(sentence.tokens[at].lower.as_str(), "," | "&");
    between.any(|at| mark(at) || sentence.starts(List::AndWords, at))
}

/// "2,900 savings groups with 62,000 members", "860 beneficiaries in livestock production".
fn are_adults_by_what_they_do(sentence: &Sentence, count: &Count) -> bool {
    let anybody = |at: usize| sentence.at(List::AnyPeople, at) || sentence.at(List::Joiners, at);
    let named = anybody(head(sentence, count)) && !sentence.has(List::Age);
    let near = count.start.saturating_sub(BEFORE)..count.noun_end + AFTER;
    let mut matters = sentence.all(List::AdultMatters);
    let mattered = matters.any(|hit| near.contains(&hit.start));
    // "125 beneficiaries finished a course with the Polytechnic".
    let there = sentence.has(List::AdultPlaces);
    count.counted == Counted::People && named && (mattered || there)
}

/// "1,140 persons", "households with 25,800 members": so many are no staff and no course, and some of them may be minors.
fn is_public(sentence: &Sentence, count: &Count) -> bool {
    let anybody = sentence.at(List::AnyPeople, count.noun_end - 1) || sentence.has(List::Households);
    count.counted == Counted::People && anybody && count.number.low >= Decimal::from(MANY)
}

/// "The shelter received 214 persons": who is protected or helped may be of any age.
fn is_served(sentence: &Sentence, count: &Count) -> bool {
    let anybody = count.counted == Counted::People && sentence.at(List::AnyPeople, count.noun_end - 1);
    // "Legal aid to human rights defenders reached 97 persons": who they are is told.
    let named = sentence.all(List::People).any(|hit| {
        let lists = [List::AnyPeople, List::Female, List::Male];
        !lists.into_iter().any(|list| sentence.at(list, hit.start))
    });
    anybody && !named && (sentence.has(List::ProtectionWords) || sentence.has(List::HelpWords))
}

/// "New users, some of them in schools and youth centres".
fn is_where_the_young_are(sentence: &Sentence, count: &Count) -> bool {
    let anybody = count.counted == Counted::People && sentence.at(List::AnyAge, head(sentence, count));
    anybody && split::names_places_of_the_young(sentence)
}

/// "Migrant members" are members, "auxiliaires villageois" auxiliaries.
fn head(sentence: &Sentence, count: &Count) -> usize {
    let first = count.start + 1;
    if sentence.head_last() || count.elided {
        return count.noun_end - 1;
    }
    (first..count.noun_end)
        .find(|at| sentence.at(List::People, *at))
        .unwrap_or(count.noun_end - 1)
}
