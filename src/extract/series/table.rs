//! Periods in the header or in the first column of a table, a quantity in each row or column.

use std::ops::Range;

use super::super::Reader;
use super::super::header::{header, header_texts};
use super::super::lexicon::List;
use super::super::numbers;
use super::super::results::is_framework;
use super::super::words::Sentence;
use super::periods::{is_period, of_one_length, period_of_result, without_idle};
use super::{Beside, Course, is_year, latest, should_fall, toward};
use crate::document::{Cell, Location, Passage, Table};
use crate::report::{Point, Series};

/// A cell with more words tells something.
const REMARK: usize = 3;

pub fn courses(reader: &Reader, table: &Table, beside: &Beside) -> Vec<Course> {
    if is_planned(reader, table) {
        return Vec::new();
    }
    let mut found = in_rows(reader, table);
    if found.is_empty() {
        found = latest::courses(reader, table);
    }
    if !is_framework(reader, table) {
        found.extend(in_columns(reader, table));
    }
    let caption = table
        .caption
        .as_ref()
        .map_or(beside.title.as_str(), |caption| caption.text.as_str());
    name(reader, &mut found, caption);
    let notes: Vec<Sentence> = (0..table.rows())
        .filter_map(|row| note(table, row))
        .chain(beside.notes.iter().map(String::as_str))
        .flat_map(|text| reader.sentences(text).to_vec())
        .collect();
    for course in &mut found {
        course.beside.clone_from(&notes);
    }
    found
}

/// A row of one cell that tells something.
fn note(table: &Table, row: usize) -> Option<&str> {
    let mut filled: Vec<&str> = (0..table.columns())
        .filter_map(|column| table.cell(row, column))
        .map(|cell| cell.text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    filled.dedup();
    let [text] = filled[..] else { return None };
    (text.split_whitespace().count() > REMARK).then_some(text)
}

/// What is to be has no course yet.
fn is_planned(reader: &Reader, table: &Table) -> bool {
    let planned = |text: &str| reader.sentence(text).has(List::PlanWords);
    let top = header(table).start;
    let first = table.cell(top, 0).is_some_and(|cell| planned(&cell.text));
    first
        || table
            .caption
            .as_ref()
            .is_some_and(|caption| planned(&caption.text))
}

/// Targets and baselines are compared with what was reached.
fn is_compared(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    [List::ColumnTarget, List::ColumnBaseline]
        .into_iter()
        .any(|list| sentence.has(list))
}

/// What each series is known by beside the others of its table; a total by its columns or by what the table is of.
fn name(reader: &Reader, found: &mut [Course], caption: &str) {
    let words = |text: &str| -> Vec<String> {
        let content = reader.sentence(text);
        content.content().into_iter().map(str::to_string).collect()
    };
    let labels: Vec<Vec<String>> = found.iter().map(|course| words(&course.label)).collect();
    // "All hubs" names no other row.
    let total: Vec<bool> = found
        .iter()
        .map(|course| reader.sentence(&course.label).has(List::Total))
        .collect();
    for (index, course) in found.iter_mut().enumerate() {
        let others = || {
            let beside = labels
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index && !total[*other]);
            beside.flat_map(|(_, words)| words)
        };
        if !reader.sentence(&course.label).has(List::Total) {
            let own = labels[index]
                .iter()
                .filter(|word| !others().any(|other| other == *word));
            course.own = own.cloned().collect();
        }
        if course.own.is_empty() {
            course.own = words(&course.group);
        }
        if course.own.is_empty() {
            course.own = words(caption);
        }
        course.topic = words(caption);
        course.others = others()
            .filter(|word| !labels[index].contains(word))
            .cloned()
            .collect();
    }
}

pub fn point(reader: &Reader, cell: &Cell, period: &str) -> Option<Point> {
    let sentence = reader.sentence(&cell.text);
    let figure = numbers::figure(&cell.text, &cell.location, &sentence);
    let number = figure
        .number
        .filter(|number| number.low == number.high && !figure.percent)?;
    // A unit in the cell may differ from row to row.
    is_bare(&sentence).then(|| Point {
        period: period.trim().to_string(),
        number,
        location: cell.location.clone(),
        explained: false,
    })
}

