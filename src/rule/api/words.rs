//! What helps scripts to look at words.

use rhai::{Array, EvalAltResult, ImmutableString};

use super::Api;
use super::value::{Value, quoted};
use crate::document::{Location, Passage, spaced};
use crate::rule::trace::{self, Noted};

/// Letters that are shown on either side of a word that was found.
const AROUND: usize = 25;
/// Words of a list that are shown.
const SHOWN: usize = 6;

/// Whether a text has another.
type Question = (&'static str, fn(&str, &str) -> bool);

const QUESTIONS: [Question; 3] = [
    ("contains", |text, part| text.contains(part)),
    ("starts_with", |text, part| text.starts_with(part)),
    ("ends_with", |text, part| text.ends_with(part)),
];

pub fn register(api: &mut Api) {
    api.function(
        ("find_word(text, words)", "text"),
        "The first of the words that the text has as a whole word or words, whatever its capitals: `find_word(statement.text, \
         params.words)`. An empty text when it has none of them. Unlike the word lists it knows no plural and no other form of a word: \
         give all, `[\"day\", \"days\"]`. `tillsyn rules explain` shows what it found, and where.",
        |text: &str, words: Array| -> Result<String, Box<EvalAltResult>> {
            let words = words.into_iter().map(|word| {
                word.into_string()
                    .map_err(|kind| format!("a list of words must hold texts, and this has a {kind}"))
            });
            let words: Vec<String> = words.collect::<Result<_, _>>()?;
            let own = spaced(text);
            let found = words.iter().find(|word| own.contains(&spaced(word)));
            trace::note("", "", || {
                let asked = format!("find_word({}, {})", quoted(text), listed(&words));
                looked_through(text, asked, told(text, found.map(String::as_str)))
            });
            Ok(found.cloned().unwrap_or_default())
        },
    );
    // The language's own, noted.
    for (name, has) in QUESTIONS {
        api.again(
            name,
            move |text: ImmutableString, part: ImmutableString| -> bool {
                let answer = has(&text, &part);
                trace::note("", "", || {
                    let asked = format!("{}.{name}(\"{part}\")", quoted(&text));
                    looked_through(&text, asked, answer.shown())
                });
                answer
            },
        );
    }
}

/// A text alone, which stands nowhere.
fn looked_through(text: &str, property: String, value: String) -> Noted {
    Noted {
        thing: Passage::new(text, Location::default()),
        property,
        value,
        from: Vec::new(),
    }
}

fn listed(words: &[String]) -> String {
    let mut shown: Vec<String> = words
        .iter()
        .take(SHOWN)
        .map(|word| format!("\"{word}\""))
        .collect();
    if words.len() > SHOWN {
        shown.push(format!("and {} more", words.len() - SHOWN));
    }
    format!("[{}]", shown.join(", "))
}

/// The word with what stands around it.
fn told(text: &str, found: Option<&str>) -> String {
    let Some(word) = found else {
        return "an empty text: it has none of them".to_string();
    };
    match text.to_lowercase().find(&word.to_lowercase()) {
        Some(at) if text.is_char_boundary(at) => {
            format!("“{word}”, in “{}”", around(text, at, word.len()))
        }
        _ => format!("“{word}”"),
    }
}

/// Whole words around a place.
fn around(text: &str, at: usize, length: usize) -> String {
    let from = text[..at]
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(0, |(from, _)| from);
    let from = if from == 0 {
        0
    } else {
        text[from..at].find(' ').map_or(at, |gap| from + gap + 1)
    };
    let rest = text.get(at + length..).unwrap_or_default();
    let to = rest.char_indices().nth(AROUND).map_or(text.len(), |(to, _)| {
        let end = rest[..to].rfind(' ').unwrap_or(0);
        at + length + end
    });
    let before = if from > 0 { "… " } else { "" };
    let after = if to < text.len() { " …" } else { "" };
    format!("{before}{}{after}", &text[from..to])
}
