//! Reads spreadsheets: a sheet becomes a heading, and what stands on it becomes tables and paragraphs with their cells.

mod area;
mod biff;
mod blocks;
mod markup;
mod number;
pub mod ods;
mod package;
pub mod xls;
pub mod xlsb;
pub mod xlsx;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::outline::Outline;
use super::{Each, MAX_WHOLE_FILE, ReadError, Reading};
use crate::document::{Document, Location, Passage};
use crate::report::{Report, Source};

pub use blocks::add as add_blocks;

/// Filled cells that are read of one file.
pub const MAX_CELLS: usize = 1_000_000;
const MAX_SHEETS: usize = 200;
const MAX_MERGES: usize = 100_000;
/// Rows and columns that a sheet of Excel 2007 and later has.
const MAX_ROWS: u32 = 1 << 20;
const MAX_COLUMNS: u32 = 1 << 14;
/// Cells that a doubt names before it only counts.
const NAMED: usize = 5;

/// A workbook as the reader of its format found it.
#[derive(Debug, Default)]
pub struct Workbook {
    pub title: Option<String>,
    pub sheets: Vec<Sheet>,
    pub doubts: Vec<String>,
}

/// A sheet; rows and columns count from 0.
#[derive(Debug, Default)]
pub struct Sheet {
    /// `None` where a file is one table without sheets.
    pub name: Option<String>,
    pub hidden: bool,
    /// Filled cells, row by row.
    pub cells: Vec<Found>,
    pub merges: Vec<Rectangle>,
    /// First and last of each run of hidden rows.
    pub hidden_rows: Vec<(u32, u32)>,
    pub hidden_columns: Vec<(u32, u32)>,
    /// Formulas whose value the file does not keep.
    pub unsaved: Vec<(u32, u32)>,
    /// Cells that show an error of the spreadsheet program, such as "#DIV/0!".
    pub errors: Vec<(u32, u32)>,
    /// The line at which each row begins, where the file is text.
    pub lines: Vec<u32>,
}

/// A filled cell.
#[derive(Debug)]
pub struct Found {
    pub row: u32,
    pub column: u32,
    pub text: String,
    /// A number or a date.
    pub number: bool,
}

/// Merged cells, all ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rectangle {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// Why a workbook could not be read, in the words of [`ReadError`].
#[derive(Debug)]
pub struct Fault {
    reason: String,
    remedy: &'static str,
}

impl Fault {
    pub fn new(reason: impl Into<String>, remedy: &'static str) -> Self {
        Fault {
            reason: reason.into(),
            remedy,
        }
    }

    pub fn damaged(what: impl std::fmt::Display) -> Self {
        Fault::new(
            format!("is damaged: {what}"),
            "ask for the file again, or open it in Excel or LibreOffice, let it be repaired and save it",
        )
    }

    pub fn password() -> Self {
        Fault::new(
            "is protected by a password",
            "open it in Excel with the password and save it without one",
        )
    }

    pub fn at(self, path: &Path) -> ReadError {
        ReadError::new(path, self.reason, self.remedy)
    }
}

impl Sheet {
    pub fn named(name: &str, hidden: bool) -> Self {
        Sheet {
            name: Some(name.to_string()),
            hidden,
            ..Sheet::default()
        }
    }

    /// Adds a cell unless it is blank; `left` counts down what the file may still hold.
    ///
    /// # Errors
    /// The file holds more cells, or the cell is where no sheet has one.
    pub fn push(&mut self, found: Found, left: &mut usize) -> Result<(), Fault> {
        if found.text.trim().is_empty() {
            return Ok(());
        }
        if found.row >= MAX_ROWS || found.column >= MAX_COLUMNS {
            return Err(Fault::damaged(format!(
                "{} has a cell beyond the last row or column",
                self.called()
            )));
        }
        if is_error(&found.text) {
            self.errors.push((found.row, found.column));
            return Ok(());
        }
        *left = left.checked_sub(1).ok_or_else(|| self.too_large())?;
        let text = found
            .text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .trim()
            .to_string();
        self.cells.push(Found { text, ..found });
        Ok(())
    }

    /// # Errors
    /// More merged cells than a person would make.
    pub fn merge(&mut self, rectangle: Rectangle) -> Result<(), Fault> {
        if self.merges.len() >= MAX_MERGES {
            return Err(self.too_large());
        }
        self.merges.push(rectangle);
        Ok(())
    }

    pub fn too_large(&self) -> Fault {
        Fault::new(
            format!("holds more than {MAX_CELLS} cells ({})", self.called()),
            "keep the sheets that report on the project and delete the others, and cells far from the rest",
        )
    }

    fn called(&self) -> String {
        self.name
            .as_ref()
            .map_or("the table".to_string(), |name| format!("the sheet “{name}”"))
    }

    pub fn is_hidden(&self, row: u32, column: u32) -> bool {
        self.hidden || run(&self.hidden_rows, row).is_some() || run(&self.hidden_columns, column).is_some()
    }

    /// Brings what a reader found into reading order, once for a sheet.
    fn settle(&mut self) {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.cells.dedup_by_key(|cell| (cell.row, cell.column));
        join_runs(&mut self.hidden_rows);
        join_runs(&mut self.hidden_columns);
    }

