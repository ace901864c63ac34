//! Text as a browser shows it: white space collapsed, hidden elements left out.

use super::super::tree::Element;

/// Text under construction.
#[derive(Default)]
pub struct Writing {
    pub text: String,
    bold: bool,
    plain: bool,
}

impl Writing {
    /// White space means one space, and none at the start of a line.
    pub fn push(&mut self, text: &str, bold: bool) {
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c') {
                self.text.push(c);
                self.bold |= bold;
                self.plain |= !bold;
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    pub fn line_break(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        self.text.push('\n');
    }

    /// Text that keeps its lines and spaces (`pre`).
    pub fn push_as_is(&mut self, text: &str) {
        self.text.push_str(text);
        self.plain = true;
    }

    /// There is text, and all of it is bold.
    pub fn is_bold(&self) -> bool {
        self.bold && !self.plain
    }
}

/// All of an element, a line for each block, empty lines left out.
pub fn lines(element: &Element) -> String {
    let mut writing = Writing::default();
    write(element, &mut writing);
    let lines: Vec<&str> = writing
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

fn write(element: &Element, writing: &mut Writing) {
    writing.push(&element.text, false);
    for child in &element.children {
        let block = is_block(&child.name) || matches!(child.name.as_str(), "td" | "th" | "br");
        if block {
            writing.line_break();
        }
        if !is_left_out(child) && !is_mark(child, &writing.text) {
            write(child, writing);
        }
        if block && child.name != "br" {
            writing.line_break();
        }
        writing.push(&child.tail, false);
    }
}

/// The raised number of a note behind a word: "jurisdiction¹⁵" is no number of its own, "m²" and "10⁶" are units.
pub fn is_mark(element: &Element, before: &str) -> bool {
    /// Letters that a unit has at the most: "cm".
    const UNIT: usize = 3;
    let own = element.all_text();
    let number = own.trim().trim_matches(['[', ']', '(', ')']);
    let numbered = !number.is_empty() && number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let unit = word.chars().count() <= UNIT || word.ends_with(|c: char| c.is_ascii_digit());
    element.name == "sup" && numbered && !unit
}

/// Elements that stand on lines of their own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "aside"
            | "address"
            | "blockquote"
            | "center"
            | "figure"
            | "figcaption"
            | "fieldset"
            | "form"
            | "details"
            | "summary"
            | "dl"
            | "dt"
            | "dd"
            | "ul"
            | "ol"
            | "menu"
            | "li"
            | "pre"
            | "hr"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}

/// What a person does not read as part of the report.
pub fn is_left_out(element: &Element) -> bool {
    let never = matches!(
        element.name.as_str(),
        "script"
            | "style"
            | "nav"
            | "footer"
            | "head"
            | "template"
            | "noscript"
            | "iframe"
            | "object"
            | "svg"
            | "select"
            | "textarea"
            | "button"
            | "del"
            | "rt"
    );
    never || is_hidden(element) || is_page_furniture(element) || is_note_mark(element)
}

fn is_hidden(element: &Element) -> bool {
    let style: String = element
        .attribute("style")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    element.attribute("hidden").is_some()
        || [
            "display:none",
            "visibility:hidden",
            "mso-hide:all",
            "mso-list:ignore",
        ]
        .iter()
        .any(|hides| style.contains(hides))
}

/// Running headers, footers and contents lists as LibreOffice and Word export them.
fn is_page_furniture(element: &Element) -> bool {
    let is = |name: &str, test: fn(&str) -> bool| element.attribute(name).is_some_and(test);
    is("class", |class| class.to_lowercase().starts_with("msotoc"))
        || (element.name == "div"
            && (is("id", |id| id.starts_with("Table of Contents"))
                || is("title", |title| matches!(title, "header" | "footer"))))
}

/// The raised number that leads to a note, and the one before the note that leads back: with a number before it, it would
/// make another number.
fn is_note_mark(element: &Element) -> bool {
    let leads_inside = |link: &Element| {
        link.name == "a"
            && link
                .attribute("href")
                .is_some_and(|target| target.starts_with('#'))
    };
    let only_child = match element.children.as_slice() {
        [child] if element.text.trim().is_empty() && child.tail.trim().is_empty() => Some(child),
        _ => None,
    };
    match element.name.as_str() {
        "sup" => only_child.is_some_and(leads_inside),
        "a" if leads_inside(element) => {
            only_child.is_some_and(|child| child.name == "sup")
                || element.attribute("class").is_some_and(|class| {
                    ["sdfootnote", "sdendnote"]
                        .iter()
                        .any(|start| class.starts_with(start))
                })
        }
        _ => false,
    }
}
