//! What a user sees of a spreadsheet.

mod delimited;
mod hostile;

use std::io::Write;
use std::path::Path;

use tillsyn::document::{BlockKind, Cell, Document, Table};
use tillsyn::read::read;

fn fixture(name: &str) -> String {
    format!("{}/fixtures/formats/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn try_read(path: &Path) -> Result<(String, Document), String> {
    let mut found = None;
    read(path, &mut |reading| {
        found = Some((reading.declared.source.format, reading.document));
    })
    .map_err(|error| error.to_string())?;
    found.ok_or_else(|| "no report".to_string())
}

fn document(name: &str) -> Document {
    try_read(Path::new(&fixture(name)))
        .expect("the fixture is read")
        .1
}

fn saved(ending: &str, bytes: &[u8]) -> Result<(String, Document), String> {
    let mut file = tempfile::Builder::new()
        .suffix(ending)
        .tempfile()
        .expect("a temporary file");
    file.write_all(bytes).expect("it is written");
    try_read(file.path())
}

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

fn cell<'a>(document: &'a Document, name: &str) -> &'a Cell {
    tables(document)
        .iter()
        .flat_map(|table| table.cells())
        .find(|cell| cell.location.cell.as_deref() == Some(name))
        .unwrap_or_else(|| panic!("no cell {name}"))
}

fn row(table: &Table, row: usize) -> Vec<&str> {
    (0..table.columns())
        .map(|column| table.cell(row, column).map_or("", |cell| cell.text.as_str()))
        .collect()
}

const WORKBOOKS: [&str; 3] = ["water.xlsx", "water.xls", "water.ods"];

#[test]
fn each_format_is_known_by_its_content_whatever_its_name() {
    for (name, format) in WORKBOOKS.iter().zip(["xlsx", "xls", "ods"]) {
        let bytes = std::fs::read(fixture(name)).expect("the fixture");
        let (found, document) = saved(".dat", &bytes).expect("it is read");
        assert_eq!(found, format);
        assert_eq!(tables(&document).len(), 4, "{name}");
    }
}

#[test]
fn the_same_workbook_reads_the_same_in_all_three_formats() {
    let texts = |name: &str| -> Vec<(String, bool, bool)> {
        let document = document(name);
        let cells = tables(&document)
            .into_iter()
            .flat_map(|table| table.cells().to_vec());
        cells
            .filter(|cell| cell.column != 5)
            .map(|cell| (cell.text, cell.header, cell.hidden))
            .collect()
    };
    assert_eq!(texts("water.xls"), texts("water.xlsx"));
    assert_eq!(texts("water.ods"), texts("water.xlsx"));
}

#[test]
fn percentages_dates_amounts_and_formulas_read_as_the_sheet_shows_them() {
    for name in WORKBOOKS {
        let document = document(name);
        let shown = |at: &str| cell(&document, at).text.clone();
        assert_eq!(shown("B6"), "40 %", "{name}");
        assert_eq!(shown("D6"), "45.5 %", "{name}");
        assert_eq!(shown("E5"), "2021-03-31", "{name}");
        assert_eq!(
            shown("D7"),
            "0.3",
            "{name}: the formula's value, without the noise of 0.1 + 0.2"
        );
        assert!(shown("F5").starts_with("10500.50 "), "{name}: {}", shown("F5"));
        assert_eq!(
            shown("A6"),
            "Share of girls in school\nShare of boys in school",
            "{name}"
        );
    }
}

#[test]
fn tables_above_and_beside_each_other_are_tables_of_their_own() {
    for name in WORKBOOKS {
        let document = document(name);
        let tables = tables(&document);
        assert_eq!(row(tables[1], 0), ["District", "Women", "Men"], "{name}");
        assert_eq!(row(tables[2], 0), ["Month", "Visits"], "{name}");
        let caption = tables[1].caption.as_ref().expect("a caption");
        assert_eq!(caption.text, "Participants by district");
        assert_eq!(caption.location.cell.as_deref(), Some("A11"));
    }
}

#[test]
fn merged_headers_of_two_rows_stay_two_rows_that_are_marked() {
    for name in WORKBOOKS {
        let document = document(name);
        let table = tables(&document)[0];
        assert_eq!(
            row(table, 0)[..4],
            ["Indicator", "Baseline", "2020", "2020"],
            "{name}"
        );
        assert_eq!(
            row(table, 1)[..4],
            ["Indicator", "Baseline", "Target", "Actual"],
            "{name}"
        );
        let headers: Vec<bool> = (0..4)
            .map(|row| table.cell(row, 0).is_some_and(|cell| cell.header))
            .collect();
        assert_eq!(headers, [true, true, false, false], "{name}");
    }
}

