//! Figures set side by side as values of one thing, where each names its own unit.

mod added;
mod equal;
mod fields;
mod labels;
pub mod periods;
mod related;
mod repeated;
mod sizes;
mod told;

use rust_decimal::Decimal;

use super::Reader;
use super::lexicon::List;
use super::series::is_period;
use super::statistics::counts::{self, Count};
use super::words::Sentence;
use crate::document::{BlockKind, Cell, Passage, Table};
use crate::report::{ComparedValue, Comparison, Counted};

/// Letters from which two words of one stem are surely of one family ("convicted", "convictions").
const FAMILY: usize = 5;
/// Rows of a header.
const MAX_HEADER: usize = 2;
/// Wider tables add nothing up.
const MAX_COLUMNS: usize = 24;
/// Tokens of a cell that is a figure with its unit.
const CELL_TOKENS: usize = 5;

pub fn comparisons(reader: &Reader) -> Vec<Comparison> {
    let mut found = Vec::new();
    for block in &reader.document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            let own = Units::of(reader, table);
            found.extend(own.rows());
            found.extend((0..table.columns().min(MAX_COLUMNS)).filter_map(|column| own.added_up(column)));
            found.extend(own.under_other_headers());
            found.extend((0..table.columns().min(MAX_COLUMNS)).filter_map(|column| own.under_header(column)));
            found.extend((1..table.columns().min(MAX_COLUMNS)).filter_map(|column| own.by_period(column)));
            found.extend(own.beside_label());
        }
    }
    let told = told::told(reader);
    found.extend(periods::comparisons(reader));
    found.extend(labels::comparisons(reader));
    found.extend(added::comparisons(reader, &told));
    found.extend(related::comparisons(reader, &told));
    found.extend(equal::comparisons(reader, &told));
    found.extend(repeated::comparisons(reader));
    found.extend(sizes::comparisons(reader));
    found.extend(fields::comparisons(reader));
    found
}

/// The cells of a table that give a figure with its unit ("2,150 households").
struct Units<'a> {
    reader: &'a Reader<'a>,
    table: &'a Table,
    cells: Vec<(&'a Cell, Count)>,
}

impl<'a> Units<'a> {
    fn of(reader: &'a Reader, table: &'a Table) -> Self {
        let mut cells: Vec<(&Cell, Count)> = table
            .cells()
            .iter()
            .filter(|cell| cell.row > 0)
            .filter_map(|cell| {
                let sentence = reader.sentence(&cell.text);
                let count = counts::counts(&sentence).first()?;
                // "61 clients (38 women, 23 men)": a bracket splits the figure.
                let end = sentence
                    .tokens
                    .iter()
                    .position(|token| matches!(token.lower.as_str(), "(" | ","))
                    .unwrap_or(sentence.tokens.len());
                let alone = sentence
                    .numbers
                    .iter()
                    .filter(|number| number.start < end)
                    .count()
                    == 1;
                (alone && count.start == 0 && end <= CELL_TOKENS).then(|| (cell, count.clone()))
            })
            .collect();
        cells.sort_by_key(|(cell, _)| (cell.row, cell.column));
        Units { reader, table, cells }
    }

    fn header(&self, column: usize) -> Sentence {
        let above = self.cells.first().map_or(1, |(cell, _)| cell.row);
        let text: Vec<&str> = (0..above.min(MAX_HEADER))
            .filter_map(|row| self.table.cell(row, column))
            .map(|cell| cell.text.as_str())
            .collect();
        self.reader.sentence(&text.join(" "))
    }

    /// Cells of one row whose columns are periods, places or stages of the same thing: their headers name nothing counted.
    fn rows(&self) -> Vec<Comparison> {
        self.cells
            .chunk_by(|(one, _), (other, _)| one.row == other.row)
            .filter(|row| row.len() >= 2)
            .filter_map(|row| {
                let cells: Vec<&(&Cell, Count)> = row
                    .iter()
                    .filter(|(_, count)| is_mixable(count.counted))
                    .filter(|(cell, _)| cell.column > 0 && !names_unit(&self.header(cell.column)))
                    .collect();
                let first = cells.first()?.0;
                let label = (0..first.column)
                    .filter_map(|column| self.table.cell(first.row, column))
                    .max_by_key(|cell| cell.text.len())?;
                self.together(&cells, label)
            })
            .collect()
    }

    /// Cells of a column that a row below adds up.
    fn added_up(&self, column: usize) -> Option<Comparison> {
        let cells: Vec<&(&Cell, Count)> = self
            .cells
            .iter()
            .filter(|(cell, _)| cell.column == column)
            .collect();
        let (last, _) = cells.last()?;
        let sum: Decimal = cells.iter().map(|(_, count)| count.number.low).sum();
        let total = (last.row + 1..self.table.rows()).find_map(|row| {
            let cell = self.table.cell(row, column)?;
            let sentence = self.reader.sentence(&cell.text);
            (sentence.numbers.first()?.number.low == sum).then_some(cell)
        })?;
        let head = self
            .table
            .cell(0, column)
            .filter(|cell| !cell.text.trim().is_empty());
        self.together(&cells, head.unwrap_or(total))
    }

