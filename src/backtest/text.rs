//! The comparison for people at a terminal.

use std::fmt::{Display, Formatter, Result};

use super::{Backtest, Difference, Line, ORDER, Told, WHOLE};
use crate::texts;
use crate::write::{counted, place};

/// Differences shown of one report.
const SHOWN: usize = 20;

impl Display for Backtest {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let differing = self.different.len();
        writeln!(
            f,
            "{}; the findings of {differing} differ (+ added, - removed, ~ changed)\n\
             before: {}\nnow:    {}",
            counted(self.reports, "report"),
            self.before.named(),
            self.now.named()
        )?;
        if let Some(told) = self.told_left_out() {
            writeln!(f, "{told}")?;
        }
        if let Some(told) = &self.other_profile {
            writeln!(f, "mind: {told}")?;
        }
        if let Some(told) = self.told_not_judging() {
            writeln!(f, "mind: {told}")?;
        }
        if let Some(told) = self.told_profile() {
            writeln!(f, "{told}")?;
        }
        if self.reports > 0 {
            writeln!(f, "{}", self.tried_history())?;
        }
        if !self.rules.is_empty() {
            writeln!(
                f,
                "\n{ORDER}\n{:<42} {:>7} {:>7} {:>7} {:>7} {:>7}",
                "rule", "before", "now", "+", "-", "~"
            )?;
        }
        for (rule, counts) in self.ordered() {
            writeln!(
                f,
                "{rule:<42} {:>7} {:>7} {:>7} {:>7} {:>7}",
                counts.before, counts.now, counts.added, counts.removed, counts.changed
            )?;
        }
        for report in &self.different {
            writeln!(f, "\n{}", report.named())?;
            report.lines.iter().take(SHOWN).try_for_each(|one| line(f, one))?;
            if report.lines.len() > SHOWN {
                writeln!(
                    f,
                    "  and {} more (--format json has all)",
                    report.lines.len() - SHOWN
                )?;
            }
        }
        if !self.gone.is_empty() {
            writeln!(
                f,
                "\n{} of the files that the store knows could not be compared:",
                self.gone.len()
            )?;
        }
        self.gone.iter().try_for_each(|file| writeln!(f, "  {file}"))?;
        self.problems
            .iter()
            .try_for_each(|problem| writeln!(f, "\n{problem}"))?;
        self.told_silent()
            .iter()
            .try_for_each(|told| writeln!(f, "\n{told}"))
    }
}

fn line(f: &mut Formatter<'_>, line: &Line) -> Result {
    match &line.difference {
        Difference::Added { now } => told(f, '+', &line.rule, now),
        Difference::Removed { before } => told(f, '-', &line.rule, before),
        Difference::Changed { before, now } => {
            told(f, '~', &line.rule, before)?;
            writeln!(f, "    {}", now.otherwise_than(before))
        }
        Difference::Gathered { before, now } => {
            let (level, rule) = (now.level.as_str(), &line.rule);
            writeln!(
                f,
                "  ~ {rule}: {} told as one: {level} {}",
                counted(before.len(), "finding"),
                now.message
            )?;
            quotes(f, before)
        }
        Difference::Parted { before, now } => {
            let (level, rule) = (before.level.as_str(), &line.rule);
            writeln!(
                f,
                "  ~ {rule}: one finding told as {}, each of its own: {level} {}",
                now.len(),
                before.message
            )?;
            now.iter().try_for_each(|own| {
                writeln!(f, "    becomes {} {}", own.level.as_str(), own.message)?;
                quote(f, own)
            })
        }
    }
}

/// Where each of several findings stands.
fn quotes(f: &mut Formatter<'_>, all: &[Told]) -> Result {
    all.iter().try_for_each(|told| quote(f, told))
}

fn told(f: &mut Formatter<'_>, sign: char, rule: &str, told: &Told) -> Result {
    writeln!(f, "  {sign} {rule}: {} {}", told.level.as_str(), told.message)?;
    quote(f, told)
}

fn quote(f: &mut Formatter<'_>, told: &Told) -> Result {
    let Some(evidence) = &told.evidence else {
        return Ok(());
    };
    let place = place(&evidence.location, texts::DEFAULT);
    let dash = if place.is_empty() { "" } else { " — " };
    if evidence.quote.is_empty() {
        return writeln!(f, "      {WHOLE}");
    }
    writeln!(f, "      “{}”{dash}{place}", evidence.quote)
}
