//! Reads XLSX and XLSM.

use std::path::Path;

use calamine::{Data, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::super::{Each, ReadError};
use super::package::{self, Package};
use super::{Fault, Found, MAX_CELLS, MAX_SHEETS, Sheet, Workbook, markup, number, too_many_sheets};
use crate::report::Source;

pub fn recognise(head: &[u8], path: &Path) -> bool {
    package::has(head, path, "xl/workbook.xml", &["xlsx", "xlsm"])
}

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    super::read(path, source, workbook, each)
}

fn workbook(path: &Path) -> Result<Workbook, Fault> {
    let mut package = package::open(path)?;
    package::check(&mut package)?;
    let required = |package: &mut Package, name: &str| {
        package::part(package, name)?.ok_or_else(|| Fault::damaged(format!("the part {name} is missing")))
    };
    let parts = markup::sheet_parts(
        &required(&mut package, "xl/workbook.xml")?,
        &required(&mut package, "xl/_rels/workbook.xml.rels")?,
    )?;
    let file = std::fs::File::open(path).map_err(Fault::damaged)?;
    let mut book = Xlsx::new(std::io::BufReader::new(file)).map_err(from_calamine)?;
    let own: Vec<calamine::Sheet> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .cloned()
        .collect();
    if own.len() > MAX_SHEETS {
        return Err(too_many_sheets());
    }
    let mut left = MAX_CELLS;
    let mut sheets = Vec::new();
    for own in own {
        let mut sheet = Sheet::named(&own.name, own.visible != SheetVisible::Visible);
        if let Some(part) = parts.get(&own.name)
            && let Some(part) = package::part(&mut package, part)?
        {
            markup::add(&part, &mut sheet)?;
        }
        add_cells(&mut book, &mut sheet, &own.name, &mut left)?;
        sheets.push(sheet);
    }
    let title = book
        .workbook_properties()
        .ok()
        .and_then(|properties| properties.title);
    Ok(Workbook {
        title,
        sheets,
        doubts: Vec::new(),
    })
}

type Book = Xlsx<std::io::BufReader<std::fs::File>>;

fn add_cells(book: &mut Book, sheet: &mut Sheet, name: &str, left: &mut usize) -> Result<(), Fault> {
    let mut cells = book.worksheet_cells_reader(name).map_err(from_calamine)?;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(from_calamine)? {
        let (row, column) = cell.get_position();
        let code = cells
            .styles()
            .get(style)
            .and_then(|style| style.number_format.as_ref())
            .map_or("General", |format| format.format_code.as_str());
        let (text, number) = shown(cell.get_value().clone().into(), code);
        sheet.push(
            Found {
                row,
                column,
                text,
                number,
            },
            left,
        )?;
    }
    Ok(())
}

/// What a cell shows, and whether it is a number or a date.
pub fn shown(value: Data, code: &str) -> (String, bool) {
    match value {
        Data::Int(value) => (number::show(value as f64, code), true),
        Data::Float(value) => (number::show(value, code), true),
        Data::DateTime(value) => (number::date(value, code), true),
        Data::DateTimeIso(value) => (value.trim_end_matches("T00:00:00").to_string(), true),
        Data::DurationIso(value) => (value, true),
        Data::String(text) => (text, false),
        Data::Bool(value) => (value.to_string().to_uppercase(), false),
        Data::Error(error) => (error.to_string(), false),
        _ => (String::new(), false),
    }
}

fn from_calamine(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::password(),
        other => Fault::damaged(other),
    }
}
