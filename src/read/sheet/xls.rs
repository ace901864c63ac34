//! Reads XLS, the format of Excel 97–2003.

use std::path::Path;

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};

use super::super::{Each, ReadError};
use super::xlsx::shown;
use super::{Fault, Found, MAX_CELLS, Rectangle, Sheet, Workbook, biff};
use crate::report::Source;

pub fn recognise(head: &[u8], path: &Path) -> bool {
    head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) && (biff::is_workbook(path) || biff::begins_in(head))
}

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    super::read(path, source, workbook, each)
}

fn workbook(path: &Path) -> Result<Workbook, Fault> {
    let mut scan = biff::scan(path)?;
    let file = std::fs::File::open(path).map_err(Fault::damaged)?;
    let mut book = Xls::new(std::io::BufReader::new(file)).map_err(from_calamine)?;
    let mut left = MAX_CELLS;
    let mut sheets = Vec::new();
    for (index, own) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if own.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = Sheet::named(&own.name, own.visible != SheetVisible::Visible);
        let range = book.worksheet_range(&own.name).map_err(from_calamine)?;
        let (top, first) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let (row, column) = (row as u32 + top, column as u32 + first);
            let (text, number) = shown(value.clone(), scan.code(index, row, column));
            sheet.push(
                Found {
                    row,
                    column,
                    text,
                    number,
                },
                &mut left,
            )?;
        }
        for merge in book.merge_cells_by_sheet_name(&own.name).map_err(from_calamine)? {
            let (top, left) = merge.start;
            let (bottom, right) = merge.end;
            if top <= bottom && left <= right {
                sheet.merge(Rectangle {
                    top,
                    left,
                    bottom,
                    right,
                })?;
            }
        }
        if let Some(scan) = scan.sheets.get_mut(index) {
            sheet.hidden_rows = std::mem::take(&mut scan.hidden_rows);
            sheet.hidden_columns = std::mem::take(&mut scan.hidden_columns);
        }
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

fn from_calamine(error: XlsError) -> Fault {
    match error {
        XlsError::Password => Fault::password(),
        other => Fault::damaged(other),
    }
}
