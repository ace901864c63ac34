//! What calamine does not tell of an XLS workbook: number formats, hidden rows and columns, and how far its cells
//! spread, which must be known before calamine lays them on a grid.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use super::{Fault, MAX_SHEETS, too_many_sheets};

/// Grid positions that the cells of all sheets may spread over.
const MAX_POSITIONS: u64 = 4_000_000;
/// Bytes of the stream that holds the workbook.
const MAX_STREAM: u64 = 256 << 20;

#[derive(Debug, Default)]
pub struct Scan {
    /// Format codes by the number that a cell style names.
    codes: HashMap<u16, String>,
    /// Number of the format by cell style.
    styles: Vec<u16>,
    /// In the order of the workbook.
    pub sheets: Vec<SheetScan>,
}

#[derive(Debug, Default)]
pub struct SheetScan {
    /// Cell styles by row and column.
    pub styles: HashMap<(u16, u16), u16>,
    pub hidden_rows: Vec<(u32, u32)>,
    pub hidden_columns: Vec<(u32, u32)>,
}

impl Scan {
    /// The format code of a cell.
    pub fn code(&self, sheet: usize, row: u32, column: u32) -> &str {
        let style = u16::try_from(row)
            .ok()
            .zip(u16::try_from(column).ok())
            .and_then(|at| self.sheets.get(sheet)?.styles.get(&at));
        let format = style
            .and_then(|style| self.styles.get(usize::from(*style)))
            .copied();
        let format = format.unwrap_or(0);
        self.codes.get(&format).map_or(builtin(format), String::as_str)
    }
}

/// Formats that files name by number only.
fn builtin(format: u16) -> &'static str {
    match format {
        1 | 3 | 37 | 38 => "0",
        2 | 4 | 39 | 40 => "0.00",
        9 => "0%",
        10 => "0.00%",
        14 | 15 => "yyyy-mm-dd",
        16 => "d-mmm",
        17 => "mmm-yy",
        18..=21 => "h:mm",
        22 => "yyyy-mm-dd h:mm",
        _ => "General",
    }
}

/// Whether a file is an OLE2 container with an Excel workbook in it.
pub fn is_workbook(path: &Path) -> bool {
    cfb::open(path).is_ok_and(|container| container.is_stream("/Workbook") || container.is_stream("/Book"))
}

/// Whether a workbook begins in one of the first sectors: known even when the file is cut and no directory is left.
pub fn begins_in(head: &[u8]) -> bool {
    head.chunks(512)
        .any(|sector| sector.starts_with(&[0x09, 0x08, 0x10, 0x00]))
}

/// # Errors
/// The container or a record is damaged, or the cells spread too far.
pub fn scan(path: &Path) -> Result<Scan, Fault> {
    let mut container = cfb::open(path).map_err(Fault::damaged)?;
    let name = if container.is_stream("/Workbook") {
        "/Workbook"
    } else {
        "/Book"
    };
    let mut stream = Vec::new();
    container
        .open_stream(name)
        .map_err(Fault::damaged)?
        .take(MAX_STREAM)
        .read_to_end(&mut stream)
        .map_err(Fault::damaged)?;
    let mut scan = Scan::default();
    let mut starts = Vec::new();
    for (kind, data) in records(&stream) {
        match kind {
            END => break,
            PASSWORD => return Err(Fault::password()),
            SHEET => starts.push(long(data, 0)?),
            STYLE => scan.styles.push(short(data, 2)?),
            FORMAT => drop(scan.codes.insert(short(data, 0)?, format_code(data)?)),
            _ => {}
        }
    }
    if starts.len() > MAX_SHEETS {
        return Err(too_many_sheets());
    }
    let mut positions = 0;
    for start in starts {
        let part = stream
            .get(start as usize..)
            .ok_or_else(|| Fault::damaged("a sheet lies beyond the end of the file"))?;
        let sheet = scan_sheet(part, &mut positions)?;
        scan.sheets.push(sheet);
    }
    Ok(scan)
}

const END: u16 = 0x000a;
const BEGIN: u16 = 0x0809;
const PASSWORD: u16 = 0x002f;
const SHEET: u16 = 0x0085;
const STYLE: u16 = 0x00e0;
const FORMAT: u16 = 0x041e;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007d;
/// Several numbers in one row, each with its style.
const NUMBERS: u16 = 0x00bd;
/// Number, label, formula and the like: all begin with row, column and style.
const CELLS: [u16; 7] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd, 0x0006];

