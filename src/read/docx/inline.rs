//! What the runs of a Word paragraph say.

use super::super::tree::Element;
use super::styles::Styles;

#[derive(Default)]
pub struct Inline<'a> {
    pub text: String,
    /// Every run with text is bold.
    pub bold: Option<bool>,
    /// Kind and id of the notes referred to.
    pub notes: Vec<(&'static str, String)>,
    /// Contents of text boxes.
    pub boxes: Vec<&'a Element>,
}

pub fn inline<'a>(paragraph: &'a Element, styles: &Styles) -> Inline<'a> {
    let mut found = Inline::default();
    collect(paragraph, styles, false, &mut found);
    found
}

fn collect<'a>(element: &'a Element, styles: &Styles, bold: bool, found: &mut Inline<'a>) {
    for child in &element.children {
        match child.name.as_str() {
            "r" => run(child, styles, bold, found),
            "t" => found.text.push_str(&child.text),
            "tab" | "ptab" => found.text.push('\t'),
            "br" if child.attribute("type").is_none_or(|kind| kind == "textWrapping") => {
                found.text.push('\n')
            }
            "cr" => found.text.push('\n'),
            "noBreakHyphen" => found.text.push('-'),
            "sym" => found.text.extend(symbol(child)),
            "footnoteReference" => found.notes.push(("footnote", id(child))),
            "endnoteReference" => found.notes.push(("endnote", id(child))),
            "txbxContent" => found.boxes.push(child),
            // Deleted and moved-away text, field codes, and the second copy of a drawing for old programs.
            "del" | "moveFrom" | "instrText" | "Fallback" | "pPr" | "rPr" | "delText" | "sdtPr" => {}
            _ => collect(child, styles, bold, found),
        }
    }
}

fn run<'a>(run: &'a Element, styles: &Styles, bold: bool, found: &mut Inline<'a>) {
    let own = run.child("rPr").and_then(|properties| {
        properties
            .is_on("b")
            .or_else(|| styles.bold(properties.value("rStyle")))
    });
    let before = found.text.len();
    collect(run, styles, own.unwrap_or(bold), found);
    let wrote = !found.text[before..].trim().is_empty();
    if let (true, Some(own)) = (wrote, own.or((found.bold == Some(true)).then_some(false))) {
        found.bold = Some(found.bold.unwrap_or(true) && own);
    }
}

fn id(reference: &Element) -> String {
    reference.attribute("id").unwrap_or_default().to_string()
}

/// A character of a symbol font. Word places those fonts' characters at U+F000, where they mean nothing to others.
fn symbol(symbol: &Element) -> Option<char> {
    let code = u32::from_str_radix(symbol.attribute("char")?, 16).ok()?;
    let font = symbol.attribute("font").unwrap_or_default().to_lowercase();
    let wingdings = font.starts_with("wingdings");
    let c = match code {
        0xf0fc if wingdings => '✓',
        0xf0fb if wingdings => '✗',
        0xf0fe if wingdings => '☑',
        0xf0fd | 0xf078 if wingdings => '☒',
        0xf06f | 0xf0a8 if wingdings => '☐',
        0xf0e0 if wingdings => '→',
        0xf0a7 | 0xf076 | 0xf0d8 if wingdings => '•',
        0xf0b3 => '≥',
        0xf0a3 => '≤',
        0xf0b1 => '±',
        0xf0b0 => '°',
        0xf0b4 => '×',
        0xf0b7 => '•',
        0xf0ae => '→',
        0xf020..=0xf07e if !wingdings => char::from_u32(code - 0xf000)?,
        _ => char::from_u32(code)?,
    };
    Some(c)
}
