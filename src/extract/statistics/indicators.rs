//! Actuals of indicators as figures of people, with the split that stands beside them.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::{breakdown_by_sex, minors, split, unasked};
use crate::document::{BlockKind, Cell, Passage};
use crate::report::{
    Breakdown, Counted, Dimension, Disaggregation, Figure, Indicator, IndicatorPeriod, Measure,
    ResultStatement, SeenIn, Statistic,
};

/// Actuals of indicators that count people: a matrix is a place where people are counted like any other.
pub fn people(reader: &Reader, results: &[ResultStatement], prose: &[Statistic]) -> Vec<Statistic> {
    let mut found = Vec::new();
    for (result_index, result) in results.iter().enumerate() {
        for (index, indicator) in result.indicators.iter().enumerate() {
            // What the running text holds against its plan is counted there.
            let told_in_text = result.indicator_only && indicator.implied;
            if indicator.measure != Measure::People || indicator.placeholder || told_in_text {
                continue;
            }
            let sentence = reader.sentence(&indicator.text);
            if is_ratio(&sentence) || unasked::is_audience_row(reader, &indicator.text) {
                continue;
            }
            let counted = |period: &&IndicatorPeriod| {
                let actual = period.actual.as_ref();
                actual.is_some_and(|actual| actual.number.is_some())
            };
            for period in indicator.periods.iter().rev().filter(counted).take(1) {
                let Some(actual) = period.actual.as_ref().filter(|actual| !actual.percent) else {
                    continue;
                };
                let Some(number) = actual.number else { continue };
                let told = prose
                    .iter()
                    .any(|other| other.number.low == number.low && other.quote.location == actual.location);
                if told {
                    continue;
                }
                let quote = Passage::new(&indicator.text, actual.location.clone());
                let words: Vec<String> = indicator.text.split_whitespace().map(String::from).collect();
                // A sibling's number is a part of the family's total, not of this indicator's.
                let siblings = indicator
                    .disaggregations
                    .iter()
                    .any(|part| part.seen_in == SeenIn::SiblingIndicator);
                let mut parts = indicator.disaggregations.clone();
                let stated = stated_split(&parts, actual);
                parts.extend(split::in_cell(reader, &actual.text, &quote));
                for comment in &period.comments {
                    parts.extend(in_comment(reader, comment));
                }
                let (women, men) = (sentence.has(List::Female), sentence.has(List::Male));
                // "Officers trained (W / M)", "women and men who farm": all of them, and the split is asked for.
                // "Children & pregnant women checked": of one sex are the women alone.
                let mixed = minors::names_both_ages(&sentence, 0, start_of_split(&sentence));
                let children = mixed && names_children(&sentence);
                let of_one_sex = women != men && !children || is_row_of_one_sex(indicator);
                // "Survivors (women, men, girls, boys) | 104 (16, 72, 5, 11)".
                let each = women && men && reader.sentence(&actual.text).numbers.len() > 1;
                let mut breakdowns = split::near(breakdown_by_sex(parts), number);
                breakdowns
                    .iter_mut()
                    .for_each(|breakdown| breakdown.complete &= !siblings && !of_one_sex);
                breakdowns.extend(split::near(stated.into_iter().collect(), number));
                if !mixed {
                    breakdowns.extend(split::ages(std::slice::from_ref(&sentence), &quote));
                }
                found.push(Statistic {
                    number,
                    written: written(reader, actual),
                    noun: noun(&sentence),
                    unit: sentence
                        .first(List::People)
                        .map_or_else(String::new, |hit| sentence.tokens[hit.end - 1].singular.clone()),
                    may_be_minors: mixed || sentence.has(List::MayBeMinors),
                    mixes_ages: mixed,
                    counted: Counted::People,
                    subject: words.join(" "),
                    period: period.period,
                    quote,
                    part: of_one_sex || each,
                    context: were_asked(&sentence),
                    breakdowns,
                    indicator: Some((result_index, index)),
                    result: Some(result_index),
                    ..Statistic::default()
                });
            }
        }
    }
    found
}