/// Kind and data of each record; a record that the file cuts short is left out.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, after) = rest.split_at_checked(4)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (data, next) = after.split_at_checked(length)?;
        rest = next;
        Some((u16::from_le_bytes([head[0], head[1]]), data))
    })
}

fn short(data: &[u8], at: usize) -> Result<u16, Fault> {
    match data.get(at..at + 2) {
        Some(&[low, high]) => Ok(u16::from_le_bytes([low, high])),
        _ => Err(Fault::damaged("a record ends before its data")),
    }
}

fn long(data: &[u8], at: usize) -> Result<u32, Fault> {
    Ok(u32::from(short(data, at)?) | u32::from(short(data, at + 2)?) << 16)
}

/// The code of a FORMAT record: of Excel 97 and later, else of Excel 95.
fn format_code(data: &[u8]) -> Result<String, Fault> {
    let length = usize::from(short(data, 2)?);
    let text = data.get(5..).unwrap_or_default();
    let wide = data.get(4) == Some(&1);
    if wide {
        let units: Vec<u16> = text
            .chunks_exact(2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
            .collect();
        Ok(String::from_utf16_lossy(&units[..length.min(units.len())]))
    } else if data.len() == length + 5 {
        Ok(text.iter().map(|byte| char::from(*byte)).collect())
    } else {
        Ok(data
            .get(3..)
            .unwrap_or_default()
            .iter()
            .map(|byte| char::from(*byte))
            .collect())
    }
}

fn scan_sheet(part: &[u8], positions: &mut u64) -> Result<SheetScan, Fault> {
    let mut sheet = SheetScan::default();
    let mut depth = 0;
    let mut bounds: Option<(u16, u16, u16, u16)> = None;
    for (kind, data) in records(part) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // Cells of charts on the sheet are none of the sheet's own.
            _ if depth > 1 => {}
            DIMENSIONS => check_dimensions(data)?,
            ROW if short(data, 12)? & 0x20 != 0 => {
                let row = u32::from(short(data, 0)?);
                sheet.hidden_rows.push((row, row));
            }
            COLUMNS if short(data, 8)? & 1 != 0 => {
                sheet
                    .hidden_columns
                    .push((u32::from(short(data, 0)?), u32::from(short(data, 2)?)));
            }
            NUMBERS => {
                let (row, first) = (short(data, 0)?, short(data, 2)?);
                for index in 0..data.len().saturating_sub(6) / 6 {
                    let column = first.saturating_add(u16::try_from(index).unwrap_or(u16::MAX));
                    add_cell(
                        &mut sheet,
                        &mut bounds,
                        (row, column),
                        short(data, 4 + index * 6)?,
                    );
                }
            }
            kind if CELLS.contains(&kind) => {
                add_cell(
                    &mut sheet,
                    &mut bounds,
                    (short(data, 0)?, short(data, 2)?),
                    short(data, 4)?,
                );
            }
            _ => {}
        }
    }
    if let Some((top, left, bottom, right)) = bounds {
        *positions += (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1);
    }
    if *positions > MAX_POSITIONS {
        return Err(Fault::new(
            format!("spreads its cells over more than {MAX_POSITIONS} places"),
            "delete the cells far from the rest and save it as XLSX",
        ));
    }
    Ok(sheet)
}

fn add_cell(sheet: &mut SheetScan, bounds: &mut Option<(u16, u16, u16, u16)>, at: (u16, u16), style: u16) {
    let (top, left, bottom, right) = bounds.unwrap_or((at.0, at.1, at.0, at.1));
    *bounds = Some((top.min(at.0), left.min(at.1), bottom.max(at.0), right.max(at.1)));
    sheet.styles.insert(at, style);
}

/// calamine reserves what this record announces.
fn check_dimensions(data: &[u8]) -> Result<(), Fault> {
    let (rows, columns) = match data.len() {
        10 => (
            (u32::from(short(data, 0)?), u32::from(short(data, 2)?)),
            (short(data, 4)?, short(data, 6)?),
        ),
        _ => (
            (long(data, 0)?, long(data, 4)?),
            (short(data, 8)?, short(data, 10)?),
        ),
    };
    let is_blank = rows.1 == 0 || columns.1 == 0;
    let reversed = !is_blank && (rows.0 >= rows.1 || columns.0 == columns.1);
    if rows.1 > 1 << 16 || columns.1 > 1 << 8 || reversed {
        return Err(Fault::damaged("a sheet claims more cells than the format has"));
    }
    Ok(())
}
