//! Numbers and shares that belong to a word for a sex.

use std::cmp::Reverse;
use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::document::Passage;
use crate::extract::Reader;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::statistics::counts::{children_joined, counts_something, ends_phrase, noun_after};
use crate::extract::words::Sentence;
use crate::report::{Counted, Dimension, Disaggregation, SeenIn};

/// The split inside a table cell or a comment: "240 (132 f, 108 m)".
pub fn in_cell(reader: &Reader, text: &str, place: &Passage) -> Vec<Disaggregation> {
    let sentence = reader.sentence(text);
    sexed_numbers(&sentence, 0, sentence.tokens.len(), place, SeenIn::Cell)
}

/// A word for a sex, the number that belongs to it, and whether a share of it is told.
struct Sexed {
    list: List,
    /// Token after the word.
    end: usize,
    written: String,
    number: Option<NumberToken>,
    share: bool,
}

/// "86 women, 30 men", "women: 86", "86 f / 30 m", "40 per cent of them women", "half of them women".
pub fn sexed_numbers(
    sentence: &Sentence,
    from: usize,
    until: usize,
    place: &Passage,
    seen_in: SeenIn,
) -> Vec<Disaggregation> {
    let found = sexed(sentence, from, until);
    if are_rates(&found) || leaves_some_untold(sentence, from, until, &found) {
        return Vec::new();
    }
    [List::Female, List::Male]
        .into_iter()
        .filter_map(|list| {
            let own: Vec<&Sexed> = found
                .iter()
                .filter(|sexed| sexed.list == list && (sexed.number.is_some() || sexed.share))
                .collect();
            // Women and girls of one total are both parts of it.
            let number = own
                .iter()
                .map(|sexed| sexed.number.as_ref().filter(|number| !number.percent))
                .try_fold(Decimal::ZERO, |sum, number| {
                    number.map(|number| sum + number.number.low)
                });
            Some(Disaggregation {
                dimension: Dimension::Sex,
                value: own.first()?.written.clone(),
                number,
                seen_in,
                location: place.location.clone(),
            })
        })
        .collect()
}

/// "54 per cent (56 per cent of the women, 52 per cent of the men)" tells of each sex how many did something, and not
/// how many there are.
fn are_rates(found: &[Sexed]) -> bool {
    let percent = |list: List| {
        let mut own = found.iter().filter(|sexed| sexed.list == list);
        let number = own.find_map(|sexed| sexed.number.as_ref())?;
        number.percent.then_some(number.number.low)
    };
    let both = percent(List::Female).zip(percent(List::Male));
    let shares = WHOLE - ROUNDING..=WHOLE + ROUNDING;
    both.is_some_and(|(women, men)| (women + men).to_i64().is_none_or(|sum| !shares.contains(&sum)))
}

/// Percentages of women and of men make up this, but for rounding.
const WHOLE: i64 = 100;
const ROUNDING: i64 = 2;

/// "36 girls and boys aged one to five (19 girls and 17 boys), children of 22 women and 5 men": where the numbers of
/// both sexes make up the whole, what follows is of others.
pub fn end_of_whole(sentence: &Sentence, from: usize, until: usize, whole: Decimal) -> Option<usize> {
    let mut sum = Decimal::ZERO;
    let mut lists = Vec::new();
    for own in sexed(sentence, from, until) {
        let Some(number) = own.number.filter(|number| !number.percent) else {
            continue;
        };
        sum += number.number.low;
        lists.push(own.list);
        let both = lists.contains(&List::Female) && lists.contains(&List::Male);
        if both && sum == whole {
            return Some(own.end.max(number.end));
        }
    }
    None
}

/// The numbers, by their place, that belong to a word for a sex.
pub fn places_of_numbers(sentence: &Sentence, from: usize, until: usize) -> Vec<usize> {
    let own = sexed(sentence, from, until).into_iter();
    own.filter_map(|sexed| sexed.number.map(|number| number.start))
        .collect()
}

/// Words from "half", "most" to the word for a sex.
const SHARE_REACH: usize = 5;
/// How many words may stand between a number and the word for a sex.
const REACH: usize = 7;

/// "70 per cent of them women and children": a share of both tells of neither.
fn is_with_children(sentence: &Sentence, women: &Hit) -> bool {
    // "Women and children: 1,200 and 800" gives each a number.
    let numbered = |at: usize| sentence.numbers.iter().any(|number| number.start == at);
    let children = children_joined(sentence, women.end);
    women.list == List::Female && children.is_some_and(|end| !numbered(end))
}

/// "65 boys and girls and 45 mothers": of the children nobody says who they are, so the mothers are not all women.
fn leaves_some_untold(sentence: &Sentence, from: usize, until: usize, found: &[Sexed]) -> bool {
    let told = |list: List| found.iter().any(|own| own.list == list && own.number.is_some());
    let within = |pair: &Range<usize>| pair.start < until && pair.end > from;
    (!told(List::Female) || !told(List::Male)) && of_both(sentence).iter().any(within)
}

/// "65 boys and girls and 45 mothers": words whose one number is of neither sex.
fn of_both(sentence: &Sentence) -> Vec<Range<usize>> {
    let numbered = |at: usize| sentence.numbers.iter().any(|number| number.end == at);
    let second = |first: &Hit, other: List| {
        let joined = numbered(first.start) && sentence.starts(List::AndWords, first.end);
        let mut seconds = sentence.all(other).filter(|_| joined);
        let second = seconds.find(|second| second.start == first.end + 1)?;
        let given = sentence.numbers.iter().find(|number| number.start >= second.end);
        // "120 women and men (70 and 50)".
        let own = given.is_none_or(|given| counts_others(sentence, given));
        own.then_some(first.start..second.end)
    };
    [(List::Female, List::Male), (List::Male, List::Female)]
        .into_iter()
        .flat_map(|(list, other)| sentence.all(list).filter_map(move |first| second(first, other)))
        .collect()
}