/// Where a bracket opens: "civil victims (women, men, girls, boys)".
fn start_of_split(sentence: &Sentence) -> usize {
    let named = sentence.first(List::People).map_or(0, |hit| hit.end);
    let mut open = named..sentence.tokens.len();
    open.find(|at| sentence.tokens[*at].lower == "(")
        .unwrap_or(sentence.tokens.len())
}

/// Children of no one sex.
fn names_children(sentence: &Sentence) -> bool {
    sentence
        .all(List::Young)
        .any(|hit| !sentence.at(List::Female, hit.start) && !sentence.at(List::Male, hit.start))
}

/// "Pupils per teacher": so many for one of something else, and no number of them.
fn is_ratio(sentence: &Sentence) -> bool {
    let each = |at: usize| {
        let kinds = [
            List::People,
            List::Products,
            List::Organisations,
            List::Facilities,
            List::Events,
        ];
        let one = sentence
            .tokens
            .get(at)
            .is_some_and(|token| !token.lower.ends_with('s'));
        one && kinds.into_iter().any(|list| sentence.starts(list, at))
    };
    let people = sentence.first(List::People).map_or(0, |hit| hit.end);
    let mut ratios = sentence.all(List::RatioWords);
    ratios.any(|hit| hit.start == people && people > 0 && each(hit.end))
}

/// Actuals of indicators that count things, to be compared with what the prose says of them.
pub fn things(reader: &Reader, results: &[ResultStatement]) -> Vec<Statistic> {
    let indicators = results.iter().enumerate().flat_map(|(result, stated)| {
        let own = stated.indicators.iter().enumerate();
        own.map(move |(index, indicator)| ((result, index), indicator))
    });
    indicators
        .filter(|(_, indicator)| indicator.measure == Measure::Things && !indicator.placeholder)
        .filter_map(|(place, indicator)| {
            let actual = indicator.periods.last()?.actual.as_ref()?;
            let number = actual.number.filter(|_| !actual.percent)?;
            // "Paying members (households)": the noun is of people, the unit is not.
            let counted = match indicator.counted {
                Counted::People => Counted::Other,
                counted => counted,
            };
            Some(Statistic {
                number,
                written: written(reader, actual),
                noun: indicator.text.clone(),
                counted,
                subject: indicator.text.clone(),
                quote: Passage::new(&indicator.text, actual.location.clone()),
                indicator: Some(place),
                result: Some(place.0),
                ..Statistic::default()
            })
        })
        .collect()
}

/// A row whose label names one sex: "Officials trained | Women".
fn is_row_of_one_sex(indicator: &Indicator) -> bool {
    let labels = indicator
        .disaggregations
        .iter()
        .filter(|part| part.seen_in == SeenIn::SiblingIndicator && part.number.is_none());
    labels.count() == 1
}

/// An indicator whose actual stands beside its parts by site: they should make it up. Columns of years may be cumulative.
pub fn by_place(reader: &Reader, results: &[ResultStatement]) -> Vec<Statistic> {
    let indicators = results.iter().flat_map(|result| &result.indicators);
    indicators
        .filter_map(|indicator| {
            let actual = indicator
                .periods
                .last()?
                .actual
                .as_ref()
                .filter(|actual| !actual.percent)?;
            let number = actual.number?;
            let parts: Vec<Disaggregation> = indicator
                .disaggregations
                .iter()
                .filter(|part| part.dimension == Dimension::Location && part.number.is_some())
                .filter(|part| !crate::extract::period::period_in(&reader.sentence(&part.value)).is_known())
                .cloned()
                .collect();
            let breakdown = Breakdown {
                dimension: Dimension::Location,
                complete: parts.len() >= 2,
                parts,
            };
            let breakdowns = split::near(vec![breakdown], number);
            (breakdowns[0].complete && breakdowns[0].parts.len() >= 2).then(|| Statistic {
                number,
                written: actual.text.clone(),
                noun: indicator.text.clone(),
                counted: Counted::Other,
                subject: indicator.text.clone(),
                quote: Passage::new(
                    row_of(reader, actual).unwrap_or_else(|| indicator.text.clone()),
                    actual.location.clone(),
                ),
                breakdowns,
                ..Statistic::default()
            })
        })
        .collect()
}