    fn doubts(&self) -> Vec<String> {
        let mut doubts = Vec::new();
        let called = self.called();
        if self.hidden && !self.cells.is_empty() {
            doubts.push(format!("{called} is hidden"));
        }
        // Only what hides something is worth a doubt.
        let hides = |runs: &[(u32, u32)], at: fn(&Found) -> u32| -> Vec<(u32, u32)> {
            let hiding: BTreeSet<(u32, u32)> =
                self.cells.iter().filter_map(|cell| run(runs, at(cell))).collect();
            hiding.into_iter().take(NAMED).collect()
        };
        let rows = names(&hides(&self.hidden_rows, |cell| cell.row), |row| {
            (row + 1).to_string()
        });
        let columns = names(&hides(&self.hidden_columns, |cell| cell.column), column_name);
        match (rows.is_empty(), columns.is_empty()) {
            (true, true) => {}
            (false, true) => doubts.push(format!("{called} has hidden rows: {rows}")),
            (true, false) => doubts.push(format!("{called} has hidden columns: {columns}")),
            (false, false) => doubts.push(format!(
                "{called} has hidden rows: {rows}, and hidden columns: {columns}"
            )),
        }
        if !self.unsaved.is_empty() {
            doubts.push(format!(
                "{called} has formulas whose values were not saved, and which are read as empty: {}",
                cell_names(&self.unsaved)
            ));
        }
        if !self.errors.is_empty() {
            doubts.push(format!(
                "{called} has cells that show an error, and which are read as empty: {}",
                cell_names(&self.errors)
            ));
        }
        doubts
    }
}

/// What spreadsheet programs show where a formula has no value.
fn is_error(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("Err:") || (text.starts_with('#') && text.ends_with(['!', '?'])) || text == "#N/A"
}

/// "C12, C13 and 5 more".
fn cell_names(cells: &[(u32, u32)]) -> String {
    let names: Vec<String> = cells.iter().take(NAMED).map(|at| cell_name(at.0, at.1)).collect();
    let more = match cells.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", names.join(", "))
}

/// The run that has this row or column in it.
fn run(runs: &[(u32, u32)], at: u32) -> Option<(u32, u32)> {
    let after = runs.partition_point(|(from, _)| *from <= at);
    let run = runs[..after].last()?;
    (at <= run.1).then_some(*run)
}

/// Sorts runs and joins those that touch.
fn join_runs(runs: &mut Vec<(u32, u32)>) {
    runs.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for run in runs.drain(..) {
        match joined.last_mut() {
            Some(last) if run.0 <= last.1.saturating_add(1) => last.1 = last.1.max(run.1),
            _ => joined.push(run),
        }
    }
    *runs = joined;
}

fn names(runs: &[(u32, u32)], name: impl Fn(u32) -> String) -> String {
    let names: Vec<String> = runs
        .iter()
        .map(|(from, to)| {
            if from == to {
                name(*from)
            } else {
                format!("{}–{}", name(*from), name(*to))
            }
        })
        .collect();
    names.join(", ")
}

/// The name of a column counted from 0: 27 is "AB".
pub fn column_name(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        name.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    name.into_iter().collect()
}

/// The name of a cell, its row and column counted from 0: "C12".
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// Reads a workbook by its format's reader and hands on the document.
fn read(
    path: &Path,
    source: Source,
    workbook: fn(&Path) -> Result<Workbook, Fault>,
    each: Each,
) -> Result<(), ReadError> {
    if source.size > MAX_WHOLE_FILE {
        return Err(ReadError::new(
            path,
            format!("is larger than {} MiB", MAX_WHOLE_FILE >> 20),
            "remove the pictures and save it again",
        ));
    }
    // The libraries below trust what a damaged file says of itself.
    let document = catch_unwind(AssertUnwindSafe(|| workbook(path).and_then(document)))
        .unwrap_or_else(|_| Err(Fault::damaged("its parts contradict each other")))
        .map_err(|fault| fault.at(path))?;
    each(Reading {
        document,
        declared: Report {
            source,
            ..Report::default()
        },
    });
    Ok(())
}

fn document(workbook: Workbook) -> Result<Document, Fault> {
    if workbook.sheets.len() > MAX_SHEETS {
        return Err(too_many_sheets());
    }
    let mut outline = Outline::default();
    if let Some(title) = workbook.title.filter(|title| super::outline::is_title(title)) {
        outline.title(Passage::new(title, Location::default()));
    }
    let mut positions = MAX_CELLS;
    for mut sheet in workbook.sheets {
        sheet.settle();
        sheet.doubts().into_iter().for_each(|doubt| outline.doubt(doubt));
        if sheet.cells.is_empty() {
            continue;
        }
        outline.stand_in(sheet.name.clone(), None);
        outline.heading(1, sheet.name.as_deref().unwrap_or_default(), None, None);
        blocks::add(&mut outline, &sheet, true, &mut positions)?;
    }
    workbook.doubts.into_iter().for_each(|doubt| outline.doubt(doubt));
    Ok(outline.finish())
}

fn too_many_sheets() -> Fault {
    Fault::new(
        format!("has more than {MAX_SHEETS} sheets"),
        "keep the sheets that report on the project and delete the others",
    )
}
