//! Tables of statistics: columns and rows that count people, their columns by sex, and totals that their parts should make up.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers;
use super::super::words::Sentence;
use super::{breakdown_by_sex, is_whole, split};
use crate::document::{Cell, Passage, Table};
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, Number, SeenIn, Statistic};

pub fn statistics(reader: &Reader, table: &Table) -> Vec<Statistic> {
    let about = About::of(reader, table);
    let mut found = column_totals(reader, table, &about);
    for row in 1..table.rows() {
        found.extend(row_statistic(reader, table, row, &about));
    }
    found
}

/// What a table says of all its rows.
struct About {
    headers: Vec<Sentence>,
    /// Some row is of one sex.
    rows_by_sex: bool,
    ages: Option<Breakdown>,
}

impl About {
    fn of(reader: &Reader, table: &Table) -> Self {
        let labels: Vec<Sentence> = (1..table.rows())
            .filter_map(|row| table.cell(row, 0))
            .map(|cell| reader.sentence(&cell.text))
            .collect();
        let headers: Vec<Sentence> = headers(reader, table)
            .iter()
            .map(|text| reader.sentence(text))
            .collect();
        let caption = table
            .caption
            .as_ref()
            .map(|caption| reader.sentence(&caption.text));
        let texts: Vec<Sentence> = caption
            .into_iter()
            .chain(headers.iter().chain(&labels).cloned())
            .collect();
        let place = table
            .cells()
            .first()
            .map(|cell| Passage::new("", cell.location.clone()));
        About {
            rows_by_sex: labels
                .iter()
                .any(|label| label.has(List::Female) || label.has(List::Male)),
            ages: split::ages(&texts, &place.unwrap_or_default()),
            headers,
        }
    }
}

/// The headers of the columns: the first row, and the second where that is no row of figures.
fn headers(reader: &Reader, table: &Table) -> Vec<String> {
    let second = |column: usize| table.cell(1, column).filter(|cell| cell.row == 1);
    let figures =
        (1..table.columns()).any(|column| second(column).is_some_and(|cell| value(reader, cell).is_some()));
    (0..table.columns())
        .map(|column| {
            let first = table.cell(0, column).map_or("", |cell| cell.text.trim());
            match second(column).filter(|_| !figures) {
                Some(below) if below.text.trim() != first => {
                    format!("{first} {}", below.text.trim()).trim().to_string()
                }
                _ => first.to_string(),
            }
        })
        .collect()
}

fn value(reader: &Reader, cell: &Cell) -> Option<Decimal> {
    let sentence = reader.sentence(&cell.text);
    let figure = numbers::figure(&cell.text, &cell.location, &sentence);
    let exact = figure
        .number
        .filter(|number| number.low == number.high && !figure.percent && is_whole(number.low))?;
    (sentence.tokens.len() <= 2).then_some(exact.low)
}

fn is_total(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    sentence.all(List::Total).any(|hit| hit.start <= 1) && sentence.tokens.len() <= 5
}

/// A year is a label and no value: such a column is not added up.
fn looks_like_years(values: &[Decimal]) -> bool {
    values
        .iter()
        .all(|value| *value >= Decimal::from(1950) && *value <= Decimal::from(2100))
}

