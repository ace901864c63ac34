//! Findings for people to read: by report and section, with quote, place and what to ask.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Summary, Writer, counted};
use crate::document::Location;
use crate::finding::{CouldNotTell, Evidence, Finding, Level, ReportResult, RuleBookStamp};

/// Quotations shown for one finding.
const MAX_QUOTES: usize = 5;
const WIDTH: usize = 100;

#[derive(Default)]
pub struct Text {
    any: bool,
}

impl Writer for Text {
    fn begin(&mut self, out: &mut dyn Write, stamp: &RuleBookStamp) -> io::Result<()> {
        stamp
            .profile
            .iter()
            .try_for_each(|profile| writeln!(out, "Judged by the profile {profile}\n"))
    }

    fn report(&mut self, out: &mut dyn Write, result: &ReportResult) -> io::Result<()> {
        if result.format == "iati" && result.findings.is_empty() && result.rule_errors.is_empty() {
            return Ok(());
        }
        if self.any {
            writeln!(out)?;
        }
        self.any = true;
        header(out, result)?;
        let mut section: Option<&[String]> = None;
        for finding in &result.findings {
            let first = finding.evidence.first().filter(|_| !finding.whole_report);
            let own = Some(first.map_or(&[][..], |evidence| &*evidence.location.section));
            if own != section || section.is_none() {
                section = own;
                let title = own
                    .filter(|path| !path.is_empty())
                    .map_or_else(|| "The report as a whole".to_string(), |path| path.join(" › "));
                writeln!(out, "\n  {}{title}{:#}", bold(), bold())?;
            }
            finding_text(out, finding)?;
        }
        could_not_tell(out, &result.could_not_tell)?;
        for error in &result.rule_errors {
            writeln!(
                out,
                "\n  rule {} failed on {} here:\n    {}",
                error.rule,
                counted(error.items, "thing"),
                error.problem.to_string().replace('\n', "\n    ")
            )?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if self.any {
            writeln!(out)?;
        }
        writeln!(out, "{}{}{:#}", bold(), summary.sentence(), bold())
    }
}

fn bold() -> Style {
    Style::new().bold()
}

fn header(out: &mut dyn Write, result: &ReportResult) -> io::Result<()> {
    let title = result
        .title
        .as_deref()
        .map(|title| format!(": {title}"))
        .unwrap_or_default();
    let reference = result
        .reference
        .as_deref()
        .map(|reference| format!(" [{reference}]"))
        .unwrap_or_default();
    writeln!(out, "{}{}{title}{reference}{:#}", bold(), result.file, bold())?;
    let read = &result.coverage;
    let targets = if read.targets_met + read.targets_missed > 0 {
        format!(
            "; targets: {} met, {} missed",
            read.targets_met, read.targets_missed
        )
    } else {
        String::new()
    };
    writeln!(
        out,
        "  read: {}, {}, {} of people ({} split by sex){targets}",
        counted(read.results, "expected result"),
        counted(read.indicators, "indicator"),
        counted(read.people_statistics, "figure"),
        read.people_statistics_by_sex
    )?;
    if result.coverage.results == 0 {
        writeln!(
            out,
            "  no expected results were recognised: what the rules say of results is then silent, not clean"
        )?;
    }
    for doubt in &result.doubts {
        writeln!(out, "  mind: {doubt}")?;
    }
    if result.findings.is_empty() {
        writeln!(out, "  no findings")?;
    }
    Ok(())
}

fn finding_text(out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
    let style = match finding.level {
        Level::Error => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
        Level::Warning => Style::new().bold().fg_color(Some(AnsiColor::Yellow.into())),
        Level::Note => Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
    };
    let level = finding.level.as_str();
    let mut lines = textwrap::wrap(&finding.message, WIDTH - 4 - level.len()).into_iter();
    writeln!(
        out,
        "    {style}{level}{style:#}  {}",
        lines.next().unwrap_or_default()
    )?;
    for line in lines {
        writeln!(out, "    {:width$}  {line}", "", width = level.len())?;
    }
    let shown = finding
        .evidence
        .iter()
        .filter(|evidence| !evidence.quote.is_empty());
    for evidence in shown.take(MAX_QUOTES) {
        quote(out, evidence)?;
    }
    if finding.evidence.is_empty() {
        writeln!(
            out,
            "      Nothing in the report comes near it: there is no passage to quote."
        )?;
    }
    if finding.evidence.len() > MAX_QUOTES {
        writeln!(
            out,
            "      and {} more",
            counted(finding.evidence.len() - MAX_QUOTES, "place")
        )?;
    }
    wrapped(out, "      Ask: ", "           ", &finding.ask)?;
    writeln!(out, "      rule {}; {}", finding.rule, finding.source)
}

fn quote(out: &mut dyn Write, evidence: &Evidence) -> io::Result<()> {
    let text = evidence.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    wrapped(out, "      “", "       ", &format!("{text}”"))?;
    let place = place(&evidence.location);
    if place.is_empty() {
        Ok(())
    } else {
        writeln!(out, "       — {place}")
    }
}

fn wrapped(out: &mut dyn Write, first: &str, rest: &str, text: &str) -> io::Result<()> {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest);
    textwrap::wrap(text, options)
        .into_iter()
        .try_for_each(|line| writeln!(out, "{line}"))
}

/// A place in words: "table 2, row 4, column 3, line 31".
pub fn place(location: &Location) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(location.page.map(|page| match &location.printed_page {
        Some(printed) => format!("page {page} (printed {printed})"),
        None => format!("page {page}"),
    }));
    parts.extend(location.table.map(|table| format!("table {table}")));
    parts.extend(location.row.map(|row| format!("row {row}")));
    parts.extend(location.column.map(|column| format!("column {column}")));
    parts.extend(location.sheet.as_ref().map(|sheet| format!("sheet {sheet}")));
    parts.extend(location.cell.clone());
    parts.extend(location.line.map(|line| format!("line {line}")));
    let paragraph = location
        .path
        .as_deref()
        .and_then(|path| path.rsplit_once("/p["))
        .and_then(|(_, number)| number.split(']').next());
    if location.table.is_none() && location.line.is_none() {
        parts.extend(paragraph.map(|number| format!("paragraph {number}")));
    }
    parts.join(", ")
}

fn could_not_tell(out: &mut dyn Write, unsure: &[CouldNotTell]) -> io::Result<()> {
    if unsure.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  Could not tell")?;
    let mut told: Vec<(&str, &str, usize)> = Vec::new();
    for one in unsure {
        match told
            .iter_mut()
            .find(|(rule, why, _)| *rule == one.rule && *why == one.why)
        {
            Some((_, _, count)) => *count += 1,
            None => told.push((&one.rule, &one.why, 1)),
        }
    }
    for (rule, why, count) in told {
        let times = if count > 1 {
            format!(" ({count} times)")
        } else {
            String::new()
        };
        wrapped(out, "    ", "      ", &format!("{why}{times} — rule {rule}"))?;
    }
    Ok(())
}
