//! Lists of words that a script looked for in one text after the other and did not find: one line for all of them.

use tillsyn::rule::Read;

use super::{only_looked_through, short};

/// Texts and words that are told by name.
const NAMED: usize = 3;
/// From so many searches on they are told together.
const TOGETHER: usize = 3;

/// The words that were looked for with `find_word`, in vain: `"day", "days"`.
fn sought(read: &Read) -> Option<&str> {
    let asked = read
        .property
        .strip_prefix("find_word(")
        .filter(|_| read.of.is_empty())?;
    let vain = read.value.starts_with("an empty text");
    let (_, words) = asked.rsplit_once(", [").filter(|_| vain)?;
    words.strip_suffix("])")
}

/// How many reads at the beginning are of this kind, and the line for them where they are many.
pub fn in_vain(reads: &[Read]) -> (usize, Option<String>) {
    let mut count = 0;
    let mut searches = Vec::new();
    while count < reads.len() {
        if let Some(words) = sought(&reads[count]) {
            searches.push((reads[count].thing.as_str(), words));
            count += 1;
        } else if only_looked_through(&reads[count..]) && sought(&reads[count + 1]).is_some() {
            count += 1;
        } else {
            break;
        }
    }
    if searches.len() < TOGETHER {
        return (count, None);
    }
    let texts = distinct(searches.iter().map(|(text, _)| *text));
    let words = distinct(searches.iter().flat_map(|(_, words)| words.split(", ")));
    let named = match words.len() {
        ..=NAMED => words.join(", "),
        more => format!("{} and {} more", words[..NAMED].join(", "), more - NAMED),
    };
    let quoted: Vec<String> = texts
        .iter()
        .take(NAMED)
        .map(|text| format!("“{}”", short(text)))
        .collect();
    let more = match texts.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let found = format!(
        "find_word(…) found none of {named} in {}{more}",
        quoted.join(", ")
    );
    (count, Some(found))
}

fn distinct<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = std::collections::HashSet::new();
    all.filter(|own| seen.insert(*own)).collect()
}
