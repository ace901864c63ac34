//! What kind of document a report is.

use super::Reader;
use super::lexicon::List;
use super::words::Sentence;
use crate::document::{Block, BlockKind, Document, Passage, Table};
use crate::report::Kind;

const MIN_EVALUATION_HEADINGS: usize = 3;
/// A line of as many tokens is no title.
const LINE: usize = 31;

/// What kind of document it is, by title, cover and headings.
pub fn kind(reader: &Reader, title: Option<&Passage>) -> Kind {
    let first = reader
        .document
        .blocks
        .iter()
        .filter_map(|block| block.text())
        .take(3);
    for text in title.map(|title| title.text.as_str()).into_iter().chain(first) {
        let mut sentence = reader.sentence(text);
        // A paragraph may begin with what it is: "Second progress report to the Fund. The project …"
        if let (LINE.., Some(first)) = (sentence.tokens.len(), reader.sentences(text).first()) {
            sentence = first.clone();
        }
        if sentence.tokens.len() >= LINE || is_aim(&sentence) {
            continue;
        }
        let kinds = [
            (List::KindEvaluation, Kind::Evaluation),
            (List::KindInterim, Kind::Interim),
            (List::KindFinal, Kind::Final),
            (List::KindProposal, Kind::Proposal),
        ];
        // Late in a sentence an application is one that somebody handed in.
        let named = |list: List| match list {
            List::KindProposal => sentence.first(list).is_some_and(|hit| hit.start < PROPOSAL_REACH),
            // "Final progress report", "One year in review".
            List::KindInterim => has_outside(&sentence, list, List::KindFinal),
            List::KindEvaluation => has_outside(&sentence, list, List::KindInterim),
            _ => sentence.has(list),
        };
        if let Some((_, kind)) = kinds.iter().find(|(list, _)| named(*list)) {
            return *kind;
        }
    }
    match kind_by_headings(reader) {
        Kind::Other if speaks_of_evaluation(reader) => Kind::Evaluation,
        kind => kind,
    }
}

/// "To establish a culture of results, monitoring and evaluation": what is to be done, and no title.
fn is_aim(sentence: &Sentence) -> bool {
    sentence.all(List::InfinitiveMarks).any(|mark| {
        let named = [List::Articles, List::OfWords].into_iter();
        let article = named.into_iter().any(|list| sentence.at(list, 0));
        mark.start == 0 && !article && sentence.is_infinitive(mark.end)
    })
}

/// A word of a list that is no part of a longer name.
fn has_outside(sentence: &Sentence, list: List, longer: List) -> bool {
    sentence.all(list).any(|hit| {
        let mut names = sentence.all(longer);
        !names.any(|name| name.start <= hit.start && hit.end <= name.end)
    })
}

/// "Part B. Full application form": a short line near the beginning may say what no title says.
fn kind_by_headings(reader: &Reader) -> Kind {
    let lines = reader
        .document
        .blocks
        .iter()
        .take(COVER_BLOCKS)
        .filter_map(|block| block.text())
        .map(|text| reader.sentence(text))
        .filter(|line| line.tokens.len() <= COVER_LINE);
    for line in lines {
        for (list, kind) in [
            (List::KindProposal, Kind::Proposal),
            (List::KindEvaluation, Kind::Evaluation),
        ] {
            if line.has(list) {
                return kind;
            }
        }
    }
    Kind::Other
}

/// The words of the running text and of the tables.
pub fn words_in(blocks: &[Block]) -> usize {
    words_and_cells_of(blocks, 0)
}

/// The words of the running text; of a table those of cells in which somebody writes, not of labels and values.
pub fn running_words(blocks: &[Block]) -> usize {
    words_and_cells_of(blocks, WRITTEN)
}

/// `least`: words of a cell that counts.
fn words_and_cells_of(blocks: &[Block], least: usize) -> usize {
    let count = |text: &str| text.split_whitespace().count();
    blocks
        .iter()
        .map(|block| match &block.kind {
            BlockKind::Table(table) => {
                let cells = table.cells().iter().map(|cell| count(&cell.text));
                cells.filter(|words| *words >= least).sum()
            }
            _ => block.text().map_or(0, count),
        })
        .sum()
}

/// Words of a cell that tells something.
const WRITTEN: usize = 12;
/// Words with which a proposal says that it is one.
const PROPOSAL_REACH: usize = 8;
/// Blocks of a cover, and tokens of a line on it.
const COVER_BLOCKS: usize = 12;
const COVER_LINE: usize = 12;

/// Headings of an evaluation, and of its terms of reference, name it again and again.
fn speaks_of_evaluation(reader: &Reader) -> bool {
    let headings = reader
        .document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading { text, .. } => Some(text),
            _ => None,
        });
    let named = headings
        .filter(|heading| reader.sentence(heading).has(List::KindEvaluation))
        .count();
    named >= MIN_EVALUATION_HEADINGS
}

/// Most rows of a form's tables have a label, and little beside it.
pub fn is_blank_form(document: &Document) -> bool {
    let mut rows = 0;
    let mut sparse = 0;
    for block in &document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            rows += table.rows();
            sparse += (0..table.rows()).filter(|row| is_sparse(table, *row)).count();
        }
    }
    rows >= MIN_ROWS && sparse * 2 > rows
}

fn is_sparse(table: &Table, row: usize) -> bool {
    let filled = (0..table.columns())
        .filter_map(|column| table.cell(row, column).filter(|cell| cell.column == column))
        .filter(|cell| cell.row == row && !cell.text.trim().is_empty())
        .count();
    table.columns() > 2 && filled * 2 < table.columns()
}

/// Rows of a form.
const MIN_ROWS: usize = 4;
