//! Where a report says that a target, a plan or a figure was changed, and of which indicator.

use super::Reader;
use super::counterparts::{code_named, meaning};
use super::lexicon::List;
use super::words::Sentence;
use crate::document::{Block, BlockKind, Location, Passage};
use crate::report::{Indicator, Report};

/// Words of an indicator by which a sentence speaks of it.
const SHARED: usize = 2;
/// What can be changed.
const CHANGED: [List; 4] = [
    List::ColumnTarget,
    List::ColumnIndicator,
    List::ColumnBaseline,
    List::WorkPlans,
];

/// Notes in each indicator what is said of changes of it, and in the report what is said of none surely.
pub fn revisions(reader: &Reader, report: &mut Report) {
    let told: Vec<(Sentence, Passage)> = reader
        .document
        .blocks
        .iter()
        .flat_map(pieces)
        .flat_map(|(text, location)| {
            let sentences = reader.sentences(text);
            let said = sentences.iter().filter(|sentence| says_so(sentence));
            let quoted = |own: &Sentence| (own.clone(), Passage::new(&own.text, location.clone()));
            said.map(quoted).collect::<Vec<_>>()
        })
        .collect();
    if told.is_empty() {
        return;
    }
    let mut own = vec![false; told.len()];
    for result in &mut report.results {
        let code = result.code.clone();
        for indicator in &mut result.indicators {
            let beside = told
                .iter()
                .position(|(_, quote)| quote.location.is_in_row_of(&indicator.location));
            let found = beside.or_else(|| {
                told.iter()
                    .position(|(sentence, _)| speaks_of(reader, sentence, indicator, code.as_deref()))
            });
            indicator.revised = found.map(|at| told[at].1.clone());
            own[found.unwrap_or(0)] |= found.is_some();
        }
    }
    let general = told.into_iter().zip(own).filter(|(_, own)| !own);
    report.revisions = general.map(|((_, quote), _)| quote).collect();
}

/// Cells apart: what stands beside an indicator is of no other.
fn pieces(block: &Block) -> Vec<(&str, &Location)> {
    match &block.kind {
        BlockKind::Table(table) => {
            let cells = table.cells().iter();
            cells.map(|cell| (cell.text.as_str(), &cell.location)).collect()
        }
        BlockKind::Heading { .. } => Vec::new(),
        _ => block
            .text()
            .map(|text| (text, &block.location))
            .into_iter()
            .collect(),
    }
}

fn says_so(sentence: &Sentence) -> bool {
    let changed = CHANGED.into_iter().any(|list| sentence.has(list));
    sentence.has(List::CorrectionWords) || (changed && sentence.has(List::RevisionWords))
}

fn speaks_of(reader: &Reader, sentence: &Sentence, indicator: &Indicator, result: Option<&str>) -> bool {
    let own = meaning(&reader.sentence(&indicator.text));
    let said = meaning(sentence);
    let shared = own.iter().filter(|word| said.contains(word)).count();
    let coded = [indicator.code.as_deref(), result]
        .into_iter()
        .flatten()
        .any(|code| code_named(sentence, code));
    coded || shared >= SHARED
}
