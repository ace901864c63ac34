//! What was read and understood of a report, for people to compare with the report itself.

use std::io::{self, Write};

use anstyle::Style;

use super::counted;
use super::text::place;
use crate::document::{Block, BlockKind, Document, Location, Table};
use crate::report::{
    Dimension, Disaggregation, Figure, Indicator, Report, ResultLevel, ResultStatement, Statistic,
};
use crate::texts;

const WIDTH: usize = 100;
/// Columns of a table are cut to this many characters.
const MAX_COLUMN: usize = 28;

/// Writes the document block by block with places, then the results and figures of people read out of it.
///
/// # Errors
/// Writing fails.
pub fn reading(out: &mut dyn Write, document: &Document, report: &Report) -> io::Result<()> {
    header(out, document, report)?;
    for block in &document.blocks {
        block_text(out, block)?;
    }
    writeln!(out, "\n{0}Expected results{0:#}", bold())?;
    if report.results.is_empty() {
        writeln!(out, "  none recognised")?;
    }
    for result in &report.results {
        result_text(out, result)?;
    }
    writeln!(out, "\n{0}Figures{0:#}", bold())?;
    if report.statistics.is_empty() {
        writeln!(out, "  none recognised")?;
    }
    for statistic in &report.statistics {
        statistic_text(out, statistic)?;
    }
    Ok(())
}

fn bold() -> Style {
    Style::new().bold()
}

fn dim() -> Style {
    Style::new().dimmed()
}

fn header(out: &mut dyn Write, document: &Document, report: &Report) -> io::Result<()> {
    let title = document
        .title
        .as_ref()
        .map(|title| format!(": {}", title.text))
        .unwrap_or_default();
    writeln!(out, "{0}{1}{title}{0:#}", bold(), report.source.file)?;
    let count =
        |wanted: fn(&BlockKind) -> bool| document.blocks.iter().filter(|block| wanted(&block.kind)).count();
    let pages = document
        .blocks
        .iter()
        .filter_map(|block| block.location.page)
        .max();
    let pages = pages
        .map(|pages| format!(", text to page {pages}"))
        .unwrap_or_default();
    writeln!(
        out,
        "  {}{pages}: {}, {}, {}, {}; language: {}",
        report.source.format,
        counted(count(|kind| matches!(kind, BlockKind::Heading { .. })), "section"),
        counted(count(|kind| matches!(kind, BlockKind::Table(_))), "table"),
        counted(
            count(|kind| matches!(kind, BlockKind::ListItem { .. })),
            "list item"
        ),
        counted(
            count(|kind| matches!(kind, BlockKind::Footnote { .. })),
            "footnote"
        ),
        report.language.as_deref().unwrap_or("not recognised"),
    )?;
    for doubt in &report.doubts {
        writeln!(out, "  mind: {doubt}")?;
    }
    Ok(())
}

fn block_text(out: &mut dyn Write, block: &Block) -> io::Result<()> {
    match &block.kind {
        BlockKind::Heading { level, text } => {
            let marks = "#".repeat(usize::from(*level));
            writeln!(out, "\n{0}{marks} {text}{0:#}{1}", bold(), at(&block.location))
        }
        BlockKind::Paragraph { text } => wrapped(out, "  ", "  ", text, &block.location),
        BlockKind::ListItem { depth, text } => {
            let indent = "  ".repeat(usize::from(*depth).min(8));
            wrapped(
                out,
                &format!("{indent}• "),
                &format!("{indent}  "),
                text,
                &block.location,
            )
        }
        BlockKind::Footnote { mark, text } => {
            wrapped(out, &format!("  [{mark}] "), "      ", text, &block.location)
        }
        BlockKind::Table(table) => table_text(out, table, &block.location),
    }
}

fn at(location: &Location) -> String {
    let place = place(location, texts::DEFAULT);
    if place.is_empty() {
        String::new()
    } else {
        format!("  {0}— {place}{0:#}", dim())
    }
}

fn wrapped(out: &mut dyn Write, first: &str, rest: &str, text: &str, location: &Location) -> io::Result<()> {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest);
    let lines = textwrap::wrap(text, options);
    for (index, line) in lines.iter().enumerate() {
        let place = if index + 1 == lines.len() {
            at(location)
        } else {
            String::new()
        };
        writeln!(out, "{line}{place}")?;
    }
    Ok(())
}

