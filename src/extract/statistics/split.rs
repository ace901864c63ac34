//! How a number is split by sex, and which numbers make up which total.

mod ages;
mod both_sexes;
mod elsewhere;
mod grown;
mod next_block;
mod next_sentence;
pub mod proportion;
mod sexed;
pub mod shares_of_all;
mod unnumbered;

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::breakdown_by_sex;
use super::counts::Count;
use crate::document::Passage;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, Number, SeenIn};
pub use ages::{ages, ages_in_prose, lumps_ages, mentions_minors, names_places_of_the_young};
pub use elsewhere::{table_referred_to, told_elsewhere};
pub use next_block::next_block;
pub use next_sentence::next_sentence;
pub use sexed::in_cell;
pub use sexed::sexed_numbers;
use sexed::{end_of_whole, places_of_numbers};
pub use unnumbered::said_unknown;
use unnumbered::{even, form_of_women, halves, numbered_among, said_of_share, share_among, share_of_whole};

/// Parts by sex after the total in its own sentence, up to the next total.
pub fn in_sentence(
    sentence: &Sentence,
    counts: &[Count],
    position: usize,
    place: &Passage,
) -> Vec<Breakdown> {
    let own = &counts[position];
    if let Some(share) = said_of_share(sentence, own, place) {
        return breakdown_by_sex(vec![share]);
    }
    if own.part || !matches!(own.counted, Counted::People | Counted::Cases) {
        return Vec::new();
    }
    let until = counts[position + 1..]
        .iter()
        .find(|next| {
            !next.part
                && next.start >= own.end
                && matches!(next.counted, Counted::People | Counted::Cases)
                && !sentence.in_brackets(next.start)
        })
        .map_or(sentence.tokens.len(), |next| next.start);
    let until = own_total(sentence, own).map_or(until, |start| until.min(start));
    let until = own_bracket(sentence, own).map_or(until, |close| until.min(close));
    let until = end_of_clause(sentence, own.end, until);
    let until = end_of_whole(sentence, own.end, until, own.number.low).unwrap_or(until);
    let mut parts = sexed_numbers(sentence, own.end, until, place, SeenIn::Sentence);
    if parts.is_empty() && own.total && !own.of_whole {
        // "402 women and 351 men, 753 in all": the parts stand before the total.
        parts = sexed_numbers(sentence, 0, own.start, place, SeenIn::Sentence);
    }
    if parts.is_empty() && !own.of_whole {
        // "Douze femmes et neuf hommes, soit 21 bénévoles".
        let before = sexed_numbers(sentence, 0, own.start, place, SeenIn::Sentence);
        let sum: Decimal = before.iter().filter_map(|part| part.number).sum();
        parts = before;
        parts.retain(|_| sum == own.number.low);
    }
    if parts.is_empty() && own.of_whole {
        parts = made_up_of_shares(sentence, &counts[..position], own, place);
    }
    parts.retain(|part| part.number.is_none_or(|number| number <= own.number.high));
    if grown::are_others(sentence, own, until, &parts) {
        parts.clear();
    }
    if parts.is_empty() {
        parts.extend(halves(sentence, own.end, until, place).or_else(|| even(sentence, counts, place)));
    }
    if parts.is_empty() {
        parts.extend(form_of_women(sentence, own, sentence.tokens.len(), place));
    }
    if parts.is_empty() {
        let share = share_of_whole(sentence, own, place)
            .or_else(|| share_among(sentence, own, place))
            .or_else(|| numbered_among(sentence, own, place));
        parts.extend(share);
    }
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
        let sum = breakdown.sum();
        rest > Decimal::ZERO && sum + rest == own.number.low || lacks_one(sentence, own, until, sum)
    };
    // "35 editors in all against 36 planned, 11 women and 24 men": the split is of those whom it makes up.
    let of_another = |breakdown: &Breakdown| {
        let sum = breakdown.sum();
        let made_up = |other: &Count| !other.part && other.counted == own.counted && other.number.low == sum;
        let whole_of_share = is_share_of(sentence, own, sum);
        // "Of the 62 patients who began, 54 were cured: 49 men and 5 women".
        let named = sentence.numbers.iter().any(|other| {
            let between = other.start >= own.end && other.start < until && !other.percent;
            between && other.number.low == sum
        });
        sum != own.number.low && (named || whole_of_share || counts[..position].iter().any(made_up))
    };
    let mut breakdowns = near(breakdowns, own.number);
    for breakdown in &mut breakdowns {
        breakdown.complete &= !others
            && !lacks_a_group(sentence, own.end, until)
            && !of_another(breakdown)
            && !whole(breakdown)
            && !is_of_share(sentence, &counts[..position], own, breakdown);
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
fn lacks_one(sentence: &Sentence, own: &Count, until: usize, sum: Decimal) -> bool {
    let missing = own.number.low - sum;
    let summed = places_of_numbers(sentence, own.end, until);
    missing > Decimal::ZERO
        && sentence.numbers.iter().any(|number| {
            let other = number.start >= own.end && !summed.contains(&number.start);
            other && !number.percent && number.number.low == missing
        })
}

/// "… 43 are women and 41 are men; 19 women work in metal": after a semicolon something else is split, once both
/// sexes are told.
fn end_of_clause(sentence: &Sentence, from: usize, until: usize) -> usize {
    let told = |list: List, end: usize| sentence.all(list).any(|hit| hit.start >= from && hit.start < end);
    (from..until)
        .find(|at| sentence.tokens[*at].lower == ";" && told(List::Female, *at) && told(List::Male, *at))
        .unwrap_or(until)
}

/// "48 of the 63 employees (31 women and 17 men)": the split is of the 48.
fn is_of_share(sentence: &Sentence, before: &[Count], own: &Count, breakdown: &Breakdown) -> bool {
    let sum = breakdown.sum();
    let counted = before
        .last()
        .is_some_and(|share| share.of_whole && share.end >= own.start && share.number.low == sum);
    // "Seis de los ocho técnicos (cuatro mujeres y dos hombres)".
    let named = sentence.numbers.iter().any(|share| {
        let linked = share.end < own.start && own.start - share.end <= OF_REACH;
        linked && sentence.starts(List::OfWords, share.end) && share.number.low == sum
    });
    counted || named
}

/// "14 of 15 wheelchair users asked (eight women and seven men)": the split is of the 15.
fn is_share_of(sentence: &Sentence, own: &Count, sum: Decimal) -> bool {
    sentence.numbers.iter().any(|whole| {
        let linked = whole.start > own.start && whole.start - own.start <= OF_REACH + 1;
        let of = [List::OfWords, List::OutOf]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|hit| hit.start > own.start && hit.end <= whole.start);
        linked && of && whole.number.low == sum
    })
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
        // "Aged 18 to 24 (38 women and 42 men)": a number cannot be the whole of far more.
        let larger = sum > number.number.high && !comes_near(sum, number.number);
        let of_own = sum == own.number.low;
        sexed && !of_own && ((open == number.end && !larger) || sum == number.number.low)
    };
    let year =
        |number: &NumberToken| sentence.is_year(number) && sentence.ends(List::YearWords, number.start);
    let totals: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| {
            number.start >= from
                && !number.percent
                && !year(number)
                && bracket(number)
                && !sentence.in_brackets(number.start)
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

/// Words from a share to its whole: "seis de los ocho".
const OF_REACH: usize = 3;
/// Words between a number and the bracket with its split: "735 recovered (376 girls".
const BRACKET_REACH: usize = 4;

/// Takes parts for the whole only when they come near it.
pub fn near(mut breakdowns: Vec<Breakdown>, whole: Number) -> Vec<Breakdown> {
    for breakdown in &mut breakdowns {
        let sum = breakdown.sum();
        breakdown.complete &= comes_near(sum, whole);
    }
    breakdowns
}

/// Parts far from the whole are not meant to make it up.
pub fn comes_near(sum: Decimal, whole: Number) -> bool {
    let ten = Decimal::from(10);
    sum * ten >= whole.low * Decimal::from(7) && sum * ten <= whole.high * Decimal::from(14)
}

/// "20,000 people, including 4,700 women, 5,200 girls and 5,600 boys": of three groups by sex and age the fourth is left
/// out, and not miscounted.
fn lacks_a_group(sentence: &Sentence, from: usize, until: usize) -> bool {
    let numbered = |list: List| {
        let hits = sentence.all(list);
        let own = hits.filter(|hit| (from..until).contains(&hit.start));
        own.filter(|hit| {
            sentence
                .numbers
                .iter()
                .any(|number| number.end == hit.start && !number.percent)
        })
        .count()
    };
    let (women, men) = (numbered(List::Female), numbered(List::Male));
    women.max(men) == 2 && women.min(men) == 1
}

/// "1,354 and 2,094 calls were received, 3,500 in all": the numbers before a marked total are its parts
/// when they come near it; numbers of another order are not meant as parts.
pub fn sum(sentence: &Sentence, counts: &[Count], position: usize, place: &Passage) -> Vec<Breakdown> {
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
    // "52 cases: in 39 cases …, in nine …, four cases …": with those that have no noun they make up the whole.
    let all: Decimal = sentence
        .numbers
        .iter()
        .filter(|number| {
            number.start > total.start && !number.percent && number.number.low < total.number.low
        })
        .map(|number| number.number.low)
        .sum();
    if parts.len() < 2 || !near || (sum != all && all == total.number.low) {
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
