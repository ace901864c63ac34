//! What a reader of a Word document must see: headings, merged cells, footnotes, lists, tracked changes.

use std::io::Write;

use tillsyn::document::{BlockKind, Document};
use tillsyn::read::read;

/// A Word file around a body; heading styles as Word names them.
fn document(body: &str, footnotes: &str) -> Document {
    let mut bytes = Vec::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(&mut bytes));
    let ns = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Mine\"><w:name w:val=\"My heading\"/><w:basedOn w:val=\"Rubrik1\"/></w:style>";
    for (name, text) in [
        (
            "word/document.xml",
            format!("<w:document {ns}><w:body>{body}</w:body></w:document>"),
        ),
        ("word/styles.xml", format!("<w:styles {ns}>{styles}</w:styles>")),
        (
            "word/footnotes.xml",
            format!("<w:footnotes {ns}>{footnotes}</w:footnotes>"),
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a package");
    let mut file = tempfile::Builder::new()
        .suffix(".docx")
        .tempfile()
        .expect("a file");
    file.write_all(&bytes).expect("a file");
    let mut found = None;
    read(file.path(), &mut |reading| found = Some(reading.document)).expect("it is read");
    found.expect("one report")
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}

#[test]
fn merged_cells_belong_to_every_position_that_they_cover() {
    let rows = [
        [cell("<w:gridSpan w:val=\"2\"/>", "Head"), cell("", "Target")].concat(),
        [
            cell("<w:vMerge w:val=\"restart\"/>", "Outcome"),
            cell("", "a"),
            cell("", "1"),
        ]
        .concat(),
        [cell("<w:vMerge/>", ""), cell("", "b"), cell("", "2")].concat(),
    ];
    let body = format!(
        "<w:tbl>{}</w:tbl>",
        rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat()
    );
    let document = document(&body, "");
    let BlockKind::Table(table) = &document.blocks[0].kind else {
        panic!("a table")
    };
    assert_eq!((table.rows(), table.columns()), (3, 3));
    let text = |row, column| table.cell(row, column).map(|cell| cell.text.as_str());
    assert_eq!(text(0, 1), Some("Head"));
    assert_eq!(text(2, 0), Some("Outcome"));
    assert_eq!(text(2, 1), Some("b"));
    let place = &table.cell(2, 2).expect("a cell").location;
    assert_eq!(
        (place.table, place.row, place.column),
        (Some(1), Some(3), Some(3))
    );
    assert_eq!(
        place.path.as_deref(),
        Some("word/document.xml#/body/tbl[1]/tr[3]/tc[3]")
    );
}

#[test]
fn headings_are_known_by_style_by_inheritance_and_by_bold() {
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let body = [
        styled("Rubrik1", "One"),
        bold("Under one"),
        paragraph("Text."),
        styled("Mine", "Two"),
        bold("A whole bold sentence is no heading."),
        paragraph("More."),
    ]
    .concat();
    let document = document(&body, "");
    let headings: Vec<(u8, &str)> = document
        .blocks
        .iter()
        .filter_map(|block| {
            if let BlockKind::Heading { level, text } = &block.kind {
                Some((*level, text.as_str()))
            } else {
                None
            }
        })
        .collect();
    assert_eq!(headings, [(1, "One"), (2, "Under one"), (1, "Two")]);
    assert_eq!(
        &*document.blocks[2].location.section,
        ["One".to_string(), "Under one".to_string()]
    );
}

#[test]
fn footnotes_stand_behind_their_paragraph_and_deleted_text_is_gone() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">We trained </w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins><w:r><w:t>25</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> teachers</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>.</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>deep item</w:t></w:r></w:p>";
    let notes = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>Of whom 15 women.</w:t></w:r></w:p></w:footnote>";
    let document = document(body, notes);
    assert_eq!(document.blocks[0].text(), Some("We trained 25 teachers."));
    assert!(
        matches!(&document.blocks[1].kind, BlockKind::Footnote { text, .. } if text == "Of whom 15 women.")
    );
    assert!(
        matches!(&document.blocks[2].kind, BlockKind::ListItem { depth: 2, text } if text == "deep item")
    );
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(cut in 0usize..40_000, flip in 0usize..40_000, value: u8, name in "[a-z]{1,4}\\.(docx|md|txt|xml)") {
        let mut bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports/kg-2004-2006.docx")).expect("the fixture");
        let length = bytes.len();
        bytes[flip % length] = value;
        bytes.truncate(length - cut % length);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        if let Err(error) = read(&path, &mut |_| {}) {
            proptest::prop_assert!(error.remedy.is_some());
        }
    }
}
