//! Where a value was read: the place, and the words there unless they stand beside it already.

use tillsyn::finding::Evidence;
use tillsyn::rule::{Explained, Read};
use tillsyn::texts;
use tillsyn::write::place;

use super::short;

/// Passages that are told of one value.
const TOLD: usize = 3;
/// Letters by which a passage is known again in a value that shows it in part.
const BEGINNING: usize = 30;

/// " — line 12: “Of 74 teachers 40 were women.”"; nothing where the value is of the very words that are explained.
pub fn told(read: &Read, explained: &Explained) -> Option<String> {
    // A rule that goes through all of a report's things has each of them below.
    if read.of == "Report" && read.from.len() > TOLD {
        return None;
    }
    let own = of_part(read, explained);
    let from: Vec<&Evidence> = read.from.iter().chain(&own).collect();
    let mut told: Vec<String> = Vec::new();
    for one in from.iter().take(TOLD).map(|one| one_place(one, read, explained)) {
        if !one.is_empty() && !told.contains(&one) {
            told.push(one);
        }
    }
    let more = if from.len() > TOLD { "; …" } else { "" };
    (!told.is_empty()).then(|| format!(" — {}{more}", told.join("; ")))
}

/// Of a part of the thing, such as its target, the words are read there.
fn of_part(read: &Read, explained: &Explained) -> Option<Evidence> {
    let whole = explained.check == "check_report" || matches!(read.of, "" | "Report");
    let own = read.place == explained.thing.location || read.thing.is_empty();
    let nothing = read.value == "missing" || read.value.starts_with("0 ");
    (read.from.is_empty() && !whole && !own && !nothing).then(|| Evidence {
        quote: read.thing.clone(),
        file: None,
        location: read.place.clone(),
    })
}

fn one_place(from: &Evidence, read: &Read, explained: &Explained) -> String {
    let mut place = place(&from.location, texts::DEFAULT);
    if let Some(file) = &from.file {
        place = format!("{file}, {place}")
            .trim_end_matches([',', ' '])
            .to_string();
    }
    let quote = from.quote.trim();
    let above = |text: &str| text.trim() == quote || text.starts_with(quote.trim_end_matches('…'));
    let beginning: String = quote.chars().take(BEGINNING).collect();
    // The header of its lines has the words of a part of the whole report.
    let shown = read.value.contains(&beginning)
        || above(&explained.thing.quote)
        || explained.check == "check_report" && above(&read.thing);
    match (place.is_empty(), shown) {
        (_, true) => place,
        (true, false) => format!("“{}”", short(quote)),
        (false, false) => format!("{place}: “{}”", short(quote)),
    }
}
