//! A column "% achieved" beside a target and what was reached in turn: where it follows from an earlier value than the last.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::header::{header, header_texts};
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::document::{Passage, Table};
use crate::report::{Number, Ratio, RatioKind};

/// Wider tables hold more than one target's account.
const MAX_COLUMNS: usize = 16;

pub fn of_targets(reader: &Reader, table: &Table) -> Vec<Ratio> {
    if table.columns() > MAX_COLUMNS {
        return Vec::new();
    }
    let head = header(table);
    let heads: Vec<Sentence> = (0..table.columns())
        .map(|column| reader.sentence(&header_texts(table, head.clone(), column).join(" ")))
        .collect();
    let columns = |wanted: &dyn Fn(&Sentence) -> bool| -> Vec<usize> {
        (0..heads.len())
            .filter(|column| wanted(&heads[*column]))
            .collect()
    };
    let share_of_target = |head: &Sentence| {
        let share = head.tokens.iter().any(|token| token.lower == "%") || head.has(List::PercentageWords);
        let achieved = [List::ColumnActual, List::AchievedWords, List::Exceedable];
        share && achieved.into_iter().any(|list| head.has(list))
    };
    let stated = columns(&share_of_target);
    let targets = columns(&|head| head.has(List::ColumnTarget) && !share_of_target(head));
    let ([stated], [target]) = (&stated[..], &targets[..]) else {
        return Vec::new();
    };
    let readings: Vec<usize> = (0..*stated)
        .filter(|column| column != target && !heads[*column].has(List::ColumnBaseline))
        .collect();
    (head.end..table.rows())
        .filter_map(|row| {
            let value = |column: usize| value(&reader.sentence(&table.cell(row, column)?.text));
            let (share, _) = value(*stated)?;
            let (target, percent) = value(*target).filter(|(target, _)| *target > Decimal::ZERO)?;
            let reached: Vec<Decimal> = readings
                .iter()
                .filter_map(|column| value(*column))
                .filter(|(_, own)| *own == percent)
                .map(|(value, _)| value)
                .collect();
            let (last, earlier) = reached.split_last()?;
            let fits =
                |value: &Decimal| (*value * Decimal::ONE_HUNDRED / target - share).abs() <= Decimal::ONE;
            let summed: Decimal = reached.iter().sum();
            // The rise from the baseline may be what is achieved.
            let start = (0..*stated).find(|column| heads[*column].has(List::ColumnBaseline));
            let risen = start.and_then(&value).is_some_and(|(start, _)| {
                let way = target - start;
                !way.is_zero() && ((*last - start) * Decimal::ONE_HUNDRED / way - share).abs() <= Decimal::ONE
            });
            let stale = earlier.iter().any(fits) && !fits(last) && !fits(&summed) && !risen;
            let cell = table.cell(row, *stated)?;
            stale.then(|| Ratio {
                kind: RatioKind::Share,
                value: Number::exact(share),
                written: cell.text.trim().to_string(),
                of_whole: Some(false),
                figures: Some((*last, target)),
                quote: Passage::new(table.row(row).text, cell.location.clone()),
                ..Ratio::default()
            })
        })
        .collect()
}

/// The number of a cell that holds nothing else, and whether it is a percentage.
fn value(sentence: &Sentence) -> Option<(Decimal, bool)> {
    let [number] = &sentence.numbers[..] else {
        return None;
    };
    let bare = !sentence.tokens.iter().any(|token| token.is_word()) && !sentence.is_year(number);
    (bare && number.number.low == number.number.high).then_some((number.number.low, number.percent))
}