/// The number has people of its own behind it.
fn counts_others(sentence: &Sentence, number: &NumberToken) -> bool {
    [List::AnyPeople, List::Female, List::Male]
        .into_iter()
        .any(|list| sentence.starts(list, number.end))
}

/// Each number belongs to one word: to the one after it, or, where words come first ("women: 86"), to the one before it.
fn sexed(sentence: &Sentence, from: usize, until: usize) -> Vec<Sexed> {
    let numbers: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| number.start >= from && number.end <= until)
        .filter(|number| {
            if is_article(number) {
                is_enumerated(sentence, number)
            } else {
                number.percent || counts_people(sentence, number)
            }
        })
        .collect();
    let of_both = of_both(sentence);
    let mut hits: Vec<_> = sentence
        .hits
        .iter()
        .filter(|hit| matches!(hit.list, List::Female | List::Male) && hit.start >= from && hit.start < until)
        // "Women's groups".
        .filter(|hit| !sentence.tokens[hit.end - 1].lower.ends_with("'s"))
        .filter(|hit| !is_with_children(sentence, hit))
        .filter(|hit| !of_both.iter().any(|pair| pair.contains(&hit.start)))
        .collect();
    hits.sort_by_key(|hit| (hit.start, Reverse(hit.end)));
    hits.dedup_by_key(|hit| hit.start);
    let words_first = match (hits.first(), numbers.first()) {
        // "131 were allowed (women 94, men 88)".
        (Some(hit), Some(number)) => {
            let listed = numbers.iter().any(|number| number.start == hit.end)
                && numbers.iter().all(|number| number.end != hit.start);
            hit.start < number.start || listed
        }
        _ => false,
    };
    // "Женского пола ровно треть": an adverb may stand between.
    let russian = sentence.adjectives_end_alike();
    let mut taken: Vec<usize> = Vec::new();
    hits.into_iter()
        .map(|hit| {
            let near = |number: &&&NumberToken| number.start.abs_diff(hit.start) <= REACH;
            let before = numbers
                .iter()
                .rfind(|number| number.end <= hit.start)
                .filter(near);
            let after = numbers.iter().find(|number| number.start >= hit.end).filter(near);
            let number = if words_first {
                after.filter(|number| stands_alone(sentence, hit.end, number))
            } else {
                before
            };
            let free = number.filter(|number| !taken.contains(&number.start));
            let other = free.filter(|number| !between_other_sex(sentence, number.start, hit.start, hit.list));
            taken.extend(other.map(|number| number.start));
            Sexed {
                list: hit.list,
                end: hit.end,
                written: sentence.written(hit).to_string(),
                number: other.map(|number| (*number).clone()),
                share: sentence.all(List::Shares).any(|share| {
                    let before = share.start < hit.start && hit.start - share.start <= SHARE_REACH;
                    // "Une femme sur quatre".
                    share.start >= from
                        && (before || share.start == hit.end || russian && share.start == hit.end + 1)
                }),
            }
        })
        .collect()
}

/// "Une femme", "one woman": in many languages the number word is an article.
fn is_article(number: &NumberToken) -> bool {
    number.in_words && number.number.high <= Decimal::ONE
}

/// "Women: 86", "women hold 12 posts", but not "women in six valleys".
fn stands_alone(sentence: &Sentence, after: usize, number: &NumberToken) -> bool {
    let people = [List::People, List::Female, List::Male]
        .into_iter()
        .any(|list| sentence.starts(list, number.end));
    let placed = (after..number.start)
        .any(|at| sentence.starts(List::NounStops, at) && !sentence.starts(List::Auxiliaries, at));
    number.percent || people || !placed || ends_phrase(sentence, number.end)
}

/// Not an age, nor the number of something else: "12 groups of women".
fn counts_people(sentence: &Sentence, number: &NumberToken) -> bool {
    counts_something(sentence, number)
        && noun_after(sentence, number.end)
            .is_none_or(|noun| matches!(noun.counted, Counted::People | Counted::Cases))
}

/// "six girls, one woman and two boys", "among them one woman": the word is a number.
fn is_enumerated(sentence: &Sentence, number: &NumberToken) -> bool {
    let joined = number.start.checked_sub(1).is_some_and(|before| {
        sentence.tokens[before].lower == "," || sentence.starts(List::AndWords, before)
    });
    let sexed = |list: List, at: usize| sentence.ends(list, at);
    // "Just one was a woman".
    let subject = sentence.starts(List::Auxiliaries, number.end);
    let linked = subject
        || [List::SexPronouns, List::Shares]
            .into_iter()
            .any(|list| sentence.ends(list, number.start));
    linked
        || joined
            && [List::Female, List::Male]
                .into_iter()
                .any(|list| sexed(list, number.start - 1))
}

fn between_other_sex(sentence: &Sentence, number: usize, hit: usize, list: List) -> bool {
    let other = if list == List::Female {
        List::Male
    } else {
        List::Female
    };
    let (low, high) = (number.min(hit), number.max(hit));
    sentence
        .all(other)
        .any(|other| low < other.start && other.start < high)
}
