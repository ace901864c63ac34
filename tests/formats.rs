//! One report in every format: what is read agrees with a truth written by hand, and the findings are the same.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/formats")
        .join(name)
}

fn truth() -> Value {
    let text = std::fs::read_to_string(fixture("truth.json")).expect("the truth");
    serde_json::from_str(&text).expect("JSON")
}

fn tillsyn(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(arguments)
        .output()
        .expect("the program runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{errors}"))
}

fn document(name: &str) -> Value {
    let file = fixture(name);
    tillsyn(&["read", &file.display().to_string(), "--format", "json"])["document"].clone()
}

fn blocks<'a>(document: &'a Value, kind: &str) -> Vec<&'a Value> {
    let all = document["blocks"].as_array().expect("blocks");
    all.iter()
        .map(|block| &block["kind"][kind])
        .filter(|own| !own.is_null())
        .collect()
}

fn words(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Level (the outermost of the document as 1) and text of each heading.
fn headings(document: &Value) -> Vec<(u64, String)> {
    let found = blocks(document, "heading");
    let found: Vec<(u64, String)> = found
        .into_iter()
        .map(|own| (own["level"].as_u64().unwrap_or_default(), words(&own["text"])))
        .collect();
    let title = words(&document["title"]["text"]);
    let found: Vec<(u64, String)> = found.into_iter().filter(|(_, text)| *text != title).collect();
    let outermost = found.iter().map(|(level, _)| *level).min().unwrap_or(1);
    found
        .into_iter()
        .map(|(level, text)| (level + 1 - outermost, text))
        .collect()
}

/// Row, column, rows and columns covered, text.
type CellTruth = (u64, u64, u64, u64, String);
/// Rows, columns, cells.
type TableTruth = (u64, u64, Vec<CellTruth>);

/// Rows, columns, and every cell with its rectangle and text, for each table.
fn tables(document: &Value) -> Vec<TableTruth> {
    let number = |cell: &Value, key: &str| cell[key].as_u64().unwrap_or_default();
    let cells = |table: &Value| {
        let mut cells: Vec<_> = table["cells"]
            .as_array()
            .expect("cells")
            .iter()
            .map(|cell| {
                (
                    number(cell, "row"),
                    number(cell, "column"),
                    number(cell, "row_span"),
                    number(cell, "column_span"),
                    words(&cell["text"]),
                )
            })
            .collect();
        cells.sort();
        cells
    };
    blocks(document, "table")
        .into_iter()
        .map(|table| (number(table, "rows"), number(table, "columns"), cells(table)))
        .collect()
}

fn true_tables() -> Vec<TableTruth> {
    let at = |cell: &Value, index: usize| cell[index].as_u64().expect("a number");
    truth()["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .map(|table| {
            let mut cells: Vec<_> = table["cells"]
                .as_array()
                .expect("cells")
                .iter()
                .map(|cell| {
                    (
                        at(cell, 0),
                        at(cell, 1),
                        at(cell, 2),
                        at(cell, 3),
                        words(&cell[4]),
                    )
                })
                .collect();
            cells.sort();
            (
                table["rows"].as_u64().expect("rows"),
                table["columns"].as_u64().expect("columns"),
                cells,
            )
        })
        .collect()
}

const WITH_MERGES: [&str; 5] = ["docx", "odt", "html", "pdf", "untagged"];

fn name(format: &str) -> String {
    match format {
        "untagged" => "report-untagged.pdf".to_string(),
        ending => format!("report.{ending}"),
    }
}

#[test]
fn headings_are_those_of_the_report_in_every_format() {
    let want: Vec<(u64, String)> = truth()["headings"]
        .as_array()
        .expect("headings")
        .iter()
        .map(|own| (own[0].as_u64().expect("a level"), words(&own[1])))
        .collect();
    for format in WITH_MERGES.iter().chain(&["md", "txt"]) {
        assert_eq!(headings(&document(&name(format))), want, "{format}");
    }
}

#[test]
fn every_cell_of_every_table_is_where_it_belongs() {
    let want = true_tables();
    for format in WITH_MERGES {
        let found = tables(&document(&name(format)));
        assert_eq!(found.len(), want.len(), "{format}");
        for (index, (own, truth)) in found.iter().zip(&want).enumerate() {
            assert_eq!(
                (own.0, own.1),
                (truth.0, truth.1),
                "{format}, table {}",
                index + 1
            );
            let other: Vec<_> = own.2.iter().filter(|cell| !truth.2.contains(cell)).collect();
            let missing: Vec<_> = truth.2.iter().filter(|cell| !own.2.contains(cell)).collect();
            assert!(
                other.is_empty() && missing.is_empty(),
                "{format}, table {}: {other:?} for {missing:?}",
                index + 1
            );
        }
    }
}

