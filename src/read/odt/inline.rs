//! What is inside a paragraph of an OpenDocument file: text, notes and text boxes.

use super::super::tree::Element;
use super::styles::Styles;

/// Spaces that one element may stand for.
const MAX_SPACES: usize = 100;

#[derive(Default)]
pub struct Inline<'a> {
    pub text: String,
    /// There is text, and all of it is bold.
    pub bold: bool,
    plain: bool,
    pub notes: Vec<&'a Element>,
    /// Text boxes and shapes.
    pub boxes: Vec<&'a Element>,
}

pub fn inline<'a>(paragraph: &'a Element, styles: &Styles) -> Inline<'a> {
    let mut found = Inline::default();
    let style = paragraph.attribute("style-name");
    if !styles.is_hidden("paragraph", style) {
        let bold = styles.bold("paragraph", style).unwrap_or(false);
        found.collect(paragraph, styles, bold);
    }
    found.bold &= !found.plain;
    found
}

impl<'a> Inline<'a> {
    fn collect(&mut self, element: &'a Element, styles: &Styles, bold: bool) {
        self.push(&element.text, bold);
        for child in &element.children {
            self.child(child, styles, bold);
            self.push(&child.tail, bold);
        }
    }

    fn child(&mut self, child: &'a Element, styles: &Styles, bold: bool) {
        match child.name.as_str() {
            "span" => {
                let style = child.attribute("style-name");
                if !styles.is_hidden("text", style) {
                    self.collect(child, styles, styles.bold("text", style).unwrap_or(bold));
                }
            }
            "s" => {
                let count = child.attribute("c").and_then(|count| count.parse().ok());
                self.text
                    .extend(std::iter::repeat_n(' ', count.unwrap_or(1).min(MAX_SPACES)));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            "note" => self.notes.push(child),
            "frame" | "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "path" => {
                self.boxes.push(child)
            }
            // Comments, prompts of empty fields, hidden fields, formulas, and readings above East Asian letters.
            "annotation" | "placeholder" | "hidden-text" | "hidden-paragraph" | "script" | "object"
            | "ruby-text" | "title" | "desc" => {}
            _ => self.collect(child, styles, bold),
        }
    }

    /// White space in the file means one space, and none at the start.
    fn push(&mut self, text: &str, bold: bool) {
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r') {
                self.text.push(c);
                self.bold |= bold;
                self.plain |= !bold;
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }
}
