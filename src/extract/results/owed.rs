//! What all readings of what is owed share: the words of an aim, what settles it, and what is owed in the end.

use super::super::Reader;
use super::super::activities::ACTS;
use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use crate::document::{Block, BlockKind};
use crate::report::{ResultLevel, ResultStatement};

/// Tokens from the project to its aim: "The project, carried out with two partners in the north, aimed to".
const SUBJECT: usize = 12;
/// A sentence that begins with its aim has its subject in the heading: "In Lahore aimed to".
const OPENING: usize = 3;
/// Tokens before a word for the project that may show it to be another's: "an individual plan".
const BEFORE: usize = 2;

/// Tokens from a number to the aim of what it counts: "four investment projects which".
const COUNTED: usize = 6;

/// By what a sentence says what a project aimed at, or aims at: "The project aimed to train forty teachers".
pub fn aim(sentence: &Sentence) -> Option<&Hit> {
    // Nobody expects the overall goal to be reached by one project.
    if sentence.has(List::LevelImpact) {
        return None;
    }
    [List::PastAims, List::PresentAims]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| is_the_projects_aim(sentence, hit))
}

fn is_the_projects_aim(sentence: &Sentence, aim: &Hit) -> bool {
    let near = [List::PromiseSources, List::Initiatives]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|own| {
            let beside = own.start < aim.end && aim.start < own.end + SUBJECT;
            beside && is_the_projects(sentence, own)
        });
    let apart = |at: usize| matches!(sentence.tokens[at].lower.as_str(), ";" | ":");
    // "The teachers aimed to" tells of theirs.
    let other = [List::People, List::Actors, List::HumanRelatives]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|own| own.end <= aim.start && aim.start - own.end < OPENING);
    let headed = aim.start < BEFORE || aim.start <= OPENING && sentence.starts(List::Function, 0);
    let related = sentence.ends(List::Relatives, aim.start);
    let subject = headed || near && !related || related && !is_of_several(sentence, aim);
    subject && !other && !(aim.start.saturating_sub(SUBJECT)..aim.start).any(apart)
}

/// "Among them were four investment projects which aimed at …": the aim of each of those.
fn is_of_several(sentence: &Sentence, aim: &Hit) -> bool {
    let before = aim.start.saturating_sub(COUNTED)..aim.start;
    sentence
        .numbers
        .iter()
        .any(|number| before.contains(&number.start))
}

/// "An individual plan" is another's.
pub fn is_the_projects(sentence: &Sentence, plan: &Hit) -> bool {
    let before = plan.start.saturating_sub(BEFORE)..plan.start;
    !before
        .into_iter()
        .any(|at| sentence.starts(List::Indefinites, at))
}

/// What became of it is told: why not, what came in its place, or that it fell short.
pub fn is_settled(sentence: &Sentence) -> bool {
    let ends = [
        List::ReasonWords,
        List::RevisionWords,
        List::InsteadWords,
        List::Negations,
    ];
    ends.into_iter().any(|list| sentence.has(list)) || falls_short(sentence)
}

pub fn falls_short(sentence: &Sentence) -> bool {
    let fails = |hit: &Hit| !sentence.starts(List::PlanWords, hit.start);
    sentence.all(List::ShortfallWords).any(fails)
}

/// The heading that a list stands under, by which its items are known; nothing of what is no item.
pub fn heading_of_item(block: &Block) -> String {
    let heading = block.location.section.last();
    let item = matches!(block.kind, BlockKind::ListItem { .. });
    heading
        .filter(|_| item)
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// What a passage sets out and no account answers.
pub fn unanswered(text: &str, block: &Block) -> ResultStatement {
    ResultStatement {
        level: ResultLevel::Activity,
        text: text.trim().to_string(),
        location: block.location.clone(),
        unanswered: true,
        stated_by: heading_of_item(block),
        ..ResultStatement::default()
    }
}

/// Sentences after an aim in which its paragraph may go on to what was done.
const AFTER: usize = 2;

/// "So we set out to restore the forest. In this way we ran the first campaign": an aim in the course of an account, which
/// goes on with what was done for it, in whatever words; not with one of the other promises of its passage.
pub fn account_goes_on(reader: &Reader, result: &ResultStatement, promised: &[ResultStatement]) -> bool {
    if result.code.is_some() || !result.indicators.is_empty() {
        return false;
    }
    let blocks = &reader.document.blocks;
    let block = blocks.iter().find(|block| block.location == result.location);
    let text = block
        .filter(|block| matches!(block.kind, BlockKind::Paragraph { .. }))
        .and_then(Block::text);
    let sentences = reader.sentences(text.unwrap_or_default());
    let Some(own) = sentences.iter().position(|told| told.text.contains(&result.text)) else {
        return false;
    };
    let others = promised
        .iter()
        .filter(|other| other.location == result.location && other.text != result.text);
    let others: Vec<Sentence> = others.map(|other| reader.sentence(&other.text)).collect();
    let takes_up = |told: &Sentence| {
        let said: Vec<&str> = told.content_stems().collect();
        let shared = |other: &Sentence| other.content_stems().filter(|stem| said.contains(stem)).count();
        others.iter().any(|other| shared(other) >= TAKEN_UP)
    };
    let mut after = sentences[own + 1..].iter().take(AFTER);
    after.any(|told| tells_acts(told) && !takes_up(told))
}

/// Words of a promise by which a sentence takes it up.
const TAKEN_UP: usize = 2;

fn tells_acts(sentence: &Sentence) -> bool {
    let ahead = [List::Future, List::PlanWords, List::AimWords];
    let done =
        |act: &Hit| !sentence.ends(List::InfinitiveMarks, act.start) && !sentence.is_infinitive(act.start);
    let mut acts = ACTS.into_iter().flat_map(|list| sentence.all(list));
    acts.any(done) && !ahead.into_iter().any(|list| sentence.has(list)) && aim(sentence).is_none()
}
