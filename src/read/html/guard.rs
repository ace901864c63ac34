//! Refuses pages whose elements are nested without end, before they are parsed: the parser takes hours over them.

/// Deeper nesting than any page that a person wrote.
pub const MAX_OPEN: usize = 512;

/// Elements that have no end, or that end by themselves when the next begins.
const NEVER_DEEP: [&str; 29] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "tbody", "thead", "tfoot",
    "colgroup", "html", "body",
];
/// What stands inside these is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

pub fn is_too_deep(text: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let closes = rest.starts_with('/');
        rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let name = &rest[..length];
        rest = &rest[length..];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || is_one_of(name, &NEVER_DEEP) {
            continue;
        }
        if closes {
            close(&mut open, name);
        } else if is_one_of(name, &RAW) {
            rest = after_raw(rest, name);
        } else if !closes_itself(rest) {
            open.push(name);
        }
        if open.len() > MAX_OPEN {
            return true;
        }
    }
    false
}

/// An end inside a table does not reach what is open around the table.
fn close(open: &mut Vec<&str>, name: &str) {
    let found = open
        .iter()
        .rposition(|own| own.eq_ignore_ascii_case(name) || own.eq_ignore_ascii_case("table"));
    if let Some(at) = found.filter(|at| open[*at].eq_ignore_ascii_case(name)) {
        open.truncate(at);
    }
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// XHTML's `<a id="x"/>`. HTML does not know it, and leaves the element open: to count it would refuse sound pages.
fn closes_itself(rest: &str) -> bool {
    rest.split_once('>')
        .is_some_and(|(attributes, _)| attributes.ends_with('/'))
}

fn after_raw<'a>(rest: &'a str, name: &str) -> &'a str {
    rest.match_indices("</")
        .map(|(at, _)| &rest[at + 2..])
        .find(|after| {
            after
                .get(..name.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(name))
        })
        .unwrap_or("")
}
