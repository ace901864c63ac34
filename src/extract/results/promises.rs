//! Activities that a report says were promised: in lists, in sentences ("the project was to …, … and …"), and in tables
//! of planned activities; and whether it tells of them.

use super::super::lexicon::List;
use super::super::period::{period_in, report_period};
use super::super::words::{Sentence, Token};
use super::super::{Reader, Role};
use super::table::is_framework;
use crate::document::{Block, BlockKind, Table};
use crate::report::{Kind, ResultLevel, ResultStatement};

/// Letters at the beginning or at the end of a word by which it is known again: "kartläggning" in "kartlades",
/// "spridningskonferens" in "konferensen".
const BEGINNING: usize = 5;
const END: usize = 6;
/// Fewer in a sentence are no list of promises.
const ITEMS: usize = 2;
/// Words of an item in a list within a sentence.
const ITEM_WORDS: usize = 9;
/// Words that speak of a result, and letters of those that may speak of any.
const SHARED: usize = 2;
const SHORT: usize = 3;
/// Tokens of a matter before its colon.
const TOPIC: usize = 5;
/// Words between "should" and the first verb.
const SUBJECT: usize = 4;

/// A list under a heading of planned activities promises each of them.
pub fn lists_activities(reader: &Reader, block: &Block, index: usize) -> bool {
    if promises_nothing(reader, index) {
        return false;
    }
    let text = block.text().unwrap_or_default();
    if promised_above(reader, index, begins_with_act(&reader.sentence(text), 0)) {
        return true;
    }
    let planned = match reader.role(index) {
        Role::Plan => true,
        // At the end nothing lies ahead.
        Role::Future => reader.kind == Kind::Final,
        _ => false,
    };
    let heading = block.location.section.last();
    planned && heading.is_some_and(|heading| names_planned_activities(&reader.sentence(heading)))
}

/// What others should do is no promise: an evaluation recommends, and so do lessons.
fn promises_nothing(reader: &Reader, index: usize) -> bool {
    reader.kind == Kind::Evaluation || reader.role(index) == Role::Lessons
}

fn names_planned_activities(sentence: &Sentence) -> bool {
    let planned = [
        List::HeadingPlan,
        List::HeadingFuture,
        List::PlanWords,
        List::PromiseSources,
    ];
    sentence.has(List::LevelActivity) && planned.into_iter().any(|list| sentence.has(list))
}

/// "We undertook to carry out the following activities:" above the list.
fn promised_above(reader: &Reader, index: usize, act: bool) -> bool {
    let above = reader.document.blocks[..index]
        .iter()
        .rev()
        .find(|block| !matches!(block.kind, BlockKind::ListItem { .. }));
    let Some(text) = above
        .and_then(Block::text)
        .filter(|text| text.trim_end().ends_with(':'))
    else {
        return false;
    };
    reader.sentences(text).last().is_some_and(|sentence| {
        if sentence.has(List::WorkPlans) && !lies_ahead(reader, index, sentence) {
            return true;
        }
        let promised = [List::ObjectiveWords, List::PlanWords, List::PromiseWords]
            .into_iter()
            .any(|list| sentence.has(list));
        promised && (sentence.has(List::LevelActivity) || (act && sentence.has(List::PromiseSources)))
    })
}

/// "The work plan for 2024 contains:" in a report on 2023.
fn lies_ahead(reader: &Reader, index: usize, sentence: &Sentence) -> bool {
    let told = reader.told_until.or_else(|| report_period(reader).end);
    let block = &reader.document.blocks[index];
    let heading = block
        .location
        .section
        .last()
        .map(|heading| reader.sentence(heading));
    let later = |own: &Sentence| {
        period_in(own)
            .start
            .zip(told)
            .is_some_and(|(start, end)| start > end)
    };
    let meant = reader.role(index) == Role::Future || sentence.has(List::Future);
    meant || told.is_none() || later(sentence) || heading.is_some_and(|heading| later(&heading))
}

