//! Figures of the same thing in consecutive periods: in the columns or rows of a table, or by year in a sentence.

use std::ops::RangeInclusive;

use super::header::{header, header_texts};
use super::lexicon::List;
use super::numbers;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Cell, Passage, Table};
use crate::report::{Claim, Point, Series, Statement};

/// What can be a year.
const YEARS: RangeInclusive<i32> = 1990..=2100;

/// Words between a figure and its year.
const REACH: usize = 9;

pub fn series(reader: &Reader, statements: &[Statement]) -> Vec<Series> {
    let mut found = Vec::new();
    for (index, block) in reader.document.blocks.iter().enumerate() {
        if matches!(reader.role(index), Role::Finance | Role::Plan | Role::Expected) {
            continue;
        }
        match &block.kind {
            BlockKind::Heading { .. } => {}
            BlockKind::Table(table) if super::results::is_framework(reader, table) => {}
            BlockKind::Table(table) => {
                let explained =
                    (0..table.rows()).any(|row| reader.sentence(&table.row(row).text).has(List::ReasonWords));
                let own = in_rows(reader, table)
                    .into_iter()
                    .chain(in_columns(reader, table));
                found.extend(own.map(|series| Series { explained, ..series }));
            }
            _ => {
                for sentence in reader.sentences(block.text().unwrap_or_default()) {
                    let place = Passage::new(&sentence.text, block.location.clone());
                    found.extend(in_sentence(&sentence, &place));
                }
            }
        }
    }
    for series in &mut found {
        series.explained |= is_explained(reader, series, statements);
    }
    found
}

/// A reason in the same section speaks of its figures; elsewhere it must name what is counted.
fn is_explained(reader: &Reader, series: &Series, statements: &[Statement]) -> bool {
    let subject = reader.sentence(&series.subject);
    let subject = subject.content();
    statements
        .iter()
        .filter(|statement| statement.claims(Claim::Reason))
        .any(|statement| {
            let near = statement.location.section == series.quote.location.section;
            near || reader
                .sentence(&statement.text)
                .content()
                .iter()
                .any(|word| subject.contains(word))
        })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: i32| YEARS.contains(&year))
}

/// A header that is a period and nothing else: "2004", "Y2", "Year 3".
fn is_period(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    let numbered = sentence.tokens.iter().filter(|token| token.is_number()).count() == 1;
    match sentence.tokens.as_slice() {
        [one] => is_year(&one.lower) || (sentence.has(List::PeriodLabels) && one.lower.len() > 1),
        [_, _] => numbered && sentence.has(List::PeriodLabels),
        // "S1 Mar–Aug"
        [_, rest @ ..] => {
            let months = rest.iter().any(|token| token.is_word()) && sentence.has(List::Months);
            sentence.starts(List::PeriodLabels, 0) && (months || numbered) && rest.len() <= 5
        }
        _ => false,
    }
}

fn point(reader: &Reader, cell: &Cell, period: &str) -> Option<Point> {
    let sentence = reader.sentence(&cell.text);
    let figure = numbers::figure(&cell.text, &cell.location, &sentence);
    let number = figure
        .number
        .filter(|number| number.low == number.high && !figure.percent)?;
    // A unit in the cell may differ from row to row.
    (sentence.tokens.len() == 1).then(|| Point {
        period: period.trim().to_string(),
        number,
        location: cell.location.clone(),
    })
}

