//! What calamine does not tell of an XLSX sheet: hidden rows and columns, merged cells, formulas without a value, and
//! which part of the package is which sheet.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::xml;
use super::{Fault, MAX_COLUMNS, MAX_ROWS, Rectangle, Sheet};

/// The part of each sheet by the sheet's name.
pub fn sheet_parts(workbook: &[u8], relations: &[u8]) -> Result<HashMap<String, String>, Fault> {
    let mut targets = HashMap::new();
    each_start(relations, |name, attributes| {
        if let ("Relationship", Some(id), Some(target)) =
            (name, get(attributes, "Id"), get(attributes, "Target"))
        {
            let part = target
                .strip_prefix('/')
                .map_or(format!("xl/{target}"), str::to_string);
            targets.insert(id.to_string(), part);
        }
        Ok(())
    })?;
    let mut parts = HashMap::new();
    each_start(workbook, |name, attributes| {
        if let ("sheet", Some(own), Some(id)) = (name, get(attributes, "name"), get(attributes, "id"))
            && let Some(part) = targets.get(id)
        {
            parts.insert(own.to_string(), part.clone());
        }
        Ok(())
    })?;
    Ok(parts)
}

/// Adds what a sheet's part says of hidden rows and columns, merges and formulas.
pub fn add(part: &[u8], sheet: &mut Sheet) -> Result<(), Fault> {
    let mut row = 0;
    let mut column = 0;
    let mut formula = false;
    let mut value = false;
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(Fault::damaged)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "c" => {
                    (row, column) = attribute(&start, "r")
                        .and_then(|name| cell(&name))
                        .unwrap_or((row, column));
                    (formula, value) = (false, false);
                }
                "f" => formula = true,
                "row" => {
                    row = number(&start, "r").unwrap_or(row + 1).saturating_sub(1);
                    column = 0;
                    if is_on(&start, "hidden") {
                        sheet.hidden_rows.push((row, row));
                    }
                }
                "col" if is_on(&start, "hidden") => {
                    if let (Some(from), Some(to)) = (number(&start, "min"), number(&start, "max")) {
                        sheet
                            .hidden_columns
                            .push((from.saturating_sub(1), to.saturating_sub(1)));
                    }
                }
                "mergeCell" => {
                    if let Some(rectangle) = attribute(&start, "ref").and_then(|range| rectangle(&range)) {
                        sheet.merge(rectangle)?;
                    }
                }
                _ => {}
            },
            Event::Text(text) if formula && !text.trim().is_empty() => value = true,
            Event::End(end) => match end.local_name().as_ref() {
                // The formula's own text is no value.
                "f" => value = false,
                "c" => {
                    if formula && !value {
                        sheet.unsaved.push((row, column));
                    }
                    column += 1;
                    formula = false;
                }
                "row" => row += 1,
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

fn each_start(
    part: &[u8],
    mut each: impl FnMut(&str, &[(String, String)]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(Fault::damaged)? {
            Event::Start(start) | Event::Empty(start) => each(&xml::name(&start), &xml::attributes(&start))?,
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

fn get<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    start
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.to_string())
}

fn number(start: &BytesStart, name: &str) -> Option<u32> {
    attribute(start, name)?
        .parse()
        .ok()
        .filter(|number| *number <= MAX_ROWS)
}

fn is_on(start: &BytesStart, name: &str) -> bool {
    matches!(attribute(start, name).as_deref(), Some("1" | "true"))
}

fn rectangle(range: &str) -> Option<Rectangle> {
    let (from, to) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (cell(from)?, cell(to)?);
    (top <= bottom && left <= right).then_some(Rectangle {
        top,
        left,
        bottom,
        right,
    })
}

/// Row and column of "C12", counted from 0.
fn cell(name: &str) -> Option<(u32, u32)> {
    let letters = name.len() - name.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let column = name[..letters].bytes().try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    let row: u32 = name[letters..].parse().ok()?;
    let inside = (1..=MAX_ROWS).contains(&row) && (1..=MAX_COLUMNS).contains(&column);
    inside.then(|| (row - 1, column - 1))
}
