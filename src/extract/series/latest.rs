//! "Most recent result | Earlier result": two columns that are set against each other without a year in their header.

use super::super::Reader;
use super::super::header::{header, header_texts};
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::table::{complete, point};
use super::{Course, is_year};
use crate::document::Table;

pub fn courses(reader: &Reader, table: &Table) -> Vec<Course> {
    let head = header(table);
    let heads: Vec<Sentence> = (0..table.columns())
        .map(|column| reader.sentence(&header_texts(table, head.clone(), column).join(" ")))
        .collect();
    let is_time = |head: &Sentence| {
        [List::PeriodUnits, List::Period]
            .into_iter()
            .any(|list| head.has(list))
    };
    let is_value = |head: &Sentence| {
        let reached = [List::ColumnResult, List::ColumnActual, List::ValueWords];
        !is_time(head) && reached.into_iter().any(|list| head.has(list))
    };
    let one = |list: List, wanted: &dyn Fn(&Sentence) -> bool| {
        let mut columns =
            (0..heads.len()).filter(|column| heads[*column].has(list) && wanted(&heads[*column]));
        columns.next().filter(|_| columns.next().is_none())
    };
    let pair = one(List::RecentWords, &is_value).zip(one(List::EarlierWords, &is_value));
    let Some((recent, earlier)) = pair.filter(|(recent, earlier)| recent != earlier) else {
        return Vec::new();
    };
    let times = one(List::RecentWords, &is_time).zip(one(List::EarlierWords, &is_time));
    let first = [
        Some(recent),
        Some(earlier),
        times.map(|own| own.0),
        times.map(|own| own.1),
    ];
    let labels = 0..first.into_iter().flatten().min().unwrap_or_default();
    (head.end..table.rows())
        .filter_map(|row| {
            let text = |column: usize| table.text(row, column);
            let time = |column: Option<usize>, own: usize| column.map_or(heads[own].text.as_str(), text);
            let (now, before) = (
                time(times.map(|own| own.0), recent),
                time(times.map(|own| own.1), earlier),
            );
            let of_one_length =
                times.is_none() || length(reader, now).is_some_and(|own| Some(own) == length(reader, before));
            let label: Vec<&str> = labels.clone().map(text).collect();
            let points = vec![
                point(reader, table.cell(row, earlier)?, before)?,
                point(reader, table.cell(row, recent)?, now)?,
            ];
            complete(reader, label.join(" ").trim(), "", points, table.row(row)).filter(|_| of_one_length)
        })
        .collect()
}

/// Years from the first to the last that a period names.
fn length(reader: &Reader, period: &str) -> Option<i32> {
    let sentence = reader.sentence(period);
    let years = sentence.tokens.iter().filter(|token| is_year(&token.lower));
    let years: Vec<i32> = years.filter_map(|token| token.lower.parse().ok()).collect();
    Some(years.last()? - years.first()?)
}
