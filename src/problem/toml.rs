//! Mistakes in TOML files in the words of people who do not know TOML.

mod marks;
mod mend;
mod syntax;
mod whole;

use std::path::PathBuf;

use super::{Apart, Problem, nearest};
use syntax::QUOTE_IT;
pub use whole::{Whole, read};

const CURLY: &str = "these are curly quotation marks, as word processors write them";
const LIST_IT: &str = "write a list in square brackets, also of one: [\"…\"]";

impl Problem {
    /// A file that is no TOML, or has other keys or values than its kind of file; `otherwise` is the remedy where
    /// nothing better is known.
    pub fn of_toml(path: impl Into<PathBuf>, text: &str, error: &toml::de::Error, otherwise: &str) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let line = line_at(text, offset);
        let (message, remedy) = plain(error.message(), line);
        // The parser stops where nothing can follow any more, far behind the mark that was meant to end a text.
        let curly = marks::curly(line).filter(|_| message == CURLY);
        let offset = curly.map_or(offset, |at| start_of_line(text, offset) + at);
        let problem = Problem::new(path, message).remedy(remedy.unwrap_or_else(|| otherwise.to_string()));
        // What is missing in the file as a whole is missing nowhere in particular.
        let nowhere = error.span().is_none_or(|span| span.is_empty());
        if nowhere && error.message().starts_with("missing field") {
            return problem;
        }
        problem.at_offset(text, offset)
    }
}

fn start_of_line(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    before.rfind('\n').map_or(0, |at| at + 1)
}

fn line_at(text: &str, offset: usize) -> &str {
    let line = text
        .get(..offset)
        .map_or(0, |before| before.matches('\n').count());
    text.lines().nth(line).unwrap_or_default()
}

/// Texts that are given by language, as the pages and new rules have them.
const BY_LANGUAGE: [&str; 2] = ["message", "ask"];

/// A key as the pages write it.
fn as_written(key: &str) -> String {
    match BY_LANGUAGE.contains(&key) {
        true => format!("{key}.en"),
        false => key.to_string(),
    }
}

/// "0 kr", "10%": a number and what it is of.
fn with_unit(line: &str) -> Option<(&str, &str)> {
    let value = value_of(line);
    let end = value.find(|sign: char| !(sign.is_ascii_digit() || "+-._".contains(sign)))?;
    let (number, unit) = (value[..end].trim(), value[end..].trim());
    let begins = unit.starts_with(|sign: char| sign.is_alphabetic() || "%‰€$£".contains(sign));
    let of_words = |sign: char| !sign.is_ascii_digit() && !"\"'[]{},=".contains(sign);
    (number.parse::<f64>().is_ok() && begins && unit.chars().all(of_words)).then_some((number, unit))
}

/// What stands after the first `=`, without a remark.
fn value_of(line: &str) -> &str {
    let value = line.split_once('=').map_or(line, |(_, value)| value);
    value.split('#').next().unwrap_or_default().trim()
}

/// What is wrong, and what to do about it. The parser's own words begin the same from one of its versions to the next;
/// those that are not known here are shown as they are.
fn plain(message: &str, line: &str) -> (String, Option<String>) {
    let told = |what: &str, remedy: &str| (what.to_string(), Some(remedy.to_string()));
    let mut names = message.split('`').skip(1).step_by(2);
    let name = names.next().unwrap_or_default();
    let begins = |with: &str| message.starts_with(with);
    if marks::curly(line).is_some() && !begins("unknown") && !begins("missing field") {
        told(CURLY, "replace them by straight ones (\")")
    } else if let Some((number, unit)) = with_unit(line).filter(|_| !begins("duplicate key")) {
        let key = line.split('=').next().unwrap_or_default().trim();
        (
            format!("a number stands without its unit, and this is `{number} {unit}`"),
            Some(match key {
                "min" | "max" | "default" => {
                    format!("write {key} = {number}; the unit has a line of its own: unit = \"{unit}\"")
                }
                _ => format!("write {key} = {number}"),
            }),
        )
    } else if begins("unknown field") {
        let known: Vec<&str> = names.collect();
        let longer = known.iter().find(|own| name.starts_with(**own));
        let meant = longer.map(|own| (*own).to_string());
        let remedy = match meant.or_else(|| nearest(name, known.iter().copied())) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("here can stand {}", known.join(", ")),
        };
        (format!("there is no key `{name}` here"), Some(remedy))
    } else if begins("unknown variant") {
        let known: Vec<&str> = names.collect();
        let begun = known.iter().find(|own| !name.is_empty() && own.starts_with(name));
        let begun = begun.map(|own| (*own).to_string());
        let remedy = match begun.or_else(|| nearest(name, known.iter().copied())) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write one of {}", known.join(", ")),
        };
        (format!("`{name}` is none of {}", known.join(", ")), Some(remedy))
    } else if begins("missing field") {
        (
            format!("there is no `{name}`"),
            Some(format!("add a line: {} = …", as_written(name))),
        )
    } else if begins("duplicate key") {
        let key = line.split('=').next().unwrap_or_default().trim();
        (
            format!("`{key}` stands twice"),
            Some("delete one of the two".to_string()),
        )
    } else if begins("invalid type") && message.ends_with("expected struct Param") {
        told(
            "a parameter needs more than its value",
            "write [params.NAME] on a line of its own, and below it default = … and about = \"…\"",
        )
    } else if begins("invalid type") {
        let (found, expected) = message
            .split_once(", expected ")
            .unwrap_or((message, "another value"));
        let found = found.trim_start_matches("invalid type: ");
        (
            format!("{} stands here, and {} is expected", kind(found), kind(expected)),
            Some(if expected.contains("sequence") {
                LIST_IT.to_string()
            } else {
                QUOTE_IT.to_string()
            }),
        )
    } else if let Some(apart) = apart(message, line) {
        let (what, remedy) = apart.told();
        (what, Some(remedy))
    } else if begins("unexpected key or value") && value_of(line).contains("\",") {
        told("a list must stand in square brackets", LIST_IT)
    } else if begins("invalid boolean") || begins("invalid float, expected") {
        let value = value_of(line);
        told(&format!("`{value}` is neither a text nor a number"), QUOTE_IT)
    } else if begins("string values must be quoted") && value_of(line).is_empty() {
        told("nothing stands after the =", QUOTE_IT)
    } else if let Some((what, remedy)) = syntax::plain(message) {
        (what, Some(remedy))
    } else {
        (message.replace('\n', " "), None)
    }
}

