//! What a report says in two ways of which only one can be right, beyond totals of one noun and action.

mod aims;
mod beside_table;
mod coded;
mod dated;
mod echoed;
mod hundredfold;
mod lasted;
mod mention;
mod of_all;
mod of_them;
mod parts;
mod pointed;
mod remaining;
mod started;
mod written_twice;

use super::Reader;
use super::words::Sentence;
use crate::document::{Block, BlockKind, Location, Passage};
use crate::report::Contradiction;

pub fn contradictions(reader: &Reader) -> Vec<Contradiction> {
    let told = told(reader);
    let mut found = Vec::new();
    for passage in &told {
        found.extend(hundredfold::in_prose(passage));
        found.extend(parts::contradictions(passage));
        found.extend(pointed::contradictions(passage));
        found.extend(remaining::contradictions(passage));
    }
    found.extend(written_twice::contradictions(&told));
    found.extend(echoed::contradictions(reader, &told));
    found.extend(dated::contradictions(&told));
    found.extend(started::contradictions(reader, &told));
    found.extend(lasted::contradictions(reader, &told));
    found.extend(of_all::contradictions(&told));
    found.extend(of_them::contradictions(&told));
    found.extend(aims::contradictions(reader, &told));
    found.extend(beside_table::contradictions(reader));
    for block in &reader.document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            found.extend(hundredfold::in_table(reader, table));
            found.extend(coded::contradictions(reader, table));
        }
    }
    found
}

/// The sentences of a paragraph or of an item of a list.
struct Told {
    sentences: Vec<Sentence>,
    place: Location,
    /// An item of a list.
    item: bool,
}

impl Told {
    fn quote(&self, sentence: &Sentence) -> Passage {
        Passage::new(&sentence.text, self.place.clone())
    }
}

fn told(reader: &Reader) -> Vec<Told> {
    let of_block = |block: &Block| {
        let item = matches!(block.kind, BlockKind::ListItem { .. });
        let prose = item || matches!(block.kind, BlockKind::Paragraph { .. });
        let text = block.text().filter(|_| prose)?;
        Some(Told {
            sentences: reader.sentences(text).to_vec(),
            place: block.location.clone(),
            item,
        })
    };
    reader.document.blocks.iter().filter_map(of_block).collect()
}