fn column_totals(reader: &Reader, table: &Table, about: &About) -> Vec<Statistic> {
    let total_row = (2..table.rows()).find(|row| {
        table
            .cell(*row, 0)
            .is_some_and(|cell| is_total(reader, &cell.text))
    });
    let Some(total_row) = total_row else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for column in 1..table.columns() {
        let Some(cell) = table.cell(total_row, column) else {
            continue;
        };
        let Some(total) = value(reader, cell) else {
            continue;
        };
        let rows: Vec<(usize, Option<Decimal>)> = (1..total_row)
            .filter_map(|row| {
                table
                    .cell(row, column)
                    .filter(|cell| cell.row == row && !cell.text.trim().is_empty())
                    .map(|cell| (row, value(reader, cell)))
            })
            .collect();
        let values: Option<Vec<Decimal>> = rows.iter().map(|(_, value)| *value).collect();
        let Some(values) = values.filter(|values| values.len() >= 2 && !looks_like_years(values)) else {
            continue;
        };
        let parts = rows
            .iter()
            .zip(&values)
            .map(|((row, _), value)| Disaggregation {
                dimension: Dimension::Other,
                value: table
                    .cell(*row, 0)
                    .map_or("", |cell| cell.text.trim())
                    .to_string(),
                number: Some(*value),
                seen_in: SeenIn::Table,
                location: cell.location.clone(),
            })
            .collect();
        let noun = about.headers[column].text.clone();
        found.push(Statistic {
            number: Number::exact(total),
            written: cell.text.trim().to_string(),
            subject: format!("{noun} total"),
            noun,
            counted: Counted::Other,
            quote: Passage::new(row_text(table, total_row), cell.location.clone()),
            breakdowns: vec![Breakdown {
                dimension: Dimension::Other,
                parts,
                complete: true,
            }],
            ..Statistic::default()
        });
    }
    found
}

fn row_text(table: &Table, row: usize) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for column in 0..table.columns() {
        if let Some(cell) = table
            .cell(row, column)
            .filter(|cell| cell.row == row && cell.column == column)
        {
            texts.push(cell.text.trim());
        }
    }
    texts.join(" | ")
}

/// A row that counts people: by its own label or by the column's header, with the sexes in sibling columns.
fn row_statistic(reader: &Reader, table: &Table, row: usize, about: &About) -> Option<Statistic> {
    let label = table.cell(row, 0)?;
    let label_sentence = reader.sentence(&label.text);
    let sex_label = label_sentence.has(List::Female) || label_sentence.has(List::Male);
    let mut sexes = Vec::new();
    let mut total: Option<(Decimal, &Cell, String)> = None;
    for column in 1..table.columns() {
        let cell = table
            .cell(row, column)
            .filter(|cell| cell.row == row && cell.column == column)?;
        let Some(number) = value(reader, cell) else {
            continue;
        };
        let head = &about.headers[column];
        if head.has(List::Female) || head.has(List::Male) {
            sexes.push(Disaggregation {
                dimension: Dimension::Sex,
                value: head.text.clone(),
                number: Some(number),
                seen_in: SeenIn::Table,
                location: cell.location.clone(),
            });
            continue;
        }
        let people_head = head.has(List::People)
            && !head.has(List::Events)
            && !head.has(List::Currency)
            && head.tokens.len() <= 6;
        let people_label = label_sentence.has(List::People) && label_sentence.tokens.len() <= 8;
        let is_total_column = head.has(List::Total) || head.has(List::Counting);
        if people_head || ((people_label || !sexes.is_empty()) && is_total_column) {
            let noun = [head, &label_sentence].into_iter().find_map(|sentence| {
                sentence
                    .first(List::People)
                    .map(|hit| sentence.written(hit).to_string())
            });
            total = total.or(Some((number, cell, noun.unwrap_or_else(|| "people".to_string()))));
        }
    }
    let (number, cell, noun) = total?;
    let noun_sentence = reader.sentence(&noun);
    let mut breakdowns = breakdown_by_sex(sexes);
    breakdowns.extend(about.ages.clone());
    if about.rows_by_sex && breakdowns.iter().all(|own| own.dimension != Dimension::Sex) {
        breakdowns.extend(breakdown_by_sex(vec![Disaggregation {
            dimension: Dimension::Sex,
            value: "rows by sex".into(),
            number: None,
            seen_in: SeenIn::Table,
            location: cell.location.clone(),
        }]));
    }
    Some(Statistic {
        number: Number::exact(number),
        written: cell.text.trim().to_string(),
        unit: noun_sentence
            .tokens
            .last()
            .map_or_else(String::new, |token| token.singular.clone()),
        may_be_minors: noun_sentence.has(List::MayBeMinors),
        noun,
        counted: Counted::People,
        subject: format!("{} {}", label.text.trim(), cell.text.trim()),
        quote: Passage::new(row_text(table, row), cell.location.clone()),
        part: sex_label,
        breakdowns,
        ..Statistic::default()
    })
}
