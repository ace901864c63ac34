//! Reads XLSB, the binary form of XLSX; its number formats and merged cells stay unread.

use std::path::Path;

use calamine::{Reader, SheetVisible, Xlsb, XlsbError};

use super::super::{Each, ReadError};
use super::xlsx::shown;
use super::{Fault, Found, MAX_CELLS, MAX_SHEETS, Sheet, Workbook, package, too_many_sheets};
use crate::report::Source;

pub fn recognise(head: &[u8], path: &Path) -> bool {
    package::has(head, path, "xl/workbook.bin", &["xlsb"])
}

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    super::read(path, source, workbook, each)
}

fn workbook(path: &Path) -> Result<Workbook, Fault> {
    package::check(&mut package::open(path)?)?;
    let file = std::fs::File::open(path).map_err(Fault::damaged)?;
    let mut book = Xlsb::new(std::io::BufReader::new(file)).map_err(from_calamine)?;
    let own = book.sheets_metadata().to_vec();
    if own.len() > MAX_SHEETS {
        return Err(too_many_sheets());
    }
    let mut left = MAX_CELLS;
    let mut sheets = Vec::new();
    for own in own {
        let mut sheet = Sheet::named(&own.name, own.visible != SheetVisible::Visible);
        let mut cells = book.worksheet_cells_reader(&own.name).map_err(from_calamine)?;
        while let Some(cell) = cells.next_cell().map_err(from_calamine)? {
            let (row, column) = cell.get_position();
            let (text, number) = shown(cell.get_value().clone().into(), "General");
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
        sheets.push(sheet);
    }
    let doubt = "merged cells and number formats are not read from XLSB: a percentage may stand as a fraction; \
                 save it as XLSX to have them read";
    Ok(Workbook {
        title: None,
        sheets,
        doubts: vec![doubt.to_string()],
    })
}

fn from_calamine(error: XlsbError) -> Fault {
    match error {
        XlsbError::Password => Fault::password(),
        other => Fault::damaged(other),
    }
}