    /// "318 individuals" beside 2019, "1,106 sessions" beside 2021.
    fn by_period(&self, column: usize) -> Option<Comparison> {
        let dated = |row: usize| {
            let label = self.table.cell(row, 0);
            label.is_some_and(|label| is_period(self.reader, &label.text))
        };
        // "Three more examinations in July" is a remark.
        let bare = |(cell, count): &&(&Cell, Count)| {
            let sentence = self.reader.sentence(&cell.text);
            sentence.tokens[0].is_number() && count.end + 1 >= sentence.tokens.len()
        };
        let cells: Vec<&(&Cell, Count)> = self
            .cells
            .iter()
            .filter(|(cell, _)| cell.column == column && dated(cell.row))
            .filter(bare)
            .collect();
        let header = self.table.cell(0, column)?;
        let known = self.added_up(column).is_some() || self.under_header(column).is_some();
        let first = cells.first()?.1.counted;
        let other = cells
            .iter()
            .any(|(_, count)| are_taken_for_another(first, count.counted));
        (other && !known).then(|| self.together(&cells, header)).flatten()
    }

    /// "652 visits" under "Pupils treated", beside "214 pupils".
    fn under_header(&self, column: usize) -> Option<Comparison> {
        let cells: Vec<&(&Cell, Count)> = self
            .cells
            .iter()
            .filter(|(cell, _)| cell.column == column)
            .collect();
        let header = self.table.cell(0, column)?;
        let kind = leading_unit(&self.reader.sentence(&header.text))?;
        let own = cells.iter().any(|(_, count)| count.counted == kind);
        let other = cells
            .iter()
            .any(|(_, count)| are_taken_for_another(count.counted, kind));
        let known = self.added_up(column).is_some();
        (own && other && !known)
            .then(|| self.together(&cells, header))
            .flatten()
    }

    /// "610 household connections" reached of 2,400 "people with a tap". Several units in one row are compared with each other.
    fn beside_label(&self) -> Vec<Comparison> {
        let alone = self.cells.chunk_by(|(one, _), (other, _)| one.row == other.row);
        let alone = alone.filter(|row| row.len() == 1).flatten();
        let found = alone.filter_map(|(cell, count)| {
            let label = (0..cell.column)
                .filter_map(|column| self.table.cell(cell.row, column))
                .max_by_key(|cell| cell.text.len())?;
            let kind = leading_unit(&self.reader.sentence(&label.text))?;
            let bare = (label.column + 1..self.table.columns())
                .filter_map(|column| self.table.cell(cell.row, column))
                .any(|other| self.reader.sentence(&other.text).tokens.len() == 1);
            let free = !names_unit(&self.header(cell.column)) && bare;
            (free && are_taken_for_another(count.counted, kind)).then(|| Comparison {
                quote: Passage::new(label.text.trim(), label.location.clone()),
                values: vec![
                    value(label.text.trim(), kind, label),
                    value(cell.text.trim(), count.counted, cell),
                ],
            })
        });
        found.collect()
    }

    fn together(&self, cells: &[&(&Cell, Count)], label: &Cell) -> Option<Comparison> {
        (cells.len() >= 2).then(|| Comparison {
            quote: Passage::new(label.text.trim(), label.location.clone()),
            values: cells
                .iter()
                .map(|(cell, count)| ComparedValue {
                    written: cell.text.trim().to_string(),
                    counted: count.counted,
                    quote: Passage::new(cell.text.trim(), cell.location.clone()),
                })
                .collect(),
        })
    }

    /// "12 people convicted" beside a column of convictions, which are cases.
    fn under_other_headers(&self) -> Vec<Comparison> {
        let headers: Vec<(&Cell, Sentence)> = self
            .table
            .cells()
            .iter()
            .filter(|cell| cell.row < MAX_HEADER)
            .map(|cell| (cell, self.reader.sentence(&cell.text)))
            .filter(|(_, header)| header.has(List::Cases))
            .collect();
        let mut found: Vec<Comparison> = Vec::new();
        for (cell, _) in self
            .cells
            .iter()
            .filter(|(_, count)| count.counted == Counted::People)
        {
            let sentence = self.reader.sentence(&cell.text);
            let family = |(_, header): &&(&Cell, Sentence)| {
                header.all(List::Cases).any(|hit| {
                    let stem = &header.tokens[hit.start].stem;
                    stem.len() >= FAMILY && sentence.tokens.iter().any(|token| token.stem == *stem)
                })
            };
            let Some((header, _)) = headers
                .iter()
                .find(family)
                .filter(|(header, _)| header.column != cell.column)
            else {
                continue;
            };
            let own = value(cell.text.trim(), Counted::People, cell);
            let quote = Passage::new(header.text.trim(), header.location.clone());
            match found.iter_mut().find(|comparison| comparison.quote == quote) {
                Some(comparison) => comparison.values.push(own),
                None => found.push(Comparison {
                    values: vec![value(&quote.text, Counted::Cases, header), own],
                    quote,
                }),
            }
        }
        found
    }
}

fn value(written: &str, counted: Counted, cell: &Cell) -> ComparedValue {
    ComparedValue {
        written: written.to_string(),
        counted,
        quote: Passage::new(written, cell.location.clone()),
    }
}

/// What a label counts: the first noun of those that can be counted.
fn leading_unit(label: &Sentence) -> Option<Counted> {
    let hits = counts::NOUNS
        .iter()
        .flat_map(|(list, counted)| label.all(*list).map(move |hit| (hit.start, *counted)));
    hits.min_by_key(|(start, _)| *start).map(|(_, counted)| counted)
}

fn are_taken_for_another(one: Counted, other: Counted) -> bool {
    let units = [
        Counted::Cases,
        Counted::Contacts,
        Counted::Events,
        Counted::Households,
    ];
    let people = |kind: Counted| kind == Counted::People;
    (people(one) && units.contains(&other)) || (people(other) && units.contains(&one))
}

/// Of people, or of what is taken for people.
fn is_mixable(kind: Counted) -> bool {
    kind == Counted::People || are_taken_for_another(kind, Counted::People)
}

fn names_unit(header: &Sentence) -> bool {
    counts::NOUNS.iter().any(|(list, _)| header.has(*list))
}
