//! Signs that no script can have, as word processors write them.

/// Signs that word processors write, and what a script needs in their place.
pub fn instead_of(c: char) -> Option<&'static str> {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' => {
            Some("replace the curly quotation marks by straight double ones: write \"")
        }
        '–' | '—' | '−' | '‐' | '‑' => Some("replace the dash by a plain minus sign: write -"),
        '…' => Some("write two full stops"),
        '\u{a0}' | '\u{2007}' | '\u{202f}' => {
            Some("write an ordinary space: the one here only looks like it")
        }
        '≤' => Some("write <="),
        '≥' => Some("write >="),
        '≠' => Some("write !="),
        '×' => Some("write *"),
        '\u{0}' => Some("the file is damaged here: write the line anew"),
        '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{2060}' => {
            Some("a sign that cannot be seen stands here: write the line anew")
        }
        _ => None,
    }
}

/// Quotation marks that stand in pairs.
const PAIRS: [(char, &str); 4] = [('“', "“”"), ('„', "„”“"), ('«', "«»"), ('‘', "‘’")];

/// A sign as it is named to a person: a quotation mark with the other one of its pair where that stands in the line too.
pub fn named(c: char, line: &str) -> String {
    let pair = PAIRS.iter().find(|(begins, _)| *begins == c);
    let ends = pair.and_then(|(_, signs)| signs.chars().skip(1).find(|end| line.contains(*end)));
    ends.map_or_else(|| c.to_string(), |end| format!("{c} and {end}"))
}
