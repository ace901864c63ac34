//! Columns of percentages in tables: of what they are a share, and which other columns they are computed from.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::header::{header, header_texts};
use super::super::lexicon::List;
use super::super::numbers;
use super::super::results;
use super::super::words::Sentence;
use super::{can_exceed, can_exceed_within, names_a_whole};
use crate::document::{Cell, Passage, Table};
use crate::report::{Number, Ratio, RatioKind};

/// Wider tables are no tables of shares with their figures.
const MAX_COLUMNS: usize = 24;
/// Rows of a header.
const MAX_HEADER: usize = 4;

/// What the cells of a table hold: a share, a figure or something else.
#[derive(Clone, Default)]
enum Value {
    Figure {
        number: Number,
        percent: bool,
    },
    /// Left open: blank, "n/a", a dash.
    Open,
    #[default]
    Text,
}

pub fn shares(reader: &Reader, table: &Table) -> Vec<Ratio> {
    let columns = table.columns().min(MAX_COLUMNS);
    let values: Vec<Vec<Value>> = (0..table.rows())
        .map(|row| {
            (0..columns)
                .map(|column| value(reader, table, row, column))
                .collect()
        })
        .collect();
    let heads = header(table);
    let heads_group = |column: usize| {
        let texts = header_texts(table, heads.clone(), column);
        names_a_whole(&reader.sentence(&texts.join(" ")))
    };
    let layout = results::layout(reader, table);
    // What was reached may be more than was aimed at.
    let of_targets = |column: usize| layout.as_ref().is_some_and(|layout| layout.is_ratio(column));
    let mut found = Vec::new();
    for column in 1..columns {
        let mut shares = Vec::new();
        let mut header = Sentence::default();
        for row in 0..table.rows() {
            match (&values[row][column], own_cell(table, row, column)) {
                // A table may have headers again in its middle.
                // "Women 40 %, men 40 %" is a value in words, no header.
                (Value::Text, Some(cell)) if row > 0 && cell.text.contains(|c: char| c.is_ascii_digit()) => {}
                (Value::Text, _) => header = reader.sentence(&header_down_to(table, &values, row, column)),
                (Value::Figure { number, percent }, Some(cell)) if *percent || is_share(&header) => {
                    let label = reader.sentence(label(table, &values, row, column));
                    let whole = if of_targets(column) {
                        Some(false)
                    } else {
                        of_whole(&header, &label)
                    };
                    shares.push((row, cell, *number, whole));
                }
                _ => {}
            }
        }
        let pair = source_columns(&values, column, &shares, heads_group);
        let summed = if pair.is_none() {
            source_total(&values, &shares)
        } else {
            None
        };
        for (row, cell, number, of_whole) in shares {
            let in_row = |(part, whole): (usize, usize)| {
                Some((figure(&values[row][part])?, figure(&values[row][whole])?))
            };
            let of_total = |(part, whole): (usize, Decimal)| Some((figure(&values[row][part])?, whole));
            let figures = pair.and_then(in_row).or_else(|| summed.and_then(of_total));
            found.push(Ratio {
                kind: RatioKind::Share,
                value: number,
                written: cell.text.trim().to_string(),
                of_whole,
                figures,
                quote: Passage::new(row_text(table, row), cell.location.clone()),
                ..Ratio::default()
            });
        }
    }
    found
}

