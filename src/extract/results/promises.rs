//! Activities that a report says were promised: in lists, in sentences ("the project was to …, … and …"), and in tables
//! of planned activities.

mod impersonal;

use std::sync::Arc;

use super::super::lexicon::{Hit, List};
use super::super::period::{period_in, report_period};
use super::super::words::Sentence;
use super::super::{Reader, Role, statements};
use super::table::is_framework;
use super::{against, owed};
use crate::document::{Block, BlockKind, Table};
use crate::report::{Kind, ResultLevel, ResultStatement};
use impersonal::{impersonal, planned_alone};

/// Fewer in a sentence are no list of promises.
const ITEMS: usize = 2;
/// Words of an item in a list within a sentence.
const ITEM_WORDS: usize = 9;
/// Sentences that lead to a list.
const LED_BY: usize = 2;
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
pub fn promises_nothing(reader: &Reader, index: usize) -> bool {
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

/// "Planned outputs", "Produits prévus", but "Expected results" are results.
pub fn names_agreed_works(heading: &Sentence) -> bool {
    let beside = |agreed: &Hit| {
        heading
            .all(List::HeadingWorks)
            .any(|works| works.start == agreed.end || works.end == agreed.start)
    };
    !heading.has(List::HeadingExpected) && heading.all(List::HeadingAgreed).any(beside)
}

/// What above a list says of its items that they were expected: the sentence that it ends, or else the heading.
pub fn stated_by(reader: &Reader, block: &Block, index: usize) -> String {
    let announced = announces_results(reader, index) || promised_above(reader, index, true);
    let sentences = lead_in(reader, index).filter(|_| announced);
    let heading = || block.location.section.last().map(ToString::to_string);
    let sentence = sentences.as_deref().and_then(<[Sentence]>::last);
    sentence
        .map(|own| own.text.trim().to_string())
        .or_else(heading)
        .unwrap_or_default()
}

/// The sentences before a list that it ends: "It comprised the following steps:", "… vi åtog oss att".
fn lead_in(reader: &Reader, index: usize) -> Option<Arc<[Sentence]>> {
    let above = reader.document.blocks[..index]
        .iter()
        .rev()
        .find(|block| !matches!(block.kind, BlockKind::ListItem { .. }))?;
    let text = above.text()?.trim_end();
    let open = !text.ends_with(['.', '!', '?']) && !matches!(above.kind, BlockKind::Heading { .. });
    open.then(|| reader.sentences(text))
}

/// "We undertook to carry out the following activities:" above the list.
fn promised_above(reader: &Reader, index: usize, act: bool) -> bool {
    let Some(sentences) = lead_in(reader, index) else {
        return false;
    };
    // "The work plan was approved in March. It comprised the following steps:"
    let last = sentences.len().saturating_sub(LED_BY);
    let planned = |sentence: &Sentence| sentence.has(List::WorkPlans) && !lies_ahead(reader, index, sentence);
    if sentences[last..].iter().any(planned) {
        return true;
    }
    sentences.last().is_some_and(|sentence| {
        let promised = [List::ObjectiveWords, List::PlanWords, List::PromiseWords]
            .into_iter()
            .any(|list| sentence.has(list));
        // "We have therefore changed the fund so that this activity lasts:" tells what they did.
        let learnt = statements::lesson(sentence).is_some();
        promised
            && !learnt
            && (sentence.has(List::LevelActivity) || (act && sentence.has(List::PromiseSources)))
    })
}

/// "Six results were to lead there:", "Expected results as in the project document:" above the list.
pub fn announces_results(reader: &Reader, index: usize) -> bool {
    if promises_nothing(reader, index) || matches!(reader.role(index), Role::Achieved | Role::Future) {
        return false;
    }
    let sentences = lead_in(reader, index);
    let last = sentences.as_deref().and_then(<[Sentence]>::last);
    last.is_some_and(|sentence| {
        let promised = [List::PlanWords, List::PromiseWords, List::PromiseSources]
            .into_iter()
            .any(|list| sentence.has(list));
        let named = sentence.has(List::ResultLabels) && !sentence.has(List::LevelActivity);
        named && promised || sentence.has(List::HeadingExpected)
    })
}

/// "Expected results as in the project document:" and not only "The objectives of the project are:".
pub fn are_named_expected(reader: &Reader, index: usize) -> bool {
    let sentences = lead_in(reader, index);
    let last = sentences.as_deref().and_then(<[Sentence]>::last);
    last.is_some_and(|sentence| sentence.has(List::HeadingExpected))
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
    // "Planned to train 500 young people and trained 210".
    let unanswered = || {
        sentences
            .iter()
            .filter(|sentence| !against::answers_itself(sentence))
    };
    let told = |read: fn(&Sentence) -> Vec<String>| unanswered().flat_map(read).collect::<Vec<_>>();
    let open = |read: fn(&Sentence) -> Vec<String>| {
        let owed = (0..sentences.len()).filter(|at| !is_settled(&sentences, *at));
        owed.flat_map(|at| read(&sentences[at])).collect::<Vec<_>>()
    };
    let agreed = matches!(role, Role::Plan | Role::Expected);
    let texts: Vec<String> = match &block.kind {
        BlockKind::Table(table) if role != Role::Context => rows(reader, block, table),
        BlockKind::Paragraph { .. } | BlockKind::ListItem { .. } if agreed => {
            let several = told(listed_in_prose).into_iter().chain(told(object));
            let prose = matches!(block.kind, BlockKind::Paragraph { .. });
            let others = if prose { told(items) } else { Vec::new() };
            let loose = open(impersonal).into_iter().chain(open(in_document));
            others
                .into_iter()
                .chain(several)
                .chain(told(clause))
                .chain(loose)
                .collect()
        }
        BlockKind::Paragraph { .. } if role == Role::Context => {
            told(clause).into_iter().chain(open(impersonal)).collect()
        }
        BlockKind::Paragraph { .. } => told(items)
            .into_iter()
            .chain(open(in_document))
            .chain(planned_alone(&sentences))
            .collect(),
        _ => Vec::new(),
    };
    let heading = block.location.section.last().filter(|_| agreed);
    let stated_by = heading.map(ToString::to_string).unwrap_or_default();
    let promise = |text: String| ResultStatement {
        level: ResultLevel::Activity,
        stated_by: stated_by.clone(),
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
    stretch(sentence, marker.end, clause_end(sentence, marker.end))
        .into_iter()
        .collect()
}

/// "The application promises also a comparative study of costs in five countries, to be published".
fn object(sentence: &Sentence) -> Vec<String> {
    let Some(verb) = sentence.first(List::PromiseVerbs) else {
        return Vec::new();
    };
    let before = sentence
        .all(List::PromiseSources)
        .any(|source| source.end <= verb.start && verb.start - source.end <= SUBJECT);
    // "Lovade projektet ett öppet register"
    let after = sentence
        .all(List::PromiseSources)
        .find(|source| source.start == verb.end);
    let from = after.map_or(verb.end, |source| source.end);
    promised(sentence, from)
        .filter(|_| before || after.is_some())
        .into_iter()
        .collect()
}

/// "In the plan there was also a bus for the children": whatever the section tells.
fn in_document(sentence: &Sentence) -> Vec<String> {
    let documented = |verb: &&Hit| {
        sentence
            .all(List::PlanDocuments)
            .any(|source| source.end <= verb.start && verb.start - source.end <= 1)
    };
    let Some(verb) = sentence.all(List::ExistentialWords).find(documented) else {
        return Vec::new();
    };
    promised(sentence, verb.end).into_iter().collect()
}

/// What was promised, with all that is said of it.
fn promised(sentence: &Sentence, from: usize) -> Option<String> {
    let stop = sentence.tokens.last().is_some_and(|last| last.lower == ".");
    let end = sentence.tokens.len() - usize::from(stop);
    let further = [List::FurtherWords, List::BesidesWords]
        .into_iter()
        .any(|list| sentence.starts(list, from));
    stretch(sentence, from + usize::from(further), end)
}

fn clause_end(sentence: &Sentence, from: usize) -> usize {
    (from..sentence.tokens.len())
        .find(|at| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | "."))
        .unwrap_or(sentence.tokens.len())
}

/// What became of a promise is told in its own sentence or in the next.
pub fn is_settled(sentences: &[Sentence], at: usize) -> bool {
    sentences[at..].iter().take(LED_BY).any(owed::is_settled)
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

/// Words of a promise; "the way was not going to be easy" promises nothing.
pub fn promise_words(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    sentence
        .all(List::PromiseWords)
        .filter(|hit| !sentence.ends(List::Negations, hit.start))
}

/// "The project was to rehabilitate three posts, equip a clinic and establish a bank": each with its verb.
fn items(sentence: &Sentence) -> Vec<String> {
    let Some(marker) = promise_words(sentence)
        .next()
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
        if !parted(at) && parted(at - 1) && begins_with_verb(sentence, at) && !is_second_verb(sentence, at) {
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

/// "Print and distribute a handbook": two verbs of one thing.
pub fn is_second_verb(sentence: &Sentence, at: usize) -> bool {
    at > 1 && sentence.starts(List::AndWords, at - 1) && begins_with_verb(sentence, at - 2)
}

pub fn begins_with_verb(sentence: &Sentence, at: usize) -> bool {
    let marked = sentence.starts(List::InfinitiveMarks, at);
    begins_with_act(sentence, at) || sentence.is_infinitive(at + usize::from(marked))
}

fn begins_with_act(sentence: &Sentence, at: usize) -> bool {
    let verb = at + usize::from(sentence.starts(List::InfinitiveMarks, at));
    [List::ActivityVerbs, List::OutputVerbs]
        .into_iter()
        .any(|list| sentence.starts(list, verb))
}
