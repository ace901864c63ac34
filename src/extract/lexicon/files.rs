//! Word lists as people write them: TOML files in `lexicons/<language>/`, several of which can make one list.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Deserialize;

use super::List;
use crate::problem::{Problem, nearest, read};
use crate::reference::WordList;
use crate::rules_folder::RulesFolder;

/// One list of one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    #[serde(default)]
    words: Vec<String>,
    /// Words that stand for a number, as written.
    #[serde(default)]
    values: BTreeMap<String, i64>,
    /// Words of other files that this list is to do without, as they are written there.
    #[serde(default)]
    without: Vec<String>,
}

/// A word of a list, with the number that it stands for, if any.
pub struct Word {
    pub list: List,
    pub text: String,
    pub value: Option<i64>,
}

type Lists = BTreeMap<String, ListFile>;

/// Language, path and text of every file with word lists.
pub fn of_lexicons(folder: &RulesFolder) -> impl Iterator<Item = (&str, &str, &str)> {
    folder.files().filter_map(|(path, text)| {
        let (language, _) = path.strip_prefix("lexicons/")?.split_once('/')?;
        path.ends_with(".toml").then_some((language, path, text))
    })
}

/// Every word of a language's files, less those that some file takes out again.
pub fn words<'a>(files: impl Iterator<Item = &'a str>) -> Vec<Word> {
    let files: Vec<Lists> = files.filter_map(|text| toml::from_str(text).ok()).collect();
    let named = || {
        let lists = files.iter().flatten();
        lists.filter_map(|(name, file)| Some((List::named(name)?, file)))
    };
    let gone: HashSet<(List, &str)> = named()
        .flat_map(|(list, file)| file.without.iter().map(move |word| (list, word.as_str())))
        .collect();
    let stays = |list: List, word: &str| gone.is_empty() || !gone.contains(&(list, word));
    let mut found = Vec::new();
    for (list, file) in named() {
        let words = file.words.iter().filter(|word| stays(list, word));
        found.extend(words.map(|word| Word {
            list,
            text: word.clone(),
            value: None,
        }));
        let values = file.values.iter().filter(|(word, _)| stays(list, word));
        found.extend(values.map(|(word, value)| Word {
            list,
            text: format!("={word}"),
            value: Some(*value),
        }));
    }
    found
}

/// The words of a file's lists, whatever other files make of them.
pub fn has(text: &str) -> Vec<Word> {
    words(std::iter::once(text))
}

/// The words that a file takes out of lists.
pub fn takes_out(text: &str) -> Vec<Word> {
    let lists: Lists = toml::from_str(text).unwrap_or_default();
    let named = lists
        .into_iter()
        .filter_map(|(name, file)| Some((List::named(&name)?, file.without)));
    named
        .flat_map(|(list, words)| words.into_iter().map(move |text| (list, text)))
        .map(|(list, text)| Word {
            list,
            text,
            value: None,
        })
        .collect()
}

/// What looking through the files of a person comes to: those of the binary were tried before they were shipped.
#[derive(Default)]
pub struct Looked {
    /// Every file that is no TOML, and every list, language or word to be left out that does not exist.
    pub mistakes: Vec<Problem>,
    /// Languages without files as shipped that have fewer than half of the lists.
    pub incomplete: Vec<String>,
}

pub fn look_through(folder: &RulesFolder) -> Looked {
    let mut looked = Looked::default();
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let (shipped, own): (Vec<_>, Vec<_>) =
        of_lexicons(folder).partition(|(_, path, _)| folder.is_as_shipped(path));
    for (language, path, text) in own {
        match in_file(folder, language, path, text) {
            Ok(lists) => names.entry(language).or_default().extend(lists.into_keys()),
            Err(problems) => looked.mistakes.extend(problems),
        }
    }
    let complete = |language: &str| shipped.iter().any(|(own, ..)| *own == language);
    names.retain(|language, names| !complete(language) && names.len() < List::ALL.len() / 2);
    looked.incomplete = names.into_keys().map(String::from).collect();
    looked
}

fn in_file(folder: &RulesFolder, language: &str, path: &str, text: &str) -> Result<Lists, Vec<Problem>> {
    if language.len() != 2 {
        let problem = Problem::new(folder.path(path), format!("`{language}` is no language's folder"));
        return Err(vec![
            problem.remedy("name it by the two letters of ISO 639-1: en, sv, fr, es, ru"),
        ]);
    }
    if let Some(problem) = under_words(folder, path, text) {
        return Err(vec![problem]);
    }
    let made = "a lexicon is made of lists: [name] and words = [\"…\", \"…\"], or values = { word = 1 }";
    let found = read::<Lists>(&folder.path(path), text, made);
    let mut problems = found.problems;
    let Some(lists) = found.value else {
        return Err(problems);
    };
    for (name, file) in &lists {
        if List::named(name).is_none() {
            problems.push(unknown_list(folder, path, text, name));
        } else if !file.without.is_empty() {
            problems.extend(not_there(folder, language, name, file).map(|(word, remedy)| {
                let offset = text.find(&format!("\"{word}\"")).unwrap_or(0);
                Problem::new(
                    folder.path(path),
                    format!("the list has no `{word}` to do without"),
                )
                .at_offset(text, offset)
                .remedy(remedy)
            }));
        }
    }
    problems.sort_by_key(|own| (own.line, own.column));
    if problems.is_empty() {
        Ok(lists)
    } else {
        Err(problems)
    }
}

