//! Sentences that were written in English, known again by their text and told in another language.

use super::{DEFAULT, OWN, Texts, fill, placeholders};

/// The sentence in that language, or as it is where it is none of the program's own.
pub fn known_again(sentence: &str, language: &str) -> String {
    if language == DEFAULT {
        return sentence.to_string();
    }
    let fitting = OWN.doubts.values().filter_map(|texts| {
        let values = values(texts.of(DEFAULT), sentence)?;
        Some((texts, values))
    });
    // “… has hidden rows: {rows}” fits rows and columns too.
    let best = fitting.max_by_key(|(texts, _)| literal_length(texts));
    let Some((texts, values)) = best else {
        return sentence.to_string();
    };
    let value = |name: &str| {
        let (_, value) = values.iter().find(|(own, _)| *own == name)?;
        // What is quoted is the report's.
        let quoted = texts.of(DEFAULT).contains(&format!("“{{{name}}}”"));
        Some(if quoted {
            (*value).to_string()
        } else {
            known_again(value, language)
        })
    };
    fill(texts.of(language), value).unwrap_or_else(|_| sentence.to_string())
}

/// What stands in the sentence for each placeholder, where the rest of it is as in the template.
fn values<'a>(template: &'a str, sentence: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut pieces = template
        .split('{')
        .map(|piece| piece.split_once('}').map_or(piece, |(_, text)| text));
    let mut rest = sentence.strip_prefix(pieces.next()?)?;
    let names: Vec<&str> = placeholders(template).collect();
    let mut found = Vec::new();
    for (index, (name, piece)) in names.iter().zip(pieces).enumerate() {
        let last = index + 1 == names.len();
        let (value, after) = if last {
            (rest.strip_suffix(piece)?, "")
        } else {
            rest.split_once(piece)?
        };
        // Nothing stands for nothing, and a value as long as the sentence would be known for ever.
        if value.is_empty() || value == sentence {
            return None;
        }
        found.push((*name, value));
        rest = after;
    }
    rest.is_empty().then_some(found)
}

fn literal_length(texts: &Texts) -> usize {
    let template = texts.of(DEFAULT);
    let named: usize = placeholders(template).map(|name| name.len() + 2).sum();
    template.len() - named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubts_are_told_in_another_language_with_what_is_filled_in() {
        for (english, swedish) in [
            (
                "a passage of the section “Méthode” is in French: checks that need words were not made there",
                "ett stycke under rubriken ”Méthode” är på franska: där gjordes inga kontroller som bygger på ordlistor",
            ),
            (
                "the sheet “Budget” has hidden rows: 3 to 5, and hidden columns: B",
                "bladet ”Budget” har dolda rader: 3 to 5, och dolda kolumner: B",
            ),
            (
                "the text is not UTF-8 and was read as KOI8-U: letters beyond A to Z may be wrong",
                "texten är inte UTF-8 och lästes som KOI8-U: andra bokstäver än A till Z kan ha blivit fel",
            ),
            ("the sheet “English” is hidden", "bladet ”English” är dolt"),
            (
                "page 3 is damaged and was not read",
                "sida 3 är skadad och lästes inte",
            ),
            ("nobody has said this before", "nobody has said this before"),
        ] {
            assert_eq!(known_again(english, "sv"), swedish);
            assert_eq!(known_again(english, "en"), english);
        }
    }

    /// A doubt that is worded anew in the code would be told in English.
    #[test]
    fn every_known_doubt_is_worded_in_the_code_as_in_the_texts() {
        let mut code = String::new();
        for folder in [
            "src/read",
            "src/extract",
            "src/extract.rs",
            "src/check",
            "src/inbox",
        ] {
            let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for file in walkdir::WalkDir::new(root).into_iter().flatten() {
                code.push_str(&std::fs::read_to_string(file.path()).unwrap_or_default());
            }
        }
        let code = code.replace("\\\"", "\"").replace("\\\n", "");
        let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
        for (name, texts) in &OWN.doubts {
            let pieces = texts.of(DEFAULT).split(['{', '}']).step_by(2);
            for piece in pieces.map(str::trim) {
                assert!(code.contains(piece), "{name}: “{piece}” is said nowhere");
            }
        }
    }
}
