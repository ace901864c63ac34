//! Reads ODS from its own XML: calamine keeps neither what its cells show nor its merged cells.

use std::collections::HashSet;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::{Each, ReadError, xml};
use super::{
    Fault, Found, MAX_CELLS, MAX_SHEETS, Rectangle, Sheet, Workbook, number, package, too_many_sheets,
};
use crate::report::Source;

const MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// Deeper nesting than any document has.
const MAX_DEPTH: usize = 256;
/// Elements that are no cells of the sheet.
const ASIDE: [&str; 7] = [
    "annotation",
    "tracked-changes",
    "shapes",
    "frame",
    "dde-links",
    "named-expressions",
    "content-validations",
];

/// The packager stores the media type as the first part, unpacked, so that the first bytes tell it.
pub fn recognise(head: &[u8], _: &Path) -> bool {
    head.starts_with(b"PK")
        && head
            .windows(MIMETYPE.len())
            .take(256)
            .any(|window| window == MIMETYPE)
}

pub fn read(path: &Path, source: Source, each: Each) -> Result<(), ReadError> {
    super::read(path, source, workbook, each)
}

fn workbook(path: &Path) -> Result<Workbook, Fault> {
    let mut package = package::open(path)?;
    package::check(&mut package)?;
    let manifest = package::part(&mut package, "META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(Fault::password());
    }
    let content = package::part(&mut package, "content.xml")?
        .ok_or_else(|| Fault::damaged("the part content.xml is missing"))?;
    let meta = package::part(&mut package, "meta.xml")?.unwrap_or_default();
    let mut walk = Walk::new();
    walk.read(&content)?;
    Ok(Workbook {
        title: title(&meta),
        sheets: walk.sheets,
        doubts: Vec::new(),
    })
}

fn title(meta: &[u8]) -> Option<String> {
    let mut reader = Reader::from_reader(meta);
    let mut buffer = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(start) => inside = start.local_name().as_ref() == "title",
            Event::Text(text) if inside => return Some(text.to_string()),
            Event::Eof => return None,
            _ => {}
        }
        buffer.clear();
    }
}

/// The reading of `content.xml`.
struct Walk {
    sheets: Vec<Sheet>,
    /// Table styles that hide their sheet.
    hiding: HashSet<String>,
    style: String,
    row: Row,
    column: u32,
    column_count: u32,
    cell: Option<OpenCell>,
    /// Cells that the file may still hold.
    left: usize,
}

#[derive(Default)]
struct Row {
    index: u32,
    repeated: u32,
    cells: Vec<(u32, u32, Found)>,
}

#[derive(Default)]
struct OpenCell {
    attributes: Vec<(String, String)>,
    repeated: u32,
    paragraphs: usize,
    text: String,
}

impl Walk {
    fn new() -> Self {
        Walk {
            sheets: Vec::new(),
            hiding: HashSet::new(),
            style: String::new(),
            row: Row::default(),
            column: 0,
            column_count: 0,
            cell: None,
            left: MAX_CELLS,
        }
    }

    fn read(&mut self, content: &[u8]) -> Result<(), Fault> {
        let mut reader = Reader::from_reader(content);
        reader.config_mut().expand_empty_elements = true;
        let mut buffer = Vec::new();
        let mut depth = 0;
        let mut aside: Option<usize> = None;
        loop {
            match reader.read_event_into(&mut buffer).map_err(Fault::damaged)? {
                Event::Start(start) => {
                    depth += 1;
                    if depth > MAX_DEPTH {
                        return Err(Fault::damaged("elements are nested too deeply"));
                    }
                    if aside.is_none() && ASIDE.contains(&start.local_name().as_ref()) {
                        aside = Some(depth);
                    }
                    if aside.is_none() {
                        self.start(&start)?;
                    }
                }
                Event::End(end) => {
                    if aside.is_none() {
                        self.end(end.local_name().as_ref())?;
                    }
                    aside = aside.filter(|aside| *aside != depth);
                    depth = depth.saturating_sub(1);
                }
                Event::Text(text) if aside.is_none() => self.text(&text),
                Event::GeneralRef(reference) if aside.is_none() => self.text(&xml::reference(&reference)),
                Event::Eof if depth > 0 => {
                    return Err(Fault::damaged("content.xml ends before its last element"));
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
            buffer.clear();
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.paragraphs > 0) {
            cell.text.push_str(text);
        }
    }

    fn start(&mut self, start: &BytesStart) -> Result<(), Fault> {
        let attributes = xml::attributes(start);
        let get = |name: &str| {
            attributes
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.as_str())
        };
        let count = |name: &str| {
            get(name)
                .and_then(|count| count.parse::<u32>().ok())
                .unwrap_or(1)
                .max(1)
        };
        let is_hidden = matches!(get("visibility"), Some("collapse" | "filter"));
        match start.local_name().as_ref() {
            "style" => self.style = get("name").unwrap_or_default().to_string(),
            "table-properties" if get("display") == Some("false") => {
                self.hiding.insert(self.style.clone());
            }
            "table" => {
                if self.sheets.len() >= MAX_SHEETS {
                    return Err(too_many_sheets());
                }
                let hidden = get("style-name").is_some_and(|style| self.hiding.contains(style));
                self.sheets
                    .push(Sheet::named(get("name").unwrap_or("Sheet"), hidden));
                self.row = Row::default();
                self.column_count = 0;
            }
            "table-column" => {
                let repeated = count("number-columns-repeated");
                let from = self.column_count;
                self.column_count = from.saturating_add(repeated);
                if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden) {
                    sheet.hidden_columns.push((from, self.column_count - 1));
                }
            }
            "table-row" => {
                self.row.repeated = count("number-rows-repeated");
                self.column = 0;
                let run = (
                    self.row.index,
                    self.row.index.saturating_add(self.row.repeated) - 1,
                );
                if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden) {
                    sheet.hidden_rows.push(run);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let repeated = count("number-columns-repeated");
                self.cell = Some(OpenCell {
                    attributes,
                    repeated,
                    ..OpenCell::default()
                });
            }
            name => self.inline(name, usize::try_from(count("c")).unwrap_or(1)),
        }
        Ok(())
    }

