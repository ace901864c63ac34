//! Spreadsheets and CSV: what a user sees of them, and what becomes of files that are damaged or hostile.

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

fn csv(text: &str) -> Document {
    saved(".csv", text.as_bytes()).expect("it is read").1
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
fn csv_is_read_with_any_delimiter_and_keeps_its_lines() {
    for (delimiter, ending) in [(',', ".csv"), (';', ".txt"), ('\t', ".tsv"), ('|', ".dat")] {
        let text = "\u{feff}Indicator,Target,Actual,Note\r\n\"Wells\r\nand pumps\",10,9,\"a \"\"b\"\"\"\r\nToilets,5,4,x\r\n"
            .replace(',', &delimiter.to_string());
        let (format, document) = saved(ending, text.as_bytes()).expect("it is read");
        assert_eq!(format, "csv", "{delimiter:?}");
        let tables = tables(&document);
        assert_eq!(
            row(tables[0], 1),
            ["Wells\nand pumps", "10", "9", "a \"b\""],
            "{delimiter:?}"
        );
        let place = &cell(&document, "C3").location;
        assert_eq!(
            (place.line, place.row, place.column),
            (Some(4), Some(3), Some(3)),
            "{delimiter:?}"
        );
    }
}

#[test]
fn blank_lines_of_a_csv_set_tables_apart_and_short_rows_are_filled() {
    let document =
        csv("Project logframe\n\nIndicator,Target,Actual\nWells,10,9\n,,\nDistrict,Women\nNorth,5,,7\n");
    let tables = tables(&document);
    assert_eq!(tables.len(), 2);
    assert_eq!(
        tables[0].caption.as_ref().map(|caption| caption.text.as_str()),
        Some("Project logframe")
    );
    assert_eq!(row(tables[1], 0), ["District", "Women", "", ""]);
    assert_eq!(cell(&document, "D7").location.line, Some(7));
}

#[test]
fn running_text_with_commas_is_no_table() {
    let text = "First, the wells, the pumps, and taps.\nSecond, the schools.\nThird, roads, bridges.\n";
    assert_eq!(saved(".txt", text.as_bytes()).expect("it is read").0, "text");
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_said() {
    let document = csv("a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n");
    assert!(
        document.doubts.iter().any(|doubt| doubt.contains("line 2")),
        "{:?}",
        document.doubts
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

#[test]
fn a_lone_cell_at_the_far_end_costs_nothing() {
    let sheet = "<dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1' t='str'><v>Report</v></c></row>\
        <row r='1048576'><c r='XFD1048576'><v>7</v></c></row></sheetData>";
    let (_, document) = saved(".xlsx", &xlsx(sheet)).expect("it is read");
    assert_eq!(cell(&document, "XFD1048576").text, "7");
    assert_eq!(tables(&document)[0].rows(), 1);
}

#[test]
fn a_merge_of_the_whole_sheet_is_cut_to_what_is_filled_or_refused() {
    let merges = "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>";
    let one = format!("<sheetData><row r='1'><c r='A1' t='str'><v>Report</v></c></row></sheetData>{merges}");
    let (_, document) = saved(".xlsx", &xlsx(&one)).expect("it is read");
    assert_eq!(document.blocks.len(), 2);
    let two = format!(
        "<sheetData><row r='1'><c r='A1' t='str'><v>Report</v></c></row><row r='1048576'><c r='XFD1048576'><v>7</v></c></row></sheetData>{merges}"
    );
    let error = saved(".xlsx", &xlsx(&two)).expect_err("it is refused");
    assert!(
        error.contains("more than 1000000 cells (the sheet “Data”)"),
        "{error}"
    );
}

#[test]
fn entities_are_never_expanded() {
    let laughs = "<!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>\
        <sst><si><t>&c;</t></si></sst>";
    let sheet = "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData></worksheet>";
    let bytes = package(&[
        ("xl/sharedStrings.xml", laughs),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    match saved(".xlsx", &bytes) {
        Ok((_, document)) => assert!(
            document
                .blocks
                .iter()
                .all(|block| block.text().is_none_or(|text| !text.contains("haha")))
        ),
        Err(error) => assert!(error.contains("is damaged"), "{error}"),
    }
}

#[test]
fn a_part_that_unpacks_to_hundreds_of_megabytes_is_refused() {
    let bytes = package(&[
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
        ("xl/sharedStrings.xml", &" ".repeat(40 << 20)),
    ]);
    let error = saved(".xlsx", &bytes).expect_err("it is refused");
    assert!(error.contains("xl/sharedStrings.xml"), "{error}");
}

#[test]
fn a_cell_that_is_repeated_without_end_is_refused() {
    let content = "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><table:table table:name='Data'>\
        <table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384'>\
        <text:p>x</text:p></table:table-cell></table:table-row></table:table></office:document-content>";
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ] {
        writer.start_file(name, stored).expect("a part");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    let bytes = writer.finish().expect("the package").into_inner();
    let error = saved(".ods", &bytes).expect_err("it is refused");
    assert!(
        error.contains("more than 1000000 cells (the sheet “Data”)"),
        "{error}"
    );
}

#[test]
fn damaged_workbooks_end_in_an_error_or_a_reading_and_never_in_a_panic() {
    for name in WORKBOOKS {
        let whole = std::fs::read(fixture(name)).expect("the fixture");
        for part in 1..20 {
            let _ = saved(".dat", &whole[..whole.len() * part / 20]);
        }
        for seed in 0..30_usize {
            let mut bytes = whole.clone();
            for turn in 0..1 + seed % 8 {
                let at = (seed * 7919 + turn * 104_729) % bytes.len();
                bytes[at] ^= 1 << (seed % 8);
            }
            let _ = saved(".dat", &bytes);
        }
    }
}

#[test]
fn a_workbook_cut_in_half_is_said_to_be_damaged() {
    for name in WORKBOOKS {
        let whole = std::fs::read(fixture(name)).expect("the fixture");
        let error = saved(".dat", &whole[..whole.len() / 2]).expect_err("it is refused");
        assert!(error.contains("damaged"), "{name}: {error}");
    }
}

#[test]
fn a_workbook_in_the_xml_of_excel_2003_is_named_with_a_remedy() {
    let text = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
    let error = saved(".xml", text.as_bytes()).expect_err("it is refused");
    assert!(error.contains("save it as XLSX"), "{error}");
}

#[test]
fn groups_of_a_table_set_apart_by_blank_rows_stay_one_table() {
    let document = csv(
        "Indicator,Baseline,Target\nWells,1,10\n\nOutput 2: sanitation,,\nToilets,2,20\n\nDistrict,Women,Men\nNorth,3,4\n",
    );
    let tables = tables(&document);
    assert_eq!(tables.len(), 2);
    assert_eq!(row(tables[0], 4), ["Toilets", "2", "20"]);
    assert_eq!(row(tables[1], 0), ["District", "Women", "Men"]);
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

/// An OLE2 container with one stream.
fn container(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a container");
    container
        .create_stream(name)
        .and_then(|mut own| own.write_all(stream))
        .expect("a stream");
    container.into_inner().into_inner()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// A workbook of Excel 97 with one sheet of these records.
fn xls(globals: &[Vec<u8>], records: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0x000a, &[]);
    let globals = globals.concat();
    let start = begin.len() + globals.len() + 16 + end.len();
    let place = u32::try_from(start).expect("a short workbook").to_le_bytes();
    let sheet = record(0x0085, &[&place[..], &[0, 0, 4, 0], b"Data"].concat());
    let stream = [
        begin.clone(),
        globals,
        sheet,
        end.clone(),
        begin,
        records.concat(),
        end,
    ]
    .concat();
    container("/Workbook", &stream)
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x0203, &[&place[..], &value.to_le_bytes()].concat())
}

#[test]
fn an_xls_whose_cells_spread_over_millions_of_places_is_refused() {
    let (format, document) =
        saved(".xls", &xls(&[], &[number(0, 0, 1.0), number(0, 1, 2.0)])).expect("it is read");
    assert_eq!(format, "xls");
    assert_eq!(cell(&document, "B1").text, "2");
    let wide = xls(&[], &[number(0, 0, 1.0), number(u16::MAX, 255, 2.0)]);
    let error = saved(".xls", &wide).expect_err("it is refused");
    assert!(error.contains("more than 4000000 places"), "{error}");
    let claims = record(
        0x0200,
        &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0],
    );
    let error = saved(".xls", &xls(&[], &[claims])).expect_err("it is refused");
    assert!(error.contains("more cells than the format has"), "{error}");
}

#[test]
fn workbooks_under_a_password_say_so() {
    let locked = xls(&[record(0x002f, &[1, 0, 0, 0])], &[]);
    for bytes in [locked, container("/EncryptedPackage", b"secret")] {
        let error = saved(".xlsx", &bytes).expect_err("it is refused");
        assert!(error.contains("is protected by a password"), "{error}");
        assert!(error.contains("Excel"), "{error}");
    }
}