#[test]
fn a_place_names_sheet_cell_table_row_and_column() {
    for name in WORKBOOKS {
        let document = document(name);
        let place = &cell(&document, "D7").location;
        assert_eq!(place.sheet.as_deref(), Some("Results"), "{name}");
        assert_eq!(
            (place.table, place.row, place.column),
            (Some(1), Some(5), Some(4)),
            "{name}"
        );
        assert_eq!(
            place.section[..],
            ["Results", "Results framework of the water project"],
            "{name}"
        );
    }
}

#[test]
fn what_the_sheet_hides_is_read_and_said_to_be_hidden() {
    for name in WORKBOOKS {
        let document = document(name);
        assert!(
            cell(&document, "A8").hidden && cell(&document, "G5").hidden,
            "{name}"
        );
        assert!(!cell(&document, "A7").hidden, "{name}");
        assert!(
            tables(&document)[3].cells().iter().all(|cell| cell.hidden),
            "{name}"
        );
        assert_eq!(
            document.doubts,
            [
                "the sheet “Results” has hidden rows: 8, and hidden columns: G",
                "the sheet “Old figures” is hidden"
            ],
            "{name}"
        );
    }
}

#[test]
fn lines_of_text_on_a_sheet_are_headings_and_paragraphs() {
    for name in WORKBOOKS {
        let document = document(name);
        let lessons = document
            .blocks
            .iter()
            .find(|block| {
                block
                    .text()
                    .is_some_and(|text| text.starts_with("Committees that"))
            })
            .expect("the paragraph");
        assert!(matches!(lessons.kind, BlockKind::Paragraph { .. }), "{name}");
        assert_eq!(lessons.location.section[..], ["Narrative", "Lessons"], "{name}");
        assert_eq!(
            document.title.as_ref().map(|title| title.text.as_str()),
            Some("Results framework of the water project")
        );
    }
}

#[test]
fn a_formula_without_a_saved_value_is_named() {
    let document = document("unsaved-formula.xlsx");
    assert_eq!(cell(&document, "D7").text, "");
    assert!(
        document.doubts.contains(
            &"the sheet “Results” has formulas whose values were not saved, and which are read as empty: D7"
                .to_string()
        ),
        "{:?}",
        document.doubts
    );
}

#[test]
fn the_blocks_of_a_logframe_are_tables_each_with_its_header() {
    let sheet = "<sheetData>\
        <row r='1'><c r='A1' t='str'><v>OUTCOME</v></c><c r='B1' t='str'><v>Outcome Indicator</v></c><c r='C1' t='str'><v>Baseline</v></c><c r='D1' t='str'><v>Target</v></c></row>\
        <row r='2'><c r='A2' t='str'><v>Less disease</v></c><c r='B2' t='str'><v>Cases</v></c><c r='C2'><v>90</v></c><c r='D2'><v>10</v></c></row>\
        <row r='3'><c r='A3' t='str'><v>OUTPUT 1</v></c><c r='B3' t='str'><v>Output Indicator</v></c><c r='C3' t='str'><v>Baseline</v></c><c r='D3' t='str'><v>Target</v></c></row>\
        <row r='4'><c r='A4' t='str'><v>Wells dug</v></c><c r='B4' t='str'><v>Wells</v></c><c r='C4'><v>0</v></c><c r='D4'><v>5</v></c></row>\
        </sheetData>";
    let (_, document) = saved(".xlsx", &xlsx(sheet)).expect("it is read");
    let tables = tables(&document);
    assert_eq!(tables.len(), 2);
    assert_eq!(
        row(tables[1], 0),
        ["OUTPUT 1", "Output Indicator", "Baseline", "Target"]
    );
    assert!(tables[1].cells()[0].header);
}

#[test]
fn a_cell_that_shows_an_error_is_empty_and_named() {
    let sheet = "<sheetData><row r='1'><c r='A1' t='str'><v>Wells</v></c><c r='B1'><f>1/0</f><v>#DIV/0!</v></c>\
        <c r='C1' t='e'><f>1/0</f><v>#DIV/0!</v></c><c r='D1'><v>7</v></c></row></sheetData>";
    let (_, document) = saved(".xlsx", &xlsx(sheet)).expect("it is read");
    assert_eq!(cell(&document, "C1").text, "");
    assert_eq!(
        document.doubts,
        ["the sheet “Data” has cells that show an error, and which are read as empty: B1, C1"]
    );
}

/// A workbook of one sheet; further parts take the place of the usual ones.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let usual = [
        (
            "[Content_Types].xml",
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        ),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='Data' sheetId='1' r:id='b'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='b' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let own = |name: &str| parts.iter().any(|(own, _)| *own == name);
    for (name, text) in usual.iter().filter(|(name, _)| !own(name)).chain(parts) {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    writer.finish().expect("the package").into_inner()
}

fn xlsx(sheet: &str) -> Vec<u8> {
    package(&[(
        "xl/worksheets/sheet1.xml",
        &format!("<worksheet>{sheet}</worksheet>"),
    )])
}
