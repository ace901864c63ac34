//! What a reader of an OpenDocument text must see, and that it is what the same report says in Word.

mod same;

use std::io::Write;
use std::path::Path;

use tillsyn::document::{Block, BlockKind, Document, Table};
use tillsyn::read::read;

const NS: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\" xmlns:fo=\"f\" xmlns:draw=\"d\" xmlns:dc=\"c\"";

fn package(parts: &[(&str, String)]) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new()
        .suffix(".odt")
        .tempfile()
        .expect("a file");
    let mut bytes = Vec::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(&mut bytes));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a package");
    file.write_all(&bytes).expect("a file");
    file
}

fn content(styles: &str, body: &str) -> String {
    format!(
        "<office:document-content {NS}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn read_one(path: &Path) -> Document {
    let mut found = None;
    read(path, &mut |reading| {
        assert_eq!(reading.declared.source.format, "odt");
        found = Some(reading.document);
    })
    .expect("it is read");
    found.expect("one report")
}

fn document(styles: &str, body: &str) -> Document {
    read_one(package(&[("content.xml", content(styles, body))]).path())
}

fn refusal(file: &tempfile::NamedTempFile) -> String {
    read(file.path(), &mut |_| {}).expect_err("it is refused").reason
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().filter_map(Block::text).collect()
}

fn table(document: &Document) -> &Table {
    let found = document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    found.expect("a table")
}

#[test]
fn reports_in_odt_say_what_they_say_in_word() {
    for odt in same::formats("odt") {
        same::assert_same(&same::word(&odt), &odt);
    }
}

#[test]
fn a_flat_file_is_read_too() {
    let flat = format!(
        "<?xml version=\"1.0\"?><office:document {NS} office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:meta><dc:title>Clean water for Kasulu</dc:title></office:meta><office:body><office:text><text:p>Text.</text:p></office:text></office:body></office:document>"
    );
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), flat).expect("a file");
    let found = read_one(file.path());
    assert_eq!(texts(&found), ["Text."]);
    assert_eq!(found.title.expect("a title").text, "Clean water for Kasulu");
}

#[test]
fn a_heading_has_its_level_and_white_space_in_the_file_means_one_space() {
    let found = document(
        "",
        "<text:h text:outline-level=\"2\">Results</text:h><text:p>  We\n trained <text:span>25</text:span>\n teachers<text:s text:c=\"2\"/>in<text:tab/>May<text:line-break/>and June.</text:p>",
    );
    assert!(matches!(&found.blocks[0].kind, BlockKind::Heading { level: 2, text } if text == "Results"));
    assert_eq!(
        found.blocks[1].text(),
        Some("We trained 25 teachers  in\tMay\nand June.")
    );
    assert_eq!(
        found.blocks[1].location.path.as_deref(),
        Some("content.xml#/body/text/p[2]")
    );
}

#[test]
fn only_labelled_items_are_list_items() {
    let styles = "<text:list-style style:name=\"N\"><text:list-level-style-number text:level=\"1\" style:num-format=\"\"/></text:list-style><text:list-style style:name=\"L\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"/></text:list-style>";
    let body = "<text:list text:style-name=\"L\"><text:list-header><text:p>Before.</text:p></text:list-header><text:list-item><text:p>One</text:p><text:p>more of one.</text:p><text:list><text:list-item><text:p>Deep</text:p></text:list-item></text:list></text:list-item></text:list><text:list text:style-name=\"N\"><text:list-item><text:p>No label.</text:p></text:list-item></text:list><text:list><text:list-item><text:h text:outline-level=\"1\">Numbered</text:h></text:list-item></text:list>";
    let kinds: Vec<String> = document(styles, body)
        .blocks
        .iter()
        .map(|block| match &block.kind {
            BlockKind::ListItem { depth, text } => format!("{depth} {text}"),
            BlockKind::Heading { text, .. } => format!("# {text}"),
            _ => block.text().unwrap_or_default().to_string(),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "Before.",
            "1 One",
            "more of one.",
            "2 Deep",
            "No label.",
            "# Numbered"
        ]
    );
}

#[test]
fn merged_repeated_and_nested_cells_stand_where_they_are_seen() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let covered = "<table:covered-table-cell/>";
    let rows = [
        format!(
            "<table:table-header-rows><table:table-row>{}{covered}{}</table:table-row></table:table-header-rows>",
            cell("table:number-columns-spanned=\"2\"", "Head"),
            cell("", "Target")
        ),
        format!(
            "<table:table-row>{}{}</table:table-row>",
            cell("table:number-rows-spanned=\"2\"", "Outcome"),
            cell("table:number-columns-repeated=\"2\"", "same")
        ),
        format!(
            "<table:table-row>{covered}<table:table-cell><text:p>outer</text:p><table:table><table:table-row>{}</table:table-row></table:table></table:table-cell>{}</table:table-row>",
            cell("", "inner"),
            cell("", "2")
        ),
    ];
    let found = document("", &format!("<table:table>{}</table:table>", rows.concat()));
    let table = table(&found);
    let text = |row, column| table.cell(row, column).map(|cell| cell.text.as_str());
    assert_eq!((table.rows(), table.columns()), (3, 3));
    assert_eq!((text(0, 1), text(0, 2)), (Some("Head"), Some("Target")));
    assert_eq!((text(1, 1), text(1, 2)), (Some("same"), Some("same")));
    assert_eq!(
        (text(2, 0), text(2, 1), text(2, 2)),
        (Some("Outcome"), Some("outer\ninner"), Some("2"))
    );
    assert_eq!(
        table.cells().iter().map(|cell| cell.header).collect::<Vec<_>>()[..3],
        [true, true, false]
    );
}