/// "Share of residents with a plan, % | 70 | 95 | 108": what the label calls a share needs no sign beside its value.
pub fn labelled(reader: &Reader, table: &Table) -> Vec<Ratio> {
    let columns = table.columns().min(MAX_COLUMNS);
    let mut found = Vec::new();
    for row in 1..table.rows() {
        let values: Vec<Value> = (0..columns)
            .map(|column| value(reader, table, row, column))
            .collect();
        let label = (0..columns)
            .filter(|column| matches!(values[*column], Value::Text))
            .filter_map(|column| own_cell(table, row, column))
            .map(|cell| reader.sentence(cell.text.trim()))
            .find(is_share_of_a_group);
        if label.is_none() {
            continue;
        }
        let figures: Vec<(usize, Decimal)> = (1..columns)
            .filter_map(|column| Some((column, figure(&values[column])?)))
            .collect();
        // What the others say shows in what it is measured.
        let in_hundredths = figures
            .iter()
            .any(|(_, figure)| *figure > Decimal::TEN && *figure <= Decimal::ONE_HUNDRED);
        let reached = |column: usize| {
            let head = header_texts(table, header(table), column).join(" ");
            let head = reader.sentence(&head);
            // "Utfall" is what was reached, "achievement" what it is of the plan.
            let exceeds = head
                .all(List::Exceedable)
                .any(|hit| !head.starts(List::ColumnActual, hit.start));
            head.has(List::ColumnActual) && !is_share(&head) && !exceeds
        };
        let over = figures
            .iter()
            .filter(|(column, figure)| in_hundredths && *figure > Decimal::ONE_HUNDRED && reached(*column));
        found.extend(over.filter_map(|(column, figure)| {
            let cell = own_cell(table, row, *column)?;
            Some(Ratio {
                kind: RatioKind::Share,
                value: Number::exact(*figure),
                written: cell.text.trim().to_string(),
                of_whole: Some(true),
                quote: Passage::new(row_text(table, row), cell.location.clone()),
                ..Ratio::default()
            })
        }));
    }
    found
}

/// Tokens before which the word for a share stands: "1.2 Share of".
const LEAD: usize = 4;

fn is_share_of_a_group(label: &Sentence) -> bool {
    let led = label.all(List::PercentageWords).any(|hit| hit.start < LEAD);
    // "Residents with a plan" are a group, "planned residents" are none.
    led && names_a_whole(label) && !can_exceed_within(label, 0..LEAD + 1) && !label.has(List::PerWords)
}

fn value(reader: &Reader, table: &Table, row: usize, column: usize) -> Value {
    // A cell across the table divides it, and is no header.
    let Some(cell) = table
        .cell(row, column)
        .filter(|cell| cell.column_span * 2 <= table.columns() || cell.column_span == 1)
    else {
        return Value::Open;
    };
    let text = without_remark(&cell.text);
    let sentence = reader.sentence(text);
    let bare = !sentence
        .tokens
        .iter()
        .any(|token| token.is_word() || token.is_number() || token.lower == "%");
    if bare || (sentence.has(List::Blank) && sentence.tokens.len() <= 3) {
        return Value::Open;
    }
    let figure = numbers::figure(text, &cell.location, &sentence);
    match figure.number {
        Some(number)
            if sentence.tokens.len() <= 2 && number.low == number.high && !is_year(number.low, text) =>
        {
            Value::Figure {
                number,
                percent: figure.percent,
            }
        }
        // "25 % (12 / 13)", "2,150 households", and not "1.1. Share of those asked".
        Some(_) if row > 0 && sentence.tokens[0].is_number() && !is_numbered(&sentence) => Value::Open,
        _ => Value::Text,
    }
}

/// "291,446 (assisted births)", "90%*": what stands behind the value says of what it is; "25 % (12 / 13)" is two values.
fn without_remark(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['*', '†']).trim_end();
    match text.split_once('(') {
        Some((value, remark)) if remark.ends_with(')') && !text.contains('%') && !value.trim().is_empty() => {
            value.trim_end()
        }
        _ => text,
    }
}

fn is_numbered(sentence: &Sentence) -> bool {
    sentence
        .tokens
        .get(1)
        .is_some_and(|next| matches!(next.lower.as_str(), "." | ")"))
}

fn is_year(number: Decimal, text: &str) -> bool {
    text.trim().len() == 4 && number >= Decimal::from(1950) && number <= Decimal::from(2100)
}

fn figure(value: &Value) -> Option<Decimal> {
    match value {
        Value::Figure {
            number,
            percent: false,
        } => Some(number.low),
        _ => None,
    }
}

fn own_cell(table: &Table, row: usize, column: usize) -> Option<&Cell> {
    table
        .cell(row, column)
        .filter(|cell| cell.column == column && cell.row == row)
}

