//! Where a report says that a target, a plan or a figure was changed, and of which indicator.

use super::Reader;
use super::counterparts::{code_named, meaning};
use super::lexicon::List;
use super::words::Sentence;
use crate::document::{Block, BlockKind, Passage};
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
        .flat_map(|piece| {
            let sentences = reader.sentences(&piece.text).to_vec();
            sentences.into_iter().map(move |sentence| {
                let quote = Passage::new(&sentence.text, piece.location.clone());
                (sentence, quote)
            })
        })
        .filter(|(sentence, _)| says_so(sentence))
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
fn pieces(block: &Block) -> Vec<Passage> {
    match &block.kind {
        BlockKind::Table(table) => {
            let cells = table.cells().iter();
            cells
                .map(|cell| Passage::new(&cell.text, cell.location.clone()))
                .collect()
        }
        BlockKind::Heading { .. } => Vec::new(),
        _ => super::passages_of(block),
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