/// "214", or with its parts "214 (61 / 153)", "214 (61 women, 153 men)".
fn is_bare(sentence: &Sentence) -> bool {
    let tokens = &sentence.tokens;
    let parts = || {
        let inside = 2..tokens.len() - 1;
        let sexed = |at: usize| sentence.at(List::Female, at) || sentence.at(List::Male, at);
        tokens[1].lower == "("
            && tokens[tokens.len() - 1].lower == ")"
            && inside.clone().any(|at| tokens[at].is_number())
            && inside.into_iter().all(|at| !tokens[at].is_word() || sexed(at))
    };
    tokens.len() == 1 || tokens.len() > 3 && parts()
}

/// Periods side by side in the header, a quantity in each row: "2021 | 2022", or under each year "Women | Men | Total".
fn in_rows(reader: &Reader, table: &Table) -> Vec<Course> {
    let header = header(table);
    let mut groups: Vec<(String, Vec<(usize, String)>)> = Vec::new();
    let mut reached: Vec<(usize, String)> = Vec::new();
    for column in 1..table.columns() {
        let texts = header_texts(table, header.clone(), column);
        let Some(period) = texts.iter().rposition(|text| is_period(reader, text)) else {
            let dated = texts.last().and_then(|text| period_of_result(reader, text));
            reached.extend(dated.map(|period| (column, period)));
            continue;
        };
        let rest: Vec<&str> = texts
            .iter()
            .enumerate()
            .filter(|(index, text)| *index != period && !is_period(reader, text))
            .map(|(_, text)| *text)
            .collect();
        let name = rest.join(" ");
        if is_of_one_sex(reader, &name) || is_compared(reader, &name) {
            continue;
        }
        let own = (column, texts[period].to_string());
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, columns)) => columns.push(own),
            None => groups.push((name, vec![own])),
        }
    }
    let aims: Vec<usize> = (1..table.columns())
        .filter(|column| {
            let texts = header_texts(table, header.clone(), *column);
            reader.sentence(&texts.join(" ")).has(List::ColumnTarget)
        })
        .collect();
    // Beside columns of periods alone those of results tell the same once more.
    if !groups.is_empty() {
        reached.clear();
    }
    let first = groups
        .iter()
        .flat_map(|(_, columns)| columns)
        .chain(&reached)
        .map(|(column, _)| *column)
        .min();
    let labels = label_columns(reader, table, header.clone(), first.unwrap_or(1));
    let rows: Vec<(usize, String)> = (header.end..table.rows())
        .map(|row| (row, row_label(table, row, &labels)))
        .collect();
    let summed = rows
        .iter()
        .any(|(_, label)| reader.sentence(label).has(List::Total));
    let mut found = Vec::new();
    // "Dismissals, women | Dismissals, men | Total".
    let mut summed_up = String::new();
    for (row, label) in rows {
        if summed && is_of_one_sex(reader, &label) {
            summed_up = before_sex(reader, &label);
            continue;
        }
        let bare = reader.sentence(&label).tokens.len() == 1;
        let label = if bare && !summed_up.is_empty() {
            std::mem::take(&mut summed_up)
        } else {
            label
        };
        let remarked = is_remarked(reader, table, row, labels.end);
        let points_of = |columns: &[(usize, String)]| -> Vec<Point> {
            columns
                .iter()
                .filter_map(|(column, period)| point(reader, table.cell(row, *column)?, period))
                .map(|point| Point {
                    explained: remarked,
                    ..point
                })
                .collect()
        };
        // What a project is for should rise; where a target was set, that says how far.
        let aimed = aims.iter().any(|column| has_number(reader, table, row, *column));
        let points = points_of(if aimed { &[] } else { &reached });
        let falls = points
            .windows(2)
            .any(|pair| pair[1].number.high < pair[0].number.low);
        if falls {
            found.extend(complete(reader, &label, "", points, table.row(row)));
        }
        for (name, columns) in &groups {
            let mut points = points_of(columns);
            toward::mark(reader, table, &header, row, &mut points);
            let quote = if name.is_empty() {
                table.row(row)
            } else {
                written(&format!("{label} | {name}"), &points, &table.row(row).location)
            };
            found.extend(complete(reader, &label, name, points, quote));
        }
    }
    found
}

/// What a row of one sex counts, where that stands before the sex.
fn before_sex(reader: &Reader, label: &str) -> String {
    let sentence = reader.sentence(label);
    let sexed = [List::Female, List::Male]
        .into_iter()
        .filter_map(|list| sentence.first(list));
    let start = sexed
        .map(|hit| sentence.tokens[hit.start].start)
        .min()
        .unwrap_or_default();
    let punctuated = |c: char| !c.is_alphanumeric();
    label
        .get(..start)
        .unwrap_or_default()
        .trim_end_matches(punctuated)
        .to_string()
}

