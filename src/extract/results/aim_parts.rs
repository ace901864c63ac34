//! Aims that one sentence sets out side by side ("it focused on strengthening the dairy sector, as well as improving
//! financial inclusion"), of which the account takes up some and leaves others out.

mod enumerated;
mod lists;

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::owed;
use super::told::Found;
use crate::document::{Block, BlockKind, Passage};
use crate::report::{ResultLevel, ResultStatement};

/// Fewer are no list.
const PARTS: usize = 2;
/// Letters of a word that may name a matter.
const WORD: usize = 4;
/// Words of its own by which a part is known.
pub(super) const OWN: usize = 2;
/// A word in as many passages is what the whole report is about.
const COMMON: usize = 8;
/// Tokens from the project to what it focused on.
const SUBJECT: usize = 12;
/// Fewer sentences are no account that could leave something out.
const ACCOUNT: usize = 5;

/// Letters at the end of a verb by which it is in the form of another, and of a word that is too short to be one.
const ENDING: usize = 3;
const VERB: usize = 6;
/// Letters of a numeral before a part: "(iii)".
const NUMERAL: usize = 3;

pub(super) struct Part {
    pub text: String,
    /// Words for its matter that no other part has.
    pub own: Vec<String>,
}

/// The parts of an aim that nothing takes up; `known` are the results that were read otherwise.
pub fn left_out(reader: &Reader, known: &[ResultStatement]) -> Vec<ResultStatement> {
    let framed = |result: &ResultStatement| {
        result.framed || result.expected && matches!(result.level, ResultLevel::Outcome | ResultLevel::Output)
    };
    let sentences = |(_, passage): (usize, Passage)| reader.sentences(&passage.text).len();
    if known.iter().any(framed) || reader.passages().map(sentences).sum::<usize>() < ACCOUNT {
        return Vec::new();
    }
    let mut found = lists::left_out(reader);
    found.extend(enumerated::left_out(reader));
    for (index, block) in reader.document.blocks.iter().enumerate() {
        let apart = [Role::Future, Role::Finance, Role::Method, Role::Lessons].contains(&reader.role(index));
        if apart || !matches!(block.kind, BlockKind::Paragraph { .. }) {
            continue;
        }
        let sentences = reader.sentences(block.text().unwrap_or_default());
        for sentence in sentences
            .iter()
            .filter(|own| !owed::is_settled(own) && !own.has(List::LevelImpact))
        {
            found.extend(silent(reader, index, block, sentence));
        }
    }
    found.retain(|own| {
        let same = |other: &&ResultStatement| {
            other.location == own.location
                && (other.text.contains(&own.text) || own.text.contains(&other.text))
        };
        !known.iter().any(|other| same(&other))
    });
    found
}

fn silent(reader: &Reader, index: usize, block: &Block, sentence: &Sentence) -> Vec<ResultStatement> {
    let Some(from) = aims_from(reader, block, sentence) else {
        return Vec::new();
    };
    let parts = parts(sentence, from);
    if parts.len() <= PARTS {
        return Vec::new();
    }
    let (told, silent): (Vec<&Part>, Vec<&Part>) = parts
        .iter()
        .partition(|part| is_told(reader, &|found| found.block == index, part));
    if told.len() < silent.len() {
        return Vec::new();
    }
    silent
        .into_iter()
        .map(|part| owed::unanswered(&part.text, block))
        .collect()
}

/// Where the aims of a project begin: behind "focused on", "aims to", or at "To" under a heading of objectives.
fn aims_from(reader: &Reader, block: &Block, sentence: &Sentence) -> Option<usize> {
    let focus = sentence.first(List::FocusWords).filter(|focus| {
        [List::PromiseSources, List::Initiatives]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|own| own.end <= focus.start && focus.start - own.end <= SUBJECT)
    });
    let headed = || {
        let heading = reader.sentence(block.location.section.last()?);
        let aims = heading.has(List::LevelOutcome) || heading.has(List::ObjectiveWords);
        (aims && sentence.starts(List::InfinitiveMarks, 0)).then_some(1)
    };
    let aim = || owed::aim(sentence).map(|aim| aim.end);
    focus.map(|focus| focus.end).or_else(headed).or_else(aim)
}