/// What a paragraph or a table promises.
pub fn promises(reader: &Reader, block: &Block, index: usize) -> Vec<ResultStatement> {
    let role = reader.role(index);
    if promises_nothing(reader, index) || role == Role::Future {
        return Vec::new();
    }
    let sentences = reader.sentences(block.text().unwrap_or_default());
    let told = |read: fn(&Sentence) -> Vec<String>| sentences.iter().flat_map(read).collect::<Vec<_>>();
    let agreed = matches!(role, Role::Plan | Role::Expected);
    let texts: Vec<String> = match &block.kind {
        BlockKind::Table(table) if role != Role::Context => rows(reader, block, table),
        BlockKind::Paragraph { .. } | BlockKind::ListItem { .. } if agreed => {
            let several = told(listed_in_prose).into_iter().chain(told(object));
            let prose = matches!(block.kind, BlockKind::Paragraph { .. });
            let others = if prose { told(items) } else { Vec::new() };
            others.into_iter().chain(several).chain(told(clause)).collect()
        }
        BlockKind::Paragraph { .. } if role == Role::Context => told(clause),
        BlockKind::Paragraph { .. } => told(items),
        _ => Vec::new(),
    };
    let promise = |text: String| ResultStatement {
        level: ResultLevel::Activity,
        text,
        location: block.location.clone(),
        ..ResultStatement::default()
    };
    texts.into_iter().map(promise).collect()
}

/// "It was also agreed that kitchen gardens would be laid out at eight schools, so that …".
fn clause(sentence: &Sentence) -> Vec<String> {
    let Some(marker) = sentence.first(List::PromiseClauses) else {
        return Vec::new();
    };
    let end = (marker.end..sentence.tokens.len())
        .find(|at| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | "."))
        .unwrap_or(sentence.tokens.len());
    stretch(sentence, marker.end, end).into_iter().collect()
}

/// "The application promises also a comparative study of costs in five countries, to be published".
fn object(sentence: &Sentence) -> Vec<String> {
    let Some(verb) = sentence.first(List::PromiseVerbs) else {
        return Vec::new();
    };
    let by_document = sentence
        .all(List::PromiseSources)
        .any(|source| source.end <= verb.start && verb.start - source.end <= SUBJECT);
    let further = usize::from(sentence.starts(List::FurtherWords, verb.end));
    let end = (verb.end..sentence.tokens.len())
        .find(|at| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | "."))
        .unwrap_or(sentence.tokens.len());
    stretch(sentence, verb.end + further, end)
        .filter(|_| by_document)
        .into_iter()
        .collect()
}

/// "Among the activities for 2023 are training, composting, sorting in schools and broadcasting of the meetings".
fn listed_in_prose(sentence: &Sentence) -> Vec<String> {
    let Some(activities) = sentence.first(List::LevelActivity) else {
        return Vec::new();
    };
    let verb = sentence
        .all(List::ListingVerbs)
        .find(|hit| hit.start >= activities.end && hit.start - activities.end <= SUBJECT);
    let Some(verb) = verb else { return Vec::new() };
    let parted = |at: usize| {
        matches!(sentence.tokens[at].lower.as_str(), "," | ";" | ":" | ".")
            || sentence.starts(List::AndWords, at)
    };
    let marks = (verb.end..sentence.tokens.len()).filter(|at| parted(*at));
    let mut from = verb.end;
    let mut found = Vec::new();
    for mark in marks.chain([sentence.tokens.len()]) {
        found.extend(stretch(sentence, from, mark));
        from = mark + 1;
    }
    let short = found
        .iter()
        .all(|item| item.split_whitespace().count() <= ITEM_WORDS);
    if found.len() > ITEMS && short {
        found
    } else {
        Vec::new()
    }
}

fn stretch(sentence: &Sentence, from: usize, to: usize) -> Option<String> {
    (from < to).then(|| sentence.between(from, to).to_string())
}

/// The activities of a table that has no place for what became of them.
fn rows(reader: &Reader, block: &Block, table: &Table) -> Vec<String> {
    let title = table.caption.as_ref().map(|caption| caption.text.as_str());
    let heading = block.location.section.last().map(|heading| &**heading);
    let planned = title
        .or(heading)
        .is_some_and(|text| names_planned_activities(&reader.sentence(text)));
    let header = |column: usize| Some(reader.sentence(&table.cell(0, column)?.text));
    let answered = (0..table.columns()).filter_map(header).any(|header| {
        [List::ColumnActual, List::ColumnComment]
            .into_iter()
            .any(|list| header.has(list))
    });
    let activity = (0..table.columns())
        .find(|column| header(*column).is_some_and(|header| header.has(List::LevelActivity)));
    let Some(column) = activity.filter(|_| planned && !answered && !is_framework(reader, table)) else {
        return Vec::new();
    };
    (1..table.rows())
        .filter_map(|row| table.cell(row, column))
        .filter(|cell| !reader.sentence(&cell.text).has(List::Total))
        .map(|cell| cell.text.trim().to_string())
        .filter(|text| text.chars().any(char::is_alphabetic))
        .collect()
}

