//! How a number is split by sex, and which numbers make up which total.

pub mod proportion;

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::breakdown_by_sex;
use super::counts::Count;
use crate::document::{BlockKind, Passage};
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, Number, SeenIn, Statistic};

/// Parts by sex after the total in its own sentence, up to the next total.
pub fn in_sentence(
    sentence: &Sentence,
    counts: &[Count],
    position: usize,
    place: &Passage,
) -> Vec<Breakdown> {
    let own = &counts[position];
    if own.part || !matches!(own.counted, Counted::People | Counted::Cases) {
        return Vec::new();
    }
    let until = counts[position + 1..]
        .iter()
        .find(|next| {
            !next.part
                && matches!(next.counted, Counted::People | Counted::Cases)
                && !inside_brackets(sentence, next.start)
        })
        .map_or(sentence.tokens.len(), |next| next.start);
    let until = own_total(sentence, own).map_or(until, |start| until.min(start));
    let until = own_bracket(sentence, own).map_or(until, |close| until.min(close));
    let mut parts = sexed_numbers(sentence, own.end, until, place, SeenIn::Sentence);
    if parts.is_empty() && own.total && !own.of_whole {
        // "402 women and 351 men, 753 in all": the parts stand before the total.
        parts = sexed_numbers(sentence, 0, own.start, place, SeenIn::Sentence);
    }
    if parts.is_empty() && own.of_whole {
        parts = made_up_of_shares(sentence, &counts[..position], own, place);
    }
    parts.retain(|part| part.number.is_none_or(|number| number <= own.number.high));
    let breakdowns = breakdown_by_sex(parts);
    // "600 people, including 288 men, 192 women and 120 children": a third group belongs to the whole.
    let others = counts[position + 1..].iter().any(|count| {
        !count.part && count.counted == Counted::People && sentence.at(List::Age, count.end - 1)
    });
    // "497,942 women, 489,691 men and 20 who are intersex": with the rest they make it up.
    let rest: Decimal = counts[position + 1..]
        .iter()
        .filter(|count| !count.part && count.counted == Counted::People)
        .map(|count| count.number.low)
        .sum();
    let whole = |breakdown: &Breakdown| {
        let sum: Decimal = breakdown.parts.iter().filter_map(|part| part.number).sum();
        rest > Decimal::ZERO && sum + rest == own.number.low || lacks_one(sentence, own, sum)
    };
    let mut breakdowns = near(breakdowns, own.number);
    for breakdown in &mut breakdowns {
        breakdown.complete &= !others && !whole(breakdown);
    }
    breakdowns
}

/// "129,677 children (63,809 boys, 65,868 girls) and 7,205 women": a bracket right after the noun holds the whole split.
fn own_bracket(sentence: &Sentence, own: &Count) -> Option<usize> {
    sentence.tokens.get(own.end).filter(|token| token.lower == "(")?;
    let close = sentence.tokens[own.end..]
        .iter()
        .position(|token| token.lower == ")")?;
    let close = own.end + close;
    [List::Female, List::Male]
        .into_iter()
        .any(|list| {
            sentence
                .all(list)
                .any(|hit| (own.end..close).contains(&hit.start))
        })
        .then_some(close)
}

/// "5,616 men, 7,488 women, 5,616 children": one more number of the sentence makes up the whole.
fn lacks_one(sentence: &Sentence, own: &Count, sum: Decimal) -> bool {
    let missing = own.number.low - sum;
    missing > Decimal::ZERO
        && sentence
            .numbers
            .iter()
            .any(|number| number.start >= own.end && !number.percent && number.number.low == missing)
}

/// A number after "of the" at the beginning, in a sentence that splits another number.
pub fn is_known_group(sentence: &Sentence, own: &Count) -> bool {
    let of = sentence
        .all(List::OfWords)
        .chain(sentence.all(List::OutOf))
        .any(|hit| hit.start == 0 && hit.end <= own.start && own.start - hit.end <= 1);
    of && own_total(sentence, own).is_some()
}