/// The whole row that holds a figure: the parts stand in it beside the figure.
fn row_of(reader: &Reader, figure: &Figure) -> Option<String> {
    let (number, row) = (figure.location.table?, figure.location.row?);
    reader.document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) if block.location.table == Some(number) => {
            Some(table.row(usize::try_from(row).ok()?.checked_sub(1)?).text)
        }
        _ => None,
    })
}

/// The number of a cell that says more: "1 860 (1 302 women, 558 men)".
fn written(reader: &Reader, figure: &Figure) -> String {
    let sentence = reader.sentence(&figure.text);
    let number = figure.number.and_then(|own| {
        let mut numbers = sentence.numbers.iter();
        numbers.find(|number| number.number.low == own.low)
    });
    number.map_or_else(
        || figure.text.clone(),
        |number| sentence.between(number.start, number.end).to_string(),
    )
}

/// "Beneficiaries surveyed on safety": those whom a survey asked, and not those whom the project reached.
fn were_asked(sentence: &Sentence) -> bool {
    sentence
        .all(List::People)
        .any(|people| sentence.starts(List::DataCollection, people.end))
}

/// The people counted, with what stands before them as a noun: "peer educators".
fn noun(sentence: &Sentence) -> String {
    let Some(first) = sentence.first(List::People) else {
        return "people".to_string();
    };
    let mut end = first.end;
    while let Some(next) = sentence.all(List::People).find(|hit| hit.start == end) {
        end = next.end;
    }
    sentence.between(first.start, end).to_string()
}

/// The categories inside the figure's own element (`name="Women" value="50"`): the format states them as the parts
/// of that figure and of no other.
fn stated_split(parts: &[Disaggregation], figure: &Figure) -> Option<Breakdown> {
    let inside = |part: &&Disaggregation| {
        let paths = part.location.path.as_ref().zip(figure.location.path.as_ref());
        part.seen_in == SeenIn::Element
            && part.dimension == Dimension::Sex
            && part.number.is_some()
            && paths.is_some_and(|(own, whole)| own.starts_with(&format!("{whole}/")))
    };
    let parts: Vec<Disaggregation> = parts.iter().filter(inside).cloned().collect();
    (parts.len() >= 2).then_some(Breakdown {
        dimension: Dimension::Sex,
        parts,
        complete: true,
    })
}

/// The split in a comment on a figure. Where a sex is named more than once, the comment tells of more than one figure,
/// and the numbers cannot be taken for the parts of this one.
fn in_comment(reader: &Reader, comment: &Passage) -> Vec<Disaggregation> {
    let sentence = reader.sentence(&comment.text);
    let once = [List::Female, List::Male].into_iter().all(|list| {
        let mut starts: Vec<usize> = sentence.all(list).map(|hit| hit.start).collect();
        starts.dedup();
        starts.len() <= 1
    });
    let parts = split::sexed_numbers(&sentence, 0, sentence.tokens.len(), comment, SeenIn::Comment);
    parts
        .into_iter()
        .map(|part| Disaggregation {
            number: part.number.filter(|_| once),
            ..part
        })
        .collect()
}

/// Whether the indicator of a cell's row names women alone, or men alone.
pub fn is_of_one_sex(reader: &Reader, results: &[ResultStatement], cell: &Cell) -> bool {
    let in_row = |indicator: &&Indicator| {
        let own = &indicator.location;
        own.table == cell.location.table && own.row == cell.location.row && own.column != cell.location.column
    };
    let mut indicators = results.iter().flat_map(|result| &result.indicators);
    indicators.find(in_row).is_some_and(|indicator| {
        let wording = reader.sentence(&indicator.text);
        wording.has(List::Female) != wording.has(List::Male)
    })
}