/// "default = 10,000", and "[10,000]", whose second number would begin with 0.
fn apart(message: &str, line: &str) -> Option<Apart> {
    let divided = ["unexpected key or value", "unexpected leading zero"];
    let divided = divided.iter().any(|begin| message.starts_with(begin));
    Apart::find(value_of(line), None).filter(|_| divided)
}

/// `string "x"`, `a map`: kinds of values by the names that people know.
fn kind(of: &str) -> String {
    let names = [
        ("string", "the text"),
        ("integer", "the number"),
        ("floating point", "the number"),
        ("boolean", ""),
        ("a string", "a text"),
        ("a map", "a table with names"),
        ("map", "a table with names"),
        ("sequence", "a list"),
        ("a sequence", "a list in [ ]"),
        ("a boolean", "true or false"),
        ("i64", "a whole number"),
        ("u64", "a whole number"),
        ("usize", "a whole number"),
        ("f64", "a number"),
    ];
    let known = names
        .iter()
        .filter(|(name, _)| of.starts_with(name))
        .max_by_key(|(name, _)| name.len());
    match known {
        Some((name, plain)) => format!("{plain}{}", &of[name.len()..])
            .replace('`', "")
            .trim()
            .to_string(),
        None => of.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct File {
        title: String,
        number: Option<u64>,
    }

    #[test]
    fn all_that_keeps_a_file_from_being_toml_is_told_at_once_and_nothing_that_follows_from_it() {
        let texts = [
            "title = “A”\nlevel = warning\nsource = \"S\"\n",
            "title = \"A\nlevel = \"warning\nsource = \"S\"\n",
            "title \"A\"\n[params.x\ndefault = 3,5\nabout = \"A\"\n",
            "names = [\"a\" \"b\"]\nother = [\"a\"\n\n[params]\nmore = yes\n",
            "title = \"A\"\ntitle = \"B\"\nlevel = = \"note\"\n",
            "[rule.gender/*]\nlevel = \"note\"\n\n[rule.\"a/b\"]\nlevel: \"error\"\n",
            "names = [\n  \"a\"\n  \"b\",\n]\nother = [1,, 2]\n",
            "names = { en = \"a\"\ntitle = \"B\"\nlevel = warning\n",
            "about = \"\"\"\nNever closed.\nlevel = \"note\"\n",
        ];
        let told = texts.map(|text| {
            let found = whole::misspellings(std::path::Path::new("x.toml"), text, "otherwise");
            found
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        });
        insta::assert_snapshot!(told.join("\n\n"));
    }

    fn told(text: &str) -> String {
        let error = toml::from_str::<File>(text).expect_err("a mistake");
        Problem::of_toml("x.toml", text, &error, "otherwise").to_string()
    }

    #[test]
    fn every_common_mistake_is_told_in_plain_words() {
        let texts = [
            "title = “A”",
            "title = ‘A’",
            "title = A",
            "title = \"A",
            "title \"A\"",
            "title = 3",
            "title = \"A\"\nnumber = \"3\"",
            "title = \"A\"\nnumber = 3,5",
            "title = \"A\"\ntitle = \"B\"",
            "title = \"A\"\nnumbr = 3",
            "number = 3",
            "[title",
            "title = yes",
            "number = ten",
            "names = \"a\", \"b\"]",
            "names = [\"a\" \"b\"]",
            "names = [\"a\",, \"b\"]",
            "names = [\"a\"",
            "names = { en = \"a\" sv = \"b\" }",
            "names = { en = \"a\"",
            "names = [a = 1]",
            "title =",
            "title = = \"A\"",
            "title: \"A\"",
            "= \"A\"",
            "[rule.gender/*]\ntitle = 3",
            "title = \"C:\\my\"",
            "title = \"A\"\nnumber = 10,000",
            "title = \"A\"\nnumbers = [10,000]",
            "number = 007",
            "number = 3__0",
            "title = \"A\"\n[title.en]",
            "Write the rules here",
        ];
        insta::assert_snapshot!(texts.map(told).join("\n\n"));
    }
}