/// Words to do without that the list does not have, each with a remedy: else nothing is left out and nobody notices.
fn not_there<'a>(
    folder: &RulesFolder,
    language: &str,
    name: &str,
    file: &'a ListFile,
) -> impl Iterator<Item = (&'a str, String)> {
    let known: BTreeSet<String> = lists(folder, language)
        .into_iter()
        .filter(|list| list.name == name)
        .flat_map(|list| list.words)
        .collect();
    let missing = file.without.iter().filter(|word| !known.contains(*word));
    let missing: Vec<(&str, String)> = missing
        .map(|word| {
            let remedy = match nearest(word, known.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write it as it stands in the earlier folder's list".to_string(),
            };
            (word.as_str(), remedy)
        })
        .collect();
    missing.into_iter()
}

/// A list under `[words.people]`, as texts stand in a rule's manifest: here it is `[people]`.
fn under_words(folder: &RulesFolder, path: &str, text: &str) -> Option<Problem> {
    let file: toml::Table = toml::from_str(text).ok()?;
    let below = file.get("words")?.as_table()?;
    let (name, _) = below.iter().find(|(_, own)| own.is_table() || own.is_array())?;
    let meant = nearest(name, List::names());
    let remedy = match &meant {
        Some(meant) => format!("write [{meant}] in the place of [words.{name}]"),
        None => "write the list's own name in brackets; `tillsyn rules words` names the lists".to_string(),
    };
    let problem = Problem::new(
        folder.path(path),
        "a word list stands under its own name, not under `words`",
    );
    Some(problem.at_offset(text, place_of(text, "words")).remedy(remedy))
}

/// Where a list begins: `[name]`, `[ name ]`, `name.words = …`.
fn place_of(text: &str, name: &str) -> usize {
    let begins = |line: &str| {
        let line = line.trim_start_matches(['[', ' ', '\t', '"']);
        let rest = line.strip_prefix(name);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-'))
    };
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) {
            return offset + line.find(name).unwrap_or(0);
        }
        offset += line.len();
    }
    0
}

fn unknown_list(folder: &RulesFolder, path: &str, text: &str, name: &str) -> Problem {
    let problem = Problem::new(folder.path(path), format!("unknown list `{name}`"))
        .at_offset(text, place_of(text, name));
    match nearest(name, List::names()) {
        Some(meant) => problem.remedy(format!("did you mean `{meant}`?")),
        None => problem.remedy("`tillsyn rules words` names the lists"),
    }
}

/// The lists of a language with the remark above each in its file, in order of name; parts of one list are joined.
pub fn lists(folder: &RulesFolder, language: &str) -> Vec<WordList> {
    let mut found: BTreeMap<String, WordList> = BTreeMap::new();
    for (_, path, text) in of_lexicons(folder).filter(|(own, ..)| *own == language) {
        let mut remarks = remarks(text);
        for (name, file) in toml::from_str::<Lists>(text).unwrap_or_default() {
            let about = remarks.remove(&*name).unwrap_or_default();
            let list = found.entry(name.clone()).or_insert_with(|| WordList {
                name,
                ..WordList::default()
            });
            list.files.push(folder.path(path));
            if list.about.is_empty() {
                list.about = about;
            }
            list.words
                .extend(file.words.into_iter().chain(file.values.into_keys()));
        }
    }
    found.into_values().collect()
}

/// The comment lines right above each list, by its name.
fn remarks(text: &str) -> BTreeMap<&str, String> {
    let mut found = BTreeMap::new();
    let mut above: Vec<&str> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix('#') {
            Some(remark) => above.push(remark.trim()),
            None => {
                if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                    found.insert(name, above.join(" "));
                }
                above.clear();
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{in_file, of_lexicons};
    use crate::rules_folder::RulesFolder;

    #[test]
    fn the_shipped_word_lists_are_without_mistakes() {
        let folder = RulesFolder::embedded();
        for (language, path, text) in of_lexicons(&folder) {
            let found = in_file(&folder, language, path, text).err();
            assert!(found.is_none(), "{found:?}");
        }
    }
}