/// "Of the 1,248 children 1,036 (598 girls and 438 boys) …": a number right before a bracket has the split in it.
/// Where such numbers make up the whole together, all their splits are splits of it.
fn own_total(sentence: &Sentence, own: &Count) -> Option<usize> {
    let from = own.end;
    // The bracket must hold the number's own split: in "grades 8 and 9 (13–15 years)" and "in 2023 (601 women …)" it does not.
    let bracket = |number: &NumberToken| {
        let near = number.end..(number.end + BRACKET_REACH).min(sentence.tokens.len());
        let Some(open) = near.clone().find(|at| sentence.tokens[*at].lower == "(") else {
            return false;
        };
        let close = sentence.tokens[open..]
            .iter()
            .position(|token| token.lower == ")")
            .map_or(sentence.tokens.len(), |close| open + close);
        let inside = |at: usize| at > open && at < close;
        let sexed = [List::Female, List::Male]
            .into_iter()
            .any(|list| sentence.all(list).any(|hit| inside(hit.start)));
        let sum: Decimal = sentence
            .numbers
            .iter()
            .filter(|own| inside(own.start) && !own.percent)
            .map(|own| own.number.low)
            .sum();
        sexed && (open == number.end || sum == number.number.low)
    };
    let year = |number: &NumberToken| {
        !number.in_words
            && sentence.tokens[number.start].lower.len() == 4
            && number.number.low >= Decimal::from(1900)
            && number.number.low <= Decimal::from(2100)
            && sentence.ends(List::YearWords, number.start)
    };
    let totals: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| {
            number.start >= from
                && !number.percent
                && !year(number)
                && bracket(number)
                && !inside_brackets(sentence, number.start)
        })
        .collect();
    let sum: Decimal = totals.iter().map(|number| number.number.low).sum();
    totals
        .first()
        .filter(|_| sum != own.number.low)
        .map(|number| number.start)
}

/// "136 of 164 women and 117 of 148 men …, together 253 of 312 teachers": the shares of both make up the share of all.
fn made_up_of_shares(
    sentence: &Sentence,
    before: &[Count],
    own: &Count,
    place: &Passage,
) -> Vec<Disaggregation> {
    let shares: Vec<&Count> = before
        .iter()
        .filter(|count| count.part && count.of_whole)
        .collect();
    let sum: Decimal = shares.iter().map(|count| count.number.low).sum();
    if shares.len() < 2 || sum != own.number.low || !sentence.has(List::Female) || !sentence.has(List::Male) {
        return Vec::new();
    }
    shares
        .into_iter()
        .map(|count| Disaggregation {
            dimension: Dimension::Sex,
            value: count.noun.clone(),
            number: Some(count.number.low),
            seen_in: SeenIn::Sentence,
            location: place.location.clone(),
        })
        .collect()
}

/// Adults and children are told apart, or one of them is named, in one of these sentences.
pub fn ages(sentences: &[Sentence], place: &Passage) -> Option<Breakdown> {
    let (sentence, hit) = sentences
        .iter()
        .find_map(|sentence| sentence.first(List::Age).map(|hit| (sentence, hit)))?;
    Some(Breakdown {
        dimension: Dimension::Age,
        parts: vec![Disaggregation {
            dimension: Dimension::Age,
            value: sentence.written(hit).to_string(),
            number: None,
            seen_in: SeenIn::Sentence,
            location: place.location.clone(),
        }],
        complete: false,
    })
}

/// Words between a number and the bracket with its split: "735 recovered (376 girls".
const BRACKET_REACH: usize = 4;

/// Takes parts for the whole only when they come near it.
pub fn near(mut breakdowns: Vec<Breakdown>, whole: Number) -> Vec<Breakdown> {
    for breakdown in &mut breakdowns {
        let sum: Decimal = breakdown.parts.iter().filter_map(|part| part.number).sum();
        breakdown.complete &= comes_near(sum, whole);
    }
    breakdowns
}

/// Parts far from the whole are not meant to make it up.
pub fn comes_near(sum: Decimal, whole: Number) -> bool {
    let ten = Decimal::from(10);
    sum * ten >= whole.low * Decimal::from(7) && sum * ten <= whole.high * Decimal::from(14)
}

fn inside_brackets(sentence: &Sentence, token: usize) -> bool {
    let depth = |bracket: &str| {
        sentence.tokens[..token]
            .iter()
            .filter(|token| token.lower == bracket)
            .count()
    };
    depth("(") > depth(")")
}