fn has_number(reader: &Reader, table: &Table, row: usize, column: usize) -> bool {
    table
        .cell(row, column)
        .is_some_and(|cell| !reader.sentence(&cell.text).numbers.is_empty())
}

/// The columns that say what a row is of: those before the first period, without targets and baselines.
fn label_columns(reader: &Reader, table: &Table, header: Range<usize>, first: usize) -> Range<usize> {
    let compared = |column: &usize| {
        let texts = header_texts(table, header.clone(), *column);
        texts
            .iter()
            .any(|text| is_compared(reader, text) || is_held_against(&reader.sentence(text)))
    };
    0..(1..first).find(compared).unwrap_or(first)
}

/// "Planned", "Where we started from", "As far as we wanted".
fn is_held_against(header: &Sentence) -> bool {
    [List::PlanWords, List::ColumnStart, List::ColumnAim]
        .into_iter()
        .any(|list| header.has(list))
}

fn row_label(table: &Table, row: usize, columns: &Range<usize>) -> String {
    let mut texts: Vec<&str> = columns
        .clone()
        .filter_map(|column| table.cell(row, column))
        .map(|cell| cell.text.trim())
        .filter(|text| text.chars().any(char::is_alphabetic))
        .collect();
    texts.dedup();
    texts.join(" ")
}

/// Women and men rise and fall in the total.
fn is_of_one_sex(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    sentence.has(List::Female) || sentence.has(List::Male)
}

/// Whether a further cell of the row tells something in words.
fn is_remarked(reader: &Reader, table: &Table, row: usize, from: usize) -> bool {
    (from..table.columns())
        .filter_map(|column| table.cell(row, column))
        .any(|cell| {
            let words = reader.sentence(&cell.text);
            words.tokens.iter().filter(|token| token.is_word()).count() > REMARK
        })
}

/// Periods one below the other in the first column, a quantity in each further column.
fn in_columns(reader: &Reader, table: &Table) -> Vec<Course> {
    let periods: Vec<(usize, &str)> = (1..table.rows())
        .filter_map(|row| Some((row, table.cell(row, 0)?)))
        .filter(|(_, cell)| is_period(reader, &cell.text))
        .map(|(row, cell)| (row, cell.text.as_str()))
        .collect();
    let head = |column: usize| table.cell(0, column).map_or("", |cell| cell.text.as_str());
    let summed = (1..table.columns()).any(|column| reader.sentence(head(column)).has(List::Total));
    let column = |column: usize| {
        let header = table
            .cell(0, column)
            .filter(|header| !(summed && is_of_one_sex(reader, &header.text)))?;
        let points: Vec<Point> = periods
            .iter()
            .filter_map(|(row, period)| {
                let explained = is_remarked(reader, table, *row, 1);
                Some(Point {
                    explained,
                    ..point(reader, table.cell(*row, column)?, period)?
                })
            })
            .collect();
        let first = points.first()?.location.clone();
        let quote = written(header.text.trim(), &points, &first);
        complete(reader, header.text.trim(), "", points, quote)
    };
    (1..table.columns()).filter_map(column).collect()
}

/// A series as it stands in columns of which only some are its own.
fn written(name: &str, points: &[Point], place: &Location) -> Passage {
    let points: Vec<String> = points
        .iter()
        .map(|point| format!("{}: {}", point.period, point.number.low))
        .collect();
    Passage::new(format!("{name} | {}", points.join(" | ")), place.clone())
}

/// A series needs two periods and a name that is not itself money.
pub fn complete(
    reader: &Reader,
    label: &str,
    group: &str,
    points: Vec<Point>,
    quote: Passage,
) -> Option<Course> {
    let subject = format!("{label} {group}").trim().to_string();
    let points = of_one_length(reader, without_idle(points));
    let sentence = reader.sentence(&subject);
    let named = subject.chars().any(char::is_alphabetic)
        && !sentence.has(List::Currency)
        && !sentence.has(List::PlanWords);
    // Years that run backwards were read across something else.
    let backwards = points.windows(2).any(|pair| {
        let [before, own] = [&pair[0].period, &pair[1].period];
        is_year(before) && is_year(own) && own < before
    });
    (named && points.len() >= 2 && !backwards).then(|| Course {
        series: Series {
            subject,
            should_fall: should_fall(&sentence),
            points,
            quote,
        },
        label: label.to_string(),
        group: group.to_string(),
        own: Vec::new(),
        others: Vec::new(),
        topic: Vec::new(),
        beside: Vec::new(),
        in_prose: false,
    })
}
