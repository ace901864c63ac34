//! What of the report may tell that something changed for an expected result, wherever it stands.

use foldhash::{HashMap, HashSet};

use super::activities::tells::tells_change;
use super::results::{Matter, Title};
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::Location;
use crate::report::{ResultLevel, ResultStatement, Statement};

/// Paragraphs in which a word may stand before it tells no result from another.
const COMMON: usize = 6;
/// Words of a sentence that says more than a figure: "104 %" in a column of shares is one of the target.
const SENTENCE: usize = 3;

/// The sentences that may tell of a change, for each result: its own; and, where its place has no account, those of
/// passages that speak of it.
pub fn changes(reader: &Reader, statements: &[Statement], results: &[ResultStatement]) -> Vec<Vec<usize>> {
    let telling: HashSet<usize> = (0..statements.len())
        .filter(|index| {
            let statement = &statements[*index];
            let sentence = reader.sentence(&statement.text);
            sentence.content().len() >= SENTENCE && tells_change(statement, &sentence)
        })
        .collect();
    let passages = passages(reader, statements, &telling);
    let said: Vec<Vec<&str>> = passages.iter().map(Told::said).collect();
    let common = common_words(&passages);
    let of_result = |result: &ResultStatement| {
        if result.level == ResultLevel::Activity {
            return Vec::new();
        }
        let own = result.statements.iter().copied();
        let mut changes: Vec<usize> = own.filter(|index| telling.contains(index)).collect();
        if result.progress.is_empty() {
            let matter = Matter::of(reader, result, |word| common.contains(word));
            let title = Title::of(reader, result);
            let telling = passages
                .iter()
                .zip(&said)
                .filter(|(told, _)| !told.telling.is_empty());
            let others = telling.filter(|(told, said)| {
                let heading = told.heading.as_ref();
                heading.is_some_and(|heading| title.is_in(heading)) || matter.is_in(said)
            });
            changes.extend(others.flat_map(|(told, _)| told.telling.iter().copied()));
        }
        changes
    };
    results.iter().map(of_result).collect()
}

/// A paragraph of the account.
struct Told<'a> {
    location: &'a Location,
    heading: Option<Sentence>,
    sentences: Vec<Sentence>,
    /// Those of its sentences that may tell of a change.
    telling: Vec<usize>,
}

impl Told<'_> {
    fn said(&self) -> Vec<&str> {
        let sentences = self.sentences.iter();
        sentences.flat_map(|own| own.content_stems()).collect()
    }
}

fn passages<'a>(reader: &Reader, statements: &'a [Statement], telling: &HashSet<usize>) -> Vec<Told<'a>> {
    let mut found: Vec<Told> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let place = &statement.location;
        if place.table.is_some() || !matches!(reader.role_of(place), Role::Achieved | Role::Other) {
            continue;
        }
        let sentence = reader.sentence(&statement.text);
        let tells = telling.contains(&index).then_some(index);
        match found.last_mut().filter(|last| last.location == place) {
            Some(last) => {
                last.sentences.push(sentence);
                last.telling.extend(tells);
            }
            None => found.push(Told {
                location: place,
                heading: place.section.last().map(|heading| reader.sentence(heading)),
                sentences: vec![sentence],
                telling: tells.into_iter().collect(),
            }),
        }
    }
    found
}

fn common_words(passages: &[Told]) -> HashSet<String> {
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for passage in passages {
        let said = passage.sentences.iter().flat_map(|own| own.content_stems());
        let words: HashSet<&str> = said.collect();
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    let common = counts.into_iter().filter(|(_, count)| *count > COMMON);
    common.map(|(word, _)| word.to_string()).collect()
}
