//! Sections of one form ("Donor: …, Region: …, Beneficiaries: …"), a project each: most tell what was done, and one does not.

use super::super::lexicon::List;
use super::super::statements::tells_act;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::owed;
use crate::document::{Block, BlockKind};
use crate::report::ResultStatement;

/// Fewer sections of one form show none.
const SECTIONS: usize = 3;
/// Labels that make a form.
const LABELS: usize = 2;
/// Words of a label.
const LABEL: usize = 4;

/// Tokens of a sentence that tells what was done; fewer are its name: "Training of teachers and support to schools".
const ACCOUNT: usize = 25;

struct Section<'a> {
    blocks: Vec<&'a Block>,
    labels: Vec<String>,
}

/// The sections without an account; `known` are the results that were read otherwise.
pub fn silent(reader: &Reader, known: &[ResultStatement]) -> Vec<ResultStatement> {
    let mut found = Vec::new();
    for sections in of_one_form(&reader.document.blocks) {
        let (told, silent): (Vec<&Section>, Vec<&Section>) =
            sections.iter().partition(|section| tells(reader, section));
        // Where half of them tell nothing, the account stands somewhere else.
        if told.len() < LABELS || told.len() < silent.len() * LABELS {
            continue;
        }
        let open = silent.iter().filter(|section| !is_settled(reader, section));
        found.extend(open.filter_map(|section| result(section)));
    }
    found.retain(|own: &ResultStatement| {
        !known
            .iter()
            .any(|other| other.location.section == own.location.section)
    });
    found
}

/// Sections side by side that have a form in common, by the headings above them.
fn of_one_form(blocks: &[Block]) -> Vec<Vec<Section<'_>>> {
    let mut found: Vec<Vec<Section>> = Vec::new();
    let runs = blocks.chunk_by(|one, other| one.location.section == other.location.section);
    for run in runs {
        let inside: Vec<&Block> = run
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Heading { .. }))
            .collect();
        let labels: Vec<String> = inside.iter().filter_map(|block| label(block)).collect();
        let own = Section {
            blocks: inside,
            labels,
        };
        if own.labels.len() < LABELS {
            continue;
        }
        let beside = |other: &Section| {
            let above = |section: &Section| {
                let place = &section.blocks.first()?.location.section;
                place.split_last().map(|(_, above)| above.to_vec())
            };
            let shared = own.labels.iter().filter(|label| other.labels.contains(label));
            above(other) == above(&own) && shared.count() >= LABELS.min(own.labels.len())
        };
        match found
            .iter_mut()
            .find(|sections| sections.first().is_some_and(beside))
        {
            Some(sections) => sections.push(own),
            None => found.push(vec![own]),
        }
    }
    found.retain(|sections| sections.len() >= SECTIONS);
    found
}

/// "Donor: …" → "donor".
fn label(block: &Block) -> Option<String> {
    let BlockKind::ListItem { text, .. } = &block.kind else {
        return None;
    };
    let (label, rest) = text.split_once(':')?;
    let short = (1..=LABEL).contains(&label.split_whitespace().count());
    (short && !rest.trim().is_empty()).then(|| label.trim().to_lowercase())
}

/// Whether it tells something done or reached: in a line of that name, or in its text.
fn tells(reader: &Reader, section: &Section) -> bool {
    section
        .blocks
        .iter()
        .any(|block| match (block.text(), label(block)) {
            (Some(_), Some(label)) => {
                let label = reader.sentence(&label);
                [List::AchievedWords, List::ColumnActual, List::HeadingDone]
                    .into_iter()
                    .any(|list| label.has(list))
            }
            (Some(text), None) => {
                let told = |own: &Sentence| tells_act(own) && own.tokens.len() >= ACCOUNT;
                reader.sentences(text).iter().any(|own| told(own) || counts(own))
            }
            (None, _) => true,
        })
}

/// A number that is no year, no date and no page: "(Report 2024, p. 27)".
fn counts(sentence: &Sentence) -> bool {
    let mut numbers = sentence.numbers.iter();
    numbers.any(|number| !sentence.is_year(number) && !number.in_words && !sentence.in_brackets(number.start))
}

fn is_settled(reader: &Reader, section: &Section) -> bool {
    let ends = [
        List::HinderWords,
        List::PlanWords,
        List::Future,
        List::NextPeriods,
    ];
    section.blocks.iter().any(|block| {
        let role = reader.role_of(&block.location);
        let apart = [Role::Future, Role::Lessons, Role::Finance, Role::Context].contains(&role);
        let text = reader.sentence(block.text().unwrap_or_default());
        apart || owed::is_settled(&text) || ends.into_iter().any(|list| text.has(list))
    })
}

/// What it says last of the work, or first of what is measured.
fn result(section: &Section) -> Option<ResultStatement> {
    let prose = section
        .blocks
        .iter()
        .rev()
        .find(|block| matches!(block.kind, BlockKind::Paragraph { .. }));
    let block = prose.or_else(|| section.blocks.first())?;
    Some(owed::unanswered(block.text()?, block))
}