/// A word for a sex, the number that belongs to it, and whether a share of it is told.
struct Sexed {
    list: List,
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

/// Words from "half", "most" to the word for a sex.
const SHARE_REACH: usize = 5;
/// How many words may stand between a number and the word for a sex.
const REACH: usize = 7;

/// Each number belongs to one word: to the one after it, or, where words come first ("women: 86"), to the one before it.
fn sexed(sentence: &Sentence, from: usize, until: usize) -> Vec<Sexed> {
    let numbers: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| number.start >= from && number.end <= until)
        .filter(|number| !is_article(number) || is_enumerated(sentence, number))
        .collect();
    let mut hits: Vec<_> = sentence
        .hits
        .iter()
        .filter(|hit| matches!(hit.list, List::Female | List::Male) && hit.start >= from && hit.start < until)
        .collect();
    hits.sort_by_key(|hit| (hit.start, hit.end));
    hits.dedup_by_key(|hit| hit.start);
    let words_first = match (hits.first(), numbers.first()) {
        (Some(hit), Some(number)) => hit.start < number.start,
        _ => false,
    };
    let mut taken: Vec<usize> = Vec::new();
    hits.into_iter()
        .map(|hit| {
            let near = |number: &&&NumberToken| number.start.abs_diff(hit.start) <= REACH;
            let before = numbers
                .iter()
                .rfind(|number| number.end <= hit.start)
                .filter(near);
            let after = numbers.iter().find(|number| number.start >= hit.end).filter(near);
            let number = if words_first { after } else { before };
            let free = number.filter(|number| !taken.contains(&number.start));
            let other = free.filter(|number| !between_other_sex(sentence, number.start, hit.start, hit.list));
            taken.extend(other.map(|number| number.start));
            Sexed {
                list: hit.list,
                written: sentence.written(hit).to_string(),
                number: other.map(|number| (*number).clone()),
                share: sentence.all(List::Shares).any(|share| {
                    share.start >= from && share.start < hit.start && hit.start - share.start <= SHARE_REACH
                }),
            }
        })
        .collect()
}

/// "Une femme", "one woman": in many languages the number word is an article.
fn is_article(number: &NumberToken) -> bool {
    number.in_words && number.number.high <= Decimal::ONE
}

