//! The same row in the tables of successive years: "Annual report 2015-16" and "Annual report 2016-17", each with a table of
//! the year's programmes.

use super::super::Reader;
use super::super::header::{header, header_texts};
use super::super::lexicon::List;
use super::comments::gives_reason;
use super::table::point;
use super::{Course, YEARS, should_fall};
use crate::document::{Block, BlockKind, Table};
use crate::report::{Point, Series};

/// A table of one year.
struct Year<'a> {
    /// As its heading writes it: "2016-17".
    label: String,
    table: &'a Table,
    headers: Vec<String>,
}

/// What changes from a year's table to the next, each change with the row of the later year.
pub fn courses<'a>(reader: &Reader, blocks: impl Iterator<Item = &'a Block>) -> Vec<Course> {
    let mut years: Vec<Year> = blocks.filter_map(year).collect();
    years.sort_by(|one, other| one.label.cmp(&other.label));
    let mut found = Vec::new();
    for pair in years.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        let alike = before.headers.len() == after.headers.len()
            && before
                .headers
                .iter()
                .zip(&after.headers)
                .skip(1)
                .all(|(one, other)| one == other);
        if alike && before.label != after.label {
            found.extend(changes(reader, before, after));
        }
    }
    found
}

fn year(block: &Block) -> Option<Year<'_>> {
    let BlockKind::Table(table) = &block.kind else {
        return None;
    };
    let label = block
        .location
        .section
        .last()
        .and_then(|heading| written(heading))?;
    let rows = header(table);
    let headers = (0..table.columns())
        .map(|column| header_texts(table, rows.clone(), column).join(" ").to_lowercase())
        .collect();
    Some(Year {
        label,
        table,
        headers,
    })
}

/// "Annual report 2016-17" → "2016-17".
fn written(heading: &str) -> Option<String> {
    let starts = heading.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !heading[..*at].ends_with(|before: char| before.is_alphanumeric())
    });
    let mut years = starts.filter_map(|(at, _)| {
        let part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '/');
        let label = heading[at..]
            .split(|c: char| !part(c))
            .next()?
            .trim_end_matches(['-', '–', '/']);
        let year = label.get(..4)?.parse().ok()?;
        YEARS.contains(&year).then(|| label.to_string())
    });
    let label = years.next()?;
    years.next().is_none().then_some(label)
}

fn changes(reader: &Reader, before: &Year, after: &Year) -> Vec<Course> {
    let rows = |year: &Year| header(year.table).end..year.table.rows();
    let name = |year: &Year, row: usize| -> Option<String> {
        let cell = year.table.cell(row, 0).filter(|cell| cell.row == row)?;
        let name = cell.text.trim();
        let named = name.chars().any(char::is_alphabetic) && !reader.sentence(name).has(List::Total);
        named.then(|| name.to_lowercase())
    };
    let mut found = Vec::new();
    for row in rows(after) {
        let Some(own) = name(after, row) else { continue };
        let mut same = rows(before).filter(|other| name(before, *other).as_deref() == Some(own.as_str()));
        let (Some(earlier), None) = (same.next(), same.next()) else {
            continue;
        };
        for column in 1..after.headers.len() {
            let told = |year: &Year, row: usize| {
                let cell = year.table.cell(row, column).filter(|cell| cell.row == row)?;
                point(reader, cell, &year.label)
            };
            let points = told(before, earlier).zip(told(after, row));
            found.extend(points.map(|(one, two)| course(reader, after, row, column, [one, two])));
        }
    }
    found
}

fn course(reader: &Reader, year: &Year, row: usize, column: usize, mut points: [Point; 2]) -> Course {
    let quote = year.table.row(row);
    let said = reader.sentence(&quote.text);
    points[1].explained = gives_reason(&said, true);
    let name = year.table.text(row, 0);
    let subject = format!("{name}: {}", year.headers[column]);
    let label = reader.sentence(name);
    Course {
        series: Series {
            should_fall: should_fall(&reader.sentence(&subject)),
            subject,
            points: points.to_vec(),
            quote,
        },
        own: label.content().into_iter().map(str::to_string).collect(),
        label: name.to_string(),
        group: String::new(),
        others: Vec::new(),
        topic: Vec::new(),
        beside: Vec::new(),
        in_prose: false,
    }
}
