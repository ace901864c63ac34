//! Word lists as people write them: TOML files in `lexicons/<language>/`, several of which can make one list.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::List;
use crate::problem::{Problem, nearest};
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
pub struct Word<'a> {
    pub language: &'a str,
    pub list: List,
    pub text: String,
    pub value: Option<i64>,
}

/// A list with where it is written.
struct Written<'a> {
    path: &'a str,
    text: &'a str,
    language: &'a str,
    list: List,
    file: ListFile,
}

/// Every word of every list, less those that some file takes out again.
///
/// # Errors
/// Every file that is no TOML, and every list, language or word to be left out that does not exist.
pub fn words(folder: &RulesFolder) -> Result<Vec<Word<'_>>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut lists = Vec::new();
    for (path, text) in folder.files().filter(|(path, _)| path.ends_with(".toml")) {
        let mut parts = path.split('/');
        let (Some("lexicons"), Some(language)) = (parts.next(), parts.next()) else {
            continue;
        };
        if language.len() != 2 {
            problems.push(no_language(folder, path, language));
            continue;
        }
        match toml::from_str::<BTreeMap<String, ListFile>>(text) {
            Ok(files) => {
                for (name, file) in files {
                    match List::named(&name) {
                        Some(list) => lists.push(Written {
                            path,
                            text,
                            language,
                            list,
                            file,
                        }),
                        None => problems.push(unknown_list(folder, path, text, &name)),
                    }
                }
            }
            Err(error) => problems.push(Problem::of_toml(
                folder.path(path),
                text,
                &error,
                "a lexicon is made of lists: [name] and words = [\"…\", \"…\"], or values = { word = 1 }",
            )),
        }
    }
    let gone = left_out(folder, &lists, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(lists.iter().flat_map(|list| words_of(list, &gone)).collect())
}

/// The lists of a language with the remark above each in its file, in order of name; parts of one list are joined.
pub fn lists(folder: &RulesFolder, language: &str) -> Vec<WordList> {
    let mut found: BTreeMap<String, WordList> = BTreeMap::new();
    let beginning = format!("lexicons/{language}/");
    for (path, text) in folder.files().filter(|(path, _)| path.starts_with(&beginning)) {
        let files = toml::from_str::<BTreeMap<String, ListFile>>(text).unwrap_or_default();
        for (name, file) in files {
            let about = remark_above(text, &name);
            let list = found.entry(name.clone()).or_insert_with(|| WordList {
                name,
                file: folder.path(path),
                ..WordList::default()
            });
            if list.about.is_empty() {
                list.about = about;
            }
            list.words
                .extend(file.words.into_iter().chain(file.values.into_keys()));
        }
    }
    found.into_values().collect()
}

/// The comment lines right above a list.
fn remark_above(text: &str, name: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.trim() == format!("[{name}]"))
        .unwrap_or(0);
    let remarks = lines[..at].iter().rev().map_while(|line| line.strip_prefix('#'));
    let mut remarks: Vec<&str> = remarks.map(str::trim).collect();
    remarks.reverse();
    remarks.join(" ")
}

type Gone<'a> = BTreeSet<(&'a str, List, &'a str)>;

fn words_of<'a>(written: &Written<'a>, gone: &Gone) -> Vec<Word<'a>> {
    let (language, list) = (written.language, written.list);
    let stays = |word: &&String| !gone.contains(&(language, list, word.as_str()));
    let words = written
        .file
        .words
        .iter()
        .filter(stays)
        .map(|word| (word.clone(), None));
    let values = written
        .file
        .values
        .iter()
        .filter(|(word, _)| stays(word))
        .map(|(word, value)| (format!("={word}"), Some(*value)));
    words
        .chain(values)
        .map(|(text, value)| Word {
            language,
            list,
            text,
            value,
        })
        .collect()
}

/// The words that lists are to do without; each must be in its list, else nothing is left out and nobody notices.
fn left_out<'a>(folder: &RulesFolder, lists: &'a [Written<'a>], problems: &mut Vec<Problem>) -> Gone<'a> {
    let mut gone = Gone::new();
    for written in lists {
        for word in &written.file.without {
            let same = lists
                .iter()
                .filter(|other| (other.language, other.list) == (written.language, written.list));
            let known: Vec<&str> = same
                .flat_map(|other| other.file.words.iter().chain(other.file.values.keys()))
                .map(String::as_str)
                .collect();
            if known.contains(&word.as_str()) {
                gone.insert((written.language, written.list, word));
                continue;
            }
            let problem = Problem::new(
                folder.path(written.path),
                format!("the list has no `{word}` to do without"),
            )
            .at_offset(
                written.text,
                written.text.find(&format!("\"{word}\"")).unwrap_or(0),
            );
            problems.push(match nearest(word, known.into_iter()) {
                Some(meant) => problem.remedy(format!("did you mean `{meant}`?")),
                None => problem.remedy("write it as it stands in the earlier folder's list"),
            });
        }
    }
    gone
}

fn unknown_list(folder: &RulesFolder, path: &str, text: &str, name: &str) -> Problem {
    let problem = Problem::new(folder.path(path), format!("unknown list `{name}`"))
        .at_offset(text, text.find(&format!("[{name}]")).unwrap_or(0));
    match nearest(name, List::names()) {
        Some(meant) => problem.remedy(format!("did you mean `{meant}`?")),
        None => problem.remedy("use one of the list names of the shipped lexicon"),
    }
}

fn no_language(folder: &RulesFolder, path: &str, language: &str) -> Problem {
    Problem::new(folder.path(path), format!("`{language}` is no language's folder"))
        .remedy("name it by the two letters of ISO 639-1: en, sv, fr, es, ru")
}