    fn inline(&mut self, name: &str, count: usize) {
        let Some(cell) = &mut self.cell else { return };
        match name {
            "p" => {
                if cell.paragraphs > 0 {
                    cell.text.push('\n');
                }
                cell.paragraphs += 1;
            }
            "s" => cell.text.push_str(&" ".repeat(count.min(100))),
            "tab" => cell.text.push('\t'),
            "line-break" => cell.text.push('\n'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "table-cell" => self.end_cell()?,
            "covered-table-cell" => {
                let covered = self.cell.take().map_or(1, |cell| cell.repeated);
                self.column = self.column.saturating_add(covered);
            }
            "table-row" => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let Some((cell, sheet)) = self.cell.take().zip(self.sheets.last_mut()) else {
            return Ok(());
        };
        let (row, column) = (self.row.index, self.column);
        self.column = column.saturating_add(cell.repeated);
        let span = |name: &str| {
            let span = cell.get(name).and_then(|span| span.parse::<u32>().ok());
            span.unwrap_or(1).max(1)
        };
        let (rows, columns) = (span("number-rows-spanned"), span("number-columns-spanned"));
        if rows > 1 || columns > 1 {
            sheet.merge(Rectangle {
                top: row,
                left: column,
                bottom: row.saturating_add(rows - 1),
                right: column.saturating_add(columns - 1),
            })?;
        }
        if cell.get("formula").is_some() && cell.get("value-type").is_none() && cell.text.trim().is_empty() {
            sheet.unsaved.push((row, column));
        }
        let (text, number) = cell.shown();
        if !text.trim().is_empty() {
            let found = Found {
                row,
                column,
                text,
                number,
            };
            self.row.cells.push((column, cell.repeated, found));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let cells = std::mem::take(&mut self.row.cells);
        let first = self.row.index;
        self.row.index = first.saturating_add(self.row.repeated);
        let Some(sheet) = self.sheets.last_mut().filter(|_| !cells.is_empty()) else {
            return Ok(());
        };
        for row in first..self.row.index {
            for (from, repeated, cell) in &cells {
                for column in *from..from.saturating_add(*repeated) {
                    let (text, number) = (cell.text.clone(), cell.number);
                    sheet.push(
                        Found {
                            row,
                            column,
                            text,
                            number,
                        },
                        &mut self.left,
                    )?;
                }
            }
        }
        Ok(())
    }
}

impl OpenCell {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// What the cell shows, in the same words as for XLSX, and whether it is a number or a date.
    fn shown(&self) -> (String, bool) {
        let value = || self.get("value").and_then(|value| value.parse::<f64>().ok());
        match (self.get("value-type"), value()) {
            (Some("percentage"), Some(value)) => (format!("{} %", as_exact(value * 100.0, &self.text)), true),
            (Some("currency"), Some(value)) => {
                let currency = self.get("currency").unwrap_or_default();
                (format!("{} {currency}", as_exact(value, &self.text)), true)
            }
            (Some("float"), Some(value)) => (as_exact(value, &self.text), true),
            (Some("date"), _) => (self.date(), true),
            (Some("time"), _) => (self.text.clone(), true),
            _ => (self.text.clone(), false),
        }
    }

    fn date(&self) -> String {
        let whole = self.get("date-value").unwrap_or(&self.text);
        let is_year = self.text.len() == 4 && self.text.bytes().all(|byte| byte.is_ascii_digit());
        match whole.split_once('T') {
            _ if is_year => self.text.clone(),
            Some((day, "00:00:00")) => day.to_string(),
            Some((day, time)) => format!("{day} {}", time.get(..5).unwrap_or(time)),
            None => whole.to_string(),
        }
    }
}

/// A value with as many decimals as the cell shows, whatever marks its language puts between the digits.
fn as_exact(value: f64, shown: &str) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(shown);
    let code = |places: usize| {
        if places == 0 {
            "0".to_string()
        } else {
            format!("0.{}", "0".repeat(places))
        }
    };
    (0..=10)
        .map(|places| number::show(value, &code(places)))
        .find(|text| digits(text) == wanted)
        .unwrap_or_else(|| number::show(value, "General"))
}
