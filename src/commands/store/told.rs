//! What the daemon remembers, for people to read.

use std::io::{Result, Write};

use serde_json::Value;
use tillsyn::store::{AuditEntry, FileRow, FindingRow, ReportRow, Shown, Waiver};
use tillsyn::write::counted;

/// The beginning of an id, with the number of a report among equals.
pub fn short(id: &str) -> String {
    let (digest, number) = id
        .split_once('-')
        .map_or((id, String::new()), |(digest, number)| {
            (digest, format!("-{number}"))
        });
    // With a number the whole is needed: a part of it would be no beginning of the id.
    if number.is_empty() {
        digest.get(..12).unwrap_or(digest).to_string()
    } else {
        id.to_string()
    }
}

pub fn reports(out: &mut dyn Write, reports: &[ReportRow], files: &[FileRow]) -> Result<()> {
    for report in reports {
        line(out, report)?;
    }
    for file in files {
        write!(out, "{}  {}", file.state, file.path)?;
        if let Some(first) = &file.duplicate_of {
            write!(out, " (of {first})")?;
        }
        if let Some(reason) = &file.reason {
            write!(out, ": {reason}")?;
        }
        writeln!(out)?;
    }
    if reports.is_empty() && files.is_empty() {
        writeln!(out, "there is no such report")?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, report: &ReportRow) -> Result<()> {
    let counts = report.counts;
    let waived = if counts.waived > 0 {
        format!(", {} waived", counts.waived)
    } else {
        String::new()
    };
    let superseded = if report.superseded {
        "  (a later version took its place)"
    } else {
        ""
    };
    writeln!(
        out,
        "{}  {}{superseded}\n              {}, {}, {}{waived}",
        short(&report.id),
        report.name,
        counted(counts.errors, "error"),
        counted(counts.warnings, "warning"),
        counted(counts.notes, "note"),
    )?;
    let known = [
        report.title.clone(),
        report.reference.clone(),
        report.organisation.clone(),
        period(report),
    ];
    let known: Vec<String> = known.into_iter().filter(|own| !own.is_empty()).collect();
    if known.is_empty() {
        Ok(())
    } else {
        writeln!(out, "              {}", known.join("; "))
    }
}

fn period(report: &ReportRow) -> String {
    match (report.period_start.as_str(), report.period_end.as_str()) {
        ("", "") => String::new(),
        ("", end) => format!("until {end}"),
        (start, "") => format!("from {start}"),
        (start, end) => format!("{start} to {end}"),
    }
}

pub fn report(out: &mut dyn Write, shown: &Shown) -> Result<()> {
    let report = &shown.report;
    line(out, report)?;
    writeln!(out, "\nid {}", report.id)?;
    if let Some(previous) = &report.previous {
        writeln!(out, "a new version of {}", short(previous))?;
    }
    for place in &shown.places {
        write!(out, "{}  {}", text(place, "came"), text(place, "path"))?;
        for (key, words) in [("duplicate_of", "a duplicate of"), ("moved_to", "moved to")] {
            if !text(place, key).is_empty() {
                write!(out, ", {words} {}", text(place, key))?;
            }
        }
        if text(place, "state") == "replaced" {
            write!(out, ", replaced by another content since")?;
        }
        writeln!(out)?;
    }
    for run in &shown.runs {
        let profile = match text(run, "profile") {
            "" => String::new(),
            profile => format!(" in the profile {profile}"),
        };
        writeln!(
            out,
            "{}  judged by rule book {}{profile}, tillsyn {}",
            text(run, "finished"),
            short(text(run, "rulebook")),
            text(run, "engine")
        )?;
    }
    let findings = shown.result["findings"].as_array().into_iter().flatten();
    for finding in findings {
        writeln!(out)?;
        one(out, finding)?;
    }
    Ok(())
}

pub fn findings(out: &mut dyn Write, findings: &[FindingRow]) -> Result<()> {
    let mut last = "";
    for own in findings {
        if own.report != last {
            if !last.is_empty() {
                writeln!(out)?;
            }
            writeln!(out, "{}  {}", short(&own.report), own.name)?;
            last = &own.report;
        }
        one(out, &own.finding)?;
    }
    if findings.is_empty() {
        writeln!(out, "there is no such finding")?;
    }
    Ok(())
}

fn one(out: &mut dyn Write, finding: &Value) -> Result<()> {
    writeln!(
        out,
        "  {}  {}  {}  {}\n    {}",
        text(finding, "fingerprint"),
        text(finding, "change"),
        text(finding, "level"),
        text(finding, "rule"),
        text(finding, "message")
    )?;
    let waiver = &finding["suppression"];
    if waiver.is_null() {
        return Ok(());
    }
    let until = match text(waiver, "until") {
        "" => String::new(),
        until => format!(" until {until}"),
    };
    writeln!(
        out,
        "    waived by {} on {}{until}: {}",
        text(waiver, "author"),
        text(waiver, "date"),
        text(waiver, "justification")
    )
}

pub fn waived(out: &mut dyn Write, waiver: &Waiver) -> Result<()> {
    let until = waiver.until.map_or(String::new(), |day| format!(" until {day}"));
    writeln!(
        out,
        "{}: waived by {}{until} in report {} and its versions",
        waiver.fingerprint,
        waiver.author,
        short(&waiver.lineage)
    )
}

pub fn audit(out: &mut dyn Write, entries: &[AuditEntry]) -> Result<()> {
    if entries.is_empty() {
        writeln!(out, "there is no such entry")?;
    }
    entries.iter().try_for_each(|own| {
        writeln!(
            out,
            "{}  {}  {}  {}  {}",
            own.at,
            own.actor,
            own.event,
            subject(&own.subject),
            own.detail.replace('\n', "\n    ")
        )
    })
}

/// What an entry is of; of a long digest the beginning, by which all else names it too.
fn subject(subject: &str) -> String {
    let is_digest = subject.len() == 64 && subject.chars().all(|c| c.is_ascii_hexdigit());
    if is_digest {
        short(subject)
    } else {
        subject.to_string()
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}
