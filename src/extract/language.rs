//! The language that most of a report is in, as recognised: declared languages are not to be trusted.

use crate::document::{BlockKind, Document};
use crate::report::Report;

/// Bytes of text that decide.
const ENOUGH: usize = 20_000;
/// Shorter texts are not judged: they are taken for English.
const TOO_SHORT: usize = 200;

/// ISO 639-1 code where there is one, else ISO 639-3.
pub fn recognise(document: &Document, declared: &Report) -> String {
    let mut text = String::new();
    let accounts = declared.results.iter().flat_map(|result| {
        result
            .progress
            .iter()
            .map(|passage| passage.text.as_str())
            .chain([result.text.as_str()])
    });
    let cells = document.blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::Table(table) => table
            .cells()
            .iter()
            .map(|cell| cell.text.as_str())
            .collect::<Vec<_>>(),
        _ => block.text().into_iter().collect(),
    });
    for part in accounts.chain(cells) {
        if text.len() > ENOUGH {
            break;
        }
        text.push_str(part);
        text.push('\n');
    }
    let known = (text.len() >= TOO_SHORT)
        .then(|| whatlang::detect(&text))
        .flatten()
        .filter(whatlang::Info::is_reliable);
    known.map_or_else(
        || "en".to_string(),
        |info| short_code(info.lang().code()).to_string(),
    )
}

fn short_code(code: &str) -> &str {
    match code {
        "eng" => "en",
        "swe" => "sv",
        "fra" => "fr",
        "spa" => "es",
        "rus" => "ru",
        "nld" => "nl",
        "deu" => "de",
        "por" => "pt",
        "dan" => "da",
        "nob" => "nb",
        "ukr" => "uk",
        "ita" => "it",
        "ara" => "ar",
        other => other,
    }
}