/// "The project was to rehabilitate three posts, equip a clinic and establish a bank": each with its verb.
fn items(sentence: &Sentence) -> Vec<String> {
    let Some(marker) = sentence
        .first(List::PromiseWords)
        .filter(|_| sentence.has(List::PromiseSources))
    else {
        return Vec::new();
    };
    let end =
        sentence.tokens.len() - usize::from(sentence.tokens.last().is_some_and(|last| last.lower == "."));
    let parted = |at: usize| {
        matches!(sentence.tokens[at].lower.as_str(), "," | ";" | ":") || sentence.starts(List::AndWords, at)
    };
    // "Skulle projektet bygga …": whose promise it is may stand between.
    let first = (marker.end..end.min(marker.end + SUBJECT)).find(|at| begins_with_verb(sentence, *at));
    let first = first.unwrap_or(marker.end);
    let mut starts = vec![first];
    for at in first + 1..end {
        if !parted(at) && parted(at - 1) && begins_with_verb(sentence, at) {
            starts.push(at);
        }
    }
    if starts.len() < ITEMS {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    let text = |from: usize, to: usize| {
        let kept = (from..to).rev().find(|at| !parted(*at))?;
        (kept > from).then(|| sentence.between(from, kept + 1).to_string())
    };
    starts
        .iter()
        .zip(ends)
        .filter_map(|(from, to)| text(*from, to))
        .collect()
}

fn begins_with_verb(sentence: &Sentence, at: usize) -> bool {
    let marked = sentence.starts(List::InfinitiveMarks, at);
    begins_with_act(sentence, at) || sentence.is_infinitive(at + usize::from(marked))
}

fn begins_with_act(sentence: &Sentence, at: usize) -> bool {
    let verb = at + usize::from(sentence.starts(List::InfinitiveMarks, at));
    [List::ActivityVerbs, List::OutputVerbs]
        .into_iter()
        .any(|list| sentence.starts(list, verb))
}

/// Whether the report speaks of a promise outside the passage that makes it.
pub fn is_told(reader: &Reader, promise: &ResultStatement) -> Option<bool> {
    let sentence = reader.sentence(&promise.text);
    let objects = objects(&sentence);
    if objects.is_empty() {
        return None;
    }
    Some(is_told_where(reader, promise, |passage| {
        objects.iter().any(|object| names(passage, object))
    }))
}

/// Whether the report uses a result's own words outside the passage that states it: two where so many of something were
/// promised, else one, for a change has many names. Names of places are none.
pub fn is_spoken_of(reader: &Reader, result: &ResultStatement) -> bool {
    let sentence = reader.sentence(&result.text);
    let code = sentence
        .tokens
        .iter()
        .take_while(|token| !token.is_word() || is_code(&token.lower))
        .count();
    let counts = sentence.numbers.iter().any(|number| number.start >= code);
    let own = |token: &&Token| token.is_word() && !token.capital && token.lower.chars().count() > SHORT;
    let words: Vec<&str> = sentence
        .tokens
        .iter()
        .filter(own)
        .map(|token| token.stem.as_str())
        .collect();
    is_told_where(reader, result, |passage| {
        let content = passage.content();
        let shared = words
            .iter()
            .filter(|word| content.iter().any(|own| is_same(own, word)));
        let least = if counts { SHARED } else { 1 };
        shared.count() >= words.len().min(least)
    })
}

fn is_told_where(reader: &Reader, promise: &ResultStatement, told: impl Fn(&Sentence) -> bool) -> bool {
    reader.document.blocks.iter().enumerate().any(|(index, block)| {
        let ahead = matches!(reader.role(index), Role::Plan | Role::Expected | Role::Future);
        // Below a list of what was planned a paragraph may tell what became of it.
        let plan = ahead && matches!(block.kind, BlockKind::Table(_) | BlockKind::ListItem { .. });
        !plan
            && passages(reader, block)
                .iter()
                .filter(|passage| !passage.text.contains(&promise.text))
                .filter(|passage| !ahead || !passage.has(List::PlanWords))
                .any(&told)
    })
}

fn passages(reader: &Reader, block: &Block) -> Vec<Sentence> {
    match &block.kind {
        BlockKind::Table(table) => (0..table.rows())
            .map(|row| reader.sentence(&table.row(row).text))
            .collect(),
        _ => reader.sentences(block.text().unwrap_or_default()).to_vec(),
    }
}

/// Most of the words for what was to be made or done.
fn names(passage: &Sentence, object: &[String]) -> bool {
    let content = passage.content();
    let known = |word: &String| content.iter().any(|own| is_same(own, word));
    object.iter().filter(|word| known(word)).count() * 3 >= object.len() * 2
}

fn is_same(one: &str, other: &str) -> bool {
    let letters: Vec<char> = other.chars().collect();
    let beginning: String = letters
        .iter()
        .take(BEGINNING.max(letters.len() * 2 / 3))
        .collect();
    let end: String = letters[letters.len().saturating_sub(END)..].iter().collect();
    one == other
        || (letters.len() >= BEGINNING && one.starts_with(&beginning))
        || (letters.len() > END && one.contains(&end))
}

/// The words between the verb and whatever says where, for whom or of what: "a mobile clinic in Osh" → mobile, clinic.
/// Where a noun stands for the verb, itself or what follows: "selection and training of committees".
fn objects(sentence: &Sentence) -> Vec<Vec<String>> {
    let marks = usize::from(sentence.starts(List::InfinitiveMarks, 0));
    let verb = [List::ActivityVerbs, List::OutputVerbs]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|hit| hit.start == marks)
        .map(|hit| hit.end)
        .max();
    let infinitive = sentence.is_infinitive(marks).then_some(marks + 1);
    let Some(from) = verb.or(infinitive) else {
        // "Waste: manuals and training": the matter, and what is to be done in it.
        let colon = sentence.tokens.iter().position(|token| token.lower == ":");
        if let Some(colon) = colon.filter(|colon| (1..=TOPIC).contains(colon)) {
            let phrases = [topic(sentence, colon), phrase(sentence, colon + 1)];
            return phrases.into_iter().filter(|phrase| !phrase.is_empty()).collect();
        }
        // "Policies, made with help of a consultant": of the help, not of the policies.
        let parted = |at: usize| {
            let joins = sentence.starts(List::OfWords, at) || sentence.starts(List::AndWords, at);
            !joins && (sentence.starts(List::NounStops, at) || !sentence.tokens[at].is_word())
        };
        let code = sentence
            .tokens
            .iter()
            .take_while(|token| is_code(&token.lower))
            .count();
        let of = sentence
            .first(List::OfWords)
            .filter(|of| !(code..of.start).any(parted))
            .map(|of| phrase(sentence, of.end));
        let phrases = [Some(phrase(sentence, 0)), of].into_iter().flatten();
        return phrases.filter(|phrase| !phrase.is_empty()).collect();
    };
    let object = phrase(sentence, from);
    if object.is_empty() {
        Vec::new()
    } else {
        vec![object]
    }
}

/// "A4.", "2.1", "b)" before a promise.
fn is_code(lower: &str) -> bool {
    lower.len() <= 2 || lower.chars().any(|c| c.is_ascii_digit())
}

fn topic(sentence: &Sentence, colon: usize) -> Vec<String> {
    sentence.tokens[..colon]
        .iter()
        .enumerate()
        .filter(|(at, token)| token.is_word() && !sentence.at(List::Function, *at))
        .map(|(_, token)| token.stem.clone())
        .collect()
}

fn phrase(sentence: &Sentence, from: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate().skip(from) {
        let stops = [List::NounStops, List::OfWords, List::AndWords]
            .into_iter()
            .any(|list| sentence.starts(list, at));
        if (stops || matches!(token.lower.as_str(), "(" | ",")) && !found.is_empty() {
            break;
        }
        let means = token.is_word() && token.lower.chars().count() > 2 && !sentence.at(List::Function, at);
        if means && !sentence.at(List::NumberWords, at) {
            found.push(token.stem.clone());
        }
    }
    found
}
