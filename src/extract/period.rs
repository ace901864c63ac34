//! Periods: "July 2004 – June 2006", "2002-09-01 to 2004-02-29", "2005".

use jiff::civil::Date;

use super::Reader;
use super::lexicon::List;
use super::words::Sentence;
use crate::report::Period;

/// First and last day of the month or year that a sentence names, in order of mention.
fn dates(sentence: &Sentence) -> Vec<(Date, Date)> {
    let mut found = Vec::new();
    for (index, token) in sentence.tokens.iter().enumerate() {
        let Some(year) = year(&token.lower) else { continue };
        let after = |offset: usize| {
            sentence
                .tokens
                .get(index + offset)
                .map_or("", |token| token.lower.as_str())
        };
        let iso = (after(1) == "-" && after(3) == "-")
            .then(|| (after(2).parse::<i8>().ok(), after(4).parse::<i8>().ok()));
        if let Some((Some(month), Some(day))) = iso {
            found.extend(Date::new(year, month, day).ok().map(|date| (date, date)));
            continue;
        }
        let month = month(sentence, index.saturating_sub(3)..index);
        let Some(first) = Date::new(year, month.unwrap_or(1), 1).ok() else {
            continue;
        };
        let last = if month.is_some() {
            first.last_of_month()
        } else {
            first.last_of_year()
        };
        found.push((first, last));
    }
    found
}

fn year(text: &str) -> Option<i16> {
    (text.len() == 4)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1950..=2100).contains(year))
}

/// The month that the last of these tokens names.
fn month(sentence: &Sentence, tokens: std::ops::Range<usize>) -> Option<i8> {
    let hit = sentence
        .all(List::Months)
        .filter(|hit| tokens.contains(&hit.start))
        .max_by_key(|hit| hit.start)?;
    hit.value.and_then(|value| i8::try_from(value).ok())
}

/// The period that a sentence speaks of; unknown when it names none.
pub fn period_in(sentence: &Sentence) -> Period {
    let dates = dates(sentence);
    match (dates.first(), dates.last()) {
        (Some((start, _)), Some((_, end))) if start <= end => Period {
            start: Some(*start),
            end: Some(*end),
        },
        _ => Period::default(),
    }
}

/// The report's period: the first two dates on a line about the period, else in the title.
pub fn report_period(reader: &Reader) -> Period {
    let title = reader.document.title.iter().map(|title| title.text.as_str());
    let lines = reader
        .document
        .blocks
        .iter()
        .take(60)
        .flat_map(|block| match &block.kind {
            crate::document::BlockKind::Table(table) => (0..table.rows())
                .map(|row| {
                    (0..table.columns())
                        .filter_map(|column| table.cell(row, column).filter(|cell| cell.column == column))
                        .map(|cell| cell.text.clone())
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect(),
            _ => block.text().map(String::from).into_iter().collect::<Vec<_>>(),
        });
    let labelled = lines.filter_map(|line| {
        let sentence = reader.sentence(&line);
        let near =
            sentence.first(List::Period).is_some_and(|hit| hit.start <= 12) && sentence.tokens.len() <= 40;
        (near && dates(&sentence).len() >= 2).then(|| period_in(&sentence))
    });
    labelled
        .chain(title.map(|title| period_in(&reader.sentence(title))))
        .find(Period::is_known)
        .unwrap_or_default()
}
