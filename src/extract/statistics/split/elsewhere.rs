//! A split that stands in a table or in another place of the report.

use rust_decimal::Decimal;

use crate::document::{Block, BlockKind, Location, Passage, Table};
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::statistics::breakdown_by_sex;
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, SeenIn, Statistic};

/// "See Table 3", "Annex 2 shows them by sex and age": that table's columns name women and men.
pub fn table_referred_to(reader: &Reader, sentence: &Sentence) -> Vec<Breakdown> {
    let table = numbered(sentence, List::TableWords)
        .and_then(|number| nth_table(reader, number))
        .or_else(|| numbered(sentence, List::HeadingAnnex).and_then(|number| first_in_annex(reader, number)));
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

/// The number after a word of a list: the 3 of "Table 3".
fn numbered(sentence: &Sentence, list: List) -> Option<u32> {
    sentence.all(list).find_map(|hit| {
        let next = sentence.tokens.get(hit.end)?;
        next.lower.parse().ok()
    })
}

fn nth_table<'a>(reader: &Reader<'a>, number: u32) -> Option<(&'a Table, &'a Location)> {
    let mut tables = reader.document.blocks.iter().filter_map(table_of);
    tables.find(|(_, location)| location.table == Some(number))
}

fn first_in_annex<'a>(reader: &Reader<'a>, number: u32) -> Option<(&'a Table, &'a Location)> {
    let blocks = &reader.document.blocks;
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let opens = |block: &Block| {
        let text = block.text().filter(|_| is_heading(block));
        text.is_some_and(|text| numbered(&reader.sentence(text), List::HeadingAnnex) == Some(number))
    };
    let start = blocks.iter().position(opens)?;
    let own = blocks[start + 1..].iter().take_while(|block| !is_heading(block));
    own.filter_map(table_of).next()
}

fn table_of(block: &Block) -> Option<(&Table, &Location)> {
    match &block.kind {
        BlockKind::Table(table) => Some((table, &block.location)),
        _ => None,
    }
}

/// Below this, two equal numbers of people may well be of different people.
const TELLING: i64 = 20;

/// A figure of the summary that is split by sex or age in another place of the report.
/// `declared`: of so many results the format states each figure and its split as data, where a split elsewhere is of
/// something else.
pub fn told_elsewhere(reader: &Reader, found: &mut [Statistic], declared: usize) {
    made_up_by_parts(reader, found);
    for dimension in [Dimension::Sex, Dimension::Age] {
        of_dimension(found, declared, dimension);
    }
}

fn of_dimension(found: &mut [Statistic], declared: usize, dimension: Dimension) {
    let own_split = |statistic: &Statistic| {
        statistic
            .breakdowns
            .iter()
            .find(|own| own.dimension == dimension)
            .cloned()
    };
    let told: Vec<(Decimal, Passage, String, Breakdown)> = found
        .iter()
        .filter(|statistic| {
            // Of a table's totals the columns say who is counted.
            matches!(statistic.counted, Counted::People | Counted::Cases)
                || statistic.quote.location.table.is_some()
        })
        .filter_map(|statistic| {
            Some((
                statistic.number.low,
                statistic.quote.clone(),
                statistic.same_as.clone(),
                own_split(statistic)?,
            ))
        })
        .collect();
    let summed = sums_of_rows(found, own_split);
    let told: Vec<_> = told.into_iter().chain(summed).collect();
    let few: Vec<Option<Breakdown>> = found
        .iter()
        .map(|own| few_of_one_trade(found, own, dimension))
        .collect();
    for (statistic, few) in found.iter_mut().zip(few).filter(|(statistic, _)| {
        statistic.counted == Counted::People
            && !statistic.part
            && statistic.indicator.is_none_or(|(result, _)| result >= declared)
    }) {
        if own_split(statistic).is_some() {
            continue;
        }
        let other = told.iter().find(|(number, quote, same, _)| {
            // The same quantity with another value is split where it is split.
            if !same.is_empty() && *same == statistic.same_as {
                return true;
            }
            // "11 candidates sat the exam and 11 passed, 2 of them girls."
            let same_people = *number >= Decimal::from(TELLING) || *quote == statistic.quote;
            *number == statistic.number.low && same_people
        });
        if let Some(breakdown) = other.map(|(.., breakdown)| breakdown).or(few.as_ref()) {
            statistic.breakdowns.push(Breakdown {
                complete: false,
                ..breakdown.clone()
            });
        }
    }
}

