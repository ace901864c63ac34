//! Findings for people to read: by report and section, with quote, place and what to ask.

use std::fmt::Display;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Summary, Writer};
use crate::document::Location;
use crate::finding::{
    CouldNotTell, Evidence, Finding, Level, ReportResult, RuleBookStamp, RuleError, Waiting, short_digest,
};
use crate::texts::{OWN, known_again, told};

/// Quotations shown for one finding.
const MAX_QUOTES: usize = 5;
const WIDTH: usize = 100;

#[derive(Default)]
pub struct Text {
    any: bool,
    language: String,
}

impl Writer for Text {
    fn begin(&mut self, out: &mut dyn Write, stamp: &RuleBookStamp) -> io::Result<()> {
        self.language.clone_from(&stamp.language);
        if let Some(profile) = &stamp.profile {
            let judged = told(&OWN.report.judged, &self.language, &[("profile", profile)]);
            writeln!(out, "{judged}\n")?;
        }
        stamp
            .waiting
            .iter()
            .try_for_each(|waiting| writeln!(out, "{}\n", change_waits(waiting, &self.language)))
    }

    fn report(&mut self, out: &mut dyn Write, result: &ReportResult) -> io::Result<()> {
        if result.format == "iati" && result.findings.is_empty() && result.rule_errors.is_empty() {
            return Ok(());
        }
        if self.any {
            writeln!(out)?;
        }
        self.any = true;
        let language = &*self.language;
        header(out, result, language)?;
        let mut section: Option<&[String]> = None;
        for finding in &result.findings {
            let first = finding.evidence.first().filter(|_| !finding.whole_report);
            let own = Some(first.map_or(&[][..], |evidence| &*evidence.location.section));
            if own != section || section.is_none() {
                section = own;
                let title = own.filter(|path| !path.is_empty()).map_or_else(
                    || OWN.report.whole.of(language).to_string(),
                    |path| path.join(" › "),
                );
                writeln!(out, "\n  {}{title}{:#}", bold(), bold())?;
            }
            finding_text(out, finding, language)?;
        }
        could_not_tell(out, &result.could_not_tell, language)?;
        result
            .rule_errors
            .iter()
            .try_for_each(|error| rule_error(out, error, language))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if self.any {
            writeln!(out)?;
        }
        writeln!(out, "{}{}{:#}", bold(), summary.sentence(&self.language), bold())
    }
}

/// Which change is not in force, and since when the rules before it judge on.
fn change_waits(waiting: &Waiting, language: &str) -> String {
    let since = waiting.since.strftime("%Y-%m-%d %H:%M UTC").to_string();
    let first = waiting.problems.first().map_or("", |own| own.message.as_str());
    told(
        &OWN.report.change_waits,
        language,
        &[("since", &since), ("files", &waiting.files()), ("what", &first)],
    )
}

fn rule_error(out: &mut dyn Write, error: &RuleError, language: &str) -> io::Result<()> {
    let things = OWN.report.things.of(language, error.items);
    let values: [(&str, &dyn Display); 2] = [("rule", &error.rule), ("things", &things)];
    writeln!(
        out,
        "\n  {}\n    {}",
        told(&OWN.report.rule_failed, language, &values),
        error.problem.to_string().replace('\n', "\n    ")
    )?;
    match &error.on {
        Some(words) => {
            let told = told(&OWN.report.failed_first_on, language, &[("words", words)]);
            writeln!(out, "    {told}")
        }
        None => Ok(()),
    }
}

fn bold() -> Style {
    Style::new().bold()
}

fn header(out: &mut dyn Write, result: &ReportResult, language: &str) -> io::Result<()> {
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
    let own = &OWN.report;
    writeln!(out, "  {}", read(result, language))?;
    if result.coverage.results == 0 {
        writeln!(out, "  {}", own.no_results.of(language))?;
    }
    for other in &result.earlier {
        let period = other.period.unwrap_or_default();
        let day = |day: Option<jiff::civil::Date>| day.map_or("?".to_string(), |day| day.to_string());
        let period = format!("{} – {}", day(period.start), day(period.end));
        let sha256 = short_digest(&other.sha256);
        let values: [(&str, &dyn Display); 3] =
            [("file", &other.file), ("period", &period), ("sha256", &sha256)];
        writeln!(out, "  {}", told(&own.held_against, language, &values))?;
    }
    for doubt in &result.doubts {
        writeln!(
            out,
            "  {}",
            told(&own.doubt, language, &[("doubt", &known_again(doubt, language))])
        )?;
    }
    if result.findings.is_empty() {
        writeln!(out, "  {}", own.no_findings.of(language))?;
    }
    Ok(())
}

/// What was found to check.
fn read(result: &ReportResult, language: &str) -> String {
    let (own, read) = (&OWN.report, &result.coverage);
    let mut text = told(
        &own.read,
        language,
        &[
            ("results", &own.results.of(language, read.results)),
            ("indicators", &own.indicators.of(language, read.indicators)),
            ("figures", &own.figures.of(language, read.people_statistics)),
            ("by_sex", &read.people_statistics_by_sex),
        ],
    );
    if read.targets_met + read.targets_missed > 0 {
        let values: [(&str, &dyn Display); 2] =
            [("met", &read.targets_met), ("missed", &read.targets_missed)];
        text.push_str(&told(&own.targets, language, &values));
    }
    text
}