/// "six girls, one woman and two boys": among others the word is a number.
fn is_enumerated(sentence: &Sentence, number: &NumberToken) -> bool {
    let joined = number.start.checked_sub(1).is_some_and(|before| {
        sentence.tokens[before].lower == "," || sentence.starts(List::AndWords, before)
    });
    let sexed = |list: List, at: usize| sentence.ends(list, at);
    joined
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

/// "Of these, 27 were women.": the split of the last number of people in the sentence before.
pub fn next_sentence(
    sentence: &Sentence,
    counts: &[Count],
    place: &Passage,
    previous: &[usize],
    found: &mut [Statistic],
) {
    let sexed = sentence.has(List::Female) || sentence.has(List::Male);
    let linked = sentence.all(List::SexPronouns).any(|hit| hit.start <= 2)
        || counts.iter().all(|count| count.part)
        || [List::Female, List::Male, List::Shares]
            .into_iter()
            .any(|list| sentence.starts(list, 0));
    if !sexed || !linked {
        return;
    }
    let target = previous.iter().rev().find(|index| {
        let statistic = &found[**index];
        matches!(statistic.counted, Counted::People | Counted::Cases)
            && !statistic.part
            && statistic
                .breakdowns
                .iter()
                .all(|own| own.dimension != Dimension::Sex)
    });
    if let Some(index) = target {
        let parts = sexed_numbers(sentence, 0, sentence.tokens.len(), place, SeenIn::Sentence);
        let sum: Decimal = parts.iter().filter_map(|part| part.number).sum();
        // "96 of them were minors (41 girls and 55 boys)": the split of a number of its own.
        let of_its_own = sentence
            .numbers
            .iter()
            .any(|number| !number.percent && number.number.low == sum);
        if parts.len() == 2 && of_its_own {
            return;
        }
        let number = found[*index].number;
        let mut breakdowns = near(breakdown_by_sex(parts), number);
        // "12,480 women, 9,360 men and 9,360 children": a third group makes up the whole with them.
        let third = sentence
            .numbers
            .iter()
            .any(|own| !own.percent && sum + own.number.low == number.low);
        breakdowns
            .iter_mut()
            .for_each(|breakdown| breakdown.complete &= !third);
        found[*index].breakdowns.extend(breakdowns);
    }
}

/// "1,354 and 2,094 calls were received, 3,500 in all": the numbers before a marked total are its parts
/// when they come near it; numbers of another order are not meant as parts.
pub fn sum(counts: &[Count], position: usize, place: &Passage) -> Vec<Breakdown> {
    let total = &counts[position];
    if !total.total || total.part {
        return Vec::new();
    }
    let parts: Vec<&Count> = counts
        .iter()
        .enumerate()
        .filter(|(index, count)| {
            *index != position
                && !count.total
                && !count.part
                && count.counted == total.counted
                && (count.noun_stem == total.noun_stem || count.elided || total.elided)
        })
        .map(|(_, count)| count)
        .collect();
    let sum: Decimal = parts.iter().map(|part| part.number.low).sum();
    let near = comes_near(sum, total.number);
    if parts.len() < 2 || !near {
        return Vec::new();
    }
    let parts = parts
        .into_iter()
        .map(|part| Disaggregation {
            dimension: Dimension::Other,
            value: part.written.clone(),
            number: Some(part.number.low),
            seen_in: SeenIn::Sentence,
            location: place.location.clone(),
        })
        .collect();
    vec![Breakdown {
        dimension: Dimension::Other,
        parts,
        complete: true,
    }]
}

/// The split inside a table cell: "240 (132 f, 108 m)".
pub fn in_cell(reader: &Reader, text: &str, place: &Passage) -> Vec<Disaggregation> {
    let sentence = reader.sentence(text);
    sexed_numbers(&sentence, 0, sentence.tokens.len(), place, SeenIn::Cell)
}

/// "see Table 3": that table's columns name women and men.
pub fn table_referred_to(reader: &Reader, sentence: &Sentence) -> Vec<Breakdown> {
    let number = sentence.all(List::TableWords).find_map(|hit| {
        let next = sentence.tokens.get(hit.end)?;
        next.lower.parse::<u32>().ok()
    });
    let Some(number) = number else { return Vec::new() };
    let table = reader.document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) if block.location.table == Some(number) => Some((table, &block.location)),
        _ => None,
    });
    let Some((table, location)) = table else {
        return Vec::new();
    };
    let parts: Vec<Disaggregation> = [List::Female, List::Male]
        .into_iter()
        .filter_map(|list| {
            let cell = table
                .cells()
                .iter()
                .filter(|cell| cell.row == 0 || cell.column == 0)
                .find(|cell| reader.sentence(&cell.text).has(list))?;
            Some(Disaggregation {
                dimension: Dimension::Sex,
                value: cell.text.trim().to_string(),
                number: None,
                seen_in: SeenIn::Table,
                location: location.clone(),
            })
        })
        .collect();
    breakdown_by_sex(parts)
}

/// Below this, two equal numbers of people may well be of different people.
const TELLING: i64 = 20;

/// A figure of the summary that is split by sex in another place of the report.
/// `declared`: of so many results the format states each figure and its split as data, where a split elsewhere is of
/// something else.
pub fn told_elsewhere(found: &mut [Statistic], declared: usize) {
    let by_sex = |statistic: &Statistic| {
        statistic
            .breakdowns
            .iter()
            .find(|own| own.dimension == Dimension::Sex)
            .cloned()
    };
    let told: Vec<(Decimal, Breakdown)> = found
        .iter()
        .filter(|statistic| matches!(statistic.counted, Counted::People | Counted::Cases))
        .filter(|statistic| statistic.number.low >= Decimal::from(TELLING))
        .filter_map(|statistic| Some((statistic.number.low, by_sex(statistic)?)))
        .collect();
    for statistic in found.iter_mut().filter(|statistic| {
        statistic.counted == Counted::People
            && !statistic.part
            && statistic.indicator.is_none_or(|(result, _)| result >= declared)
    }) {
        if by_sex(statistic).is_some() {
            continue;
        }
        let other = told.iter().find(|(number, _)| *number == statistic.number.low);
        if let Some((_, breakdown)) = other {
            statistic.breakdowns.push(Breakdown {
                complete: false,
                ..breakdown.clone()
            });
        }
    }
}
