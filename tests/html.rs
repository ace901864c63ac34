//! What a reader of a web page must see, and that it is what the same report says in Word.

mod same;

use std::io::Write;
use std::time::Instant;

use tillsyn::document::{BlockKind, Document, Table};
use tillsyn::read::{ReadError, read};

fn try_read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let mut file = tempfile::Builder::new().suffix(name).tempfile().expect("a file");
    file.write_all(bytes).expect("a file");
    let mut found = None;
    read(file.path(), &mut |reading| {
        assert_eq!(reading.declared.source.format, "html");
        found = Some(reading.document);
    })?;
    Ok(found.expect("one report"))
}

fn document(body: &str) -> Document {
    let page = format!("<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>");
    try_read(".html", page.as_bytes()).expect("it is read")
}

fn refusal(body: &str) -> String {
    try_read(".html", format!("<html><body>{body}").as_bytes())
        .expect_err("it is refused")
        .reason
}

/// Each block in short: "1 Heading", "- item", "• deep item", "text".
fn seen(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .map(|block| match &block.kind {
            BlockKind::Heading { level, text } => format!("{level} {text}"),
            BlockKind::ListItem { depth, text } => format!("{} {text}", "-".repeat(usize::from(*depth))),
            BlockKind::Footnote { mark, text } => format!("[{mark}] {text}"),
            BlockKind::Table(_) => "table".to_string(),
            BlockKind::Paragraph { text } => text.clone(),
        })
        .collect()
}

