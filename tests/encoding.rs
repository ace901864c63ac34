//! A text is read in whatever encoding it was saved.

use encoding_rs::{Encoding, KOI8_R, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use tillsyn::document::{Block, Document};
use tillsyn::read::read;

const FRENCH: &str = "Résultats\n\nÀ la fin du projet, « 25 enseignants » formés à l'école étaient présents. L'été dernier, l'équipe a été complétée.\n";
const POLISH: &str = "Wyniki\n\nPod koniec projektu przeszkolono dwudziestu pięciu nauczycieli. Żółta łódź płynęła wzdłuż brzegu, a dzieci jeszcze się śmiały.\n";
const RUSSIAN: &str = "Результаты\n\nК концу проекта обучено двадцать пять учителей. Школы работают, и дети ходят на занятия каждый день.\n";
const ENGLISH: &str = "Results\n\nAt the end of the project 25 teachers were trained. The schools are open, and children attend.\n";

fn of_bytes(bytes: &[u8]) -> Document {
    let file = tempfile::Builder::new()
        .suffix(".txt")
        .tempfile()
        .expect("a file");
    std::fs::write(file.path(), bytes).expect("a file");
    let mut found = None;
    read(file.path(), &mut |reading| found = Some(reading.document)).expect("it is read");
    found.expect("one report")
}

fn text(document: &Document) -> String {
    let texts: Vec<&str> = document.blocks.iter().filter_map(Block::text).collect();
    format!("{}\n", texts.join("\n\n"))
}

fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn old_encodings_are_told_by_their_letters_and_the_doubt_names_them() {
    for (written, encoding) in [
        (FRENCH, WINDOWS_1252),
        (POLISH, WINDOWS_1250),
        (RUSSIAN, WINDOWS_1251),
        (RUSSIAN, KOI8_R),
    ] {
        let document = of_bytes(&Encoding::encode(encoding, written).0);
        assert_eq!(text(&document), written);
        // KOI8-U is KOI8-R with four letters more.
        let named = document.doubts[0].contains(encoding.name())
            || (encoding == KOI8_R && document.doubts[0].contains("KOI8-U"));
        assert!(named, "{:?}", document.doubts);
    }
}

#[test]
fn utf_16_is_read_with_and_without_its_mark() {
    for written in [ENGLISH, RUSSIAN, FRENCH] {
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let bare = of_bytes(&wide(written, order));
            assert_eq!(text(&bare), written);
            assert!(bare.doubts[0].contains("UTF-16"), "{:?}", bare.doubts);
            let marked = of_bytes(&wide(&format!("\u{feff}{written}"), order));
            assert_eq!(text(&marked), written);
            assert!(marked.doubts.is_empty());
        }
    }
}

#[test]
fn utf_8_leaves_no_doubt() {
    for written in [ENGLISH, RUSSIAN, FRENCH, POLISH] {
        let document = of_bytes(written.as_bytes());
        assert_eq!(text(&document), written);
        assert!(document.doubts.is_empty());
    }
    assert_eq!(text(&of_bytes(format!("\u{feff}{RUSSIAN}").as_bytes())), RUSSIAN);
}

#[test]
fn what_is_no_text_is_refused_and_a_file_is_known_by_its_content_not_its_name() {
    let refusal = |name: &str, bytes: &[u8]| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        read(&path, &mut |_| {}).expect_err("it is refused").to_string()
    };
    let noise: Vec<u8> = (0..4_000u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    assert!(refusal("noise.txt", &noise).contains("is no report"));
    assert!(refusal("report.doc", b"{\\rtf1 text}").contains("rich text (RTF)"));
    assert!(refusal("report.html", b"%PDF-1.7").contains("PDF"));
    let archive = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n";
    let archive = refusal("report.mht", archive);
    assert!(archive.contains("web archive") && archive.contains("save it as"));
    for (bytes, format) in [
        (&b"<html><body><p>Text.</p></body></html>"[..], "html"),
        (
            &std::fs::read(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/fixtures/reports/kg-2004-2006.docx"
            ))
            .expect("the fixture"),
            "docx",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.doc");
        std::fs::write(&path, bytes).expect("a file");
        read(&path, &mut |reading| {
            assert_eq!(reading.declared.source.format, format)
        })
        .expect("it is read");
    }
}