/// The texts of a column that end in a row.
fn header_down_to(table: &Table, values: &[Vec<Value>], row: usize, column: usize) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for above in (0..=row).rev().take(MAX_HEADER) {
        if !matches!(values[above][column], Value::Text) {
            break;
        }
        let text = table.text(above, column);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.reverse();
    texts.join(" ")
}

/// The longest text before a figure in its row.
fn label<'a>(table: &'a Table, values: &[Vec<Value>], row: usize, column: usize) -> &'a str {
    (0..column)
        .filter(|before| matches!(values[row][*before], Value::Text))
        .filter_map(|before| table.cell(row, before))
        .map(|cell| cell.text.trim())
        .max_by_key(|text| text.len())
        .unwrap_or_default()
}

fn is_share(header: &Sentence) -> bool {
    header.tokens.iter().any(|token| token.lower == "%")
        || header.has(List::Percent)
        || header.has(List::PercentageWords)
}

/// Whether a header or a label says that the percentages are parts of a group.
fn of_whole(header: &Sentence, label: &Sentence) -> Option<bool> {
    if can_exceed(header) || can_exceed(label) {
        return Some(false);
    }
    if is_share(header) {
        if header.has(List::ColumnActual) {
            return Some(false);
        }
        return (header.content().len() >= 2 || names_a_whole(header)).then_some(true);
    }
    (label.has(List::PercentageWords) && names_a_whole(label)).then_some(true)
}

/// The two columns whose quotient most of a column's shares are; one headed by people or things ("People concerned") is
/// a whole before others are.
fn source_columns(
    values: &[Vec<Value>],
    column: usize,
    shares: &[(usize, &Cell, Number, Option<bool>)],
    heads_group: impl Fn(usize) -> bool,
) -> Option<(usize, usize)> {
    let columns = values.first()?.len();
    let mut best: Option<((bool, usize), (usize, usize))> = None;
    for part in (0..columns).filter(|part| *part != column) {
        for whole in (0..columns).filter(|whole| *whole != column && *whole != part) {
            let (mut fits, mut misfits) = (0, 0);
            for (row, _, share, _) in shares {
                let (Some(above), Some(below)) = (figure(&values[*row][part]), figure(&values[*row][whole]))
                else {
                    continue;
                };
                if is_quotient(share.low, above, below) {
                    fits += 1;
                } else {
                    misfits += 1;
                }
            }
            // A quotient that holds in most rows is meant; one row alone may be chance.
            let meant = fits >= 2 && misfits * 2 <= fits || fits > 2 && misfits < fits;
            let weight = (meant && heads_group(whole), fits);
            if meant && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, (part, whole)));
            }
        }
    }
    best.map(|(_, pair)| pair)
}

/// The column of which the shares are, and its total, that of the row with 100 %.
fn source_total(
    values: &[Vec<Value>],
    shares: &[(usize, &Cell, Number, Option<bool>)],
) -> Option<(usize, Decimal)> {
    let (last, others) = shares.split_last()?;
    let whole = (last.2.low == Decimal::ONE_HUNDRED).then_some(last.0)?;
    (0..values.first()?.len()).find_map(|part| {
        let total = figure(&values[whole][part])?;
        let parts: Vec<(Decimal, Decimal)> = others
            .iter()
            .filter_map(|(row, _, share, _)| Some((figure(&values[*row][part])?, share.low)))
            .collect();
        let sum: Decimal = parts.iter().map(|(part, _)| *part).sum();
        let fits = parts
            .iter()
            .filter(|(part, share)| is_quotient(*share, *part, total))
            .count();
        (sum == total && fits >= 1 && fits * 2 >= parts.len()).then_some((part, total))
    })
}

fn is_quotient(share: Decimal, part: Decimal, whole: Decimal) -> bool {
    !whole.is_zero() && (part * Decimal::ONE_HUNDRED / whole - share).abs() <= Decimal::ONE
}

fn row_text(table: &Table, row: usize) -> String {
    (0..table.columns())
        .filter_map(|column| table.cell(row, column).filter(|cell| cell.column == column))
        .map(|cell| cell.text.trim())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" | ")
}
