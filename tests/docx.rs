//! What a reader of a Word document must see: headings, merged cells, footnotes, lists, tracked changes.

use std::io::Write;
use std::path::Path;

use tillsyn::document::{BlockKind, Document};
use tillsyn::read::read;

const NS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const STYLES: &str = "<w:style w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"Mine\"><w:name w:val=\"My heading\"/><w:basedOn w:val=\"Rubrik1\"/></w:style><w:style w:styleId=\"Body\"><w:name w:val=\"No heading\"/><w:basedOn w:val=\"Rubrik1\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style><w:style w:styleId=\"Titre2\"><w:name w:val=\"Titre perso\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style><w:style w:styleId=\"Bildtext\"><w:name w:val=\"caption\"/></w:style><w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style><w:style w:styleId=\"Secret\"><w:name w:val=\"Secret\"/><w:rPr><w:vanish/></w:rPr></w:style>";

fn package(parts: &[(&str, String)]) -> tempfile::NamedTempFile {
    let mut bytes = Vec::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(&mut bytes));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a package");
    let mut file = tempfile::Builder::new()
        .suffix(".docx")
        .tempfile()
        .expect("a file");
    file.write_all(&bytes).expect("a file");
    file
}

fn read_one(path: &Path) -> Document {
    let mut found = None;
    read(path, &mut |reading| found = Some(reading.document)).expect("it is read");
    found.expect("one report")
}

fn refusal(path: &Path) -> String {
    read(path, &mut |_| {})
        .expect_err("it is refused")
        .reason
        .to_string()
}

fn part(name: &str, inside: &str) -> String {
    format!("<w:{name} {NS}>{inside}</w:{name}>")
}

fn body(inside: &str) -> String {
    part("document", &format!("<w:body>{inside}</w:body>"))
}

