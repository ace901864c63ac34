//! "516 (204 women, 282 men)" in a cell: a whole with its parts, whatever the row is read as.

use super::super::{breakdown_by_sex, split};
use crate::document::{Cell, Passage, Table};
use crate::extract::Reader;
use crate::extract::header::{header, header_texts};
use crate::extract::lexicon::List;
use crate::report::{Counted, Statistic};

/// What stands under these was not reached.
const NOT_REACHED: [List; 3] = [List::ColumnTarget, List::ColumnBaseline, List::ExpectedWords];

/// Those that are not among the figures known already.
pub fn statistics(reader: &Reader, table: &Table, known: &[Statistic]) -> Vec<Statistic> {
    let head = header(table);
    table
        .cells()
        .iter()
        .filter(|cell| cell.row >= head.end && cell.column > 0)
        .filter_map(|cell| {
            let mut own = of_cell(reader, table, cell)?;
            let column = reader.sentence(&header_texts(table, head.clone(), cell.column).join(" "));
            own.context = NOT_REACHED.into_iter().any(|list| column.has(list));
            Some(own)
        })
        .filter(|own| {
            let place = &own.quote.location;
            let same = |other: &Statistic| {
                let here = &other.quote.location;
                (here.table, here.row, here.column) == (place.table, place.row, place.column)
            };
            !known
                .iter()
                .any(|other| same(other) && other.number == own.number)
        })
        .collect()
}

fn of_cell(reader: &Reader, table: &Table, cell: &Cell) -> Option<Statistic> {
    let text = cell.text.trim();
    let sentence = reader.sentence(text);
    let whole = sentence
        .numbers
        .first()
        .filter(|number| number.start == 0 && !number.percent)?;
    sentence
        .tokens
        .get(whole.end)
        .filter(|token| token.lower == "(")?;
    let place = Passage::new(table.row(cell.row).text, cell.location.clone());
    let breakdowns = split::near(
        breakdown_by_sex(split::in_cell(reader, text, &place)),
        whole.number,
    );
    // A third number in the bracket may be of others.
    let alone = sentence.numbers.len() == 3;
    let label = (0..cell.column)
        .filter_map(|column| table.cell(cell.row, column))
        .map(|cell| reader.sentence(cell.text.trim()))
        .find(|label| label.has(List::People))?;
    let noun = label
        .first(List::People)
        .map(|hit| label.written(hit).to_string())?;
    (alone && breakdowns.iter().any(|breakdown| breakdown.complete)).then(|| Statistic {
        number: whole.number,
        written: sentence.between(whole.start, whole.end).to_string(),
        noun,
        counted: Counted::People,
        tells_age: true,
        subject: format!("{} {text}", label.text),
        quote: place,
        breakdowns,
        ..Statistic::default()
    })
}
