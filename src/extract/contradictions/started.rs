//! When the project began and how long it runs, told in a sentence otherwise than in its dates.

use jiff::civil::Date;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::period::dates;
use super::super::words::Sentence;
use super::Told;
use crate::document::{BlockKind, Passage};
use crate::report::Contradiction;

/// Tokens from the beginning of a sentence to the project that it is of.
const SUBJECT: usize = 10;
/// Tokens from "began" to its date.
const NEAR: usize = 4;
/// Cells of a row that is a label and its value.
const LABELLED: usize = 2;

pub fn contradictions(reader: &Reader, told: &[Told]) -> Vec<Contradiction> {
    let Some((agreed, place)) = stated_start(reader) else {
        return Vec::new();
    };
    let began = told.iter().flat_map(|own| {
        let sentences = own.sentences.iter();
        sentences.filter_map(move |sentence| Some((own.quote(sentence), sentence, start_told(sentence)?)))
    });
    let cells = in_cells(reader);
    let in_tables = cells
        .iter()
        .filter_map(|(sentence, place)| Some((place.clone(), sentence, start_told(sentence)?)));
    let other = began
        .chain(in_tables)
        .find(|(_, _, (start, _))| start.first_of_month() != agreed.first_of_month());
    let Some((quote, sentence, (_, at))) = other else {
        return Vec::new();
    };
    vec![Contradiction {
        first: place.text.clone(),
        second: sentence.between(at.0, at.1).to_string(),
        quote,
        other: place,
    }]
}

/// "Project start date | 16 March 2018": a label that says no more, and a month with its year.
fn stated_start(reader: &Reader) -> Option<(Date, Passage)> {
    reader.document.blocks.iter().find_map(|block| {
        let BlockKind::Table(table) = &block.kind else {
            return None;
        };
        (0..table.rows()).find_map(|row| {
            let (label, value) = (table.cell(row, 0)?, table.cell(row, 1)?);
            let named = reader.sentence(&label.text);
            let start = table.columns() == LABELLED
                && named.has(List::ColumnStart)
                && named.has(List::PromiseSources)
                && named.tokens.len() <= NEAR;
            let [(first, last)] = dates(&reader.sentence(&value.text))[..] else {
                return None;
            };
            let dated = first.last_of_month() >= last;
            (start && dated).then(|| (first, Passage::new(value.text.trim(), value.location.clone())))
        })
    })
}

/// The sentences of tables that hold text.
fn in_cells(reader: &Reader) -> Vec<(Sentence, Passage)> {
    let mut found = Vec::new();
    for block in &reader.document.blocks {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        for cell in table.cells() {
            for sentence in reader.sentences(&cell.text).iter() {
                let place = Passage::new(&sentence.text, cell.location.clone());
                found.push((sentence.clone(), place));
            }
        }
    }
    found
}

/// "Started in June 2018, this project …", "The project began in June 2018": the month, and the tokens that tell it.
fn start_told(sentence: &Sentence) -> Option<(Date, (usize, usize))> {
    let begun = sentence.all(List::BegunWords).find(|hit| hit.start < SUBJECT)?;
    let own = sentence.all(List::PromiseSources).any(|hit| hit.start < SUBJECT);
    let late = [
        List::HinderWords,
        List::CauseWords,
        List::RevisionWords,
        List::Events,
        List::Negations,
    ];
    if !own || late.into_iter().any(|list| sentence.has(list)) {
        return None;
    }
    let [(first, last)] = dates(sentence)[..] else {
        return None;
    };
    let year = sentence.numbers.iter().find(|number| sentence.is_year(number))?;
    let month = sentence
        .all(List::Months)
        .find(|hit| hit.end <= year.start && year.start - hit.end < NEAR)?;
    let near = month.start >= begun.end && month.start - begun.end <= NEAR;
    (near && first.last_of_month() >= last).then_some((first, (begun.start, year.end)))
}
