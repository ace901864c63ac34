//! Languages of a rule's texts that are probably not meant, or that only a part of them has.

use std::path::Path;

use crate::problem::Problem;
use crate::rule::manifest::Manifest;

/// What people write for a language, and its ISO 639-1 code.
const CONFUSED: [(&str, &str); 14] = [
    ("english", "en"),
    ("svenska", "sv"),
    ("swedish", "sv"),
    ("french", "fr"),
    ("spanish", "es"),
    ("se", "sv"),
    ("swe", "sv"),
    ("sp", "es"),
    ("spa", "es"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("eng", "en"),
    ("uk", "en"),
    ("gb", "en"),
];

/// The language that is probably meant by what is none.
pub fn meant(language: &str) -> Option<&'static str> {
    let small = language.to_lowercase();
    let own = CONFUSED.iter().map(|(_, meant)| (*meant, *meant));
    let mut all = CONFUSED.iter().copied().chain(own);
    let meant = all.find(|(wrong, meant)| *wrong == small && *meant != language);
    meant.map(|(_, meant)| meant)
}

pub fn doubtful(manifest: &Manifest, (path, text): (&Path, &str)) -> Vec<Problem> {
    let at = |word: String, what: String, remedy: String| {
        let offset = text.find(&word).unwrap_or(0);
        Problem::new(path, what).at_offset(text, offset).remedy(remedy)
    };
    let mut found = Vec::new();
    for (name, own, other) in [
        ("message", &manifest.message, (&manifest.ask, "ask")),
        ("ask", &manifest.ask, (&manifest.message, "message")),
    ] {
        for (language, _) in own.iter() {
            if let Some(meant) = meant(language) {
                found.push(at(
                    format!("{name}.{language}"),
                    format!("`{language}` is probably not the language that is meant"),
                    format!("write {name}.{meant}"),
                ));
            } else if !other.0.speaks(language) {
                found.push(at(
                    format!("{name}.{language}"),
                    format!("there is {name}.{language} and no {}.{language}", other.1),
                    format!("write it too: a finding in `{language}` is half in English without it"),
                ));
            }
        }
    }
    found
}