fn finding_text(out: &mut dyn Write, finding: &Finding, language: &str) -> io::Result<()> {
    let (level, colour) = match finding.level {
        Level::Error => (&OWN.levels.error, AnsiColor::Red),
        Level::Warning => (&OWN.levels.warning, AnsiColor::Yellow),
        Level::Note => (&OWN.levels.note, AnsiColor::Cyan),
    };
    let style = Style::new().bold().fg_color(Some(colour.into()));
    let level = level.of(language);
    let width = level.chars().count();
    let mut lines = textwrap::wrap(&finding.message, WIDTH - 4 - width).into_iter();
    writeln!(
        out,
        "    {style}{level}{style:#}  {}",
        lines.next().unwrap_or_default()
    )?;
    for line in lines {
        writeln!(out, "    {:width$}  {line}", "")?;
    }
    let shown = finding
        .evidence
        .iter()
        .filter(|evidence| !evidence.quote.is_empty());
    for evidence in shown.take(MAX_QUOTES) {
        quote(out, evidence, language)?;
    }
    let own = &OWN.finding;
    if finding.evidence.is_empty() {
        writeln!(out, "      {}", own.no_passage.of(language))?;
    }
    if finding.evidence.len() > MAX_QUOTES {
        let more = finding.evidence.len() - MAX_QUOTES;
        writeln!(out, "      {}", own.more_places.of(language, more))?;
    }
    let ask = format!("      {} ", own.ask.of(language));
    wrapped(out, &ask, &" ".repeat(ask.chars().count()), &finding.ask)?;
    if let Some(waiver) = &finding.suppression {
        let values: [(&str, &dyn Display); 3] = [
            ("author", &waiver.author.as_deref().unwrap_or("–")),
            ("date", &waiver.date.as_deref().unwrap_or("–")),
            ("reason", &waiver.justification),
        ];
        wrapped(out, "      ", "      ", &told(&own.waived, language, &values))?;
    }
    let values: [(&str, &dyn Display); 2] = [("rule", &finding.rule), ("source", &finding.source)];
    writeln!(out, "      {}", told(&own.rule, language, &values))
}

fn quote(out: &mut dyn Write, evidence: &Evidence, language: &str) -> io::Result<()> {
    let text = evidence.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = told(&OWN.finding.quote, language, &[("quote", &text)]);
    wrapped(out, "      ", "       ", &quoted)?;
    let mut place = place(&evidence.location, language);
    if let Some(file) = &evidence.file {
        place = told(
            &OWN.place.elsewhere,
            language,
            &[("place", &place), ("file", file)],
        )
        .trim_start_matches(", ")
        .to_string();
    }
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
pub fn place(location: &Location, language: &str) -> String {
    let own = &OWN.place;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(location.page.map(|page| match &location.printed_page {
        Some(printed) => told(
            &own.printed_page,
            language,
            &[("page", &page), ("printed", printed)],
        ),
        None => told(&own.page, language, &[("page", &page)]),
    }));
    let numbered = [
        ("table", &own.table, location.table),
        ("row", &own.row, location.row),
        ("column", &own.column, location.column),
    ];
    for (name, texts, number) in numbered {
        parts.extend(number.map(|number| told(texts, language, &[(name, &number)])));
    }
    let sheet = location.sheet.as_ref();
    parts.extend(sheet.map(|sheet| told(&own.sheet, language, &[("sheet", sheet)])));
    parts.extend(location.cell.clone());
    parts.extend(
        location
            .line
            .map(|line| told(&own.line, language, &[("line", &line)])),
    );
    let paragraph = location
        .path
        .as_deref()
        .and_then(|path| path.rsplit_once("/p["))
        .and_then(|(_, number)| number.split(']').next());
    if location.table.is_none() && location.line.is_none() {
        parts.extend(paragraph.map(|number| told(&own.paragraph, language, &[("paragraph", &number)])));
    }
    parts.join(", ")
}

fn could_not_tell(out: &mut dyn Write, unsure: &[CouldNotTell], language: &str) -> io::Result<()> {
    if unsure.is_empty() {
        return Ok(());
    }
    let own = &OWN.report;
    writeln!(out, "\n  {}", own.could_not_tell.of(language))?;
    for one in unsure {
        let count = one.evidence.len();
        let texts = if count > 1 { &own.why_often } else { &own.why };
        let values: [(&str, &dyn Display); 3] = [("rule", &one.rule), ("why", &one.why), ("count", &count)];
        wrapped(out, "    ", "      ", &told(texts, language, &values))?;
        let mut quotable = one.evidence.iter().filter(|own| !own.quote.is_empty());
        // One shows what is meant; the others lie in the JSON.
        quotable
            .next()
            .map_or(Ok(()), |first| quote(out, first, language))?;
    }
    Ok(())
}