/// "Number of area mechanics trained | 7", and "seven mechanics (two women and five men)": few, but of one trade.
fn few_of_one_trade(found: &[Statistic], own: &Statistic, dimension: Dimension) -> Option<Breakdown> {
    if own.indicator.is_none() || own.unit.is_empty() {
        return None;
    }
    let told = |other: &&Statistic| {
        other.counted == Counted::People
            && other.number == own.number
            && other.unit == own.unit
            && other.indicator.is_none()
            && !other.planned
    };
    let mut breakdowns = found.iter().filter(told).flat_map(|other| &other.breakdowns);
    breakdowns
        .find(|breakdown| breakdown.dimension == dimension && breakdown.complete)
        .cloned()
}

/// "Of these, … 78 were girls and 45 boys. The children, 123 in all": a number that those of either sex in one sentence
/// make up, who were told of before; "27 of 40 women and 14 of 22 men" make up 41.
fn made_up_by_parts(reader: &Reader, found: &mut [Statistic]) {
    let named = |text: &str| {
        let words = reader.sentence(text);
        match (words.has(List::Female), words.has(List::Male)) {
            (true, false) => Some(List::Female),
            (false, true) => Some(List::Male),
            _ => None,
        }
    };
    // "758 female patients": the noun alone tells no sex.
    let sex = |statistic: &Statistic| named(&statistic.noun).or_else(|| named(&statistic.subject));
    let sexes: Vec<Option<List>> = found
        .iter()
        .map(|own| sex(own).filter(|_| own.part && own.counted == Counted::People))
        .collect();
    let mut sums: Vec<(Decimal, Breakdown)> = super::both_sexes::sums(reader);
    for (one, statistic) in found.iter().enumerate() {
        let same_sentence = |other: &usize| found[*other].quote == statistic.quote;
        let next = (one + 1..found.len())
            .take_while(same_sentence)
            .find(|other| found[*other].of_whole == statistic.of_whole);
        let pair = next.and_then(|other| Some((other, sexes[one]?, sexes[other]?)));
        let Some((other, ..)) = pair.filter(|(_, one, other)| one != other) else {
            continue;
        };
        let part = |own: &Statistic| Disaggregation {
            dimension: Dimension::Sex,
            value: own.noun.clone(),
            number: Some(own.number.low),
            seen_in: SeenIn::Sentence,
            location: own.quote.location.clone(),
        };
        let parts = vec![part(statistic), part(&found[other])];
        let sum = statistic.number.low + found[other].number.low;
        sums.extend(
            breakdown_by_sex(parts)
                .into_iter()
                .map(|breakdown| (sum, breakdown)),
        );
    }
    for own in found.iter_mut() {
        let split = own.is_split_by_sex();
        if own.part || split || own.counted != Counted::People || own.number.low < Decimal::from(TELLING) {
            continue;
        }
        let sum = sums.iter().find(|(sum, _)| *sum == own.number.low);
        own.breakdowns.extend(sum.map(|(_, breakdown)| Breakdown {
            complete: false,
            ..breakdown.clone()
        }));
    }
}

/// "179 persons in three years": the sum of a row whose every number is split.
fn sums_of_rows(
    found: &[Statistic],
    own_split: impl Fn(&Statistic) -> Option<Breakdown>,
) -> Vec<(Decimal, Passage, String, Breakdown)> {
    let rows = found.chunk_by(|one, other| {
        let place = |statistic: &Statistic| (statistic.quote.location.table, statistic.quote.location.row);
        place(one) == place(other) && one.quote.text == other.quote.text
    });
    rows.filter(|row| row.len() > 1 && row[0].quote.location.table.is_some())
        .filter_map(|row| {
            let splits: Option<Vec<Breakdown>> = row.iter().map(&own_split).collect();
            let sum = row.iter().map(|statistic| statistic.number.low).sum();
            let split = splits?.into_iter().next()?;
            Some((sum, row[0].quote.clone(), String::new(), split))
        })
        .collect()
}
