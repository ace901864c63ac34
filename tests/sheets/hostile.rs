//! What becomes of workbooks that are damaged, hostile or locked.

use std::io::Write;

use super::{WORKBOOKS, cell, fixture, package, saved, tables, xlsx};

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
        let error = saved(&name[5..], &whole[..whole.len() / 2]).expect_err("it is refused");
        assert!(
            error.contains("damaged") && error.contains("open it in Excel"),
            "{name}: {error}"
        );
    }
}

#[test]
fn a_workbook_in_the_xml_of_excel_2003_is_named_with_a_remedy() {
    let text = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
    let error = saved(".xml", text.as_bytes()).expect_err("it is refused");
    assert!(error.contains("save it as XLSX"), "{error}");
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
