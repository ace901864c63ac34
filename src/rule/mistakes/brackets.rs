//! Brackets of a script that are never closed, and its names, apart from its texts and remarks.

use crate::problem::Problem;

/// A bracket that has no other half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lone {
    pub bracket: char,
    /// From 1, as the place of it.
    pub line: usize,
    pub column: usize,
}

impl Lone {
    /// What would close it; nothing where it closes what was never opened.
    pub fn closed_by(&self) -> Option<char> {
        match self.bracket {
            '(' => Some(')'),
            '[' => Some(']'),
            '{' => Some('}'),
            _ => None,
        }
    }
}

/// An open bracket, with how far its line stands in.
struct Open {
    lone: Lone,
    indent: usize,
}

/// The bracket that was probably forgotten to be closed: one in which something stands that only another can hold, or the
/// first after which the lines go on no deeper than its own.
pub fn lone(text: &str) -> Option<Lone> {
    let mut open: Vec<Open> = Vec::new();
    let mut suspect: Option<Lone> = None;
    for (index, line) in code(text).lines().enumerate() {
        let start = line.trim_start();
        let indent = line.len() - start.len();
        let shallow = |own: &Open| indent <= own.indent && !start.is_empty() && !start.starts_with('}');
        let last = open.last().filter(|own| own.lone.bracket == '{' && shallow(own));
        suspect = suspect.or(last.map(|own| own.lone));
        for (column, bracket) in line.chars().enumerate() {
            let here = Lone {
                bracket,
                line: index + 1,
                column: column + 1,
            };
            match bracket {
                '(' | '[' | '{' => open.push(Open { lone: here, indent }),
                // A statement ends within no brackets but those of a block.
                ';' if open.last().is_some_and(|last| last.lone.bracket != '{') => {
                    return open.pop().map(|last| last.lone);
                }
                ')' | ']' | '}' => {
                    let fits = |own: &Open| own.lone.closed_by() == Some(bracket);
                    if !open.iter().any(fits) {
                        return Some(here);
                    }
                    if let Some(last) = open.pop().filter(|last| !fits(last)) {
                        return Some(last.lone);
                    }
                }
                _ => {}
            }
        }
    }
    let innermost = open.pop()?.lone;
    Some(suspect.unwrap_or(innermost))
}

/// Line of a remark that is never closed.
pub fn open_remark(text: &str) -> Option<usize> {
    let start = text.rfind("/*")?;
    (!text[start..].contains("*/")).then(|| text[..start].matches('\n').count() + 1)
}

/// The script with spaces in the place of its texts and remarks, sign for sign.
pub fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let end: &[char] = match sign {
            '"' | '`' | '\'' => &[sign],
            '/' if signs.peek() == Some(&'/') => &['\n'],
            '/' if signs.peek() == Some(&'*') => &['*', '/'],
            _ => {
                code.push(sign);
                continue;
            }
        };
        code.push(' ');
        let mut before = ' ';
        for inner in signs.by_ref() {
            code.push(if inner == '\n' { '\n' } else { ' ' });
            let last = match end {
                [one] => inner == *one && before != '\\',
                _ => before == end[0] && inner == end[1],
            };
            if last {
                break;
            }
            // Two strokes stand for one, and end nothing.
            before = if before == '\\' { ' ' } else { inner };
        }
    }
    code
}

/// Told where the bracket stands: where the script first makes no sense without its other half may be far below.
pub fn told(noticed: Problem, text: &str, lone: &Lone) -> Problem {
    let (bracket, line) = (lone.bracket, lone.line);
    let (message, remedy) = match lone.closed_by() {
        Some(other) => (
            format!("the {bracket} of line {line} is never closed"),
            format!("write {other} where it ends"),
        ),
        None => (
            format!("the {bracket} of line {line} closes what was never opened"),
            "delete it, or write the bracket that it is to close".to_string(),
        ),
    };
    let told = Problem::new(noticed.path, message).at(text, line, Some(lone.column));
    told.remedy(remedy)
}

#[cfg(test)]
mod tests {
    use super::lone;

    #[test]
    fn the_bracket_without_its_other_half_is_found_where_it_stands() {
        for (script, expected) in [
            (
                "fn a(x) {\n    if (x.b && c {\n        return;\n    }\n}\n",
                Some(('(', 2, 8)),
            ),
            ("fn a(x) {\n    let l = [1, 2;\n}\n", Some(('[', 2, 13))),
            ("fn a(x) {\n    finding(x\n}\n", Some(('(', 2, 12))),
            (
                "fn a(x) {\n    if x {\n        y();\n\nfn b(x) {\n}\n",
                Some(('{', 2, 10)),
            ),
            ("fn a(x) {\n    y();\n", Some(('{', 1, 9))),
            ("fn a(x) {\n    y());\n}\n", Some((')', 2, 8))),
            (
                "fn a(x) {\n    y(\"(\", '{'); // [\n    /* ( */ l.map(|x| { z(x); })\n}\n",
                None,
            ),
        ] {
            let found = lone(script).map(|own| (own.bracket, own.line, own.column));
            assert_eq!(found, expected, "{script}");
        }
    }
}
