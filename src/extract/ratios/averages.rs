//! "+48.8 % | Average improvement of savings (43.1 % → 93.4 %) and loans (28 % → 79.1 %)": a mean of changes, and the
//! changes that it should follow from.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::document::{Cell, Passage, Table};
use crate::report::{Number, Ratio, RatioKind};

/// Changes of which there is a mean.
const LEAST: usize = 2;

pub fn in_table(reader: &Reader, table: &Table) -> Vec<Ratio> {
    (0..table.rows())
        .filter_map(|row| {
            let cells: Vec<(&Cell, Sentence)> = (0..table.columns())
                .filter_map(|column| table.cell(row, column).filter(|cell| cell.column == column))
                .map(|cell| (cell, reader.sentence(&cell.text)))
                .collect();
            let (_, told) = cells.iter().find(|(_, told)| {
                let changed = [
                    List::Increase,
                    List::Improvements,
                    List::ChangeWords,
                    List::Falling,
                    List::ChangeNouns,
                ];
                told.has(List::Averages) && changed.into_iter().any(|list| told.has(list))
            })?;
            let changes = changes(told);
            let mut stated = cells.iter().filter_map(|(cell, own)| Some((cell, share(own)?)));
            let (cell, (value, written)) = stated.next()?;
            let alone = stated.next().is_none();
            let count = Decimal::from(changes.len());
            let mean = |end: fn(&(Decimal, Decimal)) -> Decimal| {
                let sum: Decimal = changes.iter().map(end).sum();
                (sum / count).round_dp(1).normalize()
            };
            (alone && changes.len() >= LEAST).then(|| Ratio {
                kind: RatioKind::MeanPointChange,
                value: Number::exact(value.abs()),
                written,
                figures: Some((mean(|own| own.0), mean(|own| own.1))),
                quote: Passage::new(table.row(row).text, cell.location.clone()),
                ..Ratio::default()
            })
        })
        .collect()
}

/// "43.1 % → 93.4 %", "5.9 %–19.6 %": both ends of each change; nothing where other figures stand between.
fn changes(sentence: &Sentence) -> Vec<(Decimal, Decimal)> {
    let numbers = &sentence.numbers;
    // "9–18 %" is read as one number with two ends.
    let ranges = numbers
        .iter()
        .filter(|number| number.percent && number.number.low != number.number.high)
        .map(|number| (number.number.low, number.number.high));
    let pairs = numbers.windows(2).filter(|pair| {
        let sign = &sentence.text[sentence.tokens[pair[0].end - 1].end..sentence.tokens[pair[1].start].start];
        let joined = matches!(sign.trim(), "→" | "->" | "–" | "-" | "—");
        joined
            && pair
                .iter()
                .all(|number| number.percent && number.number.low == number.number.high)
    });
    let pairs = pairs.map(|pair| (pair[0].number.low, pair[1].number.low));
    ranges.chain(pairs).collect()
}

/// A cell that holds a percentage and nothing else, perhaps with its sign.
fn share(sentence: &Sentence) -> Option<(Decimal, String)> {
    let [number] = &sentence.numbers[..] else {
        return None;
    };
    let bare = !sentence.tokens.iter().any(|token| token.is_word());
    (bare && number.percent).then(|| (number.number.low, sentence.text.trim().to_string()))
}