/// A Word file around a body; heading styles as Word names them.
fn document(inside: &str, footnotes: &str) -> Document {
    let file = package(&[
        ("word/document.xml", body(inside)),
        ("word/styles.xml", part("styles", STYLES)),
        ("word/footnotes.xml", part("footnotes", footnotes)),
    ]);
    read_one(file.path())
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().filter_map(|block| block.text()).collect()
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
fn a_numbered_line_over_text_is_a_heading_and_a_list_numbered_by_hand_is_none() {
    let inside: String = [
        "3 Results",
        "3.1 Result 1: Girls stay in school",
        "Twelve trainings were held for teachers.",
        "3.2 Cooperation",
        "The school board met every month.",
        "1. Desks",
        "2. Books",
        "3. Lamps",
        "All of it was bought in the first year.",
        "12 January was the day on which we began.",
    ]
    .map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
    .concat();
    let document = document(&inside, "");
    let headings: Vec<&str> = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading { .. }))
        .filter_map(|block| block.text())
        .collect();
    assert_eq!(
        headings,
        [
            "3 Results",
            "3.1 Result 1: Girls stay in school",
            "3.2 Cooperation"
        ]
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
        "<w:p><w:r><w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr><w:t>Under two</w:t></w:r></w:p>".to_string(),
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
    assert_eq!(
        headings,
        [(1, "One"), (2, "Under one"), (1, "Two"), (2, "Under two")]
    );
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

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_style_of_ones_own_is_a_heading_by_its_outline_level_of_which_the_tenth_is_body_text() {
    let own = "<w:p><w:pPr><w:pStyle w:val=\"Rubrik1\"/><w:outlineLvl w:val=\"9\"/></w:pPr><w:r><w:t>No heading here.</w:t></w:r></w:p>";
    let document = document(
        &[
            styled("Titre2", "Resultats"),
            styled("Body", "Body text."),
            own.to_string(),
            styled("Heading3", "Unknown to the styles"),
        ]
        .concat(),
        "",
    );
    let levels: Vec<Option<u8>> = document
        .blocks
        .iter()
        .map(|block| match block.kind {
            BlockKind::Heading { level, .. } => Some(level),
            _ => None,
        })
        .collect();
    assert_eq!(levels, [Some(2), None, None, Some(3)]);
}

#[test]
fn prompts_and_hidden_text_are_no_content_and_symbols_are() {
    let prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here to enter text.</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let filled =
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>The answer.</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let mixed = "<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r><w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r></w:p>";
    let document = document(
        &[prompt, filled, mixed, &styled("Secret", "Not to be seen.")].concat(),
        "",
    );
    assert_eq!(texts(&document), ["The answer.", "Seen✓≥"]);
}

#[test]
fn a_caption_stands_above_or_below_its_table() {
    let table = |text: &str| format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", text), cell("", "1"));
    let captions = |body: &str| -> Vec<Option<String>> {
        document(body, "")
            .blocks
            .iter()
            .filter_map(|block| match &block.kind {
                BlockKind::Table(table) => Some(table.caption.as_ref().map(|caption| caption.text.clone())),
                _ => None,
            })
            .collect()
    };
    let (one, two) = (Some("Table 1: One".to_string()), Some("By region".to_string()));
    let above = [
        paragraph("Table 1: One"),
        table("a"),
        styled("Bildtext", "By region"),
        table("b"),
    ]
    .concat();
    assert_eq!(captions(&above), [one.clone(), two.clone()]);
    let below = [
        table("a"),
        paragraph("Table 1: One"),
        table("b"),
        styled("Bildtext", "By region"),
    ]
    .concat();
    assert_eq!(captions(&below), [one, two]);
    let none = [table("a"), paragraph("Table 1 shows what was done.")].concat();
    assert_eq!(captions(&none), [None]);
}

#[test]
fn the_main_part_is_found_by_its_relationship() {
    let rels = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let file = package(&[
        ("_rels/.rels", rels("officeDocument", "/text/main.xml")),
        ("text/_rels/main.xml.rels", rels("styles", "looks.xml")),
        ("text/main.xml", body(&styled("Rubrik1", "One"))),
        ("text/looks.xml", part("styles", STYLES)),
    ]);
    let document = read_one(file.path());
    assert!(matches!(&document.blocks[0].kind, BlockKind::Heading { level: 1, text } if text == "One"));
    assert_eq!(
        document.blocks[0].location.path.as_deref(),
        Some("text/main.xml#/body/p[1]")
    );
}

#[test]
fn a_note_is_placed_once_however_often_it_is_referred_to() {
    let reference = "<w:p><w:r><w:t>Text.</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let notes = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>";
    let document = document(&reference.repeat(1_000), notes);
    assert_eq!(document.blocks.len(), 1_001);
}

#[test]
fn tables_without_end_are_cut_and_said_to_be() {
    let wide = format!(
        "<w:tr>{}</w:tr>",
        cell("<w:gridSpan w:val=\"1000\"/>", "x").repeat(1_000)
    );
    let document = document(&format!("<w:tbl>{wide}</w:tbl>").repeat(6), "");
    assert_eq!(document.blocks.len(), 4);
    assert!(
        document.doubts[0].contains("were not read"),
        "{:?}",
        document.doubts
    );
}

#[test]
fn packages_made_to_harm_are_refused_by_name() {
    let bomb = package(&[("word/document.xml", " ".repeat(17 << 20))]);
    assert!(refusal(bomb.path()).contains("unpacks to far more"));
    let names: Vec<String> = (0..10_001).map(|index| format!("part{index}")).collect();
    let parts: Vec<(&str, String)> = names.iter().map(|name| (name.as_str(), String::new())).collect();
    assert!(refusal(package(&parts).path()).contains("more than 10000 parts"));
    let deep = package(&[(
        "word/document.xml",
        format!("<w:document {NS}>{}", "<w:p>".repeat(100_000)),
    )]);
    assert!(refusal(deep.path()).contains("nested deeper than"));
    let controls = format!(
        "{}{}{}",
        "<w:sdt><w:sdtContent>".repeat(120),
        paragraph("Deep."),
        "</w:sdtContent></w:sdt>".repeat(120)
    );
    assert_eq!(texts(&document(&controls, "")), ["Deep."]);
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";
    let laughs = package(&[(
        "word/document.xml",
        format!("{entities}{}", body(&paragraph("one &b; two"))),
    )]);
    assert_eq!(texts(&read_one(laughs.path())), ["one  two"]);
}

#[test]
fn a_package_with_two_parts_of_one_name_or_a_password_is_refused() {
    let parts = [
        ("word/document.xml", body(&paragraph("One."))),
        ("word/dokument.xml", body("")),
    ];
    let bytes = std::fs::read(package(&parts).path()).expect("the package");
    let changed = |from: &[u8], to: &[u8]| {
        let mut bytes = bytes.clone();
        while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("a file");
        refusal(file.path())
    };
    assert!(changed(b"word/dokument.xml", b"word/document.xml").contains("two parts of the same name"));
    let central = bytes
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .expect("the directory");
    let (from, mut to) = (
        bytes[central..central + 9].to_vec(),
        bytes[central..central + 9].to_vec(),
    );
    to[8] |= 1;
    assert!(changed(&from, &to).contains("protected by a password"));
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