/// The parts, each with its verb: "strengthening …, as well as promoting …", "(i) promote …, (ii) increase …".
fn parts(sentence: &Sentence, from: usize) -> Vec<Part> {
    let verb = |at: usize| {
        let lists = [
            List::ChangeVerbs,
            List::ActivityVerbs,
            List::OutputVerbs,
            List::HelpWords,
        ];
        let listed = lists.into_iter().any(|list| sentence.starts(list, at));
        listed && !sentence.starts(List::NounStops, at + 1) && !sentence.starts(List::OfWords, at + 1)
    };
    let opens = (from..sentence.tokens.len()).find(|at| {
        let token = &sentence.tokens[*at];
        token.is_word()
            && token.lower.chars().count() > NUMERAL
            && !sentence.starts(List::InfinitiveMarks, *at)
    });
    let Some(first) = opens.filter(|at| verb(*at)) else {
        return Vec::new();
    };
    // "strengthening the …, as well as promoting …": in the same form.
    let alike = |at: usize| {
        let end = |at: usize| {
            sentence.tokens[at]
                .lower
                .char_indices()
                .rev()
                .nth(ENDING - 1)
                .map(|(end, _)| end)
        };
        let form = |at: usize| end(at).map(|end| &sentence.tokens[at].lower[end..]);
        form(at).is_some() && form(at) == form(first) && sentence.tokens[at].lower.chars().count() > VERB
    };
    let parted = |at: usize| {
        let mark = matches!(sentence.tokens[at].lower.as_str(), "," | ";" | ":" | ")");
        mark || [
            List::AndWords,
            List::BesidesWords,
            List::FurtherWords,
            List::InfinitiveMarks,
        ]
        .into_iter()
        .any(|list| sentence.ends(list, at + 1))
    };
    let all = sentence.tokens.len();
    let begins = |at: &usize| *at == from || parted(at - 1) && (verb(*at) || alike(*at));
    let starts: Vec<usize> = (from..all).filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([all]);
    let texts: Vec<(String, Vec<String>)> = starts
        .iter()
        .zip(ends)
        .filter_map(|(from, to)| {
            let last = (*from..to).rev().find(|at| {
                let token = &sentence.tokens[*at];
                token.is_word() && !parted(*at) && !sentence.at(List::Function, *at)
            })?;
            Some((
                sentence.between(*from, last + 1).to_string(),
                matter(sentence, *from, last + 1),
            ))
        })
        .collect();
    apart(&texts)
}

/// Each text with the words for its matter that no other has.
pub(super) fn apart(texts: &[(String, Vec<String>)]) -> Vec<Part> {
    let shared = |own: &String, at: usize| {
        let mut others = texts.iter().enumerate().filter(|(other, _)| *other != at);
        others.any(|(_, (_, words))| words.contains(own))
    };
    texts
        .iter()
        .enumerate()
        .map(|(at, (text, words))| Part {
            text: text.clone(),
            own: words.iter().filter(|own| !shared(own, at)).cloned().collect(),
        })
        .collect()
}

/// Words for what a part is about: neither what is done to it, nor people, nor names.
pub(super) fn matter(sentence: &Sentence, from: usize, to: usize) -> Vec<String> {
    let lists = [
        List::Function,
        List::NumberWords,
        List::People,
        List::Places,
        List::ChangeVerbs,
        List::Increase,
        List::BetterWords,
        List::ActivityVerbs,
        List::OutputVerbs,
    ];
    (from..to)
        .filter(|at| {
            let token = &sentence.tokens[*at];
            let named = token.capital && *at > 0;
            token.is_word()
                && token.lower.chars().count() >= WORD
                && !named
                && !lists.into_iter().any(|list| sentence.at(list, *at))
        })
        .map(|at| sentence.tokens[at].stem.clone())
        .collect()
}

/// Whether something outside its own passage takes a part up: two of its own words together, or most of them anywhere. What
/// is about too little, or about what the whole report is about, counts as taken up.
pub(super) fn is_told(reader: &Reader, is_own: &dyn Fn(&Found) -> bool, part: &Part) -> bool {
    let words: Vec<&str> = part.own.iter().map(String::as_str).collect();
    if words.len() < OWN {
        return true;
    }
    let said = reader.index().passages_with(&words);
    let said: Vec<&Found> = said
        .iter()
        .filter(|found| {
            let ahead = matches!(
                reader.role(found.block),
                Role::Plan | Role::Expected | Role::Future
            );
            !is_own(found) && !ahead
        })
        .collect();
    let together = |found: &&Found| found.has.iter().filter(|has| **has).count() >= OWN;
    let places = |word: usize| said.iter().filter(|found| found.has[word]).count();
    let anywhere = (0..words.len()).filter(|word| places(*word) > 0).count();
    let common = (0..words.len()).any(|word| places(word) >= COMMON);
    common || anywhere * 2 > words.len() || said.iter().any(together)
}
