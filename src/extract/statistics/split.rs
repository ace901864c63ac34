//! How a number is split by sex, and which numbers make up which total.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
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
    let mut parts = sexed_numbers(sentence, own.end, until, place, SeenIn::Sentence);
    parts.retain(|part| part.number.is_none_or(|number| number <= own.number.high));
    let mut breakdowns = breakdown_by_sex(parts);
    // "600 people, including 288 men, 192 women and 120 children": a third group belongs to the whole.
    let others = counts[position + 1..].iter().any(|count| {
        !count.part && count.counted == Counted::People && sentence.at(List::Age, count.end - 1)
    });
    breakdowns
        .iter_mut()
        .for_each(|breakdown| breakdown.complete &= !others);
    near(breakdowns, own.number)
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

/// Takes parts for the whole only when they come near it.
pub fn near(mut breakdowns: Vec<Breakdown>, whole: Number) -> Vec<Breakdown> {
    for breakdown in &mut breakdowns {
        let sum: Decimal = breakdown.parts.iter().filter_map(|part| part.number).sum();
        breakdown.complete &= comes_near(sum, whole);
    }
    breakdowns
}

/// Parts far from the whole are not meant to make it up.
fn comes_near(sum: Decimal, whole: Number) -> bool {
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

/// "86 women, 30 men", "women: 86", "86 f / 30 m", "40 per cent of them women", "half of them women".
fn sexed_numbers(
    sentence: &Sentence,
    from: usize,
    until: usize,
    place: &Passage,
    seen_in: SeenIn,
) -> Vec<Disaggregation> {
    let mut parts: Vec<Disaggregation> = Vec::new();
    for list in [List::Female, List::Male] {
        let mut values: Vec<(Option<Decimal>, String)> = Vec::new();
        for hit in sentence
            .all(list)
            .filter(|hit| hit.start >= from && hit.start < until)
        {
            let near = sentence
                .numbers
                .iter()
                .filter(|number| number.start >= from && number.end <= until)
                .filter(|number| !between_other_sex(sentence, number.start, hit.start, list))
                .min_by_key(|number| number.start.abs_diff(hit.start))
                .filter(|number| number.start.abs_diff(hit.start) <= 7);
            let share = sentence
                .all(List::Shares)
                .any(|share| share.start >= from && share.start < hit.start);
            match near {
                Some(number) => values.push((
                    (!number.percent).then_some(number.number.low),
                    sentence.written(hit).to_string(),
                )),
                None if share => values.push((None, sentence.written(hit).to_string())),
                None => {}
            }
        }
        // Women and girls of one total are both parts of it, each once.
        values.dedup_by(|one, other| one.1 == other.1);
        let number = values
            .iter()
            .map(|(number, _)| *number)
            .try_fold(Decimal::ZERO, |sum, number| number.map(|number| sum + number));
        if let Some((_, written)) = values.first() {
            parts.push(Disaggregation {
                dimension: Dimension::Sex,
                value: written.clone(),
                number,
                seen_in,
                location: place.location.clone(),
            });
        }
    }
    parts
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
        found[*index].breakdowns.extend(breakdown_by_sex(parts));
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

/// The split inside a table cell or a comment: "240 (132 f, 108 m)".
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
