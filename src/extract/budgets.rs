//! Tables of money: their lines, subtotals and totals, column by column.

use rust_decimal::Decimal;

use super::lexicon::List;
use super::numbers;
use super::series::is_period;
use super::{Reader, Role};
use crate::document::{Block, BlockKind, Passage, Table};
use crate::report::BudgetSum;

/// Fewer lines are no budget.
const MIN_LINES: usize = 2;
/// The words of a total's label: "Total project costs (SEK)".
const LABEL_WORDS: usize = 6;
/// A sum that is off by more than this part of the total was not meant to be it.
const FAR_OFF: i64 = 5;

struct Row {
    passage: Passage,
    amount: Option<Decimal>,
    is_total: bool,
    is_admin: bool,
}

pub fn sums(reader: &Reader) -> Vec<BudgetSum> {
    let blocks = reader.document.blocks.iter().enumerate();
    blocks
        .filter_map(|(index, block)| match &block.kind {
            BlockKind::Table(table) if is_of_money(reader, index, block, table) => Some(table),
            _ => None,
        })
        .flat_map(|table| (1..table.columns()).filter_map(|column| sum(reader, table, column)))
        .collect()
}

/// By its chapter, or by a currency in its caption or header.
pub fn is_of_money(reader: &Reader, index: usize, block: &Block, table: &Table) -> bool {
    let has_currency = |text: &str| reader.sentence(text).has(List::Currency);
    let heading = block.location.section.last();
    reader.role(index) == Role::Finance
        || heading.is_some_and(|heading| reader.sentence(heading).has(List::HeadingFinance))
        || table
            .caption
            .as_ref()
            .is_some_and(|caption| has_currency(&caption.text))
        || has_currency(&table.row(0).text)
}

/// The last total of a column. Nothing where a cell is no plain amount.
fn sum(reader: &Reader, table: &Table, column: usize) -> Option<BudgetSum> {
    let mut rows = Vec::new();
    for row in 1..table.rows() {
        rows.push(self::row(reader, table, row, column)?);
    }
    let last = rows
        .iter()
        .rposition(|row| row.is_total && row.amount.is_some())?;
    let stated = rows[last].amount?;
    let above = &rows[..last];
    let lines: Vec<&Row> = above
        .iter()
        .filter(|row| !row.is_total && row.amount.is_some())
        .collect();
    if lines.len() < MIN_LINES || stated <= Decimal::ZERO {
        return None;
    }
    let amounts = || rows[..=last].iter().filter_map(|row| row.amount);
    let scale = amounts().map(|amount| amount.scale()).max().unwrap_or(0);
    let rounding = Decimal::new(5, (scale + 1).min(Decimal::MAX_SCALE)) * Decimal::from(lines.len() + 1);
    // What was agreed is a share of the whole: a year may be dear where another was cheap.
    let part = is_one_of_years(reader, table, column);
    let admin: Vec<&&Row> = lines.iter().filter(|row| row.is_admin && !part).collect();
    Some(BudgetSum {
        column: table
            .cell(0, column)
            .map_or(String::new(), |cell| cell.text.trim().to_string()),
        total: rows[last].passage.clone(),
        stated,
        computed: computed(above, stated, rounding),
        lines: lines.len(),
        rounding,
        administration: admin.iter().map(|row| row.passage.clone()).collect(),
        administration_cost: admin.iter().filter_map(|row| row.amount).sum(),
    })
}

/// Whether a column is of one period, and another is of all.
fn is_one_of_years(reader: &Reader, table: &Table, column: usize) -> bool {
    let header = |column: usize| table.text(0, column);
    let whole = |other: usize| other != column && reader.sentence(header(other)).has(List::Total);
    is_period(reader, header(column)) && (1..table.columns()).any(whole)
}

fn row(reader: &Reader, table: &Table, row: usize, column: usize) -> Option<Row> {
    let label = table.text(row, 0);
    let sentence = reader.sentence(label);
    let cell = table.cell(row, column)?;
    let text = cell.text.trim();
    let merged = cell.column_span > 1 || cell.row_span > 1;
    let blank = text.is_empty() || merged || !text.chars().any(char::is_alphanumeric);
    let amount = if blank {
        None
    } else {
        let own = reader.sentence(text);
        let figure = numbers::figure(text, &cell.location, &own);
        let number = figure.number.filter(|number| {
            let plain = !figure.percent && number.low == number.high && !number.approximate;
            plain
                && !own
                    .tokens
                    .iter()
                    .any(|token| token.is_word() && !own.has(List::Currency))
        })?;
        let negative = text.starts_with(['-', '−', '–', '(']);
        Some(if negative { -number.low } else { number.low })
    };
    Some(Row {
        passage: table.row(row),
        amount,
        is_total: sentence.has(List::TotalRows)
            && sentence.tokens.iter().filter(|token| token.is_word()).count() <= LABEL_WORDS,
        is_admin: sentence.has(List::AdminCosts),
    })
}

/// What the lines above a total come to: all of them, or the subtotals with the lines that none of them covers. The reading
/// that meets the total is right; where none does and there are subtotals, it is not sure which was meant.
fn computed(above: &[Row], stated: Decimal, rounding: Decimal) -> Option<Decimal> {
    let total = |rows: &[Row], totals: bool| -> Decimal {
        let own = rows.iter().filter(|row| row.is_total == totals);
        own.filter_map(|row| row.amount).sum()
    };
    let after = above.iter().rposition(|row| row.is_total).map_or(0, |at| at + 1);
    let subtotals = after > 0;
    let all = total(above, false);
    let readings = [
        all,
        total(above, true),
        total(above, true) + total(&above[after..], false),
        total(&above[after..], false),
    ];
    let near = |sum: &&Decimal| (**sum - stated).abs() <= rounding;
    if let Some(met) = readings.iter().find(near) {
        return Some(*met);
    }
    let far = (all - stated).abs() * Decimal::from(FAR_OFF) > stated;
    (!subtotals && !far && !is_nested(above)).then_some(all)
}

/// A line equals what the next ones come to, or has a number above theirs: "1", "1.1".
fn is_nested(rows: &[Row]) -> bool {
    let amounts: Vec<Decimal> = rows.iter().filter_map(|row| row.amount).collect();
    let heads = |at: usize| {
        let mut sum = Decimal::ZERO;
        amounts[at + 1..].iter().enumerate().any(|(count, amount)| {
            sum += amount;
            count > 0 && sum == amounts[at]
        })
    };
    let coded = |row: &Row| {
        let first = row.passage.text.split_whitespace().next().unwrap_or_default();
        let inner = first.trim_end_matches('.');
        inner.contains('.') && inner.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    rows.iter().any(coded) || (0..amounts.len()).any(heads)
}
