//! Figures set side by side as values of one thing, where each names its own unit.

mod added;
mod repeated;

use rust_decimal::Decimal;

use super::Reader;
use super::lexicon::List;
use super::ratios::passages;
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
            found.extend(own.beside_label());
        }
    }
    for passage in passages(reader) {
        let sentences = reader.sentences(&passage.text);
        for (index, sentence) in sentences.iter().enumerate() {
            found.extend(by_year(sentence, &passage));
            let before = index.checked_sub(1).map(|before| &sentences[before]);
            found.extend(before.and_then(|before| grown(before, sentence, &passage)));
        }
    }
    found.extend(added::comparisons(reader));
    found.extend(repeated::comparisons(reader));
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
                let count = counts::counts(&sentence).into_iter().next()?;
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
                (alone && count.start == 0 && end <= CELL_TOKENS).then_some((cell, count))
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

fn names_unit(header: &Sentence) -> bool {
    counts::NOUNS.iter().any(|(list, _)| header.has(*list))
}

/// "17 cases were convicted in 2004 and 3 people in 2005", "from March to August 310 visits, from September to December 145
/// households": one count for each year, quarter or run of months.
fn by_year(sentence: &Sentence, passage: &Passage) -> Option<Comparison> {
    let counts: Vec<Count> = counts::counts(sentence)
        .into_iter()
        .filter(|count| !count.part)
        .collect();
    let times = [years(sentence).collect(), quarters(sentence), runs(sentence)];
    let times = times.into_iter().find(|times: &Vec<usize>| times.len() >= 2)?;
    if times.len() != counts.len() {
        return None;
    }
    let after = |at: usize| counts[at].end <= times[at];
    // Those after the first have no verb of their own: they share the first's.
    let shared = |at: usize| {
        times[at - 1] < counts[at].start
            && (counts[at].end..times[at]).all(|token| !sentence.at(List::Auxiliaries, token))
    };
    let before = |at: usize| {
        times[at] < counts[at].start && times.get(at + 1).is_none_or(|next| counts[at].end <= *next)
    };
    // "Advice was given in 310 cases in 2022 and in 2023 to 266 persons": one verb for all.
    let one_verb = |at: usize| at == 0 || !has_verb(sentence, times[at]);
    let ordered = ((0..times.len()).all(after) && (1..times.len()).all(shared))
        || ((0..times.len()).all(before) && (runs(sentence) == times || (0..times.len()).all(one_verb)));
    ordered.then(|| Comparison {
        quote: Passage::new(&sentence.text, passage.location.clone()),
        values: counts
            .iter()
            .map(|count| compared(sentence, count, passage))
            .collect(),
    })
}

fn compared(sentence: &Sentence, count: &Count, passage: &Passage) -> ComparedValue {
    ComparedValue {
        written: format!("{} {}", count.written, count.noun),
        counted: count.counted,
        quote: Passage::new(&sentence.text, passage.location.clone()),
    }
}

/// Whether what follows has a verb of its own, as far as the next pause.
fn has_verb(sentence: &Sentence, from: usize) -> bool {
    let pause = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":" | "(");
    let end = (from..sentence.tokens.len())
        .find(pause)
        .unwrap_or(sentence.tokens.len());
    [
        List::Auxiliaries,
        List::PeopleActions,
        List::ActivityVerbs,
        List::OutputVerbs,
        List::PersonSubjects,
    ]
    .into_iter()
    .flat_map(|list| sentence.all(list))
    .any(|hit| (from..end).contains(&hit.start))
}

/// "In 2022 we intervened in 112 cases. In 2023 interventions were made for 187 detainees, an increase of 67 per cent": a
/// change that holds between two units.
fn grown(before: &Sentence, sentence: &Sentence, passage: &Passage) -> Option<Comparison> {
    let changes = [List::ChangeVerbs, List::Increase, List::Falling];
    let share = sentence
        .numbers
        .iter()
        .find(|number| number.percent)
        .filter(|_| changes.into_iter().any(|list| sentence.has(list)))?;
    let whole = |sentence: &Sentence| -> Vec<Count> {
        counts::counts(sentence)
            .into_iter()
            .filter(|count| !count.part && !count.number.low.is_zero())
            .collect()
    };
    let follows = |one: &Count, other: &Count| {
        let change = (other.number.low - one.number.low).abs() * Decimal::ONE_HUNDRED / one.number.low;
        (change - share.number.low).abs() <= Decimal::ONE
    };
    let others = whole(sentence);
    whole(before).iter().find_map(|one| {
        let other = others.iter().find(|other| follows(one, other))?;
        Some(Comparison {
            quote: Passage::new(&sentence.text, passage.location.clone()),
            values: vec![compared(before, one, passage), compared(sentence, other, passage)],
        })
    })
}

/// "In the first quarter", and then "in the second".
fn quarters(sentence: &Sentence) -> Vec<usize> {
    let named = sentence.has(List::PeriodLabels);
    let ordinals = sentence.all(List::Ordinals).map(|hit| hit.start);
    ordinals.filter(|_| named).collect()
}

/// "From March to August": where each run of months begins.
fn runs(sentence: &Sentence) -> Vec<usize> {
    let months = sentence.all(List::Months).map(|hit| hit.start);
    let begins = |at: &usize| sentence.ends(List::FromWords, *at) && sentence.starts(List::ToWords, at + 1);
    months.filter(begins).collect()
}

/// Calendar years of a sentence ("in 2004"), without months and ranges.
pub fn years(sentence: &Sentence) -> impl Iterator<Item = usize> {
    sentence.tokens.iter().enumerate().filter_map(|(index, token)| {
        let year = token.lower.len() == 4
            && token
                .lower
                .parse::<u16>()
                .is_ok_and(|year| (1950..=2100).contains(&year));
        let range = sentence
            .tokens
            .get(index + 1)
            .is_some_and(|next| matches!(next.lower.as_str(), "-" | "–" | "—" | "/"));
        // "412 calls 2022, 438 calls 2023".
        let behind = || {
            let nouns = counts::NOUNS.iter().flat_map(|(list, _)| sentence.all(*list));
            let counted = |at: usize| sentence.numbers.iter().any(|number| number.end == at);
            nouns.filter(|hit| hit.end == index).any(|hit| counted(hit.start))
        };
        (year && !range && (sentence.ends(List::YearWords, index) || behind())).then_some(index)
    })
}