#[test]
fn sheets_and_plain_formats_have_the_same_cells_where_they_have_no_merges() {
    for format in ["md", "txt", "xlsx", "xls", "ods"] {
        let found = tables(&document(&name(format)));
        let (rows, columns, cells) = &true_tables()[2];
        let same = found.iter().any(|(own_rows, own_columns, own)| {
            let texts: Vec<_> = own.iter().map(|cell| (cell.0, cell.1, &cell.4)).collect();
            let want: Vec<_> = cells.iter().map(|cell| (cell.0, cell.1, &cell.4)).collect();
            own_rows == rows && own_columns == columns && texts == want
        });
        assert!(same, "{format}: table 3 is not there whole");
    }
}

#[test]
fn lists_and_footnotes_are_read_with_their_depth_and_text() {
    let truth = truth();
    let items: Vec<(u64, String)> = truth["list_items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|own| (own[1].as_u64().expect("a depth"), words(&own[2])))
        .collect();
    let notes: Vec<String> = truth["footnotes"]
        .as_array()
        .expect("notes")
        .iter()
        .map(|own| words(&own[1]))
        .collect();
    for format in WITH_MERGES {
        let document = document(&name(format));
        let found: Vec<(u64, String)> = blocks(&document, "list_item")
            .into_iter()
            .map(|own| (own["depth"].as_u64().unwrap_or_default(), words(&own["text"])))
            .collect();
        // HTML has no footnotes: they are a list at the foot of the page.
        let found = if format == "html" {
            found[..items.len()].to_vec()
        } else {
            found
        };
        assert_eq!(found, items, "{format}");
        if format == "html" {
            continue;
        }
        let found: Vec<String> = blocks(&document, "footnote")
            .into_iter()
            .map(|own| words(&own["text"]))
            .collect();
        assert_eq!(found, notes, "{format}");
    }
}

#[test]
fn running_headers_and_page_numbers_are_no_text() {
    for format in ["docx", "pdf", "untagged"] {
        let document = document(&name(format)).to_string();
        assert!(
            !document.contains("Final report 2021–2022"),
            "{format}: the running header"
        );
        assert!(!document.contains("Page 1 of 5"), "{format}: the footer");
    }
}

/// Rule and message of each finding: what a user acts on.
fn findings(name: &str) -> Vec<String> {
    let file = fixture(name);
    let answer = tillsyn(&[
        "check",
        &file.display().to_string(),
        "--format",
        "json",
        "--fail-on",
        "never",
    ]);
    let mut found: Vec<String> = answer["reports"][0]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|own| {
            format!(
                "{} {}: {}",
                own["level"].as_str().unwrap_or_default(),
                own["rule"].as_str().unwrap_or_default(),
                own["message"].as_str().unwrap_or_default()
            )
        })
        .collect();
    found.sort();
    found
}

#[test]
fn the_same_report_gets_the_same_findings_in_every_format() {
    let word = findings("report.docx");
    insta::assert_snapshot!(word.join("\n"));
    for format in WITH_MERGES.iter().chain(&["md"]) {
        assert_eq!(findings(&name(format)), word, "{format}");
    }
}

#[test]
fn a_zip_of_reports_is_read_report_by_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reports.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).expect("a file"));
    for name in ["report.docx", "report.pdf"] {
        use std::io::Write;
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("sent/{name}"), options).expect("an entry");
        let bytes = std::fs::read(fixture(name)).expect("the report");
        zip.write_all(&bytes).expect("written");
    }
    zip.finish().expect("a whole zip");
    let answer = tillsyn(&[
        "check",
        &path.display().to_string(),
        "--format",
        "json",
        "--fail-on",
        "never",
    ]);
    let reports = answer["reports"].as_array().expect("reports");
    let files: Vec<&str> = reports.iter().filter_map(|own| own["file"].as_str()).collect();
    assert_eq!(
        files,
        ["reports.zip/sent/report.docx", "reports.zip/sent/report.pdf"]
    );
    assert!(
        reports
            .iter()
            .all(|own| own["findings"].as_array().is_some_and(|own| !own.is_empty()))
    );
}

#[test]
fn what_was_read_is_shown_with_its_places() {
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .arg("read")
        .arg(fixture("report.pdf"))
        .output()
        .expect("the program runs");
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_scanned_pdf_is_never_an_empty_clean_report() {
    let scanned = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad/scanned.pdf");
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .arg("check")
        .arg(scanned)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        errors.contains("no text layer: its 2 pages are scanned"),
        "{errors}"
    );
}
