//! What the numbers of a sentence were taken for.

use tillsyn::report::{Counted, Report, Statement, Statistic};

/// A line for each number with digits, and for each that counts something.
pub fn told(report: &Report, statement: &Statement) -> Vec<String> {
    let own: Vec<&Statistic> = report
        .statistics
        .iter()
        .filter(|own| is_of(own, statement))
        .collect();
    let counted = own.iter().map(|own| {
        let nature = match (own.planned, own.context) {
            (true, _) => ", as planned",
            (_, true) => ", of the situation around the project",
            _ => "",
        };
        format!(
            "Its number “{} {}” is taken to count {}{nature}",
            own.written,
            own.noun,
            kind(own.counted)
        )
    });
    let mut lines: Vec<String> = counted.collect();
    let figures: Vec<&str> = figures(&statement.text)
        .filter(|figure| !own.iter().any(|own| has(&own.written, figure)))
        .collect();
    lines.extend(figures.iter().map(|figure| {
        format!(
            "Its figure “{figure}” is no statistic: {}",
            otherwise(report, statement, figure)
        )
    }));
    lines
}

fn is_of(statistic: &Statistic, statement: &Statement) -> bool {
    statistic.quote.location == statement.location && statistic.quote.text.trim() == statement.text.trim()
}

fn kind(counted: Counted) -> &'static str {
    match counted {
        Counted::People => "people",
        Counted::Cases => "cases",
        Counted::Events => "events",
        Counted::Products => "products",
        Counted::Contacts => "calls, visits or other contacts",
        Counted::Organisations => "organisations",
        Counted::Households => "households",
        Counted::Share => "a share",
        Counted::Other => "things",
    }
}

/// Stretches without white space that have a digit, with the sign of a percentage behind them.
fn figures(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_whitespace();
    words
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '%'))
        .filter(|word| word.contains(|sign: char| sign.is_ascii_digit()))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn has(written: &str, figure: &str) -> bool {
    digits(written).contains(&digits(figure))
}

/// What a figure was taken for that counts nothing.
fn otherwise(report: &Report, statement: &Statement, figure: &str) -> String {
    let here = |quote: &tillsyn::document::Passage| {
        quote.location == statement.location && statement.text.contains(quote.text.trim())
    };
    let money = report
        .amounts
        .iter()
        .find(|own| here(&own.quote) && has(&own.written, figure));
    let ratio = report
        .ratios
        .iter()
        .find(|own| here(&own.quote) && has(&own.written, figure));
    let length = report.activities.iter().filter_map(|own| own.duration.as_ref());
    let length = length.filter(|own| {
        report
            .statements
            .get(own.statement)
            .is_some_and(|told| std::ptr::eq(told, statement))
    });
    let length = length.into_iter().find(|own| has(&own.written, figure));
    if let Some(money) = money {
        format!("it is taken for money, “{}”", money.written)
    } else if let Some(ratio) = ratio {
        format!("it is taken for a share or a ratio, “{}”", ratio.written)
    } else if let Some(length) = length {
        format!("it is taken for the length of the training, “{}”", length.written)
    } else if figure.contains('%') {
        "it is a percentage".to_string()
    } else {
        "no word for what it counts was seen beside it (years, dates and hours count nothing)".to_string()
    }
}