fn table_text(out: &mut dyn Write, table: &Table, location: &Location) -> io::Result<()> {
    let caption = table
        .caption
        .as_ref()
        .map(|caption| format!(" “{}”", caption.text))
        .unwrap_or_default();
    writeln!(
        out,
        "\n  {0}table of {1} and {2}{caption}{0:#}{3}",
        bold(),
        counted(table.rows(), "row"),
        counted(table.columns(), "column"),
        at(location)
    )?;
    let mut grid = vec![vec![String::new(); table.columns()]; table.rows()];
    for cell in table.cells() {
        let text: Vec<&str> = cell.text.split_whitespace().collect();
        if let Some(slot) = grid.get_mut(cell.row).and_then(|row| row.get_mut(cell.column)) {
            *slot = cut(&text.join(" "));
        }
    }
    let widths: Vec<usize> = (0..table.columns())
        .map(|column| {
            grid.iter()
                .map(|row| row[column].chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    for row in &grid {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        writeln!(out, "    {}", cells.join(" │ ").trim_end())?;
    }
    writeln!(out)
}

fn cut(text: &str) -> String {
    if text.chars().count() <= MAX_COLUMN {
        return text.to_string();
    }
    let kept: String = text.chars().take(MAX_COLUMN - 1).collect();
    format!("{kept}…")
}

fn result_text(out: &mut dyn Write, result: &ResultStatement) -> io::Result<()> {
    let code = result
        .code
        .as_deref()
        .map(|code| format!(" {code}"))
        .unwrap_or_default();
    wrapped(
        out,
        &format!("  {}{code}: ", level(result.level)),
        "    ",
        &result.text,
        &result.location,
    )?;
    for indicator in &result.indicators {
        indicator_text(out, indicator)?;
    }
    for progress in &result.progress {
        wrapped(
            out,
            "    progress: ",
            "      ",
            &progress.text,
            &progress.location,
        )?;
    }
    Ok(())
}

fn level(level: ResultLevel) -> &'static str {
    match level {
        ResultLevel::Impact => "impact",
        ResultLevel::Outcome => "outcome",
        ResultLevel::Output => "output",
        ResultLevel::Activity => "activity",
        ResultLevel::Unspecified => "result of no stated level",
    }
}

fn indicator_text(out: &mut dyn Write, indicator: &Indicator) -> io::Result<()> {
    let text = if indicator.implied {
        "(no indicator of its own)"
    } else {
        &indicator.text
    };
    wrapped(out, "    indicator: ", "      ", text, &indicator.location)?;
    if let Some(baseline) = &indicator.baseline {
        writeln!(out, "      baseline {}", figure(baseline))?;
    }
    for period in &indicator.periods {
        let label = period
            .label
            .as_deref()
            .map(|label| format!("{label}: "))
            .unwrap_or_default();
        let target = period.target.as_ref().map_or("not given".to_string(), figure);
        let actual = period.actual.as_ref().map_or("not given".to_string(), figure);
        writeln!(out, "      {label}target {target}, actual {actual}")?;
    }
    Ok(())
}

fn figure(figure: &Figure) -> String {
    let percent = if figure.percent { " %" } else { "" };
    match &figure.number {
        Some(number) if number.low == number.high => format!("{}{percent} (“{}”)", number.low, figure.text),
        Some(number) => format!("{}–{}{percent} (“{}”)", number.low, number.high, figure.text),
        None => format!("“{}”", figure.text),
    }
}

/// "women 132"; a part that the report names by nothing but its number is told once: "179".
fn part_text(part: &Disaggregation) -> String {
    let signs = |text: &str| -> String { text.chars().filter(|c| !matches!(c, ',' | '.' | ' ')).collect() };
    match part.number {
        Some(number) if signs(&number.to_string()) != signs(&part.value) => {
            format!("{} {number}", part.value)
        }
        _ => part.value.clone(),
    }
}

fn statistic_text(out: &mut dyn Write, statistic: &Statistic) -> io::Result<()> {
    let parts: Vec<String> = statistic
        .breakdowns
        .iter()
        .map(|own| {
            let parts: Vec<String> = own.parts.iter().map(part_text).collect();
            let dimension = match own.dimension {
                Dimension::Sex => "sex",
                Dimension::Age => "age",
                Dimension::Disability => "disability",
                Dimension::Location => "place",
                Dimension::Other => "part",
            };
            format!("; by {dimension}: {}", parts.join(", "))
        })
        .collect();
    wrapped(
        out,
        "  ",
        "    ",
        &format!("{} {}{}", statistic.written, statistic.noun, parts.concat()),
        &statistic.quote.location,
    )
}