fn tables(document: &Document) -> Vec<&Table> {
    document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

#[test]
fn reports_in_html_say_what_they_say_in_word() {
    for html in same::formats("html") {
        same::assert_same(&same::word(&html), &html);
    }
}

#[test]
fn headings_paragraphs_and_lists_are_read_in_order() {
    let found = document(
        "<h1>Results\n of the project</h1>Loose text<br>on two lines.<p>We <b>trained</b> 25\n teachers.<p><strong>Under bold</strong></p><ul><li>One<ul><li><p>Deep</p><p>More of deep.</p></li></ul></li><li><p>Two</p></ul><pre>a\n  b</pre>",
    );
    assert_eq!(
        seen(&found),
        [
            "1 Results of the project",
            "Loose text\non two lines.",
            "We trained 25 teachers.",
            "2 Under bold",
            "- One",
            "-- Deep",
            "More of deep.",
            "- Two",
            "a\n  b"
        ]
    );
    assert_eq!(
        found.blocks[2].location.path.as_deref(),
        Some("/html/body[2]/p[3]")
    );
    assert_eq!(
        &*found.blocks[4].location.section,
        ["Results of the project".to_string(), "Under bold".to_string()]
    );
}

#[test]
fn what_is_not_the_report_is_left_out() {
    let found = document(
        "<nav><a>Home</a></nav><script>var a = '<p>no</p>';</script><style>p {}</style><div title=\"footer\">Page 3</div><p hidden>Hidden.</p><p style=\"display: none\">Hidden too.</p><p>We reached 25<sup><a href=\"#n1\">1</a></sup> of 30 m<sup>2</sup><del> deleted</del>.</p><div id=\"sdfootnote1\"><p><a class=\"sdfootnotesym\" href=\"#a\">1</a> Of whom 15 women.</p></div><p class=\"MsoToc1\">Results 3</p><footer>© us</footer>",
    );
    assert_eq!(seen(&found), ["We reached 25 of 30 m2.", "[1] Of whom 15 women."]);
}

#[test]
fn merged_and_nested_cells_stand_where_they_are_seen() {
    let found = document(
        "<table><caption>Results by year</caption><thead><tr><td colspan=2>Head<td>Target</thead><tr><td rowspan=2>Outcome<td>a<td>1<tr><td>b<table><tr><td>inner</table><td>2</table>",
    );
    let tables = tables(&found);
    assert_eq!(tables.len(), 1);
    let text = |row, column| tables[0].cell(row, column).map(|cell| cell.text.as_str());
    assert_eq!((tables[0].rows(), tables[0].columns()), (3, 3));
    assert_eq!((text(0, 1), text(0, 2)), (Some("Head"), Some("Target")));
    assert_eq!(
        (text(2, 0), text(2, 1), text(2, 2)),
        (Some("Outcome"), Some("b\ninner"), Some("2"))
    );
    assert_eq!(
        tables[0].caption.as_ref().map(|caption| caption.text.as_str()),
        Some("Results by year")
    );
    assert!(tables[0].cells()[0].header && !tables[0].cells()[2].header);
}

#[test]
fn a_row_of_th_is_a_header_and_a_column_of_th_is_not() {
    let found = document("<table><tr><th>A<th>B<tr><th>one<td rowspan=9>2<tr><td>three</table>");
    let table = tables(&found)[0];
    assert_eq!((table.rows(), table.columns()), (3, 2));
    let headers: Vec<bool> = table.cells().iter().map(|cell| cell.header).collect();
    assert_eq!(headers, [true, true, false, false, false]);
}

#[test]
fn a_table_that_only_places_text_is_no_table() {
    let found = document(
        "<table><tr><td><h2>Results</h2><p>Text.</p><table><tr><td>a<td>1</table></td></tr></table>",
    );
    assert_eq!(seen(&found), ["2 Results", "Text.", "table"]);
}

#[test]
fn the_charset_is_the_declared_one_else_guessed() {
    let page = "<html><head><meta charset=\"windows-1251\"></head><body><p>Школы работают.</p></body></html>";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(page);
    let found = try_read(".html", &bytes).expect("it is read");
    assert_eq!(seen(&found), ["Школы работают."]);
    assert!(found.doubts.is_empty());
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode("<html><p>Les écoles sont ouvertes à tous.");
    let found = try_read(".html", &bytes).expect("it is read");
    assert_eq!(seen(&found), ["Les écoles sont ouvertes à tous."]);
    assert!(found.doubts[0].contains("windows-1252"), "{:?}", found.doubts);
    let wide: Vec<u8> = "\u{feff}<html><p>Wide.</p>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(seen(&try_read(".html", &wide).expect("it is read")), ["Wide."]);
}

#[test]
fn xhtml_is_read_as_what_it_is_under_any_name() {
    let page = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- a page --><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body><p>Text<span/> here.</p></body></html>";
    assert_eq!(
        seen(&try_read(".xml", page.as_bytes()).expect("it is read")),
        ["Text here."]
    );
    let spaced = page
        .replace("Text<span/>", "Text&nbsp;is")
        .replace("<title/>", "<title>t</title>");
    assert_eq!(
        seen(&try_read(".xml", spaced.as_bytes()).expect("it is read")),
        ["Text\u{a0}is here."]
    );
}

#[test]
fn pages_made_to_harm_are_refused_quickly_and_by_name() {
    let start = Instant::now();
    for deep in ["<div>", "<b>", "<span><i>", "<table><tr><td>", "<svg><g>"] {
        assert!(
            refusal(&deep.repeat(100_000)).contains("nested deeper than 512"),
            "{deep}"
        );
    }
    let crossed: String = (0..30_000)
        .map(|i| format!("<b id={i}><table></b></table>"))
        .collect();
    assert!(refusal(&crossed).contains("nested deeper than 512"));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let sound = document(&"<p>One.<li>Two.<td>".repeat(2_000));
    assert!(sound.blocks.len() >= 4_000);
    let nested = format!("{}deep{}", "<div>".repeat(480), "</div>".repeat(480));
    assert_eq!(seen(&document(&nested)), ["deep"]);
    let spans = "<span>".repeat(480) + "deep";
    assert_eq!(seen(&document(&spans)), ["deep"]);
    let cells = "<table><tr><td>".repeat(120) + "deep";
    assert_eq!(tables(&document(&cells))[0].cells()[0].text, "deep");
}

#[test]
fn huge_spans_and_truncated_pages_are_borne() {
    let row = "<tr><td colspan=99999999 rowspan=99999999>x".repeat(2_000);
    assert!(tables(&document(&format!("<table>{row}</table>"))).len() <= 1);
    let page = std::fs::read(&same::formats("html")[0]).expect("the fixture");
    for part in 1..10 {
        let found = try_read(".html", &page[..page.len() * part / 10]);
        let no_text = found
            .as_ref()
            .is_err_and(|error| error.reason.contains("has no text"));
        assert!(found.is_ok() || no_text, "{found:?}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_make_the_reader_panic(cut in 0usize..40_000, flips in proptest::collection::vec((0usize..40_000, proptest::prelude::any::<u8>()), 1..8)) {
        let mut bytes = std::fs::read(&same::formats("html")[0]).expect("the fixture");
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
