//! Which encoding a text is in, when nobody says: UTF-8, UTF-16 with or without its mark, else what its letters look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that decide between the two orders of UTF-16.
const SAMPLE: usize = 8 * 1024;

/// The text, and the doubt where its encoding was guessed.
pub fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> (String, Option<String>) {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return (encoding.decode(&bytes).0.into_owned(), None);
    }
    if let Some(encoding) = wide_without_mark(&bytes) {
        let text = encoding.decode_without_bom_handling(&bytes).0.into_owned();
        return (text, Some(doubt("has no byte order mark", encoding)));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error.into_bytes(),
    };
    if let Some(declared) = declared.filter(|declared| *declared != UTF_8 && declared.is_ascii_compatible()) {
        return (declared.decode_without_bom_handling(&bytes).0.into_owned(), None);
    }
    let encoding = guess(&bytes);
    let text = encoding.decode_without_bom_handling(&bytes).0.into_owned();
    (text, Some(doubt("is not UTF-8", encoding)))
}

fn doubt(why: &str, encoding: &'static Encoding) -> String {
    format!(
        "the text {why} and was read as {}: letters beyond A to Z may be wrong",
        encoding.name()
    )
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The encoding that an HTML or XML file names in its first bytes.
pub fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(head).to_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let (_, after) = text.split_once(key)?;
        let label: String = after
            .trim_start_matches(['"', '\'', ' '])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
            .collect();
        Encoding::for_label(label.as_bytes())
    })
}

/// Text has no control characters but white space, and letters make up most of it.
pub fn is_text(head: &[u8]) -> bool {
    if matches!(Encoding::for_bom(head), Some((encoding, _)) if encoding != UTF_8)
        || wide_without_mark(head).is_some()
    {
        return true;
    }
    // Old programs end a file with 0x1a and write 0x0b for a line break.
    let controls = head
        .iter()
        .any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a));
    !controls && (is_utf8(head) || reads_well(&guess(head).decode_without_bom_handling(head).0, 90))
}

/// A head may end inside a character.
fn is_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// UTF-16 has a zero byte in every space and line end, which no other text has.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 8 || !sample.contains(&0) {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let text = encoding.decode_without_bom_handling(sample).0;
        reads_well(&text, 95) && has_common(&text)
    })
}

/// Spaces and letters of European alphabets: read in the wrong order, Latin text looks like Chinese.
fn has_common(text: &str) -> bool {
    let common = text
        .chars()
        .filter(|c| matches!(c, ' '..='~' | '\n' | '\r' | '\t' | '\u{a0}'..='\u{52f}'))
        .count();
    common * 100 >= text.chars().count() * 80
}

/// So many of a hundred characters are such as a person writes.
fn reads_well(text: &str, of_hundred: usize) -> bool {
    let written = |c: &char| {
        c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(c, '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' | '\u{a1}'..='\u{bf}' | '\u{2010}'..='\u{203a}' | '€' | '№' | '\u{1a}')
    };
    let all = text.chars().count();
    all > 0 && text.chars().filter(written).count() * 100 >= all * of_hundred
}