/// Periods side by side in the header, a quantity in each row: "2021 | 2022", or under each year "Women | Men | Total".
fn in_rows(reader: &Reader, table: &Table) -> Vec<Series> {
    let header = header(table);
    let mut groups: Vec<(String, Vec<(usize, String)>)> = Vec::new();
    for column in 1..table.columns() {
        let texts = header_texts(table, header.clone(), column);
        let Some(period) = texts.iter().rposition(|text| is_period(reader, text)) else {
            continue;
        };
        let rest: Vec<&str> = texts
            .iter()
            .enumerate()
            .filter(|(index, text)| *index != period && !is_period(reader, text))
            .map(|(_, text)| *text)
            .collect();
        let name = rest.join(" ");
        let sentence = reader.sentence(&name);
        // Women and men rise and fall in the total.
        if sentence.has(List::Female) || sentence.has(List::Male) {
            continue;
        }
        let own = (column, texts[period].to_string());
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, columns)) => columns.push(own),
            None => groups.push((name, vec![own])),
        }
    }
    let mut found = Vec::new();
    for row in header.end..table.rows() {
        let Some(label) = table.cell(row, 0) else { continue };
        for (name, columns) in &groups {
            let points = columns
                .iter()
                .filter_map(|(column, period)| point(reader, table.cell(row, *column)?, period))
                .collect();
            let subject = format!("{} {name}", label.text.trim());
            found.extend(complete(reader, &subject, points, table.row(row)));
        }
    }
    found
}

/// Periods one below the other in the first column, a quantity in each further column.
fn in_columns(reader: &Reader, table: &Table) -> Vec<Series> {
    let periods: Vec<(usize, &str)> = (1..table.rows())
        .filter_map(|row| Some((row, table.cell(row, 0)?)))
        .filter(|(_, cell)| is_period(reader, &cell.text))
        .map(|(row, cell)| (row, cell.text.as_str()))
        .collect();
    let column = |column: usize| {
        let header = table.cell(0, column)?;
        let points: Vec<Point> = periods
            .iter()
            .filter_map(|(row, period)| point(reader, table.cell(*row, column)?, period))
            .collect();
        let first = points.first()?.location.clone();
        let written: Vec<String> = points
            .iter()
            .map(|point| format!("{}: {}", point.period, point.number.low))
            .collect();
        let quote = Passage::new(format!("{} | {}", header.text.trim(), written.join(" | ")), first);
        complete(reader, &header.text, points, quote)
    };
    (1..table.columns()).filter_map(column).collect()
}

/// A series needs two periods and a name that is not itself money.
fn complete(reader: &Reader, subject: &str, points: Vec<Point>, quote: Passage) -> Option<Series> {
    let named = subject.chars().any(char::is_alphabetic) && !reader.sentence(subject).has(List::Currency);
    (named && points.len() >= 2).then(|| Series {
        subject: subject.trim().to_string(),
        points,
        quote,
        explained: false,
    })
}

/// "Seventeen cases in 2004 and three in 2005": each figure with the year that follows it.
fn in_sentence(sentence: &Sentence, place: &Passage) -> Option<Series> {
    if sentence.has(List::Currency) || sentence.has(List::Context) || sentence.has(List::PlanWords) {
        return None;
    }
    let year_at = |at: usize| sentence.tokens.get(at).is_some_and(|token| is_year(&token.lower));
    let figures: Vec<_> = sentence
        .numbers
        .iter()
        .filter(|number| !(number.start..number.end).any(year_at))
        .collect();
    let mut points = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        let next = figures
            .get(index + 1)
            .map_or(sentence.tokens.len(), |next| next.start);
        let years: Vec<usize> = (figure.end..next.min(figure.end + REACH))
            .filter(|at| year_at(*at))
            .collect();
        let [year] = years[..] else { return None };
        // The day of a date and the number of an article are no figures.
        let names = sentence.month_follows(figure.end)
            || sentence.ends(List::Months, figure.start)
            || sentence.ends(List::References, figure.start);
        if names || figure.percent || figure.number.low != figure.number.high {
            return None;
        }
        points.push(Point {
            period: sentence.tokens[year].lower.clone(),
            number: figure.number,
            location: place.location.clone(),
        });
    }
    let rising = points.windows(2).all(|pair| pair[0].period < pair[1].period);
    (points.len() >= 2 && rising).then(|| Series {
        subject: sentence.text.clone(),
        points,
        quote: place.clone(),
        explained: sentence.has(List::ReasonWords),
    })
}