#[test]
fn notes_boxes_and_what_is_hidden_or_deleted() {
    let styles = "<style:style style:name=\"Gone\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style><style:style style:name=\"B\" style:family=\"paragraph\"><style:text-properties fo:font-weight=\"bold\"/></style:style>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion></text:changed-region></text:tracked-changes><text:table-of-content><text:index-body><text:p>Results 3</text:p></text:index-body></text:table-of-content><text:section text:display=\"none\"><text:p>Hidden section.</text:p></text:section><text:p text:style-name=\"B\">Under bold</text:p><text:p>We trained<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Of whom 15 women.</text:p></text:note-body></text:note> teachers<text:span text:style-name=\"Gone\"> hidden</text:span><text:placeholder>&lt;name&gt;</text:placeholder>.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p><text:p>After.</text:p>";
    let found = document(styles, body);
    assert_eq!(
        texts(&found),
        [
            "Under bold",
            "We trained teachers.",
            "Of whom 15 women.",
            "In a box.",
            "After."
        ]
    );
    assert!(matches!(
        &found.blocks[0].kind,
        BlockKind::Heading { level: 1, .. }
    ));
    assert!(matches!(&found.blocks[2].kind, BlockKind::Footnote { mark, .. } if mark == "1"));
}

#[test]
fn the_title_is_that_of_the_properties() {
    let meta = format!(
        "<office:document-meta {NS}><office:meta><dc:title>Clean water for Kasulu</dc:title></office:meta></office:document-meta>"
    );
    let file = package(&[
        ("meta.xml", meta),
        ("content.xml", content("", "<text:p>Text.</text:p>")),
    ]);
    assert_eq!(
        read_one(file.path()).title.expect("a title").text,
        "Clean water for Kasulu"
    );
}

#[test]
fn bad_files_are_refused_by_name() {
    let sheet = format!(
        "<office:document-content {NS}><office:body><office:spreadsheet/></office:body></office:document-content>"
    );
    assert!(refusal(&package(&[("content.xml", sheet)])).contains("spreadsheet"));
    let locked = "<manifest><file-entry><encryption-data/></file-entry></manifest>".to_string();
    let parts = [
        ("META-INF/manifest.xml", locked),
        ("content.xml", "garbage".to_string()),
    ];
    assert!(refusal(&package(&parts)).contains("protected by a password"));
    let deep = content("", &"<text:section>".repeat(100_000));
    assert!(refusal(&package(&[("content.xml", deep)])).contains("nested deeper"));
    let cut = content("", "<text:p>Text.</text:p>");
    assert!(refusal(&package(&[("content.xml", cut[..cut.len() - 40].to_string())])).contains("damaged"));
    let whole = std::fs::read(&same::formats("odt")[0]).expect("the fixture");
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), &whole[..whole.len() / 2]).expect("a file");
    assert!(refusal(&file).contains("damaged"));
}

#[test]
fn huge_repeat_counts_are_cut_and_said_to_be() {
    let row = format!(
        "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>{}</text:p></table:table-cell></table:table-row>",
        "x".repeat(10_000)
    );
    let found = document("", &format!("<table:table>{row}</table:table>"));
    assert!(table(&found).cells().len() < 2_000);
    assert!(found.doubts[0].contains("repetitions"), "{:?}", found.doubts);
    let laughs = content("", "<text:p>one &b; two</text:p>");
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let file = package(&[("content.xml", format!("{entities}{laughs}"))]);
    assert_eq!(texts(&read_one(file.path())), ["one two"]);
}

#[test]
fn nesting_just_below_the_limit_is_borne() {
    let wrapped = |start: &str, end: &str, times: usize| {
        document(
            "",
            &format!(
                "{}<text:p>Deep</text:p>{}",
                start.repeat(times),
                end.repeat(times)
            ),
        )
    };
    let sections = wrapped("<text:section>", "</text:section>", 240);
    assert_eq!(texts(&sections), ["Deep"]);
    let lists = wrapped(
        "<text:list><text:list-item>",
        "</text:list-item></text:list>",
        120,
    );
    assert_eq!(texts(&lists), ["Deep"]);
    let spans = format!(
        "<text:p>{}Deep{}</text:p>",
        "<text:span>".repeat(240),
        "</text:span>".repeat(240)
    );
    assert_eq!(texts(&document("", &spans)), ["Deep"]);
    let found = wrapped(
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
        80,
    );
    assert_eq!(table(&found).cells()[0].text, "Deep");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_make_the_reader_panic(cut in 0usize..40_000, flips in proptest::collection::vec((0usize..40_000, proptest::prelude::any::<u8>()), 1..8)) {
        let mut bytes = std::fs::read(&same::formats("odt")[0]).expect("the fixture");
        let length = bytes.len();
        for (at, value) in flips {
            bytes[at % length] = value;
        }
        bytes.truncate(length - cut % length);
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&bytes).expect("a file");
        if let Err(error) = read(file.path(), &mut |_| {}) {
            proptest::prop_assert!(error.remedy.is_some());
        }
    }
}
